"""Whatever lasts for ever ends by itself when a process stops: no stop takes its whole grace, and callers learn what to do."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from averral.errors import Reason, Temporary
from averral.runtime import redis_server, tasks, telemetry
from averral.runtime.redis_server import RedisServer
from contract.gateway_server import gateway
from served import TOLL, installation

#: Longer than any test may take: what is held until then fails.
GRACE = 300


async def test_a_watch_over_http_ends_as_if_there_were_nothing_more(tmp_path):
    async with (
        gateway(tmp_path, anonymous_workspace="default", shutdown_grace=GRACE) as local,
        local.http.stream("GET", "/v1/events") as response,
    ):
        lines = response.aiter_lines()
        assert await anext(lines) == ": connected"
        await local.server.stop()
        # Cut off, it would raise.
        assert [line async for line in lines if line] == []


async def test_an_upload_that_has_not_ended_is_refused_and_told_how_to_go_on(tmp_path):
    line = json.dumps({"id": "r1", "text": TOLL}).encode() + b"\n"
    head = b"POST /v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
    chunk = b"%x\r\n%b\r\n" % (len(line), line)
    async with gateway(tmp_path, anonymous_workspace="default", shutdown_grace=GRACE) as local:
        reader, writer = await asyncio.open_connection("127.0.0.1", local.server.port)
        writer.write(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
        while not telemetry.RPCS_RUNNING.labels("averral.v1.BatchService")._value.get():
            await asyncio.sleep(0.01)
        await local.server.stop()
        told = await reader.read()
        writer.close()
    status, body = told.splitlines()[0], json.loads(told.rpartition(b"\r\n\r\n")[2])
    assert status.split()[1] == b"503"
    assert body["reason"] == "NEIGHBOUR_UNAVAILABLE"
    assert "Idempotency-Key" in body["detail"]


async def test_a_wait_for_a_job_is_answered_as_far_as_it_has_come(tmp_path):
    async with gateway(tmp_path, anonymous_workspace="default", shutdown_grace=GRACE) as local:
        sent = {"documents": [{"id": "a", "text": TOLL}]}
        job = (await local.http.post("/v1/documents", json=sent)).json()
        asked = telemetry.RPCS.labels("google.longrunning.Operations", "GetOperation", "OK")._value
        before = asked.get()
        waiting = asyncio.create_task(local.http.get(f"/v1/jobs/{job['id']}?wait=25"))
        while asked.get() == before:
            await asyncio.sleep(0.01)
        await local.server.stop()
        assert (await waiting).json()["done"] == 0


async def test_a_watch_over_grpc_is_told_to_come_back():
    async with installation(shutdown_grace=GRACE) as here:
        await here.take_in("default", TOLL)
        watched = here.client.watch_findings("default")
        assert (await anext(watched)).id
        stopping = asyncio.create_task(here.server.stop())
        with pytest.raises(Temporary) as told:
            [event async for event in watched]
        assert told.value.reason is Reason.NEIGHBOUR_UNAVAILABLE
        await stopping


async def test_the_keeper_of_the_queues_server_ends_also_when_it_is_told_to_as_an_answer_comes(
    tmp_path, monkeypatch
):
    """`asyncio.wait_for` of Python 3.11 forgets such a cancellation; whoever stopped everything then waited for ever."""
    keeper: asyncio.Task[None]

    class Told:
        async def readline(self) -> bytes:
            keeper.cancel()
            return b"+PONG\r\n"

        def write(self, _: bytes) -> None:
            """Nobody reads it."""

        def close(self) -> None:
            """Nothing is open."""

    async def connect(_: Any) -> tuple[Told, Told]:
        return Told(), Told()

    monkeypatch.setattr(asyncio, "open_unix_connection", connect)
    monkeypatch.setattr(redis_server, "_KEEP_SECONDS", 0)
    keeper = asyncio.create_task(RedisServer(tmp_path).keep())
    await asyncio.wait({keeper}, timeout=20)
    assert keeper.cancelled()


async def test_what_is_ended_has_ended():
    cleared = asyncio.Event()

    async def slow() -> None:
        try:
            await asyncio.sleep(GRACE)
        finally:
            await asyncio.sleep(0)
            cleared.set()

    task = asyncio.create_task(slow())
    await asyncio.sleep(0)
    await tasks.end(task)
    assert cleared.is_set()
    assert await tasks.unless(asyncio.Event(), asyncio.sleep(0, "done")) == "done"
    cleared.clear()
    ending = asyncio.Event()
    asyncio.get_running_loop().call_soon(ending.set)
    assert await tasks.unless(ending, slow()) is None
    assert cleared.is_set()
