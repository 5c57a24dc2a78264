"""How long a client goes on trying."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from averral.errors import Reason, Temporary

Result = TypeVar("Result")

#: A call that ran out of time would only run out of it again.
_HOPELESS = frozenset({Reason.DEADLINE_TOO_SHORT, Reason.NEIGHBOUR_TIMED_OUT})


@dataclass(frozen=True, slots=True)
class Patience:
    """Tries again what may pass, not before the time that the service asks for."""

    seconds: float = 60.0
    """From the first try; an error that would be waited out beyond it is raised. 0 never tries again."""

    async def keep_trying(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """The call's result.

        Raises:
            AverralError: the last error, or at once one that cannot pass.
        """
        ends = asyncio.get_running_loop().time() + self.seconds
        while True:
            try:
                return await call()
            except Temporary as error:
                late = asyncio.get_running_loop().time() + error.retry_after > ends
                if late or error.reason in _HOPELESS:
                    raise
                await asyncio.sleep(error.retry_after)
