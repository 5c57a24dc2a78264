"""What a comparison concludes, and the steps that led there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from averral.matching.items import Item
from averral.model import Relation, RelationKind, RelationReason, TraceStep

#: Raised with every change of the rules; relations made by other versions are compared anew.
VERSIONS = "rules=matching-4"

#: Hexadecimal digits of a relation's id.
ID_DIGITS = 16

#: What says most about a pair comes first.
TELLING = (
    RelationKind.CONFLICTS,
    RelationKind.MISATTRIBUTED_QUOTE,
    RelationKind.ALTERED_QUOTE,
    RelationKind.SAME_QUOTE,
    RelationKind.CORROBORATES,
    RelationKind.UPDATES,
    RelationKind.SCOPE_DIFFERS,
    RelationKind.RELATED,
    RelationKind.UNRELATED,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One relation between two items, not yet between stored ones."""

    kind: RelationKind
    reasons: tuple[RelationReason, ...] = ()
    confidence: float = 0.0
    trace: tuple[TraceStep, ...] = ()
    later_first: bool = True
    """For UPDATES: whether the first item is the later one."""
    undecided: bool = False
    """No typed frame applies: the pair classifier should be asked, and `kind` holds if it sees nothing."""
    sure: float = 0.75
    """Probability from which it is followed: among many claims most pairs are unrelated."""

    def after(self, *steps: TraceStep) -> Verdict:
        """The same with what led to it told first. By hand, since `replace` takes as long as some of the rules."""
        return Verdict(
            self.kind,
            self.reasons,
            self.confidence,
            (*steps, *self.trace),
            self.later_first,
            self.undecided,
            self.sure,
        )


#: Nothing ties the two together.
UNRELATED = Verdict(RelationKind.UNRELATED)

#: Confidence by the number of things that tie two claims together, 0 to 3.
_CONFIDENCE = (0.55, 0.68, 0.8, 0.88)
#: What counts as everything in common.
MOST_ANCHORS = len(_CONFIDENCE) - 1


def confidence(anchors: int) -> float:
    """How sure a verdict is about claims that so many things tie together."""
    return _CONFIDENCE[min(anchors, MOST_ANCHORS)]


def relation(a: Item, b: Item, verdict: Verdict) -> Relation:
    """The verdict as a relation; `a` is the later item of UPDATES, else the one whose id sorts first."""
    first, second = (a, b) if a.id <= b.id else (b, a)
    if verdict.kind is RelationKind.UPDATES:
        first, second = (a, b) if verdict.later_first else (b, a)
    trace = verdict.trace if first is a else tuple(_turned(step) for step in verdict.trace)
    return Relation(
        id=relation_id(a.id, b.id),
        kind=verdict.kind,
        a_id=first.id,
        b_id=second.id,
        a_document_id=first.document.id,
        b_document_id=second.document.id,
        a_span=first.span,
        b_span=second.span,
        reasons=verdict.reasons,
        confidence=round(min(max(verdict.confidence, 0.0), 0.99), 3),
        trace=trace,
        versions=VERSIONS,
    )


def relation_id(a: str, b: str) -> str:
    """The same for either order of the two items."""
    pair = "\x1f".join(sorted((a, b)))
    return "rel_" + hashlib.sha256(pair.encode()).hexdigest()[:ID_DIGITS]


def ordered(a: Item, b: Item) -> tuple[Item, Item]:
    """The two items by id, so that a comparison sees them in the same order whoever asked."""
    return (a, b) if a.id <= b.id else (b, a)


def _turned(step: TraceStep) -> TraceStep:
    return TraceStep(step.rule, step.b, step.a, step.outcome)
