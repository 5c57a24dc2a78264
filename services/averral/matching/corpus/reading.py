"""Reads items with their documents out of the tables, and keeps those that were read last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa

from averral.matching import names
from averral.matching.corpus import tables
from averral.matching.corpus.cache import ItemCache, Text
from averral.matching.corpus.facts import fact
from averral.matching.items import CREDITING, QUOTE, Core, Item, Matrix
from averral.matching.names import Names
from averral.matching.scale import Scale
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

    def cores(self, connection: sa.Connection, workspace: str, ids: Sequence[str]) -> dict[str, Core]:
        """The cores of the items with these ids by id; unknown ids are left out."""
        self.cache.keep_up(fact(connection, "revision"))
        held = ((item_id, self.cache.cores.get((workspace, item_id))) for item_id in dict.fromkeys(ids))
        found = dict(held)
        for part in chunks([item_id for item_id, core in found.items() if core is None]):
            for row in connection.execute(_ITEMS, {"workspace": workspace, "ids": part}).all():
                kind: Any = Quote if row.kind == QUOTE else Claim
                vector: Matrix = np.frombuffer(row.vector, dtype="<f2").astype(np.float32)
                core = Core(row.document_id, records.load(kind, row.record), vector, row.published)
                found[row.id] = core
                self.cache.cores.put((workspace, row.id), core)
        return {item_id: core for item_id, core in found.items() if core is not None}

    def items(self, connection: sa.Connection, workspace: str, ids: Sequence[str]) -> tuple[Item, ...]:
        """The items with these ids, in their order; unknown ids are left out."""
        self.cache.keep_up(fact(connection, "revision"))
        held = ((item_id, self.cache.items.get((workspace, item_id))) for item_id in dict.fromkeys(ids))
        found = dict(held)
        missing = [item_id for item_id, item in found.items() if item is None]
        found |= self._items(connection, workspace, self.cores(connection, workspace, missing))
        return tuple(item for item in found.values() if item is not None)

    def _items(self, connection: sa.Connection, workspace: str, cores: Mapping[str, Core]) -> dict[str, Item]:
        """Cores as items, which are kept for the next who asks."""
        if not cores:
            return {}
        texts = self._texts(connection, workspace, sorted({core.document_id for core in cores.values()}))
        claims = [each.core for each in cores.values() if isinstance(each.core, Claim)]
        carriers = _carriers(connection, workspace, claims)
        scale = Scale.load(fact(connection, "scale"))
        found = {}
        for item_id, each in cores.items():
            document, extraction, named = texts[each.document_id]
            bare = extraction or Extraction(each.document_id, each.core.language, 0.0)
            claim = each.core if isinstance(each.core, Claim) else None
            quote = each.core if isinstance(each.core, Quote) else carriers.get(each.core.quote_id)
            found[item_id] = Item(document, bare, each.vector, claim, quote, named, scale)
            self.cache.items.put((workspace, item_id), found[item_id])
        return found

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
        rows = connection.execute(_DOCUMENTS, {"workspace": workspace, "ids": part}).all()
        found |= {row.id: records.load(Document, row.record) for row in rows}
    return found


def _extractions(
    connection: sa.Connection, workspace: str, ids: Sequence[str]
) -> dict[str, tuple[Extraction, tuple[str, Names] | None]]:
    found: dict[str, tuple[Extraction, tuple[str, Names] | None]] = {}
    for part in chunks(ids):
        rows = connection.execute(_EXTRACTIONS, {"workspace": workspace, "ids": part}).all()
        found |= {row.document_id: (_bare(row.record), names.load(row.names)) for row in rows}
    return found


def _bare(record: str) -> Extraction:
    """What items look at: no sentences, and of the zones, of which a page has many, only those that credit somebody."""
    plain = json.loads(record)
    plain.pop("sentences", None)
    plain["zones"] = [zone for zone in plain.get("zones", ()) if zone.get("kind") in CREDITING]
    return records.build(Extraction, plain)


def _carriers(connection: sa.Connection, workspace: str, claims: Iterable[Claim]) -> dict[str, Quote]:
    """The quotes that carry the claims."""
    found: dict[str, Quote] = {}
    for part in chunks(sorted({claim.quote_id for claim in claims} - {""})):
        rows = connection.execute(_QUOTES, {"workspace": workspace, "ids": part})
        found |= {row.id: records.load(Quote, row.record) for row in rows}
    return found
