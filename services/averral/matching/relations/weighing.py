"""Claims that no frame covers: what their places, figures, matters and vectors tell together.

Each sign alone is weak. Two reports are held to be about one thing only where place, people or occasion are common to
them and their words meet; they then agree where an act is common to them, and differ where one turns it round.
"""

from __future__ import annotations

from dataclasses import replace

from averral.matching.relations import slots
from averral.matching.relations.comparable import CLOSE
from averral.matching.relations.figures import figures
from averral.matching.relations.pair import AS_A_TIE, COVERED, MUCH, ONE_OCCASION, SAME_MATTER, UNLIKE, Pair
from averral.matching.relations.values import Value
from averral.matching.relations.verdict import Verdict, confidence
from averral.model import RelationKind, RelationReason, TraceStep

#: Cosine from which the pair classifier is asked about claims that nothing else ties together.
WORTH_ASKING = 0.5
#: The same for claims of one occasion that speak of one thing, and how sure the classifier must then be. In one language,
#: where the encoder sees most, reports of one event share words whatever they tell of it.
TIED, TIED_IN_ONE_LANGUAGE = (0.2, 0.51), (0.45, 0.8)
#: Where only figures speak: what ties claims to agree, to differ, and the likeness of sense without which they do not.
FIGURE_AGREES, FIGURE_DIFFERS, NEAR_ENOUGH = 2.6, 2.2, 0.35
#: Units of those of whom nothing more is told.
_UNTOLD = frozenset({"people"})
#: Weight of matters in common from which two claims speak of one thing.
ONE_THING = 1.0
#: Weight from which they do where no place, person or occasion ties them together.
VERY_MUCH = 2.9
#: Share from which an act or its opposite alone turns a claim round.
ALL_COVERED = 0.65


def is_grounded(pair: Pair) -> bool:
    """Whether place, people or occasion are common to the two claims, and nothing of it is surely other.

    Claims that say much in common need less: one country, or nothing that keeps them apart.
    """
    if pair.scope.differs or pair.scope.nearby == "different":
        return False
    if pair.anchored or pair.occasion.weight >= ONE_OCCASION:
        return True
    like = pair.likeness
    if like.covered < COVERED or not like.things:
        return False
    return like.shared >= (MUCH if pair.one_country else VERY_MUCH) and not pair.occasion.apart


def weigh(pair: Pair, fallback: Verdict) -> Verdict:
    """The relation of two claims without a frame in common; `fallback` where nothing decides."""
    counted = _counted_alike(pair)
    if counted is not None:
        return counted
    like = pair.likeness
    if pair.numbers.value in {Value.CONFLICT, Value.POPULATION}:
        return fallback
    told = not pair.one_language or bool(like.acts) or not (pair.claim.predicate or pair.other.predicate)
    # Where one tells of a known event, names alone say nothing of it: "the leader of the group" was not killed by that.
    askable = told and pair.telling and pair.mine.real == pair.yours.real
    asked = askable and pair.cosine >= WORTH_ASKING and pair.scope.nearby != "different"
    if not is_grounded(pair) or like.shared < ONE_THING or like.covered < COVERED:
        return replace(fallback, undecided=asked)
    step = TraceStep("matters", outcome=f"shared={like.shared:.1f} covered={like.covered:.2f}")
    found = _said_alike(pair)
    if found is None:
        least, sure = TIED_IN_ONE_LANGUAGE if pair.one_language else TIED
        near = askable and pair.cosine >= least
        found = replace(fallback, undecided=asked or near, sure=sure)
    return replace(found, trace=(*found.trace, step))


def _said_alike(pair: Pair) -> Verdict | None:
    """What common acts tell: they are told alike, or turned round."""
    like = pair.likeness
    if not like.real or pair.mine.real != pair.yours.real or pair.unlike:
        return None
    denied = pair.mine.denied != pair.yours.denied
    exact = pair.numbers.exact and pair.numbers.value is Value.AGREE
    close = like.things >= 1 or pair.cosine >= SAME_MATTER
    # Reports of one matter share its words: it takes more to be told of one act, most in one language. Who denies
    # something across languages is told of it by the same words.
    sense = SAME_MATTER if pair.one_language else UNLIKE
    said = like.shared > ONE_THING or pair.cosine >= sense or (denied and not pair.one_language)
    if (
        like.acts
        and said
        and like.turned is not denied
        and not exact
        and (close or like.covered >= ALL_COVERED)
    ):
        reason = RelationReason.DENIAL if denied else RelationReason.POLARITY
        return Verdict(RelationKind.CONFLICTS, (reason,), confidence(pair.anchors) - 0.1)
    if like.turned and not exact and close and like.covered >= ALL_COVERED:
        return Verdict(RelationKind.CONFLICTS, (RelationReason.OUTCOME,), confidence(pair.anchors) - 0.1)
    enough = like.shared >= MUCH or pair.cosine >= CLOSE
    counted = pair.numbers.value in {Value.AGREE, Value.MISSING} and (_in_one_sense(pair) or exact)
    if like.acts and close and enough and counted and (exact or not like.turned) and not denied:
        return Verdict(RelationKind.CORROBORATES, (), confidence(pair.anchors) - 0.1)
    return None


def _counted_alike(pair: Pair) -> Verdict | None:
    """What a figure of the same people or things tells where the words for what happened have no frame in common."""
    same_sense = pair.mine.real == pair.yours.real and _in_one_sense(pair)
    if not same_sense or pair.mine.denied != pair.yours.denied or not is_grounded(pair):
        return None
    like = pair.likeness
    strength = pair.ties + pair.cosine / AS_A_TIE + min(like.shared, 2.0)
    if pair.numbers.value is Value.AGREE and pair.numbers.exact and strength >= FIGURE_AGREES:
        return Verdict(RelationKind.CORROBORATES, (), confidence(0))
    # Two known kinds of event count two things, though both count prisoners.
    events = {claim.kind for claim in (pair.claim, pair.other) if not slots.is_general(claim.predicate)}
    one_event = len(events) < 2  # noqa: PLR2004 - of two claims
    near = one_event and (pair.cosine >= NEAR_ENOUGH or like.shared >= ONE_THING)
    if pair.numbers.value is Value.CONFLICT and near and _one_fate(pair) and strength >= FIGURE_DIFFERS:
        return figures(pair)
    return None


def _in_one_sense(pair: Pair) -> bool:
    """Whether both affirm or both negate; what a clause without a known event negates is not what the other tells of."""
    if bool(pair.claim.predicate) is not bool(pair.other.predicate):
        return not (pair.mine if pair.claim.predicate else pair.yours).negated
    return pair.mine.negated == pair.yours.negated


def _one_fate(pair: Pair) -> bool:
    """Whether the words tell what happened to those counted: who is held prisoner is not yet who is freed."""
    units = [{quantity.unit for quantity in claim.quantities} for claim in (pair.claim, pair.other)]
    told = units[0] & units[1] - _UNTOLD
    return bool(told or pair.likeness.acts) or pair.cosine >= SAME_MATTER
