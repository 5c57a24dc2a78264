"""The installation's queue, opened when somebody first wants to see it: most calls to the gateway never do."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from averral.runtime.queue import Queue, running_queue
from averral.runtime.settings import QueueSettings


class OpenedQueue:
    """The settings' queue; `get` opens it, `close` lets go of it."""

    def __init__(self, settings: QueueSettings) -> None:
        self._settings = settings
        self._closing = AsyncExitStack()
        self._opening = asyncio.Lock()
        self._queue: Queue | None = None

    async def get(self) -> Queue:
        """The queue.

        Raises:
            Temporary: NEIGHBOUR_UNAVAILABLE when its server does not answer.
        """
        async with self._opening:
            if self._queue is None:
                self._queue = await self._closing.enter_async_context(running_queue(self._settings))
            return self._queue

    async def close(self) -> None:
        """Lets go of connections; messages stay."""
        await self._closing.aclose()
