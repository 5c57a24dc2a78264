"""Numbers as intervals with qualifiers: whether two reports of a count can both be right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from averral.model import Qualifier, Quantity, TraceStep


class Value(StrEnum):
    """How the numbers of two claims stand to each other, the most telling first."""

    CONFLICT = "conflict"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    """One bounds the other from one side only; neither confirms the other's figure."""
    POPULATION = "population"
    UNIT = "unit"
    MISSING = "missing"
    """At least one of them gives no number."""


#: The ministers of seven states are seven ministers.
DELEGATES = {"states", "ministers"}
#: Unit of people of whom the text does not tell, near the number, what happened to them.
PEOPLE = "people"
#: Those whom one side counts and the other side's toll leaves out.
ARMED = frozenset({"fighters", "soldiers", "police"})
#: Share by which "about 300" may miss.
ABOUT = 0.1
#: Numbers from here on that end in two zeros are read as rounded, by the share below.
ROUNDED_FROM, ROUNDED_BY = 1_000, 0.03
#: "At least 17" agrees with 23, leaves 40 open, and does not fit 170: a lower bound is given near what is known.
NEAR_BOUND, FAR_BOUND = 1.4, 3.0
#: How many times what a word of size gives may be meant by it: dozens are no hundreds.
FAR_FROM_WORD = 10.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Outcome for two lists of numbers."""

    value: Value
    steps: tuple[TraceStep, ...] = ()
    larger: int = 0
    """1 when the numbers of the first that do not agree are all larger, -1 when all smaller, else 0."""
    exact: bool = False
    """The same figure stands on both sides."""


def compare(a: Sequence[Quantity], b: Sequence[Quantity], *, one_language: bool = True) -> Comparison:
    """Compares what is counted alike; what is not is named as a difference of population or unit."""
    if not a or not b:
        return Comparison(Value.MISSING)
    summed = _total(a, b) or _total(b, a)
    if summed:
        return Comparison(Value.AGREE, (_step("total", *summed, "agree"),), exact=True)
    alike = [(x, y) for x in a for y in b if x.unit == y.unit and _same_population(x, y)]
    strict = [(x, y) for x, y in alike if x.population == y.population]
    if strict or alike:
        return _judge(strict or alike, same_population=bool(strict))
    x, y = a[0], b[0]
    unsaid = [
        (x, y) for x in a for y in b if x.best == y.best and _may_be_one(x, y, one_language=one_language)
    ]
    if unsaid:
        # One tells what happened to as many people as the other speaks of.
        return Comparison(
            Value.AGREE, tuple(_step("unit", x, y, "unsaid") for x, y in unsaid[:1]), exact=True
        )
    if any(p.unit == q.unit for p in a for q in b):
        return Comparison(Value.POPULATION, (_step("population", x, y, "differs"),))
    return Comparison(Value.UNIT, (_step("unit", x, y, "differs"),))


def differ(a: Quantity, b: Quantity) -> Value:
    """CONFLICT, COMPATIBLE or AGREE for two numbers of the same thing."""
    low, high = interval(a)
    other_low, other_high = interval(b)
    if high < other_low or other_high < low:
        return Value.CONFLICT
    if _bound(a) or _bound(b):
        ratio = _ratio(a.best, b.best)
        if ratio > (FAR_FROM_WORD if Qualifier.VAGUE in {a.qualifier, b.qualifier} else FAR_BOUND):
            return Value.CONFLICT
        return Value.AGREE if ratio <= NEAR_BOUND else Value.COMPATIBLE
    return Value.AGREE


def interval(quantity: Quantity) -> tuple[float, float]:
    """Lowest and highest number that the words allow."""
    best, infinity = quantity.best, math.inf
    match quantity.qualifier:
        case Qualifier.EXACT:
            slack = best * ROUNDED_BY if best >= ROUNDED_FROM and best % 100 == 0 else 0.0
            return best - slack, best + slack
        case Qualifier.ABOUT:
            return best * (1 - ABOUT), best * (1 + ABOUT)
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return best, infinity
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            return 0.0, best
    low = quantity.low if quantity.low is not None else best
    return low, quantity.high if quantity.high is not None else infinity


def show(quantity: Quantity) -> str:
    """The number for the trace: `at_least 27 killed`."""
    parts = (
        "" if quantity.qualifier is Qualifier.EXACT else quantity.qualifier.value,
        f"{quantity.best:g}",
        quantity.unit,
        quantity.population,
    )
    return " ".join(part for part in parts if part)


def _judge(pairs: Sequence[tuple[Quantity, Quantity]], *, same_population: bool) -> Comparison:
    judged = list(_matched(pairs))
    steps = tuple(_step("value", x, y, found.value) for x, y, found in judged)
    found = {value for _, _, value in judged}
    if Value.CONFLICT in found:
        if not same_population:
            # A total and a part of it may well differ.
            return Comparison(Value.POPULATION, steps)
        conflicting = [(x, y) for x, y, value in judged if value is Value.CONFLICT]
        return Comparison(Value.CONFLICT, steps, _larger(conflicting))
    value = Value.COMPATIBLE if Value.COMPATIBLE in found else Value.AGREE
    exact = any(x.best == y.best for x, y, _ in judged)
    if not (same_population or exact) and any({x.population, y.population} & ARMED for x, y, _ in judged):
        # "At least 38 people" and "42 fighters" fit each other, and may count different dead.
        return Comparison(Value.POPULATION, steps)
    return Comparison(value, steps, _larger([(x, y) for x, y, _ in judged if _above_bound(x, y)]), exact)


def _total(parts: Sequence[Quantity], whole: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The first part and the figure on the other side that all parts come to: 95 from here and 85 from there are 180."""
    if len(whole) != 1 or len(parts) < 2:  # noqa: PLR2004 - one part is no sum
        return None
    exact = all(each.qualifier is Qualifier.EXACT for each in (*parts, whole[0]))
    kinds = {whole[0].unit, PEOPLE, "other"}
    alike = all(each.unit in kinds and not _is_thing(each) for each in parts)
    if exact and alike and sum(each.best for each in parts) == whole[0].best:
        return parts[0], whole[0]
    return None


def _larger(differing: Sequence[tuple[Quantity, Quantity]]) -> int:
    signs = {math.copysign(1, x.best - y.best) for x, y in differing}
    return int(signs.pop()) if len(signs) == 1 else 0


def _above_bound(x: Quantity, y: Quantity) -> bool:
    """Whether the smaller of two differing numbers is said to be a lower bound."""
    smaller = min(x, y, key=lambda each: each.best)
    return x.best != y.best and math.isinf(interval(smaller)[1])


def _matched(pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[tuple[Quantity, Quantity, Value]]:
    """The numbers that fit each other best, each once; one left over counts a part or something more."""
    rank = {Value.AGREE: 0, Value.COMPATIBLE: 1, Value.CONFLICT: 2}
    judged = [(x, y, differ(x, y)) for x, y in pairs]
    judged.sort(key=lambda each: (rank[each[2]], _ratio(each[0].best, each[1].best)))
    mine: set[int] = set()
    yours: set[int] = set()
    for x, y, value in judged:
        if id(x) not in mine and id(y) not in yours:
            mine.add(id(x))
            yours.add(id(y))
            yield x, y, value


def _may_be_one(a: Quantity, b: Quantity, *, one_language: bool) -> bool:
    """Whether equal figures may count the same under two names; figures that differ then say nothing."""
    if a.unit == b.unit == "other" and {a.population, b.population} != DELEGATES:
        # Nouns of two languages that no table knows may be one; and a bare figure is of anything.
        unknown = all(each.population.startswith("~") for each in (a, b)) and not one_language
        return unknown or not (a.population and b.population)
    if any(_is_thing(each) for each in (a, b)):
        # Two aircraft are not two hostages; an unknown noun may be one more word for people.
        return False
    named = [each.population for each in (a, b) if each.population and not each.population.startswith("~")]
    if len(set(named)) > 1 and set(named) != DELEGATES:
        # Sixty prisoners are not sixty fighters.
        return False
    fitting = len(named) > 1 or PEOPLE in {a.unit, b.unit}
    return fitting or {a.population, b.population} == DELEGATES


def _is_thing(quantity: Quantity) -> bool:
    known = quantity.population and not quantity.population.startswith("~")
    return quantity.unit == "other" and bool(known) and quantity.population not in DELEGATES


def _same_population(a: Quantity, b: Quantity) -> bool:
    if a.population == b.population:
        return True
    # "27 killed" may mean the 27 soldiers; but what is neither person nor event is named by its noun alone.
    return a.unit != "other" and not (a.population and b.population)


def _bound(quantity: Quantity) -> bool:
    low, high = interval(quantity)
    return math.isinf(high) or low == 0.0


def _ratio(a: float, b: float) -> float:
    small, large = sorted((abs(a), abs(b)))
    return large / small if small else (math.inf if large else 1.0)


def _step(rule: str, a: Quantity, b: Quantity, outcome: str) -> TraceStep:
    return TraceStep(rule, show(a), show(b), outcome)
