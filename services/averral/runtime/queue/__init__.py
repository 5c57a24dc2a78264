"""Message queues with leases, retries and dead letters: what is promised, and who keeps it.

`running_queue(settings)` gives the queue that the settings ask for, and starts its server where there is none.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from averral.runtime.queue.connection import open_client
from averral.runtime.queue.interface import DeadLetter, Delivery, Queue, QueueStats
from averral.runtime.queue.measured import MeasuredQueue
from averral.runtime.queue.memory import MemoryQueue
from averral.runtime.queue.redis_streams import RedisStreamsQueue
from averral.runtime.queue.retry import RetryPolicy
from averral.runtime.redis_server import RedisServer
from averral.runtime.settings import QueueSettings, WorkerSettings
from averral.runtime.tasks import end

__all__ = [
    "DeadLetter",
    "Delivery",
    "MeasuredQueue",
    "MemoryQueue",
    "Queue",
    "QueueStats",
    "RedisStreamsQueue",
    "RetryPolicy",
    "open_queue",
    "retry_policy",
    "running_queue",
]


def open_queue(settings: QueueSettings, redis_url: str = "") -> Queue:
    """The queue at `redis_url` or, if that is empty, at the settings' own; `memory://` stays in the process.

    With neither, use `running_queue`.

    Raises:
        Permanent: INVALID_ARGUMENT for an address of another kind.
    """
    url = redis_url or settings.redis_url
    size, lease, wait = settings.queue_size, settings.lease_seconds, settings.queue_retry_after
    if url.startswith("memory:"):
        return MeasuredQueue(MemoryQueue(capacity=size, lease=lease, retry_after=wait))
    client = open_client(url, settings.redis_patience)
    return MeasuredQueue(RedisStreamsQueue(client, capacity=size, lease=lease, retry_after=wait))


@asynccontextmanager
async def running_queue(settings: QueueSettings) -> AsyncIterator[Queue]:
    """The settings' queue, with a server of our own in `data_dir` when they name none.

    All processes with the same `data_dir` share that server.
    """
    async with AsyncExitStack() as closing:
        url = settings.redis_url
        if not url:
            server = await closing.enter_async_context(RedisServer(settings.data_dir / "redis"))
            url = server.url
            keeping = asyncio.create_task(server.keep())
            closing.push_async_callback(end, keeping)
        queue = open_queue(settings, url)
        closing.push_async_callback(queue.close)
        yield queue


def retry_policy(settings: WorkerSettings) -> RetryPolicy:
    """When failed messages are tried again, by the settings."""
    return RetryPolicy(
        attempts=settings.attempts,
        first=settings.backoff_first,
        longest=settings.backoff_longest,
        jitter=settings.backoff_jitter,
    )
