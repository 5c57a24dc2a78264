"""Brings two items, or two texts, before the rules and the classifier, and makes relations of the verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from averral.matching.items import Item, make_items, matrix, similarity
from averral.matching.relations import free_text
from averral.matching.relations.decide import decide_claims
from averral.matching.relations.quotes import decide_quotes, settle_quotes
from averral.matching.relations.verdict import TELLING, VERSIONS, Verdict, ordered, relation, relation_id
from averral.matching.scale import Scale
from averral.model import (
    Document,
    Extraction,
    PairScores,
    Relation,
    RelationKind,
    RelationReason,
    Span,
    TextPair,
    TraceStep,
    Vectors,
)

#: Items of a text that are compared when two texts are held against each other.
PER_TEXT = 50


@dataclass(frozen=True, slots=True)
class Compared:
    """Two items and what the rules say; `a` is the one whose id sorts first."""

    a: Item
    b: Item
    verdict: Verdict

    @property
    def pair(self) -> TextPair:
        """The texts, for the classifier."""
        return free_text.pair_of(self.a, self.b)

    @property
    def relation(self) -> Relation:
        """The verdict as a relation."""
        return relation(self.a, self.b, self.verdict)


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts, all that the rules say about their items, and the pair for the classifier."""

    a: Document
    b: Document
    compared: tuple[Compared, ...]
    pair: TextPair

    @property
    def asked(self) -> tuple[Compared, ...]:
        """Quotes that the rules leave to the classifier."""
        return tuple(one for one in self.compared if one.verdict.undecided and one.a.claim is None)

    @property
    def pairs(self) -> tuple[TextPair, ...]:
        """All that the classifier is asked about: the whole texts, then the quotes of `asked`."""
        return (self.pair, *(one.pair for one in self.asked))


def compare(a: Item, b: Item) -> Compared:
    """What the rules say about two items, the same whichever comes first."""
    a, b = ordered(a, b)
    return Compared(a, b, decide_quotes(a, b) if a.claim is None else decide_claims(a, b))


def settle(one: Compared, scores: PairScores) -> Compared:
    """The pair with the classifier's word on it."""
    if one.a.claim is None:
        return replace(one, verdict=settle_quotes(one.a, one.b, one.verdict, scores))
    return replace(one, verdict=free_text.decide(one.a, one.b, one.verdict, scores, among_many=True))


def texts(a: tuple[Document, Extraction, Vectors], b: tuple[Document, Extraction, Vectors]) -> Texts:
    """Compares every item of one text with every item of its kind of the other.

    Raises:
        Permanent: INVALID_ARGUMENT when the vectors do not fit the items.
    """
    mine, yours = _items(*a), _items(*b)
    compared = tuple(
        Compared(x, y, decide_quotes(x, y) if x.claim is None else decide_claims(x, y))
        for x, y in product(mine, yours)
        if (x.claim is None) == (y.claim is None)
    )
    pair = TextPair(a[0].body, b[0].body, a[1].language, b[1].language)
    return Texts(a[0], b[0], compared, pair)


def decide_texts(found: Texts, all_scores: Sequence[PairScores]) -> Relation:
    """The most telling relation of the items, or the classifier's when no rule covers the texts.

    Args:
        found: The texts and what the rules say.
        all_scores: What the classifier says about `found.pairs`.
    """
    scores, *of_quotes = all_scores
    settled = {id(one): settle(one, each) for one, each in zip(found.asked, of_quotes, strict=True)}
    telling = min(
        (settled.get(id(one), one) for one in found.compared),
        key=lambda one: (TELLING.index(one.verdict.kind), -one.verdict.confidence),
        default=None,
    )
    if telling is not None and telling.verdict.kind not in {RelationKind.RELATED, RelationKind.UNRELATED}:
        return replace(telling, verdict=free_text.overrule(telling.verdict, scores)).relation
    return _classified(found, telling, scores)


def _classified(found: Texts, telling: Compared | None, scores: PairScores) -> Relation:
    fallback = telling.verdict if telling else Verdict(RelationKind.UNRELATED, confidence=scores.unrelated)
    nearest = max(found.compared, key=lambda one: similarity(one.a, one.b), default=None)
    if nearest is not None:
        # What the texts are about stands in their nearest items: these must not speak against it.
        typed = all(item.claim is not None and item.claim.predicate for item in (nearest.a, nearest.b))
        threshold = free_text.SURE if typed else free_text.LIKELY
        verdict = free_text.decide(nearest.a, nearest.b, fallback, scores, threshold)
    else:
        verdict = _by_scores(fallback, scores)
    whole = [Span(0, len(text.body)) for text in (found.a, found.b)]
    return Relation(
        id=relation_id(found.a.id, found.b.id),
        kind=verdict.kind,
        a_id=found.a.id,
        b_id=found.b.id,
        a_document_id=found.a.id,
        b_document_id=found.b.id,
        a_span=whole[0],
        b_span=whole[1],
        reasons=verdict.reasons,
        confidence=round(verdict.confidence, 3),
        trace=verdict.trace,
        versions=VERSIONS,
    )


def _by_scores(fallback: Verdict, scores: PairScores) -> Verdict:
    step = (
        TraceStep(
            "classifier", outcome=f"{scores.corroborates:.2f} {scores.conflicts:.2f} {scores.unrelated:.2f}"
        ),
    )
    for kind, score in (
        (RelationKind.CONFLICTS, scores.conflicts),
        (RelationKind.CORROBORATES, scores.corroborates),
    ):
        if score >= free_text.LIKELY:
            return Verdict(kind, (RelationReason.ENTAILMENT,), 0.8 * score, step)
    return replace(fallback, trace=step)


def _items(document: Document, extraction: Extraction, vectors: Vectors) -> tuple[Item, ...]:
    count = len(extraction.claims) + len(extraction.quotes)
    found = make_items(document, extraction, matrix(vectors, count), Scale.of(vectors.scale))
    claims = [item for item in found if item.claim is not None][:PER_TEXT]
    return (*claims, *[item for item in found if item.claim is None][:PER_TEXT])
