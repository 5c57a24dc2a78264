"""What `runtime.queue.interface` promises, asked of every implementation alike."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from averral.errors import Permanent, Reason, Temporary
from averral.runtime.queue import MeasuredQueue, MemoryQueue, Queue, RedisStreamsQueue, running_queue
from averral.runtime.queue.connection import open_client
from averral.runtime.redis_server import RedisServer, find_binary
from averral.runtime.settings import QueueSettings

LEASE = 0.6
CAPACITY = 5
BINARY = Path(os.environ["AVERRAL_TEST_REDIS"]) if os.environ.get("AVERRAL_TEST_REDIS") else None
"""Another server to run the suite on, such as an old Redis."""


def need_server() -> Path:
    try:
        return BINARY or find_binary()
    except Permanent as error:
        if os.environ.get("CI"):
            pytest.fail(error.message)
        pytest.skip(error.message)


@dataclass
class Bench:
    """A queue, and a way to let time pass for it."""

    queue: Queue
    pass_time: Callable[[float], Awaitable[None]]


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    async def move(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
async def redis_server(tmp_path: Path) -> AsyncIterator[RedisServer]:
    need_server()
    async with RedisServer(tmp_path / "redis", BINARY) as server:
        yield server


def redis_queue(server: RedisServer, patience: float = 5.0) -> RedisStreamsQueue:
    return RedisStreamsQueue(open_client(server.url, patience), capacity=CAPACITY, lease=LEASE, retry_after=7)


@pytest.fixture(params=["memory", "redis", "measured"])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    if request.param != "redis":
        clock = Clock()
        memory = MemoryQueue(capacity=CAPACITY, lease=LEASE, retry_after=7, clock=clock)
        yield Bench(memory if request.param == "memory" else MeasuredQueue(memory), clock.move)
        return
    need_server()
    folder = request.getfixturevalue("tmp_path") / "redis"
    async with RedisServer(folder, BINARY) as server:
        queue = redis_queue(server)
        yield Bench(queue, asyncio.sleep)
        await queue.close()


async def test_messages_come_out_in_the_order_in_which_they_went_in(bench: Bench) -> None:
    for name in "abc":
        assert await bench.queue.put("s", name, {"n": name})

    first = await bench.queue.take("s", "w", count=2)
    second = await bench.queue.take("s", "w", count=2)

    assert [delivery.message_id for delivery in (*first, *second)] == ["a", "b", "c"]
    assert [delivery.attempt for delivery in (*first, *second)] == [1, 1, 1]


async def test_a_body_comes_back_as_it_was_put(bench: Bench) -> None:
    body = {"workspace": "تجربة", "note": 'quotes " and \\ and\nlines', "empty": ""}
    await bench.queue.put("s", "a", body)

    [delivery] = await bench.queue.take("s", "w")

    assert delivery.body == body


async def test_an_id_is_queued_once_while_it_waits_or_runs(bench: Bench) -> None:
    assert await bench.queue.put("s", "a", {})
    assert not await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w")
    assert not await bench.queue.put("s", "a", {})

    await bench.queue.retry(delivery, "later", 60)
    assert not await bench.queue.put("s", "a", {})
    assert await bench.queue.depth("s") == 1


async def test_an_id_may_be_queued_again_after_it_was_acknowledged(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w")
    assert await bench.queue.ack(delivery)

    assert await bench.queue.put("s", "a", {})


async def test_streams_do_not_know_each_other(bench: Bench) -> None:
    assert await bench.queue.put("s", "a", {})
    assert await bench.queue.put("t", "a", {})

    [delivery] = await bench.queue.take("t", "w", count=10)

    assert delivery.stream == "t"
    assert await bench.queue.depth("s") == 1


async def test_acknowledging_deletes_and_a_second_time_does_nothing(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w")

    assert await bench.queue.ack(delivery)
    assert not await bench.queue.ack(delivery)
    assert await bench.queue.depth("s") == 0
    assert await bench.queue.take("s", "w") == []


async def test_a_message_is_not_delivered_twice_while_its_lease_lasts(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    await bench.queue.take("s", "w1")

    assert await bench.queue.take("s", "w2") == []


async def test_a_dead_workers_message_goes_to_another_with_one_attempt_more(bench: Bench) -> None:
    await bench.queue.put("s", "a", {"k": "v"})
    [lost] = await bench.queue.take("s", "w1")

    await bench.pass_time(LEASE * 1.5)
    [claimed] = await bench.queue.take("s", "w2")

    assert (claimed.message_id, claimed.body) == (lost.message_id, lost.body)
    assert (claimed.consumer, claimed.attempt) == ("w2", 2)


async def test_every_dead_workers_message_is_found_among_many_that_run(bench: Bench) -> None:
    for name in "abcde":
        await bench.queue.put("s", name, {})
    taken = await bench.queue.take("s", "w1", count=5)
    await bench.pass_time(LEASE * 0.6)
    for delivery in taken[:3]:
        assert await bench.queue.renew(delivery)
    await bench.pass_time(LEASE * 0.6)

    claimed = [*await bench.queue.take("s", "w2"), *await bench.queue.take("s", "w2", count=5)]

    assert [delivery.message_id for delivery in claimed] == ["d", "e"]


async def test_a_renewed_lease_keeps_the_message(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w1")

    for _ in range(3):
        await bench.pass_time(LEASE * 0.6)
        assert await bench.queue.renew(delivery)

    assert await bench.queue.take("s", "w2") == []
    assert await bench.queue.ack(delivery)


async def test_who_lost_the_lease_can_neither_renew_nor_give_back_nor_bury(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [lost] = await bench.queue.take("s", "w1")
    await bench.pass_time(LEASE * 1.5)
    [claimed] = await bench.queue.take("s", "w2")

    assert not await bench.queue.renew(lost)
    assert not await bench.queue.retry(lost, "cause", 0)
    assert not await bench.queue.bury(lost, "cause", "stage")
    assert await bench.queue.dead_list("s") == []
    assert await bench.queue.ack(claimed)


async def test_the_same_worker_does_not_mistake_a_later_delivery_for_its_own(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [first] = await bench.queue.take("s", "w")
    await bench.pass_time(LEASE * 1.5)
    [second] = await bench.queue.take("s", "w")

    assert not await bench.queue.retry(first, "cause", 0)
    assert await bench.queue.renew(second)


async def test_a_retried_message_waits_for_its_delay_and_counts_on(bench: Bench) -> None:
    await bench.queue.put("s", "a", {"k": "v"})
    [first] = await bench.queue.take("s", "w")
    assert await bench.queue.retry(first, "INTERNAL: KeyError", 0.4)

    assert await bench.queue.take("s", "w") == []
    await bench.pass_time(0.5)
    [second] = await bench.queue.take("s", "w")

    assert (second.attempt, second.body) == (2, {"k": "v"})
    await bench.queue.retry(second, "again", 0)
    [third] = await bench.queue.take("s", "w")
    assert third.attempt == 3


async def test_attempts_count_deaths_and_failures_together(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [first] = await bench.queue.take("s", "w")
    await bench.queue.retry(first, "cause", 0)
    await bench.queue.take("s", "w")
    await bench.pass_time(LEASE * 1.5)

    [third] = await bench.queue.take("s", "w2")

    assert third.attempt == 3


async def test_a_buried_message_is_kept_with_cause_and_stage(bench: Bench) -> None:
    await bench.queue.put("s", "a", {"k": "v"})
    [delivery] = await bench.queue.take("s", "w")
    assert await bench.queue.bury(delivery, "EMPTY_TEXT: nothing", "extract")

    [letter] = await bench.queue.dead_list("s")

    assert (letter.message_id, letter.body, letter.attempt) == ("a", {"k": "v"}, 1)
    assert (letter.cause, letter.stage) == ("EMPTY_TEXT: nothing", "extract")
    assert letter.at > 0
    assert await bench.queue.depth("s") == 0
    assert await bench.queue.put("s", "a", {})


async def test_dead_letters_are_listed_page_by_page(bench: Bench) -> None:
    for name in "abc":
        await bench.queue.put("s", name, {})
        [delivery] = await bench.queue.take("s", "w")
        await bench.queue.bury(delivery, "cause", "stage")

    first = await bench.queue.dead_list("s", count=2)
    rest = await bench.queue.dead_list("s", count=2, after=first[-1].entry)

    assert [letter.message_id for letter in (*first, *rest)] == ["a", "b", "c"]


async def test_a_dead_letter_can_be_queued_anew_from_the_first_attempt(bench: Bench) -> None:
    await bench.queue.put("s", "a", {"k": "v"})
    [delivery] = await bench.queue.take("s", "w")
    await bench.queue.bury(delivery, "cause", "stage")
    [letter] = await bench.queue.dead_list("s")

    assert await bench.queue.dead_retry("s", letter.entry)
    assert not await bench.queue.dead_retry("s", letter.entry)

    [again] = await bench.queue.take("s", "w")
    assert (again.message_id, again.body, again.attempt) == ("a", {"k": "v"}, 1)
    assert await bench.queue.dead_list("s") == []


async def test_a_dead_letter_whose_id_is_queued_again_makes_no_second_message(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w")
    await bench.queue.bury(delivery, "cause", "stage")
    await bench.queue.put("s", "a", {})
    [letter] = await bench.queue.dead_list("s")

    assert await bench.queue.dead_retry("s", letter.entry)
    assert await bench.queue.depth("s") == 1


async def test_a_dead_letter_can_be_dropped(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w")
    await bench.queue.bury(delivery, "cause", "stage")
    [letter] = await bench.queue.dead_list("s")

    assert await bench.queue.dead_drop("s", letter.entry)
    assert not await bench.queue.dead_drop("s", letter.entry)
    assert await bench.queue.dead_list("s") == []


async def test_a_full_queue_says_when_to_come_back(bench: Bench) -> None:
    for number in range(CAPACITY):
        await bench.queue.put("s", f"m{number}", {})
    [running] = await bench.queue.take("s", "w")

    with pytest.raises(Temporary) as refused:
        await bench.queue.put("s", "one-too-many", {})

    assert refused.value.reason is Reason.QUEUE_FULL
    assert refused.value.retry_after == 7
    assert refused.value.metadata["queue"] == "s"
    assert not await bench.queue.put("s", "m0", {}), "what is queued already is no new message"
    await bench.queue.ack(running)
    assert await bench.queue.put("s", "one-too-many", {})


async def test_delayed_messages_count_towards_the_capacity(bench: Bench) -> None:
    for number in range(CAPACITY):
        await bench.queue.put("s", f"m{number}", {})
    for delivery in await bench.queue.take("s", "w", count=CAPACITY):
        await bench.queue.retry(delivery, "cause", 60)

    with pytest.raises(Temporary):
        await bench.queue.put("s", "more", {})


async def test_stats_count_every_state(bench: Bench) -> None:
    for name in "abcd":
        await bench.queue.put("s", name, {})
    dead, later, _running = await bench.queue.take("s", "w", count=3)
    await bench.queue.bury(dead, "cause", "stage")
    await bench.queue.retry(later, "cause", 60)
    await bench.pass_time(0.05)

    stats = await bench.queue.stats("s")

    assert (stats.waiting, stats.running, stats.delayed, stats.dead) == (1, 1, 1, 1)
    assert 0.04 <= stats.oldest_seconds < 60
    assert await bench.queue.depth("s") == 3


async def test_an_unknown_stream_is_empty(bench: Bench) -> None:
    assert await bench.queue.depth("new") == 0
    assert await bench.queue.take("new", "w") == []
    assert await bench.queue.dead_list("new") == []
    assert (await bench.queue.stats("new")).oldest_seconds == 0


async def test_a_waiting_worker_gets_a_message_as_it_comes(bench: Bench) -> None:
    waiting = asyncio.create_task(bench.queue.take("s", "w", wait=20))
    await asyncio.sleep(0.05)
    await bench.queue.put("s", "a", {})

    [delivery] = await asyncio.wait_for(waiting, 10)

    assert delivery.message_id == "a"
    assert await bench.queue.ack(delivery)


async def test_an_acknowledgement_of_an_unknown_message_changes_nothing(bench: Bench) -> None:
    await bench.queue.put("s", "a", {})
    [delivery] = await bench.queue.take("s", "w")

    assert not await bench.queue.ack(replace(delivery, entry="1-1"))
    assert not await bench.queue.put("s", "a", {}), "the id is still taken"


async def test_two_workers_share_messages_without_doubles(bench: Bench) -> None:
    await asyncio.gather(*(bench.queue.put("s", f"m{number}", {}) for number in range(CAPACITY)))

    taken = await asyncio.gather(*(bench.queue.take("s", f"w{number}", count=2) for number in range(4)))

    ids = [delivery.message_id for part in taken for delivery in part]
    assert sorted(ids) == [f"m{number}" for number in range(CAPACITY)]


# What only a server can do: be killed, come back, be away.


async def test_a_killed_server_comes_back_with_everything(redis_server: RedisServer) -> None:
    queue = redis_queue(redis_server)
    for name in ("waiting", "running", "later", "dead"):
        await queue.put("s", name, {"n": name})
    taken = {d.message_id: d for d in await queue.take("s", "w1", count=4)}
    await queue.retry(taken["later"], "cause", 0.2)
    await queue.bury(taken["dead"], "cause", "stage")
    await queue.retry(taken["waiting"], "cause", 0)

    await redis_server.kill()
    await redis_server.start()

    assert [letter.message_id for letter in await queue.dead_list("s")] == ["dead"]
    assert not await queue.put("s", "later", {})
    await asyncio.sleep(LEASE * 1.5)
    back = {d.message_id: d.attempt for d in await queue.take("s", "w2", count=4)}
    assert back == {"waiting": 2, "running": 2, "later": 2}
    await queue.close()


async def test_calls_wait_out_a_restart_of_the_server(redis_server: RedisServer) -> None:
    queue = redis_queue(redis_server)
    await queue.put("s", "a", {})
    await redis_server.kill()

    put = asyncio.create_task(queue.put("s", "b", {}))
    waiting = asyncio.create_task(queue.take("s", "w", count=2, wait=5))
    await asyncio.sleep(0.3)
    await redis_server.start()

    assert await put
    assert await waiting
    await queue.close()


async def test_a_server_that_stays_away_is_a_temporary_error(redis_server: RedisServer) -> None:
    queue = redis_queue(redis_server, patience=0.1)
    await redis_server.kill()

    with pytest.raises(Temporary) as away:
        await queue.put("s", "a", {})

    assert away.value.reason is Reason.NEIGHBOUR_UNAVAILABLE
    await queue.close()


async def test_a_flushed_server_is_used_like_a_new_one(redis_server: RedisServer) -> None:
    queue = redis_queue(redis_server)
    await queue.put("s", "a", {})
    await queue.take("s", "w")
    client = open_client(redis_server.url)
    await client.flushall()
    await client.script_flush()

    assert await queue.put("s", "a", {})
    [delivery] = await queue.take("s", "w", wait=1)
    assert delivery.attempt == 1
    await client.aclose()
    await queue.close()


async def test_every_key_carries_its_streams_hash_tag(redis_server: RedisServer) -> None:
    queue = redis_queue(redis_server)
    stream = f"s-{uuid.uuid4().hex}"
    for name in "abc":
        await queue.put(stream, name, {})
    first, second, _ = await queue.take(stream, "w", count=3)
    await queue.retry(first, "cause", 60)
    await queue.bury(second, "cause", "stage")
    client = open_client(redis_server.url)

    keys = set(await client.keys("*"))

    assert keys == {f"averral:{{{stream}}}:{name}" for name in ("log", "ids", "later", "held", "dead")}
    await client.aclose()
    await queue.close()


async def test_two_processes_share_one_server_until_the_last_leaves(tmp_path: Path) -> None:
    need_server()
    first, second = RedisServer(tmp_path), RedisServer(tmp_path)
    await asyncio.gather(first.start(), second.start())
    assert (first.pid is None) != (second.pid is None), "one of them started it"

    await first.stop()
    client = open_client(second.url, patience=0)
    assert await client.ping()
    await client.aclose()

    await second.stop()
    with pytest.raises(Temporary):
        await redis_queue(second, patience=0).depth("s")


async def test_a_folder_too_deep_for_a_socket_still_works(tmp_path: Path) -> None:
    need_server()
    folder = tmp_path.joinpath(*["a-rather-long-name-of-a-folder"] * 5)
    async with RedisServer(folder) as server:
        assert len(server.url) < 108
        assert await redis_queue(server).put("s", "a", {})


@asynccontextmanager
async def process(*command: str) -> AsyncIterator[None]:
    quiet = asyncio.subprocess.DEVNULL
    started = await asyncio.create_subprocess_exec(str(need_server()), *command, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        started.terminate()
        await started.wait()


def free_port() -> int:
    """Below 55,536, since a cluster node also takes the port 10,000 above."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port < 55_536:
            return port


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[str]:
    """A cluster of one node that holds all slots."""
    port = free_port()
    options = {"port": str(port), "bind": "127.0.0.1", "cluster-enabled": "yes", "dir": str(tmp_path)}
    async with process(*(part for name, value in options.items() for part in (f"--{name}", value))):
        node = open_client(f"redis://127.0.0.1:{port}", patience=10)
        await node.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
        while "cluster_state:ok" not in str(await node.execute_command("CLUSTER", "INFO")):
            await asyncio.sleep(0.05)
        await node.aclose()
        yield f"redis+cluster://127.0.0.1:{port}"


@pytest.fixture
async def sentinel(tmp_path: Path) -> AsyncIterator[str]:
    """A Sentinel that watches one server."""
    port, watcher = free_port(), free_port()
    config = tmp_path / "sentinel.conf"
    config.write_text(f"port {watcher}\nbind 127.0.0.1\nsentinel monitor news 127.0.0.1 {port} 1\n")
    async with (
        process("--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path), "--save", ""),
        process(str(config), "--sentinel"),
    ):
        node = open_client(f"redis://127.0.0.1:{port}", patience=10)
        await node.ping()
        await node.aclose()
        yield f"redis+sentinel://127.0.0.1:{watcher}/news/0"


async def test_the_queue_finds_its_server_through_sentinel(sentinel: str) -> None:
    queue = RedisStreamsQueue(open_client(sentinel), capacity=CAPACITY, lease=LEASE)
    assert await queue.put("s", "a", {})
    [delivery] = await queue.take("s", "w", wait=1)
    assert await queue.ack(delivery)
    await queue.close()


async def test_the_queue_works_on_a_cluster(cluster: str) -> None:
    queue = RedisStreamsQueue(open_client(cluster), capacity=CAPACITY, lease=LEASE)
    for stream in ("s", "t", "u"):
        assert await queue.put(stream, "a", {"n": stream})
        [first] = await queue.take(stream, "w", wait=0.1)
        assert await queue.renew(first)
        assert await queue.retry(first, "cause", 0)
        [second] = await queue.take(stream, "w")
        assert await queue.bury(second, "cause", "stage")
        [letter] = await queue.dead_list(stream)
        assert await queue.dead_retry(stream, letter.entry)
        waiting = asyncio.create_task(queue.take(stream, "w2", count=2, wait=5))
        [third] = await waiting
        assert await queue.ack(third)
        assert await queue.depth(stream) == 0
    await queue.close()


async def test_a_fresh_message_wakes_a_worker_that_waits_on_a_cluster(cluster: str) -> None:
    queue = RedisStreamsQueue(open_client(cluster), capacity=CAPACITY, lease=LEASE)
    waiting = asyncio.create_task(queue.take("s", "w", wait=10))
    await asyncio.sleep(0.2)
    await queue.put("s", "a", {})

    [delivery] = await waiting

    assert delivery.message_id == "a"
    await queue.close()


async def test_settings_without_an_address_get_a_server_of_their_own(tmp_path: Path) -> None:
    need_server()
    settings = QueueSettings(data_dir=tmp_path)
    async with running_queue(settings) as first, running_queue(settings) as second:
        await first.put("s", "a", {})
        assert await second.depth("s") == 1

    async with running_queue(settings) as later:
        assert await later.depth("s") == 1


async def test_a_kept_server_is_started_again_when_it_dies(tmp_path: Path) -> None:
    need_server()
    settings = QueueSettings(data_dir=tmp_path)
    async with RedisServer(tmp_path / "redis", BINARY) as server, running_queue(settings) as queue:
        await queue.put("s", "a", {})
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)

        assert await queue.depth("s") == 1


async def test_a_server_that_loads_its_files_is_waited_for(redis_server: RedisServer) -> None:
    queue = redis_queue(redis_server)
    await queue.put("s", "a", {})
    pid = redis_server.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    second = RedisServer(redis_server.log.parent, BINARY)
    starting = asyncio.create_task(second.start())
    await asyncio.sleep(3)
    os.kill(pid, signal.SIGCONT)
    await starting

    assert second.pid is None, "a second server on the same files would tear them"
    assert await queue.depth("s") == 1
    await second.stop()
    await queue.close()
