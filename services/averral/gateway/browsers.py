"""Which pages may call from a browser: those of the settings with any key, and those of a key with that key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from averral.gateway.context import Context

_METHODS = ("GET", "POST", "DELETE")
_HEADERS = ("Authorization", "Content-Type", "If-None-Match", "Idempotency-Key", "Last-Event-ID")


class Browsers:
    """Answers a browser's question whether a page may call.

    It comes without the key, so any key's origins count for it; the call itself, which brings the key, is then held
    to that key's own.
    """

    def __init__(self, app: ASGIApp, here: Context, shown: Sequence[str]) -> None:
        self._app, self._here, self._shown = app, here, shown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a request, for a page of another origin with the headers that let its browser read the answer."""
        origin = _origin(scope)
        if not origin or not await self._allowed(origin):
            await self._app(scope, receive, send)
            return
        allowing = CORSMiddleware(
            self._app,
            allow_origins=[origin],
            allow_methods=_METHODS,
            allow_headers=_HEADERS,
            expose_headers=self._shown,
            max_age=600,
        )
        await allowing(scope, receive, send)

    async def _allowed(self, origin: str) -> bool:
        if origin in self._here.settings.origins:
            return True
        return await asyncio.to_thread(self._here.keys.allows_origin, origin)


def _origin(scope: Scope) -> str:
    if scope["type"] != "http":
        return ""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    return next((value.decode("latin-1") for name, value in headers if name == b"origin"), "")
