from averral.v1 import claim_pb2 as _claim_pb2
from averral.v1 import document_pb2 as _document_pb2
from averral.v1 import notice_pb2 as _notice_pb2
from averral.v1 import quote_pb2 as _quote_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Extraction(_message.Message):
    __slots__ = ("document_id", "language_code", "language_confidence", "zones", "sentences", "quotes", "claims", "credits", "published", "truncated", "versions", "notices")
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    ZONES_FIELD_NUMBER: _ClassVar[int]
    SENTENCES_FIELD_NUMBER: _ClassVar[int]
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    CREDITS_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    document_id: str
    language_code: str
    language_confidence: float
    zones: _containers.RepeatedCompositeFieldContainer[_document_pb2.Zone]
    sentences: _containers.RepeatedCompositeFieldContainer[_document_pb2.Span]
    quotes: _containers.RepeatedCompositeFieldContainer[_quote_pb2.Quote]
    claims: _containers.RepeatedCompositeFieldContainer[_claim_pb2.Claim]
    credits: _containers.RepeatedScalarFieldContainer[str]
    published: _date_pb2.Date
    truncated: bool
    versions: str
    notices: _containers.RepeatedCompositeFieldContainer[_notice_pb2.Notice]
    def __init__(self, document_id: _Optional[str] = ..., language_code: _Optional[str] = ..., language_confidence: _Optional[float] = ..., zones: _Optional[_Iterable[_Union[_document_pb2.Zone, _Mapping]]] = ..., sentences: _Optional[_Iterable[_Union[_document_pb2.Span, _Mapping]]] = ..., quotes: _Optional[_Iterable[_Union[_quote_pb2.Quote, _Mapping]]] = ..., claims: _Optional[_Iterable[_Union[_claim_pb2.Claim, _Mapping]]] = ..., credits: _Optional[_Iterable[str]] = ..., published: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., truncated: bool = ..., versions: _Optional[str] = ..., notices: _Optional[_Iterable[_Union[_notice_pb2.Notice, _Mapping]]] = ...) -> None: ...
