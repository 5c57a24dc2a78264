"""What two comparable claims say happened: concepts with their negation folded in, and how firmly it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from averral.language import concepts, events
from averral.language.polarity import assess
from averral.language.triggers import Trigger
from averral.matching.relations import parties
from averral.matching.remembering import remembered
from averral.model import Claim, ClaimKind, Modality, ParticipantRole, Polarity, RelationReason, Span

#: Families of concepts that say that something was said or is so, but not what: their words must agree as well.
GENERAL = frozenset({"statement", "position", "economy", "status", "weapons"})
#: Kinds whose claim is the number.
COUNTED = frozenset(
    {
        ClaimKind.CASUALTIES,
        ClaimKind.DISPLACEMENT,
        ClaimKind.SIEGE,
        ClaimKind.ARREST,
        ClaimKind.EXCHANGE,
        ClaimKind.TURNOUT,
    }
)
#: Those of them whose number is of people, and those that say nothing without it.
PEOPLE = frozenset({ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT})
TOLLS = PEOPLE | {ClaimKind.TURNOUT}
#: Units of people to whom something happened.
FATES = frozenset(
    {"killed", "wounded", "captured", "missing", "displaced", "besieged", "detained", "released", "people"}
)
#: Kinds that report a state, which a later report may overtake.
STATES = frozenset({ClaimKind.CONTROL, ClaimKind.SIEGE, ClaimKind.INTENTION})
#: Kinds that go on in rounds.
PROCESSES = frozenset({ClaimKind.TALKS, ClaimKind.AGREEMENT, ClaimKind.EXCHANGE, ClaimKind.AID})
#: Concepts that hold until a later report says otherwise.
LASTING = frozenset(
    {
        "ceasefire.in_force",
        "agreement.in_force",
        "agreement.respected",
        "talks.continuing",
        "search.continuing",
        "position.off_table",
        "position.on_table",
    }
)
#: Concepts that are true of one person or party only.
EXCLUSIVE = frozenset({"election.won", "office.appointed", "attack.fired_first"})
#: What a vote for one office decides, and no other vote.
VOTED = frozenset({"election.won", "election.lost"})
#: That of them which forces do, not persons with a name.
FIRED_FIRST = "attack.fired_first"
#: Concepts of a force that comes to hold a place, and of one that no longer does.
GAINED, LOST = (
    frozenset({"control.captured", "control.advanced"}),
    frozenset({"control.lost", "control.withdrew"}),
)
#: Concepts of a force that gains ground, which needs not be all of a place.
GAINING = frozenset({"control.captured", "control.advanced", "control.divided"})
#: Being ready for something, and for talks.
READY = frozenset({"intention.ready", "intention.ready_for_talks"})
#: Weight of a concept that is a phase of a process: started, continuing, ended.
PHASE = 1

#: Concepts of somebody who wants to talk; what about tells what they want.
_OFFERED = frozenset({"intention.ready_for_talks", "talks.demanded"})
#: Slot of how one side stands to another.
_STANCE = "position.stance"
#: Slot of whether those of one side stand together.
_UNITY = "status.unity"
#: End of the slots of what is demanded, offered, rejected.
_WILL = ".will"
_POSITIONS = frozenset({ClaimKind.INTENTION, ClaimKind.STATEMENT})
_UNREAL = frozenset({Modality.PLANNED, Modality.POSSIBLE})


@dataclass(frozen=True, slots=True)
class Said:
    """A claim's concept after folding in negation and denial."""

    concept: str
    negated: bool
    denied: bool
    real: bool
    """Said to be so, not planned or thought possible."""


@remembered
def said(claim: Claim) -> Said:
    """What the claim says, its negation turned into the opposite concept where there is one."""
    denied = claim.modality is Modality.DENIED
    negated = (claim.polarity is Polarity.NEGATED) != denied
    turned = concepts.opposite(claim.predicate) if negated else ""
    # An intention or an offer is real as such, however planned what it is about.
    meant = claim.modality is Modality.PLANNED and claim.predicate in concepts.plans()
    real = claim.kind is ClaimKind.INTENTION or meant or claim.modality not in _UNREAL
    return Said(turned or claim.predicate, negated and not turned, denied, real)


def stance(a: Said, b: Said) -> concepts.Stance:
    """How what two claims say stands to each other, each negation counted."""
    found = concepts.stance(a.concept, b.concept)
    if a.negated == b.negated:
        return "independent" if a.negated and found not in {"same", "agrees"} else found
    if found in {"same", "agrees"}:
        return "conflicts"
    # Who tells that it was postponed tells that it did not take place; but "not failed" is no success.
    return "agrees" if concepts.excludes(a.concept, b.concept) else "independent"


def aside(a: Claim, b: Claim) -> concepts.Stance:
    """How concepts beside the main ones stand to each other where these are independent.

    Talks that "resume without result" have not ended, those that "ended without result" have. Only plain assertions of
    one kind are looked at. What merely agrees beside the main concepts is no agreement of the claims.
    """
    if b.predicate in wanted(a) or a.predicate in wanted(b):
        return "agrees"
    return beside(a.kind, told(a), told(b)) if a.kind is b.kind else "independent"


def tells_of_attack(a: Claim, b: Claim) -> bool:
    """Whether one tells who died in what the other tells of: "nine were killed when a rocket hit the hotel"."""
    if {a.kind, b.kind} != {ClaimKind.ATTACK, ClaimKind.CASUALTIES}:
        return False
    toll, attack = (a, b) if a.kind is ClaimKind.CASUALTIES else (b, a)
    if not (told(toll) and told(attack)):
        return False
    named = _beside(toll.text, toll.language, ClaimKind.ATTACK.value)
    return any(concepts.stance(each, attack.predicate) in {"same", "agrees"} for each in named)


def beside(kind: ClaimKind, a: Sequence[str], b: Sequence[str]) -> concepts.Stance:
    """The same for what two claims of the kind assert, the main concept of each first."""
    if kind is ClaimKind.INTENTION or not (a and b):
        return "independent"
    if a[0] in b or b[0] in a:
        return "agrees"
    conflicts = any(concepts.stance(x, y) == "conflicts" for x in a for y in b)
    return "conflicts" if conflicts and not (_entails(a, b[0]) or _entails(b, a[0])) else "independent"


def says_both(a: Claim, b: Claim) -> bool:
    """Whether one tells of talks, beside what excludes the other, what comes to it: resumed, then put off."""
    if {a.kind, b.kind} != {ClaimKind.TALKS}:
        return False
    mine, yours = told(a), told(b)
    if not (mine and yours):
        return False
    return _comes_to(mine[1:], yours[0]) or _comes_to(yours[1:], mine[0])


def _comes_to(beside: Sequence[str], main: str) -> bool:
    return any(concepts.stance(each, main) in {"same", "agrees"} for each in beside)


def _entails(told: Sequence[str], main: str) -> bool:
    """Whether something beside the main concept comes to the other's: what is resumed and postponed is held."""
    return _comes_to(told[1:], main)


def wanted(claim: Claim) -> frozenset[str]:
    """What somebody wants who is ready to talk about it: who offers talks on a withdrawal seeks it."""
    return events.aims_in(claim.text, claim.language) if claim.predicate in _OFFERED else frozenset()


def told(claim: Claim) -> tuple[str, ...]:
    """The concepts that a claim asserts, the main one first; of a negated one what the negation amounts to."""
    if claim.modality in _UNREAL:
        return ()
    turned = said(claim)
    if turned.negated or turned.denied:
        return ()
    return (turned.concept, *_beside(claim.text, claim.language, claim.kind.value))


def is_control_turn(a: str, b: str) -> bool:
    """Whether one concept takes ground and the other gives it up."""
    return not {a, b}.isdisjoint(GAINED) and not {a, b}.isdisjoint(LOST)


def control_turn(a: Claim, b: Claim) -> concepts.Stance | None:
    """How taking a place stands to losing it: of one force they exclude each other, of two they are one event."""
    if not is_control_turn(a.predicate, b.predicate):
        return None
    actors = [[part for part in claim.participants if part.role is ParticipantRole.ACTOR] for claim in (a, b)]
    if not all(actors):
        return None
    pairs = [(x, y) for x in actors[0] for y in actors[1]]
    if any(parties.same(x, y, a.language, b.language) for x, y in pairs):
        return "conflicts"
    return "agrees" if all(parties.distinct(x, y, (a.language, b.language)) for x, y in pairs) else None


def opposed(a: str, b: str, language: str, other_language: str) -> bool:
    """Whether one wording has an event word that excludes one of the other, which does not have it too."""
    mine, yours = set(_spoken_of(a, language)), set(_spoken_of(b, other_language))
    return any(concepts.stance(x, y) == "conflicts" for x in mine - yours for y in yours - mine)


def one_event(a: str, b: str, a_language: str, b_language: str) -> bool:
    """Whether both wordings, in any languages, speak of the same kinds of event and of no others."""
    mine, yours = set(_spoken_of(a, a_language)), set(_spoken_of(b, b_language))
    return bool(mine) and mine == yours


def one_will(a: str, b: str, a_language: str, b_language: str) -> bool:
    """Whether both wordings tell what somebody wants or is ready for, and it is or comes to one thing."""
    mine, yours = (
        [each for each in _spoken_of(text, language) if concepts.concept(each).kind == ClaimKind.INTENTION]
        for text, language in ((a, a_language), (b, b_language))
    )
    return any(concepts.stance(x, y) in {"same", "agrees"} or {x, y} == READY for x in mine for y in yours)


def excluding(a: str, b: str, a_language: str, b_language: str, *, of_one_kind: bool = False) -> bool:
    """Whether both wordings, in any languages, speak of events that exclude each other, and of no common one.

    With `of_one_kind` only of events of one kind: who wants to stay and who has left may speak of two things.
    """
    pairs = [(x, y) for x in _spoken_of(a, a_language) for y in _spoken_of(b, b_language)]
    if any(concepts.stance(x, y) in {"same", "agrees"} for x, y in pairs):
        return False
    return any(
        concepts.stance(x, y) == "conflicts"
        and (not of_one_kind or concepts.concept(x).kind == concepts.concept(y).kind)
        for x, y in pairs
    )


def other_event(a: str, b: str, a_language: str, b_language: str) -> bool:
    """Whether both wordings, in any languages, speak of known events, and of no common one."""
    mine, yours = _spoken_of(a, a_language), _spoken_of(b, b_language)
    stances = {concepts.stance(x, y) for x in mine for y in yours}
    return bool(stances) and not stances & {"same", "agrees"}


@lru_cache(maxsize=8192)
def _beside(text: str, language: str, kind: str) -> tuple[str, ...]:
    """The concepts of a kind that a text plainly asserts."""
    told = [
        trigger
        for trigger in events.find_concepts(text, language)
        if concepts.concept(trigger.concept).kind == kind
    ]
    found = (
        trigger.concept
        for trigger in told
        if not trigger.failed
        and (concepts.concept(trigger.concept).negative or _is_plain(text, language, trigger, told))
    )
    return tuple(dict.fromkeys(found))


def _is_plain(text: str, language: str, trigger: Trigger, told: Sequence[Trigger]) -> bool:
    """Whether it is affirmed and asserted; what else is said of its noun negates nothing: "resumed and *put off*"."""
    masked = text
    for other in told:
        if other.topic == trigger.topic and not other.span.overlap(trigger.span):
            masked = masked[: other.span.start] + "x" * len(other.span) + masked[other.span.end :]
    plain = (Polarity.AFFIRMED, Modality.ASSERTED)
    return assess(masked, Span(0, len(text)), trigger.span, language) == plain


@lru_cache(maxsize=8192)
def _spoken_of(text: str, language: str) -> tuple[str, ...]:
    found = (trigger.concept for trigger in events.find_concepts(text, language) if not trigger.failed)
    return tuple(dict.fromkeys(found))


def conflict_reason(a: Claim, b: Claim, mine: Said, yours: Said) -> RelationReason:
    """The name for a conflict of what is said."""
    if mine.denied != yours.denied:
        return RelationReason.DENIAL
    if mine.negated != yours.negated or (a.predicate == b.predicate and a.polarity is not b.polarity):
        return RelationReason.POLARITY
    if ClaimKind.CONTROL in {a.kind, b.kind}:
        return RelationReason.CONTROL
    return RelationReason.OUTCOME


def mixes_intention(a: Claim, b: Claim) -> bool:
    """Whether one tells what somebody wants and the other what is so."""
    return ClaimKind.INTENTION in {a.kind, b.kind} and not (_is_will(a) and _is_will(b))


def _is_will(claim: Claim) -> bool:
    """Whether it tells what somebody wants or holds: a demand for talks is a will as readiness for them is."""
    wanted = bool(claim.predicate) and concepts.concept(claim.predicate).slot.endswith(_WILL)
    return claim.kind in _POSITIONS or wanted


def takes_sides(concept_id: str) -> bool:
    """Whether it tells how one side stands to another or its position: supports, adopts, rejects it."""
    return bool(concept_id) and concepts.concept(concept_id).slot == _STANCE


def tells_unity(concept_id: str) -> bool:
    """Whether it tells if those who belong together stand together."""
    return bool(concept_id) and concepts.concept(concept_id).slot == _UNITY


def is_state(concept_id: str) -> bool:
    """Whether a later report may overtake it without contradicting it."""
    found = concepts.concept(concept_id)
    return found.kind in STATES or found.weight == PHASE


def is_general(concept_id: str) -> bool:
    """Whether the concept leaves open what the claim is about."""
    return not concept_id or concept_id.partition(".")[0] in GENERAL
