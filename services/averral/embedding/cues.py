"""Numbers, days, negation, opposites, events and names of one text, and how those of two texts go together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from averral.language import contrast
from averral.language.concepts import stance
from averral.language.dates import find_dates
from averral.language.entities import find_entities
from averral.language.events import find_concepts
from averral.language.normalise import words
from averral.language.numbers import Number, find_numbers
from averral.language.place_relations import compare_places
from averral.language.places import find_places
from averral.language.polarity import assess, denies
from averral.model import Place, Polarity, Span

#: Features that `Cues.against` gives, in order.
CUES = (
    "numbers_shared",
    "numbers_differ",
    "numbers_one_sided",
    "figures_shared",
    "figures_differ",
    "figures_one_sided",
    "days_shared",
    "days_differ",
    "days_one_sided",
    "negation_differs",
    "negation_shared",
    "denied_one_sided",
    "denied_shared",
    "poles_conflict",
    "poles_shared",
    "concepts_conflict",
    "concepts_agree",
    "concepts_follow",
    "concepts_one_sided",
    "concepts_turned",
    "concepts_shared",
    "concepts_differ",
    "actors_shared",
    "actors_differ",
    "actors_one_sided",
    "places_shared",
    "places_differ",
    "places_one_sided",
    "mismatch",
)
#: Features that by themselves say that one report cannot be the other.
MISMATCHES = tuple(
    CUES.index(name)
    for name in (
        "numbers_differ",
        "figures_differ",
        "days_differ",
        "negation_differs",
        "denied_one_sided",
        "poles_conflict",
        "concepts_conflict",
        "concepts_turned",
        "actors_differ",
        "places_differ",
    )
)
#: The pole of words for what is not true.
UNTRUE = "untrue"
#: Numbers, concepts and names read of each text; more only cost time.
MOST = 24
#: Stands in for the day of publication, so that two texts naming the same weekday meet; which day it is says nothing.
SOME_DAY = date(2020, 6, 15)

#: Figures this near count as one; sources round.
SAME_FIGURE = 0.005
_FIGURE = re.compile(r"\d{1,15}(?:[.,\u066b\u066c]\d{1,6})?")
_GROUPED = re.compile(r"[.,\u066b\u066c](?=\d{3}$)")

Interval = tuple[float, float]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cues:
    """What one text says besides its wording."""

    numbers: tuple[Interval, ...]
    """Intervals; open bounds are infinite."""
    figures: tuple[float, ...]
    """The values as written, also of figures that count nothing: a clock time, a magnitude, an age."""
    days: tuple[Interval, ...]
    """Intervals of ordinal days."""
    negators: int
    denies: bool
    """Something is called untrue, a rumour, a fake."""
    poles: frozenset[str]
    concepts: frozenset[tuple[str, bool]]
    """Concepts, each with whether it is said not to be so."""
    actors: frozenset[str]
    """Ids of states, forces and bodies."""
    places: tuple[Place, ...]

    def against(self, other: Cues) -> list[float]:
        """The features named in `CUES`; symmetric."""
        mine, yours = ({concept for concept, _ in side.concepts} for side in (self, other))
        found = [
            *_matched(self.numbers, other.numbers, _meet),
            *_matched(self.figures, other.figures, _equal),
            *_matched(self.days, other.days, _meet),
            float((self.negators > 0) != (other.negators > 0)),
            float(self.negators > 0 and other.negators > 0),
            float(self.denies != other.denies),
            float(self.denies and other.denies),
            float(min(2, contrast.opposed(self.poles, other.poles))),
            float(min(3, len(self.poles & other.poles))),
            *_concepts(self.concepts, other.concepts),
            *_names(mine, yours)[:2],
            *_names(self.actors, other.actors),
            *_matched(self.places, other.places, _may_be_one),
        ]
        return [*found, float(any(found[index] for index in MISMATCHES))]


@lru_cache(maxsize=4096)
def read_cues(text: str, language: str) -> Cues:
    """Reads one text in the language with this code."""
    keys = [word.key for word in words(text)]
    negators, poles = contrast.read(keys, language)
    days = find_dates(text, language, SOME_DAY)[:MOST]
    dated = [day.span for day in days if day.span]
    numbers = [each for each in find_numbers(text, language)[:MOST] if not _inside(each.span, dated)]
    counted = [number.span for number in numbers]
    written = [
        _value(match.group())
        for match in islice(_FIGURE.finditer(text), MOST)
        if not _inside(Span(*match.span()), [*dated, *counted])
    ]
    return Cues(
        numbers=tuple(_interval(number) for number in numbers),
        figures=(*(number.best for number in numbers), *written),
        days=tuple((float(day.start.toordinal()), float(day.end.toordinal())) for day in days),
        negators=negators,
        denies=UNTRUE in poles or denies(text, language),
        poles=poles,
        concepts=frozenset(_events(text, language)),
        actors=frozenset(sorted({entity.key for entity in find_entities(text, language)})[:MOST]),
        places=tuple({place.key: place for place in find_places(text, language)}.values())[:MOST],
    )


def _events(text: str, language: str) -> Iterable[tuple[str, bool]]:
    whole = Span(0, len(text))
    for trigger in find_concepts(text, language)[:MOST]:
        polarity, _ = assess(text, whole, trigger.span, language)
        yield trigger.concept, (polarity is Polarity.NEGATED) != trigger.failed


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _value(digits: str) -> float:
    """The number that the digits write, a mark before exactly three digits taken for grouping."""
    return float(_GROUPED.sub("", digits).replace(",", ".").replace("\u066b", "."))


def _interval(number: Number) -> Interval:
    low = float("-inf") if number.low is None else number.low
    return low, float("inf") if number.high is None else number.high


def _matched(
    a: Sequence[Item], b: Sequence[Item], meet: Callable[[Item, Item], bool]
) -> tuple[float, float, float]:
    """Share of items met on the other side; whether both sides have some that are not; whether one side has none."""
    if not a or not b:
        return 0.0, 0.0, float(bool(a) != bool(b))
    met_a = sum(any(meet(x, y) for y in b) for x in a)
    met_b = sum(any(meet(x, y) for x in a) for y in b)
    return (met_a + met_b) / (len(a) + len(b)), float(met_a < len(a) and met_b < len(b)), 0.0


def _meet(a: Interval, b: Interval) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= SAME_FIGURE * max(abs(a), abs(b))


def _may_be_one(a: Place, b: Place) -> bool:
    return compare_places(a, b) != "different"


def _concepts(
    a: Iterable[tuple[str, bool]], b: Iterable[tuple[str, bool]]
) -> tuple[float, float, float, float, float]:
    """Whether some concepts exclude each other, agree, follow each other; one side has none; one is denied, one not."""
    stances = {(stance(x, y), left == right) for x, left in a for y, right in b}
    alike = {("same", True), ("agrees", True), ("conflicts", False)}
    return (
        float(("conflicts", True) in stances),
        float(bool(alike & stances)),
        float(any(found in {"precedes", "follows"} for found, _ in stances)),
        float(bool(a) != bool(b)),
        float(bool({("same", False), ("agrees", False)} & stances)),
    )


def _names(a: set[str] | frozenset[str], b: set[str] | frozenset[str]) -> tuple[float, float, float]:
    """Share of names that both have; whether each has a name that the other lacks; one side has none."""
    either = a | b
    return (
        len(a & b) / len(either) if either else 0.0,
        float(bool(a - b) and bool(b - a)),
        float(bool(a) != bool(b)),
    )
