"""Counts the calls of keys that have plenty left while these are served, not before.

Each count is a write that the server brings to its disk, a millisecond or more that a call need not wait for. Near its limit
a key waits again, until all that was let in before is counted: one process never goes beyond it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from dataclasses import replace

from averral.runtime.keys.rates import CAPACITY, Limiter, Rates, SharedRates, Standing
from averral.runtime.queue.connection import open_client
from averral.runtime.tasks import end

#: Calls that a key must have left beside those that are being counted.
PLENTY = 8


class Ahead:
    """A limiter over another one; what it tells of a key with plenty left may be some calls behind."""

    def __init__(self, inner: Limiter) -> None:
        self._inner = inner
        self._known: OrderedDict[str, Standing] = OrderedDict()
        self._counting: defaultdict[str, set[asyncio.Task[Standing]]] = defaultdict(set)

    async def take(self, key_id: str, per_minute: int, per_day: int = 0) -> Standing:
        """See `Limiter.take`."""
        known = self._known.get(key_id)
        running = self._counting.get(key_id, set())
        left = known.remaining - len(running) if known is not None else 0
        if known is None or left <= PLENTY:
            if running:
                # What was let in before counts before.
                await asyncio.wait(tuple(running))
            return await self._count(key_id, per_minute, per_day)
        task = asyncio.create_task(self._count(key_id, per_minute, per_day))
        self._counting[key_id].add(task)
        task.add_done_callback(lambda done: self._counted(key_id, done))
        return replace(known, remaining=left - 1)

    async def close(self) -> None:
        """See `Limiter.close`."""
        await end(*(task for running in self._counting.values() for task in running))
        await self._inner.close()

    async def _count(self, key_id: str, per_minute: int, per_day: int) -> Standing:
        standing = await self._inner.take(key_id, per_minute, per_day)
        self._known[key_id] = standing
        self._known.move_to_end(key_id)
        while len(self._known) > CAPACITY:
            self._known.popitem(last=False)
        return standing

    def _counted(self, key_id: str, task: asyncio.Task[Standing]) -> None:
        self._counting[key_id].discard(task)
        if not self._counting[key_id]:
            del self._counting[key_id]


def open_rates(redis_url: str, patience: float) -> Limiter:
    """Rates in the Redis of the queues, or of this process where no address is set."""
    if not redis_url or redis_url.startswith("memory:"):
        return Rates()
    return Ahead(SharedRates(open_client(redis_url, min(patience, 1.0))))
