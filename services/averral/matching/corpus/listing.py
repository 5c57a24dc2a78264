"""Pages of the corpus by id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from averral.matching.corpus import tables
from averral.matching.corpus.store import Corpus, record_of
from averral.model import (
    Claim,
    DocumentRecord,
    DocumentState,
    Limits,
    Page,
    Quote,
    Relation,
)
from averral.runtime import paging, records

Value = TypeVar("Value")


class Lister:
    """Lists what a corpus holds, page by page."""

    def __init__(self, corpus: Corpus, limits: Limits) -> None:
        self._corpus = corpus
        self._limits = limits

    def documents(
        self, workspace: str, state: DocumentState | None, size: int, token: str, external_id: str = ""
    ) -> Page[DocumentRecord]:
        """Stored documents by id."""
        table = tables.documents
        where = [table.c.workspace == workspace]
        where += [table.c.state == state.value] if state else []
        where += [table.c.external_id == external_id] if external_id else []
        query = sa.select(table).where(*where)
        digest = paging.scope("documents", workspace, state.value if state else "", external_id)
        return self._page(query, table.c.id, digest, size, token, record_of)

    def claims(self, workspace: str, document_id: str, size: int, token: str) -> Page[Claim]:
        """Claims by id."""
        return self._items(Claim, workspace, document_id, size, token)

    def quotes(self, workspace: str, document_id: str, size: int, token: str) -> Page[Quote]:
        """Quotes by id."""
        return self._items(Quote, workspace, document_id, size, token)

    def relations(self, workspace: str, item_id: str, size: int, token: str) -> Page[Relation]:
        """Relations by id."""
        table = tables.relations
        query = sa.select(table).where(table.c.workspace == workspace)
        if item_id:
            query = query.where(tables.relations_touching(workspace, item_id=item_id))
        digest = paging.scope("relations", workspace, item_id)
        return self._page(
            query, table.c.id, digest, size, token, lambda row: records.load(Relation, row.record)
        )

    def _items(
        self, kind: type[Value], workspace: str, document_id: str, size: int, token: str
    ) -> Page[Value]:
        table = tables.items
        wanted = table.c.kind == "quote" if kind is Quote else table.c.kind != "quote"
        query = sa.select(table).where(table.c.workspace == workspace, wanted)
        if document_id:
            query = query.where(table.c.document_id == document_id)
        digest = paging.scope(kind.__name__, workspace, document_id)
        # A document has few items. Ordered by the bare column, the index of all ids would be read to its end.
        key = sa.func.coalesce(table.c.id, "") if document_id else table.c.id
        return self._page(query, key, digest, size, token, lambda row: records.load(kind, row.record))

    def _page(
        self,
        query: sa.Select[Any],
        key: sa.ColumnElement[str],
        digest: str,
        size: int,
        token: str,
        read: Callable[[Any], Value],
    ) -> Page[Value]:
        size = paging.page_size(size, self._limits)
        if token:
            query = query.where(key > paging.decode(token, digest))
        with self._corpus.engine.connect() as connection:
            rows: Sequence[Any] = connection.execute(query.order_by(key).limit(size + 1)).all()
        more = paging.encode(rows[size - 1].id, digest) if len(rows) > size else ""
        return Page(tuple(read(row) for row in rows[:size]), more)
