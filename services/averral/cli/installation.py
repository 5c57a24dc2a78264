"""Where a command runs: all services in this process, or a running installation. Same ports, same code."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from averral.pipeline.stages import Neighbours
from averral.pipeline.worker import Worker
from averral.runtime.clients import (
    EmbeddingClient,
    ExtractionClient,
    MatchingClient,
    VerificationClient,
)
from averral.runtime.local import LocalStub
from averral.runtime.queue.memory import MemoryQueue
from averral.runtime.server import Service
from averral.runtime.settings import (
    EmbeddingSettings,
    ExtractionSettings,
    MatchingSettings,
    Settings,
    VerificationSettings,
    load,
)


@dataclass(frozen=True, slots=True)
class Installation:
    """The ports that commands work with."""

    extraction: ExtractionClient
    embedding: EmbeddingClient
    matching: MatchingClient
    verification: VerificationClient
    worker: Worker | None = None
    """The pipeline, where this process is the whole installation."""


@asynccontextmanager
async def in_process(model: str | None = None) -> AsyncIterator[Installation]:
    """All services in this process, nothing kept: records and queue live in memory."""
    # Each service imports its libraries; a command that only prints help need not wait for them.
    from averral.embedding import service as embedding_service  # noqa: PLC0415
    from averral.extraction import service as extraction_service  # noqa: PLC0415
    from averral.matching import service as matching_service  # noqa: PLC0415
    from averral.verification import service as verification_service  # noqa: PLC0415

    async with AsyncExitStack() as closing:
        extraction = ExtractionClient(_stub(closing, extraction_service.create(load(ExtractionSettings))))
        embedding = EmbeddingClient(
            _stub(closing, embedding_service.create(load(EmbeddingSettings, model=model)))
        )
        matching = MatchingClient(
            _stub(closing, matching_service.create(load(MatchingSettings), embedding, in_memory=True))
        )
        queue = MemoryQueue()
        services = verification_service.create(
            load(VerificationSettings), extraction, embedding, matching, queue, in_memory=True
        )
        verification = VerificationClient(*(_stub(closing, service) for service in services))
        neighbours = Neighbours(extraction, embedding, matching, verification, queue)
        worker = Worker(neighbours, f"local-{os.getpid()}")
        yield Installation(extraction, embedding, matching, verification, worker)


def _stub(closing: AsyncExitStack, service: Service) -> LocalStub:
    if service.close is not None:
        closing.push_async_callback(service.close)
    return LocalStub(service.servicer)


@asynccontextmanager
async def running(address: str = "") -> AsyncIterator[Installation]:
    """A running installation; `address` is its verification service, the others come from the settings."""
    settings = load(Settings, verification_address=address or None)
    async with AsyncExitStack() as closing:
        extraction, embedding = ExtractionClient.connect(settings), EmbeddingClient.connect(settings)
        matching, verification = MatchingClient.connect(settings), VerificationClient.connect(settings)
        for client in (extraction, embedding, matching, verification):
            closing.push_async_callback(client.close)
        yield Installation(extraction, embedding, matching, verification)


def choose(server: str | None) -> AbstractAsyncContextManager[Installation]:
    """A running installation when an address is given, this process otherwise."""
    return running(server) if server else in_process()
