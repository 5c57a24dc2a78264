from averral.v1 import document_pb2 as _document_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RelationKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RELATION_KIND_UNSPECIFIED: _ClassVar[RelationKind]
    RELATION_KIND_CORROBORATES: _ClassVar[RelationKind]
    RELATION_KIND_CONFLICTS: _ClassVar[RelationKind]
    RELATION_KIND_UPDATES: _ClassVar[RelationKind]
    RELATION_KIND_SCOPE_DIFFERS: _ClassVar[RelationKind]
    RELATION_KIND_SAME_QUOTE: _ClassVar[RelationKind]
    RELATION_KIND_ALTERED_QUOTE: _ClassVar[RelationKind]
    RELATION_KIND_MISATTRIBUTED_QUOTE: _ClassVar[RelationKind]
    RELATION_KIND_RELATED: _ClassVar[RelationKind]
    RELATION_KIND_UNRELATED: _ClassVar[RelationKind]

class RelationReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RELATION_REASON_UNSPECIFIED: _ClassVar[RelationReason]
    RELATION_REASON_VALUE: _ClassVar[RelationReason]
    RELATION_REASON_OUTCOME: _ClassVar[RelationReason]
    RELATION_REASON_POLARITY: _ClassVar[RelationReason]
    RELATION_REASON_MODALITY: _ClassVar[RelationReason]
    RELATION_REASON_ACTOR: _ClassVar[RelationReason]
    RELATION_REASON_CONTROL: _ClassVar[RelationReason]
    RELATION_REASON_PLACE: _ClassVar[RelationReason]
    RELATION_REASON_TIME: _ClassVar[RelationReason]
    RELATION_REASON_POPULATION: _ClassVar[RelationReason]
    RELATION_REASON_UNIT: _ClassVar[RelationReason]
    RELATION_REASON_AS_OF: _ClassVar[RelationReason]
    RELATION_REASON_WORDING_NEGATION: _ClassVar[RelationReason]
    RELATION_REASON_WORDING_MODALITY: _ClassVar[RelationReason]
    RELATION_REASON_WORDING_CUT: _ClassVar[RelationReason]
    RELATION_REASON_WORDING_CHANGED: _ClassVar[RelationReason]
    RELATION_REASON_SPEAKER: _ClassVar[RelationReason]
    RELATION_REASON_DENIAL: _ClassVar[RelationReason]
    RELATION_REASON_ENTAILMENT: _ClassVar[RelationReason]

class OriginLevel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ORIGIN_LEVEL_UNSPECIFIED: _ClassVar[OriginLevel]
    ORIGIN_LEVEL_SAME_DOCUMENT: _ClassVar[OriginLevel]
    ORIGIN_LEVEL_COPY: _ClassVar[OriginLevel]
    ORIGIN_LEVEL_CREDIT: _ClassVar[OriginLevel]
    ORIGIN_LEVEL_WITNESS: _ClassVar[OriginLevel]
    ORIGIN_LEVEL_OWNER: _ClassVar[OriginLevel]
RELATION_KIND_UNSPECIFIED: RelationKind
RELATION_KIND_CORROBORATES: RelationKind
RELATION_KIND_CONFLICTS: RelationKind
RELATION_KIND_UPDATES: RelationKind
RELATION_KIND_SCOPE_DIFFERS: RelationKind
RELATION_KIND_SAME_QUOTE: RelationKind
RELATION_KIND_ALTERED_QUOTE: RelationKind
RELATION_KIND_MISATTRIBUTED_QUOTE: RelationKind
RELATION_KIND_RELATED: RelationKind
RELATION_KIND_UNRELATED: RelationKind
RELATION_REASON_UNSPECIFIED: RelationReason
RELATION_REASON_VALUE: RelationReason
RELATION_REASON_OUTCOME: RelationReason
RELATION_REASON_POLARITY: RelationReason
RELATION_REASON_MODALITY: RelationReason
RELATION_REASON_ACTOR: RelationReason
RELATION_REASON_CONTROL: RelationReason
RELATION_REASON_PLACE: RelationReason
RELATION_REASON_TIME: RelationReason
RELATION_REASON_POPULATION: RelationReason
RELATION_REASON_UNIT: RelationReason
RELATION_REASON_AS_OF: RelationReason
RELATION_REASON_WORDING_NEGATION: RelationReason
RELATION_REASON_WORDING_MODALITY: RelationReason
RELATION_REASON_WORDING_CUT: RelationReason
RELATION_REASON_WORDING_CHANGED: RelationReason
RELATION_REASON_SPEAKER: RelationReason
RELATION_REASON_DENIAL: RelationReason
RELATION_REASON_ENTAILMENT: RelationReason
ORIGIN_LEVEL_UNSPECIFIED: OriginLevel
ORIGIN_LEVEL_SAME_DOCUMENT: OriginLevel
ORIGIN_LEVEL_COPY: OriginLevel
ORIGIN_LEVEL_CREDIT: OriginLevel
ORIGIN_LEVEL_WITNESS: OriginLevel
ORIGIN_LEVEL_OWNER: OriginLevel

class TraceStep(_message.Message):
    __slots__ = ("rule", "a", "b", "outcome")
    RULE_FIELD_NUMBER: _ClassVar[int]
    A_FIELD_NUMBER: _ClassVar[int]
    B_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    rule: str
    a: str
    b: str
    outcome: str
    def __init__(self, rule: _Optional[str] = ..., a: _Optional[str] = ..., b: _Optional[str] = ..., outcome: _Optional[str] = ...) -> None: ...

class Relation(_message.Message):
    __slots__ = ("id", "kind", "a_id", "b_id", "a_document_id", "b_document_id", "a_span", "b_span", "reasons", "confidence", "trace", "versions")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    A_ID_FIELD_NUMBER: _ClassVar[int]
    B_ID_FIELD_NUMBER: _ClassVar[int]
    A_DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    B_DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    A_SPAN_FIELD_NUMBER: _ClassVar[int]
    B_SPAN_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    TRACE_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: RelationKind
    a_id: str
    b_id: str
    a_document_id: str
    b_document_id: str
    a_span: _document_pb2.Span
    b_span: _document_pb2.Span
    reasons: _containers.RepeatedScalarFieldContainer[RelationReason]
    confidence: float
    trace: _containers.RepeatedCompositeFieldContainer[TraceStep]
    versions: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[RelationKind, str]] = ..., a_id: _Optional[str] = ..., b_id: _Optional[str] = ..., a_document_id: _Optional[str] = ..., b_document_id: _Optional[str] = ..., a_span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., b_span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., reasons: _Optional[_Iterable[_Union[RelationReason, str]]] = ..., confidence: _Optional[float] = ..., trace: _Optional[_Iterable[_Union[TraceStep, _Mapping]]] = ..., versions: _Optional[str] = ...) -> None: ...

class OriginLink(_message.Message):
    __slots__ = ("a_id", "b_id", "level", "evidence")
    A_ID_FIELD_NUMBER: _ClassVar[int]
    B_ID_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    a_id: str
    b_id: str
    level: OriginLevel
    evidence: str
    def __init__(self, a_id: _Optional[str] = ..., b_id: _Optional[str] = ..., level: _Optional[_Union[OriginLevel, str]] = ..., evidence: _Optional[str] = ...) -> None: ...
