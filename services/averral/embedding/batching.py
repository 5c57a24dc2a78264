"""Dynamic batching: requests that arrive together are computed as one call.

A worker takes what is waiting, up to `batch` items, after at most `delay` seconds; requests are
never split. Several workers share what is waiting, so that one computes while the callers of another take their answers and
ask again. The queue is bounded: a full one is refused at once, so that callers back off instead of
piling up deadlines that nobody can keep.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from averral.errors import Reason, Temporary

In = TypeVar("In")
Out = TypeVar("Out")

#: Items for which nobody waits for more: what a batch costs besides them is shared by enough. Several workers take so
#: many at least, if there are.
ENOUGH = 10
#: Delays that the first request of a batch waits at most, while others come: those whom the last batch answered ask
#: again one after the other.
MOST_DELAYS = 5
#: Parts of what is waiting for each of several workers: while they are at one, the next fills up with answered callers.
PARTS = 2


@dataclass(slots=True, eq=False)
class _Request(Generic[In, Out]):
    items: Sequence[In]
    answer: asyncio.Future[Sequence[Out]] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


def _alike(
    requests: deque[_Request[In, Out]], size: Callable[[In], int], most: int
) -> deque[_Request[In, Out]]:
    """Of the requests in order of their longest items, the part of about `most` items in which the oldest stands."""
    part: deque[_Request[In, Out]] = deque()
    count = 0
    for request in sorted(requests, key=lambda one: max(map(size, one.items))):
        if part and count + len(request.items) > most:
            if requests[0] in part:
                break
            part, count = deque(), 0
        part.append(request)
        count += len(request.items)
    return part


class Batcher(Generic[In, Out]):
    """Feeds `compute` with joined requests, one batch at a time for each worker, in a thread of `executor`.

    Args:
        compute: takes a list of items, returns as many answers in the same order.
        batch: most items per call, unless a single request holds more.
        delay: seconds that the first request of a batch waits for company; while more come, some times as long.
        waiting: most items in the queue; more are refused.
        executor: where `compute` runs; None for the loop's default threads.
        workers: batches computed at once.
        size: how long an item is, where the longest of a batch costs as much as if all were so long.
    """

    def __init__(
        self,
        compute: Callable[[list[In]], Sequence[Out]],
        *,
        batch: int = 512,
        delay: float = 0.002,
        waiting: int = 16_384,
        executor: Executor | None = None,
        workers: int = 1,
        size: Callable[[In], int] | None = None,
    ) -> None:
        self._size = size
        self._compute, self._executor, self._workers = compute, executor, workers
        self._batch, self._delay, self._limit = batch, delay, waiting
        self._requests: deque[_Request[In, Out]] = deque()
        self._waiting = 0
        self._full = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def submit(self, items: Sequence[In]) -> Sequence[Out]:
        """Answers for `items`, in order.

        Raises:
            Temporary: QUEUE_FULL when too many items wait already.
        """
        if not items:
            return ()
        if self._requests and self._waiting + len(items) > self._limit:
            raise Temporary(
                Reason.QUEUE_FULL,
                f"{self._waiting} items are waiting already; try again in a second, or run more replicas.",
                metadata={"waiting": str(self._waiting), "limit": str(self._limit)},
            )
        request: _Request[In, Out] = _Request(items)
        self._requests.append(request)
        self._waiting += len(items)
        self._tasks = {task for task in self._tasks if not task.done()}
        if not self._tasks:
            # Made anew: an event belongs to one loop, and a command may run several after each other.
            self._full = asyncio.Event()
        if len(self._tasks) < self._workers:
            self._tasks.add(asyncio.create_task(self._work()))
        if self._waiting >= min(self._batch, ENOUGH):
            self._full.set()
        return await request.answer

    async def _work(self) -> None:
        while self._requests:
            await self._company()
            requests = self._take()
            if requests:
                await self._answer(requests)

    async def _company(self) -> None:
        """Waits for more requests: as long as they keep coming, but not for ever."""
        for _ in range(MOST_DELAYS):
            before = self._waiting
            if before >= min(self._batch, ENOUGH) or self._delay <= 0:
                return
            self._full.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._delay):
                    await self._full.wait()
            if self._waiting <= before:
                return

    def _take(self) -> list[_Request[In, Out]]:
        """Requests from the oldest on, or it with those nearest to it in size, up to a worker's share of all."""
        parts = PARTS * self._workers if self._workers > 1 else 1
        most = min(self._batch, max(ENOUGH, math.ceil(self._waiting / parts)))
        taken: list[_Request[In, Out]] = []
        queue = self._requests
        if self._size is not None and most < self._waiting:
            queue = _alike(self._requests, self._size, most)
        size = 0
        while queue and (not taken or size + len(queue[0].items) <= most):
            request = queue.popleft()
            size += len(request.items)
            taken.append(request)
        if queue is not self._requests:
            chosen = set(map(id, taken))
            self._requests = deque(request for request in self._requests if id(request) not in chosen)
        self._waiting -= size
        # A caller that gave up costs nothing more.
        return [request for request in taken if not request.answer.done()]

    async def _answer(self, requests: list[_Request[In, Out]]) -> None:
        items = [item for request in requests for item in request.items]
        try:
            answers = await asyncio.get_running_loop().run_in_executor(self._executor, self._compute, items)
        except Exception as error:  # noqa: BLE001 - handed to the callers
            await self._fail(requests, error)
            return
        start = 0
        for request in requests:
            end = start + len(request.items)
            if not request.answer.done():
                request.answer.set_result(answers[start:end])
            start = end

    async def _fail(self, requests: list[_Request[In, Out]], error: Exception) -> None:
        """One bad request must not fail its neighbours: they are computed again, each alone."""
        if len(requests) > 1:
            for request in requests:
                await self._answer([request])
        elif not requests[0].answer.done():
            requests[0].answer.set_exception(error)
