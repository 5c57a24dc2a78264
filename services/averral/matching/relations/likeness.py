"""How far two claims speak of the same things and acts, in whatever languages: matters in common and what turns one round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from averral.language import matters
from averral.language.matters import Matter
from averral.matching.items import Item

#: What a matter of nearly every report weighs beside one that tells reports apart.
COMMON, TELLING = 0.4, 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Matters of two claims, weighed."""

    shared: float
    """Weight of what both speak of."""
    mine: float
    """Weight of what only the first speaks of."""
    yours: float
    things: int
    """How many telling things, not acts, are common to them."""
    acts: frozenset[str]
    """Acts common to them."""
    other_acts: bool
    """Both tell acts, and none in common."""
    turned: bool
    """One negates an act of the other, or tells its opposite."""
    real: bool
    """Neither plans what the other reports."""

    @property
    def covered(self) -> float:
        """Share of what the claim with fewer matters says that the other says too, 0..1."""
        least = self.shared + min(self.mine, self.yours)
        return self.shared / least if least else 0.0


def compare(a: Item, b: Item) -> Likeness:
    """The matters of two claims side by side."""
    return _compare(a.text, a.language, b.text, b.language)


@lru_cache(maxsize=8192)
def _compare(a: str, a_language: str, b: str, b_language: str) -> Likeness:
    mine, yours = matters.find_matters(a, a_language), matters.find_matters(b, b_language)
    labels, other_labels = {one.label for one in mine}, {one.label for one in yours}
    both = labels & other_labels
    acts = frozenset(filter(matters.is_act, both))
    signs = {act: (_sign(mine, act), _sign(yours, act)) for act in acts}
    opposed = matters.opposites(labels, other_labels)
    return Likeness(
        _weight(both),
        _weight(labels - both - opposed),
        _weight(other_labels - both - opposed),
        sum(not matters.is_act(label) and not matters.is_common(label) for label in both),
        acts,
        not acts and any(map(matters.is_act, labels)) and any(map(matters.is_act, other_labels)),
        bool(opposed) or any(x != y for x, y in signs.values()),
        all(one.real for one in (*mine, *yours) if one.label in acts),
    )


def _sign(found: Iterable[Matter], label: str) -> bool:
    """Whether the act is negated; of several mentions an affirmed one counts."""
    return all(one.negated for one in found if one.label == label)


def _weight(labels: Iterable[str]) -> float:
    return sum(COMMON if matters.is_common(label) else TELLING for label in labels)
