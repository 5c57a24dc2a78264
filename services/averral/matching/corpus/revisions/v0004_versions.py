"""Keeps under which id a document came, and which one takes its place, so that a changed text replaces the earlier."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

#: Documents brought up to date at a time.
BATCH = 1_000


def upgrade() -> None:
    """Adds both columns, the former filled from the records."""
    connection, written = op.get_bind(), op.get_context().as_sql
    known = {
        column["name"] for column in ([] if written else sa.inspect(connection).get_columns("documents"))
    }
    for name in ("external_id", "replaced_by"):
        if name not in known:
            op.add_column("documents", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.create_index(
        "documents_by_external_id", "documents", ["workspace", "external_id", "source"], if_not_exists=True
    )
    if written:
        return  # Statements for a database that is not at hand, and so holds nothing yet.
    table = sa.table("documents", *map(sa.column, ("workspace", "id", "external_id", "record")))
    key = sa.tuple_(table.c.workspace, table.c.id)
    last = ("", "")
    while rows := connection.execute(_batch(table, key, last)).all():
        for row in rows:
            same = (table.c.workspace == row.workspace) & (table.c.id == row.id)
            found = json.loads(row.record).get("external_id") or ""
            connection.execute(table.update().where(same).values(external_id=found))
        last = (rows[-1].workspace, rows[-1].id)


def _batch(table: sa.TableClause, key: sa.Tuple, last: tuple[str, str]) -> sa.Select[tuple[str, str, str]]:
    found = sa.select(table.c.workspace, table.c.id, table.c.record).where(
        key > sa.tuple_(*map(sa.literal, last))
    )
    return found.order_by(table.c.workspace, table.c.id).limit(BATCH)
