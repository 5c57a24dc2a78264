"""A gateway over a real server, in front of a real public API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from averral.gateway.server import GatewayServer
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE
from averral.runtime.queue import MemoryQueue
from averral.runtime.settings import GatewaySettings
from served import Served, installation

ALL = tuple(Scope)


@dataclass
class Gateway:
    http: httpx.AsyncClient
    here: Served
    keys: KeyStore
    url: str
    server: GatewayServer

    def key(
        self, workspace: str = "default", scopes: tuple[Scope, ...] = ALL, **given: Any
    ) -> dict[str, str]:
        """Headers with a new key."""
        return {"Authorization": f"Bearer {self.keys.create(workspace, 'test', scopes, **given)[1]}"}


@asynccontextmanager
async def gateway(tmp_path, queue: MemoryQueue | None = None, **given: Any) -> AsyncIterator[Gateway]:
    async with installation(queue=queue) as here:
        settings = GatewaySettings(
            **{"port": 0, "data_dir": tmp_path, "verification_address": here.address, "shutdown_grace": 1}
            | given
        )
        server = GatewayServer(settings)
        await server.start()
        keys = KeyStore(tmp_path / FILE)
        url = f"http://127.0.0.1:{server.port}"
        async with httpx.AsyncClient(base_url=url, timeout=30) as http:
            yield Gateway(http, here, keys, url, server)
        await server.stop()
        keys.close()


def problem(response: httpx.Response, status: int, reason: str) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json", response.text
    found = response.json()
    assert (response.status_code, found["status"], found["reason"]) == (status, status, reason), found
    assert found["type"] == f"urn:averral:error:{reason}"
    return found
