"""The deadline of the call that is being served, handed down to the calls that it makes in turn.

A margin is kept back from each incoming deadline, so that the inner service is the one to report which call
took too long, and not the caller who only knows that something did. A call with hardly any time left is
refused at once: its answer would come when nobody waits any more.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar

from averral.errors import Reason, Temporary

MARGIN_SECONDS = 0.02
"""Enough to give up, encode the error and send it."""

SHORTEST_SECONDS = 0.1
"""Less than any call of ours needs under load."""

_ends: ContextVar[float | None] = ContextVar("averral_deadline", default=None)


def enter(remaining: float | None) -> float | None:
    """Notes the deadline of an incoming call, `remaining` seconds from now; None means there is none.

    Returns the loop time at which to give up, for `asyncio.timeout_at`.

    Raises:
        Temporary: DEADLINE_TOO_SHORT when under `SHORTEST_SECONDS` are left.
    """
    if remaining is not None and remaining < SHORTEST_SECONDS:
        raise too_short(remaining)
    now = asyncio.get_running_loop().time()
    ends = None if remaining is None else now + remaining - MARGIN_SECONDS
    _ends.set(ends)
    return ends


def remaining(limit: float | None) -> float | None:
    """Seconds that an outgoing call may take: `limit`, or less when the served call ends earlier.

    It ends a margin before the served call, whose own end would not tell who was slow.
    """
    ends = _ends.get()
    if ends is None:
        return limit
    left = max(0.0, ends - MARGIN_SECONDS - asyncio.get_running_loop().time())
    return left if limit is None else min(limit, left)


def too_short(left: float) -> Temporary:
    """The refusal of a call that could not end in time."""
    return Temporary(
        Reason.DEADLINE_TOO_SHORT,
        f"{left * 1000:.0f} ms are left of the deadline, too little to answer. Call with a longer one.",
        metadata={"left_ms": f"{left * 1000:.0f}"},
    )


def passed() -> Temporary:
    """The error of a call whose own work did not end in time."""
    return Temporary(
        Reason.DEADLINE_TOO_SHORT,
        "The work was not done when the deadline came. Call with a longer one or send less at once.",
        metadata={"left_ms": "0"},
    )
