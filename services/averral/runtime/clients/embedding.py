"""Client of the embedding service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from averral import wire
from averral.errors import Permanent, Reason
from averral.model import ModelInfo, PairScores, TextPair, Vectors
from averral.runtime.clients.call import Caller
from averral.runtime.clients.channel import connect
from averral.runtime.settings import Settings
from averral.v1 import embedding_service_pb2 as pb
from averral.v1.embedding_service_pb2_grpc import EmbeddingServiceStub


class EmbeddingClient:
    """Implements `ports.EmbeddingPort` over a stub; timeouts are seconds."""

    def __init__(self, stub: Any, *, timeout: float = 30.0, channel: Any = None) -> None:
        self._call = Caller("embedding", stub, channel)
        self._timeout = timeout

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """A client of the service that the settings name."""
        channel = connect(settings.embedding_address, settings)
        return cls(
            EmbeddingServiceStub(channel),  # type: ignore[no-untyped-call]
            timeout=settings.call_timeout,
            channel=channel,
        )

    async def embed(self, texts: Sequence[str], model: str = "") -> Vectors:
        """See `EmbeddingPort.embed`."""
        request = pb.EmbedRequest(texts=[_sayable(text) for text in texts], model=model)
        answer = await self._call.unary("Embed", request, self._timeout)
        return wire.decode_vectors(answer.vectors)

    async def score_pairs(self, pairs: Sequence[TextPair]) -> tuple[PairScores, ...]:
        """See `EmbeddingPort.score_pairs`."""
        request = pb.ScorePairsRequest(pairs=[wire.encode_text_pair(pair) for pair in pairs])
        answer = await self._call.unary("ScorePairs", request, self._timeout)
        return tuple(wire.decode_pair_scores(scores) for scores in answer.scores)

    async def get_model(self, model: str = "") -> ModelInfo:
        """See `EmbeddingPort.get_model`."""
        answer = await self._call.unary("GetModel", pb.GetModelRequest(model=model), self._timeout)
        return wire.decode_model_info(answer.model)

    async def close(self) -> None:
        """Closes the channel."""
        await self._call.close()


def _sayable(text: str) -> str:
    """The text, refused when UTF-8 cannot say it: protobuf's own error would not be one of ours."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Permanent(
            Reason.TEXT_NOT_UNICODE,
            f"A text holds a lone surrogate at code point {error.start}: decode the source anew.",
            field="texts",
            metadata={"field": "texts", "position": str(error.start)},
        ) from None
    return text
