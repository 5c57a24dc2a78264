"""Metrics round any queue, so that neither queues nor workers know of them."""

from __future__ import annotations

import time
from collections.abc import Mapping

from averral.runtime import telemetry
from averral.runtime.queue.interface import DeadLetter, Delivery, Queue, QueueStats

_GAUGE_SECONDS = 5.0
"""How often a worker that takes messages looks at a queue's length: well within a usual scrape interval."""


class MeasuredQueue:
    """Implements `Queue` over another one; counts what becomes of deliveries and how long they took."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._started: dict[tuple[str, str, int], float] = {}
        self._measured: dict[str, float] = {}

    async def put(self, stream: str, message_id: str, body: Mapping[str, str]) -> bool:
        """See `Queue.put`."""
        return await self._queue.put(stream, message_id, body)

    async def take(self, stream: str, consumer: str, count: int = 1, wait: float = 0.0) -> list[Delivery]:
        """See `Queue.take`."""
        await self._measure(stream)
        taken = await self._queue.take(stream, consumer, count, wait)
        for delivery in taken:
            self._started[_key(delivery)] = time.monotonic()
        return taken

    async def ack(self, delivery: Delivery) -> bool:
        """See `Queue.ack`."""
        return self._ended(delivery, "done", held=await self._queue.ack(delivery))

    async def renew(self, delivery: Delivery) -> bool:
        """See `Queue.renew`."""
        return await self._queue.renew(delivery)

    async def retry(self, delivery: Delivery, cause: str, delay: float) -> bool:
        """See `Queue.retry`."""
        return self._ended(delivery, "retried", held=await self._queue.retry(delivery, cause, delay))

    async def bury(self, delivery: Delivery, cause: str, stage: str) -> bool:
        """See `Queue.bury`."""
        return self._ended(delivery, "buried", held=await self._queue.bury(delivery, cause, stage))

    async def dead_list(self, stream: str, count: int = 100, after: str = "") -> list[DeadLetter]:
        """See `Queue.dead_list`."""
        return await self._queue.dead_list(stream, count, after)

    async def dead_retry(self, stream: str, entry: str) -> bool:
        """See `Queue.dead_retry`."""
        return await self._queue.dead_retry(stream, entry)

    async def dead_drop(self, stream: str, entry: str) -> bool:
        """See `Queue.dead_drop`."""
        return await self._queue.dead_drop(stream, entry)

    async def depth(self, stream: str) -> int:
        """See `Queue.depth`."""
        return await self._queue.depth(stream)

    async def stats(self, stream: str) -> QueueStats:
        """See `Queue.stats`; also what the gauges show."""
        stats = await self._queue.stats(stream)
        telemetry.QUEUE_DEPTH.labels(stream).set(stats.waiting + stats.running + stats.delayed)
        telemetry.QUEUE_OLDEST_SECONDS.labels(stream).set(stats.oldest_seconds)
        telemetry.QUEUE_DEAD.labels(stream).set(stats.dead)
        return stats

    async def close(self) -> None:
        """See `Queue.close`."""
        await self._queue.close()

    async def _measure(self, stream: str) -> None:
        now = time.monotonic()
        if now - self._measured.get(stream, -_GAUGE_SECONDS) >= _GAUGE_SECONDS:
            self._measured[stream] = now
            await self.stats(stream)

    def _ended(self, delivery: Delivery, outcome: str, *, held: bool) -> bool:
        telemetry.MESSAGES.labels(delivery.stream, outcome if held else "lost").inc()
        started = self._started.pop(_key(delivery), None)
        if started is not None:
            telemetry.STAGE_SECONDS.labels(delivery.stream).observe(time.monotonic() - started)
        return held


def _key(delivery: Delivery) -> tuple[str, str, int]:
    return delivery.stream, delivery.entry, delivery.attempt
