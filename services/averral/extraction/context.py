"""Where a claim may have happened when it does not say: the places that the text round it speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from averral.extraction.reading import Reading
from averral.language import gazetteer
from averral.model import Claim, Place, ZoneKind

#: How many sentences before the claim's own still set its scene.
SENTENCES_BEFORE = 3
#: Places kept for a claim.
MOST_PLACES = 6


def with_context(reading: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the places of their sentence, of those just before it, of the headline, and of the whole."""
    headline = [*_in_zone(reading, ZoneKind.HEADLINE), *_main_place(reading)]
    starts = [sentence.start for sentence in reading.sentences]
    return tuple(
        replace(claim, context_places=_others(claim, (*_round(reading, starts, claim), *headline)))
        for claim in claims
    )


def _round(reading: Reading, starts: Sequence[int], claim: Claim) -> list[Place]:
    """Places of the claim's sentence and those before it, the nearest sentence first."""
    last = bisect_right(starts, claim.span.start) - 1
    found: list[Place] = []
    for index in range(last, max(-1, last - SENTENCES_BEFORE - 1), -1):
        found += reading.places_in(reading.sentences[index])
    return found


def _main_place(reading: Reading) -> list[Place]:
    """The place that the text names most often, countries aside."""
    named = [place for place in reading.places if not _is_country(place)]
    counts = Counter(place.key for place in named)
    return [max(named, key=lambda place: (counts[place.key], -place.span.start))] if named else []


def _in_zone(reading: Reading, kind: ZoneKind) -> list[Place]:
    return [place for zone in reading.zones if zone.kind is kind for place in reading.places_in(zone.span)]


def _others(claim: Claim, places: Iterable[Place]) -> tuple[Place, ...]:
    """Without the claim's own places; countries only where nothing narrower is named."""
    own = {place.key for place in claim.places}
    kept: dict[str, Place] = {}
    for place in places:
        if place.key not in own:
            kept.setdefault(place.key, place)
    narrow = tuple(place for place in kept.values() if not _is_country(place))
    return (narrow or tuple(kept.values()))[:MOST_PLACES]


def _is_country(place: Place) -> bool:
    listed = gazetteer.listed(place.key)
    return listed is not None and listed.kind == "country"
