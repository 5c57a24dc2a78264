import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Filters(_message.Message):
    __slots__ = ("published_from", "published_to", "language_codes", "outlets", "kinds", "places")
    PUBLISHED_FROM_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_TO_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODES_FIELD_NUMBER: _ClassVar[int]
    OUTLETS_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    published_from: _timestamp_pb2.Timestamp
    published_to: _timestamp_pb2.Timestamp
    language_codes: _containers.RepeatedScalarFieldContainer[str]
    outlets: _containers.RepeatedScalarFieldContainer[str]
    kinds: _containers.RepeatedScalarFieldContainer[str]
    places: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, published_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., published_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., language_codes: _Optional[_Iterable[str]] = ..., outlets: _Optional[_Iterable[str]] = ..., kinds: _Optional[_Iterable[str]] = ..., places: _Optional[_Iterable[str]] = ...) -> None: ...

class FindingFilters(_message.Message):
    __slots__ = ("language_codes", "places", "first", "last", "document_id", "external_id")
    LANGUAGE_CODES_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    language_codes: _containers.RepeatedScalarFieldContainer[str]
    places: _containers.RepeatedScalarFieldContainer[str]
    first: _date_pb2.Date
    last: _date_pb2.Date
    document_id: str
    external_id: str
    def __init__(self, language_codes: _Optional[_Iterable[str]] = ..., places: _Optional[_Iterable[str]] = ..., first: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., last: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., document_id: _Optional[str] = ..., external_id: _Optional[str] = ...) -> None: ...

class Hit(_message.Message):
    __slots__ = ("item_id", "score")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    score: float
    def __init__(self, item_id: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...
