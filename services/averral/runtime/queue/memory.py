"""The queue in this process's memory, for tests, for the command line and for trying things out.

Same promises as `redis_streams`, checked by the same suite, except that nothing survives the process.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from averral.runtime.queue.backpressure import queue_full
from averral.runtime.queue.interface import DeadLetter, Delivery, QueueStats

_POLL_SECONDS = 0.05
"""How often a waiting `take` looks at leases and delays, which an injected clock may move at any time."""


@dataclass(slots=True)
class _Message:
    entry: str
    id: str
    body: dict[str, str]
    since: float
    attempts: int = 0
    consumer: str = ""
    leased_until: float = 0.0

    def delivered_to(self, stream: str, consumer: str) -> Delivery:
        return Delivery(stream, self.entry, self.id, dict(self.body), self.attempts, consumer)


@dataclass(slots=True)
class _Stream:
    waiting: dict[str, _Message] = field(default_factory=dict)
    running: dict[str, _Message] = field(default_factory=dict)
    """By entry, oldest first; few, so that looking through all for expired leases is cheap."""
    later: list[tuple[float, str, _Message]] = field(default_factory=list)
    """Heap by due time."""
    ids: set[str] = field(default_factory=set)
    dead: dict[str, DeadLetter] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.waiting) + len(self.running) + len(self.later)


class MemoryQueue:
    """Implements `Queue`; `clock` gives seconds since 1970 and may be a test's own."""

    def __init__(
        self,
        *,
        capacity: int = 100_000,
        lease: float = 60.0,
        retry_after: float = 5.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._capacity, self._lease, self._retry_after = capacity, lease, retry_after
        self._clock = clock
        self._streams: dict[str, _Stream] = {}
        self._numbers = itertools.count(1)

    async def put(self, stream: str, message_id: str, body: Mapping[str, str]) -> bool:
        """See `Queue.put`."""
        held = self._stream(stream)
        if message_id in held.ids:
            return False
        if len(held) >= self._capacity:
            raise queue_full(stream, self._capacity, self._retry_after)
        self._append(held, _Message(self._entry(), message_id, dict(body), self._clock()))
        return True

    async def take(self, stream: str, consumer: str, count: int = 1, wait: float = 0.0) -> list[Delivery]:
        """See `Queue.take`."""
        ends = time.monotonic() + wait
        while True:
            taken = self._take_now(stream, consumer, count)
            left = ends - time.monotonic()
            if taken or left <= 0:
                return taken
            await asyncio.sleep(min(left, _POLL_SECONDS))

    async def ack(self, delivery: Delivery) -> bool:
        """See `Queue.ack`."""
        held = self._stream(delivery.stream)
        return self._remove(held, delivery.entry) is not None

    async def renew(self, delivery: Delivery) -> bool:
        """See `Queue.renew`."""
        message = self._owned(delivery)
        if message is not None:
            message.leased_until = self._clock() + self._lease
        return message is not None

    async def retry(self, delivery: Delivery, cause: str, delay: float) -> bool:  # noqa: ARG002
        """See `Queue.retry`."""
        message = self._owned(delivery)
        if message is None:
            return False
        held = self._stream(delivery.stream)
        self._remove(held, message.entry)
        held.ids.add(message.id)
        heapq.heappush(held.later, (self._clock() + delay, message.entry, message))
        return True

    async def bury(self, delivery: Delivery, cause: str, stage: str) -> bool:
        """See `Queue.bury`."""
        message = self._owned(delivery)
        if message is None:
            return False
        held = self._stream(delivery.stream)
        self._remove(held, message.entry)
        letter = DeadLetter(
            delivery.stream,
            self._entry(),
            message.id,
            message.body,
            message.attempts,
            cause,
            stage,
            self._clock(),
        )
        held.dead[letter.entry] = letter
        return True

    async def dead_list(self, stream: str, count: int = 100, after: str = "") -> list[DeadLetter]:
        """See `Queue.dead_list`."""
        letters = self._stream(stream).dead.values()
        return [letter for letter in letters if letter.entry > after][:count]

    async def dead_retry(self, stream: str, entry: str) -> bool:
        """See `Queue.dead_retry`."""
        held = self._stream(stream)
        letter = held.dead.pop(entry, None)
        if letter is None:
            return False
        if letter.message_id not in held.ids:
            self._append(held, _Message(self._entry(), letter.message_id, dict(letter.body), self._clock()))
        return True

    async def dead_drop(self, stream: str, entry: str) -> bool:
        """See `Queue.dead_drop`."""
        return self._stream(stream).dead.pop(entry, None) is not None

    async def depth(self, stream: str) -> int:
        """See `Queue.depth`."""
        return len(self._stream(stream))

    async def stats(self, stream: str) -> QueueStats:
        """See `Queue.stats`."""
        held = self._stream(stream)
        sinces = (message.since for message in (*held.running.values(), *held.waiting.values()))
        oldest = min(sinces, default=self._clock())
        return QueueStats(
            waiting=len(held.waiting),
            running=len(held.running),
            delayed=len(held.later),
            dead=len(held.dead),
            oldest_seconds=max(0.0, self._clock() - oldest),
        )

    async def close(self) -> None:
        """See `Queue.close`; nothing to let go of."""

    def _stream(self, name: str) -> _Stream:
        return self._streams.setdefault(name, _Stream())

    def _entry(self) -> str:
        return f"{next(self._numbers):012d}"

    @staticmethod
    def _append(held: _Stream, message: _Message) -> None:
        held.waiting[message.entry] = message
        held.ids.add(message.id)

    @staticmethod
    def _remove(held: _Stream, entry: str) -> _Message | None:
        message = held.running.pop(entry, None)
        if message is not None:
            held.ids.discard(message.id)
        return message

    def _owned(self, delivery: Delivery) -> _Message | None:
        message = self._stream(delivery.stream).running.get(delivery.entry)
        if message is None or (message.consumer, message.attempts) != (delivery.consumer, delivery.attempt):
            return None
        return message

    def _take_now(self, stream: str, consumer: str, count: int) -> list[Delivery]:
        held = self._stream(stream)
        now = self._clock()
        self._bring_back(held, now)
        expired = (message for message in held.running.values() if message.leased_until <= now)
        taken = list(itertools.islice(expired, count))
        while held.waiting and len(taken) < count:
            taken.append(held.waiting.pop(next(iter(held.waiting))))
        for message in taken:
            message.consumer, message.leased_until = consumer, now + self._lease
            message.attempts += 1
            held.running[message.entry] = message
        return [message.delivered_to(stream, consumer) for message in taken]

    def _bring_back(self, held: _Stream, now: float) -> None:
        while held.later and held.later[0][0] <= now:
            _, _, message = heapq.heappop(held.later)
            message.entry = self._entry()
            self._append(held, message)
