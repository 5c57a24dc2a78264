"""The gateway does what its OpenAPI description says, whatever it is sent: no 500, no undocumented answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any, Self

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from averral.gateway.app import create_app
from averral.gateway.context import Context
from averral.gateway.openapi import describe
from averral.gateway.server import GatewayServer
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE
from averral.runtime.settings import GatewaySettings
from served import OTHER_TOLL, SAID, TALKS, TOLL, installation

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]


class Background:
    """An installation with its gateway in a thread of its own, since the tests block."""

    def __init__(self, folder: Any) -> None:
        self._folder = folder
        self._ready = threading.Event()
        # A runner ends what still runs, and its threads, before it closes the loop.
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self.url = ""

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with installation() as here:
            await here.take_in("default", OTHER_TOLL, TALKS, TOLL, SAID)
            given = GatewaySettings(
                port=0,
                data_dir=self._folder,
                verification_address=here.address,
                rate_per_minute=10_000_000,
                shutdown_grace=1,
            )
            server = GatewayServer(given)
            await server.start()
            self.url = f"http://127.0.0.1:{server.port}"
            self._ready.set()
            await self._stop.wait()
            await server.stop()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(60)
        assert not self._thread.is_alive()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address, and a key that may do everything."""
    folder = tmp_path_factory.mktemp("gateway")
    with Background(folder) as background:
        keys = KeyStore(folder / FILE)
        yield background.url, keys.create("default", "fuzz", [Scope.ADMIN])[1]
        keys.close()


@schemathesis.serializer("text/csv")
def table(_context: Any, value: Any) -> bytes:
    """Any rows below a good header: a bad row fails alone."""
    return f"id,text\nr1,Ten soldiers were killed in Aziza\n{value}\n".encode("utf-8", "replace")


@schemathesis.serializer("application/x-ndjson")
def lines(_context: Any, value: Any) -> bytes:
    """Any text, good lines among it: a bad line fails alone."""
    asked = '{"id": "good", "text": "Ten soldiers were killed in Aziza", "lang": "en"}'
    return f"{value}\n{asked}\n".encode("utf-8", "replace")


#: The description needs no running parts. A watch never ends: its own tests stand in test_gateway.py.
APP = create_app(Context(GatewaySettings(), None, None))  # type: ignore[arg-type]
API = schemathesis.openapi.from_dict(describe(APP)).exclude(path="/v1/events")


@pytest.mark.slow
@pytest.mark.timeout(900)
@API.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_answer_is_one_that_is_described(case: Any, served: tuple[str, str]) -> None:
    headers = {"Authorization": f"Bearer {served[1]}"}
    case.call_and_validate(base_url=served[0], headers=headers, checks=CHECKS, timeout=30)
