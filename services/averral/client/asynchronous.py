"""The client for programs with an event loop."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Sequence,
)
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from averral.client.patience import Patience
from averral.errors import Permanent, Reason, Temporary
from averral.model import (
    DEFAULT_WORKSPACE,
    AnswerOptions,
    Batch,
    BatchChange,
    BatchEntry,
    BatchItem,
    Document,
    DraftSummary,
    Event,
    Filters,
    Finding,
    FindingFilters,
    FindingState,
    Flag,
    ItemFailure,
    Job,
    Limits,
    Page,
    Review,
    ReviewAction,
)
from averral.runtime.clients import Question, VerificationClient
from averral.runtime.settings import Settings
from averral.wire.scalars import EPOCH

Item = TypeVar("Item")

#: Seconds between looks at a submission.
_PAUSE = 0.5


class AsyncClient:
    """`async with AsyncClient("localhost:50064") as client: …`. `timeout` is seconds for one call.

    `key` is sent where keys are required; `workspace` is then the key's.
    """

    def __init__(
        self,
        address: str = "localhost:50064",
        *,
        workspace: str = DEFAULT_WORKSPACE,
        key: str = "",
        timeout: float = 30.0,
        patience: Patience = Patience(),
    ) -> None:
        self._client = VerificationClient.connect(
            Settings(verification_address=address, call_timeout=timeout, service_key=key)
        )
        self._workspace, self._patience = workspace, patience

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connection."""
        await self._client.close()

    async def verify_claim(
        self,
        text: str = "",
        *,
        claim_id: str = "",
        language: str = "",
        date: datetime | None = None,
        filters: Filters = Filters(),
        options: AnswerOptions = AnswerOptions(),
    ) -> Finding:
        """What independent reports say about a claim; `date` is the day that it is about.

        With `claim_id` in place of the words: what is stored about that claim, within the filters.
        """
        question = Document("", text, language=language, published_at=date)
        return await self._patience.keep_trying(
            lambda: self._client.verify_claim(self._workspace, question, filters, options, claim_id=claim_id)
        )

    async def verify_quote(
        self,
        text: str,
        speaker: str = "",
        *,
        language: str = "",
        date: datetime | None = None,
        filters: Filters = Filters(),
        options: AnswerOptions = AnswerOptions(),
    ) -> Finding:
        """Whether the speaker is reported to have said these words, and how they compare."""
        question = Document("", text, language=language, published_at=date)
        return await self._patience.keep_trying(
            lambda: self._client.verify_quote(self._workspace, question, speaker, filters, options)
        )

    async def verify_batch(
        self, questions: Iterable[Question]
    ) -> AsyncGenerator[tuple[str, Finding | ItemFailure], None]:
        """Any number of questions: id and answer of each; a bad one fails alone. Not tried again."""
        async for answer in self._client.verify_batch(self._workspace, questions):
            yield answer

    async def check_draft(
        self, draft: Document, known_digest: str = "", *, reader: str = ""
    ) -> AsyncGenerator[Flag | DraftSummary, None]:
        """Flags of a draft as they are found, then the summary. Not tried again: an editor asks anew anyway."""
        async for answer in self._client.check_draft(self._workspace, draft, known_digest, reader=reader):
            yield answer

    async def submit(
        self, documents: Sequence[Document], request_id: str = "", *, keep_earlier: bool = False
    ) -> Job:
        """Stores documents and queues them. Waits where the queue is full; nothing is done twice.

        A changed text under an `external_id` that its source used before takes the place of the earlier one, unless
        `keep_earlier`.
        """
        once = request_id or uuid.uuid4().hex
        return await self._patience.keep_trying(
            lambda: self._client.submit_documents(self._workspace, documents, once, keep_earlier=keep_earlier)
        )

    async def delete_document(self, document_id: str = "", *, external_id: str = "") -> tuple[str, ...]:
        """Removes a document, or all with your own id for it; ids of what is gone.

        What was found in them goes too, and the findings of other documents have followed when it returns. Raises
        NOT_FOUND. Not tried again: of what is gone already, a second try would not tell that the first did it.
        """
        return await self._client.delete_document(self._workspace, document_id, external_id=external_id)

    async def get_job(self, job_id: str) -> Job:
        """Progress of a submission."""
        job = await self._patience.keep_trying(lambda: self._client.get_job(job_id))
        if job.workspace != self._workspace:
            raise Permanent(
                Reason.NOT_FOUND, f"There is no job {job_id} in this workspace.", metadata={"id": job_id}
            )
        return job

    async def watch_job(self, job_id: str) -> AsyncGenerator[Job, None]:
        """Progress of a submission until it is done; after a broken connection what it is by then."""
        async for job in self._resumed(lambda: self._client.watch_job(self._workspace, job_id)):
            yield job

    async def _resumed(self, watch: Callable[[], AsyncIterator[Item]]) -> AsyncGenerator[Item, None]:
        """A stream that ends by itself, begun again where it breaks off; what stands as before is not told twice."""
        told: Item | None = None
        while True:
            try:
                async for found in watch():
                    if found != told:
                        told = found
                        yield found
            except Temporary as error:
                await asyncio.sleep(error.retry_after)
            else:
                return

    async def wait(self, job: Job, timeout: float = 600.0) -> Job:  # noqa: ASYNC109 - the caller's own word
        """The job when it is done.

        Raises:
            Temporary: NEIGHBOUR_TIMED_OUT when it is not by then.
        """
        ends = asyncio.get_running_loop().time() + timeout
        while not (job := await self.get_job(job.id)).finished:
            if asyncio.get_running_loop().time() > ends:
                raise Temporary(
                    Reason.NEIGHBOUR_TIMED_OUT,
                    f"{job.id} is not done after {timeout:g} s: wait longer, or look for running workers.",
                    metadata={"job_id": job.id},
                )
            await asyncio.sleep(_PAUSE)
        return job

    async def cancel(self, job_id: str) -> Job:
        """Stops waiting for a submission; what was read stays."""
        await self.get_job(job_id)
        return await self._patience.keep_trying(lambda: self._client.cancel_job(job_id))

    async def findings(
        self,
        states: Sequence[FindingState] = (),
        kinds: Sequence[str] = (),
        *,
        per_topic: bool = False,
        filters: FindingFilters = FindingFilters(),
    ) -> AsyncGenerator[Finding, None]:
        """All stored findings, most telling first, page by page."""
        token = ""
        while True:
            names = [state.value for state in states]
            page = await self._page(names, kinds, token, filters, per_topic=per_topic)
            for finding in page.items:
                yield finding
            token = page.next_page_token
            if not token:
                return

    async def _page(
        self,
        states: Sequence[str],
        kinds: Sequence[str],
        token: str,
        filters: FindingFilters,
        *,
        per_topic: bool,
    ) -> Page[Finding]:
        return await self._patience.keep_trying(
            lambda: self._client.list_findings(
                self._workspace, states, kinds, per_topic=per_topic, page_token=token, filters=filters
            )
        )

    async def get_finding(
        self, finding_id: str, options: AnswerOptions = AnswerOptions()
    ) -> tuple[Finding, tuple[Review, ...]]:
        """One finding and what people decided about it, by its id or that of its claim or quote."""
        return await self._patience.keep_trying(
            lambda: self._client.get_finding(self._workspace, finding_id, options)
        )

    async def review(
        self,
        finding_id: str,
        action: ReviewAction,
        author: str,
        note: str = "",
        related_ids: Sequence[str] = (),
        request_id: str = "",
    ) -> Review:
        """Records a person's decision, once however often it is tried."""
        once = request_id or uuid.uuid4().hex
        given = Review("", finding_id, action, author, note, EPOCH, tuple(related_ids))
        return await self._patience.keep_trying(
            lambda: self._client.review_finding(self._workspace, given, once)
        )

    async def watch(self, after_event: int = 0) -> AsyncGenerator[Event, None]:
        """Events as they come, without end; a broken connection is taken up again after the last event."""
        last = after_event
        while True:
            try:
                async for event in self._client.watch_findings(self._workspace, last):
                    last = event.id
                    yield event
            except Temporary as error:
                await asyncio.sleep(error.retry_after)

    async def export(
        self,
        form: str = "jsonl",
        states: Sequence[FindingState] = (),
        *,
        byte_order_mark: bool = False,
        language: str = "",
    ) -> AsyncGenerator[str, None]:
        """Stored findings as lines: jsonl, csv, claim_review or json_ld; `language` is that of their `why`."""
        names = [state.value for state in states]
        async for line in self._client.export(
            self._workspace, form, names, byte_order_mark=byte_order_mark, language=language
        ):
            yield line

    async def submit_batch(
        self, entries: Iterable[BatchEntry] | AsyncIterable[BatchEntry], request_id: str = ""
    ) -> Batch:
        """Sends any number of documents as they come, and holds none of them.

        Not tried again, since they are gone: after a break send all of them with the same `request_id`.
        """
        found = entries if isinstance(entries, AsyncIterable) else _each(entries)
        return await self._client.batches.submit(self._workspace, found, request_id or uuid.uuid4().hex)

    async def get_batch(self, batch_id: str) -> Batch:
        """Progress of a batch."""
        return await self._patience.keep_trying(lambda: self._client.batches.get(self._workspace, batch_id))

    async def watch_batch(self, batch_id: str) -> AsyncGenerator[Batch, None]:
        """Progress of a batch until it has finished; after a broken connection what it is by then."""
        async for batch in self._resumed(lambda: self._client.batches.watch(self._workspace, batch_id)):
            yield batch

    async def wait_batch(self, batch_id: str, timeout: float = 86_400.0) -> Batch:  # noqa: ASYNC109
        """The batch when it has finished. Raises NEIGHBOUR_TIMED_OUT."""
        ends = asyncio.get_running_loop().time() + timeout
        while not (batch := await self.get_batch(batch_id)).finished:
            if asyncio.get_running_loop().time() >= ends:
                raise Temporary(
                    Reason.NEIGHBOUR_TIMED_OUT,
                    f"The batch {batch_id} has not finished after {timeout:g} s: wait longer.",
                    metadata={"id": batch_id},
                )
            await asyncio.sleep(_PAUSE)
        return batch

    async def cancel_batch(self, batch_id: str) -> Batch:
        """Ends a batch; what was read stays."""
        return await self._client.batches.cancel(self._workspace, batch_id)

    async def batches(self) -> AsyncGenerator[Batch, None]:
        """Batches, latest first."""
        async for batch in _pages(lambda token: self._client.batches.list(self._workspace, page_token=token)):
            yield batch

    async def batch_items(
        self, batch_id: str, *, failed_only: bool = False
    ) -> AsyncGenerator[BatchItem, None]:
        """Items of a batch with their states, in the order of the upload."""
        async for item in _pages(
            lambda token: self._client.batches.items(
                self._workspace, batch_id, page_token=token, failed_only=failed_only
            )
        ):
            yield item

    async def batch_findings(
        self, batch_id: str, states: Sequence[FindingState] = ()
    ) -> AsyncGenerator[Finding, None]:
        """What was found about the documents of a finished batch, as it was at its end. Raises NOT_FINISHED."""
        async for finding in self._client.batches.all_findings(self._workspace, batch_id, states):
            yield finding

    async def compare_batches(self, earlier: str, later: str) -> AsyncGenerator[BatchChange, None]:
        """Conflicts that the later batch has and the earlier had not, and those that are gone."""
        async for change in _pages(
            lambda token: self._client.batches.compare(self._workspace, earlier, later, page_token=token)
        ):
            yield change

    async def limits(self) -> Limits:
        """What one call may hold."""
        return await self._patience.keep_trying(self._client.get_limits)


async def _each(entries: Iterable[BatchEntry]) -> AsyncIterator[BatchEntry]:
    for entry in entries:
        yield entry


async def _pages(ask: Callable[[str], Awaitable[Page[Item]]]) -> AsyncIterator[Item]:
    """The items of all pages."""
    token = ""
    while True:
        page = await ask(token)
        for item in page.items:
            yield item
        token = page.next_page_token
        if not token:
            return
