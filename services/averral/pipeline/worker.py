"""Takes messages, runs the stage, then acknowledges. Result first, acknowledgement after.

A neighbour that is away is waited for: it says nothing about the message, so it costs no attempt.
Any other failure is retried with back-off, and in the end buried with its cause.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import structlog

from averral.errors import AverralError, Reason, Temporary
from averral.model import DocumentState
from averral.pipeline.deliver import POLICY as DELIVER_POLICY
from averral.pipeline.later import Later
from averral.pipeline.stages import DELIVER, STAGES, Neighbours, finish_removals, requeue_forgotten
from averral.runtime.queue.interface import Delivery
from averral.runtime.queue.retry import RetryPolicy, describe
from averral.runtime.tasks import end

_log = structlog.get_logger(__name__)

_AWAY = frozenset({Reason.NEIGHBOUR_UNAVAILABLE, Reason.STORAGE_FAILED, Reason.QUEUE_FULL})


@dataclass(frozen=True, slots=True)
class Pace:
    """How the worker spends its time; the settings say what each is for."""

    concurrency: int = 2
    lease: float = 60.0
    """Seconds; renewed at a third of it while the work runs."""
    idle_wait: float = 1.0
    longest_pause: float = 5.0
    """Seconds between tries while a neighbour is away."""
    sweep_every: float = 60.0
    """Seconds between searches for documents that no message stands for."""


class Worker:
    """Works on all queues until it is stopped; several may run at once, in any number of processes."""

    def __init__(
        self,
        neighbours: Neighbours,
        name: str,
        pace: Pace = Pace(),
        policy: RetryPolicy = RetryPolicy(),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._neighbours = neighbours
        self._name = name
        self._pace = pace
        self._policy = policy
        # A receiver may be down for hours; a stage of ours that fails for minutes is broken.
        self._policies = {DELIVER: DELIVER_POLICY}
        self._chance = chance
        self._later = Later()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; messages in hand are finished first."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._sweep(stop))
            for stream in STAGES:
                for number in range(self._pace.concurrency):
                    tasks.create_task(self._serve(stream, f"{self._name}-{number}", stop))

    async def drain(self, *, settle: bool = True) -> None:
        """Until the queues are empty, one message at a time: how one process does everything itself.

        Findings are refreshed once at the end, not after each document: reports of one event touch the same
        findings again and again. With `settle` False that is left to a later call of `settle`.
        """
        queue, kept = self._neighbours.queue, self._neighbours
        self._neighbours = replace(kept, verification=self._later)
        try:
            while True:
                for stream in STAGES:
                    deliveries = await queue.take(stream, self._name, 1)
                    if deliveries:
                        break
                else:
                    break
                await self._handle(deliveries[0])
        finally:
            self._neighbours = kept
        if settle:
            await self.settle()

    async def settle(self) -> None:
        """Refreshes the findings that drained documents touched."""
        for workspace, item_ids in self._later.taken():
            await self._neighbours.verification.refresh_findings(workspace, item_ids)

    async def _serve(self, stream: str, consumer: str, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                taken = await self._neighbours.queue.take(stream, consumer, 1, self._pace.idle_wait)
                for delivery in taken:
                    await self._handle(delivery)
            except Temporary as error:
                _log.warning("queue is away", stream=stream, reason=error.reason.value)
                await _pause(stop, self._pace.longest_pause)

    async def _handle(self, delivery: Delivery) -> None:
        if self._policy_of(delivery).exhausted(delivery.attempt):
            await self._give_up(delivery, "INTERNAL: the worker died on it each time", Reason.INTERNAL)
            return
        try:
            async with self._lease(delivery):
                await self._work(delivery)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the message must not be lost
            await self._after_failure(delivery, error)
        else:
            await self._neighbours.queue.ack(delivery)

    async def _work(self, delivery: Delivery) -> None:
        """Runs the stage, waiting for neighbours that are away."""
        pause = self._policy.first
        while True:
            try:
                await STAGES[delivery.stream](self._neighbours, delivery.body)
            except Temporary as error:
                if error.reason not in _AWAY:
                    raise
                _log.warning("neighbour is away", stage=delivery.stream, reason=error.reason.value)
                await asyncio.sleep(pause * (0.5 + self._chance() / 2))
                pause = min(pause * 2, self._pace.longest_pause)
            else:
                return

    async def _after_failure(self, delivery: Delivery, error: Exception) -> None:
        cause = describe(error)
        delay = self._policy_of(delivery).next_delay(delivery.attempt, error, self._chance())
        _log.warning(
            "stage failed",
            stage=delivery.stream,
            id=delivery.message_id,
            attempt=delivery.attempt,
            cause=cause,
        )
        if delay is None:
            reason = error.reason if isinstance(error, AverralError) else Reason.INTERNAL
            await self._give_up(delivery, cause, reason)
        else:
            await self._neighbours.queue.retry(delivery, cause, delay)

    async def _give_up(self, delivery: Delivery, cause: str, reason: Reason) -> None:
        """Notes the failure with the document first: if that fails, the lease brings the message back."""
        body = delivery.body
        with contextlib.suppress(AverralError):
            if "document_id" in body:
                await self._neighbours.matching.set_state(
                    body["workspace"], body["document_id"], DocumentState.FAILED, reason.value
                )
        await self._neighbours.queue.bury(delivery, cause, delivery.stream)

    def _policy_of(self, delivery: Delivery) -> RetryPolicy:
        return self._policies.get(delivery.stream, self._policy)

    @contextlib.asynccontextmanager
    async def _lease(self, delivery: Delivery) -> AsyncIterator[None]:
        keeper = asyncio.create_task(self._renew(delivery))
        try:
            yield
        finally:
            await end(keeper)

    async def _renew(self, delivery: Delivery) -> None:
        while True:
            await asyncio.sleep(self._pace.lease / 3)
            with contextlib.suppress(Temporary):
                await self._neighbours.queue.renew(delivery)

    async def _sweep(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                for workspace in await self._neighbours.verification.list_workspaces():
                    await requeue_forgotten(self._neighbours, workspace)
                    await finish_removals(self._neighbours, workspace)
            except AverralError as error:
                _log.warning("sweep failed", reason=error.reason.value)
            await _pause(stop, self._pace.sweep_every)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
