"""Ends tasks so that nothing of them runs on behind whoever made them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def end(*tasks: asyncio.Future[Any] | None) -> None:
    """Cancels the tasks and waits until they have ended; what they raised is their own.

    All are cancelled before anything is waited for: in a scope that is itself cancelled the waiting ends at once.
    """
    running = {task for task in tasks if task is not None and not task.done()}
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running)


async def unless(ending: asyncio.Event, work: Awaitable[Result]) -> Result | None:
    """The result of the work, or None if the event comes first; the work has ended then."""
    working, waiting = asyncio.ensure_future(work), asyncio.ensure_future(ending.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        await end(waiting, working)
