"""What people are to a report, in all languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from averral.language import tables
from averral.language.roles import is_role_alone, roles_in
from averral.language.unsaid import denies_saying

DATA = Path(tables.__file__).parent / "data"
LANGUAGES = ("ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "uk")

GOVERNOR = {
    "ar": "والي المنطقة",
    "en": "the governor of the region",
    "fr": "le gouverneur de la région",
    "tr": "bölge valisi",
    "ru": "губернатор региона",
    "es": "la gobernadora de la región",
    "de": "der Gouverneur der Region",
    "fa": "استاندار منطقه",
    "he": "מושל המחוז",
    "uk": "губернаторка регіону",
}


def words_of(language):
    return tomllib.loads((DATA / f"{language}.d" / "roles.toml").read_text(encoding="utf-8"))["roles"][
        "words"
    ]


def test_every_language_names_the_same_roles():
    assert len({frozenset(words_of(language)) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_governor_is_one_in_every_language(language):
    assert "governor" in roles_in(GOVERNOR[language], language)


@pytest.mark.parametrize(
    ("text", "language", "alone"),
    [
        ("the governor", "en", True),
        ("Governor Amina Sow", "en", False),
        ("الوالي", "ar", True),
        ("سعيد بنعمرو", "ar", False),
        ("der Kommandeur", "de", True),
        ("", "en", False),
    ],
)
def test_a_role_alone_names_nobody(text, language, alone):
    assert is_role_alone(text, language) is alone


@pytest.mark.parametrize(
    ("text", "language", "denies"),
    [
        ("Nunca dije que cerraríamos el puerto", "es", True),
        ("Der Minister hat nie gesagt, dass der Hafen schließt", "de", True),
        ("השר לא אמר מתי ייסגר הנמל", "he", False),
        ("We said it and we say it again", "en", False),
        ("Tego nigdy nie powiedziałem", "pl", False),
    ],
)
def test_a_text_tells_that_something_was_not_said(text, language, denies):
    assert denies_saying(text, language) is denies
