"""Who takes part: whether two claims speak of the same forces, states, bodies and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from averral.language.names import similarity
from averral.model import Claim, Participant, ParticipantRole

#: Name similarity, 0..100, from which two names are one. The false matches of short names lie below it.
SAME_NAME = 75.0
#: Below it two names are surely two.
OTHER_NAME = 50.0


@dataclass(frozen=True, slots=True)
class Parties:
    """Outcome of the comparison."""

    shared: tuple[str, ...] = ()
    """Names of those on both sides, as the first claim writes them."""
    differs: bool = False
    """Some role is filled on both sides, by others."""
    swapped: bool = False
    """Who acts here suffers there."""


def compare(a: Claim, b: Claim) -> Parties:
    """Compares role by role; a role that one claim leaves open is no difference."""
    shared: list[str] = []
    differs = False
    for role in ParticipantRole:
        mine, yours = _in_role(a, role), _in_role(b, role)
        both = [x.name for x in mine if any(same(x, y, a.language, b.language) for y in yours)]
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
            x.name for x in a.participants if any(same(x, y, a.language, b.language) for y in b.participants)
        ]
    return Parties(tuple(dict.fromkeys(shared)), differs and not crossed, crossed and differs)


def same(a: Participant, b: Participant, a_language: str = "", b_language: str = "") -> bool:
    """Whether two mentions name the same: equal keys, or names that sound alike in any two scripts."""
    if a.key and a.key == b.key:
        return True
    if is_concept(a.key) or is_concept(b.key):
        return False
    return similarity(a.name, b.name, a_language, b_language) >= SAME_NAME


def is_concept(key: str) -> bool:
    """Whether the key comes from the tables (`state:RU`) and is not just the sound of a name."""
    return ":" in key and not key.startswith("name:")


def _in_role(claim: Claim, role: ParticipantRole) -> Sequence[Participant]:
    return [participant for participant in claim.participants if participant.role is role]


def _differs(
    mine: Sequence[Participant], yours: Sequence[Participant], both: int, languages: tuple[str, str]
) -> bool:
    """Both sides fill the role, and nobody of one can be anybody of the other."""
    if not mine or not yours:
        return False
    if not both:
        return all(_distinct(x, y, languages) for x in mine for y in yours)
    # Agreements share one side and differ in the other: Russia with Turkey, Russia with China.
    left = [x for x in mine if not any(same(x, y, *languages) for y in yours) and is_concept(x.key)]
    right = [y for y in yours if not any(same(x, y, *languages) for x in mine) and is_concept(y.key)]
    return bool(left and right) and all(_distinct(x, y, languages) for x in left for y in right)


def _distinct(a: Participant, b: Participant, languages: tuple[str, str]) -> bool:
    """Surely two: different entries of one list, or names that sound unlike. A force may belong to a state."""
    if is_concept(a.key) and is_concept(b.key):
        return a.key.partition(":")[0] == b.key.partition(":")[0] and a.key != b.key
    if is_concept(a.key) or is_concept(b.key):
        return False
    return similarity(a.name, b.name, *languages) < OTHER_NAME
