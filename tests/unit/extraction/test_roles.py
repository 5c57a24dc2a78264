from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document, ParticipantRole
from averral.runtime.documents import with_id


def acting(text: str, language: str, predicate: str) -> list[tuple[str, str]]:
    """Role and key of those who take part in the claim of a predicate."""
    claims = extract(with_id(Document("", text, language=language))).claims
    return [(p.role.value, p.key) for c in claims if c.predicate == predicate for p in c.participants]


@pytest.mark.parametrize(
    ("text", "language", "doer"),
    [
        ("Turkish forces killed 18 fighters near Derik on Friday.", "en", "force:turkish-army"),
        ("US-led coalition air strikes killed 33 people near Raqqa.", "en", "side:coalition"),
        ("18 civilians were killed in Russian air strikes on Idlib.", "en", "state:RU"),
        ("قتل الجيش الإسرائيلي 18 شخصا في غزة.", "ar", "force:idf"),
        ("مقتل 12 مدنيا في غارات روسية على إدلب", "ar", "state:RU"),
        ("L'armée turque a tué 12 combattants près d'Afrine.", "fr", "force:turkish-army"),
        ("12 civils tués dans des frappes russes sur Idlib", "fr", "state:RU"),
        ("Rus ordusu 12 sivili öldürdü.", "tr", "force:russian-army"),
        ("Израиль убил 12 человек в Газе.", "ru", "state:IL"),
        ("El ejército israelí mató a 12 personas en Gaza.", "es", "force:idf"),
        ("Die israelische Armee tötete 12 Menschen in Gaza.", "de", "force:idf"),
        ("ارتش اسرائیل ۱۲ نفر را در غزه کشت.", "fa", "force:idf"),
    ],
)
def test_who_kills_acts(text, language, doer):
    assert ("actor", doer) in acting(text, language, "casualties.killed")


@pytest.mark.parametrize(
    ("text", "language", "sufferer"),
    [
        ("18 Turkish soldiers were killed in an ambush.", "en", "state:TR"),
        ("The Syria bombing killed 30 people.", "en", "state:SY"),
        ("قتل 18 عنصرا من حزب الله في كمين.", "ar", "force:hezbollah"),
    ],
)
def test_who_is_counted_or_only_names_the_place_does_not_act(text, language, sufferer):
    assert acting(text, language, "casualties.killed") == [("target", sufferer)]


@pytest.mark.parametrize(
    ("text", "language", "predicate", "doer"),
    [
        (
            "Rebels said they had captured the village of Tal Rifaat.",
            "en",
            "control.captured",
            "side:opposition",
        ),
        ("Russia denied that its planes had hit a hospital in Azaz.", "en", "attack.shelling", "state:RU"),
        (
            "قال الجيش الروسي إن قواته سيطرت على بلدة كوبيانسك.",
            "ar",
            "control.captured",
            "force:russian-army",
        ),
        (
            "Российская армия заявила, что ее силы взяли под контроль Купянск.",
            "ru",
            "control.captured",
            "force:russian-army",
        ),
    ],
)
def test_who_tells_of_themselves_acts(text, language, predicate, doer):
    assert ("actor", doer) in acting(text, language, predicate)


def test_what_talks_are_about_is_no_party():
    assert acting("Peace talks in Geneva ended without a breakthrough.", "en", "talks.no_result") == []


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Three of the dead in the town were children.", "children"),
        ("Two of those killed were from Aleppo.", "part"),
    ],
)
def test_a_part_of_the_dead_is_no_toll(text, population):
    claim = extract(with_id(Document("", text, language="en"))).claims[0]
    assert [quantity.population for quantity in claim.quantities] == [population]


@pytest.mark.parametrize(
    ("text", "language", "actor"),
    [
        ("The rebels captured Bodo on Monday and shelled Mina.", "en", "side:opposition"),
        ("Российская армия захватила село Боровое и обстреляла город Мина.", "ru", "force:russian-army"),
        ("Türk ordusu Bodo'yu ele geçirdi ve Mina'yı bombaladı.", "tr", "force:turkish-army"),
        ("El ejército ruso tomó Bodo y bombardeó Mina.", "es", "force:russian-army"),
        ("الجيش السوري يقتحم أحياء حلب الشرقية، ويحقق تقدما من شرق المدينة.", "ar", "force:syrian-army"),
    ],
)
def test_who_acts_goes_on_behind_and(text, language, actor):
    first, second = extract(with_id(Document("", text, language=language))).claims
    for claim in (first, second):
        assert [part.key for part in claim.participants if part.role is ParticipantRole.ACTOR] == [actor]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قصف الجيش العراقي بلدة مينا وسيطرت المعارضة على قرية بودو.", "ar"),
        ("The rebels shelled Mina and were driven out of Bodo.", "en"),
        ("The Russian army took Bodo while the rebels shelled Mina.", "en"),
    ],
)
def test_nobody_acts_on_where_another_does_or_something_is_suffered(text, language):
    first, second = extract(with_id(Document("", text, language=language))).claims
    mine, yours = (
        {part.key for part in claim.participants if part.role is ParticipantRole.ACTOR}
        for claim in (first, second)
    )
    assert mine
    assert mine.isdisjoint(yours)
