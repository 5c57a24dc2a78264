"""What two figures of one thing tell: a conflict, or a count that a later report has risen to."""

from __future__ import annotations

from averral.matching.relations import counted, slots, time
from averral.matching.relations.pair import Pair
from averral.matching.relations.verdict import Verdict, confidence
from averral.model import ClaimKind, RelationKind, RelationReason


def figures(pair: Pair) -> Verdict:
    """Figures that exclude each other: a toll that grew since, or a conflict."""
    return grown(pair) or Verdict(RelationKind.CONFLICTS, (RelationReason.VALUE,), confidence(pair.anchors))


def grown(pair: Pair) -> Verdict | None:
    """A count that a later report has risen to."""
    order = time.order(pair.a, pair.b)
    risen = (order == "later" and pair.numbers.larger > 0) or (order == "earlier" and pair.numbers.larger < 0)
    if not risen or not _may_grow(pair):
        return None
    return Verdict(
        RelationKind.UPDATES,
        (RelationReason.VALUE, RelationReason.AS_OF),
        confidence(pair.anchors),
        later_first=order == "later",
    )


def _may_grow(pair: Pair) -> bool:
    if counted.TERM in {
        quantity.unit for claim in (pair.claim, pair.other) for quantity in counted.counts(claim)
    }:
        return False
    if ClaimKind.EXCHANGE in {pair.claim.kind, pair.other.kind} and time.same_day(pair.a, pair.b):
        # Those who are handed over on one day are counted that day; the dead and the homeless go on being found.
        return False
    running = any(quantity.cumulative for claim in (pair.claim, pair.other) for quantity in claim.quantities)
    # Nobody comes to a march later: those who count it otherwise contradict.
    return running or {pair.claim.kind, pair.other.kind} <= slots.COUNTED - {ClaimKind.TURNOUT}
