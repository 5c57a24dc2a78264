"""What happens around every call of ours: deadline, errors, one log line, metrics.

One interceptor wraps the servicer's method; inside out: the deadline bounds it, errors become statuses,
and the outermost layer writes down how it went. Health and reflection calls pass untouched.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import traceback
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
import structlog
from google.protobuf.message import Message

from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.runtime import deadline, telemetry
from averral.runtime.status import DETAILS_KEY, code_of, to_status

REQUEST_ID = "x-request-id"
"""Metadata key: an id that joins the log lines of one request across services."""

_LONGEST_ID = 80

_log = structlog.get_logger("averral.rpc")

Handler = Any
"""`grpc.RpcMethodHandler`, which is generic for type checkers only."""

Continuation = Callable[[grpc.HandlerCallDetails], Awaitable[Handler]]
"""Gives the handler of a method, or None."""


class CallInterceptor(grpc.aio.ServerInterceptor):
    """Wraps the methods of the services named; refuses more than `limit` calls at once.

    The limit is kept here and not by gRPC's own option, because that one refuses health checks as well, and
    a busy server would be restarted for it.
    """

    def __init__(self, services: frozenset[str], limit: int) -> None:
        self._services, self._limit = services, limit
        self._running = 0

    async def intercept_service(
        self, continuation: Continuation, handler_call_details: grpc.HandlerCallDetails
    ) -> Handler:
        """The wrapped handler; None when there is no such method."""
        handler = await continuation(handler_call_details)
        service, _, method = handler_call_details.method.strip("/").rpartition("/")
        if handler is None or service not in self._services:
            return handler
        return _wrapped(handler, lambda context: self._around(service, method, context))

    @contextlib.asynccontextmanager
    async def _around(self, service: str, method: str, context: Any) -> AsyncIterator[_Call]:
        call = _Call(service, method, context)
        self._running += 1
        telemetry.RPCS_RUNNING.labels(service).inc()
        error: AverralError | None = None
        try:
            self._refuse_when_busy()
            call.ends = deadline.enter(context.time_remaining())
            yield call
        except AverralError as raised:
            error = raised
        except Exception as raised:  # noqa: BLE001  # whatever it is, the caller gets a status
            error = _defect(raised)
        except BaseException:
            # CancelledError, or GeneratorExit in a stream: the caller went away.
            call.code = grpc.StatusCode.CANCELLED
            raise
        finally:
            self._running -= 1
            telemetry.RPCS_RUNNING.labels(service).dec()
            call.code = code_of(error) if error else call.code
            call.report(error)
        if error is not None:
            await _abort(context, error)

    def _refuse_when_busy(self) -> None:
        if self._running > self._limit:
            raise Temporary(
                Reason.QUEUE_FULL,
                f"The service is busy with {self._limit} calls. Call again in a second.",
                metadata={"queue": "calls", "length": str(self._running - 1), "limit": str(self._limit)},
            )


class _Call:
    """What is known of one call while it is served."""

    def __init__(self, service: str, method: str, context: Any) -> None:
        self.service, self.method = service, method
        self.ends: float | None = None
        self.code = grpc.StatusCode.OK
        self.ids: dict[str, str] = {}
        self._started = time.perf_counter()
        sent = dict(context.invocation_metadata() or ()).get(REQUEST_ID, "")
        request_id = str(sent)[:_LONGEST_ID] or uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request=request_id)

    def report(self, error: AverralError | None) -> None:
        """One log line and two metrics."""
        seconds = time.perf_counter() - self._started
        telemetry.RPCS.labels(self.service, self.method, self.code.name).inc()
        telemetry.RPC_SECONDS.labels(self.service, self.method).observe(seconds)
        reason = {"reason": error.reason.value} if error else {}
        _log.info(
            "call",
            method=f"{self.service}/{self.method}",
            code=self.code.name,
            ms=round(seconds * 1000, 1),
            **reason,
            **self.ids,
        )


def _wrapped(
    handler: Handler,
    around: Callable[[Any], contextlib.AbstractAsyncContextManager[_Call]],
) -> Handler:
    behaviour: Any = (
        handler.unary_unary or handler.unary_stream or handler.stream_unary or handler.stream_stream
    )

    async def answer(request: Any, context: Any) -> Any:
        async with around(context) as call:
            call.ids = _ids(request)
            return await _in_time(call.ends, behaviour(request, context))

    async def stream(request: Any, context: Any) -> AsyncIterator[Any]:
        async with around(context) as call, contextlib.aclosing(behaviour(request, context)) as answers:
            call.ids = _ids(request)
            # A time-out round the loop would also strike while gRPC sends, so each step has its own.
            while (item := await _in_time(call.ends, anext(answers, None))) is not None:
                yield item

    make: dict[tuple[bool, bool], Any] = {
        (False, False): grpc.unary_unary_rpc_method_handler,
        (False, True): grpc.unary_stream_rpc_method_handler,
        (True, False): grpc.stream_unary_rpc_method_handler,
        (True, True): grpc.stream_stream_rpc_method_handler,
    }
    wrapped: Handler = make[handler.request_streaming, handler.response_streaming](
        stream if handler.response_streaming else answer,
        request_deserializer=handler.request_deserializer,
        response_serializer=handler.response_serializer,
    )
    return wrapped


async def _in_time(ends: float | None, work: Awaitable[Any]) -> Any:
    bound = asyncio.timeout_at(ends)
    try:
        async with bound:
            return await work
    except TimeoutError:
        if bound.expired():
            raise deadline.passed() from None
        raise


def _ids(request: Any) -> dict[str, str]:
    """Workspace and ids in a request, one level deep, for the log."""
    if not isinstance(request, Message):
        return {}
    found: dict[str, str] = {}
    for field, value in request.ListFields():
        if isinstance(value, str) and (field.name in {"id", "workspace"} or field.name.endswith("_id")):
            found[field.name] = value[:_LONGEST_ID]
        elif isinstance(value, Message) and "id" in value.DESCRIPTOR.fields_by_name:
            found[field.name] = str(getattr(value, "id", ""))[:_LONGEST_ID]
    return found


def _defect(error: Exception) -> Permanent:
    """Logs where an unexpected exception came from, without its message, which may quote what was read."""
    incident = uuid.uuid4().hex[:12]
    frames = traceback.extract_tb(error.__traceback__)
    _log.error(
        "defect",
        incident=incident,
        type=type(error).__name__,
        at=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    )
    return Permanent(
        Reason.INTERNAL,
        f"The service has a defect; its log has the details under incident {incident}.",
        metadata={"incident": incident},
    )


async def _abort(context: Any, error: AverralError) -> None:
    status = to_status(error)
    # An answer of ours is final for the transport: retries are for neighbours that cannot be reached, and
    # repeating at every hop would multiply the calls.
    metadata = ((DETAILS_KEY, status.SerializeToString()), ("grpc-retry-pushback-ms", "-1"))
    await context.abort(code_of(error), status.message, metadata)
