from __future__ import annotations

import random

import pytest

from averral.gateway.pages.interface import codes
from averral.model import FindingState, RelationKind, RelationReason
from averral.verification.findings import build_finding
from unit.verification.builders import ITEM, evidence, link, passage, relation

K, R = RelationKind, RelationReason


def state(*args, **kwargs) -> FindingState:
    return build_finding("default", evidence(*args, **kwargs)).state


def test_a_claim_alone_has_a_single_origin():
    assert state([], []) is FindingState.SINGLE_ORIGIN


def test_two_independent_reports_corroborate():
    assert state([relation(K.CORROBORATES, "b")], [passage("b")]) is FindingState.CORROBORATED


def test_a_report_that_shares_the_witness_does_not_corroborate():
    found = state([relation(K.CORROBORATES, "b")], [passage("b")], [link(ITEM, "b")])
    assert found is FindingState.SINGLE_ORIGIN


def test_a_passage_of_the_same_document_does_not_corroborate():
    same = passage("b", document=f"doc_{ITEM}")
    assert state([relation(K.CORROBORATES, "b")], [same]) is FindingState.SINGLE_ORIGIN


def test_support_and_opposition_make_a_claim_contested():
    relations = [relation(K.CORROBORATES, "b"), relation(K.CONFLICTS, "c", R.VALUE)]
    finding = build_finding("default", evidence(relations, [passage("b"), passage("c")]))
    assert finding.state is FindingState.CONTESTED
    assert finding.reasons == (R.VALUE,)
    assert [origin.label for origin in finding.opposing] == ["outlet c"]


def test_a_question_with_opposition_only_is_contradicted():
    assert state([relation(K.CONFLICTS, "c")], [passage("c")], stored=False) is FindingState.CONTRADICTED


def test_a_question_without_evidence_says_so():
    assert state([], [], stored=False) is FindingState.NO_EVIDENCE


def test_an_opinion_that_nobody_else_reports_is_not_checkable():
    assert state([], [], worth=0.1) is FindingState.NOT_CHECKABLE


@pytest.mark.parametrize("kind", [K.SCOPE_DIFFERS, K.RELATED])
def test_what_differs_in_scope_is_shown_but_never_counted(kind):
    finding = build_finding("default", evidence([relation(kind, "b")], [passage("b")]))
    assert finding.state is FindingState.SINGLE_ORIGIN
    assert [p.item_id for p in finding.related] == ["b"]


def test_a_later_report_supersedes_the_earlier_one_only():
    newer = relation(K.UPDATES, "b", subject_is_a=False)
    older = relation(K.UPDATES, "b", subject_is_a=True)
    assert state([newer], [passage("b")]) is FindingState.SUPERSEDED
    assert state([older], [passage("b")]) is FindingState.SINGLE_ORIGIN


def test_a_report_that_gives_both_figures_disputes_them():
    same = relation(K.CORROBORATES, "b")
    passages = [passage("b", document="doc_x"), passage("c", document="doc_x")]
    larger = relation(K.UPDATES, "c", R.VALUE, R.AS_OF, subject_is_a=False)
    assert state([same, larger], passages) is FindingState.CONTESTED
    later = relation(K.UPDATES, "c", R.AS_OF, subject_is_a=False)
    assert state([same, later], passages) is FindingState.SUPERSEDED


def test_a_relation_without_its_passage_decides_nothing():
    assert state([relation(K.CONFLICTS, "gone")], []) is FindingState.SINGLE_ORIGIN


@pytest.mark.parametrize(
    ("relations", "language", "expected"),
    [
        ([(K.SAME_QUOTE,)], "en", FindingState.VERBATIM),
        ([(K.SAME_QUOTE,)], "ar", FindingState.TRANSLATED),
        ([(K.SAME_QUOTE, R.WORDING_CHANGED)], "en", FindingState.PARAPHRASED),
        ([(K.ALTERED_QUOTE, R.WORDING_CUT)], "en", FindingState.EXCERPT),
        ([(K.ALTERED_QUOTE, R.WORDING_NEGATION)], "en", FindingState.ALTERED),
        ([(K.MISATTRIBUTED_QUOTE, R.SPEAKER)], "en", FindingState.MISATTRIBUTED),
        ([(K.CONFLICTS, R.DENIAL)], "en", FindingState.DENIED),
        ([], "en", FindingState.NOT_FOUND),
    ],
)
def test_quotes_have_states_of_their_own(relations, language, expected):
    made = [relation(kind, "b", *reasons) for kind, *reasons in relations]
    passages = [passage("b", language=language)] if made else []
    assert state(made, passages, kind="quote", stored=False) is expected


def test_origins_do_not_chain_through_an_article_with_two_sources():
    relations = [relation(K.CORROBORATES, name) for name in "bcd"]
    passages = [passage("b", 2), passage("c", 3), passage("d", 5)]
    links = [link("b", "c"), link("c", "d")]
    finding = build_finding("default", evidence(relations, passages, links, stored=False))
    assert [[p.item_id for p in origin.passages] for origin in finding.supporting] == [["b", "c"], ["d"]]


def test_the_order_of_the_evidence_does_not_matter():
    relations = [relation(K.CORROBORATES, name) for name in "bcde"] + [relation(K.CONFLICTS, "f", R.VALUE)]
    passages = [passage(name, 2 + n) for n, name in enumerate("bcdef")]
    links = [link("b", "e"), link("c", "d")]
    first = build_finding("default", evidence(relations, passages, links))
    for seed in range(5):
        shuffle = random.Random(seed).shuffle
        for items in (relations, passages, links):
            shuffle(items)
        assert build_finding("default", evidence(relations, passages, links)) == first


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("wanted", list(FindingState))
def test_every_state_is_explained_in_every_interface_language(language, wanted):
    from averral.language.why import explain

    sentence = explain(wanted, (), (), tuple(R), language)
    assert sentence
    assert "{" not in sentence
    if language != "en":
        assert sentence != explain(wanted, (), (), tuple(R), "en")


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("wanted", list(K))
def test_every_relation_is_explained_in_every_interface_language(language, wanted):
    from averral.language.why import explain_relation

    one = relation(wanted, "b", R.VALUE)
    sentence = explain_relation(one, language)
    assert sentence.endswith(".")
    assert "value" not in sentence
    if language != "en":
        assert sentence != explain_relation(one, "en")


def test_a_finding_is_explained_again_for_a_reader_of_another_language():
    from averral.language.why import explain_finding

    found = build_finding("default", evidence((), (), ()), reader="en")
    assert explain_finding(found, "en") == found.why
    assert explain_finding(found, "ru-RU") != found.why
    assert explain_finding(found, "xx") == found.why
