"""Whether two claims are about the same thing at all: place, time, participants and topic.

What differs in scope is a difference worth naming, never a conflict: fighting in one village in October and in
December, or talks in two cities, are two events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from averral.language import gazetteer
from averral.language.places import compare_places, find_places
from averral.matching.items import Item
from averral.matching.relations import parties, time
from averral.matching.relations.speakers import compare_speakers
from averral.model import Claim, ClaimKind, Place, RelationReason, TraceStep

#: Kinds that tell somebody's position: who speaks is who holds it.
SPOKEN = frozenset({ClaimKind.STATEMENT, ClaimKind.INTENTION})
#: Kinds whose events are called by a place: the Oslo talks, the Minsk agreement.
NAMED_AFTER_PLACES = frozenset({ClaimKind.TALKS, ClaimKind.AGREEMENT})
#: Rank of what two places can be to each other; the best pair decides.
_PLACE_RANK = ("same", "inside", "contains", "overlaps", "unknown", "different")


@dataclass(frozen=True, slots=True)
class Scope:
    """What two claims share and what keeps them apart."""

    anchors: int
    """How many things tie them together: place, participants, a stated day."""
    differs: tuple[RelationReason, ...]
    """PLACE, TIME or ACTOR: why they cannot be about the same event."""
    steps: tuple[TraceStep, ...]
    place: str = ""
    """Outcome for the places, empty when one side names none."""
    swapped: bool = False
    """Who acts in one suffers in the other."""


def compare(a: Item, b: Item) -> Scope:
    """Compares the scope of two claims."""
    claim, other = _claim(a), _claim(b)
    steps: list[TraceStep] = []
    differs: list[RelationReason] = []
    place = _places(claim, other, steps, differs)
    speaker = _one_speaker(a, b)
    parties_found = _parties(claim, other, steps, differs)
    _times(a, b, steps, differs)
    anchors = (
        (place in {"same", "inside", "contains"}) + bool(parties_found.shared) + time.same_day(a, b) + speaker
    )
    return Scope(anchors, tuple(differs), tuple(steps), place, parties_found.swapped)


def place_relation(a: Sequence[Place], b: Sequence[Place]) -> str:
    """The best outcome among the most specific places of either side; empty when one side names none."""
    mine, yours = specific(a), specific(b)
    outcomes = {compare_places(x, y) for x in mine for y in yours}
    return next((outcome for outcome in _PLACE_RANK if outcome in outcomes), "")


def specific(places: Sequence[Place]) -> list[Place]:
    """Without the places that only say where another one lies."""
    return [
        place
        for place in places
        if not any(compare_places(place, other) == "contains" for other in places if other is not place)
    ]


def _claim(item: Item) -> Claim:
    assert item.claim is not None  # noqa: S101 - only claims are compared here
    return item.claim


def _places(a: Claim, b: Claim, steps: list[TraceStep], differs: list[RelationReason]) -> str:
    found = place_relation(_scenes(a), _scenes(b))
    if found:
        steps.append(TraceStep("place", _names(a.places), _names(b.places), found))
    if found == "different":
        differs.append(RelationReason.PLACE)
    return found


def _scenes(claim: Claim) -> list[Place]:
    """The place in the name of talks or a treaty, else all but the states that take part.

    In "Russia and Turkey signed", Russia is no scene; in "the Oslo talks on Gaza", Oslo tells which talks.
    """
    named = _named_after(claim) if claim.kind in NAMED_AFTER_PLACES else []
    if named:
        return named
    taking_part = [part.span for part in claim.participants if part.key.startswith("state:")]
    return [
        place
        for place in claim.places
        if not ((listed := gazetteer.listed(place.key)) and listed.kind == "country")
        or not any(span.overlap(place.span) for span in taking_part)
    ]


def _named_after(claim: Claim) -> list[Place]:
    bodies = [part for part in claim.participants if part.key.startswith("name:")]
    return [place for body in bodies for place in _places_in(body.name, claim.language)]


@lru_cache(maxsize=4096)
def _places_in(name: str, language: str) -> tuple[Place, ...]:
    return find_places(name, language)


def _one_speaker(a: Item, b: Item) -> bool:
    """Whether both tell what one named speaker says or wants."""
    kinds = {time.kind_of(a), time.kind_of(b)}
    if not kinds <= SPOKEN or a.quote is None or b.quote is None:
        return False
    return compare_speakers(a.quote, b.quote) == "same"


def _parties(a: Claim, b: Claim, steps: list[TraceStep], differs: list[RelationReason]) -> parties.Parties:
    found = parties.compare(a, b)
    if a.participants and b.participants:
        outcome = (
            "swapped"
            if found.swapped
            else "differs"
            if found.differs
            else "shared"
            if found.shared
            else "unknown"
        )
        names = [", ".join(part.name for part in claim.participants) for claim in (a, b)]
        steps.append(TraceStep("participants", names[0], names[1], outcome))
    if found.differs or found.swapped:
        differs.append(RelationReason.ACTOR)
    return found


def _times(a: Item, b: Item, steps: list[TraceStep], differs: list[RelationReason]) -> None:
    days = time.apart(a, b)
    if days is None:
        return
    steps.append(TraceStep("time", str(a.day), str(b.day), f"{days} days apart" if days else "meets"))
    if days:
        differs.append(RelationReason.TIME)


def _names(places: Sequence[Place]) -> str:
    return ", ".join(place.name for place in places)
