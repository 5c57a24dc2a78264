"""Claims that no frame covers: what the pair classifier says, held back wherever a rule knows better."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from averral.language.contrast import opposed, read
from averral.language.normalise import words
from averral.matching.items import Item
from averral.matching.relations import comparable, counted, slots, values
from averral.matching.relations.values import Value
from averral.matching.relations.verdict import Verdict
from averral.model import ClaimKind, PairScores, Polarity, RelationKind, RelationReason, TextPair, TraceStep

#: Probability from which the classifier is followed among stored claims, where most pairs are unrelated.
SURE = 0.75
#: Probability from which it is followed on two texts that somebody holds against each other.
LIKELY = 0.5
#: The same that what one denies is what the other tells: an occasion that both name is not yet a statement.
DENIED = 0.85
#: The same that a clause which negates something of no known kind speaks against the other.
TURNED = 0.6
#: Probability of conflict from which it is believed against the rules on such texts.
OVERRULES = 0.9


def pair_of(a: Item, b: Item) -> TextPair:
    """The texts of two items for the classifier."""
    return TextPair(a.text, b.text, a.language, b.language)


def decide(
    a: Item,
    b: Item,
    fallback: Verdict,
    scores: PairScores,
    threshold: float | None = None,
    *,
    among_many: bool = False,
) -> Verdict:
    """The classifier's verdict if it is sure and nothing speaks against it, else `fallback`.

    `among_many` says that nobody holds these two against each other: a conflict must then show in the words.
    """
    threshold = fallback.sure if threshold is None else threshold
    step = TraceStep(
        "classifier",
        outcome=f"corroborates={scores.corroborates:.2f} conflicts={scores.conflicts:.2f}",
    )
    trace = (*fallback.trace, step)
    if _one_denies(a, b):
        # The classifier reads what is denied, not that it is: what it takes for one statement is a denial of it.
        if scores.corroborates >= max(threshold, DENIED) and not comparable.compare(a, b).differs:
            return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.7 * scores.corroborates, trace)
        return replace(fallback, trace=trace)
    # Like words about another person are no agreement.
    others = RelationReason.ACTOR in fallback.reasons
    if scores.corroborates >= threshold and not others and _may_agree(a, b, one_sided=threshold < SURE):
        return Verdict(
            RelationKind.CORROBORATES, (RelationReason.ENTAILMENT,), 0.8 * scores.corroborates, trace
        )
    if scores.conflicts >= threshold and not (among_many and not _may_differ(a, b, scores)):
        return Verdict(RelationKind.CONFLICTS, (RelationReason.ENTAILMENT,), 0.8 * scores.conflicts, trace)
    return replace(fallback, trace=trace)


def _one_denies(a: Item, b: Item) -> bool:
    """Whether one of two claims is told as denied, and the other is not."""
    if a.claim is None or b.claim is None:
        return False
    return slots.said(a.claim).denied != slots.said(b.claim).denied


def overrule(verdict: Verdict, scores: PairScores) -> Verdict:
    """The rules' verdict on two texts that somebody holds against each other, unless the classifier sees a conflict.

    Two such texts are mostly versions of one report: what differs in them is then a contradiction, even where the
    rules found nothing that differs, or took another actor for another event.
    """
    agreeing = verdict.kind in {RelationKind.CORROBORATES, RelationKind.SAME_QUOTE}
    other_actor = verdict.kind is RelationKind.SCOPE_DIFFERS and verdict.reasons == (RelationReason.ACTOR,)
    if not (agreeing or other_actor) or scores.conflicts < OVERRULES:
        return verdict
    reasons = (*(verdict.reasons if other_actor else ()), RelationReason.ENTAILMENT)
    step = TraceStep("classifier", outcome=f"conflicts={scores.conflicts:.2f}")
    return Verdict(RelationKind.CONFLICTS, reasons, 0.7 * scores.conflicts, (*verdict.trace, step))


def _may_differ(a: Item, b: Item, scores: PairScores) -> bool:
    """Among stored claims something must turn one round: the classifier takes what is merely other for contrary."""
    if a.claim is None or b.claim is None:
        return True
    mine, yours = slots.said(a.claim), slots.said(b.claim)
    if (mine.negated, mine.denied) != (yours.negated, yours.denied):
        # What a clause without a known event negates may be anything.
        unknown = any(each.negated and not each.concept for each in (mine, yours))
        return mine.real == yours.real and (not unknown or scores.conflicts >= TURNED)
    numbers = values.compare(a.claim.quantities, b.claim.quantities)
    return (
        numbers.value is Value.CONFLICT or opposed(_poles(a.text, a.language), _poles(b.text, b.language)) > 0
    )


@lru_cache(maxsize=16_384)
def _poles(text: str, language: str) -> frozenset[str]:
    return read((word.key for word in words(text)), language)[1]


def _may_agree(a: Item, b: Item, *, one_sided: bool) -> bool:
    """Vectors hardly see figures and negation: where these differ, no likeness of words is agreement.

    `one_sided` lets a figure that only one of the two gives pass.
    """
    if a.claim is None or b.claim is None:
        return True
    if comparable.compare(a, b).differs:
        return False
    numbers = values.compare(a.claim.quantities, b.claim.quantities)
    if numbers.value not in {Value.AGREE, Value.MISSING}:
        return False
    if bool(a.claim.quantities) != bool(b.claim.quantities) and not (one_sided and not _toll(a, b)):
        return False
    mine, yours = slots.said(a.claim), slots.said(b.claim)
    polar = (a.claim.polarity is Polarity.NEGATED) == (b.claim.polarity is Polarity.NEGATED)
    return polar and mine.denied == yours.denied and mine.real == yours.real


def _toll(a: Item, b: Item) -> bool:
    """Whether one counts dead or hurt and the other tells of an event of another kind: a march confirms no toll."""
    claims = [item.claim for item in (a, b) if item.claim is not None]
    counting = [
        claim for claim in claims if claim.kind is ClaimKind.CASUALTIES and bool(counted.counts(claim))
    ]
    return bool(counting) and len({claim.kind for claim in claims if claim.predicate}) > 1
