"""Routes that stop working when the caller has gone: the call to the service is cancelled with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from averral.runtime.tasks import end

#: What is logged for a caller who did not wait; nobody receives it.
GONE = 499


class CancellingRoute(APIRoute):
    """Reads the body, then races the work against the caller's leaving."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, wrapped."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            await request.body()  # kept by the request; from now on only the caller's leaving can arrive
            work = asyncio.ensure_future(handle(request))
            leaving = asyncio.ensure_future(_left(request))
            try:
                await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if not work.done():
                    return Response(status_code=GONE)
                return work.result()
            finally:
                await end(work, leaving)

        return handler


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
