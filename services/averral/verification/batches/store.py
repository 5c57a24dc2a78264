"""What is kept of batches, in the file of the findings.

| table | holds | key |
|---|---|---|
| batches | one row per batch | id |
| batch_items | one row per document or unreadable line; `kept` tells that its findings are in the results | batch_id, number |
| batch_findings | findings as they were when the batch finished, packed | batch_id, item_id |
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from averral.errors import Permanent, Reason
from averral.model import Batch, BatchItem, Finding, Page
from averral.runtime import paging
from averral.runtime.records import dump, load
from averral.verification.store import METADATA

BATCHES = sa.Table(
    "batches",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False, index=True),
    sa.Column("received", sa.Boolean, nullable=False),
    sa.Column("cancelled", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.String, nullable=False),
    sa.Column("finished_at", sa.String),
    sa.Column("expires_at", sa.String, nullable=False, index=True),
)
ITEMS = sa.Table(
    "batch_items",
    METADATA,
    sa.Column("batch_id", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("external_id", sa.String, nullable=False),
    sa.Column("document_id", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("message", sa.String, nullable=False),
    sa.Column("kept", sa.Boolean, nullable=False),
    sa.Index("batch_items_by_state", "batch_id", "state", "number"),
)
FINDINGS = sa.Table(
    "batch_findings",
    METADATA,
    sa.Column("batch_id", sa.String, primary_key=True),
    sa.Column("item_id", sa.String, primary_key=True),
    sa.Column("place", sa.BigInteger, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("record", sa.LargeBinary, nullable=False),
    sa.Index("batch_findings_by_place", "batch_id", "place"),
)

WAITING, DONE, FAILED = "waiting", "done", "failed"
#: Findings that one document may add to the order of a batch's results.
_PER_ITEM = 100_000


class BatchStore:
    """Tables of one engine. Calls block: run them in a thread."""

    def __init__(
        self, engine: sa.Engine, kept: timedelta, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.engine, self._kept, self._now = engine, kept, now

    def begin(self, batch_id: str, workspace: str) -> Batch:
        """The batch, made when it is new. What has expired goes first.

        Raises:
            Permanent: REQUEST_ID_REUSED for one that was cancelled.
        """
        now = self._now()
        row = {
            "id": batch_id,
            "workspace": workspace,
            "received": False,
            "cancelled": False,
            "created_at": now.isoformat(),
            "expires_at": (now + self._kept).isoformat(),
        }
        with self.engine.begin() as connection:
            _drop_expired(connection, now)
            connection.execute(insert(BATCHES).values(row).on_conflict_do_nothing())
        found = self.get(workspace, batch_id)
        if found.cancelled:
            raise _reused("This request_id was used for a batch that was cancelled: send a new one.")
        return found

    def add(self, batch_id: str, items: Sequence[BatchItem]) -> None:
        """Notes items of an upload; the same ones again are no error.

        Raises:
            Permanent: REQUEST_ID_REUSED when another document came at a place before.
        """
        rows = [_item_row(batch_id, item) for item in items]
        numbers = [item.number for item in items]
        names = sa.select(ITEMS.c.number, ITEMS.c.document_id).where(
            ITEMS.c.batch_id == batch_id, ITEMS.c.number.in_(numbers)
        )
        with self.engine.begin() as connection:
            known = {row.number: row.document_id for row in connection.execute(names)}
            if any(known.get(item.number, item.document_id) != item.document_id for item in items):
                raise _reused("This request_id was used for an upload of other documents: send a new one.")
            if rows:
                connection.execute(insert(ITEMS).values(rows).on_conflict_do_nothing())

    def close_upload(self, batch_id: str) -> None:
        """Notes that the upload came to its end."""
        with self.engine.begin() as connection:
            connection.execute(sa.update(BATCHES).where(BATCHES.c.id == batch_id).values(received=True))

    def get(self, workspace: str, batch_id: str) -> Batch:
        """One batch with its counts.

        Raises:
            Permanent: NOT_FOUND.
        """
        where = (BATCHES.c.workspace == workspace) & (BATCHES.c.id == batch_id)
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(BATCHES).where(where)).first()
            found = _batch(connection, row) if row is not None else None
        if found is None or (found.expires_at and found.expires_at <= self._now()):
            raise Permanent(
                Reason.NOT_FOUND,
                f"There is no batch {batch_id} in this workspace, or its time is over: check the id.",
                metadata={"id": batch_id},
            )
        return found

    def page(self, workspace: str, page_size: int, page_token: str) -> Page[Batch]:
        """Batches, latest first."""
        number = sa.literal_column("batches.rowid", sa.Integer)
        query = sa.select(BATCHES, number.label("number")).where(
            BATCHES.c.workspace == workspace, BATCHES.c.expires_at > self._now().isoformat()
        )
        scope = paging.scope("batches", workspace)
        if page_token:
            query = query.where(number < _number(paging.decode(page_token, scope)))
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(number.desc()).limit(page_size + 1)).all()
            found = tuple(_batch(connection, row) for row in rows[:page_size])
        more = paging.encode(str(rows[page_size - 1].number), scope) if len(rows) > page_size else ""
        return Page(found, more)

    def cancel(self, batch_id: str) -> None:
        """Ends a batch that has not finished."""
        where = (BATCHES.c.id == batch_id) & BATCHES.c.finished_at.is_(None)
        with self.engine.begin() as connection:
            connection.execute(sa.update(BATCHES).where(where).values(cancelled=True))

    def waiting(self, batch_id: str, after: int, limit: int) -> list[tuple[int, str]]:
        """Numbers and documents of items whose end has not been seen."""
        query = (
            sa.select(ITEMS.c.number, ITEMS.c.document_id)
            .where(ITEMS.c.batch_id == batch_id, ITEMS.c.state == WAITING, ITEMS.c.number > after)
            .order_by(ITEMS.c.number)
            .limit(limit)
        )
        with self.engine.connect() as connection:
            return [(row.number, row.document_id) for row in connection.execute(query)]

    def settle(self, batch_id: str, ended: Iterable[tuple[int, str, str]]) -> None:
        """Notes items that came to their end: number, reason and message, both empty for a good end."""
        with self.engine.begin() as connection:
            for number, reason, message in ended:
                where = (ITEMS.c.batch_id == batch_id) & (ITEMS.c.number == number)
                state = FAILED if reason else DONE
                values = {"state": state, "reason": reason, "message": message}
                connection.execute(sa.update(ITEMS).where(where).values(values))

    def unkept(self, batch_id: str, limit: int) -> list[tuple[int, str]]:
        """Good items whose findings are not in the results yet."""
        query = (
            sa.select(ITEMS.c.number, ITEMS.c.document_id)
            .where(ITEMS.c.batch_id == batch_id, ITEMS.c.state == DONE, ~ITEMS.c.kept)
            .order_by(ITEMS.c.number)
            .limit(limit)
        )
        with self.engine.connect() as connection:
            return [(row.number, row.document_id) for row in connection.execute(query)]

    def keep(self, batch_id: str, number: int, findings: Sequence[Finding]) -> None:
        """Puts the findings about one document into the results; a document that stands twice counts once."""
        rows = [
            {
                "batch_id": batch_id,
                "item_id": finding.item_id,
                "place": number * _PER_ITEM + index,
                "state": finding.state.value,
                "record": zlib.compress(dump(finding).encode(), 1),
            }
            for index, finding in enumerate(findings)
        ]
        where = (ITEMS.c.batch_id == batch_id) & (ITEMS.c.number == number)
        with self.engine.begin() as connection:
            if rows:
                connection.execute(insert(FINDINGS).on_conflict_do_nothing(), rows)
            connection.execute(sa.update(ITEMS).where(where).values(kept=True))

    def finish(self, batch_id: str) -> None:
        """Notes that the results are complete; they are kept from now on for their time."""
        now = self._now()
        values = {"finished_at": now.isoformat(), "expires_at": (now + self._kept).isoformat()}
        where = (BATCHES.c.id == batch_id) & BATCHES.c.finished_at.is_(None)
        with self.engine.begin() as connection:
            connection.execute(sa.update(BATCHES).where(where).values(values))

    def items(self, batch_id: str, page_size: int, page_token: str, *, failed_only: bool) -> Page[BatchItem]:
        """Items in the order of the upload."""
        query = sa.select(ITEMS).where(ITEMS.c.batch_id == batch_id)
        if failed_only:
            query = query.where(ITEMS.c.state == FAILED)
        scope = paging.scope("batch_items", batch_id, str(failed_only))
        if page_token:
            query = query.where(ITEMS.c.number > _number(paging.decode(page_token, scope)))
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(ITEMS.c.number).limit(page_size + 1)).all()
        more = paging.encode(str(rows[page_size - 1].number), scope) if len(rows) > page_size else ""
        return Page(tuple(map(_item, rows[:page_size])), more)

    def findings(
        self, batch_id: str, states: Sequence[str], page_size: int, page_token: str
    ) -> Page[Finding]:
        """Kept findings in the order of the upload."""
        query = sa.select(FINDINGS.c.place, FINDINGS.c.record).where(FINDINGS.c.batch_id == batch_id)
        if states:
            query = query.where(FINDINGS.c.state.in_(states))
        scope = paging.scope("batch_findings", batch_id, *sorted(states))
        if page_token:
            query = query.where(FINDINGS.c.place > _number(paging.decode(page_token, scope)))
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(FINDINGS.c.place).limit(page_size + 1)).all()
        more = paging.encode(str(rows[page_size - 1].place), scope) if len(rows) > page_size else ""
        return Page(tuple(unpack(row.record) for row in rows[:page_size]), more)


def unpack(record: bytes) -> Finding:
    """A kept finding."""
    return load(Finding, zlib.decompress(record).decode())


def _drop_expired(connection: sa.Connection, now: datetime) -> None:
    query = sa.select(BATCHES.c.id).where(BATCHES.c.expires_at <= now.isoformat())
    for batch_id in connection.execute(query).scalars().all():
        for table in (FINDINGS, ITEMS):
            connection.execute(sa.delete(table).where(table.c.batch_id == batch_id))
        connection.execute(sa.delete(BATCHES).where(BATCHES.c.id == batch_id))


def _batch(connection: sa.Connection, row: sa.Row[Any]) -> Batch:
    counted = (
        sa.select(ITEMS.c.state, sa.func.count().label("number"))
        .where(ITEMS.c.batch_id == row.id)
        .group_by(ITEMS.c.state)
    )
    counts: dict[str, int] = {found.state: found.number for found in connection.execute(counted)}
    return Batch(
        id=row.id,
        workspace=row.workspace,
        items=sum(counts.values()),
        done=counts.get(DONE, 0),
        failed=counts.get(FAILED, 0),
        received=row.received,
        cancelled=row.cancelled,
        created_at=datetime.fromisoformat(row.created_at),
        finished_at=datetime.fromisoformat(row.finished_at) if row.finished_at else None,
        expires_at=datetime.fromisoformat(row.expires_at),
    )


def _item_row(batch_id: str, item: BatchItem) -> dict[str, Any]:
    return {
        "batch_id": batch_id,
        "number": item.number,
        "external_id": item.external_id,
        "document_id": item.document_id,
        "state": FAILED if item.reason else WAITING,
        "reason": item.reason,
        "message": item.message,
        "kept": False,
    }


def _item(row: sa.Row[Any]) -> BatchItem:
    plain = BatchItem(row.number, row.external_id, row.document_id)
    return replace(plain, done=row.state == DONE, reason=row.reason, message=row.message)


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0  # noqa: PLR2004 - 64 bits


def _reused(message: str) -> Permanent:
    return Permanent(Reason.REQUEST_ID_REUSED, message, field="request_id")
