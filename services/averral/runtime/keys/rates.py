"""How often a key may call: a bucket of calls per key that fills up evenly.

Kept in the memory of one process: behind several gateways a key has its limit at each of them.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

#: Buckets kept; the one that was unused for longest goes first, full as it is by then.
CAPACITY = 10_000
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a key has left, as the headers say it."""

    allowed: bool
    limit: int
    """Calls per minute."""
    remaining: int
    reset: float
    """Seconds until everything is there again."""
    retry_after: float = 0.0
    """Seconds until the next call is allowed."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """Takes one call at a time out of each key's bucket."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, capacity: int = CAPACITY) -> None:
        self._clock, self._capacity = clock, capacity
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key_id: str, per_minute: int) -> Standing:
        """Takes a call, if there is one; a tenth of a minute's calls may come at once."""
        now, most = self._clock(), max(1.0, per_minute / 10)
        bucket = self._buckets.setdefault(key_id, _Bucket(most, now))
        self._buckets.move_to_end(key_id)
        while len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        per_second = per_minute / _MINUTE
        bucket.left = min(most, bucket.left + (now - bucket.at) * per_second)
        bucket.at = now
        allowed = bucket.left >= 1
        if allowed:
            bucket.left -= 1
        return Standing(
            allowed,
            per_minute,
            int(bucket.left),
            (most - bucket.left) / per_second,
            0.0 if allowed else (1 - bucket.left) / per_second,
        )
