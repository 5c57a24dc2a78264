"""What callers and workers do with webhooks: the engine's part that knows store and queue."""

from __future__ import annotations

import asyncio

from averral.errors import Permanent, Reason
from averral.model import Event, Limits, Page, Webhook, WebhookPost
from averral.runtime import paging
from averral.runtime.queue.interface import Queue
from averral.verification import webhooks
from averral.verification.store import Store


class Hooks:
    """Webhooks over one store and one queue; `private` allows addresses inside this network."""

    def __init__(self, store: Store, queue: Queue, limits: Limits, *, private: bool) -> None:
        self._store, self._queue, self._limits, self._private = store, queue, limits, private
        self._hooks = webhooks.WebhookStore(store)
        # Two walks over the same events would queue what the other has queued and seen acknowledged.
        self._walking = asyncio.Lock()

    async def create(self, workspace: str, asked: Webhook) -> tuple[Webhook, str]:
        """Saves a webhook; the secret is shown this once."""
        webhooks.check_webhook(asked, private=self._private)
        for finding_id in asked.finding_ids:
            await asyncio.to_thread(self._store.get_finding, workspace, finding_id)
        return await asyncio.to_thread(self._hooks.create, workspace, asked)

    async def list(self, workspace: str, page_size: int, page_token: str) -> Page[Webhook]:
        """Webhooks of a workspace, earliest first."""
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(self._hooks.page, workspace, size, page_token)

    async def delete(self, workspace: str, webhook_id: str) -> None:
        """Ends a webhook."""
        await asyncio.to_thread(self._hooks.delete, workspace, webhook_id)

    async def ping(self, workspace: str, webhook_id: str) -> None:
        """Queues a ping."""
        hook, _, _ = await asyncio.to_thread(self._hooks.get, workspace, webhook_id)
        await webhooks.ping(self._queue, workspace, hook)

    async def replay(self, workspace: str, webhook_id: str, after: int) -> int:
        """Queues again what passed the filters after an event, up to what has been queued once."""
        hook, _, cursor = await asyncio.to_thread(self._hooks.get, workspace, webhook_id)
        return await self._walk(workspace, hook, after, cursor)

    async def dispatch(self, workspace: str) -> None:
        """Queues new events for every webhook of a workspace."""
        async with self._walking:
            last = await asyncio.to_thread(self._store.last_event, workspace)
            for hook, cursor in await asyncio.to_thread(self._hooks.cursors, workspace):
                if cursor < last:
                    await self._walk(workspace, hook, cursor, last)
                    await asyncio.to_thread(self._hooks.move, hook.id, last)

    async def _walk(self, workspace: str, hook: Webhook, after: int, last: int) -> int:
        queued = 0
        while after < last:
            events = await asyncio.to_thread(
                self._store.list_events, workspace, after, webhooks.EVENTS_PER_LOOK
            )
            events = tuple(event for event in events if event.id <= last)
            if not events:
                break
            for event in events:
                queued += await self._offer(workspace, hook, event)
            after = events[-1].id
        return queued

    async def _offer(self, workspace: str, hook: Webhook, event: Event) -> bool:
        finding = await asyncio.to_thread(self._store.find_finding, workspace, event.finding_id)
        if not webhooks.passes(hook, event, finding):
            return False
        return await self._queue.put(
            webhooks.DELIVER, f"{hook.id}:{event.id}", webhooks.message(workspace, hook, event.id)
        )

    async def post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
        """What a worker posts."""
        hook, secret, _ = await asyncio.to_thread(self._hooks.get, workspace, webhook_id)
        if not event_id:
            return webhooks.make_post(hook, secret, workspace, None, None)
        after = max(0, event_id - 1)
        found = await asyncio.to_thread(self._store.list_events, workspace, after, 1)
        if not found or found[0].id != event_id:
            raise Permanent(
                Reason.NOT_FOUND, f"There is no event {event_id}.", metadata={"id": str(event_id)}
            )
        finding = await asyncio.to_thread(self._store.find_finding, workspace, found[0].finding_id)
        return webhooks.make_post(hook, secret, workspace, found[0], finding)
