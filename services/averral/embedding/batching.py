"""Dynamic batching: requests that arrive together are computed as one call.

A worker takes what is waiting, up to `batch` items, after at most `delay` seconds; requests are
never split. The queue is bounded: a full one is refused at once, so that callers back off instead of
piling up deadlines that nobody can keep.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from averral.errors import Reason, Temporary

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(slots=True)
class _Request(Generic[In, Out]):
    items: Sequence[In]
    answer: asyncio.Future[Sequence[Out]] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Batcher(Generic[In, Out]):
    """Feeds `compute` with joined requests, one batch at a time, in a thread of `executor`.

    Args:
        compute: takes a list of items, returns as many answers in the same order.
        batch: most items per call, unless a single request holds more.
        delay: seconds that the first request of a batch waits for company.
        waiting: most items in the queue; more are refused.
        executor: where `compute` runs; None for the loop's default threads.
    """

    def __init__(
        self,
        compute: Callable[[list[In]], Sequence[Out]],
        *,
        batch: int = 512,
        delay: float = 0.002,
        waiting: int = 16_384,
        executor: Executor | None = None,
    ) -> None:
        self._compute, self._executor = compute, executor
        self._batch, self._delay, self._limit = batch, delay, waiting
        self._requests: deque[_Request[In, Out]] = deque()
        self._waiting = 0
        self._full = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None

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
        if self._worker is None or self._worker.done():
            # Made anew: an event belongs to one loop, and a command may run several after each other.
            self._full = asyncio.Event()
            self._worker = asyncio.create_task(self._work())
        if self._waiting >= self._batch:
            self._full.set()
        return await request.answer

    async def _work(self) -> None:
        while self._requests:
            await self._company()
            requests = self._take()
            if requests:
                await self._answer(requests)

    async def _company(self) -> None:
        if self._waiting < self._batch and self._delay > 0:
            self._full.clear()
            try:
                await asyncio.wait_for(self._full.wait(), self._delay)
            except TimeoutError:
                return

    def _take(self) -> list[_Request[In, Out]]:
        taken: list[_Request[In, Out]] = []
        size = 0
        while self._requests and (not taken or size + len(self._requests[0].items) <= self._batch):
            request = self._requests.popleft()
            self._waiting -= len(request.items)
            # A caller that gave up costs nothing more.
            if not request.answer.done():
                taken.append(request)
                size += len(request.items)
        return taken

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
