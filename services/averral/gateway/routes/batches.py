"""Batches: uploads of any length, their progress, their results as files, comparison of two runs."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from typing import IO, Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from starlette.requests import ClientDisconnect

from averral.errors import Permanent, Reason, Temporary
from averral.gateway import sse
from averral.gateway.answers import FindingOut
from averral.gateway.cancelling import GONE, CancellingRoute
from averral.gateway.context import Here, Reader, Writer
from averral.gateway.requests import State
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
from averral.gateway.uploads import CSV, LINES, csv_entries, json_entries
from averral.gateway.work_answers import BatchOut, BatchPage, ChangeOut, ChangePage, ItemOut, ItemPage
from averral.model import BatchEntry, Finding, FindingState, ItemFailure
from averral.report import page, parquet
from averral.report.digest import Digest
from averral.report.pairs import PAIRS
from averral.report.rows import FINDINGS, Table
from averral.runtime.clients import VerificationClient
from averral.runtime.tasks import unless

#: Seconds between looks while a caller waits for a batch.
_PAUSE = 0.3
#: Bytes of a file that are sent at once.
_PIECE = 64 * 1024

Form = Literal["jsonl", "csv", "parquet", "html"]

#: Its body is read as it comes: a route that may be cancelled would read it whole first.
uploads = APIRouter(prefix="/v1/batches", tags=["batches"], responses=ERRORS)
router = APIRouter(prefix="/v1/batches", tags=["batches"], route_class=CancellingRoute, responses=ERRORS)


@uploads.post(
    "",
    response_model=BatchOut,
    status_code=202,
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "One `Report` a line, or CSV with the columns that `Report` has but `html`.",
            # No schema: the lines are checked one by one, and one that does not fit fails alone.
            "content": {LINES: {}, CSV: {}},
        }
    },
)
async def submit_batch(
    request: Request, key: Writer, here: Here, idempotency_key: IdempotencyKey = ""
) -> Response:
    """Stores any number of documents and queues them, as they come. A bad line fails alone.

    After a break send the same again with the same `Idempotency-Key`: nothing is worked on twice.
    Errors: INVALID_ARGUMENT, TEXT_TOO_LARGE, REQUEST_ID_REUSED.
    """
    most = here.settings.max_request_mib * 1024 * 1024
    entries = _entries(request, most, here.ending)
    try:
        first = await anext(entries, None)
        batch = await here.verification.batches.submit(key.workspace, _all(first, entries), idempotency_key)
    except ClientDisconnect:
        # What came stays; the same upload again goes on from there.
        return Response(status_code=GONE)
    return answer(BatchOut.of(batch), 202, {"Location": f"/v1/batches/{batch.id}"})


def _entries(request: Request, most: int, ending: asyncio.Event) -> AsyncIterator[BatchEntry]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == LINES:
        return json_entries(_arriving(request, ending), most)
    if kind == CSV:
        return csv_entries(_arriving(request, ending), most)
    raise Permanent(
        Reason.INVALID_ARGUMENT, f"Send lines of JSON as {LINES}, or a table as {CSV}.", field="content-type"
    )


async def _arriving(request: Request, ending: asyncio.Event) -> AsyncIterator[bytes]:
    """The body as it comes. An upload may take hours: the gateway's end breaks it off, and the same again goes on from there."""
    pieces = request.stream()
    async with aclosing(pieces):
        while (piece := await unless(ending, anext(pieces, b""))) is not None:
            if not piece:
                return
            yield piece
    raise Temporary(
        Reason.NEIGHBOUR_UNAVAILABLE,
        "The gateway stops. Send all again with the same Idempotency-Key: what came is not worked on twice.",
        metadata={"service": "gateway"},
    )


async def _all(first: BatchEntry | None, rest: AsyncIterator[BatchEntry]) -> AsyncIterator[BatchEntry]:
    """The entries, of which one was asked for before: what is refused altogether must not make a batch."""
    if first is not None:
        yield first
    async for entry in rest:
        yield entry


@router.get("", response_model=BatchPage)
async def list_batches(
    key: Reader, here: Here, page_size: PageSize = 100, page_token: PageToken = ""
) -> Response:
    """Batches, latest first, with the progress that was last asked for. Errors: INVALID_PAGE_TOKEN."""
    found = await here.verification.batches.list(key.workspace, page_size, page_token)
    shown = [BatchOut.of(batch) for batch in found.items]
    return answer(BatchPage(batches=shown, next_page_token=found.next_page_token))


@router.get("/{batch_id}", response_model=BatchOut, responses=progress_of("batch"))
async def get_batch(
    request: Request,
    batch_id: Name,
    key: Reader,
    here: Here,
    wait: Annotated[float, Query(ge=0, le=25, description="Seconds to wait for its end.")] = 0,
    accept: Accept = "",
) -> Response:
    """Progress of a batch. Errors: NOT_FOUND."""
    if sse.is_asked(accept):
        told = sse.lines(
            request,
            here.verification.batches.watch(key.workspace, batch_id),
            lambda batch: sse.event("batch", BatchOut.of(batch)),
            here.settings.keepalive_seconds,
            here.ending,
        )
        return sse.stream(await sse.begun(told))
    batch = await here.verification.batches.get(key.workspace, batch_id)
    ends = asyncio.get_running_loop().time() + wait
    while not batch.finished and asyncio.get_running_loop().time() < ends and not here.ending.is_set():
        await asyncio.sleep(_PAUSE)
        batch = await here.verification.batches.get(key.workspace, batch_id)
    return answer(BatchOut.of(batch))


@router.post("/{batch_id}/cancel", response_model=BatchOut)
async def cancel_batch(batch_id: Name, key: Writer, here: Here) -> Response:
    """Ends a batch; documents that were read stay, results are not kept. Errors: NOT_FOUND."""
    return answer(BatchOut.of(await here.verification.batches.cancel(key.workspace, batch_id)))


@router.get("/{batch_id}/items", response_model=ItemPage)
async def list_batch_items(
    batch_id: Name,
    key: Reader,
    here: Here,
    failed_only: Annotated[bool, Query(description="Only items that failed.")] = False,  # noqa: FBT002
    page_size: PageSize = 100,
    page_token: PageToken = "",
) -> Response:
    """Items in the order of the upload, each with its state. Errors: NOT_FOUND, INVALID_PAGE_TOKEN."""
    found = await here.verification.batches.items(
        key.workspace, batch_id, page_size, page_token, failed_only=failed_only
    )
    shown = [ItemOut.model_validate(item) for item in found.items]
    return answer(ItemPage(items=shown, next_page_token=found.next_page_token))


@router.get("/{batch_id}/changes", response_model=ChangePage)
async def compare_batches(
    batch_id: Name,
    key: Reader,
    here: Here,
    earlier: Annotated[str, Query(max_length=100, description="The batch to compare with.")],
    page_size: PageSize = 100,
    page_token: PageToken = "",
) -> Response:
    """Conflicts that the batch has and the earlier one had not (`new`), and those that are gone (`cleared`).

    Errors: NOT_FOUND, NOT_FINISHED, INVALID_PAGE_TOKEN.
    """
    found = await here.verification.batches.compare(key.workspace, earlier, batch_id, page_size, page_token)
    shown = [ChangeOut.model_validate(change) for change in found.items]
    return answer(ChangePage(changes=shown, next_page_token=found.next_page_token))


@router.get(
    "/{batch_id}/results",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A `FindingOut` a line, a row a finding or a pair, or one page with charts.",
            "content": {
                LINES: {"schema": {"type": "string"}},
                CSV: {"schema": {"type": "string"}},
                parquet.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
                "text/html": {"schema": {"type": "string"}},
            },
        }
    },
)
async def get_batch_results(
    batch_id: Name,
    key: Reader,
    here: Here,
    format: Annotated[Form, Query(description="Form of the file.")] = "jsonl",  # noqa: A002 - the parameter's name
    state: Annotated[list[State], Query(description="Only findings in these states.")] = [],  # noqa: B006
    bom: Annotated[bool, Query(description="Begins a CSV with a byte order mark.")] = False,  # noqa: FBT002
    rows: Annotated[
        Literal["findings", "pairs"],
        Query(description="`pairs` gives a row for each passage that stands for or against a finding."),
    ] = "findings",
) -> Response:
    """What was found about the documents of a finished batch, as it was at its end.

    Errors: NOT_FOUND, NOT_FINISHED, MISSING_EXTRA for Parquet where it is not installed.
    """
    states = [FindingState[one.name] for one in state]
    findings = here.verification.batches.all_findings(key.workspace, batch_id, states)
    # Asked for before the status goes out.
    first = await anext(findings, None)
    told = _told(first, findings)
    table = PAIRS if rows == "pairs" else FINDINGS
    headers = {"Content-Disposition": f'attachment; filename="{batch_id}.{format}"'}
    if format == "html":
        return HTMLResponse(
            await _page(here.verification, key.workspace, batch_id, told),
            headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
        )
    if format == "parquet":
        parquet.check_installed()
        return StreamingResponse(_file(told, table), media_type=parquet.MEDIA_TYPE, headers=headers)
    if format == "csv":
        return StreamingResponse(_table(told, table, bom=bom), media_type=CSV, headers=headers)
    lines = _lines(told) if table is FINDINGS else _rows(told, table)
    return StreamingResponse(lines, media_type=LINES, headers=headers)


async def _told(first: Finding | None, rest: AsyncIterator[Finding]) -> AsyncIterator[Finding]:
    if first is not None:
        yield first
    async for finding in rest:
        yield finding


async def _lines(findings: AsyncIterator[Finding]) -> AsyncIterator[bytes]:
    async for finding in findings:
        yield FindingOut.of(finding).model_dump_json().encode() + b"\n"


async def _rows(findings: AsyncIterator[Finding], table: Table) -> AsyncIterator[bytes]:
    async for finding in findings:
        yield table.jsonl(finding).encode()


async def _table(findings: AsyncIterator[Finding], table: Table, *, bom: bool) -> AsyncIterator[bytes]:
    yield (("\ufeff" if bom else "") + table.header()).encode()
    async for finding in findings:
        yield table.csv(finding).encode()


async def _file(findings: AsyncIterator[Finding], table: Table) -> AsyncIterator[bytes]:
    """Its end says where its parts stand: it is written in full to a file of its own, then sent."""
    with tempfile.TemporaryFile() as file:
        writer = parquet.ParquetWriter(file, table)
        async for finding in findings:
            writer.add(finding)
        await asyncio.to_thread(writer.close)
        file.seek(0)
        for piece in _pieces(file):
            yield piece


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


async def _page(
    verification: VerificationClient, workspace: str, batch_id: str, findings: AsyncIterator[Finding]
) -> str:
    digest = Digest()
    async for finding in findings:
        digest.add(finding)
    batch = await verification.batches.get(workspace, batch_id)
    failed = await verification.batches.items(
        workspace, batch_id, page_size=page.MOST_FAILURES, failed_only=True
    )
    failures = [
        ItemFailure(item.external_id or f"item {item.number}", item.reason, item.message)
        for item in failed.items
    ]
    about = page.About(
        title=f"Cross-check of batch {batch_id}",
        made_at=batch.finished_at or datetime.now(UTC),
        documents=batch.items,
        failures=failures,
        failed=batch.failed,
    )
    return await asyncio.to_thread(page.render, about, digest)
