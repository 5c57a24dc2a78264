"""The service of batches: decodes, calls the engine, encodes."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

from averral import wire
from averral.errors import AverralError, Permanent, Reason
from averral.model import DEFAULT_WORKSPACE, BatchEntry, ItemFailure
from averral.runtime.guard import workspace_for
from averral.runtime.server import Service
from averral.v1 import batch_service_pb2 as messages
from averral.v1 import batch_service_pb2_grpc
from averral.verification.batches.engine import Batches
from averral.verification.scopes import BATCHES


class BatchServicer(batch_service_pb2_grpc.BatchServiceServicer):
    """Batches over an engine."""

    def __init__(self, engine: Batches) -> None:
        self._engine = engine

    async def SubmitBatch(self, request: AsyncIterable[Any], context: Any) -> Any:
        """Takes an upload in as it comes."""
        first = await anext(aiter(request), None)
        if first is None:
            raise Permanent(
                Reason.INVALID_ARGUMENT,
                "The upload holds no message: send at least one.",
                field="entries",
                metadata={"field": "entries"},
            )
        entries = _groups(first, request)
        batch = await self._engine.submit(_workspace(first), first.request_id, entries)
        return messages.SubmitBatchResponse(batch=wire.encode_batch(batch))

    async def GetBatch(self, request: Any, context: Any) -> Any:
        """Progress of a batch."""
        batch = await self._engine.get(_workspace(request), request.batch_id)
        return messages.GetBatchResponse(batch=wire.encode_batch(batch))

    async def WatchBatch(self, request: Any, context: Any) -> AsyncIterator[Any]:
        """Progress of a batch until it has finished."""
        async for batch in self._engine.watch(_workspace(request), request.batch_id):
            yield messages.WatchBatchResponse(batch=wire.encode_batch(batch))

    async def ListBatches(self, request: Any, context: Any) -> Any:
        """Batches, latest first."""
        page = await self._engine.list(_workspace(request), request.page_size, request.page_token)
        return messages.ListBatchesResponse(
            batches=[wire.encode_batch(batch) for batch in page.items], next_page_token=page.next_page_token
        )

    async def CancelBatch(self, request: Any, context: Any) -> Any:
        """Ends a batch."""
        batch = await self._engine.cancel(_workspace(request), request.batch_id)
        return messages.CancelBatchResponse(batch=wire.encode_batch(batch))

    async def ListBatchItems(self, request: Any, context: Any) -> Any:
        """Items in the order of the upload."""
        page = await self._engine.items(
            _workspace(request),
            request.batch_id,
            request.page_size,
            request.page_token,
            failed_only=request.failed_only,
        )
        return messages.ListBatchItemsResponse(
            items=[wire.encode_batch_item(item) for item in page.items], next_page_token=page.next_page_token
        )

    async def ListBatchFindings(self, request: Any, context: Any) -> Any:
        """Kept findings in the order of the upload."""
        states = [wire.decode_finding_state(state).value for state in request.states]
        page = await self._engine.findings(
            _workspace(request), request.batch_id, states, request.page_size, request.page_token
        )
        return messages.ListBatchFindingsResponse(
            findings=[wire.encode_finding(finding) for finding in page.items],
            next_page_token=page.next_page_token,
        )

    async def CompareBatches(self, request: Any, context: Any) -> Any:
        """Conflicts that are new or gone."""
        page = await self._engine.compare(
            _workspace(request),
            request.earlier_batch_id,
            request.batch_id,
            request.page_size,
            request.page_token,
        )
        return messages.CompareBatchesResponse(
            changes=[wire.encode_batch_change(change) for change in page.items],
            next_page_token=page.next_page_token,
        )


async def _groups(first: Any, rest: AsyncIterable[Any]) -> AsyncIterator[tuple[list[BatchEntry], bool]]:
    yield [_entry(entry) for entry in first.entries], first.last
    async for message in rest:
        yield [_entry(entry) for entry in message.entries], message.last


def _entry(entry: Any) -> BatchEntry:
    """A document, or why there is none: one that cannot be read fails alone."""
    try:
        if entry.WhichOneof("entry") == "document":
            return wire.decode_document(entry.document)
    except AverralError as error:
        return ItemFailure(entry.document.external_id, error.reason.value, error.message)
    if entry.WhichOneof("entry") == "failure":
        return wire.decode_item_failure(entry.failure)
    return ItemFailure("", Reason.INVALID_ARGUMENT.value, "The entry holds neither a document nor a failure.")


def _workspace(request: Any) -> str:
    return workspace_for(request.workspace, DEFAULT_WORKSPACE)


def batch_service(engine: Batches) -> Service:
    """The service for the server of the verification process."""
    return Service(BATCHES, BatchServicer(engine), batch_service_pb2_grpc.add_BatchServiceServicer_to_server)
