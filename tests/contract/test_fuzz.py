"""Whatever a well-formed message holds, the services answer or refuse; none of it is a defect of theirs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import grpc
import pytest
from google.longrunning import operations_pb2
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averral.embedding import service as embedding_service
from averral.extraction import service as extraction_service
from averral.matching import service as matching_service
from averral.runtime.clients import EmbeddingClient
from averral.runtime.local import LocalStub
from averral.runtime.server import Server
from averral.runtime.settings import MatchingSettings
from averral.v1 import (
    batch_service_pb2,
    embedding_service_pb2,
    extraction_service_pb2,
    finding_service_pb2,
    matching_service_pb2,
    verification_service_pb2,
)
from served import OTHER_TOLL, SAID, TALKS, TOLL, installation

F = FieldDescriptor
WORDS = st.one_of(
    st.sampled_from(
        [TOLL, TALKS, SAID, "", "default", "en", "ar", "xx", "operations/x", "workspaces/default"]
    ),
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60),
)
SCALARS: dict[int, st.SearchStrategy[Any]] = {
    F.CPPTYPE_INT32: st.integers(-(2**31), 2**31 - 1) | st.integers(0, 5),
    F.CPPTYPE_INT64: st.integers(-(2**63), 2**63 - 1) | st.integers(0, 5),
    F.CPPTYPE_UINT32: st.integers(0, 2**32 - 1),
    F.CPPTYPE_UINT64: st.integers(0, 2**64 - 1),
    F.CPPTYPE_DOUBLE: st.floats(),
    F.CPPTYPE_FLOAT: st.floats(width=32),
    F.CPPTYPE_BOOL: st.booleans(),
    F.CPPTYPE_ENUM: st.integers(-1, 20),
}
SERVICES = [
    verification_service_pb2.DESCRIPTOR.services_by_name["VerificationService"],
    batch_service_pb2.DESCRIPTOR.services_by_name["BatchService"],
    finding_service_pb2.DESCRIPTOR.services_by_name["FindingService"],
    operations_pb2.DESCRIPTOR.services_by_name["Operations"],
]
#: Services that the public ones call.
INNER = [
    extraction_service_pb2.DESCRIPTOR.services_by_name["ExtractionService"],
    embedding_service_pb2.DESCRIPTOR.services_by_name["EmbeddingService"],
    matching_service_pb2.DESCRIPTOR.services_by_name["MatchingService"],
]
METHODS = [method for service in SERVICES for method in service.methods if method.name != "DeleteOperation"]
INNER_METHODS = [method for service in INNER for method in service.methods]
#: A watch ends with its deadline.
SECONDS = {"WatchFindings": 0.3, "WaitOperation": 0.5}
REFUSALS = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.FAILED_PRECONDITION,
}


def messages(descriptor: Any, depth: int = 3) -> st.SearchStrategy[Message]:
    """Any message of the type; each field is set or left out."""
    kind = GetMessageClass(descriptor)

    @st.composite
    def build(draw: Any) -> Message:
        found = kind()
        for field in descriptor.fields:
            if not draw(st.integers(0, 3)) and field.name not in ("question", "draft", "body"):
                continue
            _fill(draw, found, field, depth)
        return found

    return build()


def _fill(draw: Any, found: Message, field: Any, depth: int) -> None:
    if field.message_type is not None:
        if depth == 0 or field.message_type.full_name == "google.protobuf.Any":
            return
        values = messages(field.message_type, depth - 1)
    elif field.cpp_type == F.CPPTYPE_STRING:
        values = WORDS if field.type == F.TYPE_STRING else st.binary(max_size=20)
    else:
        values = SCALARS[field.cpp_type]
    target = getattr(found, field.name)
    if field.is_repeated:
        target.extend(draw(st.lists(values, max_size=3)))
    elif field.message_type is not None:
        target.CopyFrom(draw(values))
    else:
        setattr(found, field.name, draw(values))


@asynccontextmanager
async def inner() -> AsyncIterator[str]:
    """The services behind the public ones, as if somebody inside called them; their address."""
    embedding = embedding_service.create()
    client = EmbeddingClient(LocalStub(embedding.servicer))
    settings = MatchingSettings(port=0, shutdown_grace=0.2)
    matching = matching_service.create(settings, client, in_memory=True)
    server = Server([extraction_service.create(), embedding, matching], settings)
    await server.start()
    yield f"localhost:{server.port}"
    await server.stop()


@pytest.fixture(scope="module")
def addresses() -> Iterator[tuple[str, str]]:
    """An installation in a thread of its own, since the tests block: the public services and the inner ones."""
    ready, found = threading.Event(), []

    async def serve() -> None:
        stop = asyncio.Event()
        async with installation() as here, inner() as behind:
            await here.take_in("default", OTHER_TOLL, TALKS, TOLL, SAID)
            found.extend(((here.address, behind), asyncio.get_running_loop(), stop))
            ready.set()
            await stop.wait()

    # A runner ends what still runs, and its threads, before it closes the loop.
    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(60)
    yield found[0]
    found[1].call_soon_threadsafe(found[2].set)
    thread.join(60)
    assert not thread.is_alive()


def ask(address: str, method: Any, request: Message) -> grpc.StatusCode:
    """The code of the call; the answers of a stream are read to the end."""
    path = f"/{method.containing_service.full_name}/{method.name}"
    answer_type = GetMessageClass(method.output_type)
    kind = ("stream" if method.client_streaming else "unary") + (
        "_stream" if method.server_streaming else "_unary"
    )
    with grpc.insecure_channel(address) as channel:
        call = getattr(channel, kind)(
            path,
            request_serializer=type(request).SerializeToString,
            response_deserializer=answer_type.FromString,
        )
        given = iter([request, request]) if method.client_streaming else request
        try:
            answer = call(given, timeout=SECONDS.get(method.name, 20))
            if method.server_streaming:
                list(answer)
        except grpc.RpcError as error:
            return error.code()
    return grpc.StatusCode.OK


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS + INNER_METHODS, ids=lambda method: method.name)
def test_no_message_is_met_with_a_defect(addresses: tuple[str, str], method: Any) -> None:
    few = 8 if method.name in SECONDS else 40
    address = addresses[method in INNER_METHODS]

    @settings(max_examples=few, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(messages(method.input_type))
    def check(request: Message) -> None:
        code = ask(address, method, request)
        assert code is grpc.StatusCode.OK or code in REFUSALS, (code, request)

    check()
