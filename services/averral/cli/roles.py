"""Builds the services of each role out of its settings. The only place that knows who needs whom."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Iterable
from contextlib import AsyncExitStack
from enum import StrEnum
from pathlib import Path

from averral.errors import Permanent, Reason
from averral.runtime.clients import (
    EmbeddingClient,
    ExtractionClient,
    MatchingClient,
    VerificationClient,
)
from averral.runtime.guard import Guard
from averral.runtime.keys import KeyStore, open_rates
from averral.runtime.keys.store import FILE
from averral.runtime.queue import retry_policy, running_queue
from averral.runtime.server import Service, serve, stopped_by_signals
from averral.runtime.settings import (
    EmbeddingSettings,
    ExtractionSettings,
    GatewaySettings,
    MatchingSettings,
    Settings,
    VerificationSettings,
    WorkerSettings,
    load,
)
from averral.runtime.telemetry import metrics_served


class Role(StrEnum):
    """What a process can serve."""

    EXTRACTION = "extraction"
    EMBEDDING = "embedding"
    MATCHING = "matching"
    VERIFICATION = "verification"
    GATEWAY = "gateway"


#: The roles that speak gRPC.
SERVICES = tuple(role for role in Role if role is not Role.GATEWAY)

_SETTINGS: dict[Role, type[Settings]] = {
    Role.EXTRACTION: ExtractionSettings,
    Role.EMBEDDING: EmbeddingSettings,
    Role.MATCHING: MatchingSettings,
    Role.VERIFICATION: VerificationSettings,
    Role.GATEWAY: GatewaySettings,
}


async def run_role(role: Role, host: str | None, port: int | None, data_dir: Path | None) -> None:
    """Serves a role until a signal comes."""
    settings = load(_SETTINGS[role], host=host, port=port, data_dir=data_dir)
    if isinstance(settings, GatewaySettings):
        from averral.gateway import server as gateway  # noqa: PLC0415

        await gateway.serve(settings, stop=asyncio.Event())
        return
    async with AsyncExitStack() as closing:
        services = await _services(role, settings, closing)
        await serve(tuple(services), settings, stop=asyncio.Event(), guard=_guard(settings, closing))


def _guard(settings: Settings, closing: AsyncExitStack) -> Guard | None:
    """What stands before the public services, where keys are required."""
    if not isinstance(settings, VerificationSettings) or not settings.require_keys:
        return None
    from averral.verification.scopes import SCOPES  # noqa: PLC0415

    keys = KeyStore(settings.data_dir / FILE)
    closing.callback(keys.close)
    rates = open_rates(settings.redis_url, settings.redis_patience)
    closing.push_async_callback(rates.close)
    limits = {"per_minute": settings.rate_per_minute, "per_day": settings.calls_per_day}
    return Guard(keys, SCOPES, rates, **limits)


async def _services(role: Role, settings: Settings, closing: AsyncExitStack) -> Iterable[Service]:
    # Only the role's own libraries are imported: each process stays as small as its work.
    if isinstance(settings, ExtractionSettings):
        from averral.extraction import service as extraction  # noqa: PLC0415

        return (extraction.create(settings.limits),)
    if isinstance(settings, EmbeddingSettings):
        from averral.embedding import service as embedding  # noqa: PLC0415

        return (embedding.create(settings),)
    if isinstance(settings, MatchingSettings):
        from averral.matching import service as matching  # noqa: PLC0415

        embedder = EmbeddingClient.connect(settings)
        closing.push_async_callback(embedder.close)
        return (matching.create(settings, embedder),)
    if isinstance(settings, VerificationSettings):
        return await _verification(settings, closing)
    raise Permanent(Reason.INVALID_ARGUMENT, f"There is no role {role}.")


async def _verification(settings: VerificationSettings, closing: AsyncExitStack) -> Iterable[Service]:
    from averral.verification import service as verification  # noqa: PLC0415

    extraction, embedding = ExtractionClient.connect(settings), EmbeddingClient.connect(settings)
    matching = MatchingClient.connect(settings)
    for client in (extraction, embedding, matching):
        closing.push_async_callback(client.close)
    queue = await closing.enter_async_context(running_queue(settings))
    return verification.create(settings, extraction, embedding, matching, queue)


async def run_worker(name: str | None, concurrency: int | None) -> None:
    """Works on the queues until a signal comes; messages in hand are finished first."""
    from averral.pipeline.deliver import Deliverer  # noqa: PLC0415
    from averral.pipeline.stages import Neighbours  # noqa: PLC0415
    from averral.pipeline.worker import Pace, Worker  # noqa: PLC0415

    settings = load(WorkerSettings, worker_name=name, concurrency=concurrency)
    stop = asyncio.Event()
    async with AsyncExitStack() as closing:
        extraction, embedding = ExtractionClient.connect(settings), EmbeddingClient.connect(settings)
        matching, verification = MatchingClient.connect(settings), VerificationClient.connect(settings)
        for client in (extraction, embedding, matching, verification):
            closing.push_async_callback(client.close)
        queue = await closing.enter_async_context(running_queue(settings))
        deliverer = Deliverer(verification, settings.webhook_timeout, settings.webhook_private)
        neighbours = Neighbours(extraction, embedding, matching, verification, queue, deliverer)
        pace = Pace(settings.concurrency, settings.lease_seconds, settings.poll_seconds)
        worker = Worker(neighbours, settings.worker_name or worker_name(), pace, retry_policy(settings))
        with stopped_by_signals(stop), metrics_served(settings):
            await worker.run(stop)


def worker_name() -> str:
    """Host, process and a random part: no two workers ever share a name."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
