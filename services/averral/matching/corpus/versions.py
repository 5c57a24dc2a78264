"""Versions of a document: what comes again from its source under its caller's id, changed, takes the place of the earlier text.

The earlier one stays until the later one is compared, so that findings change once; and for good if that one
cannot be read.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from averral.matching.corpus import tables
from averral.model import DocumentRecord, DocumentState

_TABLE = tables.documents
_KEY = (_TABLE.c.workspace == sa.bindparam("own_workspace")) & (_TABLE.c.id == sa.bindparam("own_id"))
_EXTERNAL = sa.select(_TABLE.c.external_id).where(_KEY)


def take_place(connection: sa.Connection, record: DocumentRecord, source: str) -> DocumentRecord:
    """Notes that a document takes the place of all others with its source and external id.

    One that was compared already, as when an edit is taken back, is to be compared again: that is when the others go.
    """
    document = record.document
    if not document.external_id:
        return record
    own = {"own_workspace": document.workspace, "own_id": document.id}
    connection.execute(_TABLE.update().where(_KEY).values(replaced_by=""), own)
    others = (
        (_TABLE.c.workspace == document.workspace)
        & (_TABLE.c.external_id == document.external_id)
        & (_TABLE.c.source == source)
        & (_TABLE.c.id != document.id)
    )
    found = connection.execute(_TABLE.update().where(others).values(replaced_by=document.id)).rowcount
    if not found or record.state is not DocumentState.RELATED:
        return record
    connection.execute(_TABLE.update().where(_KEY).values(state=DocumentState.INDEXED.value), own)
    return replace(record, state=DocumentState.INDEXED)


def replaced_by(connection: sa.Connection, workspace: str, document_id: str) -> tuple[str, ...]:
    """Ids of the documents whose place a document takes."""
    external = connection.execute(_EXTERNAL, {"own_workspace": workspace, "own_id": document_id}).scalar()
    if not external:
        return ()
    query = sa.select(_TABLE.c.id).where(
        _TABLE.c.workspace == workspace,
        # By its index: a workspace holds a great many that nothing replaces.
        _TABLE.c.external_id == external,
        _TABLE.c.replaced_by == document_id,
    )
    # Sorted here: asked for an order, SQLite walks over all documents of the workspace in it.
    return tuple(sorted(connection.execute(query).scalars()))
