"""Names of towns that are ordinary words more often."""

from __future__ import annotations

import pytest

from averral.language.places import find_places


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ولم تنفد منا الكلمات", "ar"),
        ("إن ناراً اندلعت في المخزن", "ar"),
        ("انتشر فيروس كورونا بين السكان", "ar"),
        ("احتجاجاً على محطة الفحم", "ar"),
        ("Kabul ediyoruz.", "tr"),
        ("Sana söyledim.", "tr"),
        ("از مردان خواستند", "fa"),
        ("Kohle für den Rest des Winters", "de"),
    ],
)
def test_an_ordinary_word_is_no_place(text, language):
    assert find_places(text, language) == ()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("قُتل جنديان في مدينة الطبقة", "ar", "الطبقة"),
        ("Kabul'da patlama oldu", "tr", "Kabul"),
        ("در شهر خرطوم درگیری شد", "fa", "خرطوم"),
    ],
)
def test_it_is_one_where_a_word_or_a_case_announces_it(text, language, name):
    assert name in {place.name for place in find_places(text, language)}


@pytest.mark.parametrize("text", ["انسحاب كامل لمقاتلي الفصائل من البلدة", "في كامل المنطقة"])
def test_a_letter_that_means_like_makes_no_town_of_a_word(text):
    assert find_places(text, "ar") == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Foley was killed by militants in August."),
        ("en", "Police said Marlow had been arrested."),
        ("ru", "Фоли был убит в августе."),
        ("he", "השיחות התקיימו באולם הישיבות."),
    ],
)
def test_who_was_killed_and_where_one_sits_are_no_towns(language: str, text: str) -> None:
    assert find_places(text, language) == ()


def test_a_town_where_somebody_died_stays_one() -> None:
    assert [each.name for each in find_places("A man died in Foley on Monday.", "en")] == ["Foley"]
