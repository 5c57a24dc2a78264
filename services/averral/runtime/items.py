"""The vectors of a document's items, in the one order that all services keep: claims, then quotes."""

from __future__ import annotations

from averral.model import Extraction, Limits, Vectors
from averral.runtime.ports import EmbeddingPort


def item_ids(extraction: Extraction) -> tuple[str, ...]:
    """Ids of the items, in the order of their vectors."""
    return (*(claim.id for claim in extraction.claims), *(quote.id for quote in extraction.quotes))


def item_texts(extraction: Extraction) -> tuple[str, ...]:
    """Texts of the items, in the order of their vectors."""
    return (*(claim.text for claim in extraction.claims), *(quote.text for quote in extraction.quotes))


async def embed_items(embedding: EmbeddingPort, extraction: Extraction, limits: Limits = Limits()) -> Vectors:
    """One row per item, asked for in calls that keep within the limit."""
    texts = item_texts(extraction)
    if not texts:
        model = await embedding.get_model()
        return Vectors(b"", model.dimension, model.fingerprint, scale=model.scale)
    step = limits.texts_per_call
    parts = [await embedding.embed(texts[start : start + step]) for start in range(0, len(texts), step)]
    return Vectors(
        b"".join(part.data for part in parts),
        parts[0].dimension,
        parts[0].fingerprint,
        tuple(flag for part in parts for flag in part.truncated),
        parts[0].scale,
    )
