"""Which pairs of many items may go back to one witness at all: counted for all pairs at once, before any is looked at.

Whatever is left out here `pairs.link` would find no evidence for.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain

import numpy as np
import numpy.typing as npt

from averral.matching.items import Item
from averral.matching.origins import copies
from averral.matching.origins.translations import COUNTERPART

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.float32]

#: Members that are compared at a time: bounds the table to some ten megabytes.
AT_ONCE = 16_384
#: By how much numbers that are worked out otherwise may differ.
ROUNDING = 1e-4


def possible(
    items: Sequence[Item], names: Sequence[AbstractSet[str]], days: int
) -> Iterator[tuple[Item, Item]]:
    """Every two items, in order, of which one may be the source of the other.

    Args:
        items: The items.
        names: For each the names under which it is credited, or owned.
        days: How far two reports of one witness may lie apart.
    """
    found = _common(names) > 0
    found |= _equal([item.document.id for item in items])
    found |= _one_witness(items, days)
    one_language = _equal([item.language for item in items])
    found |= np.where(one_language, _copied(items), _near(items))
    rows, columns = np.nonzero(np.triu(found, 1))
    return ((items[row], items[column]) for row, column in zip(rows.tolist(), columns.tolist(), strict=True))


def _copied(items: Sequence[Item]) -> Flags:
    """Whether so much of one passage, or article, stands in the other as makes it a copy."""
    own, around = zip(*(copies.pairs_of(item) for item in items), strict=True)
    articles = [copies.article(item.document.body).pairs for item in items]
    return (
        _shared(own, copies.COPIED, copies.FEWEST_WORDS - 1)
        | _shared(around, copies.COPIED, copies.FEWEST_WORDS - 1)
        | _shared(articles, copies.REWRITTEN, copies.FEWEST_PAIRS)
    )


def _shared(sets: Sequence[AbstractSet[int]], share: float, fewest: int) -> Flags:
    """Whether two sets have that share of the smaller one in common, if it has so many members."""
    sizes = np.array([len(each) for each in sets], np.float32)
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    return (smaller >= fewest) & (_common(sets) >= (share - ROUNDING) * smaller)


def _common(sets: Sequence[AbstractSet[Hashable]]) -> Counts:
    """How many members each two sets have in common."""
    sizes = [len(each) for each in sets]
    numbers: dict[Hashable, int] = {}
    members = np.fromiter(
        (numbers.setdefault(one, len(numbers)) for one in chain.from_iterable(sets)), np.int64, sum(sizes)
    )
    owners = np.repeat(np.arange(len(sets)), sizes)
    # Most are in one set only.
    several = (np.bincount(members, minlength=1) > 1)[members]
    columns = np.unique(members[several], return_inverse=True)[1]
    owners = owners[several]
    total = np.zeros((len(sets), len(sets)), np.float32)
    width = int(columns.max(initial=-1)) + 1
    for start in range(0, width, AT_ONCE):
        part = (columns >= start) & (columns < start + AT_ONCE)
        table = np.zeros((len(sets), min(AT_ONCE, width - start)), np.float32)
        table[owners[part], columns[part] - start] = 1.0
        total += table @ table.T
    return total


def _near(items: Sequence[Item]) -> Flags:
    """Whether their sense is near enough for one to stand for the other in a translation."""
    vectors = np.stack([item.vector for item in items])
    found: Flags = vectors @ vectors.T >= COUNTERPART - ROUNDING
    return found


def _one_witness(items: Sequence[Item], days: int) -> Flags:
    """Whether somebody speaks in both, on days that may be one occasion."""
    spoken = np.array([item.quote is not None and item.quote.speaker is not None for item in items])
    known: list[date | None] = [item.published.date() if item.published else None for item in items]
    dated = np.array([day is not None for day in known])
    ordinals = np.array([day.toordinal() if day else 0 for day in known])
    near = np.abs(ordinals[:, None] - ordinals[None, :]) <= days
    found: Flags = (spoken[:, None] & spoken[None, :]) & (near | ~(dated[:, None] & dated[None, :]))
    return found


def _equal(values: Sequence[str]) -> Flags:
    numbers: dict[str, int] = {}
    found = np.array([numbers.setdefault(value, len(numbers)) for value in values])
    alike: Flags = found[:, None] == found[None, :]
    return alike
