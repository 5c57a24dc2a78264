"""Runs texts through the real services of this process: extraction, the bundled model, matching."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

from averral.embedding import service as embedding_service
from averral.extraction.engine import extract
from averral.matching.engine import Matcher
from averral.matching.service import open_matcher
from averral.model import Document, Relation, Source
from averral.runtime.clients.embedding import EmbeddingClient
from averral.runtime.documents import with_id
from averral.runtime.items import embed_items
from averral.runtime.local import LocalStub
from averral.runtime.settings import EmbeddingSettings, MatchingSettings

WORKSPACE = "default"


def open_services() -> tuple[EmbeddingClient, Matcher]:
    """The bundled model and an empty corpus in memory."""
    embedding = EmbeddingClient(LocalStub(embedding_service.create(EmbeddingSettings()).servicer))
    return embedding, open_matcher(MatchingSettings(), embedding, in_memory=True)


def document(
    body: str, name: str = "", language: str = "", published: str = "", outlet: str = ""
) -> Document:
    when = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return with_id(
        Document("", body, external_id=name, source=Source(outlet), language=language, published_at=when)
    )


async def _read(embedding: EmbeddingClient, text: Document):
    extraction = extract(text)
    return text, extraction, await embed_items(embedding, extraction)


def compare_all(pairs: Iterable[tuple[Document, Document]]) -> list[Relation]:
    """The most telling relation of each pair of short texts."""

    async def run() -> list[Relation]:
        embedding, matcher = open_services()
        found = [
            await matcher.compare_pair(await _read(embedding, a), await _read(embedding, b)) for a, b in pairs
        ]
        await matcher.close()
        return found

    return asyncio.run(run())


async def ingest(embedding: EmbeddingClient, matcher: Matcher, documents: Iterable[Document]) -> None:
    """Stores, reads, indexes and relates."""
    known = list(documents)
    await matcher.add_documents(known)
    for each in known:
        _, extraction, vectors = await _read(embedding, each)
        await matcher.index(WORKSPACE, extraction, vectors)
    for each in known:
        await matcher.relate(WORKSPACE, each.id)
