"""How often a key may call: a bucket of calls per key that fills up evenly, and a number of calls a day.

| key | type | meaning |
|---|---|---|
| `averral:rate:{K}` | hash | the bucket of key K: `left` (calls), `at` (seconds); expires when it is full again |
| `averral:quota:{K}:D` | integer | calls of key K on the day D (UTC, days since 1970); expires after two days |

`SharedRates` keeps them in Redis, so that a key has its limit once, however many processes serve it; `Rates` keeps them
in the memory of one process. The server's clock counts there, so that clocks that differ do not matter.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Any, Protocol

import structlog
from redis import exceptions

from averral.errors import Reason, Temporary
from averral.runtime.keys.key import Key

_log = structlog.get_logger(__name__)

#: Buckets kept; the one that was unused for longest goes first, full as it is by then.
CAPACITY = 10_000
_MINUTE, _DAY = 60.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a key has left, as the headers say it: of the minute's calls, or of the day's where these end first."""

    allowed: bool
    limit: int
    """Calls per minute, or per day."""
    remaining: int
    reset: float
    """Seconds until everything is there again."""
    retry_after: float = 0.0
    """Seconds until the next call is allowed."""
    daily: bool = False
    """Whether the day's calls are told."""

    @property
    def headers(self) -> dict[str, str]:
        """The same as headers, or as gRPC metadata in lower case."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(-int(-self.reset // 1)),
        }


class Limiter(Protocol):
    """Takes calls out of keys' buckets."""

    async def take(self, key_id: str, per_minute: int, per_day: int = 0) -> Standing:
        """Takes a call, if there is one; a tenth of a minute's calls may come at once. 0 a day is no limit."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    day: int = 0
    used: int = 0


class Rates:
    """Buckets in the memory of this process."""

    def __init__(self, clock: Callable[[], float] = time.time, capacity: int = CAPACITY) -> None:
        self._clock, self._capacity = clock, capacity
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    async def take(self, key_id: str, per_minute: int, per_day: int = 0) -> Standing:
        """See `Limiter.take`."""
        now, most = self._clock(), max(1.0, per_minute / 10)
        bucket = self._buckets.setdefault(key_id, _Bucket(most, now))
        self._buckets.move_to_end(key_id)
        while len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        bucket.left = min(most, bucket.left + max(0.0, now - bucket.at) * per_minute / _MINUTE)
        bucket.at = now
        if bucket.day != int(now // _DAY):
            bucket.day, bucket.used = int(now // _DAY), 0
        allowed = bucket.left >= 1 and (not per_day or bucket.used < per_day)
        if allowed:
            bucket.left -= 1
            bucket.used += 1
        return standing(allowed, bucket.left, bucket.used, now, per_minute, per_day)

    async def close(self) -> None:
        """See `Limiter.close`."""


class SharedRates:
    """Buckets in Redis. While it is away each process counts for itself: a key must not be refused for that."""

    def __init__(self, client: Any) -> None:
        self._redis, self._alone = client, Rates()
        self._text = (resources.files("averral.runtime.keys") / "rates.lua").read_text()

    async def take(self, key_id: str, per_minute: int, per_day: int = 0) -> Standing:
        """See `Limiter.take`."""
        names = (f"averral:rate:{{{key_id}}}", f"averral:quota:{{{key_id}}}:")
        try:
            found = await self._redis.eval(self._text, 2, *names, per_minute, per_day)
        except (exceptions.RedisError, Temporary, OSError) as error:
            _log.warning("rates are counted here alone", cause=type(error).__name__)
            return await self._alone.take(key_id, per_minute, per_day)
        allowed, left, used, now = (float(each) for each in found)
        return standing(allowed > 0, left, int(used), now, per_minute, per_day)

    async def close(self) -> None:
        """See `Limiter.close`."""
        await self._redis.aclose()


def standing(
    allowed: bool,  # noqa: FBT001 - what the bucket said
    left: float,
    used: int,
    now: float,
    per_minute: int,
    per_day: int,
) -> Standing:
    """What is told of a bucket and a day's count."""
    most, per_second = max(1.0, per_minute / 10), per_minute / _MINUTE
    if per_day and (used >= per_day or per_day - used < left):
        ends = _DAY - now % _DAY
        wait = 0.0 if allowed else (ends if used >= per_day else (1 - left) / per_second)
        return Standing(allowed, per_day, max(0, per_day - used), ends, wait, daily=True)
    return Standing(
        allowed,
        per_minute,
        int(left),
        (most - left) / per_second,
        0.0 if allowed else (1 - left) / per_second,
    )


async def count(rates: Limiter, key: Key, per_minute: int, per_day: int) -> tuple[str, Standing]:
    """Counts a call of the key; the id that it is counted under, and what is left.

    A token shares the calls of the key that made it: otherwise tokens would multiply them.
    """
    owner = key.parent_id or key.id
    day = per_day if key.calls_per_day is None else key.calls_per_day
    return owner, await rates.take(owner, key.rate_per_minute or per_minute, day)


def refuse_if_used_up(owner: str, standing: Standing) -> None:
    """Refuses a call beyond the key's.

    Raises:
        Temporary: RATE_LIMITED.
    """
    if not standing.allowed:
        unit = "day" if standing.daily else "minute"
        raise Temporary(
            Reason.RATE_LIMITED,
            f"The key has used up its {standing.limit} calls a {unit}: call again later.",
            retry_after=standing.retry_after,
            metadata={"key": owner, "limit": str(standing.limit)},
        )
