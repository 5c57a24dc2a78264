"""Adds up the parts of one number by the rules of counting: what may follow what, in any of our languages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

_TEN = 10
_HUNDRED = 100


class Part(Enum):
    """What a number word does."""

    UNIT = auto()
    SCALE = auto()
    FIXED = auto()
    ROUND = auto()
    COLLECTIVE = auto()
    HALF = auto()
    HALF_AFTER = auto()
    ARTICLE = auto()
    DIGITS = auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """One number word, or one run of digits."""

    value: float
    part: Part
    joined: bool = False
    """A conjunction is written together with it."""
    lead: int = 0
    """Letters of clitics before the word itself."""


@dataclass(slots=True)
class Sum:
    """A number that is being added up."""

    join_above: int
    unit_first: bool
    total: float = 0.0
    group: float = 0.0
    """What the next scale multiplies."""
    tail: float = math.inf
    """The smallest part added so far to the group; only something smaller fits behind it."""
    scale: float = math.inf
    """The last scale; the next one must be smaller."""
    fraction: float = 0.0
    """A leading half that waits for its scale."""
    last: Part | None = None
    round: bool = False

    def add(self, atom: Atom, *, joined: bool) -> bool:
        """Adds a part if the grammar allows it here."""
        fitted = _RULES[atom.part](self, atom.value, joined=joined)
        if fitted:
            self.last = atom.part
        return fitted

    @property
    def value(self) -> float:
        """What has been added up so far."""
        return self.total + self.group

    @property
    def complete(self) -> bool:
        """Whether a number may end here."""
        return not self.fraction and self.last not in (None, Part.ARTICLE, Part.HALF_AFTER)

    def unit(self, value: float, *, joined: bool) -> bool:
        """A word that is added: 7, 20, 300."""
        if self.last in (Part.DIGITS, Part.ROUND, Part.COLLECTIVE, Part.HALF) or self.fraction:
            return False
        if not self.group:
            fits = value < self.scale
        elif joined and self.unit_first and self.tail < _TEN <= value < _HUNDRED:
            fits = value % 10 == 0 and self.group % 10 == self.tail
        else:
            fits = value < _room(self.tail) and (not joined or self.tail >= self.join_above)
        if fits:
            self.group += value
            self.tail = value if self.group == value or value < self.tail else 1
        return fits

    def digits(self, value: float, *, joined: bool) -> bool:  # noqa: ARG002 -- one signature for all rules
        """Digits, which only a scale may follow or precede."""
        fits = not self.group and value < self.scale and self.last in (None, Part.SCALE, Part.FIXED)
        self.group += value if fits else 0
        return fits

    def multiply(self, value: float, *, joined: bool) -> bool:
        """A scale, which multiplies the group before it."""
        if self.fraction:
            self.total, self.scale, self.fraction = self.fraction * value, value, 0.0
            return True
        if self.last is Part.HALF and value == self.scale:
            return True
        if value == _HUNDRED:
            return self._hundred(joined=joined)
        if self.last is Part.SCALE and not self.group and not joined and value > self.scale:
            self.total, self.scale = self.total * value, value
            return True
        if value >= self.scale or (joined and self.group):
            return False
        self.total += (self.group or 1) * value
        self.group, self.tail, self.scale = 0.0, math.inf, value
        return True

    def _hundred(self, *, joined: bool) -> bool:
        if self.scale <= _HUNDRED or (self.group and (joined or self.group >= _HUNDRED)):
            return False
        self.group = (self.group or 1) * _HUNDRED
        self.tail = _HUNDRED
        return True

    def fixed(self, value: float, *, joined: bool) -> bool:  # noqa: ARG002 -- one signature for all rules
        """A scale with its factor inside."""
        if self.group or self.fraction or value >= self.scale:
            return False
        self.total += value
        self.scale = 10.0 ** int(math.log10(value))
        return True

    def collective(self, value: float, *, joined: bool) -> bool:
        """A collective noun such as "dozen"."""
        if joined or self.total or self.fraction or self.last is Part.COLLECTIVE:
            return False
        self.group, self.tail = (self.group or 1) * value, 1
        return True

    def rounded(self, value: float, *, joined: bool) -> bool:
        """A collective noun that is only about right."""
        self.round = self.collective(value, joined=joined)
        return self.round

    def half(self, value: float, *, joined: bool) -> bool:
        """A fraction before a scale, or joined to what stands before."""
        if self.last is None:
            self.fraction = value
        elif not joined:
            return False
        elif self.group:
            self.group, self.tail = self.group + value, value
        else:
            self.total += value * self.scale
        return True

    def half_after(self, value: float, *, joined: bool) -> bool:
        """A fraction right behind the unit."""
        if joined or not self.group:
            return False
        self.group, self.tail = self.group + value, value
        return True

    def article(self, value: float, *, joined: bool) -> bool:  # noqa: ARG002 -- one signature for all rules
        """An article that counts as one."""
        if self.last is not None:
            return False
        self.group = value
        return True


_RULES = {
    Part.UNIT: Sum.unit,
    Part.DIGITS: Sum.digits,
    Part.SCALE: Sum.multiply,
    Part.FIXED: Sum.fixed,
    Part.COLLECTIVE: Sum.collective,
    Part.ROUND: Sum.rounded,
    Part.HALF: Sum.half,
    Part.HALF_AFTER: Sum.half_after,
    Part.ARTICLE: Sum.article,
}


def _room(tail: float) -> float:
    """What may be added behind `tail` must be smaller than this: 10 behind 20, 100 behind 300."""
    if math.isinf(tail) or tail != int(tail):
        return 0
    room = 1
    while tail % (room * 10) == 0:
        room *= 10
    return room
