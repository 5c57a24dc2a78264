import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ZoneKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ZONE_KIND_UNSPECIFIED: _ClassVar[ZoneKind]
    ZONE_KIND_HEADLINE: _ClassVar[ZoneKind]
    ZONE_KIND_BYLINE: _ClassVar[ZoneKind]
    ZONE_KIND_DATELINE: _ClassVar[ZoneKind]
    ZONE_KIND_BODY: _ClassVar[ZoneKind]
    ZONE_KIND_CAPTION: _ClassVar[ZoneKind]
    ZONE_KIND_CREDIT: _ClassVar[ZoneKind]
    ZONE_KIND_BOILERPLATE: _ClassVar[ZoneKind]

class DocumentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOCUMENT_STATE_UNSPECIFIED: _ClassVar[DocumentState]
    DOCUMENT_STATE_PENDING: _ClassVar[DocumentState]
    DOCUMENT_STATE_INDEXED: _ClassVar[DocumentState]
    DOCUMENT_STATE_RELATED: _ClassVar[DocumentState]
    DOCUMENT_STATE_FAILED: _ClassVar[DocumentState]
ZONE_KIND_UNSPECIFIED: ZoneKind
ZONE_KIND_HEADLINE: ZoneKind
ZONE_KIND_BYLINE: ZoneKind
ZONE_KIND_DATELINE: ZoneKind
ZONE_KIND_BODY: ZoneKind
ZONE_KIND_CAPTION: ZoneKind
ZONE_KIND_CREDIT: ZoneKind
ZONE_KIND_BOILERPLATE: ZoneKind
DOCUMENT_STATE_UNSPECIFIED: DocumentState
DOCUMENT_STATE_PENDING: DocumentState
DOCUMENT_STATE_INDEXED: DocumentState
DOCUMENT_STATE_RELATED: DocumentState
DOCUMENT_STATE_FAILED: DocumentState

class Span(_message.Message):
    __slots__ = ("start", "end")
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    start: int
    end: int
    def __init__(self, start: _Optional[int] = ..., end: _Optional[int] = ...) -> None: ...

class Zone(_message.Message):
    __slots__ = ("kind", "span")
    KIND_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    kind: ZoneKind
    span: Span
    def __init__(self, kind: _Optional[_Union[ZoneKind, str]] = ..., span: _Optional[_Union[Span, _Mapping]] = ...) -> None: ...

class Source(_message.Message):
    __slots__ = ("outlet", "group", "domain", "country")
    OUTLET_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    outlet: str
    group: str
    domain: str
    country: str
    def __init__(self, outlet: _Optional[str] = ..., group: _Optional[str] = ..., domain: _Optional[str] = ..., country: _Optional[str] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("id", "body", "workspace", "external_id", "source", "url", "title", "language_code", "published_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    body: str
    workspace: str
    external_id: str
    source: Source
    url: str
    title: str
    language_code: str
    published_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., body: _Optional[str] = ..., workspace: _Optional[str] = ..., external_id: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., url: _Optional[str] = ..., title: _Optional[str] = ..., language_code: _Optional[str] = ..., published_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DocumentRecord(_message.Message):
    __slots__ = ("document", "state", "reason")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    document: Document
    state: DocumentState
    reason: str
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ..., state: _Optional[_Union[DocumentState, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class SourceStats(_message.Message):
    __slots__ = ("source", "documents", "first", "last")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    source: Source
    documents: int
    first: _timestamp_pb2.Timestamp
    last: _timestamp_pb2.Timestamp
    def __init__(self, source: _Optional[_Union[Source, _Mapping]] = ..., documents: _Optional[int] = ..., first: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CorpusStats(_message.Message):
    __slots__ = ("documents", "pending", "failed", "quotes", "claims", "relations", "sources", "fingerprint", "first", "last")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    PENDING_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    documents: int
    pending: int
    failed: int
    quotes: int
    claims: int
    relations: int
    sources: int
    fingerprint: str
    first: _timestamp_pb2.Timestamp
    last: _timestamp_pb2.Timestamp
    def __init__(self, documents: _Optional[int] = ..., pending: _Optional[int] = ..., failed: _Optional[int] = ..., quotes: _Optional[int] = ..., claims: _Optional[int] = ..., relations: _Optional[int] = ..., sources: _Optional[int] = ..., fingerprint: _Optional[str] = ..., first: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
