"""Figures that are no toll of the report: the size of a town, an earlier count, a part, what a rate was until now."""

from datetime import UTC, date, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document

DAY = datetime(2024, 5, 2, tzinfo=UTC)


def counts(text, language):
    found = extract(Document(id="doc_test", body=text, language=language, published_at=DAY)).claims
    return [
        (claim.predicate, each.best, each.unit, each.population, claim.as_of.date() == DAY.date())
        for claim in found
        for each in claim.quantities
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The quake killed 41 people in Belcan, a town of some 60,000 inhabitants."),
        ("fr", "Le séisme a fait 41 morts à Belcan, une ville de 60 000 habitants."),
        ("es", "El terremoto dejó 41 muertos en Belcán, ciudad de 60.000 habitantes."),
        ("de", "In der Kleinstadt mit 60.000 Einwohnern starben 41 Menschen."),
        ("ru", "В городе Белькан с населением 60 тысяч человек погиб 41 человек."),
        ("uk", "У місті Белькан із населенням 60 тисяч загинула 41 людина."),
        ("ar", "قُتل 41 شخصاً في مدينة بلكان التي يبلغ عدد سكانها 60 ألف نسمة."),
        ("fa", "در شهر بلکان با جمعیت ۶۰ هزار نفر ۴۱ نفر کشته شدند."),
        ("he", "בעיירה בלכן, עיירה של 60 אלף תושבים, נהרגו 41 בני אדם."),
    ],
)
def test_how_many_live_in_a_town_is_no_toll(language, text):
    assert [each[:3] for each in counts(text, language)] == [("casualties.killed", 41, "killed")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine people were killed, the governor said, raising an earlier toll of six."),
        ("es", "Murieron nueve personas; un balance anterior hablaba de seis muertos."),
        ("de", "Neun Menschen starben; zuvor war von sechs Toten die Rede."),
        ("tr", "Dokuz kişi hayatını kaybetti; daha önce altı ölü açıklanmıştı."),
        ("ru", "Погибли девять человек, ранее сообщалось о шести погибших."),
        ("uk", "Загинули дев'ять людей, раніше повідомлялося про шістьох загиблих."),
        ("ar", "قُتل تسعة أشخاص، بعد حصيلة سابقة بلغت 6 قتلى."),
        ("fa", "نه نفر کشته شدند؛ پیش از این ۶ کشته اعلام شده بود."),
        ("he", "נהרגו תשעה בני אדם; קודם לכן דווח על שישה הרוגים."),
    ],
)
def test_an_earlier_count_was_known_before_the_report(language, text):
    known = {best: today for _, best, unit, _, today in counts(text, language) if unit == "killed"}
    assert known == {9: True, 6: False}


def test_a_clause_that_begins_with_including_counts_a_part():
    text = "Trente et une autres ont été blessées, dont cinq grièvement brûlées."
    assert [each[1:4] for each in counts(text, "fr")] == [(31, "wounded", ""), (5, "wounded", "part")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Statt der gemeldeten 5,9 Prozent habe die Inflation 5,1 Prozent betragen."),
        ("ru", "Инфляция снизилась с 5,9 процента до 5,1 процента."),
        ("uk", "Інфляція знизилася з 5,9% до 5,1%."),
        ("ar", "تراجع التضخم من 5.9 بالمئة إلى 5.1 بالمئة."),
        ("fa", "تورم از ۵.۹ درصد به ۵.۱ درصد کاهش یافت."),
        ("he", "שיעור האינפלציה ירד מ-5.9 אחוזים ל-5.1 אחוזים."),
        ("tr", "Enflasyon yüzde 5,9'dan yüzde 5,1'e geriledi."),
    ],
)
def test_what_a_rate_was_until_now_is_not_what_it_is(language, text):
    assert [each[1] for each in counts(text, language)] == [5.1]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2014 a ferry sank. Back then 27 people died."),
        ("de", "2014 war eine Fähre gesunken; damals starben 27 Menschen."),
        ("fr", "En 2014, un ferry avait coulé. À l'époque, 27 personnes étaient mortes."),
        ("es", "En 2014 se hundió un ferry. En aquel entonces murieron 27 personas."),
        ("ru", "В 2014 году затонул паром. Тогда погибли 27 человек."),
        ("ar", "غرقت عبارة عام 2014، وقُتل حينها 27 شخصاً."),
        ("he", "ב-2014 טבעה מעבורת. באותה עת נהרגו 27 בני אדם."),
    ],
)
def test_what_happened_back_then_has_the_time_named_before(language, text):
    found = extract(Document(id="doc_test", body=text, language=language, published_at=DAY)).claims
    dead = [claim for claim in found if any(each.best == 27 for each in claim.quantities)]
    assert [claim.event_time.start for claim in dead] == [date(2014, 1, 1)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Last summer nine people died in a fire."),
        ("de", "Im vergangenen Sommer starben neun Menschen bei einem Brand."),
        ("fr", "L'été dernier, neuf personnes sont mortes dans un incendie."),
        ("es", "El verano pasado murieron nueve personas en un incendio."),
        ("tr", "Geçen yaz çıkan yangında dokuz kişi ölmüştü."),
        ("ru", "Прошлым летом при пожаре погибли девять человек."),
        ("uk", "Минулого літа під час пожежі загинули дев'ять людей."),
        ("ar", "في الصيف الماضي قُتل تسعة أشخاص في حريق."),
        ("fa", "تابستان گذشته نه نفر در آتش‌سوزی کشته شدند."),
        ("he", "בקיץ שעבר נהרגו תשעה בני אדם בשריפה."),
    ],
)
def test_last_summer_is_long_past(language, text):
    found = extract(Document(id="doc_test", body=text, language=language, published_at=DAY)).claims
    assert all(claim.event_time.end < date(2024, 4, 1) for claim in found if claim.quantities)
