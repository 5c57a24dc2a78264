"""The embedding service: decodes, batches, computes, encodes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from averral import wire
from averral.embedding import cross_encoder, models, pairs
from averral.embedding.batching import Batcher
from averral.embedding.encoder import Encoder, TextEncoder
from averral.embedding.pairs import PairClassifier, PairScorer
from averral.errors import Permanent, Reason
from averral.model import Limits, PairScores, TextPair, Vectors
from averral.runtime.documents import is_blank
from averral.runtime.server import Service
from averral.runtime.settings import EmbeddingSettings
from averral.v1 import embedding_service_pb2 as messages
from averral.v1 import embedding_service_pb2_grpc

NAME = "averral.v1.EmbeddingService"

Row = tuple[np.ndarray[Any, np.dtype[np.float32]], bool]


class EmbeddingServicer(embedding_service_pb2_grpc.EmbeddingServiceServicer):
    """Answers with one loaded model; calls that arrive together are computed as one batch."""

    def __init__(
        self,
        encoder: TextEncoder,
        scorer: PairScorer,
        *,
        limits: Limits | None = None,
        batch: int = 256,
        delay: float = 0.002,
        pairs_delay: float = 0.002,
    ) -> None:
        self._encoder, self._limits = encoder, limits or Limits()
        # Pairs have one thread: a batch already fills a core, and batches queue up behind it to grow.
        counts = {"embed": encoder.workers, "pairs": 1}
        self._threads = [ThreadPoolExecutor(count, thread_name_prefix=name) for name, count in counts.items()]
        embed_threads, pairs_thread = self._threads
        batcher = partial(Batcher, batch=batch)
        self._texts: Batcher[str, Row] = batcher(self._rows, executor=embed_threads, workers=encoder.workers)
        self._pairs: Batcher[TextPair, PairScores] = batcher(
            scorer.score, delay=pairs_delay, executor=pairs_thread
        )

    async def Embed(self, request: messages.EmbedRequest, context: Any) -> messages.EmbedResponse:
        """One unit vector per text."""
        self._check_model(request.model)
        _check_count(len(request.texts), self._limits.texts_per_call, "texts")
        for index, text in enumerate(request.texts):
            _check_text(text, f"texts[{index}]")
        texts = list(request.texts)
        if sum(map(len, texts)) <= self._encoder.at_once:
            rows = self._rows(texts)
        else:
            rows = await self._texts.submit(texts)
        vectors = Vectors(
            data=np.asarray([row for row, _ in rows], dtype="<f4").tobytes(),
            dimension=self._encoder.info.dimension,
            fingerprint=self._encoder.info.fingerprint,
            truncated=tuple(cut for _, cut in rows),
            scale=self._encoder.info.scale,
        )
        return messages.EmbedResponse(vectors=wire.encode_vectors(vectors))

    async def ScorePairs(
        self, request: messages.ScorePairsRequest, context: Any
    ) -> messages.ScorePairsResponse:
        """One score triple per pair."""
        _check_count(len(request.pairs), self._limits.pairs_per_call, "pairs")
        for index, pair in enumerate(request.pairs):
            _check_text(pair.a, f"pairs[{index}].a")
            _check_text(pair.b, f"pairs[{index}].b")
        scores = await self._pairs.submit([wire.decode_text_pair(pair) for pair in request.pairs])
        return messages.ScorePairsResponse(scores=[wire.encode_pair_scores(score) for score in scores])

    async def GetModel(self, request: messages.GetModelRequest, context: Any) -> messages.GetModelResponse:
        """Name, fingerprint, dimension and languages of the model in use."""
        self._check_model(request.model)
        return messages.GetModelResponse(model=wire.encode_model_info(self._encoder.info))

    async def close(self) -> None:
        """Ends the threads; calls that still wait fail."""
        for thread in self._threads:
            thread.shutdown(wait=False, cancel_futures=True)

    def _rows(self, texts: list[str]) -> Sequence[Row]:
        embedded = self._encoder.read(texts)
        return list(zip(embedded.vectors, embedded.truncated, strict=True))

    def _check_model(self, name: str) -> None:
        # A name in a request must not make the server fetch and load anything.
        loaded = self._encoder.info.name
        if (
            name
            and name != loaded
            and not (name in models.DEFAULT_NAMES and loaded == models.load().info.name)
        ):
            raise Permanent(
                Reason.UNKNOWN_MODEL,
                f"This service runs {loaded}, not {name}. Leave `model` empty, or start a service with that model.",
                field="model",
                metadata={"model": name, "loaded": loaded},
            )


def create(settings: EmbeddingSettings | None = None) -> Service:
    """The service as the settings describe it; loads the models before it returns."""
    settings = settings or EmbeddingSettings()
    revision = f"@{settings.model_revision}" if settings.model and settings.model_revision else ""
    scorer = cross_encoder.load(settings.pair_model) if settings.pair_model else pairs.load()
    encoder = models.load(settings.model + revision)
    # The bundled models are done before others come, and those find company while they are at work.
    delay = settings.batch_wait_ms / 1000
    servicer = EmbeddingServicer(
        encoder,
        scorer,
        limits=settings.limits,
        batch=settings.batch_size,
        delay=0.0 if isinstance(encoder, Encoder) else delay,
        pairs_delay=0.0 if isinstance(scorer, PairClassifier) else delay,
    )
    register = embedding_service_pb2_grpc.add_EmbeddingServiceServicer_to_server
    return Service(NAME, servicer, register, servicer.close)


def _check_count(count: int, most: int, field: str) -> None:
    if count == 0:
        raise Permanent(
            Reason.INVALID_ARGUMENT, f"The list `{field}` is empty; send at least one.", field=field
        )
    if count > most:
        raise Permanent(
            Reason.TOO_MANY_ITEMS,
            f"{count} {field} in one call; send at most {most} and split the rest over several calls.",
            field=field,
            metadata={"count": str(count), "limit": str(most)},
        )


def _check_text(text: str, field: str) -> None:
    if is_blank(text):
        raise Permanent(Reason.EMPTY_TEXT, f"{field} is empty; leave empty texts out.", field=field)
