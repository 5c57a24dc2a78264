from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.normalise import clean, fold, key, words
from averral.model import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أُعلِنَت الهُدْنَةُ", "اعلنت الهدنه"),
        ("ســـوريا", "سوريا"),
        ("ﺳﻮﺭﻳﺎ", "سوريا"),
        ("گزارش\u200cها ی ک", "گزارشها ي ك"),
        ("İSTANBUL ŞEHRİ", "istanbul şehri"),
        ("Королёв", "королев"),
        ("за́мок", "замок"),
        ('ארה"ב וצה״ל', "ארהב וצהל"),
        ("שָׁלוֹם", "שלום"),
        ("  two\u00a0 \u2009spaces\n", "two spaces"),
        ("٣٤ ۵۶ 78", "34 56 78"),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_keys_unify_spelling_variants(text: str, expected: str) -> None:
    assert key(text) == expected


def test_cleaning_keeps_the_way_back_to_the_original() -> None:
    text = "قال\u200f  ﻻفروف cafe\u0301 الآن"
    cleaned = clean(text)
    assert cleaned.text == "قال لافروف café الآن"
    at = cleaned.text.index("café")
    assert cleaned.original(at, at + 4).of(text) == "cafe\u0301"
    at = cleaned.text.index("لا")
    assert cleaned.original(at, at + 6).of(text) == "ﻻفروف"


def test_an_empty_range_of_cleaned_text_is_an_empty_span() -> None:
    cleaned = clean("ab")
    assert cleaned.original(1, 1) == Span(1, 1)
    assert cleaned.original(2, 2) == Span(2, 2)
    assert clean("").original(0, 0) == Span(0, 0)


@given(st.text(max_size=200))
def test_cleaned_text_maps_to_ordered_places_inside_the_original(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.ends) == len(cleaned.text)
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(cleaned.offsets, cleaned.ends, strict=True)
    )


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="أإآابةىيhÄİıß٣'’-ـًّ \u200f\u00a0", max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


def test_folding_leaves_quotation_marks_alone() -> None:
    assert fold("«İki» “أمس” l’Été") == "«iki» “امس” l’été"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara'da", [("ankara", "da")]),
        ("l’accord d'Astana", [("l", ""), ("accord", ""), ("d", ""), ("astana", "")]),
        ("don't", [("don't", "")]),
        ("Russia's", [("russia", "s")]),
        ("п’ять", [("п'ять", "")]),
        ("ג'נבה", [("גנבה", "")]),
        ('ארה"ב', [("ארהב", "")]),
        ("aujourd’hui", [("aujourd'hui", "")]),
        ("O'Brien", [("o'brien", "")]),
        ("'quoted' word", [("quoted", ""), ("word", "")]),
        ("وَقَالَ 27", [("وقال", ""), ("27", "")]),
        ("می‌گویند", [("ميگويند", "")]),
        ("cease-fire", [("cease", ""), ("fire", "")]),
    ],
)
def test_words_are_split_at_apostrophes_by_what_these_mean(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(word.key, word.suffix) for word in words(text)] == expected


def test_words_of_a_span_point_into_the_whole_text() -> None:
    text = "one two three"
    found = words(text, Span(4, 7))
    assert [word.span.of(text) for word in found] == ["two"]


@given(st.text(max_size=200))
def test_words_are_in_order_and_do_not_overlap(text: str) -> None:
    found = words(text)
    assert all(word.start < word.end for word in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
