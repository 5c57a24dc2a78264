"""The keys of an installation in one SQLite file, `keys.db`. Only digests of secrets are kept.

| table | holds | key |
|---|---|---|
| keys | keys and browser tokens, revoked and expired ones included | id |
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.runtime.databases import open_database
from averral.runtime.keys.key import Key, Scope

FILE = "keys.db"

METADATA = sa.MetaData()
#: How the table came to be what it is: every change of it is a file there.
REVISIONS = Path(__file__).parent / "revisions"

KEYS = sa.Table(
    "keys",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("digest", sa.String, nullable=False, unique=True),
    sa.Column("workspace", sa.String, nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("scopes", sa.String, nullable=False),
    sa.Column("created_at", sa.String, nullable=False),
    sa.Column("expires_at", sa.String),
    sa.Column("revoked_at", sa.String),
    sa.Column("rate_per_minute", sa.Integer),
    sa.Column("parent_id", sa.String, nullable=False, index=True),
    sa.Column("calls_per_day", sa.Integer),
    sa.Column("origins", sa.String, nullable=False, server_default=""),
)

#: What a secret starts with, so that scanners find one that got into the open.
PREFIX = "avk_"
_SECRET_BYTES = 32

_ORIGIN = re.compile(r"https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")
_WORKSPACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LONGEST_NAME = 200
#: Expired tokens are kept that long, so that a late caller is told why.
_KEEP_TOKENS = timedelta(days=1)


class KeyStore:
    """Makes, finds, rotates and revokes keys. What changes the file blocks: run it in a thread."""

    def __init__(self, path: Path | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes the file; without a path everything is kept in memory."""
        self._engine = open_database(path, METADATA, REVISIONS)
        self._now = now

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def create(
        self,
        workspace: str,
        name: str,
        scopes: Sequence[Scope],
        *,
        lifetime: timedelta | None = None,
        rate_per_minute: int | None = None,
        calls_per_day: int | None = None,
        origins: Sequence[str] = (),
        parent_id: str = "",
    ) -> tuple[Key, str]:
        """A new key and its secret, which cannot be read again.

        Raises:
            Permanent: INVALID_ARGUMENT, naming the field.
        """
        _check(workspace, name, scopes, lifetime, rate_per_minute)
        _check_browsers(calls_per_day, origins)
        now = self._now()
        key = Key(
            id="key_" + secrets.token_hex(6),
            workspace=workspace,
            name=name.strip(),
            scopes=tuple(dict.fromkeys(scopes)),
            created_at=now,
            expires_at=now + lifetime if lifetime else None,
            rate_per_minute=rate_per_minute,
            parent_id=parent_id,
            calls_per_day=calls_per_day,
            origins=tuple(dict.fromkeys(origins)),
        )
        secret = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
        with self._engine.begin() as connection:
            connection.execute(sa.insert(KEYS).values(_row(key) | {"digest": _digest(secret)}))
            old = (now - _KEEP_TOKENS).isoformat()
            connection.execute(sa.delete(KEYS).where((KEYS.c.parent_id != "") & (KEYS.c.expires_at < old)))
        return key, secret

    def create_token(
        self, key: Key, scopes: Sequence[Scope], lifetime: timedelta, *, origins: Sequence[str] = ()
    ) -> tuple[Key, str]:
        """A short-lived key beneath another one: it ends with it, and shares its calls per minute and per day.

        Raises:
            Permanent: INVALID_ARGUMENT, naming the field.
        """
        left = key.expires_at - self._now() if key.expires_at else lifetime
        return self.create(
            key.workspace,
            key.name,
            scopes,
            lifetime=max(min(lifetime, left), timedelta(seconds=1)),
            rate_per_minute=key.rate_per_minute,
            calls_per_day=key.calls_per_day,
            origins=origins,
            parent_id=key.parent_id or key.id,
        )

    def find(self, secret: str) -> Key:
        """The key that a secret opens.

        Raises:
            Permanent: UNAUTHENTICATED when it is unknown, revoked or expired, or its parent is revoked.
        """
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(KEYS).where(KEYS.c.digest == _digest(secret))).first()
            parent = _by_id(connection, row.parent_id) if row is not None and row.parent_id else None
        if row is None:
            raise _unauthenticated("unknown", "This key is unknown: check it, or ask for one.")
        key = _key(row)
        if key.revoked_at is not None or (parent is not None and parent.revoked_at is not None):
            raise _unauthenticated("revoked", "This key was revoked: ask for a new one.")
        if not key.usable(self._now()):
            raise _unauthenticated("expired", "This key has expired: ask for a new one.")
        return key

    def allows_origin(self, origin: str) -> bool:
        """Whether some key that has not ended lets pages of the origin call: asked before the key is sent."""
        query = sa.select(KEYS).where(KEYS.c.origins.contains(origin, autoescape=True))
        with self._engine.connect() as connection:
            found = [_key(row) for row in connection.execute(query)]
        return any(origin in key.origins and key.usable(self._now()) for key in found)

    def list(self, workspace: str = "") -> tuple[Key, ...]:
        """Keys, of one workspace or of all, earliest first; browser tokens are left out."""
        query = (
            sa.select(KEYS)
            .where(KEYS.c.parent_id == "")
            .order_by(KEYS.c.created_at, sa.literal_column("keys.rowid"))
        )
        if workspace:
            query = query.where(KEYS.c.workspace == workspace)
        with self._engine.connect() as connection:
            return tuple(_key(row) for row in connection.execute(query))

    def revoke(self, key_id: str) -> Key:
        """Ends a key and the tokens made with it, at once; again is no error.

        Raises:
            Permanent: NOT_FOUND.
        """
        return self._end(key_id, "revoked_at", self._now())

    def rotate(self, key_id: str, grace: timedelta) -> tuple[Key, str]:
        """A new key like the old one, which still opens for the time of grace.

        Raises:
            Permanent: NOT_FOUND, or INVALID_ARGUMENT for a key that has ended.
        """
        old, now = self.get(key_id), self._now()
        if not old.usable(now):
            raise _bad("key_id", f"The key {key_id} has ended: create a new one.")
        lifetime = old.expires_at - old.created_at if old.expires_at else None
        made = self.create(
            old.workspace,
            old.name,
            old.scopes,
            lifetime=lifetime,
            rate_per_minute=old.rate_per_minute,
            calls_per_day=old.calls_per_day,
            origins=old.origins,
        )
        ends = now + grace
        self._end(key_id, "expires_at", min(ends, old.expires_at) if old.expires_at else ends)
        return made

    def get(self, key_id: str) -> Key:
        """A key by its id.

        Raises:
            Permanent: NOT_FOUND.
        """
        with self._engine.connect() as connection:
            key = _by_id(connection, key_id)
        if key is None:
            raise Permanent(
                Reason.NOT_FOUND,
                f"There is no key {key_id}: see `averral keys list`.",
                metadata={"id": key_id},
            )
        return key

    def _end(self, key_id: str, column: str, at: datetime) -> Key:
        key = self.get(key_id)
        if column == "revoked_at" and key.revoked_at is not None:
            return key
        with self._engine.begin() as connection:
            connection.execute(sa.update(KEYS).where(KEYS.c.id == key_id).values({column: at.isoformat()}))
        changed: dict[str, Any] = {column: at}
        return replace(key, **changed)


def _by_id(connection: sa.Connection, key_id: str) -> Key | None:
    row = connection.execute(sa.select(KEYS).where(KEYS.c.id == key_id)).first()
    return None if row is None else _key(row)


def _digest(secret: str) -> str:
    # A secret is 256 random bits: nothing slower than one hash is needed against guessing.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _row(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "workspace": key.workspace,
        "name": key.name,
        "scopes": " ".join(key.scopes),
        "created_at": key.created_at.isoformat(),
        "expires_at": key.expires_at.isoformat() if key.expires_at else None,
        "revoked_at": None,
        "rate_per_minute": key.rate_per_minute,
        "parent_id": key.parent_id,
        "calls_per_day": key.calls_per_day,
        "origins": " ".join(key.origins),
    }


def _key(row: sa.Row[Any]) -> Key:
    return Key(
        id=row.id,
        workspace=row.workspace,
        name=row.name,
        scopes=tuple(Scope(scope) for scope in row.scopes.split()),
        created_at=datetime.fromisoformat(row.created_at),
        expires_at=datetime.fromisoformat(row.expires_at) if row.expires_at else None,
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
        rate_per_minute=row.rate_per_minute,
        parent_id=row.parent_id,
        calls_per_day=row.calls_per_day,
        origins=tuple(row.origins.split()),
    )


def _check(
    workspace: str,
    name: str,
    scopes: Sequence[Scope],
    lifetime: timedelta | None,
    rate_per_minute: int | None,
) -> None:
    if not _WORKSPACE.fullmatch(workspace):
        raise _bad("workspace", "A workspace is named by 1 to 64 letters, digits, dots, dashes: choose such.")
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise _bad("name", f"A key has a name of 1 to {_LONGEST_NAME} characters: say who uses it.")
    if not scopes:
        raise _bad("scopes", "A key without a scope allows nothing: give it one.")
    if lifetime is not None and lifetime <= timedelta(0):
        raise _bad("lifetime", "A key cannot have ended before it begins: give a positive time.")
    if rate_per_minute is not None and rate_per_minute < 1:
        raise _bad("rate_per_minute", "A key needs at least one call per minute.")


def _check_browsers(calls_per_day: int | None, origins: Sequence[str]) -> None:
    if calls_per_day is not None and calls_per_day < 0:
        raise _bad("calls_per_day", "A key cannot have fewer than no calls a day: give 0 for no limit.")
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise _bad(
                "origins", f"{origin[:100]!r} is no origin: write https://cms.example, without a path."
            )


def _bad(field: str, message: str) -> Permanent:
    return Permanent(Reason.INVALID_ARGUMENT, message, field=field, metadata={"field": field})


def _unauthenticated(problem: str, message: str) -> Permanent:
    return Permanent(Reason.UNAUTHENTICATED, message, metadata={"problem": problem})
