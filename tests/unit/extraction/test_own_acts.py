"""Who did what they only say or own up to, in words that leave them out."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document, ParticipantRole


def actors(text, language):
    return [
        {part.key for part in claim.participants if part.role is ParticipantRole.ACTOR}
        for claim in extract(Document("d", text, language=language)).claims
        if claim.predicate.startswith(("attack.", "control."))
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L'armée soudanaise a reconnu avoir bombardé le marché de Tovarra.", "fr"),
        ("El ejército sudanés admitió haber bombardeado el mercado de Tovarra.", "es"),
        ("El ejército sudanés aseguró que tomó la ciudad de Tovarra.", "es"),
        ("Die sudanesische Armee räumte ein, den Markt von Tovarra bombardiert zu haben.", "de"),
        ("Sudan ordusu, Tovarra kasabasını ele geçirdiğini açıkladı.", "tr"),
        ("Армия Судана заявила, что взяла город Товарра.", "ru"),
        ("Армія Судану визнала, що завдала удару по ринку в Товаррі.", "uk"),
        ("اعترف الجيش السوداني بقصف سوق توفارا.", "ar"),
        ("ارتش سودان پذیرفت که بازار تووارا را بمباران کرده است.", "fa"),
    ],
)
def test_the_speaker_did_it(text, language):
    assert actors(text, language) == [{"force:sudanese-army"}]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Армия Судана заявила, что город Товарра взят.", "ru"),
        ("El ejército sudanés aseguró que fue tomada la ciudad de Tovarra.", "es"),
        ("Sudan ordusu, isyancıların Tovarra kasabasını ele geçirdiğini açıkladı.", "tr"),
    ],
)
def test_what_others_did_or_somebody_suffered_was_not_the_speaker(text, language):
    assert all("force:sudanese-army" not in each for each in actors(text, language))
