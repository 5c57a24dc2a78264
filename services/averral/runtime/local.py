"""Calls a servicer in the same process through the interface of a generated `grpc.aio` stub.

The command line and the tests use it, so that there is one way through the code whether or not servers run.
Our errors pass through unchanged; a deadline that runs out raises `TimeoutError`.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Iterable
from typing import Any

from google.protobuf.message import Message

from averral.errors import Permanent, Reason


class LocalContext:
    """The few methods of `grpc.aio.ServicerContext` that our servicers use."""

    def __init__(self, timeout: float | None = None, metadata: Iterable[tuple[str, str]] = ()) -> None:
        self._ends = None if timeout is None else asyncio.get_running_loop().time() + timeout
        self._metadata = tuple(metadata)

    def time_remaining(self) -> float | None:
        """Seconds until the deadline; None without one."""
        return None if self._ends is None else max(0.0, self._ends - asyncio.get_running_loop().time())

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        """What the caller sent along."""
        return self._metadata

    def peer(self) -> str:
        """Who calls, in gRPC's notation for the same process."""
        return "inproc:"

    def cancelled(self) -> bool:
        """False: a cancelled local call raises `CancelledError` in the servicer."""
        return False

    def done(self) -> bool:
        """False as long as the servicer runs."""
        return False

    async def abort(self, code: object, details: str = "", trailing_metadata: object = ()) -> None:  # noqa: ARG002
        """Ends the call; servicers of ours raise typed errors instead."""
        raise Permanent(Reason.INTERNAL, f"The call was aborted with {code}: {details}")


class LocalStream:
    """Answer of a streaming call: iterate it, or `cancel()` it."""

    def __init__(self, answers: AsyncGenerator[Any, None], timeout: float | None) -> None:
        self._answers = answers
        self._ends = None if timeout is None else asyncio.get_running_loop().time() + timeout
        self._ended = False
        self._closing: asyncio.Task[None] | None = None

    def __aiter__(self) -> LocalStream:
        return self

    async def __anext__(self) -> Any:
        try:
            async with asyncio.timeout_at(self._ends):
                return await anext(self._answers)
        except BaseException:
            self._ended = True
            raise

    def cancel(self) -> bool:
        """Ends the stream: the servicer's generator is closed. False when it has ended already."""
        if self._ended:
            return False
        self._ended = True
        # Kept, since the loop holds tasks only weakly.
        self._closing = asyncio.get_running_loop().create_task(self._answers.aclose())
        return True


class LocalStub:
    """Attributes are the RPCs of `servicer`: `await stub.Extract(request, timeout=5)`."""

    def __init__(self, servicer: object) -> None:
        self._servicer = servicer

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._servicer, name, None)
        if name.startswith("_") or method is None:
            raise AttributeError(f"{type(self._servicer).__name__} has no RPC {name}")
        streams = inspect.isasyncgenfunction(method)
        return _stream_caller(method) if streams else _unary_caller(method)


def _unary_caller(method: Callable[..., Any]) -> Callable[..., Any]:
    async def call(request: Any, *, timeout: float | None = None, metadata: Any = (), **_: Any) -> Any:  # noqa: ASYNC109
        async with asyncio.timeout(timeout):
            return await method(_as_received(request), LocalContext(timeout, metadata or ()))

    return call


def _stream_caller(method: Callable[..., Any]) -> Callable[..., LocalStream]:
    def call(request: Any, *, timeout: float | None = None, metadata: Any = (), **_: Any) -> LocalStream:
        context = LocalContext(timeout, metadata or ())
        return LocalStream(method(_as_received(request), context), timeout)

    return call


def _as_received(request: Any) -> Any:
    """A message as it is; a stream of them as the asynchronous iterator that a servicer gets."""
    if isinstance(request, Message) or not isinstance(request, Iterable | AsyncIterable):
        return request
    return aiter(request) if isinstance(request, AsyncIterable) else _from_iterable(request)


async def _from_iterable(requests: Iterable[Any]) -> AsyncIterator[Any]:
    for request in requests:
        yield request
