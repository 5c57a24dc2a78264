"""Two figures of one thing in one sentence are two claims."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document
from averral.runtime.documents import with_id


def read(text: str) -> list[tuple[str, str, str, float]]:
    claims = extract(with_id(Document("", text))).claims
    return [
        (claim.text, claim.predicate or claim.kind.value, each.unit, each.best)
        for claim in claims
        for each in claim.quantities
    ]


@pytest.mark.parametrize(
    ("text", "event", "unit", "figures"),
    [
        (
            "Nach ihren Zahlen lag die Wahlbeteiligung bei 43 Prozent; das Amt hatte 59 Prozent gemeldet.",
            "election.turnout",
            "percent",
            (43, 59),
        ),
        (
            "Organisers said 40,000 people marched; the police counted 12,000.",
            "protest.held",
            "people",
            (40_000, 12_000),
        ),
        ("El gobierno habla de 12 muertos; la oposición, de 40.", "casualties.killed", "killed", (12, 40)),
    ],
)
def test_a_semicolon_parts_figures_of_one_thing(text, event, unit, figures):
    first, second = read(text)
    assert [each[1:] for each in (first, second)] == [(event, unit, figure) for figure in figures]
    assert first[0] != second[0]


@pytest.mark.parametrize(
    ("text", "event", "figures"),
    [
        (
            "Tens of thousands marched through Quito. Police put the crowd at 18,000. The organisers claimed 90,000.",
            "protest.held",
            (10_000, 18_000, 90_000),
        ),
        (
            "Une marche a réuni 45 000 personnes à Lyon selon la préfecture, 90 000 selon les syndicats.",
            "protest.held",
            (45_000, 90_000),
        ),
        (
            "Según la policía, 18.000 personas participaron en la marcha; los convocantes elevan la cifra a 90.000.",
            "protest.held",
            (18_000, 90_000),
        ),
        ("Polis katılımcı sayısını 18 bin olarak açıkladı.", "protest.held", (18_000,)),
        ("قدرت الشرطة عدد المشاركين بـ18 ألفا.", "protest.held", (18_000,)),
    ],
)
def test_crowds_are_counted_by_several_people(text, event, figures):
    assert [each[1:] for each in read(text)] == [(event, "people", figure) for figure in figures]


def test_arrests_are_counted_by_their_noun_too():
    first, part, second = read(
        "وقالت المحامية إن عدد الموقوفين بلغ 62، بينهم خمسة قاصرين، فيما تتحدث الشرطة عن 37 موقوفاً."
    )
    assert first[0] == part[0] != second[0]
    assert (first[3], part[3], second[3]) == (62, 5, 37)
    assert read("Police reported 12 arrests.")[0][1:] == ("arrest.arrested", "captured", 12)


def test_a_clause_with_its_own_event_counts_that():
    killed, held = read("Twelve people were killed in the raid; forty men were arrested.")
    assert (killed[1:], held[1:]) == (
        ("casualties.killed", "killed", 12),
        ("arrest.arrested", "captured", 40),
    )


def test_no_clause_begins_inside_a_figure():
    (found,) = read("Aid is blocked and 12,000 people have been cut off since May.")
    assert "12,000 people" in found[0]
    assert found[3] == 12_000


@pytest.mark.parametrize(
    "text",
    [
        "Thousands marched through Porto on Sunday. Police put their number at 12,000, organisers spoke of 60,000.",
        "Nach Angaben der Polizei demonstrierten 12.000 Menschen, die Veranstalter sprachen von 60.000.",
        "12 000 personnes ont manifesté à Lyon selon la police, les organisateurs parlent de 60 000.",
        "Тысячи людей вышли на митинг. Полиция оценила их число в 12 тысяч, организаторы говорят о 60 тысячах.",
        "Тисячі людей вийшли на мітинг. Поліція нарахувала 12 тисяч, організатори говорять про 60 тисяч.",
    ],
)
def test_who_gives_but_another_figure_counts_what_was_told_before(text):
    figures = [each for each in read(text) if each[3] >= 12_000]
    assert [each[1:] for each in figures] == [
        ("protest.held", "people", 12_000),
        ("protest.held", "people", 60_000),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in the raid. The ministry estimated the damage at 3 million dollars.",
        "Five people were killed on Monday. The number of visitors rose to 300.",
        "Five people were killed. According to the mayor, 300 people live there.",
    ],
)
def test_other_figures_are_of_other_things(text):
    assert [each[1] for each in read(text)].count("casualties.killed") == 1
