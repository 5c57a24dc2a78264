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
