"""What a cosine stands for: each embedding model has a scale of its own, and all bounds of the rules are on one.

The service that makes the vectors says how its cosines translate; without that each stands for itself.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import isfinite

import numpy as np
import numpy.typing as npt

from averral.errors import Permanent, Reason
from averral.model import ScalePoint

Floats = npt.NDArray[np.float32]

#: Points of a scale.
MOST_POINTS = 64


@dataclass(frozen=True, slots=True)
class Scale:
    """A rising line through points; without points nothing is translated."""

    cosines: tuple[float, ...] = ()
    likenesses: tuple[float, ...] = ()

    @staticmethod
    def of(points: Sequence[ScalePoint]) -> Scale:
        """The line through the points.

        Raises:
            Permanent: INVALID_ARGUMENT when they do not rise or are too many.
        """
        levels = [(point.cosine, point.likeness) for point in points]
        rising = all(a < c and b <= d for (a, b), (c, d) in pairwise(levels))
        if len(levels) > MOST_POINTS or not rising or not all(map(isfinite, chain(*levels))):
            raise Permanent(
                Reason.INVALID_ARGUMENT,
                f"The scale of the vectors must rise from point to point, {MOST_POINTS} at most: give that of GetModel.",
                field="vectors.scale",
            )
        return Scale(tuple(point.cosine for point in points), tuple(point.likeness for point in points))

    @staticmethod
    @lru_cache(maxsize=8)
    def load(text: str) -> Scale:
        """What `dump` wrote; the plain scale for an empty text."""
        return Scale(*map(tuple, json.loads(text))) if text else PLAIN

    def dump(self) -> str:
        """The scale as text; empty for the plain one."""
        return json.dumps([self.cosines, self.likenesses]) if self.cosines else ""

    def __call__(self, cosine: float) -> float:
        """The likeness that a cosine stands for; outside the points that of the nearest."""
        if not self.cosines:
            return cosine
        place = bisect_right(self.cosines, cosine)
        if place in {0, len(self.cosines)}:
            return self.likenesses[min(place, len(self.cosines) - 1)]
        left, right = self.cosines[place - 1], self.cosines[place]
        low, high = self.likenesses[place - 1], self.likenesses[place]
        return low + (high - low) * (cosine - left) / (right - left)

    def all(self, cosines: Floats) -> Floats:
        """The same for each of many."""
        if not self.cosines:
            return cosines
        return np.interp(cosines, self.cosines, self.likenesses).astype(np.float32)


PLAIN = Scale()
