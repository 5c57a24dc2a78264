"""Measures which likeness the cosines of a model stand for.

Every model has a scale of its own: with one the same sentence in two languages lies at 0.4, with another unrelated ones
do at 0.8. Bounds were chosen on the scale of one encoder. Points of any other model's scale are found where as large a
share of the same sentences, and of other ones, lies below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from averral.model import ScalePoint

Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

LANGUAGES = ("ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "uk")
#: Shares of other sentences, then of the same in two languages, below which the points lie.
OTHER, SAME = (0.5, 0.9), (0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
#: Where these points lie on the scale of the bounds, by the sentences measured with: the project's own, which models of
#: others have never seen, and those of NTREX, which the bundled one has not.
OWN = (0.016, 0.109, 0.245, 0.325, 0.415, 0.524, 0.61, 0.669)
NTREX = (0.037, 0.157, 0.217, 0.305, 0.405, 0.508, 0.607, 0.667)
#: The next so many sentences count as others.
SHIFTS = 20
#: By how much a point must lie above the one before; a model that tells nothing apart has few.
LEAST_RISE = 0.002
#: Decimals of a point.
DECIMALS = 4


def points(
    encode: Callable[[list[str]], Matrix], rows: Sequence[Mapping[str, str]], reference: Sequence[float]
) -> tuple[ScalePoint, ...]:
    """The scale of a model, measured on sentences of which each row holds one in all of `LANGUAGES`."""
    same, other = cosines(encode, rows)
    found = [*np.quantile(other, OTHER), *np.quantile(same, SAME)]
    kept = [ScalePoint(-1.0, -1.0)]
    for cosine, likeness in (*zip(found, reference, strict=True), (1.0, 1.0)):
        point = ScalePoint(round(float(cosine), DECIMALS), likeness)
        if point.cosine - kept[-1].cosine >= LEAST_RISE and point.likeness > kept[-1].likeness:
            kept.append(point)
    return tuple(kept)


def read(about: Mapping[str, Any]) -> tuple[ScalePoint, ...]:
    """The scale that stands in a `model.json`; none where it has none."""
    return tuple(ScalePoint(*point) for point in about.get("scale", ()))


def cosines(
    encode: Callable[[list[str]], Matrix], rows: Sequence[Mapping[str, str]]
) -> tuple[Floats, Floats]:
    """Of the same sentence in each two languages, and of another one."""
    vectors = {language: encode([row[language] for row in rows]) for language in LANGUAGES}
    same, other = [], []
    for a, b in combinations(LANGUAGES, 2):
        same.append(np.einsum("ij,ij->i", vectors[a], vectors[b]))
        others = (np.roll(vectors[b], shift, axis=0) for shift in range(1, min(SHIFTS, len(rows) - 1) + 1))
        other += [np.einsum("ij,ij->i", vectors[a], each) for each in others]
    return np.concatenate(same).astype(np.float64), np.concatenate(other).astype(np.float64)
