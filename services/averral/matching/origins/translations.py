"""Whether one article is another, translated: their items aligned in reading order by meaning, figure by figure.

The alignment that adds up to most, in order and each item once, is the one of Needleman and Wunsch (1970) without a
cost for gaps. Two reports of one event share sentences; only a translation shares nearly all, and in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from averral.matching.items import Item, Matrix, similarity

#: Mean cosine along the alignment, per item of the shorter text, from which it is a translation: where the figures
#: are the same as well, and on its own.
WITH_FIGURES, ALONE = 0.34, 0.45
#: Figures that must be common, and the share of those of the text that has fewer.
FIGURES, FIGURES_SHARE = 2, 0.6
#: Items that a text must have to be told from a chance likeness, and those that are looked at.
FEWEST, MOST = 4, 60
#: Cosine from which an item stands for another of a text that is a translation: little, since what the two say is
#: compared as well.
COUNTERPART = 0.1
#: Pairs of texts whose alignment is kept.
KEPT = 4096
#: Texts that are kept: their items are what takes room.
TEXTS = 1024
#: By how much a sum may come out otherwise in another order.
ROUNDING = 1e-4

Text = tuple[Item, ...]


class Translations:
    """Compares whole texts for pairs of their items."""

    def __init__(self, text_of: Callable[[Item], Sequence[Item]]) -> None:
        """`text_of` gives all items of an item's document."""
        # An item is equal only to itself, and another one once its document has changed.
        self._text_of = lru_cache(maxsize=TEXTS)(lambda item: _in_order(text_of(item)))

    def __call__(self, a: Item, b: Item) -> str:
        """The evidence that two items are one passage in two languages, or an empty string."""
        if a.language == b.language or similarity(a, b) < COUNTERPART:
            return ""
        found = alignment(self._text_of(a), self._text_of(b))
        return f"aligned={found:.2f}" if found else ""


@lru_cache(maxsize=KEPT)
def alignment(a: Text, b: Text) -> float:
    """Mean cosine of two texts' items in order if that makes one a translation of the other, else 0."""
    fewer = min(len(a), len(b))
    if fewer < FEWEST:
        return 0.0
    cosines = np.maximum(a[0].scale.all(_vectors(a) @ _vectors(b).T), 0.0)
    # No order of the items adds up to more than the best counterpart of each: most pairs need not be aligned.
    most = min(float(cosines.max(axis=1).sum()), float(cosines.max(axis=0).sum())) / fewer
    if most < WITH_FIGURES - ROUNDING:
        return 0.0
    mean = _best_sum(cosines) / fewer
    enough = WITH_FIGURES if _same_figures(a, b) else ALONE
    return mean if mean >= enough else 0.0


def _in_order(items: Sequence[Item]) -> Text:
    return tuple(sorted(items, key=lambda item: (item.span.start, item.span.end, item.id))[:MOST])


@lru_cache(maxsize=TEXTS)
def _vectors(text: Text) -> Matrix:
    return np.stack([item.vector for item in text])


def _best_sum(cosines: Matrix) -> float:
    row = [0.0] * (cosines.shape[1] + 1)
    for line in cosines.tolist():
        above = row
        row = [0.0]
        for column, cosine in enumerate(line):
            row.append(max(above[column + 1], row[column], above[column] + cosine))
    return row[-1]


def _same_figures(a: Text, b: Text) -> bool:
    mine, yours = _figures(a), _figures(b)
    common = len(mine & yours)
    return common >= FIGURES and common >= FIGURES_SHARE * min(len(mine), len(yours))


def _figures(text: Text) -> frozenset[float]:
    claims = (item.claim for item in text if item.claim is not None)
    return frozenset(quantity.best for claim in claims for quantity in claim.quantities)
