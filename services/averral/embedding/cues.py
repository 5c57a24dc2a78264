"""Numbers, negation, opposites, events and names of one text, and how those of two texts go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from averral.language import contrast
from averral.language.concepts import find_concepts, stance
from averral.language.entities import find_entities
from averral.language.normalise import words
from averral.language.numbers import Number, find_numbers
from averral.language.places import find_places

#: Features that `Cues.against` gives, in order.
CUES = (
    "numbers_shared",
    "numbers_differ",
    "numbers_one_sided",
    "negation_differs",
    "negation_shared",
    "poles_conflict",
    "poles_shared",
    "concepts_conflict",
    "concepts_agree",
    "concepts_follow",
    "concepts_one_sided",
    "actors_shared",
    "actors_differ",
    "actors_one_sided",
    "places_shared",
    "places_differ",
    "places_one_sided",
)
#: Numbers, concepts and names read of each text; more only cost time.
MOST = 24


@dataclass(frozen=True, slots=True)
class Cues:
    """What one text says besides its wording."""

    numbers: tuple[tuple[float, float], ...]
    """Intervals; open bounds are infinite."""
    negators: int
    poles: frozenset[str]
    concepts: frozenset[str]
    actors: frozenset[str]
    """Ids of states, forces and bodies."""
    places: frozenset[str]

    def against(self, other: Cues) -> list[float]:
        """The features named in `CUES`; symmetric."""
        return [
            *_numbers(self.numbers, other.numbers),
            float((self.negators > 0) != (other.negators > 0)),
            float(self.negators > 0 and other.negators > 0),
            float(min(2, contrast.opposed(self.poles, other.poles))),
            float(min(3, len(self.poles & other.poles))),
            *_concepts(self.concepts, other.concepts),
            *_names(self.actors, other.actors),
            *_names(self.places, other.places),
        ]


def read_cues(text: str, language: str) -> Cues:
    """Reads one text in the language with this code."""
    keys = [word.key for word in words(text)]
    negators, poles = contrast.read(keys, language)
    return Cues(
        numbers=tuple(_interval(number) for number in find_numbers(text, language)[:MOST]),
        negators=negators,
        poles=poles,
        concepts=_most(trigger.concept for trigger in find_concepts(text, language)),
        actors=_most(entity.key for entity in find_entities(text, language)),
        places=_most(place.key for place in find_places(text, language)),
    )


def _most(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(sorted(set(keys))[:MOST])


def _interval(number: Number) -> tuple[float, float]:
    low = float("-inf") if number.low is None else number.low
    return low, float("inf") if number.high is None else number.high


def _numbers(
    a: Sequence[tuple[float, float]], b: Sequence[tuple[float, float]]
) -> tuple[float, float, float]:
    """Share of numbers met on the other side; whether both have numbers that are not; one side has none."""
    if not a or not b:
        return 0.0, 0.0, float(bool(a) != bool(b))
    met_a = sum(any(_meet(x, y) for y in b) for x in a)
    met_b = sum(any(_meet(x, y) for x in a) for y in b)
    return (met_a + met_b) / (len(a) + len(b)), float(met_a < len(a) and met_b < len(b)), 0.0


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _concepts(a: Iterable[str], b: Iterable[str]) -> tuple[float, float, float, float]:
    """Whether some concepts exclude each other, agree, follow each other; whether one side has none."""
    stances = {stance(x, y) for x in a for y in b}
    return (
        float("conflicts" in stances),
        float(bool({"same", "agrees"} & stances)),
        float(bool({"precedes", "follows"} & stances)),
        float(bool(a) != bool(b)),
    )


def _names(a: frozenset[str], b: frozenset[str]) -> tuple[float, float, float]:
    """Share of names that both have; whether each has a name that the other lacks; one side has none."""
    either = a | b
    return (
        len(a & b) / len(either) if either else 0.0,
        float(bool(a - b) and bool(b - a)),
        float(bool(a) != bool(b)),
    )
