"""What a queue promises, whichever implementation stands behind it (`memory`, `redis_streams`).

A message lives until it is acknowledged, delivered at least once: work must be idempotent by message id.
The order of events is fixed: the result is stored, then the message is acknowledged, and only then is it
deleted. Whoever takes a message holds a lease on it; when the lease runs out because nobody renewed it, the
next `take` of any consumer gets the message with `attempt` one higher. A delivery whose lease went to
somebody else can do no harm: `renew`, `retry` and `bury` then answer False and change nothing.

All methods raise `Temporary` (NEIGHBOUR_UNAVAILABLE, STORAGE_FAILED) when the server behind is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message in the hands of one consumer."""

    stream: str
    entry: str
    """Identifies this stay in the queue; a retried message gets a new one."""
    message_id: str
    body: Mapping[str, str]
    attempt: int
    """1 for the first delivery; grows with every delivery, also those whose worker died."""
    consumer: str = ""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up, with what is needed to judge it."""

    stream: str
    entry: str
    message_id: str
    body: Mapping[str, str]
    attempt: int
    """Deliveries it had."""
    cause: str
    """Reason and message of the last error."""
    stage: str
    """What was being done."""
    at: float
    """When it was buried, seconds since 1970."""


@dataclass(frozen=True, slots=True)
class QueueStats:
    """Counts of one stream."""

    waiting: int
    running: int
    """Delivered and neither acknowledged nor given back; includes those of dead workers."""
    delayed: int
    """Waiting for their next attempt."""
    dead: int
    oldest_seconds: float
    """Age of the oldest message that is waiting or running; 0 when there is none."""


class Queue(Protocol):
    """Streams of messages by name; see the module for the promises."""

    async def put(self, stream: str, message_id: str, body: Mapping[str, str]) -> bool:
        """Queues a message; False when one with this id is already queued, running or delayed.

        Raises:
            Temporary: QUEUE_FULL with the time to wait.
        """
        ...

    async def take(self, stream: str, consumer: str, count: int = 1, wait: float = 0.0) -> list[Delivery]:
        """Up to `count` messages, leased to `consumer`; waits up to `wait` seconds for the first.

        Comes back with messages whose lease ran out before it looks at new ones, oldest first.
        """
        ...

    async def ack(self, delivery: Delivery) -> bool:
        """Done: deletes the message; False when it was gone already."""
        ...

    async def renew(self, delivery: Delivery) -> bool:
        """Starts the lease anew; False when it went to somebody else: stop working on the message."""
        ...

    async def retry(self, delivery: Delivery, cause: str, delay: float) -> bool:
        """Gives the message back, to be delivered again after `delay` seconds."""
        ...

    async def bury(self, delivery: Delivery, cause: str, stage: str) -> bool:
        """Moves the message to the dead letters. Its id may be queued anew."""
        ...

    async def dead_list(self, stream: str, count: int = 100, after: str = "") -> list[DeadLetter]:
        """Dead letters, oldest first, starting behind the entry `after`."""
        ...

    async def dead_retry(self, stream: str, entry: str) -> bool:
        """Queues a dead letter anew with no attempts counted; False when there is none."""
        ...

    async def dead_drop(self, stream: str, entry: str) -> bool:
        """Deletes a dead letter for good; False when there is none."""
        ...

    async def depth(self, stream: str) -> int:
        """Messages not yet acknowledged: waiting, running and delayed."""
        ...

    async def stats(self, stream: str) -> QueueStats:
        """Counts for metrics and for people."""
        ...

    async def close(self) -> None:
        """Lets go of connections; messages stay."""
        ...
