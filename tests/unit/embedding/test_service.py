"""The embedding service, called the way a neighbour in the same process calls it."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from averral.embedding import models, pairs
from averral.embedding.service import EmbeddingServicer, create
from averral.errors import Permanent, Reason
from averral.model import Limits
from averral.runtime.local import LocalStub
from averral.runtime.settings import EmbeddingSettings
from averral.v1 import embedding_pb2
from averral.v1 import embedding_service_pb2 as messages


@pytest.fixture
def stub():
    limits = Limits(texts_per_call=3, pairs_per_call=2)
    return LocalStub(EmbeddingServicer(models.load(), pairs.load(), limits=limits))


async def refused(call) -> Permanent:
    with pytest.raises(Permanent) as raised:
        await call
    return raised.value


async def test_embed_gives_the_rows_of_the_encoder(stub):
    texts = ["peace", "war " * 5_000, "سلام"]
    vectors = (await stub.Embed(messages.EmbedRequest(texts=texts))).vectors
    rows = np.frombuffer(vectors.data, dtype="<f4").reshape(3, vectors.dimension)
    np.testing.assert_allclose(rows, models.load().encode(texts), atol=1e-6)
    assert vectors.fingerprint == models.load().info.fingerprint
    assert list(vectors.truncated) == [False, True, False]


async def test_calls_made_together_get_their_own_rows(stub):
    texts = [["peace"], ["war", "talks"], ["truce"]]
    answers = await asyncio.gather(*(stub.Embed(messages.EmbedRequest(texts=row)) for row in texts))
    for row, answer in zip(texts, answers, strict=True):
        data = np.frombuffer(answer.vectors.data, dtype="<f4").reshape(len(row), -1)
        np.testing.assert_allclose(data, models.load().encode(row), atol=1e-6)


async def test_score_pairs_gives_probabilities(stub):
    pair = embedding_pb2.TextPair(
        a="Oil prices rose.", b="Oil prices fell.", a_language_code="en", b_language_code="en"
    )
    scores = (await stub.ScorePairs(messages.ScorePairsRequest(pairs=[pair]))).scores[0]
    assert scores.conflicts > max(scores.corroborates, scores.unrelated)
    assert scores.corroborates + scores.conflicts + scores.unrelated == pytest.approx(1)


async def test_get_model_names_the_bundled_model(stub):
    for name in ("", "bundled"):
        model = (await stub.GetModel(messages.GetModelRequest(model=name))).model
        assert (model.fingerprint, model.dimension) == (models.load().info.fingerprint, 256)


@pytest.mark.parametrize("text", ["", "  \n"])
async def test_an_empty_text_is_refused_and_named(stub, text):
    error = await refused(stub.Embed(messages.EmbedRequest(texts=["peace", text])))
    assert (error.reason, error.field) == (Reason.EMPTY_TEXT, "texts[1]")
    pair = embedding_pb2.TextPair(a="peace", b=text)
    error = await refused(stub.ScorePairs(messages.ScorePairsRequest(pairs=[pair])))
    assert (error.reason, error.field) == (Reason.EMPTY_TEXT, "pairs[0].b")


async def test_too_many_and_too_few_items_are_refused(stub):
    error = await refused(stub.Embed(messages.EmbedRequest(texts=["peace"] * 4)))
    assert (error.reason, error.metadata["limit"]) == (Reason.TOO_MANY_ITEMS, "3")
    assert (await refused(stub.ScorePairs(messages.ScorePairsRequest()))).reason is Reason.INVALID_ARGUMENT


async def test_a_request_cannot_make_the_service_load_a_model(stub):
    for call in (
        stub.Embed(messages.EmbedRequest(texts=["peace"], model="owner/other")),
        stub.GetModel(messages.GetModelRequest(model="/tmp")),
    ):
        assert (await refused(call)).reason is Reason.UNKNOWN_MODEL


async def test_create_builds_the_service_that_the_settings_describe():
    service = create(EmbeddingSettings())
    answer = await LocalStub(service.servicer).GetModel(messages.GetModelRequest())
    assert answer.model.name == models.load().info.name
