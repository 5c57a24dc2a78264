"""Client of the verification service: four gRPC services at one address."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from typing import Any, Self

from google.longrunning import operations_pb2
from google.longrunning.operations_pb2_grpc import OperationsStub

from averral import wire
from averral.errors import Permanent, Reason
from averral.model import (
    AnswerOptions,
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
    Webhook,
    WebhookPost,
)
from averral.runtime.clients.batches import BatchClient
from averral.runtime.clients.call import Caller
from averral.runtime.clients.channel import connect
from averral.runtime.clients.questions import Question, claim_request, decode, quote_request, requests
from averral.runtime.settings import Settings
from averral.v1 import finding_service_pb2
from averral.v1 import verification_service_pb2 as pb
from averral.v1.batch_service_pb2_grpc import BatchServiceStub
from averral.v1.finding_service_pb2_grpc import FindingServiceStub
from averral.v1.verification_service_pb2_grpc import VerificationServiceStub
from averral.wire.status import OPERATION_PREFIX


class VerificationClient:
    """Implements `ports.VerificationPort` over stubs; timeouts are seconds.

    `findings`, `operations` and `batches` are the stubs of `FindingService`, `google.longrunning.Operations` and
    `BatchService`; left out, one object answers for all.
    """

    def __init__(
        self,
        stub: Any,
        findings: Any = None,
        operations: Any = None,
        batches: Any = None,
        *,
        timeout: float = 30.0,
        batch_timeout: float = 600.0,
        channel: Any = None,
        key: str = "",
    ) -> None:
        self._call = Caller("verification", stub, channel, key)
        self._findings = Caller("verification", findings or stub, key=key)
        self._operations = Caller("verification", operations or stub, key=key)
        self._timeout, self._batch_timeout = timeout, batch_timeout
        self.batches = BatchClient(batches or stub, timeout=timeout, key=key)

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """A client of the service that the settings name."""
        channel = connect(settings.verification_address, settings)
        return cls(
            VerificationServiceStub(channel),  # type: ignore[no-untyped-call]
            FindingServiceStub(channel),  # type: ignore[no-untyped-call]
            OperationsStub(channel),
            BatchServiceStub(channel),  # type: ignore[no-untyped-call]
            timeout=settings.call_timeout,
            batch_timeout=settings.batch_timeout,
            channel=channel,
            key=settings.service_key,
        )

    async def verify_claim(
        self,
        workspace: str,
        question: Document,
        filters: Filters,
        options: AnswerOptions = AnswerOptions(),
        *,
        claim_id: str = "",
    ) -> Finding:
        """See `VerificationPort.verify_claim`."""
        request = claim_request(workspace, question, filters, options, claim_id)
        answer = await self._call.unary("VerifyClaim", request, self._timeout)
        return wire.decode_finding(answer.finding)

    async def verify_quote(
        self,
        workspace: str,
        question: Document,
        speaker: str,
        filters: Filters,
        options: AnswerOptions = AnswerOptions(),
    ) -> Finding:
        """See `VerificationPort.verify_quote`."""
        request = quote_request(workspace, question, speaker, filters, options)
        answer = await self._call.unary("VerifyQuote", request, self._timeout)
        return wire.decode_finding(answer.finding)

    async def check_draft(
        self, workspace: str, draft: Document, known_digest: str = "", *, reader: str = ""
    ) -> AsyncGenerator[Flag | DraftSummary, None]:
        """See `VerificationPort.check_draft`."""
        request = pb.CheckDraftRequest(
            workspace=workspace,
            draft=wire.encode_document(draft),
            known_digest=known_digest,
            reader_language_code=reader,
        )
        async for answer in self._call.stream("CheckDraft", request, self._batch_timeout):
            if answer.HasField("summary"):
                yield wire.decode_draft_summary(answer.summary)
            else:
                yield wire.decode_flag(answer.flag)

    async def submit_documents(
        self,
        workspace: str,
        documents: Sequence[Document],
        request_id: str = "",
        *,
        keep_earlier: bool = False,
    ) -> Job:
        """See `VerificationPort.submit_documents`."""
        request = pb.SubmitDocumentsRequest(
            workspace=workspace,
            documents=[wire.encode_document(document) for document in documents],
            request_id=request_id,
            keep_earlier=keep_earlier,
        )
        return wire.decode_operation(await self._call.unary("SubmitDocuments", request, self._timeout))

    async def delete_document(
        self, workspace: str, document_id: str = "", *, external_id: str = ""
    ) -> tuple[str, ...]:
        """See `VerificationPort.delete_document`; the findings of many others may have to follow."""
        request = pb.DeleteDocumentRequest(
            workspace=workspace, document_id=document_id, external_id=external_id
        )
        answer = await self._call.unary("DeleteDocument", request, self._batch_timeout)
        return tuple(answer.document_ids)

    async def get_job(self, job_id: str) -> Job:
        """See `VerificationPort.get_job`."""
        request = operations_pb2.GetOperationRequest(name=f"{OPERATION_PREFIX}{job_id}")
        return wire.decode_operation(await self._operations.unary("GetOperation", request, self._timeout))

    async def watch_job(self, workspace: str, job_id: str) -> AsyncIterator[Job]:
        """See `VerificationPort.watch_job`."""
        request = pb.WatchJobRequest(workspace=workspace, job_id=job_id)
        async for answer in self._call.stream("WatchJob", request, None):
            yield wire.decode_operation(answer.operation)

    async def list_jobs(self, workspace: str, page_size: int = 100, page_token: str = "") -> Page[Job]:
        """See `VerificationPort.list_jobs`."""
        request = operations_pb2.ListOperationsRequest(
            name=f"workspaces/{workspace}", page_size=page_size, page_token=page_token
        )
        answer = await self._operations.unary("ListOperations", request, self._timeout)
        jobs = tuple(wire.decode_operation(operation) for operation in answer.operations)
        return Page(jobs, answer.next_page_token)

    async def cancel_job(self, job_id: str) -> Job:
        """See `VerificationPort.cancel_job`; two calls, since the standard one answers nothing."""
        request = operations_pb2.CancelOperationRequest(name=f"{OPERATION_PREFIX}{job_id}")
        await self._operations.unary("CancelOperation", request, self._timeout)
        return await self.get_job(job_id)

    async def list_findings(
        self,
        workspace: str,
        states: Sequence[str] = (),
        kinds: Sequence[str] = (),
        per_topic: bool = False,  # noqa: FBT001, FBT002
        page_size: int = 100,
        page_token: str = "",
        filters: FindingFilters = FindingFilters(),
        *,
        newest_first: bool = False,
    ) -> Page[Finding]:
        """See `VerificationPort.list_findings`."""
        request = pb.ListFindingsRequest(
            workspace=workspace,
            states=[wire.encode_finding_state(_state(state)) for state in states],  # type: ignore[misc]
            kinds=kinds,
            per_topic=per_topic,
            page_size=page_size,
            page_token=page_token,
            filters=wire.encode_finding_filters(filters),
            newest_first=newest_first,
        )
        answer = await self._call.unary("ListFindings", request, self._timeout)
        findings = tuple(wire.decode_finding(finding) for finding in answer.findings)
        return Page(findings, answer.next_page_token)

    async def get_finding(
        self, workspace: str, finding_id: str, options: AnswerOptions = AnswerOptions()
    ) -> tuple[Finding, tuple[Review, ...]]:
        """See `VerificationPort.get_finding`."""
        request = pb.GetFindingRequest(
            workspace=workspace,
            finding_id=finding_id,
            reader_language_code=options.reader,
            with_evidence=options.with_evidence,
        )
        answer = await self._call.unary("GetFinding", request, self._timeout)
        reviews = tuple(wire.decode_review(review) for review in answer.reviews)
        return wire.decode_finding(answer.finding), reviews

    async def review_finding(self, workspace: str, review: Review, request_id: str = "") -> Review:
        """See `VerificationPort.review_finding`."""
        request = pb.ReviewFindingRequest(
            workspace=workspace, review=wire.encode_review(review), request_id=request_id
        )
        answer = await self._call.unary("ReviewFinding", request, self._timeout)
        return wire.decode_review(answer.review)

    async def watch_findings(self, workspace: str, after_event: int = 0) -> AsyncGenerator[Event, None]:
        """See `VerificationPort.watch_findings`; ends only with the caller or the connection."""
        request = pb.WatchFindingsRequest(workspace=workspace, after_event=after_event)
        async for answer in self._call.stream("WatchFindings", request, None):
            yield wire.decode_event(answer.event)

    async def refresh_findings(self, workspace: str, item_ids: Sequence[str]) -> tuple[str, ...]:
        """See `VerificationPort.refresh_findings`."""
        request = finding_service_pb2.RefreshFindingsRequest(workspace=workspace, item_ids=item_ids)
        answer = await self._findings.unary("RefreshFindings", request, self._batch_timeout)
        return tuple(answer.changed_finding_ids)

    async def get_webhook_post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
        """See `VerificationPort.get_webhook_post`."""
        request = finding_service_pb2.GetWebhookPostRequest(
            workspace=workspace, webhook_id=webhook_id, event_id=event_id
        )
        answer = await self._findings.unary("GetWebhookPost", request, self._timeout)
        return wire.decode_webhook_post(answer.post)

    async def create_webhook(self, workspace: str, asked: Webhook) -> tuple[Webhook, str]:
        """The saved webhook and its secret, which cannot be read again."""
        request = pb.CreateWebhookRequest(workspace=workspace, webhook=wire.encode_webhook(asked))
        answer = await self._call.unary("CreateWebhook", request, self._timeout)
        return wire.decode_webhook(answer.webhook), answer.secret

    async def list_webhooks(
        self, workspace: str, page_size: int = 100, page_token: str = ""
    ) -> Page[Webhook]:
        """Webhooks of a workspace, earliest first."""
        request = pb.ListWebhooksRequest(workspace=workspace, page_size=page_size, page_token=page_token)
        answer = await self._call.unary("ListWebhooks", request, self._timeout)
        return Page(tuple(wire.decode_webhook(hook) for hook in answer.webhooks), answer.next_page_token)

    async def delete_webhook(self, workspace: str, webhook_id: str) -> None:
        """Ends a webhook."""
        request = pb.DeleteWebhookRequest(workspace=workspace, webhook_id=webhook_id)
        await self._call.unary("DeleteWebhook", request, self._timeout)

    async def test_webhook(self, workspace: str, webhook_id: str) -> None:
        """Queues a ping."""
        request = pb.TestWebhookRequest(workspace=workspace, webhook_id=webhook_id)
        await self._call.unary("TestWebhook", request, self._timeout)

    async def replay_webhook(self, workspace: str, webhook_id: str, after_event: int = 0) -> int:
        """Queues again what passed the filters after an event; how many messages."""
        request = pb.ReplayWebhookRequest(workspace=workspace, webhook_id=webhook_id, after_event=after_event)
        return int((await self._call.unary("ReplayWebhook", request, self._timeout)).queued)

    async def verify_batch(
        self, workspace: str, questions: Iterable[Question]
    ) -> AsyncIterator[tuple[str, Finding | ItemFailure]]:
        """Any number of questions over one stream: id and answer of each, in order; a bad one fails alone."""
        pending: deque[ItemFailure | None] = deque()
        asked = requests(workspace, questions, pending)
        async for answer in self._call.stream("BatchVerify", asked, self._batch_timeout):
            while pending and (failure := pending.popleft()):
                yield failure.item_id, failure
            yield decode(answer)
        for left in pending:
            if left is not None:
                yield left.item_id, left

    async def export(
        self,
        workspace: str,
        form: str = "jsonl",
        states: Sequence[str] = (),
        kinds: Sequence[str] = (),
        *,
        byte_order_mark: bool = False,
        language: str = "",
    ) -> AsyncIterator[str]:
        """Stored findings as lines; `form` is jsonl, csv, claim_review or json_ld, `language` that of their `why`."""
        request = pb.ExportRequest(
            workspace=workspace,
            format=_format(form),
            states=[wire.encode_finding_state(_state(state)) for state in states],  # type: ignore[misc]
            kinds=kinds,
            byte_order_mark=byte_order_mark,
            language_code=language,
        )
        async for answer in self._call.stream("Export", request, self._batch_timeout):
            yield answer.line

    async def list_workspaces(self) -> tuple[str, ...]:
        """All workspaces into which documents were submitted, by name."""
        found: list[str] = []
        token = ""
        while True:
            request = finding_service_pb2.ListWorkspacesRequest(page_token=token)
            answer = await self._findings.unary("ListWorkspaces", request, self._timeout)
            found += answer.workspaces
            token = answer.next_page_token
            if not token:
                return tuple(found)

    async def get_limits(self) -> Limits:
        """See `VerificationPort.get_limits`."""
        answer = await self._call.unary("GetLimits", pb.GetLimitsRequest(), self._timeout)
        return wire.decode_limits(answer.limits)

    async def close(self) -> None:
        """Closes the channel."""
        await self._call.close()


def _format(name: str) -> Any:
    key = f"EXPORT_FORMAT_{name.upper()}"
    if key not in pb.ExportFormat.keys():  # noqa: SIM118  # protobuf's wrapper is no mapping
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"There is no export format {name!r}. Use jsonl, csv, claim_review or json_ld.",
            field="format",
            metadata={"field": "format", "value": name},
        )
    return pb.ExportFormat.Value(key)


def _state(name: str) -> FindingState:
    try:
        return FindingState(name)
    except ValueError:
        known = ", ".join(FindingState)
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"There is no state {name!r}. Use one of: {known}.",
            field="states",
            metadata={"field": "states", "value": name},
        ) from None
