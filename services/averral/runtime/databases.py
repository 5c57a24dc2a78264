"""Opens the SQLite files of the services: write-ahead log, one writer, a schema version that is checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from averral.errors import Permanent, Reason

#: Raised when a table changes; a file made by newer code is refused, never misread.
SCHEMA_VERSION = 1


def open_database(path: Path | None, metadata: sa.MetaData, version: int = SCHEMA_VERSION) -> sa.Engine:
    """An engine on the file with all tables made; without a path, in memory.

    Raises:
        Permanent: STORAGE_FAILED when the file cannot be opened or is newer than this code.
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
        _check_version(engine, path, version)
        metadata.create_all(engine)
    except sa.exc.DatabaseError as error:
        raise Permanent(
            Reason.STORAGE_FAILED,
            f"The database {path} cannot be opened ({error.orig}): restore it or move it away.",
        ) from error
    return engine


def _configure(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # A killed process loses nothing with NORMAL; only a power cut may take back the last commits.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _check_version(engine: sa.Engine, path: Path | None, version: int) -> None:
    with engine.begin() as connection:
        found = connection.execute(sa.text("PRAGMA user_version")).scalar_one()
        if found > version:
            raise Permanent(
                Reason.STORAGE_FAILED,
                f"The database {path} has schema {found}, this program knows {version}: install the newer one.",
                metadata={"found": str(found), "known": str(version)},
            )
        connection.execute(sa.text(f"PRAGMA user_version={version}"))
