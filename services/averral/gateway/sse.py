"""Server-sent events: what the service streams, as `text/event-stream`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from averral.errors import AverralError
from averral.gateway.problems import problem_of
from averral.runtime.tasks import end

Item = TypeVar("Item")

MEDIA_TYPE = "text/event-stream"
#: Tells a proxy that collects answers to let each event through.
_HEADERS = {"X-Accel-Buffering": "no"}


def event(name: str, data: BaseModel, event_id: int | None = None) -> bytes:
    """One event; JSON has no line feeds, so the data is one line."""
    number = f"id: {event_id}\n" if event_id is not None else ""
    body = json.dumps(data.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    return f"{number}event: {name}\ndata: {body}\n\n".encode()


def stream(events: AsyncGenerator[bytes, None]) -> StreamingResponse:
    """The response; an error on the way is its last event, since the status has gone out by then."""
    return StreamingResponse(_with_problem(events), media_type=MEDIA_TYPE, headers=_HEADERS)


async def begun(events: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The events, the first one awaited now: what is refused altogether gets a status of its own."""
    first = await anext(events)

    async def all_of_them() -> AsyncGenerator[bytes, None]:
        async with aclosing(events):
            yield first
            async for one in events:
                yield one

    return all_of_them()


async def _with_problem(events: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    async with aclosing(events):
        try:
            async for one in events:
                yield one
        except AverralError as error:
            yield event("problem", problem_of(error))


def is_asked(accept: str) -> bool:
    """Whether the caller wants events rather than one answer."""
    return MEDIA_TYPE in accept.lower()


async def lines(
    request: Request,
    items: AsyncIterator[Item],
    write: Callable[[Item], bytes],
    seconds: float,
    ending: asyncio.Event,
) -> AsyncGenerator[bytes, None]:
    """The items as events; comments keep a silent line open, until the caller has gone."""
    paused = with_pauses(items, seconds, ending)
    try:
        async for found in paused:
            # Not every server says so by itself that the caller has gone, and a silent watch would never notice.
            if found is None and await request.is_disconnected():
                return
            yield b": still here\n\n" if found is None else write(found)
    finally:
        await paused.aclose()


async def with_pauses(
    items: AsyncIterator[Item], seconds: float, ending: asyncio.Event
) -> AsyncGenerator[Item | None, None]:
    """The items, and None for every so many seconds of silence, until `ending` is set."""
    waiting: asyncio.Future[Item] | None = None
    ended = asyncio.ensure_future(ending.wait())
    try:
        while not ended.done():
            waiting = waiting or asyncio.ensure_future(anext(items))
            both: set[asyncio.Future[Any]] = {waiting, ended}
            await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                return
            if not waiting.done():
                yield None
                continue
            ready, waiting = waiting, None
            try:
                item = ready.result()
            except StopAsyncIteration:
                return
            yield item
    finally:
        await end(waiting, ended)
        close = getattr(items, "aclose", None)
        if close is not None:
            await close()
