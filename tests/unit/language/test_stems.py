from __future__ import annotations

import pytest

from averral.language.normalise import key
from averral.language.stems import stem


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("ar", "والحكومة", "حكومة"),
        ("ar", "المتظاهرين", "متظاهرون"),
        ("ar", "انتخابات", "الانتخابات"),
        ("ar", "للاجئين", "اللاجئون"),
        ("en", "hostages", "hostage"),
        ("fr", "soldats", "soldat"),
        ("tr", "seçimlerin", "seçim"),
        ("ru", "выборов", "выборы"),
        ("es", "soldados", "soldado"),
        ("de", "soldaten", "soldat"),
        ("uk", "солдатів", "солдат"),
    ],
)
def test_forms_of_one_word_share_a_stem(language: str, a: str, b: str) -> None:
    assert stem(key(a), language) == stem(key(b), language)


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("ar", "حكم", "حكومة"),
        ("ar", "كتاب", "مكتب"),
        ("en", "general", "generous"),
        ("ru", "мир", "мера"),
        ("tr", "kar", "kart"),
    ],
)
def test_different_words_keep_different_stems(language: str, a: str, b: str) -> None:
    assert stem(a, language) != stem(b, language)


def test_the_spelling_that_a_key_folds_makes_no_difference() -> None:
    assert stem("المعارضة", "ar") == stem(key("المعارضة"), "ar")


def test_an_unknown_language_keeps_its_words() -> None:
    assert stem("Parole", "it") == "parole"
    assert stem("", "ar") == ""
