"""The server builder and the clients, over real channels: errors, deadlines, health, reflection, retries."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import grpc
import pytest
import structlog
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from averral import wire
from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.model import Document, Extraction, ItemFailure, Zone, ZoneKind
from averral.model import Span as TextSpan
from averral.runtime import deadline
from averral.runtime.clients import ExtractionClient
from averral.runtime.local import LocalStub
from averral.runtime.server import Server, Service, serve
from averral.runtime.settings import Settings
from averral.v1 import extraction_service_pb2 as pb
from averral.v1.extraction_service_pb2_grpc import (
    ExtractionServiceServicer,
    ExtractionServiceStub,
    add_ExtractionServiceServicer_to_server,
)

NAME = "averral.v1.ExtractionService"
FAILURES: dict[str, Exception] = {
    "empty": Permanent(Reason.EMPTY_TEXT, "Nothing: ⟨فارغ⟩", field="document.body", metadata={"k": "v"}),
    "full": Temporary(Reason.QUEUE_FULL, "full", retry_after=2.5, metadata={"queue": "ingest"}),
    "disk": Temporary(Reason.STORAGE_FAILED, "disk", metadata={"store": "records"}),
    "gone": Permanent(Reason.STORAGE_FAILED, "disk is gone"),
    "defect": ValueError("a sentence of the article"),
}


class Tiny(ExtractionServiceServicer):
    """Does what the body asks for."""

    def __init__(self) -> None:
        self.calls = 0
        self.ended: list[str] = []
        self.seen: list[float | None] = []
        self.requests: list[str] = []

    async def Extract(self, request: pb.ExtractRequest, context: Any) -> pb.ExtractResponse:  # noqa: N802
        self.calls += 1
        await self._do(request.document.body)
        self.requests.append(structlog.contextvars.get_contextvars().get("request", ""))
        self.seen.append(deadline.remaining(None))
        return pb.ExtractResponse(extraction=wire.encode_extraction(found(request.document.id)))

    async def ExtractStream(  # noqa: N802
        self, requests: AsyncIterator[pb.ExtractStreamRequest], context: Any
    ) -> AsyncIterator[pb.ExtractStreamResponse]:
        try:
            async for request in requests:
                await self._do(request.document.body)
                yield self._answer(request)
        finally:
            self.ended.append("stream")

    async def _do(self, body: str) -> None:
        if body in FAILURES:
            raise FAILURES[body]
        if body == "slow":
            try:
                await asyncio.sleep(30)
            finally:
                self.ended.append("slow")

    def _answer(self, request: pb.ExtractStreamRequest) -> pb.ExtractStreamResponse:
        name = request.document.id
        if request.document.body == "bad alone":
            error = wire.encode_error(Permanent(Reason.EMPTY_TEXT, "empty"))
            return pb.ExtractStreamResponse(document_id=name, error=error)
        return pb.ExtractStreamResponse(document_id=name, extraction=wire.encode_extraction(found(name)))


def found(document_id: str) -> Extraction:
    zones = (Zone(ZoneKind.BODY, TextSpan(0, 4)),)
    return Extraction(document_id, "ar", 0.75, zones=zones, versions="rules=1 data=1")


def service(servicer: Tiny, close: Any = None) -> Service:
    return Service(NAME, servicer, add_ExtractionServiceServicer_to_server, close)


@asynccontextmanager
async def running(servicer: Tiny, **given: Any) -> AsyncIterator[Server]:
    settings = Settings(**{"port": 0, "shutdown_grace": 0.2} | given)
    server = Server([service(servicer)], settings)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def client_of(port: int, seconds: float = 10.0) -> AsyncIterator[ExtractionClient]:
    client = ExtractionClient.connect(Settings(extraction_address=f"localhost:{port}", call_timeout=seconds))
    try:
        yield client
    finally:
        await client.close()


@pytest.fixture
def servicer() -> Tiny:
    return Tiny()


@pytest.fixture(params=["channel", "local"])
async def client(request: pytest.FixtureRequest, servicer: Tiny) -> AsyncIterator[ExtractionClient]:
    if request.param == "local":
        yield ExtractionClient(LocalStub(servicer), timeout=10)
        return
    async with running(servicer) as server, client_of(server.port) as over_channel:
        yield over_channel


async def failure(client: ExtractionClient, body: str) -> AverralError:
    with pytest.raises(AverralError) as raised:
        await client.extract(Document("d", body))
    return raised.value


async def test_an_answer_is_the_same_over_a_channel_and_in_the_process(client: ExtractionClient) -> None:
    assert await client.extract(Document("d", "text")) == found("d")


@pytest.mark.parametrize("body", ["empty", "full", "disk", "gone"])
async def test_our_errors_arrive_as_they_were_raised(client: ExtractionClient, body: str) -> None:
    raised = FAILURES[body]
    assert isinstance(raised, AverralError)

    error = await failure(client, body)

    assert type(error) is type(raised)
    assert (error.reason, error.message, error.field) == (raised.reason, raised.message, raised.field)
    assert raised.metadata.items() <= error.metadata.items()
    assert getattr(error, "retry_after", None) == getattr(raised, "retry_after", None)


async def test_a_bad_document_of_a_stream_fails_alone_and_in_its_place(client: ExtractionClient) -> None:
    bodies = ["\ud800", "text", "bad alone", "\ud800", "\ud800", "text", "\ud800"]
    documents = [Document(str(number), body) for number, body in enumerate(bodies)]

    answers = [answer async for answer in client.extract_stream(documents)]

    ids = [a.item_id if isinstance(a, ItemFailure) else a.document_id for a in answers]
    assert ids == [document.id for document in documents]
    reasons = [a.reason if isinstance(a, ItemFailure) else "" for a in answers]
    assert reasons == [
        "TEXT_NOT_UNICODE",
        "",
        "EMPTY_TEXT",
        *["TEXT_NOT_UNICODE"] * 2,
        "",
        "TEXT_NOT_UNICODE",
    ]


async def test_an_error_that_ends_a_stream_arrives_after_the_answers_before_it(
    client: ExtractionClient,
) -> None:
    stream = client.extract_stream([Document("1", "text"), Document("2", "empty")])

    assert await anext(stream) == found("1")
    with pytest.raises(Permanent) as raised:
        await anext(stream)
    assert raised.value.reason is Reason.EMPTY_TEXT


async def test_a_caller_who_stops_early_ends_the_stream_at_the_server(
    client: ExtractionClient, servicer: Tiny
) -> None:
    stream = client.extract_stream([Document("1", "text"), Document("2", "slow")])
    assert await anext(stream) == found("1")
    await stream.aclose()  # type: ignore[attr-defined]

    for _ in range(100):
        await asyncio.sleep(0.02)
        if "stream" in servicer.ended:
            break
    assert "stream" in servicer.ended


async def test_a_defect_leaks_no_text(servicer: Tiny) -> None:
    with structlog.testing.capture_logs() as lines:
        async with running(servicer) as server, client_of(server.port) as client:
            error = await failure(client, "defect")

    defects = [line for line in lines if line["event"] == "defect"]
    assert isinstance(error, Permanent)
    assert error.reason is Reason.INTERNAL
    assert [line["incident"] for line in defects] == [error.metadata["incident"]]
    assert defects[0]["type"] == "ValueError"
    assert "sentence of the article" not in f"{error} {lines}"


async def test_every_call_leaves_one_line_with_ids_and_no_text(servicer: Tiny) -> None:
    with structlog.testing.capture_logs() as lines:
        async with running(servicer) as server, client_of(server.port) as client:
            await client.extract(Document("doc_1", "words that nobody may log"))
            await failure(client, "empty")

    calls = [line for line in lines if line["event"] == "call"]
    assert [(line["method"], line["code"]) for line in calls] == [
        (f"{NAME}/Extract", "OK"),
        (f"{NAME}/Extract", "INVALID_ARGUMENT"),
    ]
    assert calls[0]["document"] == "doc_1"
    assert calls[0]["ms"] >= 0
    assert "nobody may log" not in str(lines)


async def test_a_slow_call_is_named_by_the_caller(servicer: Tiny) -> None:
    async with running(servicer) as server, client_of(server.port, seconds=0.4) as client:
        error = await failure(client, "slow")

    assert isinstance(error, Temporary)
    assert error.reason is Reason.NEIGHBOUR_TIMED_OUT
    assert (error.metadata["service"], error.metadata["method"]) == ("extraction", "Extract")
    assert servicer.ended == ["slow"], "the server stopped working on it"


async def test_the_server_gives_up_before_the_caller_does(servicer: Tiny) -> None:
    async with running(servicer) as server, grpc.aio.insecure_channel(f"localhost:{server.port}") as channel:
        with pytest.raises(grpc.aio.AioRpcError) as raised:
            await call_raw(channel, "slow", seconds=0.4)

    assert raised.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert status_in(raised.value) is not None, "the server's own status, not the channel's"


async def test_a_call_with_hardly_any_time_left_is_refused_unread(servicer: Tiny) -> None:
    async with running(servicer) as server, grpc.aio.insecure_channel(f"localhost:{server.port}") as channel:
        await call_raw(channel, "text", seconds=5)
        with pytest.raises(grpc.aio.AioRpcError) as raised:
            await call_raw(channel, "text", seconds=0.09)

    assert raised.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert servicer.calls == 1


async def test_inner_calls_get_less_time_than_the_call_that_makes_them(servicer: Tiny) -> None:
    async with running(servicer) as server, client_of(server.port, seconds=3) as client:
        await client.extract(Document("d", "text"))

    [left] = servicer.seen
    assert left is not None
    assert 0 < left < 3


async def test_a_status_holds_exactly_one_error_info(servicer: Tiny) -> None:
    async with running(servicer) as server, grpc.aio.insecure_channel(f"localhost:{server.port}") as channel:
        with pytest.raises(grpc.aio.AioRpcError) as raised:
            await call_raw(channel, "empty", seconds=5)

    status = status_in(raised.value)
    assert status is not None
    kinds = [detail.TypeName() for detail in status.details]
    assert kinds == ["google.rpc.ErrorInfo", "google.rpc.BadRequest"]
    info = error_details_pb2.ErrorInfo()
    status.details[0].Unpack(info)
    assert (info.reason, info.domain) == ("EMPTY_TEXT", "averral")


async def test_an_answer_of_the_server_is_not_asked_for_again(servicer: Tiny) -> None:
    async with running(servicer) as server, client_of(server.port) as client:
        await failure(client, "disk")

    assert servicer.calls == 1


async def test_a_call_outlasts_a_restart_of_its_neighbour(servicer: Tiny) -> None:
    async with running(servicer) as server:
        port = server.port
    async with client_of(port) as client:
        call = asyncio.create_task(client.extract(Document("d", "text")))
        await asyncio.sleep(0.3)
        async with running(servicer, port=port):
            assert await call == found("d")


async def test_a_neighbour_that_stays_away_is_named() -> None:
    async with client_of(free_port()) as client:
        error = await failure(client, "text")

    assert isinstance(error, Temporary)
    assert error.reason is Reason.NEIGHBOUR_UNAVAILABLE
    assert error.metadata["service"] == "extraction"


async def test_more_calls_than_the_limit_are_refused_but_health_answers(servicer: Tiny) -> None:
    async with (
        running(servicer, max_concurrent_calls=1) as server,
        client_of(server.port) as client,
        grpc.aio.insecure_channel(f"localhost:{server.port}") as channel,
    ):
        running_call = asyncio.create_task(client.extract(Document("d", "slow")))
        while not servicer.calls:
            await asyncio.sleep(0.01)
        error = await failure(client, "text")
        assert await health_of(channel, "") == "SERVING"
        running_call.cancel()

    assert isinstance(error, Temporary)
    assert error.reason is Reason.QUEUE_FULL


async def test_a_message_over_the_limit_is_refused_for_good(servicer: Tiny) -> None:
    async with running(servicer, max_message_mib=1) as server, client_of(server.port) as client:
        error = await failure(client, "x" * 2_000_000)

    assert isinstance(error, Permanent)


async def test_health_is_told_for_the_whole_and_for_each_service(servicer: Tiny) -> None:
    async with running(servicer) as server, grpc.aio.insecure_channel(f"localhost:{server.port}") as channel:
        assert await health_of(channel, "") == "SERVING"
        assert await health_of(channel, NAME) == "SERVING"
        with pytest.raises(grpc.aio.AioRpcError):
            await health_of(channel, "averral.v1.Unknown")


async def test_health_turns_before_the_last_calls_end(servicer: Tiny) -> None:
    server = Server([service(servicer)], Settings(port=0, shutdown_grace=5))
    await server.start()
    async with grpc.aio.insecure_channel(f"localhost:{server.port}") as channel:
        stub = health_pb2_grpc.HealthStub(channel)
        watch = stub.Watch(health_pb2.HealthCheckRequest(service=NAME))
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
        stopping = asyncio.create_task(server.stop())
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        watch.cancel()
        await stopping


async def test_reflection_lists_all_services(servicer: Tiny) -> None:
    async with running(servicer) as server, grpc.aio.insecure_channel(f"localhost:{server.port}") as channel:
        stub = reflection_pb2_grpc.ServerReflectionStub(channel)
        asked = reflection_pb2.ServerReflectionRequest(list_services="*")
        async for answer in stub.ServerReflectionInfo(iter([asked])):
            names = {listed.name for listed in answer.list_services_response.service}

    assert {NAME, "grpc.health.v1.Health"} <= names


async def test_a_taken_port_is_an_error_that_says_so(servicer: Tiny) -> None:
    async with running(servicer) as server:
        with pytest.raises(Permanent, match="AVERRAL_PORT"):
            await Server([service(servicer)], Settings(port=server.port)).start()


async def test_metrics_count_calls_by_code(servicer: Tiny) -> None:
    metrics_port = free_port()
    async with running(servicer, metrics_port=metrics_port) as server, client_of(server.port) as client:
        await failure(client, "empty")
        text = await asyncio.to_thread(read, f"http://127.0.0.1:{metrics_port}/metrics")

    assert f'averral_rpc_total{{code="INVALID_ARGUMENT",method="Extract",service="{NAME}"}}' in text
    assert 'averral_client_calls_total{code="INVALID_ARGUMENT",method="Extract"' in text


async def test_sigterm_ends_running_calls_gracefully_and_closes_the_services(servicer: Tiny) -> None:
    closed: list[bool] = []

    async def close() -> None:
        closed.append(True)

    port = free_port()
    served = asyncio.create_task(
        serve([service(servicer, close)], Settings(port=port, shutdown_grace=5), stop=asyncio.Event())
    )
    async with client_of(port) as client:
        assert await client.extract(Document("d", "text")) == found("d")
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(served, 10)

    assert closed == [True]


async def test_a_request_keeps_its_id_across_services(servicer: Tiny) -> None:
    structlog.contextvars.bind_contextvars(request="from-the-caller")
    try:
        async with running(servicer) as server, client_of(server.port) as client:
            await client.extract(Document("d", "text"))
    finally:
        structlog.contextvars.clear_contextvars()

    assert servicer.requests == ["from-the-caller"]


async def test_a_process_ends_cleanly_on_sigterm() -> None:
    program = (
        "import asyncio; from averral.runtime.server import run, serve; "
        "from averral.runtime.settings import Settings; "
        "run(serve([], Settings(port=0), stop=asyncio.Event()))"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    while b"serving" not in await asyncio.wait_for(process.stdout.readline(), 60):
        assert process.returncode is None
    process.terminate()

    written, _ = await asyncio.wait_for(process.communicate(), 20)

    assert b"stopped" in written
    assert process.returncode == 0


async def call_raw(channel: grpc.aio.Channel, body: str, seconds: float) -> Any:
    stub: Any = ExtractionServiceStub(channel)  # type: ignore[no-untyped-call]
    return await stub.Extract(pb.ExtractRequest(document={"body": body}), timeout=seconds)


def status_in(error: grpc.aio.AioRpcError) -> status_pb2.Status | None:
    for key, value in error.trailing_metadata():
        if key == "grpc-status-details-bin":
            return status_pb2.Status.FromString(value)
    return None


async def health_of(channel: grpc.aio.Channel, name: str) -> str:
    stub = health_pb2_grpc.HealthStub(channel)
    answer = await stub.Check(health_pb2.HealthCheckRequest(service=name))
    return str(health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(address: str) -> str:
    with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
        return str(answer.read().decode())
    return ""
