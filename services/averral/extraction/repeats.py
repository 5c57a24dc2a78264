"""Claims that tell nothing beside another of their sentence.

"They exchanged 33 prisoners, the first such *swap* since autumn" tells of one exchange, and who "said so after counting
the bodies at three hospitals" has told of no further dead.
"""

from __future__ import annotations

from collections.abc import Sequence

from averral.language.concepts import concept
from averral.model import Claim, ClaimKind, Modality

#: What is counted beside people: the hospitals that were asked, the second round.
_THINGS = "other"
#: A sentence of more claims than this is none, and its claims are not compared.
_MOST = 100
#: Kinds of events of which a sentence may tell several: two camps are held by two armies.
_SEVERAL_TIMES = frozenset({ClaimKind.CONTROL, ClaimKind.ATTACK})
#: "Marched *to protest*", "used water cannon *to disperse* them": what is told as an aim beside is done.
_DONE = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})
#: Kinds of events that a second mention adds nothing to but a figure.
_CASUALTIES = "casualties."


def without_repeats(claims: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """The claims, each with the start of its sentence, without those that another of the sentence holds."""
    by_sentence: dict[int, list[Claim]] = {}
    for sentence, claim in claims:
        by_sentence.setdefault(sentence, []).append(claim)
    return [
        claim
        for sentence, claim in claims
        if len(by_sentence[sentence]) > _MOST
        or not any(_holds(other, claim) for other in by_sentence[sentence] if other is not claim)
    ]


def _holds(other: Claim, claim: Claim) -> bool:
    """Whether another claim tells the same, and more; of equal ones the first is kept."""
    purpose = claim.modality is Modality.PLANNED and other.modality in _DONE
    if (
        not claim.predicate
        or claim.kind in _SEVERAL_TIMES
        or not (other.predicate == claim.predicate or (purpose and _plans(claim, other)))
        or other.polarity is not claim.polarity
    ):
        return False
    if claim.modality is not other.modality and claim.quote_id == other.quote_id and not purpose:
        return False
    if not _no_figure(claim) or {each.key for each in claim.places} - {each.key for each in other.places}:
        return False
    if {each.key for each in claim.participants} - {each.key for each in other.participants}:
        return False
    same_day = _unsaid(claim) or _holds_time(claim, other) or (purpose and not _dated_itself(claim))
    poorer = _no_figure(other) and len(claim.places) == len(other.places)
    return same_day and (not poorer or other.span.start < claim.span.start)


def _plans(claim: Claim, other: Claim) -> bool:
    """Whether one tells as planned what the other tells as done: "agreed on patrols; only the colour is left *to agree on*"."""
    return bool(other.predicate) and concept(other.predicate).planned == claim.predicate


def _no_figure(claim: Claim) -> bool:
    """Whether nobody is counted: of the dead the hospitals count nothing."""
    return all(each.unit == _THINGS and claim.predicate.startswith(_CASUALTIES) for each in claim.quantities)


def _holds_time(claim: Claim, other: Claim) -> bool:
    """Whether the day of one lies in the time of the other: "swapped on Monday, the first swap since March"."""
    wide, day = claim.event_time, other.event_time
    return wide is not None and day is not None and wide.start <= day.start <= day.end <= wide.end


def _dated_itself(claim: Claim) -> bool:
    """Whether the claim's own words give its time, and not the sentence around it."""
    told = claim.event_time.span if claim.event_time is not None else None
    return told is not None and claim.span.covers(told)


def _unsaid(claim: Claim) -> bool:
    """Whether no day is told of the event itself."""
    return claim.event_time is None or claim.event_time.basis == "published"
