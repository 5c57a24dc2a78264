"""The client for programs without an event loop: the asynchronous one, run by a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Generator, Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from averral.client.asynchronous import AsyncClient
from averral.client.patience import Patience
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
    Review,
    ReviewAction,
)
from averral.runtime.clients import Question

Result = TypeVar("Result")


class Client:
    """`with Client("localhost:50064") as client: …`; each method as in `AsyncClient`."""

    def __init__(
        self,
        address: str = "localhost:50064",
        *,
        workspace: str = DEFAULT_WORKSPACE,
        key: str = "",
        timeout: float = 30.0,
        patience: Patience = Patience(),
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="averral-client", daemon=True)
        self._thread.start()
        self._client: AsyncClient = self._run(
            _made(
                lambda: AsyncClient(address, workspace=workspace, key=key, timeout=timeout, patience=patience)
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection and the thread; again is no error."""
        if self._loop.is_closed():
            return
        self._run(self._client.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def verify_claim(
        self,
        text: str = "",
        *,
        claim_id: str = "",
        language: str = "",
        date: datetime | None = None,
        filters: Filters = Filters(),
        options: AnswerOptions = AnswerOptions(),
    ) -> Finding:
        """What independent reports say about a claim, in words or stored; `date` is the day that it is about."""
        return self._run(
            self._client.verify_claim(
                text, claim_id=claim_id, language=language, date=date, filters=filters, options=options
            )
        )

    def verify_quote(
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
        return self._run(
            self._client.verify_quote(
                text, speaker, language=language, date=date, filters=filters, options=options
            )
        )

    def verify_batch(
        self, questions: Iterable[Question]
    ) -> Generator[tuple[str, Finding | ItemFailure], None, None]:
        """Any number of questions: id and answer of each; a bad one fails alone."""
        return self._each(lambda: self._client.verify_batch(questions))

    def check_draft(
        self, draft: Document, known_digest: str = "", *, reader: str = ""
    ) -> Generator[Flag | DraftSummary, None, None]:
        """Flags of a draft as they are found, then the summary."""
        return self._each(lambda: self._client.check_draft(draft, known_digest, reader=reader))

    def submit(
        self, documents: Sequence[Document], request_id: str = "", *, keep_earlier: bool = False
    ) -> Job:
        """Stores documents and queues them; see `AsyncClient.submit` for `keep_earlier`."""
        return self._run(self._client.submit(documents, request_id, keep_earlier=keep_earlier))

    def delete_document(self, document_id: str = "", *, external_id: str = "") -> tuple[str, ...]:
        """Removes a document, or all with your own id for it; ids of what is gone. Raises NOT_FOUND."""
        return self._run(self._client.delete_document(document_id, external_id=external_id))

    def get_job(self, job_id: str) -> Job:
        """Progress of a submission."""
        return self._run(self._client.get_job(job_id))

    def watch_job(self, job_id: str) -> Generator[Job, None, None]:
        """Progress of a submission until it is done."""
        return self._each(lambda: self._client.watch_job(job_id))

    def wait(self, job: Job, timeout: float = 600.0) -> Job:
        """The job when it is done. Raises NEIGHBOUR_TIMED_OUT."""
        return self._run(self._client.wait(job, timeout))

    def cancel(self, job_id: str) -> Job:
        """Stops waiting for a submission; what was read stays."""
        return self._run(self._client.cancel(job_id))

    def findings(
        self,
        states: Sequence[FindingState] = (),
        kinds: Sequence[str] = (),
        *,
        per_topic: bool = False,
        filters: FindingFilters = FindingFilters(),
    ) -> Generator[Finding, None, None]:
        """All stored findings, most telling first."""
        return self._each(lambda: self._client.findings(states, kinds, per_topic=per_topic, filters=filters))

    def get_finding(
        self, finding_id: str, options: AnswerOptions = AnswerOptions()
    ) -> tuple[Finding, tuple[Review, ...]]:
        """One finding and what people decided about it, by its id or that of its claim or quote."""
        return self._run(self._client.get_finding(finding_id, options))

    def review(
        self,
        finding_id: str,
        action: ReviewAction,
        author: str,
        note: str = "",
        related_ids: Sequence[str] = (),
        request_id: str = "",
    ) -> Review:
        """Records a person's decision, once however often it is tried."""
        return self._run(self._client.review(finding_id, action, author, note, related_ids, request_id))

    def watch(self, after_event: int = 0) -> Generator[Event, None, None]:
        """Events as they come, without end; close the generator to end it."""
        return self._each(lambda: self._client.watch(after_event))

    def export(
        self,
        form: str = "jsonl",
        states: Sequence[FindingState] = (),
        *,
        byte_order_mark: bool = False,
        language: str = "",
    ) -> Generator[str, None, None]:
        """Stored findings as lines: jsonl, csv, claim_review or json_ld; `language` is that of their `why`."""
        return self._each(
            lambda: self._client.export(form, states, byte_order_mark=byte_order_mark, language=language)
        )

    def submit_batch(
        self, entries: Iterable[BatchEntry] | AsyncIterable[BatchEntry], request_id: str = ""
    ) -> Batch:
        """Sends any number of documents as they come; after a break send all with the same `request_id`."""
        return self._run(self._client.submit_batch(entries, request_id))

    def get_batch(self, batch_id: str) -> Batch:
        """Progress of a batch."""
        return self._run(self._client.get_batch(batch_id))

    def watch_batch(self, batch_id: str) -> Generator[Batch, None, None]:
        """Progress of a batch until it has finished."""
        return self._each(lambda: self._client.watch_batch(batch_id))

    def wait_batch(self, batch_id: str, timeout: float = 86_400.0) -> Batch:
        """The batch when it has finished. Raises NEIGHBOUR_TIMED_OUT."""
        return self._run(self._client.wait_batch(batch_id, timeout))

    def cancel_batch(self, batch_id: str) -> Batch:
        """Ends a batch; what was read stays."""
        return self._run(self._client.cancel_batch(batch_id))

    def batches(self) -> Generator[Batch, None, None]:
        """Batches, latest first."""
        return self._each(self._client.batches)

    def batch_items(self, batch_id: str, *, failed_only: bool = False) -> Generator[BatchItem, None, None]:
        """Items of a batch with their states, in the order of the upload."""
        return self._each(lambda: self._client.batch_items(batch_id, failed_only=failed_only))

    def batch_findings(
        self, batch_id: str, states: Sequence[FindingState] = ()
    ) -> Generator[Finding, None, None]:
        """What was found about the documents of a finished batch, as it was at its end. Raises NOT_FINISHED."""
        return self._each(lambda: self._client.batch_findings(batch_id, states))

    def compare_batches(self, earlier: str, later: str) -> Generator[BatchChange, None, None]:
        """Conflicts that the later batch has and the earlier had not, and those that are gone."""
        return self._each(lambda: self._client.compare_batches(earlier, later))

    def limits(self) -> Limits:
        """What one call may hold."""
        return self._run(self._client.limits())

    def _run(self, work: Awaitable[Result]) -> Result:
        async def awaited() -> Result:
            return await work

        waiting = asyncio.run_coroutine_threadsafe(awaited(), self._loop)
        try:
            return waiting.result()
        except BaseException:
            # Ctrl-C in this thread must end the call in the other one.
            waiting.cancel()
            raise

    def _each(self, start: Callable[[], AsyncGenerator[Result, None]]) -> Generator[Result, None, None]:
        answers = start()
        try:
            while True:
                try:
                    answer = self._run(anext(answers))
                except StopAsyncIteration:
                    return
                yield answer
        finally:
            self._run(answers.aclose())


async def _made(make: Callable[[], AsyncClient]) -> AsyncClient:
    # A channel belongs to the loop that it is made in.
    return make()
