"""Submissions: documents are stored first, queued second, so that a crash in between loses nothing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from averral.errors import AverralError, Permanent, Reason
from averral.language import codes
from averral.model import Document, DocumentRecord, DocumentState, ItemFailure, Job, Limits, Notice
from averral.runtime.documents import with_id
from averral.runtime.ports import MatchingPort
from averral.runtime.queue.interface import Queue
from averral.verification.store import derived_id

INGEST = "ingest"

#: Characters of a request id, as the proto states them.
LONGEST_REQUEST_ID = 128

#: Documents still under way that one progress call looks at before it stops counting.
LOOK_AHEAD = 20


def prepare(
    workspace: str, documents: Sequence[Document], limits: Limits
) -> tuple[list[Document], list[ItemFailure]]:
    """Documents with ids, and what is wrong with the others.

    Raises:
        Permanent: TOO_MANY_ITEMS, or INVALID_ARGUMENT when there is none.
    """
    if not documents:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            "The call holds no document: send at least one.",
            field="documents",
            metadata={"field": "documents"},
        )
    if len(documents) > limits.documents_per_call:
        raise Permanent(
            Reason.TOO_MANY_ITEMS,
            f"{len(documents)} documents in one call, the limit is {limits.documents_per_call}: send several calls.",
            field="documents",
            metadata={"count": str(len(documents)), "limit": str(limits.documents_per_call)},
        )
    good: dict[str, Document] = {}
    failures: list[ItemFailure] = []
    for number, document in enumerate(documents):
        try:
            ready = with_id(replace(document, workspace=workspace), limits)
        except AverralError as error:
            name = document.external_id or f"documents[{number}]"
            failures.append(ItemFailure(name, error.reason.value, error.message))
        else:
            good[ready.id] = ready
    return list(good.values()), failures


def new_job(
    workspace: str, document_ids: Sequence[str], failures: Sequence[ItemFailure], request_id: str
) -> Job:
    """A submission; the same request id always gives the same job id."""
    seed = request_id or uuid.uuid4().hex
    refused = tuple(failure.item_id for failure in failures)
    name = derived_id("job_", workspace, seed)
    return Job(name, (*document_ids, *refused), tuple(failures), workspace=workspace)


def notices(documents: Sequence[Document]) -> tuple[Notice, ...]:
    """What is the matter with documents that are taken all the same: codes that name no language."""
    return tuple(
        one
        for number, document in enumerate(documents)
        for one in codes.notice_of(document.language, f"documents[{number}].{codes.FIELD}")
    )


def check_own(workspace: str, job: Job) -> Job:
    """The job, if it is of this workspace; another's is not told from one that is not there.

    Raises:
        Permanent: NOT_FOUND.
    """
    if job.workspace != workspace:
        raise Permanent(
            Reason.NOT_FOUND,
            f"There is no job {job.id} in this workspace: check the id.",
            metadata={"id": job.id},
        )
    return job


def check_request_id(request_id: str) -> None:
    """Refuses one that is too long to be kept.

    Raises:
        Permanent: INVALID_ARGUMENT.
    """
    if len(request_id) > LONGEST_REQUEST_ID:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"The request_id has {len(request_id)} characters, the limit is {LONGEST_REQUEST_ID}.",
            field="request_id",
            metadata={"field": "request_id", "length": str(len(request_id))},
        )


def check_same(old: Job, new: Job) -> None:
    """Refuses a request id that was used for other documents.

    Raises:
        Permanent: REQUEST_ID_REUSED.
    """
    if set(old.document_ids) != set(new.document_ids):
        raise Permanent(
            Reason.REQUEST_ID_REUSED,
            "This request_id was used for other documents: send a new one.",
            field="request_id",
            metadata={"job_id": old.id},
        )


async def enqueue(queue: Queue, records: Sequence[DocumentRecord]) -> None:
    """Queues the documents that have not been related yet; the queue drops what it already has."""
    for record in records:
        if record.state is not DocumentState.RELATED:
            document = record.document
            body = {"workspace": document.workspace, "document_id": document.id}
            await queue.put(INGEST, document.id, body)


async def progress(matching: MatchingPort, workspace: str, job: Job, settled: dict[str, str]) -> Job:
    """The job with its counts brought up to date; `settled` remembers what need not be asked again."""
    waiting = 0
    refused = {failure.item_id for failure in job.failures}
    for document_id in job.document_ids:
        if document_id in refused or document_id in settled:
            continue
        record = await _stored(matching, workspace, document_id)
        if record is None:
            # It was removed since: nothing more will come of it.
            settled[document_id] = ""
            continue
        if record.state in (DocumentState.RELATED, DocumentState.FAILED):
            settled[document_id] = record.reason if record.state is DocumentState.FAILED else ""
            continue
        waiting += 1
        if waiting >= LOOK_AHEAD:
            break
    failed = {name: reason for name, reason in settled.items() if reason}
    late = tuple(ItemFailure(name, reason, failed_text(reason)) for name, reason in sorted(failed.items()))
    return replace(job, done=len(settled) - len(failed), failures=job.failures + late)


async def _stored(matching: MatchingPort, workspace: str, document_id: str) -> DocumentRecord | None:
    try:
        return await matching.get_document(workspace, document_id)
    except Permanent as error:
        if error.reason is not Reason.NOT_FOUND:
            raise
        return None


def failed_text(reason: str) -> str:
    """What is said of a document that was given up."""
    return f"The document could not be processed ({reason}): see `averral dead list` for the cause."
