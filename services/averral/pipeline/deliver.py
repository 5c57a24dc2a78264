"""Posts an event to a webhook's address: signed, to a judged address, within a time, answered with 2xx or tried again.

The signature is HMAC-SHA-256 with the webhook's secret over the timestamp, a dot and the body, so that neither can be
changed, and an old message cannot be sent again as a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from averral import __version__
from averral.errors import Permanent, Reason, Temporary
from averral.model import WebhookPost
from averral.runtime.addresses import Target, is_public, parse_target
from averral.runtime.queue.retry import RetryPolicy

#: Forty-two tries from five seconds to an hour apart: a day at least, whatever the dice say about each wait.
POLICY = RetryPolicy(attempts=42, first=5.0, longest=3_600.0, jitter=0.2)
#: Status line and headers that are read of an answer; its body is not.
_LONGEST_HEAD = 64 * 1024

_NO_ANSWER = (
    OSError,  # also what resolving and TLS raise
    TimeoutError,
    ValueError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
)

Resolve = Callable[[str, int], Awaitable[list[str]]]


class Source(Protocol):
    """Where messages come from."""

    async def get_webhook_post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
        """Address, secret and body. Raises NOT_FOUND when webhook or event is gone."""
        ...


async def resolve(host: str, port: int) -> list[str]:
    """All IP addresses of a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Deliverer:
    """Delivers messages of the `deliver` queue."""

    source: Source
    timeout: float = 10.0
    private: bool = False
    resolve: Resolve = resolve
    clock: Callable[[], float] = time.time
    tls: ssl.SSLContext | None = None
    """None trusts what this machine trusts."""

    async def deliver(self, body: Mapping[str, str]) -> None:
        """Posts one message; a webhook that was deleted meanwhile gets none.

        Raises:
            Temporary: WEBHOOK_FAILED, to be tried again.
        """
        webhook_id, event_id = body["webhook_id"], int(body["event_id"])
        try:
            post = await self.source.get_webhook_post(body["workspace"], webhook_id, event_id)
        except Permanent as error:
            if error.reason is Reason.NOT_FOUND:
                return
            raise
        target = parse_target(post.url, private=self.private)
        head = self._head(target, post, webhook_id, event_id)
        try:
            async with asyncio.timeout(self.timeout):
                status = await self._post(target, head, post.body)
        except _NO_ANSWER as error:
            raise _failed(f"no answer ({type(error).__name__})", "0") from error
        if not 200 <= status < 300:  # noqa: PLR2004 - as HTTP has it
            raise _failed(f"the answer was {status}", str(status))

    def _head(self, target: Target, post: WebhookPost, webhook_id: str, event_id: int) -> bytes:
        timestamp = str(int(self.clock()))
        headers = {
            "Host": target.authority,
            "Content-Type": "application/json",
            "Content-Length": str(len(post.body)),
            "User-Agent": f"averral/{__version__}",
            "Averral-Event-Id": f"{webhook_id}:{event_id}",
            "Averral-Key-Id": webhook_id,
            "Averral-Timestamp": timestamp,
            "Averral-Signature": "v1=" + sign(post.secret, timestamp, post.body),
            "Connection": "close",
        }
        lines = [f"POST {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    async def _post(self, target: Target, head: bytes, body: bytes) -> int:
        address = await self._judged(target)
        context = (self.tls or ssl.create_default_context()) if target.tls else None
        # To the address that was judged, not to the name, which might have another one by now.
        reader, writer = await asyncio.open_connection(
            address,
            target.port,
            ssl=context,
            server_hostname=target.host if context else None,
            limit=_LONGEST_HEAD,
        )
        try:
            writer.write(head + body)
            await writer.drain()
            line = await reader.readuntil(b"\r\n")
        finally:
            writer.close()
            with contextlib.suppress(OSError, ssl.SSLError):
                await writer.wait_closed()
        version, status, *_ = line.split(b" ", 2)
        if not version.startswith(b"HTTP/1.") or not status.strip().isdigit():
            message = "no HTTP answer"
            raise ValueError(message)
        return int(status)

    async def _judged(self, target: Target) -> str:
        found = await self.resolve(target.host, target.port)
        if not found or not (self.private or all(is_public(address) for address in found)):
            raise _failed("the host has an address inside a network", "0")
        return found[0]


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature as receivers compute it."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _failed(what: str, status: str) -> Temporary:
    return Temporary(
        Reason.WEBHOOK_FAILED,
        f"The receiver of the webhook did not take the event: {what}. It is tried again for a day.",
        retry_after=0.0,
        metadata={"status": status},
    )
