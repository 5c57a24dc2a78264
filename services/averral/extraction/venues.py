"""Where talks are held that a text tells of without saying where: its headline leaves out what the article tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from averral.language import gazetteer
from averral.model import Claim, ClaimKind, Place


def with_venue(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a document; talks without a place are called after the town of all that its text tells of.

    The town becomes the first of the places round the claim, for the claim's own words do not name it.
    """
    venues = {
        place.key: place for claim in claims for place in _called_after(claim) if not _is_country(place)
    }
    if len(venues) != 1:
        return tuple(claims)
    venue = next(iter(venues.values()))
    return tuple(_held_at(claim, venue) if _lacks_venue(claim) else claim for claim in claims)


def _called_after(claim: Claim) -> list[Place]:
    return [place for place in claim.places if place.names_event and claim.kind is ClaimKind.TALKS]


def _lacks_venue(claim: Claim) -> bool:
    return claim.kind is ClaimKind.TALKS and bool(claim.predicate) and not _called_after(claim)


def _held_at(claim: Claim, venue: Place) -> Claim:
    others = tuple(place for place in claim.context_places if place.key != venue.key)
    return replace(claim, context_places=(venue, *others))


def _is_country(place: Place) -> bool:
    listed = gazetteer.listed(place.key)
    return listed is not None and listed.kind == "country"
