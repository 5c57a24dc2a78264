"""Brings the tables of a database to what this program knows: Alembic revisions, applied when it is opened.

A folder of revisions per database lies beside the tables that it makes: `v0001_initial.py`, and a file for each
change after it. All that an upgrade does is one transaction, also on SQLite: a program killed on the way leaves the
old schema. Databases of the time before revisions are taken on by the first one, which makes what is missing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from averral.errors import Permanent, Reason

#: Holds the revision of a database; several may share one PostgreSQL.
VERSION_TABLE = "averral_{name}_version"
#: Any number, the same in all processes: the PostgreSQL lock under which one of them upgrades.
_LOCK = 7_240_611


def upgrade(engine: sa.Engine, folder: Path, name: str) -> None:
    """Applies the revisions in `folder` that the database lacks.

    Raises:
        Permanent: STORAGE_FAILED when the database has a revision that this program does not know, or tables
            that its first revision would make otherwise.
    """
    scripts = _scripts(folder)
    with engine.connect() as connection:
        _begin(connection)
        context = _context(connection, scripts, name)
        found = context.get_current_revision()
        _check_known(scripts, found, name)
        if found != scripts.get_current_head():
            if found is None:
                _check_unversioned(connection, scripts, name)
            _apply(connection, context, name)
        connection.commit()


def revision_of(engine: sa.Engine, name: str) -> str | None:
    """The revision that a database has; None before the first."""
    with engine.connect() as connection:
        return _context(connection, None, name).get_current_revision()


def _scripts(folder: Path) -> ScriptDirectory:
    return ScriptDirectory(str(folder), version_locations=[str(folder)])


def _begin(connection: sa.Connection) -> None:
    """Starts the one transaction, alone: the driver of SQLite would start none for changes of tables."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _context(
    connection: sa.Connection, scripts: ScriptDirectory | None, name: str, to: str = "head"
) -> MigrationContext:
    def steps(revision: Any, _: MigrationContext) -> Any:
        assert scripts is not None  # noqa: S101 - only who upgrades asks for the way
        return scripts._upgrade_revs(to, revision)  # noqa: SLF001 - the way that Alembic's own commands take

    return MigrationContext.configure(
        connection, opts={"fn": steps, "version_table": VERSION_TABLE.format(name=name)}
    )


def _apply(connection: sa.Connection, context: MigrationContext, name: str) -> None:
    try:
        with Operations.context(context):
            context.run_migrations()
    except sa.exc.DatabaseError as error:
        connection.rollback()
        raise Permanent(
            Reason.STORAGE_FAILED,
            f"The {name} database could not be upgraded ({type(error).__name__}); it is as it was: "
            "restore a copy, or report what its tables are.",
            metadata={"database": name},
        ) from error


def _check_known(scripts: ScriptDirectory, found: str | None, name: str) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        head = scripts.get_current_head()
        raise Permanent(
            Reason.STORAGE_FAILED,
            f"The {name} database has schema {found}, this program knows {head}: install the newer one.",
            metadata={"found": found, "known": str(head)},
        )


def _check_unversioned(connection: sa.Connection, scripts: ScriptDirectory, name: str) -> None:
    """Tables from before revisions must be those of the first one."""
    mine, first = _columns(connection), _first_columns(scripts, name)
    odd = sorted(table for table in mine.keys() & first.keys() if mine[table] != first[table])
    if odd:
        raise Permanent(
            Reason.STORAGE_FAILED,
            f"The {name} database is of no version that this program knows (table {odd[0]}): "
            "move it away, or point to another one.",
            metadata={"found": "unknown", "table": odd[0]},
        )


def _first_columns(scripts: ScriptDirectory, name: str) -> dict[str, set[str]]:
    """The tables that the first revision makes, made for this in memory."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        context = _context(connection, scripts, name, to=str(scripts.get_base()))
        _apply(connection, context, name)
        return _columns(connection)


def _columns(connection: sa.Connection) -> dict[str, set[str]]:
    inspector = sa.inspect(connection)
    return {
        table: {column["name"] for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
    }
