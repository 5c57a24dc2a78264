"""One function per queue: reads a message, has the work done, stores the result. The worker acknowledges.

| queue | message | what is stored before the acknowledgement |
|---|---|---|
| `ingest` | document id | quotes, claims and vectors of the document; then a `relate` message |
| `relate` | document id | relations of its items, the findings they change, the document's state |
| `deliver` | webhook id and event id | nothing: the receiver's answer is the receipt |

The first two are idempotent by document id: a document's id is derived from its content, so doing the work
again gives the same records. A receiver knows a repeated event by its id.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from averral.errors import Permanent, Reason
from averral.model import DocumentState
from averral.pipeline.deliver import Deliverer
from averral.runtime.items import embed_items
from averral.runtime.ports import EmbeddingPort, ExtractionPort, MatchingPort
from averral.runtime.queue.interface import Queue

INGEST = "ingest"
RELATE = "relate"
DELIVER = "deliver"

#: Documents looked at in one page while the corpus is searched for forgotten ones.
_PAGE = 200


class Refreshing(Protocol):
    """What the pipeline asks of the verification service."""

    async def refresh_findings(self, workspace: str, item_ids: Sequence[str]) -> tuple[str, ...]:
        """Brings the findings about these items up to date; ids of those that changed."""
        ...

    async def list_workspaces(self) -> tuple[str, ...]:
        """The workspaces into which documents were submitted."""
        ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The services and the queue that the stages work with."""

    extraction: ExtractionPort
    embedding: EmbeddingPort
    matching: MatchingPort
    verification: Refreshing
    queue: Queue
    deliverer: Deliverer | None = None
    """None where nobody can make a webhook, as in a process that is an installation of its own."""


Stage = Callable[[Neighbours, Mapping[str, str]], Awaitable[None]]


async def ingest(neighbours: Neighbours, body: Mapping[str, str]) -> None:
    """Reads a stored document and indexes what is found in it."""
    workspace, document_id = body["workspace"], body["document_id"]
    with _unless_removed():
        record = await neighbours.matching.get_document(workspace, document_id)
        if record.state not in (DocumentState.INDEXED, DocumentState.RELATED):
            extraction = await neighbours.extraction.extract(record.document)
            vectors = await embed_items(neighbours.embedding, extraction)
            await neighbours.matching.index(workspace, extraction, vectors)
        if record.state is not DocumentState.RELATED:
            await neighbours.queue.put(RELATE, document_id, body)


async def relate(neighbours: Neighbours, body: Mapping[str, str]) -> None:
    """Compares a document's items with the corpus and brings the findings up to date."""
    workspace, document_id = body["workspace"], body["document_id"]
    with _unless_removed():
        touched = await neighbours.matching.relate(workspace, document_id)
        await neighbours.verification.refresh_findings(workspace, touched)
        await neighbours.matching.set_state(workspace, document_id, DocumentState.RELATED)


@contextmanager
def _unless_removed() -> Iterator[None]:
    """A document that was removed meanwhile is no failure: there is nothing left to do."""
    try:
        yield
    except Permanent as error:
        if error.reason is not Reason.NOT_FOUND:
            raise


async def deliver(neighbours: Neighbours, body: Mapping[str, str]) -> None:
    """Posts an event to a webhook's address."""
    if neighbours.deliverer is not None:
        await neighbours.deliverer.deliver(body)


STAGES: Mapping[str, Stage] = {RELATE: relate, INGEST: ingest, DELIVER: deliver}


async def finish_removals(neighbours: Neighbours, workspace: str) -> int:
    """Has the findings follow where a crash came between a removal and them; how many documents that concerned."""
    found = await neighbours.matching.get_removals(workspace)
    for document_id, touched in found:
        await neighbours.verification.refresh_findings(workspace, touched)
        await neighbours.matching.forget_removal(workspace, document_id)
    return len(found)


async def requeue_forgotten(neighbours: Neighbours, workspace: str) -> int:
    """Queues stored documents that no message stands for, after a crash between storing and queueing.

    The queue drops what it already holds, so this may run at any time. Returns how many it took.
    """
    taken = 0
    for state, stream in ((DocumentState.PENDING, INGEST), (DocumentState.INDEXED, RELATE)):
        token = ""
        while True:
            page = await neighbours.matching.list_documents(workspace, state, _PAGE, token)
            for record in page.items:
                body = {"workspace": workspace, "document_id": record.document.id}
                taken += await neighbours.queue.put(stream, record.document.id, body)
            token = page.next_page_token
            if not token:
                break
    return taken
