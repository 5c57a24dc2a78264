"""Ends tasks so that nothing of them runs on behind whoever made them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def end(task: asyncio.Future[Any]) -> None:
    """Cancels the task and waits until it has ended; what it raised is its own."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task})


async def unless(ending: asyncio.Event, work: Awaitable[Result]) -> Result | None:
    """The result of the work, or None if the event comes first; the work has ended then."""
    working, waiting = asyncio.ensure_future(work), asyncio.ensure_future(ending.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        await end(waiting)
        await end(working)
