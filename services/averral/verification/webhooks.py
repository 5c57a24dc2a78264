"""Webhooks: saved watches, what they post, and which events are queued for them.

| table | holds | key |
|---|---|---|
| webhooks | address, filters, secret, and the last event that was queued (`cursor`) | id |

Events are queued after they are stored, and the cursor moves after that: a crash in between queues them again, and
the queue drops what it already has. Receivers may see an event twice and know it by its id.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.model import ClaimKind, Event, Finding, Page, Webhook, WebhookPost
from averral.runtime import paging
from averral.runtime.addresses import parse_target
from averral.runtime.queue.interface import Queue
from averral.runtime.records import dump, load
from averral.verification.export import as_json
from averral.verification.store import METADATA, Store

DELIVER = "deliver"
#: Webhooks of one workspace; each sees every event.
MOST_WEBHOOKS = 50
MOST_FINDINGS = 100
#: Events read at once.
EVENTS_PER_LOOK = 500

WEBHOOKS = sa.Table(
    "webhooks",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("secret", sa.String, nullable=False),
    sa.Column("cursor", sa.Integer, nullable=False),
)


class WebhookStore:
    """The table of webhooks. Calls block: run them in a thread."""

    def __init__(self, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine, self._events, self._now = store.engine, store, now

    def create(self, workspace: str, asked: Webhook) -> tuple[Webhook, str]:
        """Saves a webhook that sees events from now on; the secret comes back this once.

        Raises:
            Permanent: TOO_MANY_ITEMS.
        """
        made = replace(asked, id="whk_" + secrets.token_hex(8), created_at=self._now())
        secret = "whs_" + secrets.token_urlsafe(32)
        cursor = self._events.last_event(workspace)
        with self._engine.begin() as connection:
            count = connection.execute(
                sa.select(sa.func.count()).where(WEBHOOKS.c.workspace == workspace)
            ).scalar_one()
            if count >= MOST_WEBHOOKS:
                raise Permanent(
                    Reason.TOO_MANY_ITEMS,
                    f"The workspace has {count} webhooks, the limit is {MOST_WEBHOOKS}: delete some.",
                    metadata={"count": str(count), "limit": str(MOST_WEBHOOKS)},
                )
            row = {"id": made.id, "workspace": workspace, "record": dump(made), "secret": secret}
            connection.execute(sa.insert(WEBHOOKS).values(row | {"cursor": cursor}))
        return made, secret

    def page(self, workspace: str, page_size: int, page_token: str) -> Page[Webhook]:
        """Webhooks, earliest first."""
        row = sa.literal_column("webhooks.rowid", sa.Integer)
        query = sa.select(WEBHOOKS.c.record, row.label("number")).where(WEBHOOKS.c.workspace == workspace)
        scope = paging.scope("webhooks", workspace)
        if page_token:
            after = paging.decode(page_token, scope)
            query = query.where(row > (int(after) if after.isascii() and after.isdigit() else 0))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(row).limit(page_size + 1)).all()
        more = paging.encode(str(rows[page_size - 1].number), scope) if len(rows) > page_size else ""
        return Page(tuple(load(Webhook, each.record) for each in rows[:page_size]), more)

    def get(self, workspace: str, webhook_id: str) -> tuple[Webhook, str, int]:
        """Webhook, secret and cursor.

        Raises:
            Permanent: NOT_FOUND.
        """
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(WEBHOOKS).where(_is(workspace, webhook_id))).first()
        if row is None:
            raise _not_found(webhook_id)
        return load(Webhook, row.record), row.secret, row.cursor

    def delete(self, workspace: str, webhook_id: str) -> None:
        """Ends a webhook. Raises NOT_FOUND."""
        with self._engine.begin() as connection:
            if not connection.execute(sa.delete(WEBHOOKS).where(_is(workspace, webhook_id))).rowcount:
                raise _not_found(webhook_id)

    def cursors(self, workspace: str) -> list[tuple[Webhook, int]]:
        """All webhooks of a workspace, each with its cursor."""
        query = sa.select(WEBHOOKS.c.record, WEBHOOKS.c.cursor).where(WEBHOOKS.c.workspace == workspace)
        with self._engine.connect() as connection:
            return [(load(Webhook, row.record), row.cursor) for row in connection.execute(query)]

    def move(self, webhook_id: str, cursor: int) -> None:
        """Moves a cursor on, never back."""
        query = sa.update(WEBHOOKS).where((WEBHOOKS.c.id == webhook_id) & (WEBHOOKS.c.cursor < cursor))
        with self._engine.begin() as connection:
            connection.execute(query.values(cursor=cursor))


async def ping(queue: Queue, workspace: str, hook: Webhook) -> None:
    """Queues a message that only shows that the way is open."""
    await queue.put(DELIVER, f"{hook.id}:0", message(workspace, hook, 0))


def message(workspace: str, hook: Webhook, event_id: int) -> dict[str, str]:
    """The body of a queued message."""
    return {"workspace": workspace, "webhook_id": hook.id, "event_id": str(event_id)}


def passes(hook: Webhook, event: Event, finding: Finding | None) -> bool:
    """Whether the webhook wants the event; one about a finding that is gone only where no kind is asked for."""
    return (
        (not hook.states or event.state in hook.states)
        and (not hook.finding_ids or event.finding_id in hook.finding_ids)
        and (not hook.kinds or (finding is not None and finding.kind in hook.kinds))
    )


def make_post(
    hook: Webhook, secret: str, workspace: str, event: Event | None, finding: Finding | None
) -> WebhookPost:
    """The message about an event, or a ping."""
    body: dict[str, Any] = {
        "id": f"{hook.id}:{event.id if event else 0}",
        "type": "finding.changed" if event else "ping",
        "webhook_id": hook.id,
        "workspace": workspace,
    }
    if event:
        body["event"] = {
            "id": event.id,
            "finding_id": event.finding_id,
            "state": event.state.value.upper(),
            "previous": event.previous.value.upper() if event.previous else None,
            "at": event.at.isoformat(),
        }
        body["finding"] = as_json(finding) if finding else None
    return WebhookPost(hook.url, secret, json.dumps(body, ensure_ascii=False).encode())


def check_webhook(asked: Webhook, *, private: bool) -> None:
    """Refuses a webhook that could never be posted to, or never see an event.

    Raises:
        Permanent: INVALID_ARGUMENT, naming the field.
    """
    parse_target(asked.url, private=private)
    if len(asked.finding_ids) > MOST_FINDINGS:
        raise _bad(
            "finding_ids", f"{len(asked.finding_ids)} findings, the limit is {MOST_FINDINGS}: make several."
        )
    unknown = sorted(set(asked.kinds) - {*ClaimKind, "quote"})
    if unknown:
        raise _bad("kinds", f"There is no kind {unknown[0]!r}.")


def _is(workspace: str, webhook_id: str) -> sa.ColumnElement[bool]:
    return (WEBHOOKS.c.workspace == workspace) & (WEBHOOKS.c.id == webhook_id)


def _not_found(webhook_id: str) -> Permanent:
    return Permanent(
        Reason.NOT_FOUND,
        f"There is no webhook {webhook_id} in this workspace: check the id.",
        metadata={"id": webhook_id},
    )


def _bad(field: str, message: str) -> Permanent:
    name = f"webhook.{field}"
    return Permanent(Reason.INVALID_ARGUMENT, message, field=name, metadata={"field": name})
