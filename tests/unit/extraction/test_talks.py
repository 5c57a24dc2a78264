"""Talks of which a clause tells both what came of them and where they stand, and talks whose headline leaves out the town."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document


def told(text, language):
    return [
        (claim.predicate, claim.polarity.value)
        for claim in extract(Document("d", text, language=language)).claims
    ]


@pytest.mark.parametrize(
    ("text", "language", "phase"),
    [
        ("The Muscat talks ended without a deal.", "en", "talks.ended"),
        ("Die Gespräche in Wien endeten ohne Ergebnis.", "de", "talks.ended"),
        ("Les pourparlers de Lomé se poursuivent sans résultat.", "fr", "talks.continuing"),
        ("Las conversaciones de La Habana terminaron sin acuerdo.", "es", "talks.ended"),
        ("Переговоры в Астане завершились безрезультатно.", "ru", "talks.ended"),
        ("Переговори в Женеві тривають безрезультатно.", "uk", "talks.continuing"),
        ("Astana'daki görüşmeler sonuçsuz sona erdi.", "tr", "talks.ended"),
        ("انتهت محادثات جوبا دون نتائج تذكر", "ar", "talks.ended"),
        ("مذاکرات مسقط بدون نتیجه پایان یافت.", "fa", "talks.ended"),
        ("השיחות בקהיר הסתיימו ללא תוצאות.", "he", "talks.ended"),
    ],
)
def test_an_outcome_and_a_phase_are_two_claims(text, language, phase):
    assert told(text, language) == [("talks.no_result", "affirmed"), (phase, "affirmed")]


def test_an_outcome_alone_is_one():
    assert told("The talks in Muscat failed.", "en") == [("talks.failed", "affirmed")]


def test_that_talks_began_is_no_second_claim():
    assert told("The talks that began on Monday failed.", "en") == [("talks.failed", "affirmed")]


def test_talks_without_a_town_are_called_after_the_only_one_of_the_text():
    text = "Talks put off\n\nThe talks in Tbilisi between Armenia and Azerbaijan were put off on Monday."
    headline = extract(Document("d", text, language="en")).claims[0]
    assert [place.name for place in headline.context_places[:1] if place.names_event] == ["Tbilisi"]


def test_of_two_towns_neither_names_the_talks():
    text = "Talks put off\n\nThe talks in Tbilisi were put off on Monday. The talks in Muscat resumed on Tuesday."
    headline = extract(Document("d", text, language="en")).claims[0]
    assert not any(place.names_event for place in headline.context_places)


def test_dots_between_the_parts_of_a_headline_part_its_claims():
    text = "حلب .. قصة طويلة .. ومفاوضات تستأنف\n\nاستؤنفت المفاوضات في أنقرة يوم الاثنين بعد توقف طويل."
    found = [each.text for each in extract(Document("d", text, language="ar")).claims]
    assert "ومفاوضات تستأنف" in found
