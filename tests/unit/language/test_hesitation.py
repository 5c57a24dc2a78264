"""Who does not hesitate to do something does it; what will not be tolerated is not said to have happened, nor not to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality

PRINTED = datetime(2026, 9, 14, tzinfo=UTC)


def claims(text, language):
    return extract(Document("d", text, language=language, published_at=PRINTED)).claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The militia did not hesitate to kill the hostages in Tarvan.", "en"),
        ("They do not flinch at killing civilians.", "en"),
        ("La milice n'a pas hésité à tuer les otages à Tarvan.", "fr"),
        ("La milicia no dudó en matar a los rehenes en Tarvan.", "es"),
        ("Die Miliz zögerte nicht, die Geiseln in Tarvan zu töten.", "de"),
        ("Боевики не колеблясь убили заложников в Тарване.", "ru"),
        ("Бойовики не вагаючись убили мешканців у Тарвані.", "uk"),
        ("Milisler Tarvan'da rehineleri öldürmekte tereddüt etmedi.", "tr"),
        ("لم تتردد الميليشيا في قتل الرهائن في مدينة تارفان.", "ar"),
        ("شبه‌نظامیان در کشتن گروگان‌ها در شهر تاروان تردید نکردند.", "fa"),
        ("המיליציה לא היססה להרוג את בני הערובה בעיר טרוואן.", "he"),
    ],
)
def test_who_does_not_hesitate_to_kill_has_killed(text, language):
    assert [claim.predicate for claim in claims(text, language)] == ["casualties.killed"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Attacks on the convoy will not be tolerated.", "en"),
        ("Aucune attaque contre les civils ne sera tolérée à Tarvan.", "fr"),
        ("Angriffe auf Zivilisten in Tarvan werden nicht geduldet.", "de"),
        ("לא נסבול התקפות על אזרחים בעיר טרוואן.", "he"),
    ],
)
def test_what_will_not_be_tolerated_is_not_told_as_absent(text, language):
    (claim,) = claims(text, language)
    assert claim.modality is Modality.POSSIBLE
