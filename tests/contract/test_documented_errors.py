"""Every error that the API page lists for a method is produced by that method, over gRPC.

The pairs are read from the page, and so are the requests: a method that is added there is tried here, and one that
cannot be made to refuse as it says fails.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
import sqlalchemy as sa
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from averral.embedding import service as embedding_service
from averral.errors import AverralError
from averral.extraction import service as extraction_service
from averral.matching import service as matching_service
from averral.model import Limits, Vectors, Webhook
from averral.runtime import deadline
from averral.runtime.clients import EmbeddingClient, ExtractionClient, MatchingClient
from averral.runtime.items import embed_items
from averral.runtime.local import LocalStub
from averral.runtime.server import Server
from averral.runtime.settings import EmbeddingSettings, ExtractionSettings, MatchingSettings, Settings
from averral.runtime.status import from_call, is_ours
from averral.v1 import (
    batch_service_pb2,
    embedding_service_pb2,
    extraction_service_pb2,
    finding_service_pb2,
    matching_service_pb2,
    verification_service_pb2,
)
from served import OTHER_TOLL, TOLL, Served, installation, reports

PAGE = (Path(__file__).parents[2] / "protos/README.md").read_text(encoding="utf-8")
MODULES = (
    verification_service_pb2,
    batch_service_pb2,
    finding_service_pb2,
    extraction_service_pb2,
    embedding_service_pb2,
    matching_service_pb2,
)
METHODS = {
    f"{service.name}.{method.name}": method
    for module in MODULES
    for service in module.DESCRIPTOR.services_by_name.values()
    for method in service.methods
}
#: Served with the public ones.
PUBLIC = {"VerificationService", "BatchService", "FindingService"}
#: Longer than the texts that these services take.
LONG = "word " * 300
#: Fields that hold what callers wrote.
WRITTEN = {"body", "texts", "a", "b"}


def documented() -> Iterator[tuple[str, str]]:
    """Reason and method, for each that the page lists."""
    for found in re.finditer(r"^### (\w+\.\w+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL):
        if found[1] in METHODS and "Errors: " in found[2]:
            listed = found[2].rpartition("Errors: ")[2].partition("```")[0]
            for reason in re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", listed):
                yield reason, found[1]


def example(name: str) -> Message:
    """The page's first request of the method."""
    section = re.search(rf"^### {re.escape(name)}\n.*?```json\n(.*?)\n", PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None
    return ParseDict(json.loads(section[1]), GetMessageClass(METHODS[name].input_type)())


@dataclass
class World:
    here: Served
    inner: str
    folder: Path
    mute: int
    """A port where somebody listens and never answers."""
    batch_id: str = ""
    """Of a batch that has ended."""
    finding_id: str = ""
    document_id: str = ""
    """Of a document that the inner services keep."""
    model: Vectors | None = None
    """Made by the model of these."""

    async def ask(self, name: str, request: Message, seconds: float = 20) -> AverralError | None:
        """What the method refuses the request with."""
        method = METHODS[name]
        service = method.containing_service
        address = self.here.address if service.name in PUBLIC else self.inner
        kind = f"{'stream' if method.client_streaming else 'unary'}_{'stream' if method.server_streaming else 'unary'}"
        async with grpc.aio.insecure_channel(address) as channel:
            call = getattr(channel, kind)(
                f"/{service.full_name}/{method.name}", request_serializer=type(request).SerializeToString
            )
            sent = iter([request]) if method.client_streaming else request
            try:
                answer = call(sent, timeout=seconds)
                if method.server_streaming:
                    [one async for one in answer]
                else:
                    await answer
            except grpc.aio.AioRpcError as error:
                return from_call(error) if is_ours(error) else None
        return None


@asynccontextmanager
async def inner(folder: Path) -> AsyncIterator[str]:
    """The services behind the public ones; their address."""
    embedding = embedding_service.create(EmbeddingSettings())
    client = EmbeddingClient(LocalStub(embedding.servicer))
    settings = MatchingSettings(
        port=0, shutdown_grace=0.2, data_dir=folder, document_code_points=1_000, documents_per_call=1
    )
    extraction = extraction_service.create(ExtractionSettings(document_code_points=1_000).limits)
    server = Server([extraction, embedding, matching_service.create(settings, client)], settings)
    await server.start()
    yield f"localhost:{server.port}"
    await server.stop()


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    limits = {"document_code_points": 1_000, "documents_per_call": 1}

    async def say_nothing(*_: Any) -> None:
        await asyncio.sleep(60)

    async with (
        inner(folder) as behind,
        await asyncio.start_server(say_nothing, "127.0.0.1", 0) as mute,
        installation(data_dir=folder / "verification", **limits) as here,
    ):
        for report in reports([TOLL, OTHER_TOLL]):
            await here.client.submit_documents("", [report])

        async def upload() -> AsyncIterator[Any]:
            for report in reports([TOLL]):
                yield report

        batch = await here.client.batches.submit("", upload(), "ended")
        await here.worker.drain()
        assert (await here.client.batches.get("", batch.id)).finished
        found = World(here, behind, folder, mute.sockets[0].getsockname()[1], batch.id)
        [finding, *_] = (await here.client.list_findings("")).items
        found.finding_id = finding.id
        await keep(found)
        yield found


async def keep(world: World) -> None:
    """Has the inner services keep a document."""
    settings = Settings(
        extraction_address=world.inner, embedding_address=world.inner, matching_address=world.inner
    )
    clients = [each.connect(settings) for each in (ExtractionClient, EmbeddingClient, MatchingClient)]
    extraction, embedding, matching = clients
    [record] = await matching.add_documents(reports([TOLL]))
    found = await extraction.extract(record.document)
    world.document_id, world.model = record.document.id, await embed_items(embedding, found)
    await matching.index("", found, world.model)
    for client in clients:
        await client.close()


# How each refusal is brought about. A way takes the page's example, changes it, and gives back what to send.

Way = Callable[[World, str, Any], Awaitable[Any]]
WAYS: dict[str, Way] = {}


def brings(reason: str, *methods: str) -> Callable[[Way], Way]:
    def note(way: Way) -> Way:
        WAYS.update({f"{reason} {method}": way for method in methods} if methods else {reason: way})
        return way

    return note


def rewrite(message: Message, text: str) -> None:
    """Puts the text wherever callers' words stand."""
    for each, value in message.ListFields():
        if each.type == FieldDescriptor.TYPE_MESSAGE:
            for one in value if each.is_repeated else [value]:
                rewrite(one, text)
        elif each.name in WRITTEN and each.is_repeated:
            value[:] = [text]
        elif each.name in WRITTEN:
            setattr(message, each.name, text)


@brings("EMPTY_TEXT")
async def _(world, name, request):
    rewrite(request, " \u200b\n")
    return request


@brings("TEXT_TOO_LARGE")
async def _(world, name, request):
    rewrite(request, LONG)
    return request


@brings("TOO_MANY_ITEMS")
async def _(world, name, request):
    [many] = [each.name for each, _ in request.ListFields() if each.is_repeated]
    items = getattr(request, many)
    most = {"documents": 1, "texts": Limits().texts_per_call, "pairs": Limits().pairs_per_call}[many]
    items.extend([items[0]] * most)
    return request


@brings("TOO_MANY_ITEMS", "VerificationService.CreateWebhook")
async def _(world, name, request):
    del request.webhook.finding_ids[:]
    while (await world.ask(name, request)) is None:
        pass
    return request


@brings(
    "TOO_MANY_ITEMS",
    "VerificationService.VerifyClaim",
    "MatchingService.Search",
    "MatchingService.GetEvidence",
)
async def _(world, name, request):
    request.filters.places[:] = [f"Place {number}" for number in range(21)]
    return request


@brings("INVALID_PAGE_TOKEN")
async def _(world, name, request):
    request.page_token = "%"
    for own in ("batch_id", "earlier_batch_id"):
        if own in type(request).DESCRIPTOR.fields_by_name:
            setattr(request, own, world.batch_id)
    return request


@brings("NOT_FOUND")
async def _(world, name, request):
    return request


@brings("NOT_FOUND", "VerificationService.VerifyClaim")
async def _(world, name, request):
    return type(request)(claim_id="clm_0")


@brings("NOT_FINISHED")
async def _(world, name, request):
    async def upload() -> AsyncIterator[Any]:
        for report in reports([f"{TOLL} Again."]):
            yield report

    waiting = await world.here.client.batches.submit("", upload(), "waiting")
    for own in ("batch_id", "earlier_batch_id"):
        if own in type(request).DESCRIPTOR.fields_by_name:
            setattr(request, own, waiting.id)
    return request


@brings("QUEUE_FULL")
async def _(world, name, request):
    hook, _ = await world.here.client.create_webhook("", Webhook("", "https://desk.example/x"))
    if "webhook_id" in type(request).DESCRIPTOR.fields_by_name:
        request.webhook_id = hook.id
    if "after_event" in type(request).DESCRIPTOR.fields_by_name:
        request.after_event = 0
    world.here.queue._capacity = 0
    return request


@brings("REQUEST_ID_REUSED", "VerificationService.SubmitDocuments")
async def _(world, name, request):
    assert await world.ask(name, request) is None
    request.documents[0].body = "Something else."
    return request


@brings("REQUEST_ID_REUSED", "VerificationService.ReviewFinding")
async def _(world, name, request):
    request.review.finding_id = world.finding_id
    assert await world.ask(name, request) is None
    request.review.note = "Something else."
    return request


@brings("REQUEST_ID_REUSED", "BatchService.SubmitBatch")
async def _(world, name, request):
    request.request_id = "ended"
    request.last = True
    return request


@brings("NEIGHBOUR_UNAVAILABLE")
async def _(world, name, request):
    away = Settings(matching_address="localhost:1", connect_attempts=1)
    world.here.matching._inner = MatchingClient.connect(away)
    return request


@brings("NEIGHBOUR_TIMED_OUT")
async def _(world, name, request):
    world.here.matching._inner = MatchingClient.connect(Settings(matching_address=f"localhost:{world.mute}"))
    return request


@brings("MODEL_MISMATCH")
async def _(world, name, request):
    if "extraction" in type(request).DESCRIPTOR.fields_by_name:
        request.extraction.document_id = world.document_id
    return request


@brings("INVALID_ARGUMENT", "MatchingService.Index")
async def _(world, name, request):
    request.extraction.document_id = world.document_id
    request.vectors.fingerprint, request.vectors.dimension = world.model.fingerprint, world.model.dimension
    request.vectors.data = b"123"
    return request


@brings("UNKNOWN_MODEL")
async def _(world, name, request):
    request.model = "no-such-model"
    return request


@brings("STORAGE_FAILED")
async def _(world, name, request):
    for file in (world.folder / "corpus.sqlite", world.folder / "verification" / "verification.db"):
        with sa.create_engine(f"sqlite:///{file}").begin() as connection:
            connection.execute(sa.text("PRAGMA foreign_keys=OFF"))
            found = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'table'"))
            for (table,) in list(found):
                if not table.startswith("sqlite_"):
                    connection.execute(sa.text(f'DROP TABLE "{table}"'))
    return request


@brings("INVALID_ARGUMENT", "VerificationService.SubmitDocuments", "BatchService.SubmitBatch")
async def _(world, name, request):
    request.request_id = "r" * 200
    return request


@brings("INVALID_ARGUMENT", "VerificationService.VerifyClaim")
async def _(world, name, request):
    request.min_origins = -1
    return request


@brings("INVALID_ARGUMENT", "VerificationService.DeleteDocument")
async def _(world, name, request):
    return type(request)()


@brings("INVALID_ARGUMENT", "VerificationService.ListFindings")
async def _(world, name, request):
    request.kinds[:] = ["gossip"]
    return request


@brings("INVALID_ARGUMENT", "VerificationService.ReviewFinding")
async def _(world, name, request):
    request.review.finding_id, request.review.action = world.finding_id, 0
    return request


@brings("INVALID_ARGUMENT", "VerificationService.Export")
async def _(world, name, request):
    request.format = 99
    return request


@brings("INVALID_ARGUMENT", "VerificationService.CreateWebhook")
async def _(world, name, request):
    request.webhook.url = "http://127.0.0.1/"
    return request


@brings("INVALID_ARGUMENT", "MatchingService.Search")
async def _(world, name, request):
    request.limit = 0
    return request


@brings("INVALID_ARGUMENT", "MatchingService.ComparePair")
async def _(world, name, request):
    request.a.vectors.data, request.a.vectors.dimension = b"123", 2
    return request


PAIRS = sorted(documented())


@pytest.mark.parametrize("reason", sorted({reason for reason, _ in PAIRS}))
async def test_each_method_refuses_with_what_its_documentation_lists(reason, tmp_path, monkeypatch):
    # However busy the machine is, the neighbour's time ends first.
    monkeypatch.setattr(deadline, "MARGIN_SECONDS", 0.3)
    methods = [method for each, method in PAIRS if each == reason]
    async with world(tmp_path) as here:
        for name in methods:
            way = WAYS.get(f"{reason} {name}") or WAYS[reason]
            request = await way(here, name, example(name))
            seconds = 2.0 if reason == "NEIGHBOUR_TIMED_OUT" else 20.0
            refusal = await here.ask(name, request, seconds)
            assert refusal is not None, name
            assert (name, refusal.reason.value) == (name, reason)
            assert refusal.message


def test_there_is_something_to_try():
    assert len(PAIRS) > 75
    assert {name.partition(".")[0] for _, name in PAIRS} == {name.partition(".")[0] for name in METHODS}
