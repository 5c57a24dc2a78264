from __future__ import annotations

import pytest

from averral.matching.relations.speakers import compare_speakers
from averral.model import Quote, QuoteKind, Span, Speaker


def said_by(name: str) -> Quote:
    return Quote("q", "d", Span(0, 1), "x", "en", QuoteKind.DIRECT, speaker=Speaker(name))


@pytest.mark.parametrize(
    ("mine", "yours", "outcome"),
    [
        ("Jason Steward", "Maria Lopez", "different"),
        ("Jason Steward", "Steward", "same"),
        ("Jason Steward", "his father", "unknown"),
        ("her devout Christian parents", "Jason Steward", "unknown"),
        ("Ursula von der Leyen", "Mohammed bin Salman", "different"),
    ],
)
def test_only_two_named_people_are_surely_different(mine, yours, outcome):
    assert compare_speakers(said_by(mine), said_by(yours)) == outcome


def test_a_town_that_speaks_is_nobody_s_other_mouth():
    assert compare_speakers(said_by("Conakry"), said_by("Amara Diallo")) == "unknown"
    assert compare_speakers(said_by("Omar Saleh"), said_by("Amara Diallo")) == "different"
