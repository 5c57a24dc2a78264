"""The outlets of a corpus, and reports by the time they were published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from averral.matching.corpus import tables
from averral.matching.corpus.store import Corpus, record_of
from averral.model import Document, DocumentRecord, DocumentState, Limits, Page, SourceStats
from averral.runtime import paging, records

#: Undated reports come after all others.
_UNDATED = -1e15


def list_sources(
    corpus: Corpus, workspace: str, size: int, token: str, limits: Limits = Limits()
) -> Page[SourceStats]:
    """Outlets by name, with what is stored of each.

    Raises:
        Permanent: INVALID_PAGE_TOKEN.
    """
    row, size = tables.documents.c, paging.page_size(size, limits)
    scope = paging.scope("sources", workspace)
    query = (
        sa.select(
            row.source,
            sa.func.count().label("documents"),
            sa.func.min(row.published).label("first"),
            sa.func.max(row.published).label("last"),
            sa.func.min(row.id).label("example"),
        )
        .where(row.workspace == workspace, row.source != "")
        .group_by(row.source)
        .order_by(row.source)
        .limit(size + 1)
    )
    if token:
        query = query.where(row.source > paging.decode(token, scope))
    with corpus.engine.connect() as connection:
        found = connection.execute(query).all()
        more = paging.encode(found[size - 1].source, scope) if len(found) > size else ""
        shown = found[:size]
        examples = sa.select(row.id, row.record).where(
            row.workspace == workspace, row.id.in_([each.example for each in shown])
        )
        described = {each.id: each.record for each in connection.execute(examples)}
    return Page(tuple(_stats(each, described[each.example]) for each in shown), more)


def list_newest(
    corpus: Corpus,
    workspace: str,
    state: DocumentState | None,
    outlet: str,
    size: int,
    token: str,
    limits: Limits = Limits(),
) -> Page[DocumentRecord]:
    """Stored reports, latest publication first.

    Raises:
        Permanent: INVALID_PAGE_TOKEN.
    """
    table, size = tables.documents, paging.page_size(size, limits)
    at = sa.func.coalesce(table.c.published, _UNDATED)
    where = [table.c.workspace == workspace]
    where += [table.c.state == state.value] if state else []
    where += [table.c.source == outlet] if outlet else []
    scope = paging.scope("newest", workspace, state.value if state else "", outlet)
    if token:
        seconds, _, name = paging.decode(token, scope).partition("|")
        where.append((at < float(seconds)) | ((at == float(seconds)) & (table.c.id > name)))
    query = sa.select(table, at.label("at")).where(*where).order_by(at.desc(), table.c.id).limit(size + 1)
    with corpus.engine.connect() as connection:
        rows: Sequence[Any] = connection.execute(query).all()
    last = rows[size - 1] if len(rows) > size else None
    more = paging.encode(f"{last.at!r}|{last.id}", scope) if last else ""
    return Page(tuple(record_of(row) for row in rows[:size]), more)


def _stats(row: Any, record: str) -> SourceStats:
    return SourceStats(
        records.load(Document, record).source, row.documents, _moment(row.first), _moment(row.last)
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
