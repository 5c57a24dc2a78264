"""What a sentence tells once is one claim, with what belongs to it, and not with what belongs to who tells it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Claim, Document


def claims(text: str, language: str) -> tuple[Claim, ...]:
    moment = datetime(2026, 4, 16, tzinfo=UTC)
    return extract(Document(id="x", body=text, language=language, published_at=moment)).claims


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norland and Sudland swapped 12 prisoners on Monday, the first such swap since March."),
        ("es", "Norlandia y Surlandia canjearon el lunes a 12 prisioneros, el primer canje desde marzo."),
        ("ru", "Стороны обменялись в понедельник 12 пленными; это первый такой обмен с марта."),
        ("uk", "Сторони обмінялися в понеділок 12 полоненими; це перший такий обмін від березня."),
    ],
)
def test_another_word_for_the_same_event_is_no_second_claim(language, text):
    (claim,) = claims(text, language)
    assert claim.predicate == "exchange.done"
    assert [each.best for each in claim.quantities] == [12]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The truce in Belmora did not come into force, two aid workers reached by telephone said."),
        ("es", "La tregua en Belmora no entró en vigor, relataron dos cooperantes contactados por teléfono."),
        (
            "fr",
            "La trêve à Belmora n'est pas entrée en vigueur, ont rapporté deux humanitaires joints par téléphone.",
        ),
        ("he", "ההפוגה בעיר בלמורה לא נכנסה לתוקף, דיווחו שני עובדי סיוע בשיחת טלפון."),
    ],
)
def test_how_many_tell_it_is_no_claim(language, text):
    (claim,) = claims(text, language)
    assert claim.predicate == "ceasefire.in_force"
    assert not claim.quantities


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The talks on the tanker seized in January ended in Belmora on Tuesday without result.", 14),
        (
            "fr",
            "Les pourparlers sur le pétrolier saisi en janvier se sont achevés mardi à Belmora sans résultat.",
            14,
        ),
        (
            "ru",
            "Переговоры о судьбе захваченного в январе танкера завершились во вторник безрезультатно.",
            14,
        ),
        ("tr", "Ocak ayında el konulan tankere ilişkin müzakereler salı günü sonuçsuz sona erdi.", 14),
    ],
)
def test_the_month_in_which_something_else_was_done_is_not_the_day(language, text, day):
    found = claims(text, language)
    assert {claim.predicate for claim in found} <= {"talks.no_result", "talks.ended"}
    days = {(each.event_time.start.month, each.event_time.start.day) for each in found if each.event_time}
    assert days == {(4, day)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The identity of the driver has not been released."),
        ("fr", "L'identité du conducteur n'a pas été révélée."),
        ("es", "La identidad del conductor no ha sido revelada."),
        ("he", "זהותו של הנהג טרם הותרה לפרסום."),
    ],
)
def test_a_name_that_is_kept_back_is_nobody_who_is_held(language, text):
    assert not [each for each in claims(text, language) if each.predicate.startswith("arrest.")]
