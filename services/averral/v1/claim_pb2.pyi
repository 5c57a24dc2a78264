import datetime

from averral.v1 import document_pb2 as _document_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ClaimKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLAIM_KIND_UNSPECIFIED: _ClassVar[ClaimKind]
    CLAIM_KIND_CASUALTIES: _ClassVar[ClaimKind]
    CLAIM_KIND_TALKS: _ClassVar[ClaimKind]
    CLAIM_KIND_AGREEMENT: _ClassVar[ClaimKind]
    CLAIM_KIND_CONTROL: _ClassVar[ClaimKind]
    CLAIM_KIND_ATTACK: _ClassVar[ClaimKind]
    CLAIM_KIND_DISPLACEMENT: _ClassVar[ClaimKind]
    CLAIM_KIND_SIEGE: _ClassVar[ClaimKind]
    CLAIM_KIND_AID: _ClassVar[ClaimKind]
    CLAIM_KIND_EXCHANGE: _ClassVar[ClaimKind]
    CLAIM_KIND_ARREST: _ClassVar[ClaimKind]
    CLAIM_KIND_TURNOUT: _ClassVar[ClaimKind]
    CLAIM_KIND_INTENTION: _ClassVar[ClaimKind]
    CLAIM_KIND_STATEMENT: _ClassVar[ClaimKind]
    CLAIM_KIND_OTHER: _ClassVar[ClaimKind]

class Polarity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    POLARITY_UNSPECIFIED: _ClassVar[Polarity]
    POLARITY_AFFIRMED: _ClassVar[Polarity]
    POLARITY_NEGATED: _ClassVar[Polarity]

class Modality(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MODALITY_UNSPECIFIED: _ClassVar[Modality]
    MODALITY_ASSERTED: _ClassVar[Modality]
    MODALITY_ATTRIBUTED: _ClassVar[Modality]
    MODALITY_DENIED: _ClassVar[Modality]
    MODALITY_PLANNED: _ClassVar[Modality]
    MODALITY_POSSIBLE: _ClassVar[Modality]

class Qualifier(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUALIFIER_UNSPECIFIED: _ClassVar[Qualifier]
    QUALIFIER_EXACT: _ClassVar[Qualifier]
    QUALIFIER_ABOUT: _ClassVar[Qualifier]
    QUALIFIER_AT_LEAST: _ClassVar[Qualifier]
    QUALIFIER_AT_MOST: _ClassVar[Qualifier]
    QUALIFIER_MORE_THAN: _ClassVar[Qualifier]
    QUALIFIER_LESS_THAN: _ClassVar[Qualifier]
    QUALIFIER_RANGE: _ClassVar[Qualifier]
    QUALIFIER_VAGUE: _ClassVar[Qualifier]

class ParticipantRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PARTICIPANT_ROLE_UNSPECIFIED: _ClassVar[ParticipantRole]
    PARTICIPANT_ROLE_ACTOR: _ClassVar[ParticipantRole]
    PARTICIPANT_ROLE_TARGET: _ClassVar[ParticipantRole]
    PARTICIPANT_ROLE_PARTY: _ClassVar[ParticipantRole]
CLAIM_KIND_UNSPECIFIED: ClaimKind
CLAIM_KIND_CASUALTIES: ClaimKind
CLAIM_KIND_TALKS: ClaimKind
CLAIM_KIND_AGREEMENT: ClaimKind
CLAIM_KIND_CONTROL: ClaimKind
CLAIM_KIND_ATTACK: ClaimKind
CLAIM_KIND_DISPLACEMENT: ClaimKind
CLAIM_KIND_SIEGE: ClaimKind
CLAIM_KIND_AID: ClaimKind
CLAIM_KIND_EXCHANGE: ClaimKind
CLAIM_KIND_ARREST: ClaimKind
CLAIM_KIND_TURNOUT: ClaimKind
CLAIM_KIND_INTENTION: ClaimKind
CLAIM_KIND_STATEMENT: ClaimKind
CLAIM_KIND_OTHER: ClaimKind
POLARITY_UNSPECIFIED: Polarity
POLARITY_AFFIRMED: Polarity
POLARITY_NEGATED: Polarity
MODALITY_UNSPECIFIED: Modality
MODALITY_ASSERTED: Modality
MODALITY_ATTRIBUTED: Modality
MODALITY_DENIED: Modality
MODALITY_PLANNED: Modality
MODALITY_POSSIBLE: Modality
QUALIFIER_UNSPECIFIED: Qualifier
QUALIFIER_EXACT: Qualifier
QUALIFIER_ABOUT: Qualifier
QUALIFIER_AT_LEAST: Qualifier
QUALIFIER_AT_MOST: Qualifier
QUALIFIER_MORE_THAN: Qualifier
QUALIFIER_LESS_THAN: Qualifier
QUALIFIER_RANGE: Qualifier
QUALIFIER_VAGUE: Qualifier
PARTICIPANT_ROLE_UNSPECIFIED: ParticipantRole
PARTICIPANT_ROLE_ACTOR: ParticipantRole
PARTICIPANT_ROLE_TARGET: ParticipantRole
PARTICIPANT_ROLE_PARTY: ParticipantRole

class Quantity(_message.Message):
    __slots__ = ("low", "high", "best", "unit", "qualifier", "span", "population", "cumulative")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    BEST_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    QUALIFIER_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    POPULATION_FIELD_NUMBER: _ClassVar[int]
    CUMULATIVE_FIELD_NUMBER: _ClassVar[int]
    low: float
    high: float
    best: float
    unit: str
    qualifier: Qualifier
    span: _document_pb2.Span
    population: str
    cumulative: bool
    def __init__(self, low: _Optional[float] = ..., high: _Optional[float] = ..., best: _Optional[float] = ..., unit: _Optional[str] = ..., qualifier: _Optional[_Union[Qualifier, str]] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., population: _Optional[str] = ..., cumulative: bool = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("name", "key", "span", "direction", "country", "names_event")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    NAMES_EVENT_FIELD_NUMBER: _ClassVar[int]
    name: str
    key: str
    span: _document_pb2.Span
    direction: str
    country: str
    names_event: bool
    def __init__(self, name: _Optional[str] = ..., key: _Optional[str] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., direction: _Optional[str] = ..., country: _Optional[str] = ..., names_event: bool = ...) -> None: ...

class Participant(_message.Message):
    __slots__ = ("name", "key", "role", "span")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    name: str
    key: str
    role: ParticipantRole
    span: _document_pb2.Span
    def __init__(self, name: _Optional[str] = ..., key: _Optional[str] = ..., role: _Optional[_Union[ParticipantRole, str]] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ...) -> None: ...

class TimeInterval(_message.Message):
    __slots__ = ("start", "end", "precision", "basis", "span")
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    start: _date_pb2.Date
    end: _date_pb2.Date
    precision: str
    basis: str
    span: _document_pb2.Span
    def __init__(self, start: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., precision: _Optional[str] = ..., basis: _Optional[str] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ...) -> None: ...

class Attribution(_message.Message):
    __slots__ = ("name", "key", "level", "anonymous")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    ANONYMOUS_FIELD_NUMBER: _ClassVar[int]
    name: str
    key: str
    level: str
    anonymous: bool
    def __init__(self, name: _Optional[str] = ..., key: _Optional[str] = ..., level: _Optional[str] = ..., anonymous: bool = ...) -> None: ...

class Claim(_message.Message):
    __slots__ = ("id", "document_id", "span", "text", "language_code", "kind", "predicate", "polarity", "modality", "participants", "places", "quantities", "event_time", "as_of", "attribution", "check_worthiness", "quote_id", "zone", "context_places")
    ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PREDICATE_FIELD_NUMBER: _ClassVar[int]
    POLARITY_FIELD_NUMBER: _ClassVar[int]
    MODALITY_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    QUANTITIES_FIELD_NUMBER: _ClassVar[int]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    CHECK_WORTHINESS_FIELD_NUMBER: _ClassVar[int]
    QUOTE_ID_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_PLACES_FIELD_NUMBER: _ClassVar[int]
    id: str
    document_id: str
    span: _document_pb2.Span
    text: str
    language_code: str
    kind: ClaimKind
    predicate: str
    polarity: Polarity
    modality: Modality
    participants: _containers.RepeatedCompositeFieldContainer[Participant]
    places: _containers.RepeatedCompositeFieldContainer[Place]
    quantities: _containers.RepeatedCompositeFieldContainer[Quantity]
    event_time: TimeInterval
    as_of: _timestamp_pb2.Timestamp
    attribution: _containers.RepeatedCompositeFieldContainer[Attribution]
    check_worthiness: float
    quote_id: str
    zone: _document_pb2.ZoneKind
    context_places: _containers.RepeatedCompositeFieldContainer[Place]
    def __init__(self, id: _Optional[str] = ..., document_id: _Optional[str] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., text: _Optional[str] = ..., language_code: _Optional[str] = ..., kind: _Optional[_Union[ClaimKind, str]] = ..., predicate: _Optional[str] = ..., polarity: _Optional[_Union[Polarity, str]] = ..., modality: _Optional[_Union[Modality, str]] = ..., participants: _Optional[_Iterable[_Union[Participant, _Mapping]]] = ..., places: _Optional[_Iterable[_Union[Place, _Mapping]]] = ..., quantities: _Optional[_Iterable[_Union[Quantity, _Mapping]]] = ..., event_time: _Optional[_Union[TimeInterval, _Mapping]] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., attribution: _Optional[_Iterable[_Union[Attribution, _Mapping]]] = ..., check_worthiness: _Optional[float] = ..., quote_id: _Optional[str] = ..., zone: _Optional[_Union[_document_pb2.ZoneKind, str]] = ..., context_places: _Optional[_Iterable[_Union[Place, _Mapping]]] = ...) -> None: ...
