"""Keeps how strong a relation is beside its record, so that the strongest of an item are read alone."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

#: Relations brought up to date at a time.
BATCH = 5_000
#: Kinds that put no passage on either side, as they were when this was written.
WEAK = frozenset({"related", "scope_differs"})


def upgrade() -> None:
    """Adds both columns, filled from the records, and has the indexes hold them."""
    connection, written = op.get_bind(), op.get_context().as_sql
    known = {
        column["name"] for column in ([] if written else sa.inspect(connection).get_columns("relations"))
    }
    if "doubt" not in known:
        op.add_column("relations", sa.Column("weak", sa.Integer, nullable=False, server_default="0"))
        op.add_column("relations", sa.Column("doubt", sa.Float, nullable=False, server_default="0"))
    names = ("workspace", "id", "weak", "doubt", "record")
    table = sa.table("relations", *map(sa.column, names))
    change = (
        table.update()
        .where(table.c.workspace == sa.bindparam("of"), table.c.id == sa.bindparam("named"))
        .values(weak=sa.bindparam("is_weak"), doubt=sa.bindparam("doubted"))
    )
    last = ("", "")
    # Statements for a database that is not at hand are for one that holds nothing yet.
    while not written and (rows := connection.execute(_batch(table, last)).all()):
        connection.execute(change, [_strength(row) for row in rows])
        last = (rows[-1].workspace, rows[-1].id)
    for end in ("a", "b"):
        op.drop_index(f"relations_by_{end}", "relations", if_exists=True)
        op.create_index(f"relations_by_{end}", "relations", ["workspace", f"{end}_id", "weak", "doubt", "id"])


def _batch(table: sa.TableClause, last: tuple[str, str]) -> sa.Select[tuple[str, str, str]]:
    key = sa.tuple_(table.c.workspace, table.c.id)
    found = sa.select(table.c.workspace, table.c.id, table.c.record).where(
        key > sa.tuple_(*map(sa.literal, last))
    )
    return found.order_by(table.c.workspace, table.c.id).limit(BATCH)


def _strength(row: sa.Row[tuple[str, str, str]]) -> dict[str, object]:
    plain = json.loads(row.record)
    weak = int(plain.get("kind") in WEAK)
    return {"of": row.workspace, "named": row.id, "is_weak": weak, "doubted": -plain.get("confidence", 0.0)}
