"""The public service and its two companions: decodes, calls the engine, encodes."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from google.longrunning import operations_pb2, operations_pb2_grpc
from google.protobuf import empty_pb2

from averral import wire
from averral.errors import AverralError, Permanent, Reason
from averral.language.why import explain_finding, explains
from averral.model import DEFAULT_WORKSPACE, AnswerOptions, Finding, Flag, Job
from averral.runtime.guard import workspace_for
from averral.runtime.ports import EmbeddingPort, ExtractionPort, MatchingPort
from averral.runtime.queue.interface import Queue
from averral.runtime.server import Service
from averral.runtime.settings import VerificationSettings
from averral.runtime.tasks import end
from averral.v1 import (
    finding_service_pb2,
    finding_service_pb2_grpc,
    verification_service_pb2_grpc,
)
from averral.v1 import verification_service_pb2 as messages
from averral.verification.batches.engine import Batches
from averral.verification.batches.service import batch_service
from averral.verification.batches.store import BatchStore
from averral.verification.engine import Verifier
from averral.verification.export import export_lines
from averral.verification.scopes import FINDINGS, OPERATIONS, VERIFICATION
from averral.verification.store import Store, derived_id

#: Questions of one batch that are worked on at once.
BATCH_WIDTH = 4
#: Seconds between looks while a caller waits for an operation.
_WAIT_PAUSE = 0.2


class VerificationServicer(verification_service_pb2_grpc.VerificationServiceServicer):
    """The public API over a `Verifier`."""

    def __init__(self, engine: Verifier) -> None:
        self._engine = engine

    async def VerifyClaim(self, request: Any, context: Any) -> Any:
        """What the corpus says about a claim."""
        return messages.VerifyClaimResponse(finding=wire.encode_finding(await self._claim(request)))

    async def VerifyQuote(self, request: Any, context: Any) -> Any:
        """How a quotation compares with what is reported."""
        return messages.VerifyQuoteResponse(finding=wire.encode_finding(await self._quote(request)))

    async def _claim(self, request: Any) -> Finding:
        return await self._engine.verify_claim(
            _workspace(request),
            wire.decode_document(request.question),
            wire.decode_filters(request.filters),
            replace(_options(request), min_origins=request.min_origins),
            claim_id=request.claim_id,
        )

    async def _quote(self, request: Any) -> Finding:
        return await self._engine.verify_quote(
            _workspace(request),
            wire.decode_document(request.question),
            request.speaker,
            wire.decode_filters(request.filters),
            _options(request),
        )

    async def CheckDraft(self, request: Any, context: Any) -> AsyncIterator[Any]:
        """Flags of a draft as they are found."""
        draft = wire.decode_document(request.draft)
        found = self._engine.check_draft(
            _workspace(request), draft, request.known_digest, reader=request.reader_language_code
        )
        async with aclosing(found) as answers:
            async for answer in answers:
                if isinstance(answer, Flag):
                    yield messages.CheckDraftResponse(flag=wire.encode_flag(answer))
                else:
                    yield messages.CheckDraftResponse(summary=wire.encode_draft_summary(answer))

    async def SubmitDocuments(self, request: Any, context: Any) -> Any:
        """Takes documents in and answers with the operation to follow."""
        documents = [wire.decode_document(document) for document in request.documents]
        job = await self._engine.submit_documents(
            _workspace(request), documents, request.request_id, keep_earlier=request.keep_earlier
        )
        return wire.encode_operation(job)

    async def WatchJob(self, request: Any, context: Any) -> AsyncIterator[Any]:
        """Progress of a submission until it is done."""
        async for job in self._engine.watch_job(_workspace(request), request.job_id):
            yield messages.WatchJobResponse(operation=wire.encode_operation(job))

    async def DeleteDocument(self, request: Any, context: Any) -> Any:
        """Removes documents and has the findings follow."""
        gone = await self._engine.delete_document(
            _workspace(request), request.document_id, external_id=request.external_id
        )
        return messages.DeleteDocumentResponse(document_ids=gone)

    async def BatchVerify(self, request: AsyncIterable[Any], context: Any) -> AsyncIterator[Any]:
        """Answers questions as they come; one that fails does not end the stream."""
        answers: asyncio.Queue[Any] = asyncio.Queue(BATCH_WIDTH)
        reading = asyncio.create_task(self._answer_all(request, answers))
        try:
            while (answer := await answers.get()) is not None:
                yield answer
            await reading
        finally:
            await end(reading)

    async def _answer_all(self, request: AsyncIterable[Any], answers: asyncio.Queue[Any]) -> None:
        """Puts every answer into the queue as soon as it stands, then None."""
        width = asyncio.Semaphore(BATCH_WIDTH)

        async def answer(item: Any) -> None:
            try:
                await answers.put(await self._answer(item))
            finally:
                width.release()

        try:
            async with asyncio.TaskGroup() as tasks:
                async for item in request:
                    # Taken before the task is made: what a caller sends faster than we answer stays unread.
                    await width.acquire()
                    tasks.create_task(answer(item))
        finally:
            await answers.put(None)

    async def _answer(self, item: Any) -> Any:
        try:
            if item.WhichOneof("question") == "quote":
                finding = await self._quote(item.quote)
            else:
                finding = await self._claim(item.claim)
        except AverralError as error:
            return messages.BatchVerifyResponse(id=item.id, error=wire.encode_error(error))
        return messages.BatchVerifyResponse(id=item.id, finding=wire.encode_finding(finding))

    async def ListFindings(self, request: Any, context: Any) -> Any:
        """Findings in the order asked for."""
        page = await self._engine.list_findings(
            _workspace(request),
            [wire.decode_finding_state(state).value for state in request.states],
            list(request.kinds),
            request.per_topic,
            request.page_size,
            request.page_token,
            wire.decode_finding_filters(request.filters),
            newest_first=request.newest_first,
        )
        return messages.ListFindingsResponse(
            findings=[wire.encode_finding(finding) for finding in page.items],
            next_page_token=page.next_page_token,
        )

    async def GetFinding(self, request: Any, context: Any) -> Any:
        """One finding with people's reviews."""
        finding, reviews = await self._engine.get_finding(
            _workspace(request), request.finding_id, _options(request)
        )
        return messages.GetFindingResponse(
            finding=wire.encode_finding(finding), reviews=[wire.encode_review(review) for review in reviews]
        )

    async def WatchFindings(self, request: Any, context: Any) -> AsyncIterator[Any]:
        """Events after the given one, then new ones."""
        async for event in self._engine.watch_findings(_workspace(request), request.after_event):
            yield messages.WatchFindingsResponse(event=wire.encode_event(event))

    async def ReviewFinding(self, request: Any, context: Any) -> Any:
        """Records a person's decision; id and time are ours to give."""
        workspace, now = _workspace(request), datetime.now(UTC)
        review = wire.decode_review(request.review)
        seed = (request.request_id,) if request.request_id else (uuid.uuid4().hex,)
        review = replace(review, id=derived_id("rev_", workspace, *seed), at=now)
        stored = await self._engine.review_finding(workspace, review, request.request_id)
        return messages.ReviewFindingResponse(review=wire.encode_review(stored))

    async def Export(self, request: Any, context: Any) -> AsyncIterator[Any]:
        """Findings as lines of the wanted format."""
        states = [wire.decode_finding_state(state).value for state in request.states]
        findings = self._all_findings(_workspace(request), states, list(request.kinds), request.language_code)
        wanted = _export_format(request.format)
        async for line in export_lines(findings, wanted, mark=request.byte_order_mark):
            yield messages.ExportResponse(line=line)

    async def _all_findings(
        self, workspace: str, states: list[str], kinds: list[str], language: str
    ) -> AsyncIterator[Finding]:
        token = ""
        while True:
            page = await self._engine.list_findings(workspace, states, kinds, page_token=token)
            for finding in page.items:
                yield _explained(finding, language)
            token = page.next_page_token
            if not token:
                return

    async def CreateWebhook(self, request: Any, context: Any) -> Any:
        """Saves a watch whose events are posted."""
        asked = wire.decode_webhook(request.webhook)
        made, secret = await self._engine.webhooks.create(_workspace(request), asked)
        return messages.CreateWebhookResponse(webhook=wire.encode_webhook(made), secret=secret)

    async def ListWebhooks(self, request: Any, context: Any) -> Any:
        """Webhooks of a workspace, earliest first."""
        page = await self._engine.webhooks.list(_workspace(request), request.page_size, request.page_token)
        return messages.ListWebhooksResponse(
            webhooks=[wire.encode_webhook(hook) for hook in page.items], next_page_token=page.next_page_token
        )

    async def DeleteWebhook(self, request: Any, context: Any) -> Any:
        """Ends a webhook."""
        await self._engine.webhooks.delete(_workspace(request), request.webhook_id)
        return messages.DeleteWebhookResponse()

    async def TestWebhook(self, request: Any, context: Any) -> Any:
        """Queues a ping."""
        await self._engine.webhooks.ping(_workspace(request), request.webhook_id)
        return messages.TestWebhookResponse()

    async def ReplayWebhook(self, request: Any, context: Any) -> Any:
        """Queues again what came after an event."""
        queued = await self._engine.webhooks.replay(
            _workspace(request), request.webhook_id, request.after_event
        )
        return messages.ReplayWebhookResponse(queued=queued)

    async def GetLimits(self, request: Any, context: Any) -> Any:
        """What one call may hold."""
        return messages.GetLimitsResponse(limits=wire.encode_limits(await self._engine.get_limits()))


class FindingServicer(finding_service_pb2_grpc.FindingServiceServicer):
    """For the pipeline: brings findings up to date after relations changed."""

    def __init__(self, engine: Verifier) -> None:
        self._engine = engine

    async def RefreshFindings(self, request: Any, context: Any) -> Any:
        """Recomputes the findings of items."""
        changed = await self._engine.refresh_findings(_workspace(request), list(request.item_ids))
        return finding_service_pb2.RefreshFindingsResponse(changed_finding_ids=changed)

    async def GetWebhookPost(self, request: Any, context: Any) -> Any:
        """What a worker posts for a webhook."""
        post = await self._engine.webhooks.post(_workspace(request), request.webhook_id, request.event_id)
        return finding_service_pb2.GetWebhookPostResponse(post=wire.encode_webhook_post(post))

    async def ListWorkspaces(self, request: Any, context: Any) -> Any:
        """Workspaces into which documents were submitted."""
        page = await self._engine.list_workspaces(request.page_size, request.page_token)
        return finding_service_pb2.ListWorkspacesResponse(
            workspaces=page.items, next_page_token=page.next_page_token
        )


class OperationsServicer(operations_pb2_grpc.OperationsServicer):  # type: ignore[misc]
    """Submissions as long-running operations (AIP-151); names are `operations/<job id>`."""

    def __init__(self, engine: Verifier) -> None:
        self._engine = engine

    async def GetOperation(self, request: Any, context: Any) -> Any:
        """Progress of a submission."""
        return wire.encode_operation(await self._own_job(request.name))

    async def ListOperations(self, request: Any, context: Any) -> Any:
        """Submissions of a workspace, latest first; `name` is `workspaces/<workspace>`."""
        workspace = workspace_for(_parent(request.name), DEFAULT_WORKSPACE)
        page = await self._engine.list_jobs(workspace, request.page_size, request.page_token)
        return operations_pb2.ListOperationsResponse(
            operations=[wire.encode_operation(job) for job in page.items],
            next_page_token=page.next_page_token,
        )

    async def WaitOperation(self, request: Any, context: Any) -> Any:
        """Waits until a submission is done or the timeout is over, and answers with its progress."""
        seconds = request.timeout.ToTimedelta().total_seconds() if request.HasField("timeout") else 10.0
        ends = asyncio.get_running_loop().time() + seconds
        while True:
            job = await self._own_job(request.name)
            over = asyncio.get_running_loop().time() >= ends or self._engine.ending
            if job.finished or over:
                return wire.encode_operation(job)
            await asyncio.sleep(_WAIT_PAUSE)

    async def CancelOperation(self, request: Any, context: Any) -> Any:
        """Stops waiting for a submission."""
        job = await self._own_job(request.name)
        await self._engine.cancel_job(job.id)
        return empty_pb2.Empty()

    async def _own_job(self, name: str) -> Job:
        """The job, unless the caller's key belongs to another workspace: then it is not told from one that is not there."""
        job = await self._engine.get_job(_job_id(name))
        try:
            workspace_for(job.workspace, DEFAULT_WORKSPACE)
        except Permanent:
            raise Permanent(
                Reason.NOT_FOUND,
                f"There is no job {job.id} in this workspace: check the id.",
                metadata={"id": job.id},
            ) from None
        return job


def _options(request: Any) -> AnswerOptions:
    return AnswerOptions(reader=request.reader_language_code, with_evidence=request.with_evidence)


def _explained(finding: Finding, language: str) -> Finding:
    """The finding with its sentence in the wanted language, if there are words for it."""
    known = bool(language) and explains(language)
    return replace(finding, why=explain_finding(finding, language)) if known else finding


def _job_id(name: str) -> str:
    prefix, _, job_id = name.partition("/")
    if prefix != "operations" or not job_id:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            "An operation's name is operations/<id>: use the one you got.",
            field="name",
        )
    return job_id


def _export_format(number: int) -> str:
    known: dict[int, str] = {value: name for name, value in messages.ExportFormat.items()}
    return known.get(number, f"number {number}").removeprefix("EXPORT_FORMAT_").lower()


def _parent(name: str) -> str:
    prefix, _, workspace = name.partition("/")
    if prefix != "workspaces" or not workspace:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            "Operations are listed under workspaces/<workspace>: name it.",
            field="name",
        )
    return workspace


def _workspace(request: Any) -> str:
    return workspace_for(request.workspace, DEFAULT_WORKSPACE)


def create(
    settings: VerificationSettings,
    extraction: ExtractionPort,
    embedding: EmbeddingPort,
    matching: MatchingPort,
    queue: Queue,
    *,
    in_memory: bool = False,
) -> Iterable[Service]:
    """The services of the verification process; they share one engine and one store."""
    store = Store(None if in_memory else settings.data_dir / "verification.db")
    engine = Verifier(
        extraction,
        embedding,
        matching,
        queue,
        store,
        settings.limits,
        private_webhooks=settings.webhook_private,
        public_url=settings.public_url,
    )

    kept = BatchStore(store.engine, timedelta(days=settings.batch_days))
    batches = Batches(store, kept, matching, queue, settings.limits, lambda: engine.ending)

    async def close() -> None:
        await batches.close()
        store.close()

    return (
        Service(
            VERIFICATION,
            VerificationServicer(engine),
            verification_service_pb2_grpc.add_VerificationServiceServicer_to_server,
            close,
            engine.end_watches,
        ),
        Service(
            FINDINGS, FindingServicer(engine), finding_service_pb2_grpc.add_FindingServiceServicer_to_server
        ),
        Service(OPERATIONS, OperationsServicer(engine), operations_pb2_grpc.add_OperationsServicer_to_server),
        batch_service(batches),
    )
