import datetime

from averral.v1 import claim_pb2 as _claim_pb2
from averral.v1 import document_pb2 as _document_pb2
from averral.v1 import notice_pb2 as _notice_pb2
from averral.v1 import relation_pb2 as _relation_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WordChange(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORD_CHANGE_UNSPECIFIED: _ClassVar[WordChange]
    WORD_CHANGE_SAME: _ClassVar[WordChange]
    WORD_CHANGE_LOST: _ClassVar[WordChange]
    WORD_CHANGE_ADDED: _ClassVar[WordChange]

class FindingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FINDING_STATE_UNSPECIFIED: _ClassVar[FindingState]
    FINDING_STATE_CORROBORATED: _ClassVar[FindingState]
    FINDING_STATE_SINGLE_ORIGIN: _ClassVar[FindingState]
    FINDING_STATE_CONTESTED: _ClassVar[FindingState]
    FINDING_STATE_CONTRADICTED: _ClassVar[FindingState]
    FINDING_STATE_SUPERSEDED: _ClassVar[FindingState]
    FINDING_STATE_NO_EVIDENCE: _ClassVar[FindingState]
    FINDING_STATE_NOT_CHECKABLE: _ClassVar[FindingState]
    FINDING_STATE_VERBATIM: _ClassVar[FindingState]
    FINDING_STATE_EXCERPT: _ClassVar[FindingState]
    FINDING_STATE_TRANSLATED: _ClassVar[FindingState]
    FINDING_STATE_PARAPHRASED: _ClassVar[FindingState]
    FINDING_STATE_ALTERED: _ClassVar[FindingState]
    FINDING_STATE_MISATTRIBUTED: _ClassVar[FindingState]
    FINDING_STATE_DENIED: _ClassVar[FindingState]
    FINDING_STATE_NOT_FOUND: _ClassVar[FindingState]
    FINDING_STATE_TOO_FEW_ORIGINS: _ClassVar[FindingState]

class ReviewAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_ACTION_UNSPECIFIED: _ClassVar[ReviewAction]
    REVIEW_ACTION_ACCEPT: _ClassVar[ReviewAction]
    REVIEW_ACTION_REJECT: _ClassVar[ReviewAction]
    REVIEW_ACTION_NOTE: _ClassVar[ReviewAction]
    REVIEW_ACTION_MERGE: _ClassVar[ReviewAction]
    REVIEW_ACTION_SPLIT: _ClassVar[ReviewAction]

class FlagKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FLAG_KIND_UNSPECIFIED: _ClassVar[FlagKind]
    FLAG_KIND_CONTESTED: _ClassVar[FlagKind]
    FLAG_KIND_CONTRADICTED: _ClassVar[FlagKind]
    FLAG_KIND_SUPERSEDED: _ClassVar[FlagKind]
    FLAG_KIND_SINGLE_ORIGIN: _ClassVar[FlagKind]
    FLAG_KIND_NO_EVIDENCE: _ClassVar[FlagKind]
    FLAG_KIND_UNSOURCED_NUMBER: _ClassVar[FlagKind]
    FLAG_KIND_ALTERED_QUOTE: _ClassVar[FlagKind]
    FLAG_KIND_MISATTRIBUTED_QUOTE: _ClassVar[FlagKind]
    FLAG_KIND_DENIED_QUOTE: _ClassVar[FlagKind]
    FLAG_KIND_UNATTRIBUTED_QUOTE: _ClassVar[FlagKind]
WORD_CHANGE_UNSPECIFIED: WordChange
WORD_CHANGE_SAME: WordChange
WORD_CHANGE_LOST: WordChange
WORD_CHANGE_ADDED: WordChange
FINDING_STATE_UNSPECIFIED: FindingState
FINDING_STATE_CORROBORATED: FindingState
FINDING_STATE_SINGLE_ORIGIN: FindingState
FINDING_STATE_CONTESTED: FindingState
FINDING_STATE_CONTRADICTED: FindingState
FINDING_STATE_SUPERSEDED: FindingState
FINDING_STATE_NO_EVIDENCE: FindingState
FINDING_STATE_NOT_CHECKABLE: FindingState
FINDING_STATE_VERBATIM: FindingState
FINDING_STATE_EXCERPT: FindingState
FINDING_STATE_TRANSLATED: FindingState
FINDING_STATE_PARAPHRASED: FindingState
FINDING_STATE_ALTERED: FindingState
FINDING_STATE_MISATTRIBUTED: FindingState
FINDING_STATE_DENIED: FindingState
FINDING_STATE_NOT_FOUND: FindingState
FINDING_STATE_TOO_FEW_ORIGINS: FindingState
REVIEW_ACTION_UNSPECIFIED: ReviewAction
REVIEW_ACTION_ACCEPT: ReviewAction
REVIEW_ACTION_REJECT: ReviewAction
REVIEW_ACTION_NOTE: ReviewAction
REVIEW_ACTION_MERGE: ReviewAction
REVIEW_ACTION_SPLIT: ReviewAction
FLAG_KIND_UNSPECIFIED: FlagKind
FLAG_KIND_CONTESTED: FlagKind
FLAG_KIND_CONTRADICTED: FlagKind
FLAG_KIND_SUPERSEDED: FlagKind
FLAG_KIND_SINGLE_ORIGIN: FlagKind
FLAG_KIND_NO_EVIDENCE: FlagKind
FLAG_KIND_UNSOURCED_NUMBER: FlagKind
FLAG_KIND_ALTERED_QUOTE: FlagKind
FLAG_KIND_MISATTRIBUTED_QUOTE: FlagKind
FLAG_KIND_DENIED_QUOTE: FlagKind
FLAG_KIND_UNATTRIBUTED_QUOTE: FlagKind

class Passage(_message.Message):
    __slots__ = ("item_id", "document_id", "external_id", "span", "text", "language_code", "outlet", "group", "url", "published_at", "speaker", "prefix", "suffix", "relation_id", "utf16", "attribution", "event_time", "sha256", "relation_kind", "reasons", "confidence", "wording", "denied")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    OUTLET_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_AT_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    SUFFIX_FIELD_NUMBER: _ClassVar[int]
    RELATION_ID_FIELD_NUMBER: _ClassVar[int]
    UTF16_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    RELATION_KIND_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    WORDING_FIELD_NUMBER: _ClassVar[int]
    DENIED_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    document_id: str
    external_id: str
    span: _document_pb2.Span
    text: str
    language_code: str
    outlet: str
    group: str
    url: str
    published_at: _timestamp_pb2.Timestamp
    speaker: str
    prefix: str
    suffix: str
    relation_id: str
    utf16: _document_pb2.Span
    attribution: _containers.RepeatedCompositeFieldContainer[_claim_pb2.Attribution]
    event_time: _claim_pb2.TimeInterval
    sha256: str
    relation_kind: _relation_pb2.RelationKind
    reasons: _containers.RepeatedScalarFieldContainer[_relation_pb2.RelationReason]
    confidence: float
    wording: _containers.RepeatedCompositeFieldContainer[WordRun]
    denied: bool
    def __init__(self, item_id: _Optional[str] = ..., document_id: _Optional[str] = ..., external_id: _Optional[str] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., text: _Optional[str] = ..., language_code: _Optional[str] = ..., outlet: _Optional[str] = ..., group: _Optional[str] = ..., url: _Optional[str] = ..., published_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., speaker: _Optional[str] = ..., prefix: _Optional[str] = ..., suffix: _Optional[str] = ..., relation_id: _Optional[str] = ..., utf16: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., attribution: _Optional[_Iterable[_Union[_claim_pb2.Attribution, _Mapping]]] = ..., event_time: _Optional[_Union[_claim_pb2.TimeInterval, _Mapping]] = ..., sha256: _Optional[str] = ..., relation_kind: _Optional[_Union[_relation_pb2.RelationKind, str]] = ..., reasons: _Optional[_Iterable[_Union[_relation_pb2.RelationReason, str]]] = ..., confidence: _Optional[float] = ..., wording: _Optional[_Iterable[_Union[WordRun, _Mapping]]] = ..., denied: bool = ...) -> None: ...

class WordRun(_message.Message):
    __slots__ = ("change", "text")
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    change: WordChange
    text: str
    def __init__(self, change: _Optional[_Union[WordChange, str]] = ..., text: _Optional[str] = ...) -> None: ...

class Origin(_message.Message):
    __slots__ = ("id", "label", "passages", "links")
    ID_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    PASSAGES_FIELD_NUMBER: _ClassVar[int]
    LINKS_FIELD_NUMBER: _ClassVar[int]
    id: str
    label: str
    passages: _containers.RepeatedCompositeFieldContainer[Passage]
    links: _containers.RepeatedCompositeFieldContainer[_relation_pb2.OriginLink]
    def __init__(self, id: _Optional[str] = ..., label: _Optional[str] = ..., passages: _Optional[_Iterable[_Union[Passage, _Mapping]]] = ..., links: _Optional[_Iterable[_Union[_relation_pb2.OriginLink, _Mapping]]] = ...) -> None: ...

class SideCount(_message.Message):
    __slots__ = ("origins", "documents", "hidden")
    ORIGINS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    origins: int
    documents: int
    hidden: int
    def __init__(self, origins: _Optional[int] = ..., documents: _Optional[int] = ..., hidden: _Optional[int] = ...) -> None: ...

class Coverage(_message.Message):
    __slots__ = ("documents", "sources", "first", "last")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    documents: int
    sources: int
    first: _timestamp_pb2.Timestamp
    last: _timestamp_pb2.Timestamp
    def __init__(self, documents: _Optional[int] = ..., sources: _Optional[int] = ..., first: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class TimelinePoint(_message.Message):
    __slots__ = ("as_of", "origin_id", "value", "item_id")
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    as_of: _timestamp_pb2.Timestamp
    origin_id: str
    value: str
    item_id: str
    def __init__(self, as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., origin_id: _Optional[str] = ..., value: _Optional[str] = ..., item_id: _Optional[str] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("id", "item_id", "workspace", "text", "language_code", "state", "supporting", "opposing", "related", "timeline", "reasons", "why", "coverage", "topic", "kind", "versions", "updated_at", "places", "event_time", "supporting_count", "opposing_count", "as_of", "asked_language_code", "language_confidence", "notices", "evidence")
    ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    OPPOSING_FIELD_NUMBER: _ClassVar[int]
    RELATED_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_COUNT_FIELD_NUMBER: _ClassVar[int]
    OPPOSING_COUNT_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    ASKED_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    item_id: str
    workspace: str
    text: str
    language_code: str
    state: FindingState
    supporting: _containers.RepeatedCompositeFieldContainer[Origin]
    opposing: _containers.RepeatedCompositeFieldContainer[Origin]
    related: _containers.RepeatedCompositeFieldContainer[Passage]
    timeline: _containers.RepeatedCompositeFieldContainer[TimelinePoint]
    reasons: _containers.RepeatedScalarFieldContainer[_relation_pb2.RelationReason]
    why: str
    coverage: Coverage
    topic: str
    kind: str
    versions: str
    updated_at: _timestamp_pb2.Timestamp
    places: _containers.RepeatedCompositeFieldContainer[_claim_pb2.Place]
    event_time: _claim_pb2.TimeInterval
    supporting_count: SideCount
    opposing_count: SideCount
    as_of: _timestamp_pb2.Timestamp
    asked_language_code: str
    language_confidence: float
    notices: _containers.RepeatedCompositeFieldContainer[_notice_pb2.Notice]
    evidence: Evidence
    def __init__(self, id: _Optional[str] = ..., item_id: _Optional[str] = ..., workspace: _Optional[str] = ..., text: _Optional[str] = ..., language_code: _Optional[str] = ..., state: _Optional[_Union[FindingState, str]] = ..., supporting: _Optional[_Iterable[_Union[Origin, _Mapping]]] = ..., opposing: _Optional[_Iterable[_Union[Origin, _Mapping]]] = ..., related: _Optional[_Iterable[_Union[Passage, _Mapping]]] = ..., timeline: _Optional[_Iterable[_Union[TimelinePoint, _Mapping]]] = ..., reasons: _Optional[_Iterable[_Union[_relation_pb2.RelationReason, str]]] = ..., why: _Optional[str] = ..., coverage: _Optional[_Union[Coverage, _Mapping]] = ..., topic: _Optional[str] = ..., kind: _Optional[str] = ..., versions: _Optional[str] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., places: _Optional[_Iterable[_Union[_claim_pb2.Place, _Mapping]]] = ..., event_time: _Optional[_Union[_claim_pb2.TimeInterval, _Mapping]] = ..., supporting_count: _Optional[_Union[SideCount, _Mapping]] = ..., opposing_count: _Optional[_Union[SideCount, _Mapping]] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., asked_language_code: _Optional[str] = ..., language_confidence: _Optional[float] = ..., notices: _Optional[_Iterable[_Union[_notice_pb2.Notice, _Mapping]]] = ..., evidence: _Optional[_Union[Evidence, _Mapping]] = ...) -> None: ...

class Review(_message.Message):
    __slots__ = ("id", "finding_id", "action", "author", "note", "at", "related_ids")
    ID_FIELD_NUMBER: _ClassVar[int]
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    RELATED_IDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    finding_id: str
    action: ReviewAction
    author: str
    note: str
    at: _timestamp_pb2.Timestamp
    related_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., finding_id: _Optional[str] = ..., action: _Optional[_Union[ReviewAction, str]] = ..., author: _Optional[str] = ..., note: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., related_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class Event(_message.Message):
    __slots__ = ("id", "finding_id", "state", "previous", "at")
    ID_FIELD_NUMBER: _ClassVar[int]
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    id: int
    finding_id: str
    state: FindingState
    previous: FindingState
    at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[int] = ..., finding_id: _Optional[str] = ..., state: _Optional[_Union[FindingState, str]] = ..., previous: _Optional[_Union[FindingState, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Flag(_message.Message):
    __slots__ = ("span", "text", "finding", "severity", "id", "kind", "details_url")
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DETAILS_URL_FIELD_NUMBER: _ClassVar[int]
    span: _document_pb2.Span
    text: str
    finding: Finding
    severity: str
    id: str
    kind: FlagKind
    details_url: str
    def __init__(self, span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., text: _Optional[str] = ..., finding: _Optional[_Union[Finding, _Mapping]] = ..., severity: _Optional[str] = ..., id: _Optional[str] = ..., kind: _Optional[_Union[FlagKind, str]] = ..., details_url: _Optional[str] = ...) -> None: ...

class DraftSummary(_message.Message):
    __slots__ = ("digest", "unchanged", "items", "reused", "language_code", "truncated", "versions", "as_of", "language_confidence", "notices")
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    REUSED_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    digest: str
    unchanged: bool
    items: int
    reused: int
    language_code: str
    truncated: bool
    versions: str
    as_of: _timestamp_pb2.Timestamp
    language_confidence: float
    notices: _containers.RepeatedCompositeFieldContainer[_notice_pb2.Notice]
    def __init__(self, digest: _Optional[str] = ..., unchanged: bool = ..., items: _Optional[int] = ..., reused: _Optional[int] = ..., language_code: _Optional[str] = ..., truncated: bool = ..., versions: _Optional[str] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., language_confidence: _Optional[float] = ..., notices: _Optional[_Iterable[_Union[_notice_pb2.Notice, _Mapping]]] = ...) -> None: ...

class Evidence(_message.Message):
    __slots__ = ("item_id", "text", "language_code", "kind", "check_worthiness", "relations", "passages", "links", "claims", "coverage", "versions")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHECK_WORTHINESS_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    PASSAGES_FIELD_NUMBER: _ClassVar[int]
    LINKS_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    text: str
    language_code: str
    kind: str
    check_worthiness: float
    relations: _containers.RepeatedCompositeFieldContainer[_relation_pb2.Relation]
    passages: _containers.RepeatedCompositeFieldContainer[Passage]
    links: _containers.RepeatedCompositeFieldContainer[_relation_pb2.OriginLink]
    claims: _containers.RepeatedCompositeFieldContainer[_claim_pb2.Claim]
    coverage: Coverage
    versions: str
    def __init__(self, item_id: _Optional[str] = ..., text: _Optional[str] = ..., language_code: _Optional[str] = ..., kind: _Optional[str] = ..., check_worthiness: _Optional[float] = ..., relations: _Optional[_Iterable[_Union[_relation_pb2.Relation, _Mapping]]] = ..., passages: _Optional[_Iterable[_Union[Passage, _Mapping]]] = ..., links: _Optional[_Iterable[_Union[_relation_pb2.OriginLink, _Mapping]]] = ..., claims: _Optional[_Iterable[_Union[_claim_pb2.Claim, _Mapping]]] = ..., coverage: _Optional[_Union[Coverage, _Mapping]] = ..., versions: _Optional[str] = ...) -> None: ...
