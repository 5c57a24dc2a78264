"""Whether a report tells of the event that a question is about: signs, each weighed by what it was worth in dossiers.

A question names little, and has neither headline nor context. That it is about an event which some report tells of is
likely, though; what speaks for a report or against it adds up to a chance (logistic regression; Cox 1958). The weights
were fitted to the questions of the open dossiers in `tests/cases`, every report that answers a question against every
look-alike that must not.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import TYPE_CHECKING

from averral.matching.relations import comparable, occasion, time
from averral.matching.relations.values import Value

if TYPE_CHECKING:
    from averral.matching.items import Item
    from averral.matching.relations.pair import Pair

#: What each sign adds to the logarithm of the odds.
WEIGHTS: Mapping[str, float] = {
    "base": 0.12,
    # How near anything in the report comes to the question, as a cosine.
    "nearest": 3.58,
    "matters": 0.38,
    "figure": 0.46,
    "person": 0.63,
    "town": 0.67,
    "lead": 0.91,
    "led": 0.77,
    "day": 0.85,
    "nothing shared": -1.35,
    "unknown place": -1.01,
    "other surroundings": -1.62,
    "other figure": -0.71,
    "one figure": -0.71,
}
#: Chance from which a report is about the event.
LIKELY = 0.7
#: Weight of matters in common from which more of them say nothing more.
_MATTERS = 3.0


def is_meant(pair: Pair) -> bool:
    """Whether the report of the pair likely tells of what the question is about, all whom and the land that this names included."""
    question, report = (pair.a, pair.b) if _is_shorter(pair.a, pair.b) else (pair.b, pair.a)
    strangers = any(not occasion.told_elsewhere(report, key) for key in occasion.people(question))
    abroad = not occasion.lands_of(question) <= occasion.lands_of(report)
    elsewhere = pair.scope.place == "unknown" or pair.scope.nearby in {"different", "unknown"}
    return not strangers and not abroad and not elsewhere and chance(pair) >= LIKELY


def _is_shorter(a: Item, b: Item) -> bool:
    return len(a.document.body) <= len(b.document.body)


def chance(pair: Pair) -> float:
    """How likely the report of the pair tells of the event that the other is a question about, 0..1."""
    odds = WEIGHTS["base"] + sum(WEIGHTS[name] * value for name, value in signs(pair).items())
    return 1 / (1 + exp(-odds))


def signs(pair: Pair) -> dict[str, float]:
    """What speaks for it, or against it, 0..1 each."""
    scope, like = pair.scope, pair.likeness
    return {
        "nearest": max(pair.a.nearest, pair.b.nearest, pair.cosine),
        "matters": min(like.shared, _MATTERS) / _MATTERS,
        "figure": float(pair.numbers.exact),
        "person": float(pair.met),
        "town": float(comparable.in_one_town(pair.a, pair.b)),
        "lead": float(occasion.lead_in_common(pair.a, pair.b)),
        "led": float(scope.nearby == comparable.LED),
        "day": float(time.same_day(pair.a, pair.b)),
        "nothing shared": float(pair.occasion.apart),
        "unknown place": float(scope.place == "unknown"),
        "other surroundings": float(scope.nearby == "different"),
        "other figure": float(pair.numbers.value is Value.CONFLICT),
        "one figure": float(bool(pair.claim.quantities) is not bool(pair.other.quantities)),
    }
