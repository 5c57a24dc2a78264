"""One relation for a pair of claims: scope first, then numbers, then what is said to have happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from averral.language.concepts import concept
from averral.language.matters import find_matters, is_person
from averral.matching.items import Item
from averral.matching.relations import comparable, counted, occasion, parties, slots, strangers, time
from averral.matching.relations.by_figures import by_figures, related
from averral.matching.relations.comparable import CLOSE
from averral.matching.relations.pair import SAME_MATTER, SURE_OCCASION, Pair, make_pair
from averral.matching.relations.slots import Said
from averral.matching.relations.values import PEOPLE, Value
from averral.matching.relations.verdict import MOST_ANCHORS, UNRELATED, Verdict, confidence
from averral.matching.relations.weighing import weigh
from averral.model import Claim, ClaimKind, Modality, Polarity, RelationKind, RelationReason, TraceStep

#: Cosine from which reports of talks, all of which were held, tell of them alike.
HELD_ALIKE = 0.4
#: Days after which another outcome of talks is the next round's, not a contrary report.
NEWS_LASTS = 4
#: Days after which a place may be held by somebody else without anybody being wrong.
CHANGES_HANDS = 3
#: Days within which reports of one occasion tell how a state began and how it ended.
STATE_LASTS = 21
#: Who has taken a place holds it, and nobody else does.
_HOLDS = frozenset({"control.captured", "control.held"})
#: What every report of talks tells.
_HELD = "talks.held"
_PARTLY = frozenset({"inside", "contains", "overlaps"})


def decide_claims(a: Item, b: Item) -> Verdict:
    """How two claims of different documents stand to each other."""
    pair = make_pair(a, b)
    verdict = _decide(pair)
    cosine = TraceStep("topic", outcome=f"cosine={pair.cosine:.2f}")
    return verdict.after(*pair.scope.steps, *pair.numbers.steps, cosine)


def _decide(pair: Pair) -> Verdict:
    if not (pair.claim.predicate and pair.other.predicate):
        return _untyped(pair)
    turn = slots.control_turn(pair.claim, pair.other) if _plain(pair) else None
    stance: str = turn or slots.stance(pair.mine, pair.yours)
    if turn == "agrees":
        kept = tuple(reason for reason in pair.scope.differs if reason is not RelationReason.ACTOR)
        pair = replace(pair, scope=replace(pair.scope, differs=kept))
    if stance in {"precedes", "follows"} and counted.are_sentences(pair.claim, pair.other):
        stance = "agrees"
    if stance in {"precedes", "follows"} and _plain_negation(pair):
        # Not closed is not reopened: who denies that it was closed does not tell what came next.
        stance = "conflicts"
    if stance == "conflicts" and slots.says_both(pair.claim, pair.other):
        stance = "independent"
    elif stance == "independent":
        attacked = pair.occasion.asked and slots.tells_of_attack(pair.claim, pair.other)
        stance = "agrees" if attacked else slots.aside(pair.claim, pair.other)
    step = TraceStep("concept", _shown(pair.mine), _shown(pair.yours), stance)
    if stance == "independent" and not _same_count(pair):
        verdict = _untyped(pair)
    elif pair.mine.real != pair.yours.real or (
        stance != "independent" and slots.mixes_intention(pair.claim, pair.other)
    ):
        verdict = _came_about(pair, stance)
    else:
        verdict = _typed(pair, stance)
    return verdict.after(step)


def _came_about(pair: Pair, stance: str) -> Verdict:
    """What became of a plan: a later report that it was done, or done after all, overtakes it.

    A plan is no evidence that it happened, nor a refusal that it did not.
    """
    plan, done = (pair.b, pair.a) if pair.mine.real else (pair.a, pair.b)
    planned = plan.claim is not None and plan.claim.modality is Modality.PLANNED
    told = stance in {"same", "agrees", "conflicts"} and not (pair.mine.denied or pair.yours.denied)
    in_time = set(pair.scope.differs) <= {RelationReason.TIME} and time.order(done, plan) == "later"
    soon = max(time.days_between(pair.a, pair.b) or 0, time.apart(pair.a, pair.b) or 0) <= STATE_LASTS
    if not (planned and told and in_time and soon and _is_one_matter(pair)):
        return related(pair, RelationReason.MODALITY)
    reason = RelationReason.OUTCOME if stance == "conflicts" else RelationReason.MODALITY
    return Verdict(
        RelationKind.UPDATES,
        (reason, RelationReason.AS_OF),
        confidence(pair.anchors) - 0.1,
        later_first=done is pair.a,
    )


def _is_one_matter(pair: Pair) -> bool:
    """Whether both are about one thing, and not merely by chance in words of one language."""
    return pair.same_matter and (pair.told_of_one or not pair.unlike)


def _plain(pair: Pair) -> bool:
    """Whether both say that it happened."""
    return not any((pair.mine.negated, pair.yours.negated, pair.mine.denied, pair.yours.denied))


def _typed(pair: Pair, stance: str) -> Verdict:
    if pair.scope.differs and not _came_to_pass(pair, stance):
        return _scope(pair)
    by_chance = pair.unlike and not (pair.held_together if stance == "conflicts" else pair.told_of_one)
    agreeing = stance in {"same", "agrees"}
    if by_chance or not (pair.same_matter or (agreeing and pair.meant)):
        return related(pair)
    if _of_a_part(pair) or strangers.are_told_of(pair.a, pair.b):
        return related(pair, RelationReason.PLACE if _of_a_part(pair) else RelationReason.ACTOR)
    if stance in {"precedes", "follows"}:
        return _succession(pair, later_first=stance == "follows")
    if stance == "conflicts":
        return _of_nobody(pair) or _each_their_own(pair) or _opposed(pair)
    return _someone_else(pair, stance) or by_figures(pair) or _agreement(pair, stance)


def _came_to_pass(pair: Pair, stance: str) -> bool:
    """Whether only their days keep apart what begins and what ends it, in reports of one occasion: a truce lasts."""
    ends = stance == "conflicts" and (
        bool({pair.mine.concept, pair.yours.concept} & slots.LASTING) or pair.claim.kind in slots.PROCESSES
    )
    not_yet = stance == "conflicts" and pair.scope.known and _not_yet(pair)
    if pair.scope.differs != (RelationReason.TIME,) or not (
        ends or not_yet or stance in {"precedes", "follows"}
    ):
        return False
    days = time.apart(pair.a, pair.b)
    if not_yet:
        return days is not None and days <= STATE_LASTS
    return pair.occasion.weight >= SURE_OCCASION and days is not None and days <= STATE_LASTS


def _of_a_part(pair: Pair) -> bool:
    """Whether one tells it of a place and the other of a part: who holds a village, or is its mayor, has not the country."""
    held = ClaimKind.CONTROL in {pair.claim.kind, pair.other.kind}
    voted = bool({pair.claim.predicate, pair.other.predicate} & slots.VOTED)
    return (held or voted) and pair.scope.place in _PARTLY and not _gains_ground(pair)


def _gains_ground(pair: Pair) -> bool:
    """Whether both tell of one force that gains ground, and the text of one that names but a country lies where the other does."""
    gains = {pair.claim.predicate, pair.other.predicate} <= slots.GAINING
    return (
        gains
        and pair.scope.known
        and (comparable.lies_within(pair.claim, pair.other) or comparable.lies_within(pair.other, pair.claim))
    )


def _of_nobody(pair: Pair) -> Verdict | None:
    """Where a report denies or negates what happens at one moment, and nothing tells that it is what another tells of.

    "Reports that he was wounded have been debunked" contradicts none of the hundred that were wounded in one war.
    """
    momentary = bool({pair.claim.kind, pair.other.kind} & time.MOMENTARY)
    plain = not (pair.mine.denied or pair.yours.denied or pair.mine.negated or pair.yours.negated)
    if plain or not momentary or pair.occasion.asked or pair.held_together or pair.told_of_one:
        return None
    return related(pair)


def _each_their_own(pair: Pair) -> Verdict | None:
    """Where one has won what another has lost: two people told of in two words are no contradiction."""
    mine, yours = occasion.people(pair.a), occasion.people(pair.b)
    exclusive = {pair.mine.concept, pair.yours.concept} & slots.EXCLUSIVE
    if not exclusive or not (mine and yours) or mine[0] == yours[0] or _plain_negation(pair):
        return None
    return related(pair, RelationReason.ACTOR)


def _plain_negation(pair: Pair) -> bool:
    """Whether one but negates what the other says."""
    return pair.claim.predicate == pair.other.predicate


def _someone_else(pair: Pair, stance: str) -> Verdict | None:
    """Where only one of the two can be right about who it was: one race has one winner."""
    if stance != "same" or pair.claim.predicate not in slots.EXCLUSIVE:
        return None
    if pair.claim.predicate == slots.FIRED_FIRST:
        return _other_camp(pair)
    mine, yours = occasion.people(pair.a), occasion.people(pair.b)
    if not (mine and yours):
        return _unnamed_winner(pair, mine or yours, pair.b if mine else pair.a)
    if pair.met and mine[0] == yours[0]:
        return None
    return Verdict(RelationKind.CONFLICTS, (RelationReason.ACTOR,), confidence(pair.anchors) - 0.1)


def _unnamed_winner(pair: Pair, named: Sequence[str], other: Item) -> Verdict | None:
    """The same where but one names who it was, as far as the script of the other shows names."""
    if not named or pair.met:
        return None
    if occasion.told_elsewhere(other, named[0]):
        # The other report knows this one, and says it of somebody else.
        return Verdict(RelationKind.CONFLICTS, (RelationReason.ACTOR,), confidence(pair.anchors) - 0.2)
    return related(pair, RelationReason.ACTOR)


def _other_camp(pair: Pair) -> Verdict | None:
    """Of two who may have fired first only one did; where a report leaves open who, it confirms nobody."""
    if pair.scope.known:
        return None
    camps = [
        {one.label for one in find_matters(claim.text, claim.language) if is_person(one.label)}
        for claim in (pair.claim, pair.other)
    ]
    if not all(camps):
        return related(pair, RelationReason.ACTOR)
    if camps[0] & camps[1]:
        return None
    return Verdict(RelationKind.CONFLICTS, (RelationReason.ACTOR,), confidence(pair.anchors) - 0.1)


def _other_attack(pair: Pair) -> bool:
    """An air raid and an explosion in one town may be one event or two: who or what must be common to them."""
    attacks = {pair.claim.kind, pair.other.kind} == {ClaimKind.ATTACK}
    return attacks and not pair.scope.known and not pair.numbers.exact and pair.cosine < SAME_MATTER


def _scope(pair: Pair) -> Verdict:
    """What cannot be the same event: named when it looks alike, dropped when it does not."""
    differs = pair.scope.differs
    exclusive = differs == (RelationReason.ACTOR,) and pair.scope.place in {"same", "inside", "contains"}
    if exclusive and _blames(pair):
        if pair.claim.kind is ClaimKind.CONTROL:
            return _held_by_two(pair)
        return Verdict(RelationKind.CONFLICTS, (RelationReason.ACTOR,), confidence(pair.anchors) - 0.1)
    if pair.scope.anchors or pair.cosine >= SAME_MATTER:
        return Verdict(RelationKind.SCOPE_DIFFERS, differs, look_alike(pair.anchors))
    return UNRELATED


def look_alike(anchors: int) -> float:
    """How sure it is that two claims that so many things tie together are of another scope."""
    return 0.5 + 0.1 * anchors


def _blames(pair: Pair) -> bool:
    """Whether only one of the two actors can have done it: one place changes hands, one attack has one author."""
    told = {pair.claim.predicate, pair.other.predicate}
    if pair.claim.kind is ClaimKind.CONTROL:
        return len(told) == 1 or told <= _HOLDS
    if told == {slots.FIRED_FIRST}:
        return True
    one_attack = {pair.claim.kind, pair.other.kind} <= {ClaimKind.ATTACK, ClaimKind.CASUALTIES}
    tied = pair.numbers.exact or time.same_day(pair.a, pair.b) or parties.same_aim(pair.claim, pair.other)
    return one_attack and tied and pair.cosine >= CLOSE


def _two_fates(pair: Pair) -> bool:
    """Whether different things are told of people, counted or not: that they were killed, that they were hurt."""
    mine, yours = (_fates(claim) for claim in (pair.claim, pair.other))
    return bool(mine and yours) and mine.isdisjoint(yours)


def _fates(claim: Claim) -> frozenset[str]:
    """What befell the people of a claim, by the units that they are counted in, else by all events that it tells of."""
    counts = {quantity.unit for quantity in counted.counts(claim)} & slots.FATES
    told = counts or {concept(each).unit for each in slots.told(claim) if each} & slots.FATES
    return frozenset(told - {PEOPLE})


def _opposed(pair: Pair) -> Verdict:
    """Concepts that exclude each other: a state that has changed since, or a conflict."""
    reason = slots.conflict_reason(pair.claim, pair.other, pair.mine, pair.yours)
    order = time.order(pair.a, pair.b)
    if _not_yet(pair):
        later_first = pair.claim.polarity is not Polarity.NEGATED
        reasons = (RelationReason.OUTCOME, RelationReason.AS_OF)
        return Verdict(RelationKind.UPDATES, reasons, confidence(pair.anchors) - 0.1, later_first=later_first)
    changing = slots.is_state(pair.mine.concept) and slots.is_state(pair.yours.concept)
    lasting = {pair.mine.concept, pair.yours.concept} & slots.LASTING
    moved_on = pair.claim.kind in slots.PROCESSES and (time.days_between(pair.a, pair.b) or 0) >= NEWS_LASTS
    # Who denies a report does not tell what came of it.
    denied = reason is RelationReason.DENIAL
    if (changing or lasting or moved_on) and not denied and order in {"later", "earlier"}:
        return Verdict(
            RelationKind.UPDATES,
            (reason, RelationReason.AS_OF),
            confidence(pair.anchors) - 0.1,
            later_first=order == "later",
        )
    return Verdict(RelationKind.CONFLICTS, (reason,), confidence(pair.anchors))


def _not_yet(pair: Pair) -> bool:
    """Whether one told that it has not happened before the day that the other gives for it: arrested since."""
    if not _plain_negation(pair) or pair.mine.denied or pair.yours.denied:
        return False
    before, since = (pair.a, pair.b) if pair.claim.polarity is Polarity.NEGATED else (pair.b, pair.a)
    known, day = before.as_of, time.stated(since)
    return known is not None and day is not None and known.date() < day.start


def _succession(pair: Pair, *, later_first: bool) -> Verdict:
    """One state normally follows the other: the later report overtakes the earlier one."""
    order = time.order(pair.a, pair.b)
    if order == ("later" if later_first else "earlier"):
        return Verdict(
            RelationKind.UPDATES, (RelationReason.AS_OF,), confidence(pair.anchors), later_first=later_first
        )
    return related(pair, RelationReason.AS_OF)


def _agreement(pair: Pair, stance: str) -> Verdict:
    if _other_holder(pair):
        return _held_by_two(pair)
    if _untold_holder(pair):
        return related(pair, RelationReason.ACTOR)
    if stance == "agrees" and (_other_attack(pair) or _says_nothing_alike(pair)):
        return related(pair)
    unknown = pair.scope.place == "unknown" and pair.scope.nearby not in comparable.TYING
    if unknown and pair.anchors < MOST_ANCHORS:
        # Both name a place, and nobody knows whether it is one: not enough to call it confirmed.
        return related(pair, RelationReason.PLACE)
    return Verdict(RelationKind.CORROBORATES, (), confidence(pair.anchors))


def _says_nothing_alike(pair: Pair) -> bool:
    """Whether only the kind of event is common to the words; what is wanted is told by its subject: to leave, a truce."""
    if {pair.claim.kind, pair.other.kind} <= comparable.SPOKEN and pair.subjects:
        return False
    if pair.numbers.exact:
        return False
    # Who gains ground where is all that there is to tell.
    ground = {pair.claim.kind, pair.other.kind} == {ClaimKind.CONTROL} and pair.scope.known
    # Where talks stand that are called after one town is all that there is to tell; that they are held is in each report.
    held = _HELD in {pair.mine.concept, pair.yours.concept}
    talks = (
        {pair.claim.kind, pair.other.kind} == {ClaimKind.TALKS} and pair.scope.place == "same" and not held
    )
    if held:
        return not pair.likeness.things and pair.cosine < HELD_ALIKE
    return not (ground or talks or pair.same_sides or pair.likeness.shared) and pair.cosine < SAME_MATTER


def _other_holder(pair: Pair) -> bool:
    """Whether one says that a known army or state holds a place, and the other that somebody else does."""
    if {pair.claim.kind, pair.other.kind} != {ClaimKind.CONTROL} or pair.scope.known:
        return False
    told = {pair.claim.predicate, pair.other.predicate}
    if told & slots.GAINED and told & slots.LOST:
        # What one gains another loses.
        return False
    holders = _holders(pair)
    return all(holders) and sum(any(map(parties.is_force, keys)) for keys in holders) == 1


def _held_by_two(pair: Pair) -> Verdict:
    """A place that two are said to hold: in dispute, or it has changed hands since."""
    order = time.order(pair.a, pair.b)
    since = order in {"later", "earlier"} and (time.days_between(pair.a, pair.b) or 0) >= CHANGES_HANDS
    if not since:
        return Verdict(RelationKind.CONFLICTS, (RelationReason.CONTROL,), confidence(pair.anchors) - 0.1)
    return Verdict(
        RelationKind.UPDATES,
        (RelationReason.CONTROL, RelationReason.AS_OF),
        confidence(pair.anchors) - 0.1,
        later_first=order == "later",
    )


def _untold_holder(pair: Pair) -> bool:
    """Whether one says that a known army or state holds a place, and the other only that "the group" or "it" does."""
    told, holders = {pair.claim.predicate, pair.other.predicate}, _holders(pair)
    known = any(any(map(parties.is_force, keys)) for keys in holders)
    return "control.held" in told <= _HOLDS and known and not all(holders)


def _holders(pair: Pair) -> list[list[str]]:
    return [parties.actors(claim) for claim in (pair.claim, pair.other)]


def _untyped(pair: Pair) -> Verdict:
    """No frame covers both: what they speak of may tell, if nothing keeps them apart."""
    if _two_fates(pair):
        # However alike the words: who was hurt is not who was killed.
        return related(pair, RelationReason.UNIT)
    if pair.scope.differs:
        return _scope(pair) if pair.cosine >= CLOSE else UNRELATED
    if pair.numbers.value in {Value.CONFLICT, Value.POPULATION} and pair.cosine >= CLOSE:
        return weigh(pair, related(pair, RelationReason.VALUE))
    return weigh(pair, related(pair))


def _same_count(pair: Pair) -> bool:
    """Whether both count the same fate under different concepts: a strike that killed nine, nine killed."""
    units = {quantity.unit for quantity in pair.claim.quantities if quantity.unit not in {"other", "people"}}
    return bool(units & {quantity.unit for quantity in pair.other.quantities})


def _shown(said: Said) -> str:
    return f"not {said.concept}" if said.negated else said.concept
