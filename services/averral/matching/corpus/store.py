"""Records in and out of the tables. One transaction per change; repeating a change changes nothing.

Everything here blocks: the engine calls it from its one worker thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.matching.corpus import tables, touched, versions
from averral.matching.corpus.facts import bump
from averral.matching.corpus.reading import ItemReader, chunks
from averral.matching.items import QUOTE, Core, Item, Matrix, published_at
from averral.model import Claim, Document, DocumentRecord, DocumentState, Extraction, Quote
from averral.runtime import records

_IDS_OF_ROWS = sa.select(tables.items.c.row, tables.items.c.id, tables.items.c.document_id).where(
    tables.items.c.row.in_(sa.bindparam("rows", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What indexing one document changed: numbers of rows in the vector index."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: tuple[str, ...] = ()
    """Ids of items that are gone, and of those of other documents that lost a relation."""


class Corpus:
    """The corpus of all workspaces."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._reader = ItemReader()

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def add_documents(
        self, documents: Sequence[Document], *, replace_earlier: bool = False
    ) -> tuple[DocumentRecord, ...]:
        """Stores those that are new; what is stored already is left as it is. See `versions` for `replace_earlier`."""
        with self.engine.begin() as connection:
            found = []
            for document in documents:
                record = _add_document(connection, document)
                found.append(
                    versions.take_place(connection, record, _source(record.document))
                    if replace_earlier
                    else record
                )
            return tuple(found)

    def get_document(self, workspace: str, document_id: str) -> DocumentRecord:
        """One stored document.

        Raises:
            Permanent: NOT_FOUND.
        """
        with self.engine.connect() as connection:
            return _document(connection, workspace, document_id)

    def set_state(self, workspace: str, document_id: str, state: DocumentState, reason: str) -> None:
        """Notes how far a document has come.

        Raises:
            Permanent: NOT_FOUND.
        """
        table = tables.documents
        change = (
            table.update()
            .where(table.c.workspace == workspace, table.c.id == document_id)
            .values(state=state.value, reason=reason)
        )
        with self.engine.begin() as connection:
            if not connection.execute(change).rowcount:
                raise _unknown(document_id)
            if state is DocumentState.RELATED:
                touched.forget(connection, workspace, document_id)

    def put(
        self,
        workspace: str,
        extraction: Extraction,
        vectors: Matrix,
        keys: Mapping[str, Sequence[tuple[str, int]]],
        names: str = "",
    ) -> Stored:
        """Stores a document's items in place of those that it had, with their vectors, keys (key, day) and its names.

        Raises:
            Permanent: NOT_FOUND when the document is not stored.
        """
        cores: tuple[Claim | Quote, ...] = (*extraction.claims, *extraction.quotes)
        with self.engine.begin() as connection:
            document = _document(connection, workspace, extraction.document_id).document
            same_ids = _rows_with_ids(connection, workspace, [core.id for core in cores])
            gone, removed, changed = _clear(connection, workspace, extraction.document_id, same_ids)
            changed = tuple(sorted({*changed, *gone} - {core.id for core in cores}))
            touched.note(connection, workspace, document.id, changed)
            _put_extraction(connection, workspace, extraction, names)
            added = tuple(
                _put_item(connection, document, extraction, core, vector, keys.get(core.id, ()))
                for core, vector in zip(cores, vectors, strict=True)
            )
            _mark_indexed(connection, workspace, document.id)
            revision = bump(connection)
        self._reader.cache.changed(workspace, document.id, gone, revision)
        return Stored(added, removed, changed)

    def remove(self, workspace: str, document_id: str, by: str = "") -> Stored:
        """Removes a document with its items and relations; an unknown document is no error.

        What changed is kept until `forget`, so that a repeated call names it again: under the document, or under the
        one (`by`) that takes its place.
        """
        with self.engine.begin() as connection:
            gone, removed, lost = _clear(connection, workspace, document_id, ())
            changed = {*gone, *lost, *touched.touched_by(connection, workspace, document_id)}
            touched.forget(connection, workspace, document_id)
            touched.note(connection, workspace, by or document_id, sorted(changed))
            for table, column in ((tables.extractions, "document_id"), (tables.documents, "id")):
                connection.execute(
                    table.delete().where(table.c.workspace == workspace, table.c[column] == document_id)
                )
            revision = bump(connection)
        self._reader.cache.changed(workspace, document_id, gone, revision)
        return Stored((), removed, tuple(sorted(changed)))

    def replaced_by(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """Ids of the documents whose place a document takes."""
        with self.engine.connect() as connection:
            return versions.replaced_by(connection, workspace, document_id)

    def removed(self, workspace: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Documents that are gone, each with the items whose findings have not followed yet."""
        with self.engine.connect() as connection:
            return touched.of_removed(connection, workspace)

    def forget(self, workspace: str, document_id: str) -> None:
        """Notes that the findings have followed the removal of a document."""
        with self.engine.begin() as connection:
            touched.forget(connection, workspace, document_id)

    def items_of(self, workspace: str, document_id: str) -> tuple[Item, ...]:
        """A document's items: claims, then quotes, as they were indexed."""
        with self.engine.connect() as connection:
            return self._reader.items_of(connection, workspace, document_id)

    def items(self, workspace: str, ids: Sequence[str]) -> tuple[Item, ...]:
        """The items with these ids, in their order; unknown ids are left out."""
        with self.engine.connect() as connection:
            return self._reader.items(connection, workspace, ids)

    def cores(self, workspace: str, ids: Sequence[str]) -> dict[str, Core]:
        """The items with these ids without their documents, by id; unknown ids are left out."""
        with self.engine.connect() as connection:
            return self._reader.cores(connection, workspace, ids)

    def ids_of_rows(self, rows: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Row number → (item id, document id). A number is never used again, so that what was read once still holds."""
        kept = self._reader.cache.rows
        asked = {row: kept.get(row) for row in rows}
        missing = [row for row, ids in asked.items() if ids is None]
        if missing:
            with self.engine.connect() as connection:
                for part in chunks(missing):
                    for row, item, document in connection.execute(_IDS_OF_ROWS, {"rows": part}).all():
                        asked[row] = (item, document)
                        kept.put(row, (item, document))
        return {row: ids for row, ids in asked.items() if ids is not None}


def _add_document(connection: sa.Connection, document: Document) -> DocumentRecord:
    try:
        return _document(connection, document.workspace, document.id)
    except Permanent:
        connection.execute(
            tables.documents.insert().values(
                workspace=document.workspace,
                id=document.id,
                source=_source(document),
                external_id=document.external_id,
                state=DocumentState.PENDING.value,
                reason="",
                published=document.published_at.timestamp() if document.published_at else None,
                record=records.dump(document),
            )
        )
        return DocumentRecord(document, DocumentState.PENDING)


def _source(document: Document) -> str:
    source = document.source
    return source.outlet or source.domain or source.group


def _document(connection: sa.Connection, workspace: str, document_id: str) -> DocumentRecord:
    table = tables.documents
    query = sa.select(table).where(table.c.workspace == workspace, table.c.id == document_id)
    row = connection.execute(query).first()
    if row is None:
        raise _unknown(document_id)
    return record_of(row)


def record_of(row: Any) -> DocumentRecord:
    """A row of the documents table as a record."""
    return DocumentRecord(records.load(Document, row.record), DocumentState(row.state), row.reason)


def _unknown(document_id: str) -> Permanent:
    return Permanent(
        Reason.NOT_FOUND,
        f"There is no document {document_id} in this workspace: store it first.",
        field="document_id",
        metadata={"document_id": document_id},
    )


def _rows_with_ids(connection: sa.Connection, workspace: str, ids: Sequence[str]) -> tuple[int, ...]:
    table = tables.items
    rows: list[int] = []
    for part in chunks(ids):
        query = sa.select(table.c.row).where(table.c.workspace == workspace, table.c.id.in_(part))
        rows.extend(connection.execute(query).scalars())
    return tuple(rows)


def _clear(
    connection: sa.Connection, workspace: str, document_id: str, also: Iterable[int]
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    """Removes a document's items, keys and relations.

    Returns:
        Ids of the items, numbers of their rows, and ids of items of other documents that lost a relation.
    """
    table, links = tables.items, tables.relations
    query = sa.select(table.c.row).where(table.c.workspace == workspace, table.c.document_id == document_id)
    rows = sorted({*connection.execute(query).scalars(), *also})
    gone: list[str] = []
    touching = tables.relations_touching(workspace, document_id=document_id)
    ends = sa.select(links.c.a_id, links.c.b_id, links.c.a_document_id).where(touching)
    changed = {
        link.b_id if link.a_document_id == document_id else link.a_id for link in connection.execute(ends)
    }
    connection.execute(links.delete().where(touching))
    for part in chunks(rows):
        gone += connection.execute(sa.select(table.c.id).where(table.c.row.in_(part))).scalars()
        connection.execute(tables.item_keys.delete().where(tables.item_keys.c.row.in_(part)))
        connection.execute(table.delete().where(table.c.row.in_(part)))
    return tuple(gone), tuple(rows), tuple(sorted(changed))


def _put_extraction(connection: sa.Connection, workspace: str, extraction: Extraction, names: str) -> None:
    table = tables.extractions
    key = {"workspace": workspace, "document_id": extraction.document_id}
    connection.execute(
        table.delete().where(table.c.workspace == workspace, table.c.document_id == extraction.document_id)
    )
    # The items have rows of their own; storing them here as well would double the database.
    bare = replace(extraction, quotes=(), claims=())
    connection.execute(table.insert().values(**key, record=records.dump(bare), names=names))


def _put_item(
    connection: sa.Connection,
    document: Document,
    extraction: Extraction,
    core: Claim | Quote,
    vector: Matrix,
    keys: Sequence[tuple[str, int]],
) -> int:
    published = published_at(document, extraction)
    values = {
        "workspace": document.workspace,
        "id": core.id,
        "document_id": document.id,
        "kind": core.kind.value if isinstance(core, Claim) else QUOTE,
        "language": core.language,
        "outlet": document.source.outlet,
        "published": published.timestamp() if published else None,
        "vector": vector.astype("<f2").tobytes(),
        "record": records.dump(core),
    }
    inserted = connection.execute(tables.items.insert().values(**values)).inserted_primary_key
    row = int(inserted[0]) if inserted else 0
    entries = [
        {"workspace": document.workspace, "key": key, "day": day, "row": row}
        for key, day in dict.fromkeys(keys)
    ]
    if entries:
        connection.execute(tables.item_keys.insert(), entries)
    return row


def _mark_indexed(connection: sa.Connection, workspace: str, document_id: str) -> None:
    table = tables.documents
    connection.execute(
        table.update()
        .where(table.c.workspace == workspace, table.c.id == document_id)
        .values(state=DocumentState.INDEXED.value, reason="")
    )
