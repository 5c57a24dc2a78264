"""What filters leave of stored items, where the vector index does not apply them: places, and what relations join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import sqlalchemy as sa

from averral.language.place_names import keys_named
from averral.matching.corpus import tables
from averral.matching.corpus.reading import chunks
from averral.matching.corpus.store import Corpus
from averral.matching.items import Item, Matrix
from averral.model import ClaimKind, Filters

Hits = list[tuple[int, float]]


def keys_at(places: Sequence[str]) -> tuple[str, ...]:
    """The keys by which claims of any kind about the named places are stored."""
    named = sorted(keys_named(places))
    return tuple(f"{kind.value}@{place}" for kind in ClaimKind for place in named)


def rows_at(corpus: Corpus, workspace: str, places: Sequence[str]) -> tuple[int, ...]:
    """The rows of the claims about any of the places, or in a text about it, ascending."""
    table = tables.item_keys
    found: set[int] = set()
    with corpus.engine.connect() as connection:
        for part in chunks(keys_at(places)):
            query = sa.select(table.c.row).where(table.c.workspace == workspace, table.c.key.in_(part))
            found.update(connection.execute(query).scalars())
    return tuple(sorted(found))


def nearest(corpus: Corpus, rows: Sequence[int], queries: Matrix, limit: int) -> list[Hits]:
    """Of so many rows those nearest to each query, best first: few enough to be compared one by one."""
    best: list[Hits] = [[] for _ in queries]
    for numbers, vectors in _vectors(corpus, rows):
        for place, scores in enumerate(queries @ vectors.T):
            hits = [*best[place], *zip(numbers, scores.tolist(), strict=True)]
            best[place] = sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:limit]
    return best


def _vectors(corpus: Corpus, rows: Sequence[int]) -> Iterator[tuple[list[int], Matrix]]:
    table = tables.items
    for part in chunks(rows):
        query = sa.select(table.c.row, table.c.vector).where(table.c.row.in_(part))
        with corpus.engine.connect() as connection:
            found = connection.execute(query).all()
        if found:
            vectors = np.stack([np.frombuffer(one.vector, dtype="<f2") for one in found])
            yield [one.row for one in found], vectors.astype(np.float32)


def fits(item: Item, filters: Filters, places: frozenset[str]) -> bool:
    """Whether a stored item is among what the filters let through; `places` are the keys of those that they name."""
    return (
        (not filters.languages or item.language in filters.languages)
        and (not filters.outlets or item.document.source.outlet in filters.outlets)
        and (not filters.kinds or item.kind in filters.kinds)
        and _in_time(item, filters)
        and (not filters.places or _is_at(item, places))
    )


def _in_time(item: Item, filters: Filters) -> bool:
    """As in the index: what has no date is not found by date."""
    if item.published is None:
        return not (filters.published_from or filters.published_to)
    return (filters.published_from is None or item.published >= filters.published_from) and (
        filters.published_to is None or item.published <= filters.published_to
    )


def _is_at(item: Item, places: frozenset[str]) -> bool:
    claim = item.claim
    return claim is not None and any(place.key in places for place in (*claim.places, *claim.context_places))
