"""Every documented reason is met with, through the part that gives it; one that no test produces fails here."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import grpc
import pytest

from averral.cli.installation import InProcess
from averral.client import AsyncClient, Patience
from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.gateway.problems import STATUSES
from averral.model import Document, Filters, Vectors, WebhookPost
from averral.pipeline.deliver import Deliverer
from averral.runtime import deadline
from averral.runtime.clients import VerificationClient
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.queue import MemoryQueue
from averral.runtime.settings import Settings
from averral.runtime.status import from_call
from averral.v1 import verification_service_pb2, verification_service_pb2_grpc
from averral.verification.store import Store
from contract.gateway_server import gateway
from served import TALKS, TOLL, installation, reports

Producer = Callable[[Path, pytest.MonkeyPatch], Awaitable[Any]]
JSON, LINES = {"Content-Type": "application/json"}, {"Content-Type": "application/x-ndjson"}
PRODUCERS: dict[Reason, Producer] = {}


def produces(reason: Reason) -> Callable[[Producer], Producer]:
    def note(producer: Producer) -> Producer:
        PRODUCERS[reason] = producer
        return producer

    return note


def impatient(address: str, **given: Any) -> AsyncClient:
    return AsyncClient(address, patience=Patience(0), **given)


@produces(Reason.EMPTY_TEXT)
async def _(folder, patch):
    async with installation() as here:
        await here.client.verify_claim("", Document("", " \u200b\n"), Filters())


@produces(Reason.TEXT_TOO_LARGE)
async def _(folder, patch):
    async with installation(document_code_points=1_000) as here:
        await here.client.verify_claim("", Document("", "word " * 300), Filters())


@produces(Reason.TEXT_NOT_UNICODE)
async def _(folder, patch):
    async with gateway(folder, anonymous_workspace="default") as local:
        sent = b'{"text": "half \\ud800 of a pair"}'
        return await local.http.post("/v1/verify/claim", content=sent, headers=JSON)


@produces(Reason.TOO_MANY_ITEMS)
async def _(folder, patch):
    async with installation(documents_per_call=1) as here:
        await here.client.submit_documents("", reports([TOLL, TALKS]))


@produces(Reason.INVALID_ARGUMENT)
async def _(folder, patch):
    async with installation() as here:
        await here.client.list_findings("", kinds=["gossip"])


@produces(Reason.INVALID_DATE)
async def _(folder, patch):
    async with gateway(folder, anonymous_workspace="default") as local:
        asked = {"text": TOLL, "date": "0001-01-01T00:00:00+05:00"}
        return await local.http.post("/v1/verify/claim", json=asked)


@produces(Reason.INVALID_PAGE_TOKEN)
async def _(folder, patch):
    async with installation() as here:
        await here.client.list_findings("", page_token="%")


@produces(Reason.UNKNOWN_MODEL)
async def _(folder, patch):
    async with AsyncExitStack() as closing:
        await InProcess(closing).embedding.get_model("no-such-model")


@produces(Reason.MODEL_MISMATCH)
async def _(folder, patch):
    async with installation() as here:
        await here.take_in("default", TOLL)
        other = Vectors(b"\0" * 8, 2, "made by another model")
        await here.matching.search("default", other, Filters(), 1)


@produces(Reason.NOT_FOUND)
async def _(folder, patch):
    async with installation() as here:
        await here.client.get_finding("", "fnd_0")


@produces(Reason.REQUEST_ID_REUSED)
async def _(folder, patch):
    async with installation() as here:
        await here.client.submit_documents("", reports([TOLL]), "once")
        await here.client.submit_documents("", reports([TALKS]), "once")


@produces(Reason.QUEUE_FULL)
async def _(folder, patch):
    async with installation(queue=MemoryQueue(capacity=1)) as here:
        await here.client.submit_documents("", reports([TOLL, TALKS]))


@produces(Reason.DEADLINE_TOO_SHORT)
async def _(folder, patch):
    patch.setattr(deadline, "SHORTEST_SECONDS", 3_600.0)
    # Our clients tell a caller instead which of its calls took too long.
    async with installation() as here, grpc.aio.insecure_channel(here.address) as channel:
        stub = verification_service_pb2_grpc.VerificationServiceStub(channel)
        try:
            await stub.GetLimits(verification_service_pb2.GetLimitsRequest(), timeout=20)
        except grpc.aio.AioRpcError as error:
            raise from_call(error) from error


@produces(Reason.NEIGHBOUR_UNAVAILABLE)
async def _(folder, patch):
    client = VerificationClient.connect(Settings(verification_address="localhost:1", connect_attempts=1))
    try:
        await client.get_limits()
    finally:
        await client.close()


@produces(Reason.NEIGHBOUR_TIMED_OUT)
async def _(folder, patch):
    import asyncio

    async with installation() as here, impatient(here.address, timeout=0.5) as client:
        here.matching.before = lambda: asyncio.sleep(5)
        await client.verify_claim(TOLL)


@produces(Reason.MISSING_EXTRA)
async def _(folder, patch):
    patch.setitem(sys.modules, "pyarrow", None)
    async with gateway(folder, anonymous_workspace="default") as local:
        batch = (await local.http.post("/v1/batches", content=b'{"text": "Ten died."}', headers=LINES)).json()
        await local.here.worker.drain()
        return await local.http.get(f"/v1/batches/{batch['id']}/results?format=parquet")


@produces(Reason.STORAGE_FAILED)
async def _(folder, patch):
    (folder / "findings.db").write_bytes(b"this is no database at all" * 100)
    Store(folder / "findings.db")


@produces(Reason.INTERNAL)
async def _(folder, patch):
    async def broken():
        message = "a defect"
        raise RuntimeError(message)

    async with installation() as here:
        here.matching.before = broken
        await here.client.verify_claim("", Document("", TOLL), Filters())


@produces(Reason.UNAUTHENTICATED)
async def _(folder, patch):
    async with installation(KeyStore(None)) as here, impatient(here.address, key="avk_wrong") as client:
        await client.limits()


@produces(Reason.PERMISSION_DENIED)
async def _(folder, patch):
    keys = KeyStore(None)
    secret = keys.create("default", "reader", [Scope.READ])[1]
    async with installation(keys) as here, impatient(here.address, key=secret) as client:
        await client.submit(reports([TOLL]))


@produces(Reason.RATE_LIMITED)
async def _(folder, patch):
    keys = KeyStore(None)
    secret = keys.create("default", "reader", [Scope.READ], rate_per_minute=1)[1]
    async with installation(keys) as here, impatient(here.address, key=secret) as client:
        await client.limits()
        await client.limits()


@produces(Reason.WEBHOOK_FAILED)
async def _(folder, patch):
    class Source:
        async def get_webhook_post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
            return WebhookPost("http://127.0.0.1:9/", "whs_x", b"{}")

    message = {"workspace": "default", "webhook_id": "whk_1", "event_id": "1"}
    await Deliverer(Source(), timeout=2.0, private=True).deliver(message)


@produces(Reason.NOT_FINISHED)
async def _(folder, patch):
    async def upload() -> AsyncIterator[Document]:
        for report in reports([TOLL]):
            yield report

    async with installation() as here:
        batch = await here.client.batches.submit("", upload(), "once")
        await here.client.batches.findings("", batch.id)


@pytest.mark.parametrize("reason", list(Reason))
async def test_the_reason_is_given_where_its_documentation_says(reason, tmp_path, monkeypatch):
    answer, error = None, None
    try:
        answer = await PRODUCERS[reason](tmp_path, monkeypatch)
    except AverralError as raised:
        error = raised
    if error is None:
        assert (answer.json()["reason"], answer.status_code) == (reason.value, STATUSES[reason])
        return
    assert error.reason is reason
    assert error.message
    passing = {"QUEUE_FULL", "RATE_LIMITED", "NEIGHBOUR_UNAVAILABLE", "WEBHOOK_FAILED", "NOT_FINISHED"}
    assert isinstance(error, Temporary if reason.value in passing else Temporary | Permanent)
