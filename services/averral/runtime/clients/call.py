"""One call to a neighbour: its deadline, its metrics, and its errors as ours."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any

import grpc
import structlog

from averral.errors import AverralError, Reason, Temporary
from averral.runtime import deadline, telemetry
from averral.runtime.status import code_of, from_call, is_ours


class Caller:
    """Calls the RPCs of one stub; `service` is the short name that errors and metrics use."""

    def __init__(
        self, service: str, stub: Any, channel: grpc.aio.Channel | None = None, key: str = ""
    ) -> None:
        self._service, self._stub, self._channel = service, stub, channel
        self._own = (("authorization", f"Bearer {key}"),) if key else ()

    async def unary(self, method: str, request: Any, limit: float) -> Any:
        """The answer, within `limit` seconds or the served call's own deadline, whichever is earlier.

        Raises:
            AverralError: the neighbour's own, or NEIGHBOUR_UNAVAILABLE or NEIGHBOUR_TIMED_OUT naming the call.
        """
        timeout = deadline.remaining(limit)
        with self._watched(method, timeout):
            return await getattr(self._stub, method)(request, timeout=timeout, metadata=self._metadata())

    async def stream(
        self, method: str, request: Any | Iterable[Any] | AsyncIterable[Any], limit: float | None
    ) -> AsyncIterator[Any]:
        """The answers as they come; `limit` is for all of them, None for a stream without end."""
        timeout = deadline.remaining(limit)
        with self._watched(method, timeout):
            call = getattr(self._stub, method)(request, timeout=timeout, metadata=self._metadata())
            try:
                async for answer in call:
                    yield answer
            finally:
                # Does nothing to a call that has ended; tells the neighbour when the caller stopped early.
                call.cancel()

    async def close(self) -> None:
        """Closes the channel, if the client made one."""
        if self._channel is not None:
            await self._channel.close()

    def _metadata(self) -> tuple[tuple[str, str], ...]:
        """The caller's key, and the id of the request that is being served, so that all services log the same one."""
        request_id = structlog.contextvars.get_contextvars().get("request")
        return (*self._own, ("x-request-id", str(request_id))) if request_id else self._own

    @contextlib.contextmanager
    def _watched(self, method: str, timeout: float | None) -> Iterator[None]:
        started, code = time.perf_counter(), grpc.StatusCode.OK
        try:
            yield
        except grpc.aio.AioRpcError as error:
            code = error.code()
            raise self._translated(error, method, timeout) from error
        except TimeoutError as error:
            code = grpc.StatusCode.DEADLINE_EXCEEDED
            raise self._timed_out(method, timeout) from error
        except AverralError as error:
            code = code_of(error)
            raise
        except BaseException:
            code = grpc.StatusCode.CANCELLED
            raise
        finally:
            telemetry.CALLS.labels(self._service, method, code.name).inc()
            telemetry.CALL_SECONDS.labels(self._service, method).observe(time.perf_counter() - started)

    def _translated(self, error: grpc.aio.AioRpcError, method: str, timeout: float | None) -> AverralError:
        ours = from_call(error)
        if ours.reason is Reason.DEADLINE_TOO_SHORT:
            # The neighbour's view of it. Ours is which call took too long.
            return self._timed_out(method, timeout)
        if is_ours(error):
            return ours
        if ours.reason is Reason.NEIGHBOUR_TIMED_OUT:
            return self._timed_out(method, timeout)
        if ours.reason is Reason.NEIGHBOUR_UNAVAILABLE:
            return self._unavailable(method)
        return ours

    def _timed_out(self, method: str, timeout: float | None) -> Temporary:
        ms = "unknown" if timeout is None else f"{timeout * 1000:.0f}"
        return Temporary(
            Reason.NEIGHBOUR_TIMED_OUT,
            f"{method} of the {self._service} service did not answer within {ms} ms. Call again with more "
            "time, or send less at once.",
            metadata={"service": self._service, "method": method, "timeout_ms": ms},
        )

    def _unavailable(self, method: str) -> Temporary:
        return Temporary(
            Reason.NEIGHBOUR_UNAVAILABLE,
            f"The {self._service} service cannot be reached. Start it, or correct "
            f"AVERRAL_{self._service.upper()}_ADDRESS.",
            retry_after=2.0,
            metadata={"service": self._service, "method": method},
        )
