"""Documents in, and the jobs that follow them."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from averral.errors import Permanent, Reason
from averral.gateway import sse
from averral.gateway.cancelling import CancellingRoute
from averral.gateway.context import Context, Here, Reader, Writer
from averral.gateway.requests import Submission
from averral.gateway.routes.common import (
    ERRORS,
    Accept,
    IdempotencyKey,
    Name,
    PageSize,
    PageToken,
    answer,
    progress_of,
)
from averral.gateway.work_answers import JobOut, JobPage, RemovedOut
from averral.model import Job

#: Seconds between looks while a caller waits for a job.
_PAUSE = 0.3

router = APIRouter(prefix="/v1", tags=["documents"], route_class=CancellingRoute, responses=ERRORS)


@router.post("/documents", response_model=JobOut, status_code=202)
async def submit_documents(
    sent: Submission, key: Writer, here: Here, idempotency_key: IdempotencyKey = ""
) -> Response:
    """Stores documents and queues them to be read and compared; the job tells when that is done.

    A changed text under an `id` that its source used before takes the place of the earlier one, with all that was found
    in that, as soon as it is compared.

    Errors: TOO_MANY_ITEMS, INVALID_ARGUMENT, REQUEST_ID_REUSED, QUEUE_FULL.
    """
    documents = [report.document() for report in sent.documents]
    job = await here.verification.submit_documents(
        key.workspace, documents, idempotency_key, keep_earlier=sent.keep_earlier
    )
    return answer(JobOut.of(job), 202, {"Location": f"/v1/jobs/{job.id}"})


@router.delete("/documents/{document_id}", status_code=204)
async def delete_document(document_id: Name, key: Writer, here: Here) -> Response:
    """Removes a document and what was found in it; the findings of others have followed. Errors: NOT_FOUND."""
    await here.verification.delete_document(key.workspace, document_id)
    return Response(status_code=204)


@router.delete("/documents", response_model=RemovedOut)
async def delete_documents(
    key: Writer,
    here: Here,
    own: Annotated[str, Query(alias="id", min_length=1, max_length=200, description="Your own id for it.")],
) -> Response:
    """Removes all documents that came under your own id, of whatever source. Errors: NOT_FOUND."""
    gone = await here.verification.delete_document(key.workspace, external_id=own)
    return answer(RemovedOut(document_ids=list(gone)))


@router.get("/jobs", response_model=JobPage)
async def list_jobs(
    key: Reader, here: Here, page_size: PageSize = 100, page_token: PageToken = ""
) -> Response:
    """Submissions, latest first, with the progress that was last asked for.

    Errors: INVALID_PAGE_TOKEN.
    """
    page = await here.verification.list_jobs(key.workspace, page_size, page_token)
    return answer(JobPage(jobs=[JobOut.of(job) for job in page.items], next_page_token=page.next_page_token))


@router.get("/jobs/{job_id}", response_model=JobOut, responses=progress_of("job"))
async def get_job(
    request: Request,
    job_id: Name,
    key: Reader,
    here: Here,
    wait: Annotated[float, Query(ge=0, le=25, description="Seconds to wait for its end.")] = 0,
    accept: Accept = "",
) -> Response:
    """Progress of a submission. Errors: NOT_FOUND."""
    if sse.is_asked(accept):
        watched = here.verification.watch_job(key.workspace, job_id)
        told = sse.lines(
            request,
            watched,
            lambda job: sse.event("job", JobOut.of(job)),
            here.settings.keepalive_seconds,
            here.ending,
        )
        return sse.stream(await sse.begun(told))
    job = await _own_job(here, key.workspace, job_id)
    ends = asyncio.get_running_loop().time() + wait
    while not job.finished and asyncio.get_running_loop().time() < ends and not here.ending.is_set():
        await asyncio.sleep(_PAUSE)
        job = await here.verification.get_job(job_id)
    return answer(JobOut.of(job))


@router.post("/jobs/{job_id}/cancel", response_model=JobOut)
async def cancel_job(job_id: Name, key: Writer, here: Here) -> Response:
    """Stops waiting for a submission; documents that were read stay. Errors: NOT_FOUND."""
    await _own_job(here, key.workspace, job_id)
    return answer(JobOut.of(await here.verification.cancel_job(job_id)))


async def _own_job(here: Context, workspace: str, job_id: str) -> Job:
    job = await here.verification.get_job(job_id)
    if job.workspace != workspace:
        raise Permanent(
            Reason.NOT_FOUND,
            f"There is no job {job_id} in this workspace: check the id.",
            metadata={"id": job_id},
        )
    return job
