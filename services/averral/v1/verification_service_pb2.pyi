from averral.v1 import document_pb2 as _document_pb2
from averral.v1 import finding_pb2 as _finding_pb2
from averral.v1 import limits_pb2 as _limits_pb2
from averral.v1 import search_pb2 as _search_pb2
from averral.v1 import webhook_pb2 as _webhook_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.longrunning import operations_pb2 as _operations_pb2
from google.rpc import status_pb2 as _status_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExportFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXPORT_FORMAT_UNSPECIFIED: _ClassVar[ExportFormat]
    EXPORT_FORMAT_JSONL: _ClassVar[ExportFormat]
    EXPORT_FORMAT_CSV: _ClassVar[ExportFormat]
    EXPORT_FORMAT_CLAIM_REVIEW: _ClassVar[ExportFormat]
    EXPORT_FORMAT_JSON_LD: _ClassVar[ExportFormat]
EXPORT_FORMAT_UNSPECIFIED: ExportFormat
EXPORT_FORMAT_JSONL: ExportFormat
EXPORT_FORMAT_CSV: ExportFormat
EXPORT_FORMAT_CLAIM_REVIEW: ExportFormat
EXPORT_FORMAT_JSON_LD: ExportFormat

class VerifyClaimRequest(_message.Message):
    __slots__ = ("workspace", "question", "filters", "min_origins", "claim_id", "reader_language_code", "with_evidence")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    MIN_ORIGINS_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    READER_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    WITH_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    question: _document_pb2.Document
    filters: _search_pb2.Filters
    min_origins: int
    claim_id: str
    reader_language_code: str
    with_evidence: bool
    def __init__(self, workspace: _Optional[str] = ..., question: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., filters: _Optional[_Union[_search_pb2.Filters, _Mapping]] = ..., min_origins: _Optional[int] = ..., claim_id: _Optional[str] = ..., reader_language_code: _Optional[str] = ..., with_evidence: bool = ...) -> None: ...

class VerifyClaimResponse(_message.Message):
    __slots__ = ("finding",)
    FINDING_FIELD_NUMBER: _ClassVar[int]
    finding: _finding_pb2.Finding
    def __init__(self, finding: _Optional[_Union[_finding_pb2.Finding, _Mapping]] = ...) -> None: ...

class VerifyQuoteRequest(_message.Message):
    __slots__ = ("workspace", "question", "speaker", "filters", "reader_language_code", "with_evidence")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    READER_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    WITH_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    question: _document_pb2.Document
    speaker: str
    filters: _search_pb2.Filters
    reader_language_code: str
    with_evidence: bool
    def __init__(self, workspace: _Optional[str] = ..., question: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., speaker: _Optional[str] = ..., filters: _Optional[_Union[_search_pb2.Filters, _Mapping]] = ..., reader_language_code: _Optional[str] = ..., with_evidence: bool = ...) -> None: ...

class VerifyQuoteResponse(_message.Message):
    __slots__ = ("finding",)
    FINDING_FIELD_NUMBER: _ClassVar[int]
    finding: _finding_pb2.Finding
    def __init__(self, finding: _Optional[_Union[_finding_pb2.Finding, _Mapping]] = ...) -> None: ...

class CheckDraftRequest(_message.Message):
    __slots__ = ("workspace", "draft", "known_digest", "reader_language_code")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DRAFT_FIELD_NUMBER: _ClassVar[int]
    KNOWN_DIGEST_FIELD_NUMBER: _ClassVar[int]
    READER_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    draft: _document_pb2.Document
    known_digest: str
    reader_language_code: str
    def __init__(self, workspace: _Optional[str] = ..., draft: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., known_digest: _Optional[str] = ..., reader_language_code: _Optional[str] = ...) -> None: ...

class CheckDraftResponse(_message.Message):
    __slots__ = ("flag", "summary")
    FLAG_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    flag: _finding_pb2.Flag
    summary: _finding_pb2.DraftSummary
    def __init__(self, flag: _Optional[_Union[_finding_pb2.Flag, _Mapping]] = ..., summary: _Optional[_Union[_finding_pb2.DraftSummary, _Mapping]] = ...) -> None: ...

class SubmitDocumentsRequest(_message.Message):
    __slots__ = ("workspace", "documents", "request_id", "keep_earlier")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    KEEP_EARLIER_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    documents: _containers.RepeatedCompositeFieldContainer[_document_pb2.Document]
    request_id: str
    keep_earlier: bool
    def __init__(self, workspace: _Optional[str] = ..., documents: _Optional[_Iterable[_Union[_document_pb2.Document, _Mapping]]] = ..., request_id: _Optional[str] = ..., keep_earlier: bool = ...) -> None: ...

class WatchJobRequest(_message.Message):
    __slots__ = ("workspace", "job_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    job_id: str
    def __init__(self, workspace: _Optional[str] = ..., job_id: _Optional[str] = ...) -> None: ...

class WatchJobResponse(_message.Message):
    __slots__ = ("operation",)
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    operation: _operations_pb2.Operation
    def __init__(self, operation: _Optional[_Union[_operations_pb2.Operation, _Mapping]] = ...) -> None: ...

class DeleteDocumentRequest(_message.Message):
    __slots__ = ("workspace", "document_id", "external_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    external_id: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ..., external_id: _Optional[str] = ...) -> None: ...

class DeleteDocumentResponse(_message.Message):
    __slots__ = ("document_ids",)
    DOCUMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    document_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, document_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class SubmitDocumentsResponse(_message.Message):
    __slots__ = ("document_ids",)
    DOCUMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    document_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, document_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchVerifyRequest(_message.Message):
    __slots__ = ("id", "claim", "quote")
    ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    QUOTE_FIELD_NUMBER: _ClassVar[int]
    id: str
    claim: VerifyClaimRequest
    quote: VerifyQuoteRequest
    def __init__(self, id: _Optional[str] = ..., claim: _Optional[_Union[VerifyClaimRequest, _Mapping]] = ..., quote: _Optional[_Union[VerifyQuoteRequest, _Mapping]] = ...) -> None: ...

class BatchVerifyResponse(_message.Message):
    __slots__ = ("id", "finding", "error")
    ID_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    id: str
    finding: _finding_pb2.Finding
    error: _status_pb2.Status
    def __init__(self, id: _Optional[str] = ..., finding: _Optional[_Union[_finding_pb2.Finding, _Mapping]] = ..., error: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class ListFindingsRequest(_message.Message):
    __slots__ = ("workspace", "states", "kinds", "per_topic", "page_size", "page_token", "filters", "newest_first")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    PER_TOPIC_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    NEWEST_FIRST_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    states: _containers.RepeatedScalarFieldContainer[_finding_pb2.FindingState]
    kinds: _containers.RepeatedScalarFieldContainer[str]
    per_topic: bool
    page_size: int
    page_token: str
    filters: _search_pb2.FindingFilters
    newest_first: bool
    def __init__(self, workspace: _Optional[str] = ..., states: _Optional[_Iterable[_Union[_finding_pb2.FindingState, str]]] = ..., kinds: _Optional[_Iterable[str]] = ..., per_topic: bool = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filters: _Optional[_Union[_search_pb2.FindingFilters, _Mapping]] = ..., newest_first: bool = ...) -> None: ...

class ListFindingsResponse(_message.Message):
    __slots__ = ("findings", "next_page_token")
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    findings: _containers.RepeatedCompositeFieldContainer[_finding_pb2.Finding]
    next_page_token: str
    def __init__(self, findings: _Optional[_Iterable[_Union[_finding_pb2.Finding, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetFindingRequest(_message.Message):
    __slots__ = ("workspace", "finding_id", "reader_language_code", "with_evidence")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    READER_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    WITH_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    finding_id: str
    reader_language_code: str
    with_evidence: bool
    def __init__(self, workspace: _Optional[str] = ..., finding_id: _Optional[str] = ..., reader_language_code: _Optional[str] = ..., with_evidence: bool = ...) -> None: ...

class GetFindingResponse(_message.Message):
    __slots__ = ("finding", "reviews")
    FINDING_FIELD_NUMBER: _ClassVar[int]
    REVIEWS_FIELD_NUMBER: _ClassVar[int]
    finding: _finding_pb2.Finding
    reviews: _containers.RepeatedCompositeFieldContainer[_finding_pb2.Review]
    def __init__(self, finding: _Optional[_Union[_finding_pb2.Finding, _Mapping]] = ..., reviews: _Optional[_Iterable[_Union[_finding_pb2.Review, _Mapping]]] = ...) -> None: ...

class WatchFindingsRequest(_message.Message):
    __slots__ = ("workspace", "after_event")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    AFTER_EVENT_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    after_event: int
    def __init__(self, workspace: _Optional[str] = ..., after_event: _Optional[int] = ...) -> None: ...

class WatchFindingsResponse(_message.Message):
    __slots__ = ("event",)
    EVENT_FIELD_NUMBER: _ClassVar[int]
    event: _finding_pb2.Event
    def __init__(self, event: _Optional[_Union[_finding_pb2.Event, _Mapping]] = ...) -> None: ...

class ReviewFindingRequest(_message.Message):
    __slots__ = ("workspace", "review", "request_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    review: _finding_pb2.Review
    request_id: str
    def __init__(self, workspace: _Optional[str] = ..., review: _Optional[_Union[_finding_pb2.Review, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReviewFindingResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _finding_pb2.Review
    def __init__(self, review: _Optional[_Union[_finding_pb2.Review, _Mapping]] = ...) -> None: ...

class ExportRequest(_message.Message):
    __slots__ = ("workspace", "format", "states", "kinds", "byte_order_mark", "language_code")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    BYTE_ORDER_MARK_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    format: ExportFormat
    states: _containers.RepeatedScalarFieldContainer[_finding_pb2.FindingState]
    kinds: _containers.RepeatedScalarFieldContainer[str]
    byte_order_mark: bool
    language_code: str
    def __init__(self, workspace: _Optional[str] = ..., format: _Optional[_Union[ExportFormat, str]] = ..., states: _Optional[_Iterable[_Union[_finding_pb2.FindingState, str]]] = ..., kinds: _Optional[_Iterable[str]] = ..., byte_order_mark: bool = ..., language_code: _Optional[str] = ...) -> None: ...

class ExportResponse(_message.Message):
    __slots__ = ("line",)
    LINE_FIELD_NUMBER: _ClassVar[int]
    line: str
    def __init__(self, line: _Optional[str] = ...) -> None: ...

class GetLimitsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetLimitsResponse(_message.Message):
    __slots__ = ("limits",)
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    limits: _limits_pb2.Limits
    def __init__(self, limits: _Optional[_Union[_limits_pb2.Limits, _Mapping]] = ...) -> None: ...

class CreateWebhookRequest(_message.Message):
    __slots__ = ("workspace", "webhook")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    webhook: _webhook_pb2.Webhook
    def __init__(self, workspace: _Optional[str] = ..., webhook: _Optional[_Union[_webhook_pb2.Webhook, _Mapping]] = ...) -> None: ...

class CreateWebhookResponse(_message.Message):
    __slots__ = ("webhook", "secret")
    WEBHOOK_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    webhook: _webhook_pb2.Webhook
    secret: str
    def __init__(self, webhook: _Optional[_Union[_webhook_pb2.Webhook, _Mapping]] = ..., secret: _Optional[str] = ...) -> None: ...

class ListWebhooksRequest(_message.Message):
    __slots__ = ("workspace", "page_size", "page_token")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    page_size: int
    page_token: str
    def __init__(self, workspace: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWebhooksResponse(_message.Message):
    __slots__ = ("webhooks", "next_page_token")
    WEBHOOKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    webhooks: _containers.RepeatedCompositeFieldContainer[_webhook_pb2.Webhook]
    next_page_token: str
    def __init__(self, webhooks: _Optional[_Iterable[_Union[_webhook_pb2.Webhook, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DeleteWebhookRequest(_message.Message):
    __slots__ = ("workspace", "webhook_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    webhook_id: str
    def __init__(self, workspace: _Optional[str] = ..., webhook_id: _Optional[str] = ...) -> None: ...

class DeleteWebhookResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class TestWebhookRequest(_message.Message):
    __slots__ = ("workspace", "webhook_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    webhook_id: str
    def __init__(self, workspace: _Optional[str] = ..., webhook_id: _Optional[str] = ...) -> None: ...

class TestWebhookResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ReplayWebhookRequest(_message.Message):
    __slots__ = ("workspace", "webhook_id", "after_event")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_ID_FIELD_NUMBER: _ClassVar[int]
    AFTER_EVENT_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    webhook_id: str
    after_event: int
    def __init__(self, workspace: _Optional[str] = ..., webhook_id: _Optional[str] = ..., after_event: _Optional[int] = ...) -> None: ...

class ReplayWebhookResponse(_message.Message):
    __slots__ = ("queued",)
    QUEUED_FIELD_NUMBER: _ClassVar[int]
    queued: int
    def __init__(self, queued: _Optional[int] = ...) -> None: ...
