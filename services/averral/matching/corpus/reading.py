"""Reads items with their documents out of the tables, and keeps those that were read last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa

from averral.matching import names
from averral.matching.corpus import tables
from averral.matching.corpus.cache import ItemCache, Text
from averral.matching.corpus.facts import fact
from averral.matching.items import CREDITING, QUOTE, Item, Matrix
from averral.matching.names import Names
from averral.model import Claim, Document, Extraction, Quote
from averral.runtime import records

#: Values in one IN list; SQLite's older limit is 999 variables per statement.
CHUNK = 400

Value = TypeVar("Value")


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in pieces that fit one statement."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _with_ids(columns: sa.Select[Any], table: sa.Table, name: str) -> sa.Select[Any]:
    """The rows of a workspace with some ids. Made once, or SQLAlchemy works out its like anew for each call."""
    return columns.where(
        table.c.workspace == sa.bindparam("workspace"), table.c[name].in_(sa.bindparam("ids", expanding=True))
    )


_ITEMS = _with_ids(sa.select(tables.items), tables.items, "id")
_QUOTES = _with_ids(sa.select(tables.items.c.id, tables.items.c.record), tables.items, "id").where(
    tables.items.c.kind == QUOTE
)
_DOCUMENTS = _with_ids(sa.select(tables.documents.c.id, tables.documents.c.record), tables.documents, "id")
_EXTRACTIONS = _with_ids(sa.select(tables.extractions), tables.extractions, "document_id")
_IDS_OF_DOCUMENT = (
    sa.select(tables.items.c.id)
    .where(
        tables.items.c.workspace == sa.bindparam("workspace"),
        tables.items.c.document_id == sa.bindparam("document"),
    )
    .order_by(tables.items.c.row)
)


class ItemReader:
    """Items by id or document; what it has read it does not read again while nothing changes."""

    def __init__(self) -> None:
        self.cache = ItemCache()

    def items_of(self, connection: sa.Connection, workspace: str, document_id: str) -> tuple[Item, ...]:
        """A document's items: claims, then quotes, as they were indexed."""
        ids = connection.execute(_IDS_OF_DOCUMENT, {"workspace": workspace, "document": document_id})
        return self.items(connection, workspace, ids.scalars().all())

    def items(self, connection: sa.Connection, workspace: str, ids: Sequence[str]) -> tuple[Item, ...]:
        """The items with these ids, in their order; unknown ids are left out."""
        wanted = dict.fromkeys(ids)
        rows: list[Any] = []
        self.cache.keep_up(fact(connection, "revision"))
        held = ((item_id, self.cache.items.get((workspace, item_id))) for item_id in wanted)
        found = {item_id: item for item_id, item in held if item is not None}
        for part in chunks([item_id for item_id in wanted if item_id not in found]):
            rows.extend(connection.execute(_ITEMS, {"workspace": workspace, "ids": part}))
        found |= {item.id: item for item in self._items(connection, workspace, rows)}
        return tuple(found[item_id] for item_id in wanted if item_id in found)

    def _items(self, connection: sa.Connection, workspace: str, rows: Sequence[Any]) -> tuple[Item, ...]:
        """Rows as items, which are kept for the next who asks."""
        if not rows:
            return ()
        texts = self._texts(connection, workspace, sorted({row.document_id for row in rows}))
        claims = {row.id: records.load(Claim, row.record) for row in rows if row.kind != QUOTE}
        carriers = _carriers(connection, workspace, claims.values())
        found = []
        for row in rows:
            document, extraction, named = texts[row.document_id]
            bare = extraction or Extraction(row.document_id, row.language, 0.0)
            vector: Matrix = np.frombuffer(row.vector, dtype="<f2").astype(np.float32)
            claim = claims.get(row.id)
            quote = carriers.get(claim.quote_id) if claim else records.load(Quote, row.record)
            found.append(Item(document, bare, vector, claim, quote, named))
            self.cache.items.put((workspace, row.id), found[-1])
        return tuple(found)

    def _texts(self, connection: sa.Connection, workspace: str, ids: Sequence[str]) -> dict[str, Text]:
        held = ((document_id, self.cache.texts.get((workspace, document_id))) for document_id in ids)
        found = {document_id: text for document_id, text in held if text is not None}
        missing = [document_id for document_id in ids if document_id not in found]
        if missing:
            extractions = _extractions(connection, workspace, missing)
            for document_id, document in _documents(connection, workspace, missing).items():
                found[document_id] = (document, *extractions.get(document_id, (None, None)))
                self.cache.texts.put((workspace, document_id), found[document_id])
        return found


def _documents(connection: sa.Connection, workspace: str, ids: Sequence[str]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for part in chunks(ids):
        rows = connection.execute(_DOCUMENTS, {"workspace": workspace, "ids": part})
        found |= {row.id: records.load(Document, row.record) for row in rows}
    return found


def _extractions(
    connection: sa.Connection, workspace: str, ids: Sequence[str]
) -> dict[str, tuple[Extraction, tuple[str, Names] | None]]:
    found: dict[str, tuple[Extraction, tuple[str, Names] | None]] = {}
    for part in chunks(ids):
        rows = connection.execute(_EXTRACTIONS, {"workspace": workspace, "ids": part})
        found |= {row.document_id: (_bare(row.record), names.load(row.names)) for row in rows}
    return found


def _bare(record: str) -> Extraction:
    """What items look at: of the zones, of which a page has many, only those that credit somebody."""
    plain = json.loads(record)
    plain["zones"] = [zone for zone in plain.get("zones", ()) if zone.get("kind") in CREDITING]
    return records.build(Extraction, plain)


def _carriers(connection: sa.Connection, workspace: str, claims: Iterable[Claim]) -> dict[str, Quote]:
    """The quotes that carry the claims."""
    found: dict[str, Quote] = {}
    for part in chunks(sorted({claim.quote_id for claim in claims} - {""})):
        rows = connection.execute(_QUOTES, {"workspace": workspace, "ids": part})
        found |= {row.id: records.load(Quote, row.record) for row in rows}
    return found
