"""What texts speak of, in all languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from averral.language import matters, tables
from averral.language.matters import MatterTable, find_matters

DATA = Path(tables.__file__).parent / "data"
LANGUAGES = ("ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "uk")

#: "The bridge collapsed" in ten languages.
FALLEN_BRIDGE = {
    "ar": "انهار الجسر",
    "en": "The bridge collapsed",
    "fr": "Le pont s'est effondré",
    "tr": "Köprü çöktü",
    "ru": "Мост обрушился",
    "es": "El puente se derrumbó",
    "de": "Die Brücke ist eingestürzt",
    "fa": "پل فروریخت",
    "he": "הגשר קרס",
    "uk": "Міст обвалився",
}
#: "Nobody warned the residents", or much the same.
UNWARNED = {
    "ar": "لم يحذر أحد السكان",
    "en": "Nobody warned the residents",
    "fr": "Personne n'a averti les habitants",
    "tr": "Kimse halkı uyarmadı",
    "ru": "Никто не предупредил жителей",
    "es": "Nadie avisó a los vecinos",
    "de": "Niemand warnte die Bewohner",
    "uk": "Ніхто не попередив мешканців",
}


def labels(text, language):
    return {matter.label for matter in find_matters(text, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_has_the_same_matters_in_every_language(language):
    assert labels(FALLEN_BRIDGE[language], language) == {"bridge", "destroy"}


@pytest.mark.parametrize("language", sorted(UNWARNED))
def test_an_act_that_did_not_happen_is_negated(language):
    found = {matter.label: matter for matter in find_matters(UNWARNED[language], language)}
    assert found["warn"].negated
    assert not found["residents"].negated


def test_refusing_is_no_negation_of_refusing():
    (found,) = [one for one in find_matters("The court rejected the appeal", "en") if one.label == "reject"]
    assert not found.negated


def test_opposites_count_only_where_a_side_does_not_say_both():
    assert matters.opposites({"open", "dam"}, {"close"}) == {"open", "close"}
    assert not matters.opposites({"open", "close"}, {"close"})
    assert not matters.opposites({"open"}, {"open"})


def test_every_language_has_words_for_every_matter():
    tabled = {
        language: set(tomllib.loads((DATA / f"{language}.d/matters.toml").read_text())["matters"]["words"])
        for language in LANGUAGES
    }
    assert all(found == tabled["en"] for found in tabled.values())
    neutral = tables.shared("matters", MatterTable)
    named = {*neutral.common, *neutral.acts, *neutral.persons, *neutral.refusals}
    assert named | {label for pair in neutral.opposites for label in pair} <= tabled["en"]
