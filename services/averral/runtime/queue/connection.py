"""Redis clients by address: one server, a Sentinel group or a cluster; all reconnect by themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from redis import exceptions
from redis.asyncio import Redis, RedisCluster, Sentinel
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff

from averral.errors import Permanent, Reason

_SOCKET_TIMEOUT = 15.0
"""Seconds without an answer after which a connection counts as dead; well above the longest blocking read."""

_FIRST_WAIT, _LONGEST_WAIT = 0.05, 1.0

_RETRIED = [exceptions.ConnectionError, exceptions.TimeoutError, exceptions.ReadOnlyError]
"""A failover shows as lost connections, then as a read-only server until the client finds the new one."""


def open_client(url: str, patience: float = 10.0) -> Any:
    """A client for `redis://`, `rediss://`, `unix://`, `redis+sentinel://` or `redis+cluster://`.

    Commands are tried again with back-off for about `patience` seconds while the server is away. The queue's
    scripts may be repeated: each changes nothing the second time.

    Raises:
        Permanent: INVALID_ARGUMENT for any other address.
    """
    scheme = urlsplit(url).scheme
    retry = Retry(ExponentialBackoff(cap=_LONGEST_WAIT, base=_FIRST_WAIT), _retries(patience))
    if scheme in {"redis", "rediss", "unix"}:
        return Redis.from_url(url, **_options(retry))
    if scheme == "redis+cluster":
        return _cluster(url, retry)
    if scheme == "redis+sentinel":
        return _sentinel(url, retry)
    raise Permanent(
        Reason.INVALID_ARGUMENT,
        f"AVERRAL_REDIS_URL has the scheme {scheme!r}. Use redis://, rediss://, unix://, "
        "redis+sentinel:// or redis+cluster://.",
        field="redis_url",
        metadata={"scheme": scheme},
    )


def _retries(patience: float) -> int:
    """How many waits of the back-off fit into `patience` seconds."""
    waited, count = 0.0, 0
    while waited < patience:
        waited += min(_LONGEST_WAIT, _FIRST_WAIT * 2**count)
        count += 1
    return count


def _options(retry: Retry) -> dict[str, Any]:
    return {
        "decode_responses": True,
        "socket_timeout": _SOCKET_TIMEOUT,
        "retry": retry,
        "retry_on_error": _RETRIED,
        "health_check_interval": 30,
    }


def _cluster(url: str, retry: Retry) -> RedisCluster:
    plain = url.replace("redis+cluster://", "redis://", 1)
    return RedisCluster.from_url(plain, decode_responses=True, socket_timeout=_SOCKET_TIMEOUT, retry=retry)


def _sentinel(url: str, retry: Retry) -> Any:
    """`redis+sentinel://[user:password@]host:port,host:port/name/db`; the password is the data servers'."""
    parts = urlsplit(url)
    credentials, _, hosts = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    name, _, db = parts.path.strip("/").partition("/")
    addresses = [_host_and_port(host) for host in hosts.split(",")]
    sentinel: Any = Sentinel(addresses, socket_timeout=_SOCKET_TIMEOUT, **dict(parse_qsl(parts.query)))  # type: ignore[no-untyped-call]
    options = _options(retry) | {"username": user or None, "password": password or None}
    return sentinel.master_for(name or "mymaster", db=int(db or 0), **options)


def _host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return (host.strip("[]"), int(port)) if host else (text, 26379)
