"""Runs the gateway until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager

import structlog
import uvicorn

from averral.errors import Permanent, Reason
from averral.gateway.app import create_app
from averral.gateway.context import Context
from averral.gateway.queues import OpenedQueue
from averral.runtime.clients import MatchingClient, VerificationClient
from averral.runtime.keys import KeyStore, open_rates
from averral.runtime.keys.store import FILE
from averral.runtime.server import stopped_by_signals
from averral.runtime.settings import GatewaySettings
from averral.runtime.telemetry import metrics_served

_log = structlog.get_logger("averral.gateway")


class GatewayServer:
    """The HTTP server: `start`, then `stop`; `port` is the bound one, also when the settings ask for any."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._closing = AsyncExitStack()
        self.port = 0
        self._context: Context | None = None
        self._server: uvicorn.Server | None = None
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Binds the port and starts to answer.

        Raises:
            Permanent: INVALID_ARGUMENT when the port is taken.
        """
        bound = self._bind()
        self.port = int(bound.getsockname()[1])
        self._closing.enter_context(metrics_served(self._settings))
        client = VerificationClient.connect(self._settings)
        self._closing.push_async_callback(client.close)
        keys = KeyStore(self._settings.data_dir / FILE)
        self._closing.callback(keys.close)
        matching = MatchingClient.connect(self._settings)
        self._closing.push_async_callback(matching.close)
        queues = OpenedQueue(self._settings)
        self._closing.push_async_callback(queues.close)
        rates = open_rates(self._settings.redis_url, self._settings.redis_patience)
        self._closing.push_async_callback(rates.close)
        self._context = context = Context(
            self._settings, client, keys, rates, matching=matching, queues=queues
        )
        self._server = _Server(_config(self._settings, context))
        self._running = asyncio.create_task(self._server.serve([bound]))
        while not self._server.started and not self._running.done():  # noqa: ASYNC110 - uvicorn sets a flag only
            await asyncio.sleep(0.01)
        _log.info(
            "serving", services=["http"], port=self.port, pages=f"http://{self._settings.host}:{self.port}/"
        )

    async def stop(self) -> None:
        """Lets running requests end within the grace."""
        if self._context is not None:
            self._context.ending.set()
        if self._server is not None and self._running is not None:
            self._server.should_exit = True
            await self._running
        await self._closing.aclose()
        _log.info("stopped", port=self.port)

    def _bind(self) -> socket.socket:
        host, port = self._settings.host, self._settings.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # With the protocol named, asyncio sends small answers at once; else each waits for the one before, 40 ms.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            listening.close()
            raise Permanent(
                Reason.INVALID_ARGUMENT,
                f"Cannot listen on {host}:{port}: {error.strerror}. Set AVERRAL_PORT or --port.",
                field="port",
                metadata={"host": host, "port": str(port)},
            ) from error
        return listening


class _Server(uvicorn.Server):
    """Signals are handled by whoever runs the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: see the class."""
        yield


def _config(settings: GatewaySettings, context: Context) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(context),
        # The edge writes our own lines, and a header that any caller may send must not choose the address.
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=max(1, round(settings.shutdown_grace)),
        ws="none",
        # Filters of a list may be longer than what is allowed by default: 64 KB of names in another script.
        h11_max_incomplete_event_size=1 << 18,
    )


async def serve(settings: GatewaySettings, *, stop: asyncio.Event) -> None:
    """Serves until `stop` is set or SIGTERM or SIGINT comes, then ends gracefully."""
    server = GatewayServer(settings)
    with stopped_by_signals(stop):
        try:
            await server.start()
            await stop.wait()
        finally:
            await server.stop()
