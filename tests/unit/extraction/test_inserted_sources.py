"""A source named in the middle of what it tells neither parts the statement nor takes part in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document

PRINTED = datetime(2026, 9, 14, tzinfo=UTC)


def claims(text, language):
    return extract(Document("d", text, language=language, published_at=PRINTED)).claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("At least 14 people, according to the police, were killed in the blast in Tarvan.", "en"),
        ("Au moins 14 personnes, selon la préfecture, ont été tuées dans l'explosion à Tarvan.", "fr"),
        ("Al menos 14 personas, según informó la policía, murieron en la explosión en Tarvan.", "es"),
        ("Mindestens 14 Menschen sind, wie die Polizei mitteilte, bei der Explosion in Tarvan getötet worden.", "de"),
        ("По меньшей мере 14 человек, как сообщили в полиции, погибли при взрыве в Тарване.", "ru"),
        ("Щонайменше 14 людей, як повідомили в поліції, загинули під час вибуху в Тарвані.", "uk"),
        ("En az 14 kişi, polisin açıkladığına göre, Tarvan'daki patlamada hayatını kaybetti.", "tr"),
        ("دست‌کم ۱۴ نفر، به گفته پلیس، در انفجار در شهر تاروان کشته شدند.", "fa"),
        ("לפחות 14 בני אדם, לפי המשטרה, נהרגו בפיצוץ בעיר טרוואן.", "he"),
    ],
)  # fmt: skip
def test_a_count_is_kept_with_what_is_told_of_it(text, language):
    (claim,) = claims(text, language)
    assert (claim.predicate, claim.participants) == ("casualties.killed", ())
    assert [(quantity.best, quantity.unit) for quantity in claim.quantities] == [(14, "killed")]
    assert len(claim.places) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("На борту, как уточнили в ведомстве, находились 62 человека.", "ru"),
        ("An Bord befanden sich, wie die Behörde mitteilte, 62 Menschen.", "de"),
        ("На борту, як уточнили у відомстві, перебували 62 людини.", "uk"),
    ],
)
def test_a_count_behind_the_source_is_kept_as_well(text, language):
    (claim,) = claims(text, language)
    assert claim.predicate == "accident.aboard"
    assert [quantity.best for quantity in claim.quantities] == [62]
