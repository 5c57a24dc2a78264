"""Builds and runs the server of any set of services.

Health and reflection are added here, so that no service can forget them.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import grpc
import structlog
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from averral.errors import AverralError, Permanent, Reason
from averral.runtime.interceptors import CallInterceptor
from averral.runtime.settings import Settings
from averral.runtime.telemetry import metrics_served
from averral.runtime.tls import server_credentials

Result = TypeVar("Result")

_log = structlog.get_logger("averral.server")


@dataclass(frozen=True, slots=True)
class Service:
    """One gRPC service: what a role's `create` gives to the server."""

    name: str
    """Full name in the protos, `averral.v1.ExtractionService`."""
    servicer: Any
    register: Callable[[Any, grpc.aio.Server], None]
    """The generated `add_…Servicer_to_server`."""
    close: Callable[[], Awaitable[None]] | None = None
    """Lets go of what the servicer holds, after the last call has ended."""
    ending: Callable[[], None] | None = None
    """Is told before: calls that would last for ever must end by themselves, or every stop takes the whole grace."""


class Server:
    """A gRPC server: `start`, then `stop`; `port` is the bound one, also when the settings ask for any."""

    def __init__(
        self, services: Sequence[Service], settings: Settings, guard: grpc.aio.ServerInterceptor | None = None
    ) -> None:
        self._services, self._settings = tuple(services), settings
        self._guards = (guard,) if guard is not None else ()
        self._health = health.aio.HealthServicer()
        self._closing = contextlib.ExitStack()
        self.port = 0
        self._grpc = self._build()

    async def start(self) -> None:
        """Binds the port, starts to answer, and only then reports SERVING.

        Raises:
            Permanent: INVALID_ARGUMENT when the port is taken or a certificate cannot be used.
        """
        self.port = self._bind()
        await self._grpc.start()
        self._closing.enter_context(metrics_served(self._settings))
        for name in ("", *(service.name for service in self._services)):
            await self._health.set(name, health_pb2.HealthCheckResponse.SERVING)
        _log.info("serving", services=[service.name for service in self._services], port=self.port)

    async def stop(self) -> None:
        """Reports NOT_SERVING, lets running calls end within the grace, closes the services."""
        await self._health.enter_graceful_shutdown()
        for service in self._services:
            if service.ending is not None:
                service.ending()
        await self._grpc.stop(self._settings.shutdown_grace)
        for service in self._services:
            await _close(service)
        await asyncio.to_thread(self._closing.close)
        _log.info("stopped", port=self.port)

    def _build(self) -> grpc.aio.Server:
        names = frozenset(service.name for service in self._services)
        size = self._settings.max_message_bytes
        server = grpc.aio.server(
            interceptors=[CallInterceptor(names, self._settings.max_concurrent_calls), *self._guards],
            options=[
                ("grpc.max_receive_message_length", size),
                ("grpc.max_send_message_length", size),
                # Otherwise a second process on the port would silently get half of the calls.
                ("grpc.so_reuseport", 0),
            ],
        )
        for service in self._services:
            service.register(service.servicer, server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, server)
        reflection.enable_server_reflection((*names, health.SERVICE_NAME, reflection.SERVICE_NAME), server)
        return server

    def _bind(self) -> int:
        host, port = self._settings.host, self._settings.port
        bracketed = f"[{host}]" if ":" in host else host
        credentials = server_credentials(self._settings)
        with contextlib.suppress(RuntimeError):
            address = f"{bracketed}:{port}"
            if credentials is None:
                bound = self._grpc.add_insecure_port(address)
            else:
                bound = self._grpc.add_secure_port(address, credentials)
            if bound:
                return bound
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"Cannot listen on {host}:{port}. Another program may use the port: set AVERRAL_PORT or --port."
            + (
                " Or the files of AVERRAL_TLS_CERTIFICATE and AVERRAL_TLS_KEY are no PEM."
                if credentials
                else ""
            ),
            field="port",
            metadata={"host": host, "port": str(port)},
        )


async def _close(service: Service) -> None:
    """Closes one service; one whose disk or neighbour is away must not keep the others from closing."""
    if service.close is None:
        return
    try:
        await service.close()
    except AverralError as error:
        _log.error("not closed cleanly", service=service.name, reason=error.reason.value)


async def serve(
    services: Sequence[Service],
    settings: Settings,
    *,
    stop: asyncio.Event,
    guard: grpc.aio.ServerInterceptor | None = None,
) -> None:
    """Serves until `stop` is set or SIGTERM or SIGINT comes, then ends gracefully."""
    server = Server(services, settings, guard)
    with stopped_by_signals(stop):
        try:
            await server.start()
            await stop.wait()
        finally:
            await server.stop()


@contextlib.contextmanager
def stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """Sets `stop` on SIGTERM and SIGINT while the body runs; a second SIGINT interrupts as usual.

    A second SIGTERM does not: `timeout` and some supervisors signal a process and its group, and whoever stops
    others must not be gone before them.
    """
    loop = asyncio.get_running_loop()

    def ask(number: signal.Signals) -> None:
        if number is signal.SIGINT:
            loop.remove_signal_handler(number)
        stop.set()

    # Only the main thread may handle signals; tests and embedding programs run us elsewhere.
    handled: list[signal.Signals] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, ask, number)
            handled.append(number)
    try:
        yield
    finally:
        for number in handled:
            loop.remove_signal_handler(number)


def run(main: Coroutine[Any, Any, Result]) -> Result:
    """Runs a process's main coroutine, on uvloop where the extra `speed` is installed."""
    factory = None
    if importlib.util.find_spec("uvloop") is not None:
        import uvloop  # noqa: PLC0415  # optional

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(main)
