"""Shared words, names and word order of a pair of texts."""

from __future__ import annotations

import pytest

from averral.embedding import models
from averral.embedding.encoder import Encoder
from averral.embedding.pair_features import PLAIN as NAMES
from averral.embedding.pair_features import compare, read_sides
from averral.embedding.pair_words import find_names
from averral.language.normalise import words
from averral.language.polarity import denies


def seen(a: str, b: str, languages: str = "en en") -> dict[str, float]:
    encoder = models.load()
    assert isinstance(encoder, Encoder)
    sides = read_sides(list(zip((a, b), languages.split(), strict=True)), encoder)
    return dict(zip(NAMES, compare(*sides), strict=False))


def names(text: str, language: str = "en") -> list[str]:
    found = words(text)
    return [word.key for word, name in zip(found, find_names(text, found, language), strict=True) if name]


def test_names_are_words_with_a_capital_inside_a_sentence():
    assert names("Police said that Thomas Berger had left. Nobody saw him in Graz.") == [
        "thomas",
        "berger",
        "graz",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rebels Free All Captured Soldiers", "en"),
        ("Die Polizei fand das Auto am Morgen.", "de"),
        ("قالت الشرطة إن توماس غادر", "ar"),
    ],
)
def test_headlines_german_nouns_and_scripts_without_capitals_show_no_names(text, language):
    assert names(text, language) == []


def test_a_name_is_met_by_its_sound_in_another_script():
    met = seen("The court heard Oksana Bondarenko.", "Суд выслушал Оксану Бондаренко.", "en ru")
    assert met["names_missing_high"] == 0
    other = seen("The court heard Oksana Bondarenko.", "Суд выслушал Петра Сидоренко.", "en ru")
    assert other["names_missing_high"] > 0


def test_words_the_other_way_round_are_seen():
    assert seen("dogs chased cats yesterday", "cats chased dogs yesterday")["order"] > 0
    assert seen("dogs chased cats", "dogs chased cats")["order"] == 0


def test_all_words_shared_leave_nothing_heavy():
    same = seen("The bridge was closed.", "The bridge was closed.")
    assert same["shared_low"] == pytest.approx(1, abs=1e-5)
    assert same["heaviest_high"] == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There is no truth in the rumours.", "en"),
        ("لا صحة لما يتم تداوله", "ar"),
        ("Ces informations sont fausses et infondées.", "fr"),
        ("Bu haber asılsız.", "tr"),
        ("Это фейк.", "ru"),
        ("Es un bulo.", "es"),
        ("Das ist ein Gerücht.", "de"),
        ("این خبر دروغ است", "fa"),
        ("זו שמועה", "he"),
        ("Це фейк.", "uk"),
    ],
)
def test_a_text_that_calls_something_untrue_is_known(text, language):
    assert seen(text, "x", f"{language} {language}")["denied_one_sided"] == 1


def test_denial_phrases_are_found_wherever_they_stand():
    assert denies("The ministry denied it", "en")
    assert denies("The report is untrue", "en")
    assert not denies("The ministry paid", "en")
