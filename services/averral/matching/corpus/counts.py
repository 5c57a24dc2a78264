"""How much a corpus holds: small ones are counted anew each time, what takes long to count is kept for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa

from averral.matching.corpus import tables
from averral.matching.corpus.cache import Recent
from averral.matching.corpus.facts import fact
from averral.matching.corpus.narrowing import keys_at
from averral.matching.corpus.store import Corpus
from averral.model import CorpusStats, Coverage, DocumentState, Filters

Value = TypeVar("Value")

#: Seconds from which counting is long, and for how many times that its result is used.
LONG, USED_FOR = 0.02, 300
#: Results kept: one per workspace and filter that was asked for.
MOST_KEPT = 256


class Counter:
    """Counts, keeping what took long."""

    def __init__(self, corpus: Corpus, clock: Callable[[], float] = time.monotonic) -> None:
        self._corpus = corpus
        self._clock = clock
        self._kept: Recent[tuple[float, object]] = Recent(MOST_KEPT)

    def stats(self, workspace: str) -> CorpusStats:
        """Counts of one workspace."""
        return self._keep(("stats", workspace), lambda: _stats(self._corpus, workspace))

    def coverage(self, workspace: str, filters: Filters) -> Coverage:
        """How many documents and sources a search with these filters can see, and over which time."""
        return self._keep(
            ("coverage", workspace, filters), lambda: _coverage(self._corpus, workspace, filters)
        )

    def _keep(self, key: Hashable, count: Callable[[], Value]) -> Value:
        began = self._clock()
        kept = self._kept.get(key)
        if kept is not None and began < kept[0]:
            return kept[1]  # type: ignore[return-value]  # the key tells what was counted
        found = count()
        took = self._clock() - began
        if took >= LONG:
            self._kept.put(key, (began + USED_FOR * took, found))
        return found


def _stats(corpus: Corpus, workspace: str) -> CorpusStats:
    documents, items, relations = tables.documents, tables.items, tables.relations
    covered = _coverage(corpus, workspace, Filters())
    with corpus.engine.connect() as connection:

        def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
            query = (
                sa.select(sa.func.count()).select_from(table).where(table.c.workspace == workspace, *where)
            )
            return int(connection.execute(query).scalar_one())

        distinct = sa.select(sa.func.count(sa.distinct(documents.c.source))).where(
            documents.c.workspace == workspace, documents.c.source != ""
        )
        return CorpusStats(
            documents=count(documents),
            pending=count(documents, documents.c.state == DocumentState.PENDING.value),
            failed=count(documents, documents.c.state == DocumentState.FAILED.value),
            quotes=count(items, items.c.kind == "quote"),
            claims=count(items, items.c.kind != "quote"),
            relations=count(relations),
            sources=int(connection.execute(distinct).scalar_one()),
            fingerprint=fact(connection, "fingerprint"),
            first=covered.first,
            last=covered.last,
        )


def _coverage(corpus: Corpus, workspace: str, filters: Filters) -> Coverage:
    table = tables.documents
    where = [table.c.workspace == workspace, table.c.state != DocumentState.FAILED.value]
    if filters.published_from:
        where.append(table.c.published >= filters.published_from.timestamp())
    if filters.published_to:
        where.append(table.c.published <= filters.published_to.timestamp())
    if filters.outlets:
        where.append(table.c.source.in_(filters.outlets))
    if filters.languages or filters.kinds or filters.places:
        where.append(table.c.id.in_(_holding(workspace, filters)))
    query = sa.select(
        sa.func.count(),
        sa.func.count(sa.distinct(table.c.source)),
        sa.func.min(table.c.published),
        sa.func.max(table.c.published),
    ).where(*where)
    with corpus.engine.connect() as connection:
        documents, sources, first, last = connection.execute(query).one()
    return Coverage(documents, sources, _moment(first), _moment(last))


def _holding(workspace: str, filters: Filters) -> sa.Select[tuple[str]]:
    """The documents with an item of a wanted language and kind, about a wanted place."""
    table, keys = tables.items, tables.item_keys
    query = sa.select(table.c.document_id).where(table.c.workspace == workspace)
    if filters.languages:
        query = query.where(table.c.language.in_(filters.languages))
    if filters.kinds:
        query = query.where(table.c.kind.in_(filters.kinds))
    if filters.places:
        at = sa.select(keys.c.row).where(
            keys.c.workspace == workspace, keys.c.key.in_(keys_at(filters.places))
        )
        query = query.where(table.c.row.in_(at))
    return query


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
