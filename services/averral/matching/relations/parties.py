"""Who takes part: whether two claims speak of the same forces, states, bodies and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from averral.language.entities import acts_for, surely_apart
from averral.language.names import similarity
from averral.model import Claim, ClaimKind, Participant, ParticipantRole

#: Name similarity, 0..100, from which two names are one. The false matches of short names lie below it.
SAME_NAME = 75.0
#: Below it two names are surely two.
OTHER_NAME = 50.0
#: Kinds of events that a party undergoes, whoever brings them about.
SUFFERED = frozenset({ClaimKind.ARREST, ClaimKind.EXCHANGE, ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT})
#: What each participant in common weighs, and all of them together at most.
TIE_STATE, TIE_NAMED, MOST_TIE = 0.8, 1.0, 1.5


@dataclass(frozen=True, slots=True)
class Parties:
    """Outcome of the comparison."""

    shared: tuple[str, ...] = ()
    """Names of those on both sides, as the first claim writes them."""
    keys: frozenset[str] = frozenset()
    """The same by key, each once however it is written."""
    tie: float = 0.0
    """How much those in common tie the claims together: a state is in every report of its wars."""
    differs: bool = False
    """Some role is filled on both sides, by others."""
    swapped: bool = False
    """Who acts here suffers there."""


NOBODY = Parties()


def compare(a: Claim, b: Claim) -> Parties:
    """Compares role by role; a role that one claim leaves open is no difference."""
    if not (a.participants and b.participants):
        return NOBODY
    shared: list[Participant] = []
    differs = False
    for role in ParticipantRole:
        mine, yours = _in_role(a, role), _in_role(b, role)
        both = [x for x in mine if any(same(x, y, a.language, b.language) for y in yours)]
        shared += both
        differs = differs or _differs(mine, yours, len(both), (a.language, b.language))
    crossed = any(
        same(x, y, a.language, b.language)
        and {x.role, y.role} == {ParticipantRole.ACTOR, ParticipantRole.TARGET}
        for x in a.participants
        for y in b.participants
    )
    if not shared:
        shared = [
            x for x in a.participants if any(same(x, y, a.language, b.language) for y in b.participants)
        ]
    names = tuple(dict.fromkeys(x.name for x in shared))
    # Who is sentenced or exchanged only suffers it: named as one who acts, they are no other person.
    one_sided = {a.kind, b.kind} <= SUFFERED
    keys = frozenset(acts_for(x.key) or x.key for x in shared if x.key)
    return Parties(names, keys, _tie(shared), differs and not crossed, crossed and differs and not one_sided)


def _tie(shared: Sequence[Participant]) -> float:
    keys = {x.key or x.name: TIE_STATE if x.key.startswith("state:") else TIE_NAMED for x in shared}
    return min(MOST_TIE, sum(keys.values()))


def actors(claim: Claim) -> list[str]:
    """Keys of those who act."""
    return [part.key for part in claim.participants if part.role is ParticipantRole.ACTOR]


def same(a: Participant, b: Participant, a_language: str = "", b_language: str = "") -> bool:
    """Whether two mentions name the same: equal keys, one who acts for the other, or names that sound alike."""
    if a.key and a.key == b.key:
        return True
    if is_concept(a.key) and is_concept(b.key):
        # An army acts for its state. Two offices of one state are two.
        return acts_for(a.key) == b.key or acts_for(b.key) == a.key
    if is_concept(a.key) or is_concept(b.key):
        return False
    return similarity(a.name, b.name, a_language, b_language) >= SAME_NAME


def same_aim(a: Claim, b: Claim) -> bool:
    """Whether both name the same body or building as target: one hospital, not one state."""
    return any(
        x.key.startswith(("name:", "org:")) and same(x, y, a.language, b.language)
        for x in _in_role(a, ParticipantRole.TARGET)
        for y in _in_role(b, ParticipantRole.TARGET)
    )


def is_concept(key: str) -> bool:
    """Whether the key comes from the tables (`state:RU`) and is not just the sound of a name."""
    return ":" in key and not key.startswith("name:")


def is_force(key: str) -> bool:
    """Whether the key is that of a state or of one of its forces, which the tables name in every language."""
    return key.startswith(("state:", "force:"))


def _in_role(claim: Claim, role: ParticipantRole) -> Sequence[Participant]:
    return [participant for participant in claim.participants if participant.role is role]


def _differs(
    mine: Sequence[Participant], yours: Sequence[Participant], both: int, languages: tuple[str, str]
) -> bool:
    """Both sides fill the role, and nobody of one can be anybody of the other."""
    if not mine or not yours:
        return False
    if not both:
        return all(distinct(x, y, languages) for x in mine for y in yours)
    # Agreements share one side and differ in the other: Russia with Turkey, Russia with China.
    left = [x for x in mine if not any(same(x, y, *languages) for y in yours) and is_concept(x.key)]
    right = [y for y in yours if not any(same(x, y, *languages) for x in mine) and is_concept(y.key)]
    return bool(left and right) and all(distinct(x, y, languages) for x in left for y in right)


def distinct(a: Participant, b: Participant, languages: tuple[str, str]) -> bool:
    """Surely two: different entries of one list, or names that sound unlike. A force may belong to a state."""
    if is_concept(a.key) and is_concept(b.key):
        one_list = a.key.partition(":")[0] == b.key.partition(":")[0]
        return surely_apart(a.key, b.key) or (one_list and a.key != b.key)
    if is_concept(a.key) or is_concept(b.key):
        return False
    if languages[0] != languages[1] and any(part.key.startswith("name:") for part in (a, b)):
        # Names of bodies are translated: the Northern Front, la Front du Nord.
        return False
    return similarity(a.name, b.name, *languages) < OTHER_NAME
