"""Client of the service of batches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from typing import Any

from averral import wire
from averral.errors import AverralError
from averral.model import (
    Batch,
    BatchChange,
    BatchEntry,
    BatchItem,
    Document,
    Finding,
    FindingState,
    ItemFailure,
    Page,
)
from averral.runtime.clients.call import Caller
from averral.v1 import batch_service_pb2 as pb

#: Entries and code points that go into one message of an upload.
PER_MESSAGE, CODE_POINTS = 50, 500_000
#: Seconds that an upload may take: a day.
UPLOAD_SECONDS = 86_400.0


class BatchClient:
    """Uploads batches and reads what came of them; `timeout` is seconds for all but uploads."""

    def __init__(self, stub: Any, *, timeout: float = 30.0, key: str = "") -> None:
        self._call = Caller("verification", stub, key=key)
        self._timeout = timeout

    async def submit(self, workspace: str, entries: AsyncIterable[BatchEntry], request_id: str = "") -> Batch:
        """Sends documents as they come, no faster than they are taken; one that cannot be sent fails alone.

        An error of `entries` ends the call and is raised; the batch waits for the same upload again.
        """
        broken: list[Exception] = []

        async def requests() -> AsyncIterator[pb.SubmitBatchRequest]:
            try:
                async for request in _requests(workspace, request_id, entries):
                    yield request
            except Exception as error:
                broken.append(error)
                raise

        try:
            answer = await self._call.unary("SubmitBatch", requests(), UPLOAD_SECONDS)
        except asyncio.CancelledError:
            # So gRPC tells that the iterator failed.
            if broken:
                raise broken[0] from None
            raise
        return wire.decode_batch(answer.batch)

    async def get(self, workspace: str, batch_id: str) -> Batch:
        """Progress so far."""
        request = pb.GetBatchRequest(workspace=workspace, batch_id=batch_id)
        return wire.decode_batch((await self._call.unary("GetBatch", request, self._timeout)).batch)

    async def watch(self, workspace: str, batch_id: str) -> AsyncIterator[Batch]:
        """Progress, at once and whenever there is more of it, until the batch has finished."""
        request = pb.WatchBatchRequest(workspace=workspace, batch_id=batch_id)
        async for answer in self._call.stream("WatchBatch", request, None):
            yield wire.decode_batch(answer.batch)

    async def list(self, workspace: str, page_size: int = 100, page_token: str = "") -> Page[Batch]:
        """Batches, latest first."""
        request = pb.ListBatchesRequest(workspace=workspace, page_size=page_size, page_token=page_token)
        answer = await self._call.unary("ListBatches", request, self._timeout)
        return Page(tuple(map(wire.decode_batch, answer.batches)), answer.next_page_token)

    async def cancel(self, workspace: str, batch_id: str) -> Batch:
        """Ends a batch."""
        request = pb.CancelBatchRequest(workspace=workspace, batch_id=batch_id)
        return wire.decode_batch((await self._call.unary("CancelBatch", request, self._timeout)).batch)

    async def items(
        self,
        workspace: str,
        batch_id: str,
        page_size: int = 100,
        page_token: str = "",
        *,
        failed_only: bool = False,
    ) -> Page[BatchItem]:
        """Items in the order of the upload."""
        request = pb.ListBatchItemsRequest(
            workspace=workspace,
            batch_id=batch_id,
            failed_only=failed_only,
            page_size=page_size,
            page_token=page_token,
        )
        answer = await self._call.unary("ListBatchItems", request, self._timeout)
        return Page(tuple(map(wire.decode_batch_item, answer.items)), answer.next_page_token)

    async def findings(
        self,
        workspace: str,
        batch_id: str,
        states: Sequence[FindingState] = (),
        page_size: int = 100,
        page_token: str = "",
    ) -> Page[Finding]:
        """Findings about the documents of a finished batch, in the order of the upload."""
        request = pb.ListBatchFindingsRequest(
            workspace=workspace,
            batch_id=batch_id,
            states=[wire.encode_finding_state(state) for state in states],  # type: ignore[misc]
            page_size=page_size,
            page_token=page_token,
        )
        answer = await self._call.unary("ListBatchFindings", request, self._timeout)
        return Page(tuple(map(wire.decode_finding, answer.findings)), answer.next_page_token)

    async def all_findings(
        self, workspace: str, batch_id: str, states: Sequence[FindingState] = ()
    ) -> AsyncIterator[Finding]:
        """The same, page by page to the end."""
        token = ""
        while True:
            page = await self.findings(workspace, batch_id, states, page_token=token)
            for finding in page.items:
                yield finding
            token = page.next_page_token
            if not token:
                return

    async def compare(
        self, workspace: str, earlier: str, later: str, page_size: int = 100, page_token: str = ""
    ) -> Page[BatchChange]:
        """Conflicts that the later batch has and the earlier had not, and those that are gone."""
        request = pb.CompareBatchesRequest(
            workspace=workspace,
            batch_id=later,
            earlier_batch_id=earlier,
            page_size=page_size,
            page_token=page_token,
        )
        answer = await self._call.unary("CompareBatches", request, self._timeout)
        return Page(tuple(map(wire.decode_batch_change, answer.changes)), answer.next_page_token)


async def _requests(
    workspace: str, request_id: str, entries: AsyncIterable[BatchEntry]
) -> AsyncIterator[pb.SubmitBatchRequest]:
    """Messages of some entries each, so that neither side ever holds much of the upload."""
    message, size = pb.SubmitBatchRequest(workspace=workspace, request_id=request_id), 0
    async for entry in entries:
        message.entries.append(_encoded(entry))
        size += len(entry.body) if isinstance(entry, Document) else 0
        if len(message.entries) >= PER_MESSAGE or size >= CODE_POINTS:
            yield message
            message, size = pb.SubmitBatchRequest(workspace=workspace, request_id=request_id), 0
    message.last = True
    yield message


def _encoded(entry: BatchEntry) -> pb.BatchEntry:
    if isinstance(entry, ItemFailure):
        return pb.BatchEntry(failure=wire.encode_item_failure(entry))
    try:
        return pb.BatchEntry(document=wire.encode_document(entry))
    except AverralError as error:
        failure = ItemFailure(entry.external_id, error.reason.value, error.message)
        return pb.BatchEntry(failure=wire.encode_item_failure(failure))
