"""Pairs items with what they are to be compared with. Of that, only what may be related is read with its documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from averral.matching.corpus.cache import MOST_CORES
from averral.matching.corpus.store import Corpus
from averral.matching.items import Core, Item
from averral.matching.relations import sight
from averral.matching.relations.sight import Outline


@dataclass(frozen=True, slots=True)
class Pairs:
    """Items side by side with others."""

    near: tuple[tuple[Item, Item], ...]
    """To be compared."""
    apart: tuple[tuple[str, str], ...]
    """Ids of those that are unrelated at sight."""


def pair(
    corpus: Corpus, workspace: str, items: Sequence[Item], candidates: Mapping[str, Sequence[Core]]
) -> Pairs:
    """Each item with its candidates, which are given by its id."""
    told = [
        (item, other.id, unrelated) for item in items for other, unrelated in _told(item, candidates[item.id])
    ]
    loaded = {
        item.id: item
        for item in corpus.items(workspace, [other for _, other, unrelated in told if not unrelated])
    }
    return Pairs(
        tuple((item, loaded[other]) for item, other, unrelated in told if not unrelated and other in loaded),
        tuple((item.id, other) for item, other, unrelated in told if unrelated),
    )


def _told(item: Item, others: Sequence[Core]) -> Iterator[tuple[Core, bool]]:
    """The others, each with whether it is unrelated at sight."""
    if not others:
        return
    moment = item.published
    own = sight.outline(item.core, moment.timestamp() if moment else None)
    cosines = np.stack([other.vector for other in others]) @ item.vector
    for other, cosine in zip(others, item.scale.all(cosines).tolist(), strict=True):
        yield other, sight.unrelated(own, _outline(other), cosine)


@lru_cache(maxsize=MOST_CORES)
def _outline(core: Core) -> Outline:
    return sight.outline(core.core, core.published)
