"""Takes uploads in, follows them to their end, keeps what was found."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Callable, Sequence

from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.model import (
    Batch,
    BatchChange,
    BatchEntry,
    BatchItem,
    Document,
    DocumentRecord,
    DocumentState,
    Finding,
    ItemFailure,
    Limits,
    Page,
)
from averral.runtime import paging
from averral.runtime.ports import MatchingPort
from averral.runtime.queue.interface import Queue
from averral.verification import jobs, watching
from averral.verification.batches import changes
from averral.verification.batches.store import BatchStore
from averral.verification.listing import Narrowing
from averral.verification.store import Store, derived_id

#: Items stored and queued together; an upload holds no more than these in memory.
AT_ONCE = 50
#: Items that are still under way which one look asks about before it stops counting.
LOOK_AHEAD = 20
#: Documents whose findings one look keeps: a few seconds, well within a call's deadline.
KEPT_PER_LOOK = 500
#: Seconds between looks at a batch that nobody asks about.
PAUSE = 5.0
#: Seconds after which whoever wants results may ask again.
_COME_BACK = 5.0
#: Findings read in one go when results are kept.
_PAGE = 500


class Batches:
    """Batches over one store, the queue and the corpus."""

    def __init__(
        self,
        store: Store,
        kept: BatchStore,
        matching: MatchingPort,
        queue: Queue,
        limits: Limits,
        ending: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store, self._kept = store, kept
        self._matching, self._queue, self._limits = matching, queue, limits
        self._ending = ending
        self._looking = asyncio.Lock()
        self._followers: set[asyncio.Task[None]] = set()

    async def submit(
        self, workspace: str, request_id: str, entries: AsyncIterable[tuple[Sequence[BatchEntry], bool]]
    ) -> Batch:
        """Stores and queues what comes, as it comes; the same upload again works on nothing twice.

        Each group comes with whether it is the last one: an upload may end because its sender is gone.

        Raises:
            Permanent: INVALID_ARGUMENT for a bad request id, REQUEST_ID_REUSED for another upload under it.
        """
        jobs.check_request_id(request_id)
        batch_id = derived_id("bat_", workspace, request_id or uuid.uuid4().hex)
        await asyncio.to_thread(self._kept.begin, batch_id, workspace)
        number, complete = 0, False
        async for group, last in entries:
            complete = last
            for start in range(0, len(group), AT_ONCE):
                part = group[start : start + AT_ONCE]
                await self._take(workspace, batch_id, number, part)
                number += len(part)
        if complete:
            await asyncio.to_thread(self._kept.close_upload, batch_id)
            self._follow(workspace, batch_id)
        return await self.get(workspace, batch_id)

    async def _take(self, workspace: str, batch_id: str, before: int, part: Sequence[BatchEntry]) -> None:
        """Documents are noted before they are queued: whatever is queued has a batch that knows it."""
        items = [
            _prepared(workspace, entry, before + index, self._limits) for index, entry in enumerate(part, 1)
        ]
        good = {document.id: document for _, document in items if document is not None}
        records = await self._matching.add_documents(list(good.values())) if good else ()
        await asyncio.to_thread(self._kept.add, batch_id, [item for item, _ in items])
        # One by one: what is in the queue already must not be put there again after a wait, when it may be done.
        for record in records:
            await self._enqueue(record)

    async def _enqueue(self, record: DocumentRecord) -> None:
        """Waits where the queue is full: whoever sends a batch is held up by it and not turned away."""
        while True:
            try:
                await jobs.enqueue(self._queue, [record])
            except Temporary as error:
                if error.reason is not Reason.QUEUE_FULL:
                    raise
                await asyncio.sleep(error.retry_after)
            else:
                return

    async def get(self, workspace: str, batch_id: str) -> Batch:
        """Progress so far; results are kept as soon as nothing is under way."""
        batch = await asyncio.to_thread(self._kept.get, workspace, batch_id)
        if batch.finished:
            return batch
        async with self._looking:
            await self._look(workspace, batch_id)
            batch = await asyncio.to_thread(self._kept.get, workspace, batch_id)
            if batch.received and not batch.finished and batch.done + batch.failed >= batch.items:
                await self._keep(workspace, batch_id)
                batch = await asyncio.to_thread(self._kept.get, workspace, batch_id)
        return batch

    async def watch(self, workspace: str, batch_id: str) -> AsyncIterator[Batch]:
        """Progress until the batch has finished. Raises NOT_FOUND."""
        async for batch in watching.changes(lambda: self.get(workspace, batch_id), self._ending):
            yield batch

    async def _look(self, workspace: str, batch_id: str) -> None:
        """Asks how far documents have come, in the order of the upload, until enough are under way."""
        after = under_way = 0
        while under_way < LOOK_AHEAD:
            waiting = await asyncio.to_thread(self._kept.waiting, batch_id, after, AT_ONCE)
            if not waiting:
                return
            ended: list[tuple[int, str, str]] = []
            for number, document_id in waiting:
                after = number
                end = await self._end_of(workspace, document_id)
                if end is not None:
                    ended.append((number, *end))
                    continue
                under_way += 1
                if under_way >= LOOK_AHEAD:
                    break
            await asyncio.to_thread(self._kept.settle, batch_id, ended)

    async def _end_of(self, workspace: str, document_id: str) -> tuple[str, str] | None:
        """Reason and message of a document that came to its end, both empty for a good one; None while under way."""
        try:
            record = await self._matching.get_document(workspace, document_id)
        except Permanent as error:
            if error.reason is not Reason.NOT_FOUND:
                raise
            return error.reason.value, "The document was removed before it was read."
        if record.state is DocumentState.RELATED:
            return "", ""
        if record.state is DocumentState.FAILED:
            return record.reason, jobs.failed_text(record.reason)
        return None

    async def _keep(self, workspace: str, batch_id: str) -> None:
        """Puts findings about the batch's documents into its results, of so many documents; the next look goes on."""
        unkept = await asyncio.to_thread(self._kept.unkept, batch_id, KEPT_PER_LOOK)
        for number, document_id in unkept:
            findings = await asyncio.to_thread(self._findings_of, workspace, document_id)
            await asyncio.to_thread(self._kept.keep, batch_id, number, findings)
        if len(unkept) < KEPT_PER_LOOK:
            await asyncio.to_thread(self._kept.finish, batch_id)

    def _findings_of(self, workspace: str, document_id: str) -> list[Finding]:
        found: list[Finding] = []
        token, wanted = "", Narrowing(document_id=document_id)
        while True:
            page = self._store.list_findings(workspace, (), (), _PAGE, token, wanted, per_topic=False)
            found += page.items
            token = page.next_page_token
            if not token:
                return found

    def _follow(self, workspace: str, batch_id: str) -> None:
        """Looks at the batch until it ends, so that results are those of its end and not of the next question."""
        task = asyncio.create_task(self._followed(workspace, batch_id))
        self._followers.add(task)
        task.add_done_callback(self._followers.discard)

    async def _followed(self, workspace: str, batch_id: str) -> None:
        finished = False
        while not finished:
            await asyncio.sleep(PAUSE)
            try:
                finished = (await self.get(workspace, batch_id)).finished
            except Temporary:
                continue
            except AverralError:
                # It is gone, or broken for good: whoever asks about it is told.
                return

    async def close(self) -> None:
        """Stops looking; a batch goes on with the next question about it."""
        for task in tuple(self._followers):
            task.cancel()
        await asyncio.gather(*self._followers, return_exceptions=True)

    async def list(self, workspace: str, page_size: int, page_token: str) -> Page[Batch]:
        """Batches, latest first, as they were last looked at."""
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(self._kept.page, workspace, size, page_token)

    async def cancel(self, workspace: str, batch_id: str) -> Batch:
        """Ends a batch; what is queued already is still read."""
        await asyncio.to_thread(self._kept.get, workspace, batch_id)
        await asyncio.to_thread(self._kept.cancel, batch_id)
        return await asyncio.to_thread(self._kept.get, workspace, batch_id)

    async def items(
        self, workspace: str, batch_id: str, page_size: int, page_token: str, *, failed_only: bool
    ) -> Page[BatchItem]:
        """Items in the order of the upload, as they stand now."""
        await self.get(workspace, batch_id)
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(self._kept.items, batch_id, size, page_token, failed_only=failed_only)

    async def findings(
        self, workspace: str, batch_id: str, states: Sequence[str], page_size: int, page_token: str
    ) -> Page[Finding]:
        """Kept findings in the order of the upload.

        Raises:
            AverralError: NOT_FINISHED before the batch has, NOT_FOUND for one without results.
        """
        await self._finished(workspace, batch_id)
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(self._kept.findings, batch_id, states, size, page_token)

    async def _finished(self, workspace: str, batch_id: str) -> None:
        """Refuses a batch without results: an empty list would read as if nothing had been found."""
        batch = await self.get(workspace, batch_id)
        if batch.cancelled:
            raise Permanent(
                Reason.NOT_FOUND,
                f"The batch {batch_id} was cancelled and has no results: send it again.",
                metadata={"id": batch_id},
            )
        if not batch.finished:
            left = batch.items - batch.done - batch.failed
            raise Temporary(
                Reason.NOT_FINISHED,
                f"The batch {batch_id} has no results yet: {left} documents are under way. Ask for its progress.",
                retry_after=_COME_BACK,
                metadata={"id": batch_id, "left": str(left)},
            )

    async def compare(
        self, workspace: str, earlier: str, later: str, page_size: int, page_token: str
    ) -> Page[BatchChange]:
        """Conflicts that the later batch has and the earlier had not, and those that are gone."""
        for batch_id in (earlier, later):
            await self._finished(workspace, batch_id)
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(changes.compare, self._kept.engine, earlier, later, size, page_token)


def _prepared(
    workspace: str, entry: BatchEntry, number: int, limits: Limits
) -> tuple[BatchItem, Document | None]:
    if isinstance(entry, ItemFailure):
        reason = entry.reason or Reason.INVALID_ARGUMENT.value
        return BatchItem(number, entry.item_id, reason=reason, message=entry.message), None
    good, failures = jobs.prepare(workspace, [entry], limits)
    if failures:
        failure = failures[0]
        return BatchItem(number, entry.external_id, reason=failure.reason, message=failure.message), None
    return BatchItem(number, entry.external_id, good[0].id), good[0]
