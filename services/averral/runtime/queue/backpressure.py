"""The refusal of a full queue, worded alike by all implementations."""

from __future__ import annotations

from averral.errors import Reason, Temporary


def queue_full(stream: str, capacity: int, retry_after: float) -> Temporary:
    """The error that `Queue.put` raises when a stream holds `capacity` messages."""
    return Temporary(
        Reason.QUEUE_FULL,
        f"The queue {stream} holds {capacity} messages, which is all it may. Send again in {retry_after:g} s.",
        retry_after=retry_after,
        metadata={"queue": stream, "length": str(capacity), "limit": str(capacity)},
    )
