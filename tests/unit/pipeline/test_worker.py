from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from averral.errors import Permanent, Reason, Temporary
from averral.model import Document, DocumentRecord, DocumentState, Extraction, ModelInfo, Page
from averral.pipeline.stages import INGEST, RELATE, Neighbours, relate, requeue_forgotten
from averral.pipeline.worker import Pace, Worker
from averral.runtime.queue.memory import MemoryQueue
from averral.runtime.queue.retry import RetryPolicy

BODY = {"workspace": "default", "document_id": "doc_1"}


class Corpus:
    """Matching and its neighbours, as far as the worker sees them; `failures` are raised first."""

    def __init__(self, failures: list[Exception] | None = None) -> None:
        self.state, self.reason = DocumentState.PENDING, ""
        self.failures = failures or []
        self.steps: list[str] = []

    def _step(self, name: str) -> None:
        self.steps.append(name)
        if name in ("extract", "relate") and self.failures:
            raise self.failures.pop(0)

    def _record(self) -> DocumentRecord:
        return DocumentRecord(Document(id="doc_1", body="text"), self.state, self.reason)

    async def get_document(self, workspace, document_id):
        return self._record()

    async def extract(self, document):
        self._step("extract")
        return Extraction(document.id, "en", 1.0)

    async def get_model(self, model=""):
        return ModelInfo("test", "f", 2)

    async def index(self, workspace, extraction, vectors):
        self._step("index")
        self.state = DocumentState.INDEXED
        return ()

    async def relate(self, workspace, document_id):
        self._step("relate")
        return ("clm_1",)

    async def refresh_findings(self, workspace, items):
        self._step("refresh")
        return ()

    async def list_workspaces(self):
        return ("desk", "other")

    async def set_state(self, workspace, document_id, state, reason=""):
        self._step(f"state {state.value}")
        self.state, self.reason = state, reason

    async def get_removals(self, workspace):
        return ()

    async def list_documents(self, workspace, state=None, page_size=100, page_token=""):
        return Page((self._record(),) if state is self.state else ())


def setup(failures=None, attempts=3):
    clock = SimpleNamespace(now=1000.0)
    corpus, queue = Corpus(failures), MemoryQueue(clock=lambda: clock.now)
    neighbours = Neighbours(corpus, corpus, corpus, corpus, queue)
    policy = RetryPolicy(attempts=attempts, first=0.01, longest=0.01)
    return corpus, queue, Worker(neighbours, "w", Pace(longest_pause=0.01), policy, lambda: 0.5), clock


async def test_findings_are_refreshed_before_a_document_counts_as_related():
    corpus, queue, _, _ = setup()
    await relate(Neighbours(corpus, corpus, corpus, corpus, queue), BODY)
    assert corpus.steps == ["relate", "refresh", "state related"]


async def test_draining_refreshes_what_many_documents_touched_once():
    corpus, queue, worker, _ = setup()
    for name in ("doc_1", "doc_2"):
        await queue.put(RELATE, name, BODY | {"document_id": name})
    await worker.drain(settle=False)
    assert "refresh" not in corpus.steps
    await worker.settle()
    await worker.settle()
    assert corpus.steps.count("refresh") == 1


async def test_a_document_is_read_indexed_related_and_acknowledged():
    corpus, queue, worker, _ = setup()
    await queue.put(INGEST, "doc_1", BODY)
    await worker.drain()
    # One process that does everything refreshes the findings once, at the end.
    assert corpus.steps == ["extract", "index", "relate", "state related", "refresh"]
    assert await queue.depth(INGEST) == await queue.depth(RELATE) == 0


async def test_a_message_delivered_twice_does_the_work_once():
    corpus, queue, worker, _ = setup()
    for _ in range(2):
        await queue.put(INGEST, "doc_1", BODY)
        await worker.drain()
    assert corpus.steps.count("index") == 1


async def test_a_permanent_error_buries_the_message_with_its_cause():
    corpus, queue, worker, _ = setup([Permanent(Reason.EMPTY_TEXT, "The text is empty.")])
    await queue.put(INGEST, "doc_1", BODY)
    await worker.drain()
    (letter,) = await queue.dead_list(INGEST)
    assert letter.cause == "EMPTY_TEXT: The text is empty."
    assert (corpus.state, corpus.reason) == (DocumentState.FAILED, "EMPTY_TEXT")


async def test_an_error_of_the_moment_is_retried_after_a_pause():
    corpus, queue, worker, clock = setup([ValueError("odd"), ValueError("odd")])
    await queue.put(INGEST, "doc_1", BODY)
    for _ in range(3):
        await worker.drain()
        clock.now += 60
    assert corpus.state is DocumentState.RELATED
    assert await queue.dead_list(INGEST) == []


async def test_after_the_last_attempt_the_message_is_a_dead_letter_without_the_text_of_the_error():
    corpus, queue, worker, clock = setup([ValueError("secret words")] * 5)
    await queue.put(INGEST, "doc_1", BODY)
    for _ in range(5):
        await worker.drain()
        clock.now += 60
    (letter,) = await queue.dead_list(INGEST)
    assert "secret" not in letter.cause
    assert corpus.state is DocumentState.FAILED


async def test_a_neighbour_that_is_away_costs_no_attempt():
    away = [Temporary(Reason.NEIGHBOUR_UNAVAILABLE, "away") for _ in range(10)]
    corpus, queue, worker, _ = setup(away, attempts=2)
    await queue.put(INGEST, "doc_1", BODY)
    await worker.drain()
    assert corpus.state is DocumentState.RELATED


async def test_a_message_that_killed_its_workers_is_buried():
    corpus, queue, worker, clock = setup(attempts=2)
    await queue.put(INGEST, "doc_1", BODY)
    for _ in range(2):
        await queue.take(INGEST, "dead worker")
        clock.now += 3600
    await worker.drain()
    assert len(await queue.dead_list(INGEST)) == 1
    assert "extract" not in corpus.steps


async def test_forgotten_documents_are_queued_again_and_known_ones_are_not():
    corpus, queue, _, _ = setup()
    neighbours = Neighbours(corpus, corpus, corpus, corpus, queue)
    assert await requeue_forgotten(neighbours, "default") == 1
    assert await requeue_forgotten(neighbours, "default") == 0
    assert await queue.depth(INGEST) == 1


@pytest.mark.parametrize("state", [DocumentState.RELATED, DocumentState.FAILED])
async def test_finished_documents_are_not_queued_again(state):
    corpus, queue, _, _ = setup()
    corpus.state = state
    assert await requeue_forgotten(Neighbours(corpus, corpus, corpus, corpus, queue), "default") == 0


async def test_the_sweep_goes_through_all_workspaces():
    corpus, queue, _, _ = setup()
    swept = []

    async def list_documents(workspace, state=None, page_size=100, page_token=""):
        swept.append(workspace)
        return Page(())

    corpus.list_documents = list_documents
    worker = Worker(Neighbours(corpus, corpus, corpus, corpus, queue), "w", Pace(idle_wait=0.01))
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    while len(swept) < 4:
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 10)
    assert set(swept) == {"desk", "other"}


async def test_a_running_worker_stops_when_asked_and_leaves_nothing_in_hand():
    corpus, queue, worker, _ = setup()
    await queue.put(INGEST, "doc_1", BODY)
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    while corpus.state is not DocumentState.RELATED:
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 10)
    assert await queue.depth(INGEST) == await queue.depth(RELATE) == 0
