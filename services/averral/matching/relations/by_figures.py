"""What the figures of two claims decide, and what leaves them merely related."""

from __future__ import annotations

from averral.matching.relations import comparable, counted, slots, time
from averral.matching.relations.figures import figures, grown
from averral.matching.relations.pair import SAME_MATTER, Pair
from averral.matching.relations.values import Value
from averral.matching.relations.verdict import UNRELATED, Verdict
from averral.model import ClaimKind, RelationKind, RelationReason

#: Cosine from which two claims that no rule joins are worth showing as related.
WORTH_SHOWING = 0.5
#: Days from which a stretch of time has tolls of its own, and how many times those of an event they are at least.
PERIOD, TOTALS = 60, 3.0
#: Kinds whose figures each town has of its own.
_OF_TOWNS = ({ClaimKind.TURNOUT}, {ClaimKind.ARREST})


def related(pair: Pair, *reasons: RelationReason) -> Verdict:
    """Two claims of which nothing is decided: worth showing beside each other, or unrelated."""
    if pair.cosine >= WORTH_SHOWING or (pair.scope.anchors and pair.cosine >= SAME_MATTER):
        return Verdict(RelationKind.RELATED, reasons, min(0.9, pair.cosine))
    return UNRELATED


def by_figures(pair: Pair) -> Verdict | None:
    """What the figures decide; None leaves it to the concepts."""
    numeric = pair.claim.kind in slots.COUNTED or pair.other.kind in slots.COUNTED
    given = bool(counted.counts(pair.claim) or counted.counts(pair.other))
    found: Verdict | None = None
    match pair.numbers.value:
        case Value.CONFLICT if _two_polls(pair) or _two_towns(pair):
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.PLACE,), 0.6)
        case Value.CONFLICT | Value.COMPATIBLE if _of_a_period(pair):
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.TIME,), 0.6)
        case Value.CONFLICT:
            found = figures(pair)
        case Value.POPULATION if _counts_people(pair):
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.POPULATION,), 0.6)
        case Value.UNIT if numeric and _counts_people(pair):
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.UNIT,), 0.6)
        case Value.COMPATIBLE:
            found = grown(pair) or related(pair, RelationReason.VALUE)
        case Value.AGREE if _two_polls(pair):
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.PLACE,), 0.6)
        case Value.AGREE if numeric:
            # "At least 17" yesterday, 23 today: in accord, and a step further.
            found = grown(pair)
        case Value.MISSING if (
            {pair.claim.kind, pair.other.kind} & slots.TOLLS and given and not _caused(pair)
        ):
            # "Many were killed" does not confirm a figure.
            found = related(pair, RelationReason.VALUE)
    return found


def _caused(pair: Pair) -> bool:
    """Whether one tells of an attack and the other of those hurt in it, of whom the first need not give a number."""
    return {pair.claim.kind, pair.other.kind} == {ClaimKind.ATTACK, ClaimKind.CASUALTIES}


def _two_polls(pair: Pair) -> bool:
    """Whether two turnouts, or arrests at them, are told of in texts about two towns: each has its own on one day."""
    kinds = {pair.claim.kind, pair.other.kind}
    return kinds in _OF_TOWNS and pair.scope.nearby == comparable.AROUND


def _two_towns(pair: Pair) -> bool:
    """Whether each names a town of its own, and nobody who suffers it in both."""
    return not pair.scope.known and comparable.in_two_towns(pair.a, pair.b)


def _of_a_period(pair: Pair) -> bool:
    """Whether one gives the toll of a war or a year, and the other a much smaller one, of an event in it."""
    spans = [time.stated_days(item) for item in (pair.a, pair.b)]
    tolls = [
        max((each.best for each in counted.counts(claim)), default=0.0) for claim in (pair.claim, pair.other)
    ]
    long, short = (0, 1) if spans[0] >= spans[1] else (1, 0)
    return spans[long] >= PERIOD > spans[short] and tolls[long] >= TOTALS * tolls[short]


def _counts_people(pair: Pair) -> bool:
    """Whether both tell what happened to how many; votes and pages may stand beside each other."""
    if {pair.claim.kind, pair.other.kind} & slots.PEOPLE:
        return True
    return all(
        {quantity.unit for quantity in counted.counts(claim)} & slots.FATES
        for claim in (pair.claim, pair.other)
    )
