"""Pairs items with what they are to be compared with. Of that, only what may be related is read with its documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from averral.matching.corpus.cache import MOST_CORES
from averral.matching.corpus.store import Corpus
from averral.matching.items import Core, Item
from averral.matching.lookalikes import LookAlike
from averral.matching.relations import sight
from averral.matching.relations.sight import Outline


@dataclass(frozen=True, slots=True)
class Pairs:
    """Items side by side with others."""

    near: tuple[tuple[Item, Item], ...]
    """To be compared."""
    apart: tuple[tuple[str, str], ...]
    """Ids of those that are unrelated at sight."""
    alike: tuple[LookAlike, ...]
    """Look-alikes of another time than a question's."""


def pair(
    corpus: Corpus,
    workspace: str,
    items: Sequence[Item],
    candidates: Mapping[str, Sequence[Core]],
    *,
    asked: bool = False,
) -> Pairs:
    """Each item with its candidates, which are given by its id; of questions look-alikes are kept apart."""
    told = [
        (mine, other, surest)
        for item in items
        for mine, other, surest in _told(item, candidates[item.id], asked=asked)
    ]
    near = [(item, other) for item, other, surest in told if surest is None]
    loaded = {item.id: item for item in corpus.items(workspace, [other for _, other in near])}
    return Pairs(
        tuple((item, loaded[other]) for item, other in near if other in loaded),
        tuple((item.id, other) for item, other, surest in told if surest == 0.0),
        tuple(LookAlike(item, other, surest) for item, other, surest in told if surest),
    )


def _told(item: Item, others: Sequence[Core], *, asked: bool) -> Iterator[tuple[Item, str, float | None]]:
    """Ids of the others, each with how sure at most a relation that decides nothing is; 0 where it is unrelated at sight.

    The item is told how near the report of the other comes to it, if it is a question.
    """
    if not others:
        return
    moment = item.published
    own = sight.outline(item.core, moment.timestamp() if moment else None, asked=item.asked)
    # By hand, since for so few numbers BLAS wakes threads that wait for more.
    plain = np.einsum("ij,j->i", np.stack([other.vector for other in others]), item.vector)
    cosines = item.scale.all(plain).tolist()
    nearest = _nearest(others, cosines) if asked else {}
    for other, cosine in zip(others, cosines, strict=True):
        far = _outline(other)
        unrelated = sight.unrelated(own, far, cosine)
        mine = replace(item, nearest=nearest[other.document_id]) if asked and not unrelated else item
        yield mine, other.id, 0.0 if unrelated else sight.surest(own, far, cosine) if asked else None


def _nearest(others: Sequence[Core], cosines: Sequence[float]) -> dict[str, float]:
    """The highest cosine of each document."""
    found: dict[str, float] = {}
    for other, cosine in zip(others, cosines, strict=True):
        found[other.document_id] = max(cosine, found.get(other.document_id, 0.0))
    return found


@lru_cache(maxsize=MOST_CORES)
def _outline(core: Core) -> Outline:
    return sight.outline(core.core, core.published)
