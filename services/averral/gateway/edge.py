"""What happens around every request: its id, the size of its body, security and rate headers, a log line, metrics."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from averral.errors import Permanent, Reason, Temporary
from averral.gateway.problems import respond
from averral.runtime import telemetry
from averral.runtime.keys import Standing

REQUEST_ID = "x-request-id"

_SAFE_ID = re.compile(r"[A-Za-z0-9._:-]{1,80}")
#: Every answer is data: nothing in it may load or run anything. The docs page brings its own, for its own style.
_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-site",
}

_log = structlog.get_logger("averral.http")


class Edge:
    """The outermost layer."""

    def __init__(
        self, app: ASGIApp, most_bytes: int, most_requests: int, most_by_path: Mapping[str, int]
    ) -> None:
        """`most_by_path` are limits of the paths that read their bodies piece by piece."""
        self._app, self._most, self._most_requests = app, most_bytes, most_requests
        self._most_by_path = most_by_path
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, or passes on what is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visit = _Visit(scope)
        self._running += 1
        try:
            await self._serve(visit, receive, send)
        finally:
            self._running -= 1
            visit.report()

    async def _serve(self, visit: _Visit, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                visit.answer(message)
            await send(message)

        if self._running > self._most_requests:
            await respond(self.busy())(visit.scope, receive, sent)
            return
        most = self._most_by_path.get(visit.scope["path"], self._most)
        said = Headers(scope=visit.scope).get("content-length", "0")
        if not said.isdigit() or int(said[:20]) > most:
            await respond(self.too_large(most))(visit.scope, receive, sent)
            return
        await self._app(visit.scope, self._counted(receive, most), sent)

    def _counted(self, receive: Receive, most: int) -> Receive:
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > most:
                raise self.too_large(most)
            return message

        return counted

    def busy(self) -> Temporary:
        """The refusal of one request too many."""
        return Temporary(
            Reason.QUEUE_FULL,
            f"The gateway is busy with {self._most_requests} requests. Call again in a second.",
            metadata={"queue": "requests", "limit": str(self._most_requests)},
        )

    def too_large(self, most: int) -> Permanent:
        """The refusal of a body over the limit."""
        return Permanent(
            Reason.TEXT_TOO_LARGE,
            f"The request body is larger than {most} bytes: send several requests.",
            metadata={"limit": str(most)},
        )


class _Visit:
    """What is known of one request while it is served."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._state: MutableMapping[str, Any] = scope.setdefault("state", {})
        self._started, self._status = time.perf_counter(), 499
        wanted = Headers(scope=scope).get(REQUEST_ID, "")
        self._id = wanted if _SAFE_ID.fullmatch(wanted) else uuid.uuid4().hex
        # Found by the clients, which pass it on: one id stands in the logs of all services.
        structlog.contextvars.bind_contextvars(request=self._id)

    def answer(self, start: Message) -> None:
        """Adds the headers that every answer has."""
        self._status = start["status"]
        headers = MutableHeaders(scope=start)
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        headers[REQUEST_ID] = self._id
        standing: Standing | None = self._state.get("standing")
        if standing is not None:
            headers.update(standing.headers)
        headers.update(self._state.get("notice") or {})

    def report(self) -> None:
        """One log line and two metrics; the route's template, never the address with its ids and words."""
        seconds = time.perf_counter() - self._started
        route = getattr(self.scope.get("route"), "path", "other")
        telemetry.HTTP_REQUESTS.labels(route, self.scope["method"], str(self._status)).inc()
        telemetry.HTTP_SECONDS.labels(route).observe(seconds)
        _log.info(
            "request",
            route=route,
            method=self.scope["method"],
            status=self._status,
            ms=round(seconds * 1000, 1),
            request=self._id,
            key=self._state.get("key_id", ""),
        )
