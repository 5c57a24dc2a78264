"""Requests that arrive together are computed together, in order, within bounds."""

from __future__ import annotations

import asyncio
import threading

import pytest

from averral.embedding.batching import Batcher
from averral.errors import Permanent, Reason, Temporary


class Doubler:
    """Doubles numbers and remembers the batches; `gate` holds the work up."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, items: list[int]) -> list[int]:
        self.gate.wait(10)
        self.batches.append(list(items))
        if 13 in items:
            raise Permanent(Reason.INVALID_ARGUMENT, "13 is not served; ask for another number.")
        return [2 * item for item in items]


async def test_requests_made_together_are_one_batch_and_keep_their_order():
    work = Doubler()
    batcher: Batcher[int, int] = Batcher(work, delay=0.05)
    answers = await asyncio.gather(*(batcher.submit([number, number + 100]) for number in range(5)))
    assert [list(answer) for answer in answers] == [[2 * n, 2 * n + 200] for n in range(5)]
    assert len(work.batches) == 1


async def test_a_batch_takes_whole_requests_up_to_its_size():
    work = Doubler()
    batcher: Batcher[int, int] = Batcher(work, batch=4, delay=0.05)
    await asyncio.gather(*(batcher.submit([1, 2, 3]) for _ in range(3)), batcher.submit([1] * 9))
    assert [len(batch) for batch in work.batches] == [3, 3, 3, 9]


async def test_a_full_batch_does_not_wait_for_the_delay():
    batcher: Batcher[int, int] = Batcher(Doubler(), batch=2, delay=60)
    async with asyncio.timeout(5):
        assert list(await batcher.submit([1, 2])) == [2, 4]


async def test_a_full_queue_is_refused_at_once():
    work = Doubler()
    work.gate.clear()
    batcher: Batcher[int, int] = Batcher(work, batch=1, delay=0, waiting=2)
    running = asyncio.create_task(batcher.submit([1]))
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(batcher.submit([2, 3]))
    await asyncio.sleep(0)
    with pytest.raises(Temporary) as raised:
        await batcher.submit([4])
    assert raised.value.reason is Reason.QUEUE_FULL
    assert raised.value.retry_after > 0
    work.gate.set()
    assert [list(await running), list(await waiting)] == [[2], [4, 6]]


async def test_a_bad_request_fails_alone():
    batcher: Batcher[int, int] = Batcher(Doubler(), delay=0.05)
    good, bad, other = await asyncio.gather(
        batcher.submit([1]), batcher.submit([13]), batcher.submit([3]), return_exceptions=True
    )
    assert list(good) == [2]
    assert isinstance(bad, Permanent)
    assert list(other) == [6]


async def test_a_caller_that_gave_up_is_not_computed():
    work = Doubler()
    work.gate.clear()
    batcher: Batcher[int, int] = Batcher(work, batch=1, delay=0)
    first = asyncio.create_task(batcher.submit([1]))
    await asyncio.sleep(0.05)
    gone = asyncio.create_task(batcher.submit([2]))
    last = asyncio.create_task(batcher.submit([3]))
    await asyncio.sleep(0)
    gone.cancel()
    work.gate.set()
    assert list(await first) + list(await last) == [2, 6]
    assert [2] not in work.batches


async def test_an_empty_request_is_answered_without_work():
    work = Doubler()
    assert list(await Batcher(work).submit([])) == []
    assert work.batches == []


async def test_the_worker_starts_again_after_a_pause():
    batcher: Batcher[int, int] = Batcher(Doubler(), delay=0)
    assert list(await batcher.submit([1])) == [2]
    await asyncio.sleep(0.02)
    assert list(await batcher.submit([2])) == [4]


def test_one_batcher_serves_several_loops_after_each_other():
    batcher: Batcher[int, int] = Batcher(Doubler(), delay=0.01)
    for _ in range(2):
        assert list(asyncio.run(batcher.submit([4]))) == [8]


async def test_workers_share_what_is_waiting_and_compute_side_by_side():
    work = Doubler()
    work.gate.clear()
    batcher: Batcher[int, int] = Batcher(work, delay=0, workers=2)
    asked = [asyncio.create_task(batcher.submit([number])) for number in range(20, 60)]
    await asyncio.sleep(0.05)
    assert batcher._waiting == 20
    work.gate.set()
    assert [list(await answer) for answer in asked] == [[2 * number] for number in range(20, 60)]
    assert [len(batch) for batch in work.batches] == [10, 10, 10, 10]


async def test_a_worker_takes_the_oldest_request_with_those_of_like_size():
    work = Doubler()
    work.gate.clear()
    batcher: Batcher[int, int] = Batcher(work, delay=0, batch=4, size=lambda number: number)
    first = asyncio.create_task(batcher.submit([1]))
    await asyncio.sleep(0.05)
    assert not batcher._requests
    sizes = (50, 3, 60, 2, 70, 4, 80, 5)
    asked = [asyncio.create_task(batcher.submit([size])) for size in sizes]
    await asyncio.sleep(0)
    work.gate.set()
    assert [list(await answer) for answer in (first, *asked)] == [[2 * size] for size in (1, *sizes)]
    assert [sorted(batch) for batch in work.batches] == [[1], [50, 60, 70, 80], [2, 3, 4, 5]]
