from __future__ import annotations

import pytest

from averral.matching.relations.speakers import compare_speakers
from averral.model import Quote, QuoteKind, Span, Speaker, SpeakerFound


def said_by(name: str, role: str = "", language: str = "en", **more) -> Quote:
    speaker = Speaker(name, key=f"~{name}", role=role, **more)
    return Quote("q", "d", Span(0, 1), "x", language, QuoteKind.DIRECT, speaker=speaker)


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


@pytest.mark.parametrize(
    ("named", "role", "other", "language", "outcome"),
    [
        ("Wilson Andrade", "the police commander for the coast", "der Kommandeur", "de", "fits"),
        ("Claire Monnier", "porte-parole", "представительница организации", "ru", "fits"),
        ("Said Benamrou", "governor of the region", "الوالي", "ar", "fits"),
        ("Álvaro Choque", "ministro de Minería", "Bakanımız", "tr", "fits"),
        ("Claire Monnier", "spokeswoman", "der Bürgermeister", "de", "unknown"),
        ("Claire Monnier", "", "der Bürgermeister", "de", "unknown"),
        ("Ivan Petrov", "the Russian foreign minister", "der deutsche Außenminister", "de", "unknown"),
    ],
)
def test_a_role_alone_fits_whoever_holds_one_like_it(named, role, other, language, outcome):
    unnamed = said_by(other, other, language, found=SpeakerFound.ROLE)
    mine = "fr" if role == "porte-parole" else "es" if role.startswith("ministro") else "en"
    assert compare_speakers(said_by(named, role, mine), unnamed) == outcome


def test_whoever_is_not_to_be_named_fits_nobody():
    secret = said_by("a commander", "a commander", anonymous=True)
    assert compare_speakers(said_by("Wilson Andrade", "the commander"), secret) == "unknown"


def test_one_word_of_a_longer_name_tells_nobody_apart():
    assert (
        compare_speakers(said_by("Nebil", language="tr"), said_by("Набиль ат-Тайиб", language="ru"))
        == "unknown"
    )


def test_a_full_name_among_other_words_may_be_the_one_named():
    owner = said_by("صاحب المعمل إدريس العمراني فنفى", language="ar")
    assert compare_speakers(said_by("Driss Lamrani"), owner) == "fits"
    assert compare_speakers(said_by("Driss Benkirane"), owner) == "different"
