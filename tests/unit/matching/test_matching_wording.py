from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.matching.relations import wording
from averral.model import RelationReason as R

SAID = "The factions will not leave the city before the convoy arrives"


@pytest.mark.parametrize(
    ("a", "b", "language", "reason"),
    [
        (SAID, "The factions will leave the city before the convoy arrives", "en", R.WORDING_NEGATION),
        (SAID, SAID.replace("will", "might"), "en", R.WORDING_MODALITY),
        (SAID, SAID.replace("convoy", "parliament"), "en", R.WORDING_CHANGED),
        (SAID, "The factions will not leave the city", "en", R.WORDING_CUT),
        ("Our losses were 12 men in the whole battle", "Our losses were 120 men in the whole battle", "en", R.VALUE),
        ("لن تنسحب قواتنا من المدينة تحت أي ظرف", "ستنسحب قواتنا من المدينة تحت أي ظرف", "ar", R.WORDING_NEGATION),
        ("Мы не будем вести переговоры с ними", "Мы будем вести переговоры с ними", "ru", R.WORDING_NEGATION),
        ("Güçlerimiz kentten çekilmeyecek ve direnecek", "Güçlerimiz kentten çekilecek ve direnecek", "tr", R.WORDING_NEGATION),
        ("Nous ne quitterons pas la ville ce soir", "Nous quitterons la ville ce soir", "fr", R.WORDING_NEGATION),
    ],
)  # fmt: skip
def test_what_turns_a_statement_round_is_named(a, b, language, reason):
    assert reason in wording.reasons(wording.align(a, b, language))
    assert reason in wording.reasons(wording.align(b, a, language))


def test_spelling_and_punctuation_change_nothing():
    found = wording.align("لا يمكن أن نترك مدينتنا، وبيوتنا", "لا يُمكن ان نترك مدينتنا وبيوتنا", "ar")
    assert found.identical
    assert found.share == 1.0


def test_inflection_is_no_change_of_words():
    assert not wording.align(
        "they are refusing all the offers", "they are refusing all the offer", "en"
    ).changed


def test_empty_wordings_share_nothing():
    assert wording.align("", "anything at all", "en").share == 0.0


@given(st.text(max_size=200))
def test_a_text_is_its_own_wording(text):
    assert wording.align(text, text, "en").identical


def test_long_speeches_are_cut_and_not_compared_in_full():
    found = wording.align("word " * 50_000, "word " * 50_000, "en")
    assert found.matched == wording.MOST_WORDS


@pytest.mark.parametrize(
    ("whole", "part", "language"),
    [
        ("The bridge is closed and nobody will cross it", "The bridge is closed", "en"),
        ("We have not given up. We have changed the road", "We have changed the road", "en"),
        ("La ville est calme mais pas la campagne", "La ville est calme", "fr"),
        ("Wir fahren heute und nicht morgen", "Wir fahren heute", "de"),
        ("الجسر مغلق اليوم ولن يفتح غدا", "الجسر مغلق اليوم", "ar"),
        ("Мост закрыт сегодня и не откроется завтра", "Мост закрыт сегодня", "ru"),
    ],
)
def test_a_negation_in_another_clause_turns_no_excerpt(whole, part, language):
    assert wording.reasons(wording.align(whole, part, language)) == (R.WORDING_CUT,)


@pytest.mark.parametrize(
    ("whole", "part", "language"),
    [
        ("Nobody can say that Orsini asked for this war", "Orsini asked for this war", "en"),
        ("Personne ne peut dire qu'Orsini voulait cette guerre", "Orsini voulait cette guerre", "fr"),
        ("لا أحد يستطيع القول إن المدينة سقطت أمس", "المدينة سقطت أمس", "ar"),
        ("Nadie puede afirmar que el puerto está cerrado", "el puerto está cerrado", "es"),
    ],
)
def test_what_negates_a_whole_clause_is_missed_in_its_excerpt(whole, part, language):
    assert R.WORDING_NEGATION in wording.reasons(wording.align(whole, part, language))
