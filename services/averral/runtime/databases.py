"""Opens the databases of the services: the tables brought up to date; SQLite files with a write-ahead log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from averral.errors import Permanent, Reason, Temporary

#: What `PRAGMA user_version` holds. Changes of the tables are revisions; this rises only for what they cannot do.
FILE_VERSION = 1
#: Seconds after which a database that failed may be asked again.
_RETRY_SECONDS = 5.0


def open_database(path: Path | None, metadata: sa.MetaData, revisions: Path) -> sa.Engine:
    """An engine on the file with all tables as this program knows them; without a path, in memory.

    Args:
        path: The file, made when absent.
        metadata: Its tables.
        revisions: Folder of the steps that lead to them; its parent names the database in messages.

    Raises:
        Permanent: STORAGE_FAILED when the file cannot be opened, or is newer than this code or unknown to it.
    """
    if path is None:
        engine = sa.create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        # For its owner alone: it holds what people sent, and secrets of webhooks.
        path.touch(mode=0o600, exist_ok=True)
        engine = sa.create_engine(
            f"sqlite:///{path}", connect_args={"check_same_thread": False, "timeout": 30}
        )
    sa.event.listen(engine, "connect", _configure)
    try:
        _check_version(engine, path)
        if path is None:
            # Nothing to upgrade; a test shows that the revisions lead to the same tables.
            metadata.create_all(engine)
        else:
            upgrade(engine, revisions)
    except sa.exc.DatabaseError as error:
        raise Permanent(
            Reason.STORAGE_FAILED,
            f"The database {path} cannot be opened ({error.orig}): restore it or move it away.",
        ) from error
    tell_failures(engine, revisions.parent.name)
    return engine


def tell_failures(engine: sa.Engine, store: str) -> None:
    """Makes what goes wrong with the database itself (a full disk, a torn file, a server that is away) an error of ours.

    A statement that the database refuses for what it says stays a defect.
    """

    def tell(context: Any) -> None:
        error = context.sqlalchemy_exception
        # A torn file is a `DatabaseError` as such; its other kinds are mistakes of who wrote the statement.
        if isinstance(error, sa.exc.OperationalError) or type(error) is sa.exc.DatabaseError:
            # A server's own words may name its address.
            cause = error.orig if engine.dialect.name == "sqlite" else type(error.orig).__name__
            raise Temporary(
                Reason.STORAGE_FAILED,
                f"The {store} database cannot be read or written ({cause}): see to its disk, or restore it.",
                retry_after=_RETRY_SECONDS,
                metadata={"store": store},
            ) from context.original_exception

    sa.event.listen(engine, "handle_error", tell)


def upgrade(engine: sa.Engine, revisions: Path) -> None:
    """Brings the tables up to date; see `migrations.upgrade`."""
    # Alembic takes a while to import, and commands that keep nothing need none of it.
    from averral.runtime import migrations  # noqa: PLC0415

    migrations.upgrade(engine, revisions, revisions.parent.name)


def _configure(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # A killed process loses nothing with NORMAL; only a power cut may take back the last commits.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _check_version(engine: sa.Engine, path: Path | None) -> None:
    with engine.begin() as connection:
        found = connection.execute(sa.text("PRAGMA user_version")).scalar_one()
        if found > FILE_VERSION:
            raise Permanent(
                Reason.STORAGE_FAILED,
                f"The database {path} has schema {found}, this program knows {FILE_VERSION}: "
                "install the newer one.",
                metadata={"found": str(found), "known": str(FILE_VERSION)},
            )
        connection.execute(sa.text(f"PRAGMA user_version={FILE_VERSION}"))
