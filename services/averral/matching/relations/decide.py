"""One relation for a pair of claims: scope first, then numbers, then what is said to have happened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from averral.matching.items import Item, similarity
from averral.matching.relations import comparable, slots, time, values
from averral.matching.relations.comparable import Scope
from averral.matching.relations.slots import Said
from averral.matching.relations.values import Value
from averral.matching.relations.verdict import Verdict
from averral.model import Claim, ClaimKind, RelationKind, RelationReason, TraceStep

#: How much must tie two claims together before one decides about the other: things in common, weighed, plus their
#: likeness of sense. What happens at one moment happens often, and needs more than talks, sieges or positions, which
#: last; these need more where nobody knows whether the reports are of one time.
MOMENTARY, LASTING, UNDATED = 1.5, 1.3, 1.4
#: A cosine that weighs as much as one thing in common.
AS_A_TIE = 0.5
#: The same figure on both sides, and the same group counted under one heading.
TIE_FIGURE, TIE_COUNTED = 1.0, 0.5
#: Cosine from which the words alone tie two claims together.
CLOSE = 0.55
#: Cosine from which claims of a general concept (someone refuses, demands) speak of the same matter.
SAME_MATTER = 0.45
#: Cosine from which two claims that no rule joins are worth showing as related.
WORTH_SHOWING = 0.5
#: Cosine from which the pair classifier is asked about claims that no frame covers.
WORTH_ASKING = 0.5

_PARTLY = frozenset({"inside", "contains", "overlaps"})

UNRELATED = Verdict(RelationKind.UNRELATED)

#: The same where only figures speak: to agree, to differ, and the likeness of sense without which they do not differ.
FIGURE_AGREES, FIGURE_DIFFERS, NEAR_ENOUGH = 2.6, 2.2, 0.35

#: Confidence by the number of things that tie the claims together, 0 to 3.
_CONFIDENCE = (0.55, 0.68, 0.8, 0.88)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two claims and what is known about them so far."""

    a: Item
    b: Item
    claim: Claim
    other: Claim
    mine: Said
    yours: Said
    scope: Scope
    numbers: values.Comparison
    cosine: float

    @property
    def anchors(self) -> int:
        """What ties the claims together, their words and their figure included."""
        return min(3, self.scope.anchors + (self.cosine >= CLOSE) + self.numbers.exact)

    @property
    def same_matter(self) -> bool:
        """Whether enough ties them together for a decisive relation."""
        if not (comparable.says_enough(self.claim) and comparable.says_enough(self.other)):
            return False
        general = slots.is_general(self.claim.predicate) or slots.is_general(self.other.predicate)
        if general and self.cosine < SAME_MATTER:
            return False
        # Like words about a place that lies elsewhere are about another event.
        if self.cosine >= CLOSE and self.scope.nearby != "different":
            return True
        return self.anchored and self.ties + self.cosine / AS_A_TIE >= self.needed

    @property
    def anchored(self) -> bool:
        """Whether more than the day and the kind of event is common to them: many things happen on one day."""
        scope = self.scope
        figure = self.numbers.exact and scope.nearby != "different"
        return bool({scope.place, scope.nearby} & comparable.TYING or scope.known or figure)

    @property
    def ties(self) -> float:
        """What they have in common besides their words, weighed."""
        counted = self.numbers.value not in {Value.MISSING, Value.UNIT, Value.POPULATION}
        return self.scope.ties + TIE_FIGURE * self.numbers.exact + TIE_COUNTED * counted

    @property
    def needed(self) -> float:
        """What ties and likeness of sense must come to."""
        if {self.claim.kind, self.other.kind} & time.MOMENTARY:
            return MOMENTARY
        return UNDATED if time.apart(self.a, self.b) is None else LASTING


def decide_claims(a: Item, b: Item) -> Verdict:
    """How two claims of different documents stand to each other."""
    assert a.claim is not None  # noqa: S101 - quotes are compared elsewhere
    assert b.claim is not None  # noqa: S101
    numbers = values.compare(a.claim.quantities, b.claim.quantities)
    pair = _Pair(
        a,
        b,
        a.claim,
        b.claim,
        slots.said(a.claim),
        slots.said(b.claim),
        comparable.compare(a, b),
        numbers,
        similarity(a, b),
    )
    verdict = _decide(pair)
    cosine = TraceStep("topic", outcome=f"cosine={pair.cosine:.2f}")
    return replace(verdict, trace=(*pair.scope.steps, *numbers.steps, cosine, *verdict.trace))


def _decide(pair: _Pair) -> Verdict:
    if not (pair.claim.predicate and pair.other.predicate):
        return _untyped(pair)
    turn = slots.control_turn(pair.claim, pair.other) if _plain(pair) else None
    stance: str = turn or slots.stance(pair.mine, pair.yours)
    if turn == "agrees":
        kept = tuple(reason for reason in pair.scope.differs if reason is not RelationReason.ACTOR)
        pair = replace(pair, scope=replace(pair.scope, differs=kept))
    if stance == "independent" and slots.side_conflict(pair.claim, pair.other):
        stance = "conflicts"
    step = TraceStep("concept", _shown(pair.mine), _shown(pair.yours), stance)
    if stance == "independent" and not _same_count(pair):
        verdict = _untyped(pair)
    elif pair.mine.real != pair.yours.real or (
        stance != "independent" and slots.mixes_intention(pair.claim, pair.other)
    ):
        # A plan is no evidence that it happened, nor a refusal that it did not.
        verdict = _related(pair, RelationReason.MODALITY)
    else:
        verdict = _typed(pair, stance)
    return replace(verdict, trace=(step, *verdict.trace))


def _plain(pair: _Pair) -> bool:
    """Whether both say that it happened."""
    return not any((pair.mine.negated, pair.yours.negated, pair.mine.denied, pair.yours.denied))


def _typed(pair: _Pair, stance: str) -> Verdict:
    if pair.scope.differs:
        return _scope(pair)
    if not pair.same_matter:
        return _related(pair)
    if ClaimKind.CONTROL in {pair.claim.kind, pair.other.kind} and pair.scope.place in _PARTLY:
        # A village is not its province: whoever holds one may not hold the other.
        return _related(pair, RelationReason.PLACE)
    if stance in {"precedes", "follows"}:
        return _succession(pair, later_first=stance == "follows")
    if stance == "conflicts":
        return _opposed(pair)
    return _numbers(pair) or _agreement(pair, stance)


def _other_attack(pair: _Pair) -> bool:
    """An air raid and an explosion in one town may be one event or two: who or what must be common to them."""
    attacks = {pair.claim.kind, pair.other.kind} == {ClaimKind.ATTACK}
    return attacks and not pair.scope.known and not pair.numbers.exact and pair.cosine < SAME_MATTER


def _scope(pair: _Pair) -> Verdict:
    """What cannot be the same event: named when it looks alike, dropped when it does not."""
    differs = pair.scope.differs
    exclusive = differs == (RelationReason.ACTOR,) and pair.scope.place in {"same", "inside", "contains"}
    if exclusive and _blames(pair):
        reason = RelationReason.CONTROL if pair.claim.kind is ClaimKind.CONTROL else RelationReason.ACTOR
        return Verdict(RelationKind.CONFLICTS, (reason,), _CONFIDENCE[pair.anchors] - 0.1)
    if pair.scope.anchors or pair.cosine >= SAME_MATTER:
        return Verdict(RelationKind.SCOPE_DIFFERS, differs, 0.5 + 0.1 * pair.anchors)
    return UNRELATED


def _blames(pair: _Pair) -> bool:
    """Whether only one of the two actors can have done it: one place changes hands, one attack has one author."""
    if pair.claim.kind is ClaimKind.CONTROL:
        return pair.claim.predicate == pair.other.predicate
    one_attack = {pair.claim.kind, pair.other.kind} <= {ClaimKind.ATTACK, ClaimKind.CASUALTIES}
    return one_attack and (pair.numbers.exact or time.same_day(pair.a, pair.b)) and pair.cosine >= CLOSE


def _numbers(pair: _Pair) -> Verdict | None:
    """What the figures decide; None leaves it to the concepts."""
    counted = pair.claim.kind in slots.COUNTED or pair.other.kind in slots.COUNTED
    given = bool(pair.claim.quantities or pair.other.quantities)
    found: Verdict | None = None
    match pair.numbers.value:
        case Value.CONFLICT:
            found = _figures(pair)
        case Value.POPULATION:
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.POPULATION,), 0.6)
        case Value.UNIT if counted:
            found = Verdict(RelationKind.SCOPE_DIFFERS, (RelationReason.UNIT,), 0.6)
        case Value.COMPATIBLE:
            found = _grown(pair) or _related(pair, RelationReason.VALUE)
        case Value.AGREE if counted:
            # "At least 17" yesterday, 23 today: in accord, and a step further.
            found = _grown(pair)
        case Value.MISSING if counted and given:
            # "Many were killed" does not confirm a figure.
            found = _related(pair, RelationReason.VALUE)
    return found


def _figures(pair: _Pair) -> Verdict:
    """Figures that exclude each other: a toll that grew since, or a conflict."""
    return _grown(pair) or Verdict(RelationKind.CONFLICTS, (RelationReason.VALUE,), _CONFIDENCE[pair.anchors])


def _grown(pair: _Pair) -> Verdict | None:
    """A count that a later report has risen to."""
    order = time.order(pair.a, pair.b)
    grown = (order == "later" and pair.numbers.larger > 0) or (order == "earlier" and pair.numbers.larger < 0)
    if not grown or not _may_grow(pair):
        return None
    return Verdict(
        RelationKind.UPDATES,
        (RelationReason.VALUE, RelationReason.AS_OF),
        _CONFIDENCE[pair.anchors],
        later_first=order == "later",
    )


def _may_grow(pair: _Pair) -> bool:
    running = any(quantity.cumulative for claim in (pair.claim, pair.other) for quantity in claim.quantities)
    return running or {pair.claim.kind, pair.other.kind} <= slots.COUNTED


def _opposed(pair: _Pair) -> Verdict:
    """Concepts that exclude each other: a state that has changed since, or a conflict."""
    reason = slots.conflict_reason(pair.claim, pair.other, pair.mine, pair.yours)
    order = time.order(pair.a, pair.b)
    changing = slots.is_state(pair.mine.concept) and slots.is_state(pair.yours.concept)
    if changing and order in {"later", "earlier"}:
        return Verdict(
            RelationKind.UPDATES,
            (reason, RelationReason.AS_OF),
            _CONFIDENCE[pair.anchors] - 0.1,
            later_first=order == "later",
        )
    return Verdict(RelationKind.CONFLICTS, (reason,), _CONFIDENCE[pair.anchors])


def _succession(pair: _Pair, *, later_first: bool) -> Verdict:
    """One state normally follows the other: the later report overtakes the earlier one."""
    order = time.order(pair.a, pair.b)
    if order == ("later" if later_first else "earlier"):
        return Verdict(
            RelationKind.UPDATES, (RelationReason.AS_OF,), _CONFIDENCE[pair.anchors], later_first=later_first
        )
    return _related(pair, RelationReason.AS_OF)


def _agreement(pair: _Pair, stance: str) -> Verdict:
    if stance == "agrees" and _other_attack(pair):
        return _related(pair)
    unknown = pair.scope.place == "unknown" and pair.scope.nearby not in comparable.TYING
    if unknown and pair.anchors < len(_CONFIDENCE) - 1:
        # Both name a place, and nobody knows whether it is one: not enough to call it confirmed.
        return _related(pair, RelationReason.PLACE)
    return Verdict(RelationKind.CORROBORATES, (), _CONFIDENCE[pair.anchors])


def _untyped(pair: _Pair) -> Verdict:
    """No frame covers both: the pair classifier may know, if nothing keeps them apart."""
    if pair.scope.differs:
        return _scope(pair) if pair.cosine >= CLOSE else UNRELATED
    counted = _counted_alike(pair)
    if counted is not None:
        return counted
    if pair.numbers.value in {Value.CONFLICT, Value.POPULATION} and pair.cosine >= CLOSE:
        return _related(pair, RelationReason.VALUE)
    fallback = _related(pair)
    telling = comparable.says_enough(pair.claim) and comparable.says_enough(pair.other)
    askable = telling and pair.cosine >= WORTH_ASKING and pair.mine.real == pair.yours.real
    return replace(fallback, undecided=askable)


def _counted_alike(pair: _Pair) -> Verdict | None:
    """What a figure of the same people or things tells where the words for what happened have no frame in common."""
    same_sense = pair.mine.real == pair.yours.real and pair.mine.negated == pair.yours.negated
    if not pair.anchored or not same_sense or pair.mine.denied != pair.yours.denied:
        return None
    strength = pair.ties + pair.cosine / AS_A_TIE
    if pair.numbers.value is Value.AGREE and pair.numbers.exact and strength >= FIGURE_AGREES:
        return Verdict(RelationKind.CORROBORATES, (), _CONFIDENCE[0])
    differs = pair.numbers.value is Value.CONFLICT and pair.cosine >= NEAR_ENOUGH
    if differs and strength >= FIGURE_DIFFERS:
        return _figures(pair)
    return None


def _related(pair: _Pair, *reasons: RelationReason) -> Verdict:
    if pair.cosine >= WORTH_SHOWING or (pair.scope.anchors and pair.cosine >= SAME_MATTER):
        return Verdict(RelationKind.RELATED, reasons, min(0.9, pair.cosine))
    return UNRELATED


def _same_count(pair: _Pair) -> bool:
    """Whether both count the same fate under different concepts: a strike that killed nine, nine killed."""
    units = {quantity.unit for quantity in pair.claim.quantities if quantity.unit not in {"other", "people"}}
    return bool(units & {quantity.unit for quantity in pair.other.quantities})


def _shown(said: Said) -> str:
    return f"not {said.concept}" if said.negated else said.concept
