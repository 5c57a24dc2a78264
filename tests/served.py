"""A whole installation in this process whose public API is served over a real gRPC server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from averral.cli.installation import InProcess
from averral.model import Document, Job, Source
from averral.pipeline.deliver import Deliverer
from averral.pipeline.stages import Neighbours
from averral.pipeline.worker import Worker
from averral.runtime.clients import VerificationClient
from averral.runtime.guard import Guard
from averral.runtime.keys import KeyStore, Limiter
from averral.runtime.queue import MemoryQueue
from averral.runtime.server import Server
from averral.runtime.settings import Settings, VerificationSettings
from averral.verification import service
from averral.verification.scopes import SCOPES

TALKS = "The talks in Ankara failed. The two sides left without an agreement, officials said."
TOLL = "At least 27 soldiers were killed in Aziza on Sunday, a military source told Orontes Dispatch."
OTHER_TOLL = "Ten soldiers were killed in Aziza on Sunday, the army said in a statement."
SAID = '"We will never leave our city," the mayor of Aziza, Salim Haddad, said on Sunday.'


class Spy:
    """The matching client, with a count of what was compared and a hook before it."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.probed: list[tuple[str, ...]] = []
        self.before: Any = None
        self.ended = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def probe(self, workspace: str, document: Any, extraction: Any, *rest: Any) -> Any:
        self.probed.append(tuple(item.text for item in (*extraction.claims, *extraction.quotes)))
        try:
            if self.before is not None:
                await self.before()
            return await self._inner.probe(workspace, document, extraction, *rest)
        finally:
            self.ended += 1


@dataclass
class Served:
    client: VerificationClient
    worker: Worker
    matching: Spy
    address: str
    queue: MemoryQueue
    server: Server

    async def take_in(self, workspace: str = "default", *bodies: str) -> Job:
        """Submits the texts, each of an outlet of its own, and reads them; none takes the place of an earlier one."""
        job = await self.client.submit_documents(workspace, reports(bodies), keep_earlier=True)
        await self.worker.drain()
        return await self.client.get_job(job.id)


def reports(bodies: Sequence[str]) -> list[Document]:
    return [
        Document("", body, external_id=f"r{n}", source=Source(f"Outlet {n}"), language="en")
        for n, body in enumerate(bodies, 1)
    ]


@asynccontextmanager
async def installation(
    keys: KeyStore | None = None,
    key: str = "",
    queue: MemoryQueue | None = None,
    rates: Limiter | None = None,
    **given: Any,
) -> AsyncIterator[Served]:
    async with AsyncExitStack() as closing:
        here, queue = InProcess(closing), queue or MemoryQueue()
        spy = Spy(here.matching)
        settings = VerificationSettings(**{"port": 0, "shutdown_grace": 0.2} | given)
        services = service.create(
            settings, here.extraction, here.embedding, spy, queue, in_memory="data_dir" not in given
        )
        guard = Guard(keys, SCOPES, rates) if keys is not None else None
        server = Server(tuple(services), settings, guard)
        await server.start()
        closing.push_async_callback(server.stop)
        address = f"localhost:{server.port}"
        client = VerificationClient.connect(Settings(verification_address=address, service_key=key))
        closing.push_async_callback(client.close)
        deliverer = Deliverer(client, timeout=2.0, private=True)
        neighbours = Neighbours(here.extraction, here.embedding, here.matching, client, queue, deliverer)
        yield Served(client, Worker(neighbours, "w"), spy, address, queue, server)
