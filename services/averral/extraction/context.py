"""Where a claim may have happened when it does not say: the places that the text round it speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from averral.extraction.reading import Reading
from averral.language import gazetteer
from averral.model import Place, ZoneKind

#: How many sentences before the claim's own still set its scene.
SENTENCES_BEFORE = 3
#: Sentences at the beginning that tell where a report is about.
OPENING = 5
#: Places kept for a claim.
MOST_PLACES = 6


class Surroundings:
    """The places that the claims of one document may have happened at."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._starts = [sentence.start for sentence in reading.sentences]
        self._whole = [*_in_zone(reading, ZoneKind.HEADLINE), *_main_place(reading)]

    def places(self, start: int, own: Iterable[Place]) -> tuple[Place, ...]:
        """Places of the sentence that holds `start`, of those just before it, of the headline, and of the whole; not its `own`."""
        return _others({place.key for place in own}, (*self._round(start), *self._whole))

    def _round(self, start: int) -> list[Place]:
        """Places of the sentence and those before it, the nearest sentence first."""
        last = bisect_right(self._starts, start) - 1
        found: list[Place] = []
        for index in range(last, max(-1, last - SENTENCES_BEFORE - 1), -1):
            found += self._reading.places_in(self._reading.sentences[index])
        return found


def _main_place(reading: Reading) -> list[Place]:
    """The place that the text names most often, countries aside; one told of late and once is where something else is."""
    counts = Counter(place.key for place in reading.places)
    opening = reading.sentences[min(OPENING, len(reading.sentences)) - 1].end if reading.sentences else 0
    named = [
        place
        for place in reading.places
        if not _is_country(place) and (place.span.start < opening or counts[place.key] > 1)
    ]
    return [max(named, key=lambda place: (counts[place.key], -place.span.start))] if named else []


def _in_zone(reading: Reading, kind: ZoneKind) -> list[Place]:
    return [place for zone in reading.zones if zone.kind is kind for place in reading.places_in(zone.span)]


def _others(own: set[str], places: Iterable[Place]) -> tuple[Place, ...]:
    """Without the claim's own places; countries only where nothing narrower is named."""
    kept: dict[str, Place] = {}
    for place in places:
        if place.key not in own:
            kept.setdefault(place.key, place)
    narrow = tuple(place for place in kept.values() if not _is_country(place))
    return (narrow or tuple(kept.values()))[:MOST_PLACES]


def _is_country(place: Place) -> bool:
    listed = gazetteer.listed(place.key)
    return listed is not None and listed.kind == "country"
