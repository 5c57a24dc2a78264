"""Items whose findings must follow, kept until they have: what a document did to others by being read anew or removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from averral.matching.corpus import tables

_TABLE = tables.touched
#: Removed documents named in one answer.
MOST_REMOVED = 100


def touched_by(connection: sa.Connection, workspace: str, document_id: str) -> Sequence[str]:
    """Ids of items whose findings must follow what indexing the document anew, or removing it, did to them."""
    query = sa.select(_TABLE.c.item_id).where(
        _TABLE.c.workspace == workspace, _TABLE.c.document_id == document_id
    )
    return connection.execute(query).scalars().all()


def note(connection: sa.Connection, workspace: str, document_id: str, item_ids: Iterable[str]) -> None:
    """Adds to what a document has touched."""
    known = {*touched_by(connection, workspace, document_id)}
    rows = [
        {"workspace": workspace, "document_id": document_id, "item_id": item_id}
        for item_id in item_ids
        if item_id not in known
    ]
    if rows:
        connection.execute(_TABLE.insert(), rows)


def forget(connection: sa.Connection, workspace: str, document_id: str) -> None:
    """The findings have followed."""
    connection.execute(
        _TABLE.delete().where(_TABLE.c.workspace == workspace, _TABLE.c.document_id == document_id)
    )


def of_removed(connection: sa.Connection, workspace: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Documents that are gone, each with the items whose findings have not followed yet."""
    documents = tables.documents.c
    stored = sa.exists().where(documents.workspace == workspace, documents.id == _TABLE.c.document_id)
    query = sa.select(_TABLE.c.document_id).where(_TABLE.c.workspace == workspace, ~stored)
    found = connection.execute(query.distinct().order_by(_TABLE.c.document_id).limit(MOST_REMOVED))
    return tuple((name, tuple(touched_by(connection, workspace, name))) for name in found.scalars().all())
