"""Negators and poles are found in all their forms."""

from __future__ import annotations

import pytest

from averral.embedding.pair_brief import HINTS
from averral.language import contrast, tables
from averral.language.normalise import words


def read(text: str, language: str) -> tuple[int, frozenset[str]]:
    return contrast.read([word.key for word in words(text)], language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They did not come", "en"),
        ("It wasn't them", "en"),
        ("لم يحضر أحد", "ar"),
        ("ولن نقبل", "ar"),
        ("Il n'est pas venu", "fr"),
        ("Bakan gelmedi", "tr"),
        ("Bunu bilmiyorum", "tr"),
        ("Köyde okul yoktu", "tr"),
        ("Никто не пришёл", "ru"),
        ("No vino nadie", "es"),
        ("Er kam nicht", "de"),
    ],
)
def test_negators_are_counted(text, language):
    assert read(text, language)[0] >= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [("They came", "en"), ("حضر الجميع", "ar"), ("كما قال ما يريد", "ar"), ("Bakan geldi", "tr")],
)
def test_plain_statements_have_no_negators(text, language):
    assert read(text, language)[0] == 0


@pytest.mark.parametrize(
    ("a", "b", "language"),
    [
        ("Wheat prices rose", "Wheat prices dropped", "en"),
        ("ارتفاع أسعار القمح", "انخفضت أسعار القمح", "ar"),
        ("Les prix ont augmenté", "Les prix ont chuté", "fr"),
        ("Fiyatlar yükseldi", "Fiyatlar düştü", "tr"),
        ("Цены выросли", "Цены упали", "ru"),
        ("أغلقت المدارس", "والمدارس مفتوحة", "ar"),
    ],
)
def test_opposite_words_are_opposed_whatever_their_form(a, b, language):
    assert contrast.opposed(read(a, language)[1], read(b, language)[1]) >= 1


def test_opposites_hold_across_languages():
    assert contrast.opposed(read("Prices rose", "en")[1], read("انخفضت الأسعار", "ar")[1]) == 1


def test_what_both_sides_name_is_no_opposite():
    both = read("Prices rose, then fell", "en")[1]
    assert contrast.opposed(both, both) == 0


def test_every_pole_of_every_language_has_an_opposite():
    # How much, how surely and why something is said excludes nothing by itself.
    known = {pole for pair in contrast._opposites() for pole in pair} | set(HINTS)
    for language in tables.languages():
        poles = set(tables.section(language, "contrast", contrast.ContrastWords).poles)
        assert set(HINTS) <= poles <= known, language


def test_an_unknown_language_has_no_words():
    assert read("not", "xx") == (0, frozenset())
