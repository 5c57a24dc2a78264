"""Where a command runs: all services in this process, or a running installation. Same ports, same code."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

from averral.pipeline.stages import Neighbours
from averral.pipeline.worker import Worker
from averral.runtime.clients import EmbeddingClient, ExtractionClient, MatchingClient, VerificationClient
from averral.runtime.local import LocalStub
from averral.runtime.queue import MemoryQueue
from averral.runtime.server import Service
from averral.runtime.settings import (
    EmbeddingSettings,
    ExtractionSettings,
    MatchingSettings,
    Settings,
    VerificationSettings,
    load,
)


class Installation(Protocol):
    """The ports that commands work with."""

    @property
    def extraction(self) -> ExtractionClient:
        """Reads documents."""
        ...

    @property
    def embedding(self) -> EmbeddingClient:
        """Makes vectors and scores pairs."""
        ...

    @property
    def matching(self) -> MatchingClient:
        """Keeps the corpus."""
        ...

    @property
    def verification(self) -> VerificationClient:
        """Answers questions."""
        ...

    @property
    def worker(self) -> Worker | None:
        """The pipeline, where this process is the whole installation."""
        ...


class InProcess:
    """Nothing is kept: records and queue live in memory; with a folder the records live there.

    A service is made when it is first asked for, since each imports its libraries and loads its
    tables: `averral extract` needs no index, and help needs none of them.
    """

    def __init__(self, closing: AsyncExitStack, model: str | None = None, folder: Path | None = None) -> None:
        self._closing, self._model, self._folder = closing, model, folder
        self._queue = MemoryQueue()

    @cached_property
    def extraction(self) -> ExtractionClient:
        """See `Installation`."""
        from averral.extraction import service  # noqa: PLC0415

        return ExtractionClient(self._stub(service.create(load(ExtractionSettings).limits)))

    @cached_property
    def embedding(self) -> EmbeddingClient:
        """See `Installation`."""
        from averral.embedding import service  # noqa: PLC0415

        return EmbeddingClient(self._stub(service.create(load(EmbeddingSettings, model=self._model))))

    @cached_property
    def matching(self) -> MatchingClient:
        """See `Installation`."""
        from averral.matching import near, service  # noqa: PLC0415

        settings = load(MatchingSettings, data_dir=self._folder)
        made = service.create(settings, self.embedding, in_memory=self._folder is None)
        return near.NearMatching(self._stub(made), made.servicer.matcher)

    @cached_property
    def verification(self) -> VerificationClient:
        """See `Installation`."""
        from averral.verification import service  # noqa: PLC0415

        settings = load(VerificationSettings, data_dir=self._folder)
        neighbours = (self.extraction, self.embedding, self.matching)
        services = service.create(settings, *neighbours, self._queue, in_memory=self._folder is None)
        return VerificationClient(*(self._stub(made) for made in services))

    @cached_property
    def worker(self) -> Worker | None:
        """See `Installation`."""
        neighbours = Neighbours(
            self.extraction, self.embedding, self.matching, self.verification, self._queue
        )
        return Worker(neighbours, f"local-{os.getpid()}")

    def _stub(self, service: Service) -> LocalStub:
        if service.close is not None:
            self._closing.push_async_callback(service.close)
        return LocalStub(service.servicer)


class Running:
    """A running installation, reached over gRPC."""

    worker: Worker | None = None

    def __init__(self, settings: Settings) -> None:
        self.extraction = ExtractionClient.connect(settings)
        self.embedding = EmbeddingClient.connect(settings)
        self.matching = MatchingClient.connect(settings)
        self.verification = VerificationClient.connect(settings)

    async def close(self) -> None:
        """Closes the channels."""
        for client in (self.extraction, self.embedding, self.matching, self.verification):
            await client.close()


@asynccontextmanager
async def in_process(model: str | None = None, folder: Path | None = None) -> AsyncIterator[Installation]:
    """All services in this process; what is read is kept in the folder, where one is given."""
    async with AsyncExitStack() as closing:
        yield InProcess(closing, model, folder)


@asynccontextmanager
async def running(address: str = "") -> AsyncIterator[Installation]:
    """A running installation; `address` is its verification service, the others come from the settings."""
    here = Running(load(Settings, verification_address=address or None))
    try:
        yield here
    finally:
        await here.close()


def choose(server: str | None) -> AbstractAsyncContextManager[Installation]:
    """A running installation when an address is given, this process otherwise."""
    return running(server) if server else in_process()
