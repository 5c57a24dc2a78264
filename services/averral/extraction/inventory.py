"""What a document holds that claims are built from, found once and looked up by position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from averral.extraction.reading import Reading
from averral.language.dates import find_dates
from averral.language.entities import Entity
from averral.language.numbers import Number, find_numbers
from averral.model import Place, Quote, Span, TimeInterval


class Spanned(Protocol):
    """Anything that stands somewhere."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


Item = TypeVar("Item", bound=Spanned)


class Positions(Generic[Item]):
    """Items sorted by where they begin; looking up a span costs a binary search."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = tuple(sorted(items, key=lambda item: item.span))
        self._starts = [item.span.start for item in self._items]

    def within(self, span: Span) -> tuple[Item, ...]:
        """The items that begin inside the span."""
        return self._items[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the text with its place, which `TimeInterval` leaves open."""

    span: Span
    time: TimeInterval


@dataclass(frozen=True, slots=True)
class Inventory:
    """Numbers, dates, places, entities and speakers of one document."""

    reading: Reading
    quotes: tuple[Quote, ...]
    numbers: Positions[Number]
    dates: Positions[Dated]
    places: Positions[Place]
    entities: Positions[Entity]


def take_inventory(reading: Reading, quotes: Sequence[Quote]) -> Inventory:
    """Finds what the reading does not hold yet."""
    dates = [
        Dated(found.span, found)
        for found in find_dates(reading.text, reading.language, reading.published)
        if found.span is not None
    ]
    return Inventory(
        reading=reading,
        quotes=tuple(quotes),
        numbers=Positions(find_numbers(reading.text, reading.language)),
        dates=Positions(dates),
        places=Positions(reading.places),
        entities=Positions(reading.entities),
    )
