"""Progress as a stream: told at once, whenever it changes, and at its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol, TypeVar

from averral.errors import Reason, Temporary

#: Seconds between looks.
PAUSE = 0.5


class Progress(Protocol):
    """A submission or a batch."""

    @property
    def finished(self) -> bool:
        """Whether nothing is left to wait for."""
        ...


Told = TypeVar("Told", bound=Progress)


async def changes(
    look: Callable[[], Awaitable[Told]], ending: Callable[[], bool], pause: float = PAUSE
) -> AsyncIterator[Told]:
    """What each look finds, if it is not what the look before found, until it is finished.

    Raises:
        Temporary: NEIGHBOUR_UNAVAILABLE when the service is `ending`.
    """
    told: Told | None = None
    while True:
        found = await look()
        if found != told:
            told = found
            yield found
        if found.finished:
            return
        if ending():
            raise Temporary(
                Reason.NEIGHBOUR_UNAVAILABLE,
                "The service stops: watch again, and you are told how far it is by then.",
                metadata={"service": "verification"},
            )
        await asyncio.sleep(pause)
