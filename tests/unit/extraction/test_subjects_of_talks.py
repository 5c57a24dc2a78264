"""What talks are about does not happen; what becomes of the talks does. And days of the month written in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from averral.extraction.engine import extract
from averral.language.dates import find_dates
from averral.language.events import find_in
from averral.language.normalise import words
from averral.model import Document

SPOKEN = datetime(2026, 10, 2, tzinfo=UTC)


def told(text, language):
    return [
        (claim.predicate, claim.polarity.value)
        for claim in extract(Document("d", text, language=language, published_at=SPOKEN)).claims
        if claim.predicate
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Talks to free the miners held in Tolbe failed.", "en"),
        ("Die Verhandlungen über die Freilassung der Geiseln sind gescheitert.", "de"),
        ("Les négociations pour libérer les otages ont échoué.", "fr"),
        ("Las negociaciones para liberar a los rehenes han fracasado.", "es"),
        ("Переговоры об освобождении заложников провалились.", "ru"),
        ("Переговори про звільнення заручників зірвалися.", "uk"),
        ("Rehinelerin serbest bırakılması için yürütülen görüşmeler başarısız oldu.", "tr"),
        ("انهارت المفاوضات الرامية إلى الإفراج عن الرهائن.", "ar"),
        ("مذاکرات برای آزادی گروگان‌ها شکست خورد.", "fa"),
        ("המשא ומתן לשחרור בני הערובה נכשל.", "he"),
    ],
)
def test_talks_to_free_somebody_free_nobody(text, language):
    assert told(text, language) == [("talks.failed", "affirmed")]


def test_a_truce_that_talks_are_about_negates_nothing():
    text = "Переговоры о прекращении огня в Лакхане возобновились."
    assert told(text, "ru") == [("talks.resumed", "affirmed")]


def test_what_talks_bring_about_stays():
    assert told("The talks freed 12 hostages.", "en") == [("arrest.released", "affirmed")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am fünften September", "de"),
        ("le cinq septembre", "fr"),
        ("el cinco de septiembre", "es"),
        ("пятого сентября", "ru"),
        ("п'ятого вересня", "uk"),
        ("beş Eylül'de", "tr"),
        ("في الخامس من سبتمبر", "ar"),
        ("پنجم سپتامبر", "fa"),
        ("בחמישה בספטמבר", "he"),
    ],
)
def test_days_of_the_month_are_read_in_words(text, language):
    (found,) = find_dates(text, language, SPOKEN.date())
    assert found.start == found.end == date(2026, 9, 5)


def test_a_word_of_a_longer_phrase_for_about_says_of_nothing_what_talks_are_about():
    text = "مشاركون في اجتماعات المدينة تلقوا رسالة من مسؤول تظهر تبني الحكومة للموقف الروسي"
    triggers = find_in(words(text), "ar")[0]
    assert "position.adopted" in {trigger.concept for trigger in triggers}
