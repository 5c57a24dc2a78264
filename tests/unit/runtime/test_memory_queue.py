from __future__ import annotations

import pytest

from averral.runtime.queue import MeasuredQueue, MemoryQueue
from averral.runtime.telemetry import MESSAGES, QUEUE_DEAD, QUEUE_DEPTH, STAGE_SECONDS


async def test_ten_thousand_messages_are_taken_without_looking_at_all_each_time() -> None:
    queue = MemoryQueue()
    for number in range(10_000):
        await queue.put("s", str(number), {})

    taken = 0
    while deliveries := await queue.take("s", "w"):
        taken += len(deliveries)
        await queue.ack(deliveries[0])

    assert taken == 10_000


async def test_delayed_messages_come_back_by_due_time() -> None:
    now = [0.0]
    queue = MemoryQueue(clock=lambda: now[0])
    for name, delay in (("a", 3.0), ("b", 1.0), ("c", 2.0)):
        await queue.put("s", name, {})
        [delivery] = await queue.take("s", "w")
        await queue.retry(delivery, "cause", delay)

    now[0] = 5.0

    assert [delivery.message_id for delivery in await queue.take("s", "w", count=3)] == ["b", "c", "a"]


@pytest.mark.parametrize("outcome", ["done", "retried", "buried", "lost"])
async def test_every_outcome_of_a_delivery_is_counted(outcome: str) -> None:
    stream = f"counted-{outcome}"
    queue = MeasuredQueue(MemoryQueue())
    await queue.put(stream, "a", {})
    [delivery] = await queue.take(stream, "w")

    if outcome == "done":
        await queue.ack(delivery)
    elif outcome == "retried":
        await queue.retry(delivery, "cause", 60)
    elif outcome == "buried":
        await queue.bury(delivery, "cause", "stage")
    else:
        await queue._queue.ack(delivery)  # type: ignore[attr-defined]
        await queue.ack(delivery)

    assert value(MESSAGES.labels(stream, outcome)) == 1
    assert value(STAGE_SECONDS.labels(stream), "_count") == 1


async def test_gauges_show_depth_and_dead_letters() -> None:
    queue = MeasuredQueue(MemoryQueue())
    for name in "abc":
        await queue.put("gauged", name, {})
    [delivery] = await queue.take("gauged", "w")
    await queue.bury(delivery, "cause", "stage")

    await queue.stats("gauged")

    assert value(QUEUE_DEPTH.labels("gauged")) == 2
    assert value(QUEUE_DEAD.labels("gauged")) == 1


def value(metric: object, suffix: str = "") -> float:
    [family] = metric.collect()  # type: ignore[attr-defined]
    samples = [
        s for s in family.samples if s.name.endswith(suffix or ("_total" if "_messages" in s.name else ""))
    ]
    return float(samples[0].value)
