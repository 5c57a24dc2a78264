from __future__ import annotations

import asyncio

import pytest

from averral.errors import Reason, Temporary
from averral.runtime import deadline


async def test_without_a_deadline_only_the_limit_counts() -> None:
    assert deadline.enter(None) is None
    assert deadline.remaining(5) == 5
    assert deadline.remaining(None) is None


async def test_a_margin_is_kept_back_from_the_deadline() -> None:
    ends = deadline.enter(10)

    assert ends is not None
    left = deadline.remaining(None)
    assert left is not None
    assert left <= 10 - deadline.MARGIN_SECONDS
    assert deadline.remaining(1) == 1


async def test_time_that_has_run_out_is_never_negative() -> None:
    deadline.enter(deadline.SHORTEST_SECONDS)
    await asyncio.sleep(deadline.SHORTEST_SECONDS)
    assert deadline.remaining(5) == 0


async def test_too_little_time_is_refused_with_what_was_left() -> None:
    with pytest.raises(Temporary) as refused:
        deadline.enter(0.05)
    assert refused.value.reason is Reason.DEADLINE_TOO_SHORT
    assert refused.value.metadata == {"left_ms": "50"}


async def test_calls_that_are_served_side_by_side_do_not_share_a_deadline() -> None:
    async def call(seconds: float) -> float | None:
        deadline.enter(seconds)
        await asyncio.sleep(0)
        return deadline.remaining(None)

    short, long = await asyncio.gather(call(1), call(60))

    assert short is not None
    assert long is not None
    assert short < 2 < long
