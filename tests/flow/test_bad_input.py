"""Bad documents among good ones: each gets its documented error or is processed, nothing stops, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from averral.cli import batch, installation
from averral.errors import Permanent, Reason
from averral.model import (
    DEFAULT_WORKSPACE,
    Document,
    DocumentState,
    Extraction,
    Filters,
    ItemFailure,
    Vectors,
)
from averral.runtime.documents import with_id
from averral.runtime.items import embed_items

GOOD = "Talks in Geneva ended without an agreement on Monday, the mediator said."


def doc(name: str, body: str, **given) -> Document:
    return Document("", body, external_id=name, **given)


ODD = {
    "unknown-language": "Zzyrqa blorptu vexnal. Qorrin thazmu 17 blenqa.",
    "marks": '"' * 10_000 + " He said this. " + "«»“”„" * 2_000,
    "html": "<html><body><h1>Ten killed</h1><p>Ten people were killed in Lyon &amp; Nice.</p></body></html>",
    "controls": "Ten people \x00\x01\x02 were killed\u202e in Lyon.\u200f\ufeff",
    "one-line": "The army took the town. " * 2_000,
    "no-words": "!!! ??? ... 12 12 12",
    "emoji": "🔥" * 500 + " Three people were hurt in Lyon.",
    "deep-marks": "«" * 500 + "The talks failed" + "»" * 500,
}


async def test_odd_texts_are_processed_beside_good_ones():
    async with installation.in_process() as here:
        documents = [with_id(doc(name, text)) for name, text in ODD.items()]
        taken = await batch.take_in(here, DEFAULT_WORKSPACE, [with_id(doc("good", GOOD)), *documents])
        assert taken.failures == []
        for document in documents:
            record = await here.matching.get_document(DEFAULT_WORKSPACE, document.id)
            assert record.state is DocumentState.RELATED, document.external_id
            assert record.document.body == document.body


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY_TEXT),
        (" \n\u200b\t ", Reason.EMPTY_TEXT),
        ("x" * 5_000_000, Reason.TEXT_TOO_LARGE),
        ("lone \ud83d surrogate", Reason.TEXT_NOT_UNICODE),
    ],
)
async def test_texts_that_cannot_be_read_are_refused_with_their_reason(text, reason):
    async with installation.in_process() as here:
        with pytest.raises(Permanent) as error:
            await here.extraction.extract(Document("doc_x", text))
        assert error.value.reason is reason


async def test_a_bad_document_of_a_submission_fails_alone():
    async with installation.in_process() as here:
        documents = [doc("good", GOOD), doc("empty", " "), doc("large", "x" * 1_000_001)]
        job = await here.verification.submit_documents(DEFAULT_WORKSPACE, documents)
        assert {failure.item_id: failure.reason for failure in job.failures} == {
            "empty": Reason.EMPTY_TEXT,
            "large": Reason.TEXT_TOO_LARGE,
        }
        await here.worker.drain()
        assert (await here.verification.get_job(job.id)).finished


async def test_a_duplicate_is_stored_once():
    async with installation.in_process() as here:
        twice = [with_id(doc("a", GOOD)), with_id(doc("b", GOOD + "  "))]
        await batch.take_in(here, DEFAULT_WORKSPACE, twice)
        await batch.take_in(here, DEFAULT_WORKSPACE, twice)
        stats = await here.matching.get_stats(DEFAULT_WORKSPACE)
        assert (stats.documents, stats.pending, stats.failed) == (1, 0, 0)


async def test_a_request_id_used_for_other_documents_is_refused():
    async with installation.in_process() as here:
        await here.verification.submit_documents(DEFAULT_WORKSPACE, [doc("a", GOOD)], "r1")
        again = await here.verification.submit_documents(DEFAULT_WORKSPACE, [doc("a", GOOD)], "r1")
        assert again.document_ids
        with pytest.raises(Permanent) as error:
            await here.verification.submit_documents(DEFAULT_WORKSPACE, [doc("b", "Other words.")], "r1")
        assert error.value.reason is Reason.REQUEST_ID_REUSED


async def test_vectors_of_another_model_are_refused_and_the_index_stays():
    async with installation.in_process() as here:
        document = with_id(doc("a", GOOD))
        await batch.take_in(here, DEFAULT_WORKSPACE, [document])
        extraction = await here.extraction.extract(document)
        vectors = await embed_items(here.embedding, extraction)
        foreign = replace(vectors, fingerprint="another-model")
        with pytest.raises(Permanent) as error:
            await here.matching.probe(DEFAULT_WORKSPACE, document, extraction, foreign, Filters())
        assert error.value.reason is Reason.MODEL_MISMATCH
        assert "averral reindex" in error.value.message
        with pytest.raises(Permanent):
            await here.matching.index(DEFAULT_WORKSPACE, extraction, foreign)
        before = await here.matching.get_stats(DEFAULT_WORKSPACE)
        assert before.fingerprint == vectors.fingerprint
        assert before.claims == len(extraction.claims)


async def test_vectors_that_do_not_fit_their_items_are_refused():
    async with installation.in_process() as here:
        document = with_id(doc("a", GOOD))
        await here.matching.add_documents([document])
        extraction = await here.extraction.extract(document)
        one = np.zeros((1, 8), dtype="<f4").tobytes()
        with pytest.raises(Permanent) as error:
            await here.matching.index(
                DEFAULT_WORKSPACE,
                Extraction(document.id, "en", 1.0, claims=extraction.claims * 2),
                Vectors(one, 8, "f"),
            )
        assert error.value.reason in (Reason.INVALID_ARGUMENT, Reason.MODEL_MISMATCH)


async def test_a_stream_of_documents_goes_on_after_a_bad_one():
    async with installation.in_process() as here:
        documents = [Document("doc_1", GOOD), Document("doc_2", " "), Document("doc_3", GOOD)]
        answers = [answer async for answer in here.extraction.extract_stream(documents)]
        assert [type(answer) for answer in answers] == [Extraction, ItemFailure, Extraction]
        assert answers[1].reason == Reason.EMPTY_TEXT
