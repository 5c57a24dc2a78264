"""The queue on Redis Streams: Redis 7.0 commands only, so Valkey and managed services do as well.

Every key of stream S shares the hash tag {S}, so that one script may touch them all on a cluster:

| key                   | type       | meaning                                                                    |
|-----------------------|------------|----------------------------------------------------------------------------|
| `averral:{S}:log`     | stream     | messages waiting or running; fields `id`, `body` (JSON object of strings), |
|                       |            | `attempts` (deliveries before this entry), `since` (first put, ms)         |
| `averral:{S}:ids`     | hash       | message id → its entry in the log, or `later`; what is in here is a double |
| `averral:{S}:later`   | sorted set | ids of messages that wait for another attempt, by due time in ms           |
| `averral:{S}:held`    | hash       | id of such a message → JSON of `body`, `attempts`, `since`, `cause`        |
| `averral:{S}:dead`    | stream     | dead letters; fields `id`, `body`, `attempts`, `cause`, `stage`            |

The log has one consumer group, `workers`; an entry's idle time there is the lease, its delivery count plus
`attempts` the attempt. Each step is one Lua script (`lua/`), so a crash falls between steps, never into one.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from redis import exceptions

from averral.errors import Reason, Temporary
from averral.runtime.queue.backpressure import queue_full
from averral.runtime.queue.interface import DeadLetter, Delivery, QueueStats

GROUP = "workers"

_KEYS = ("log", "ids", "later", "held", "dead")

_LONGEST_BLOCK_MS = 2_000
"""Longest wait inside one command: below the client's socket timeout, and short enough to notice leases."""


class _Script:
    """A script with its hash; sent in full only to a server that does not know it (first use, restart)."""

    def __init__(self, name: str) -> None:
        folder = resources.files("averral.runtime.queue") / "lua"
        prelude, body = (folder / "prelude.lua").read_text(), (folder / f"{name}.lua").read_text()
        self._text = f"{prelude}\n{body}"
        self._sha = hashlib.sha1(self._text.encode()).hexdigest()  # noqa: S324  # Redis names scripts so

    async def run(self, client: Any, stream: str, *arguments: str | float) -> Any:
        keys = [_key(stream, name) for name in _KEYS]
        try:
            return await client.evalsha(self._sha, len(keys), *keys, *arguments)
        except exceptions.NoScriptError:
            return await client.eval(self._text, len(keys), *keys, *arguments)


class RedisStreamsQueue:
    """Implements `Queue` on a client of `redis.asyncio` with `decode_responses=True`.

    `lease` and `retry_after` are seconds, `capacity` counts messages. The client retries by itself while
    the server is away (see `connection`); what still fails comes out as `Temporary`.
    """

    def __init__(
        self, client: Any, *, capacity: int = 100_000, lease: float = 60.0, retry_after: float = 5.0
    ) -> None:
        self._redis = client
        self._capacity, self._lease_ms, self._retry_after = capacity, round(lease * 1000), retry_after
        self._cursors: dict[str, str] = {}
        names = ("put", "take", "ack", "renew", "retry", "bury", "dead_retry", "stats")
        self._scripts = {name: _Script(name) for name in names}

    async def put(self, stream: str, message_id: str, body: Mapping[str, str]) -> bool:
        """See `Queue.put`."""
        answer = await self._run("put", stream, message_id, _to_json(body), self._capacity)
        if answer == "full":
            raise queue_full(stream, self._capacity, self._retry_after)
        return bool(answer == "put")

    async def take(self, stream: str, consumer: str, count: int = 1, wait: float = 0.0) -> list[Delivery]:
        """See `Queue.take`."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + wait
        while True:
            taken, due_in = await self._take_now(stream, consumer, count)
            left_ms = round((ends - loop.time()) * 1000)
            if taken or left_ms <= 0:
                return taken
            block = min(left_ms, _LONGEST_BLOCK_MS, due_in if due_in >= 0 else left_ms)
            taken = await self._block(stream, consumer, count, max(1, block))
            if taken:
                return taken

    async def ack(self, delivery: Delivery) -> bool:
        """See `Queue.ack`."""
        return bool(await self._run("ack", delivery.stream, delivery.entry, delivery.message_id))

    async def renew(self, delivery: Delivery) -> bool:
        """See `Queue.renew`."""
        return bool(await self._run("renew", delivery.stream, *_held_by(delivery)))

    async def retry(self, delivery: Delivery, cause: str, delay: float) -> bool:
        """See `Queue.retry`."""
        delay_ms = round(delay * 1000)
        return bool(await self._run("retry", delivery.stream, *_held_by(delivery), delay_ms, cause))

    async def bury(self, delivery: Delivery, cause: str, stage: str) -> bool:
        """See `Queue.bury`."""
        return bool(await self._run("bury", delivery.stream, *_held_by(delivery), cause, stage))

    async def dead_list(self, stream: str, count: int = 100, after: str = "") -> list[DeadLetter]:
        """See `Queue.dead_list`."""
        start = f"({after}" if after else "-"
        with _translated():
            rows = await self._redis.xrange(_key(stream, "dead"), min=start, max="+", count=count)
        return [_dead_letter(stream, entry, fields) for entry, fields in rows]

    async def dead_retry(self, stream: str, entry: str) -> bool:
        """See `Queue.dead_retry`."""
        return bool(await self._run("dead_retry", stream, entry))

    async def dead_drop(self, stream: str, entry: str) -> bool:
        """See `Queue.dead_drop`."""
        with _translated():
            return bool(await self._redis.xdel(_key(stream, "dead"), entry))

    async def depth(self, stream: str) -> int:
        """See `Queue.depth`."""
        stats = await self.stats(stream)
        return stats.waiting + stats.running + stats.delayed

    async def stats(self, stream: str) -> QueueStats:
        """See `Queue.stats`."""
        total, running, delayed, dead, age_ms = await self._run("stats", stream)
        return QueueStats(total - running, running, delayed, dead, max(0.0, age_ms / 1000))

    async def close(self) -> None:
        """See `Queue.close`."""
        await self._redis.aclose()

    async def _run(self, name: str, stream: str, *arguments: str | float) -> Any:
        with _translated():
            return await self._scripts[name].run(self._redis, stream, *arguments)

    async def _take_now(self, stream: str, consumer: str, count: int) -> tuple[list[Delivery], int]:
        cursor = self._cursors.get(stream, "0-0")
        rows, cursor, due_in = await self._run("take", stream, consumer, count, self._lease_ms, cursor)
        self._cursors[stream] = cursor
        return [
            _delivery(stream, consumer, entry, dict(zip(flat[::2], flat[1::2], strict=True)), deliveries)
            for entry, flat, deliveries in rows
        ], int(due_in)

    async def _block(self, stream: str, consumer: str, count: int, wait_ms: int) -> list[Delivery]:
        key = _key(stream, "log")
        with _translated():
            answer = await self._redis.xreadgroup(GROUP, consumer, {key: ">"}, count=count, block=wait_ms)
        rows = [row for _, found in _by_stream(answer) for row in _flat(found)]
        return [_delivery(stream, consumer, entry, fields, 1) for entry, fields in rows]


def _key(stream: str, name: str) -> str:
    return f"averral:{{{stream}}}:{name}"


def _held_by(delivery: Delivery) -> tuple[str, str, int]:
    return delivery.entry, delivery.consumer, delivery.attempt


def _to_json(body: Mapping[str, str]) -> str:
    return json.dumps(dict(body), ensure_ascii=False, separators=(",", ":"))


def _by_stream(answer: Any) -> list[tuple[str, Any]]:
    """XREADGROUP's answer as pairs; RESP 3 gives a map and nests the rows once more."""
    return list(answer.items()) if isinstance(answer, dict) else list(answer or ())


def _flat(found: Any) -> list[Any]:
    return [row for row in found if row and isinstance(row[0], str)] or [
        row for part in found for row in part
    ]


def _delivery(stream: str, consumer: str, entry: str, fields: Mapping[str, str], deliveries: int) -> Delivery:
    attempt = int(fields["attempts"]) + deliveries
    return Delivery(stream, entry, fields["id"], json.loads(fields["body"]), attempt, consumer)


def _dead_letter(stream: str, entry: str, fields: Mapping[str, str]) -> DeadLetter:
    return DeadLetter(
        stream=stream,
        entry=entry,
        message_id=fields["id"],
        body=json.loads(fields["body"]),
        attempt=int(fields["attempts"]),
        cause=fields["cause"],
        stage=fields["stage"],
        at=int(entry.partition("-")[0]) / 1000,
    )


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Redis' exceptions as ours."""
    try:
        yield
    except (exceptions.ConnectionError, exceptions.TimeoutError) as error:
        raise Temporary(
            Reason.NEIGHBOUR_UNAVAILABLE,
            "The Redis server of the queues does not answer. Start it, or correct AVERRAL_REDIS_URL.",
            retry_after=5.0,
            metadata={"service": "redis", "cause": type(error).__name__},
        ) from error
    except exceptions.RedisError as error:
        raise Temporary(
            Reason.STORAGE_FAILED,
            f"The Redis server of the queues refused a command ({type(error).__name__}). "
            "Look at its log: it may be out of memory or disk.",
            retry_after=5.0,
            metadata={"store": "queue", "cause": type(error).__name__},
        ) from error
