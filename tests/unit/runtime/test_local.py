from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from google.protobuf.wrappers_pb2 import StringValue

from averral.errors import Permanent, Reason
from averral.runtime.local import LocalStub


class Servicer:
    def __init__(self) -> None:
        self.closed = False

    async def Unary(self, request: StringValue, context: Any) -> StringValue:  # noqa: N802
        if request.value == "slow":
            await asyncio.sleep(5)
        if request.value == "bad":
            raise Permanent(Reason.EMPTY_TEXT, "nothing", field="value")
        return StringValue(value=f"{request.value} {context.time_remaining() is not None}")

    async def Fan(self, request: StringValue, context: Any) -> AsyncIterator[StringValue]:  # noqa: N802
        try:
            for letter in request.value:
                await asyncio.sleep(5 if letter == "…" else 0)
                yield StringValue(value=letter)
        finally:
            self.closed = True

    async def Gather(self, requests: AsyncIterator[StringValue], context: Any) -> StringValue:  # noqa: N802
        return StringValue(value="".join([request.value async for request in requests]))

    async def Echo(self, requests: AsyncIterator[StringValue], context: Any) -> AsyncIterator[StringValue]:  # noqa: N802
        async for request in requests:
            yield request


def messages(text: str) -> list[StringValue]:
    return [StringValue(value=letter) for letter in text]


async def received(stream: Any) -> str:
    return "".join([message.value async for message in stream])


async def test_all_four_kinds_of_calls_work() -> None:
    stub = LocalStub(Servicer())
    assert (await stub.Unary(StringValue(value="a"))).value == "a False"
    assert (await stub.Unary(StringValue(value="a"), timeout=5)).value == "a True"
    assert await received(stub.Fan(StringValue(value="abc"))) == "abc"
    assert (await stub.Gather(messages("abc"))).value == "abc"
    assert await received(stub.Echo(iter(messages("abc")))) == "abc"


async def test_requests_may_come_from_an_asynchronous_iterator() -> None:
    stub = LocalStub(Servicer())
    assert await received(stub.Echo(stub.Fan(StringValue(value="xyz")))) == "xyz"


async def test_our_errors_pass_unchanged() -> None:
    with pytest.raises(Permanent) as error:
        await LocalStub(Servicer()).Unary(StringValue(value="bad"))
    assert (error.value.reason, error.value.field) == (Reason.EMPTY_TEXT, "value")


async def test_a_deadline_ends_a_call_and_a_stream() -> None:
    stub = LocalStub(Servicer())
    with pytest.raises(TimeoutError):
        await stub.Unary(StringValue(value="slow"), timeout=0.01)
    with pytest.raises(TimeoutError):
        await received(stub.Fan(StringValue(value="a…"), timeout=0.05))


async def test_a_cancelled_stream_closes_the_servicers_generator() -> None:
    servicer = Servicer()
    stream = LocalStub(servicer).Fan(StringValue(value="abc"))
    assert (await anext(stream)).value == "a"

    assert stream.cancel()
    await asyncio.sleep(0.01)

    assert servicer.closed
    assert not stream.cancel()


def test_an_unknown_rpc_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Servicer has no RPC Nothing"):
        LocalStub(Servicer()).Nothing  # noqa: B018
