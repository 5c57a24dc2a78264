"""The matching service through its client, in this process and over a real server."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from averral.errors import AverralError, Reason
from averral.matching.service import create
from averral.model import DocumentState, Filters, RelationKind, Vectors
from averral.runtime.clients.matching import MatchingClient
from averral.runtime.items import embed_items
from averral.runtime.local import LocalStub
from averral.runtime.server import Server
from averral.runtime.settings import MatchingSettings
from matching_cases import WordEmbedding
from matching_corpus import BODIES, W, report


@asynccontextmanager
async def local():
    service = create(MatchingSettings(), WordEmbedding(), in_memory=True)
    yield MatchingClient(LocalStub(service.servicer))
    await service.close()


@asynccontextmanager
async def served():
    settings = MatchingSettings(port=0)
    service = create(settings, WordEmbedding(), in_memory=True)
    server = Server([service], settings)
    await server.start()
    client = MatchingClient.connect(MatchingSettings(matching_address=f"localhost:{server.port}"))
    yield client
    await client.close()
    await server.stop()


@pytest.fixture(params=[local, served])
async def client(request):
    async with request.param() as found:
        yield found


async def ingest(client, *names):
    for name in names:
        document, extraction = report(name)
        await client.add_documents([document])
        await client.index(W, extraction, await embed_items(WordEmbedding(), extraction))
    for name in names:
        await client.relate(W, report(name)[0].id)


async def test_documents_go_in_and_relations_come_out(client):
    await ingest(client, *BODIES)
    document, extraction = report("one")
    assert (await client.get_document(W, document.id)).state is DocumentState.INDEXED
    assert (await client.list_claims(W, document.id)).items == extraction.claims
    assert (await client.list_quotes(W, document.id)).items == extraction.quotes
    assert len((await client.list_documents(W, DocumentState.INDEXED)).items) == 3
    relations = (await client.list_relations(W, "qt_" + document.id)).items
    assert {one.kind for one in relations} == {RelationKind.SAME_QUOTE}
    stats = await client.get_stats(W)
    assert (stats.documents, stats.quotes, stats.claims, stats.sources) == (3, 3, 2, 3)
    assert stats.fingerprint == "words-1"


async def test_evidence_carries_passages_with_their_surroundings(client):
    await ingest(client, *BODIES)
    (evidence,) = await client.get_evidence(W, ["qt_" + report("two")[0].id])
    assert len(evidence.relations) == 2
    assert len(evidence.passages) == 3
    assert all(passage.span.of(BODIES[passage.external_id]) == passage.text for passage in evidence.passages)
    assert all(BODIES[passage.external_id].find(passage.prefix) >= 0 for passage in evidence.passages)


async def test_a_probe_is_answered_and_leaves_nothing_behind(client):
    await ingest(client, "one", "three")
    document, extraction = report("two")
    vectors = await embed_items(WordEmbedding(), extraction)
    claim, quote = await client.probe(W, document, extraction, vectors, Filters())
    assert claim.kind == "talks"
    assert {one.kind for one in claim.relations} == {RelationKind.CORROBORATES}
    assert {passage.external_id for passage in quote.passages} == {"one", "three"}
    assert (await client.get_stats(W)).documents == 2
    (only, _) = await client.probe(W, document, extraction, vectors, Filters(outlets=("three",)))
    assert only.relations == ()


async def test_two_texts_are_compared_without_a_corpus(client):
    texts = []
    for name in ("one", "two"):
        document, extraction = report(name)
        texts.append((document, extraction, await embed_items(WordEmbedding(), extraction)))
    assert (await client.compare_pair(*texts)).kind is RelationKind.SAME_QUOTE


async def test_a_removed_document_is_gone(client):
    await ingest(client, "one", "two")
    assert await client.remove(W, report("one")[0].id)
    with pytest.raises(AverralError) as error:
        await client.get_document(W, report("one")[0].id)
    assert error.value.reason is Reason.NOT_FOUND


@pytest.mark.parametrize("limit", [0, 1_001])
async def test_a_search_without_a_sensible_limit_is_refused(client, limit):
    with pytest.raises(AverralError) as error:
        await client.search(W, Vectors(b"", 0, ""), Filters(), limit)
    assert error.value.reason is Reason.INVALID_ARGUMENT


async def test_states_are_noted(client):
    await ingest(client, "one")
    document_id = report("one")[0].id
    await client.set_state(W, document_id, DocumentState.FAILED, "EMPTY_TEXT")
    assert (await client.get_stats(W)).failed == 1
    assert (await client.get_document(W, document_id)).reason == "EMPTY_TEXT"
