"""What a quotation's relations make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from averral.model import FindingState, Relation, RelationKind, RelationReason, Span, TraceStep
from averral.verification.findings import build_finding
from averral.verification.states import quote_state
from unit.verification.builders import evidence, passage
from unit.verification.builders import relation as evidence_relation

K, R, S = RelationKind, RelationReason, FindingState
WORDS = TraceStep("wording", outcome="share=1.00 words=9")


def relation(kind, *reasons, speaker="same", worded=True):
    steps = (TraceStep("speaker", outcome=speaker), *((WORDS,) if worded else ()))
    return Relation(
        f"rel_{kind}", kind, "a", "b", "doc_a", "doc_b", Span(0, 1), Span(0, 1), tuple(reasons), 0.9, steps
    )


def state(*relations, languages=("en",)):
    return quote_state(relations, languages, "en", stored=False)


def test_the_same_words_in_the_same_language_are_verbatim():
    assert state(relation(K.SAME_QUOTE)) is S.VERBATIM


def test_a_near_translation_does_not_make_reported_speech_verbatim():
    retold = relation(K.SAME_QUOTE, R.WORDING_CHANGED)
    assert state(retold, relation(K.SAME_QUOTE, worded=False), languages=("en", "fr")) is S.PARAPHRASED


def test_what_only_other_languages_report_is_translated_however_much_was_cut():
    assert state(relation(K.SAME_QUOTE, R.WORDING_CUT, worded=False), languages=("fr",)) is S.TRANSLATED


def test_changed_words_say_more_than_a_near_translation():
    altered = relation(K.ALTERED_QUOTE, R.WORDING_MODALITY)
    assert state(altered, relation(K.SAME_QUOTE, worded=False), languages=("fr",)) is S.ALTERED


def test_words_of_somebody_else_are_misattributed_unless_the_speaker_said_them_too():
    other = relation(K.MISATTRIBUTED_QUOTE, R.SPEAKER, speaker="different")
    assert state(other, relation(K.SAME_QUOTE, speaker="unknown")) is S.MISATTRIBUTED
    assert state(other, relation(K.SAME_QUOTE)) is S.VERBATIM


def test_a_denial_outweighs_who_repeats_the_words():
    assert state(relation(K.SAME_QUOTE), relation(K.CONFLICTS, R.DENIAL)) is S.DENIED


def test_nothing_found_is_not_found():
    assert state(languages=()) is S.NOT_FOUND


@pytest.mark.parametrize(("day", "expected"), [(2, S.MISATTRIBUTED), (9, S.VERBATIM)])
def test_words_first_told_of_somebody_else_are_misattributed_though_one_outlet_has_them_so(day, expected):
    same = replace(evidence_relation(K.SAME_QUOTE, "b"), trace=(TraceStep("speaker", outcome="same"), WORDS))
    other = replace(
        evidence_relation(K.MISATTRIBUTED_QUOTE, "c", R.SPEAKER),
        trace=(TraceStep("speaker", outcome="different"), WORDS),
    )
    sides = [passage("b", day=4, speaker="Orsini"), passage("c", day=day, speaker="Haddad")]
    asked = replace(evidence([same, other], sides, stored=False), kind="quote")
    assert build_finding("default", asked).state is expected
