from averral.v1 import document_pb2 as _document_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class QuoteKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUOTE_KIND_UNSPECIFIED: _ClassVar[QuoteKind]
    QUOTE_KIND_DIRECT: _ClassVar[QuoteKind]
    QUOTE_KIND_INDIRECT: _ClassVar[QuoteKind]
    QUOTE_KIND_MIXED: _ClassVar[QuoteKind]

class SpeakerFound(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SPEAKER_FOUND_UNSPECIFIED: _ClassVar[SpeakerFound]
    SPEAKER_FOUND_EXPLICIT: _ClassVar[SpeakerFound]
    SPEAKER_FOUND_ROLE: _ClassVar[SpeakerFound]
    SPEAKER_FOUND_PRONOUN: _ClassVar[SpeakerFound]
    SPEAKER_FOUND_CONTINUED: _ClassVar[SpeakerFound]
QUOTE_KIND_UNSPECIFIED: QuoteKind
QUOTE_KIND_DIRECT: QuoteKind
QUOTE_KIND_INDIRECT: QuoteKind
QUOTE_KIND_MIXED: QuoteKind
SPEAKER_FOUND_UNSPECIFIED: SpeakerFound
SPEAKER_FOUND_EXPLICIT: SpeakerFound
SPEAKER_FOUND_ROLE: SpeakerFound
SPEAKER_FOUND_PRONOUN: SpeakerFound
SPEAKER_FOUND_CONTINUED: SpeakerFound

class Speaker(_message.Message):
    __slots__ = ("name", "key", "mention", "role", "affiliation", "anonymous", "found")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    MENTION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    AFFILIATION_FIELD_NUMBER: _ClassVar[int]
    ANONYMOUS_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    name: str
    key: str
    mention: _document_pb2.Span
    role: str
    affiliation: str
    anonymous: bool
    found: SpeakerFound
    def __init__(self, name: _Optional[str] = ..., key: _Optional[str] = ..., mention: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., role: _Optional[str] = ..., affiliation: _Optional[str] = ..., anonymous: bool = ..., found: _Optional[_Union[SpeakerFound, str]] = ...) -> None: ...

class Quote(_message.Message):
    __slots__ = ("id", "document_id", "span", "text", "language_code", "kind", "parts", "cue", "speaker", "told_to", "denied", "verbatim_doubt", "parent_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    CUE_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    TOLD_TO_FIELD_NUMBER: _ClassVar[int]
    DENIED_FIELD_NUMBER: _ClassVar[int]
    VERBATIM_DOUBT_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    document_id: str
    span: _document_pb2.Span
    text: str
    language_code: str
    kind: QuoteKind
    parts: _containers.RepeatedCompositeFieldContainer[_document_pb2.Span]
    cue: _document_pb2.Span
    speaker: Speaker
    told_to: str
    denied: bool
    verbatim_doubt: bool
    parent_id: str
    def __init__(self, id: _Optional[str] = ..., document_id: _Optional[str] = ..., span: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., text: _Optional[str] = ..., language_code: _Optional[str] = ..., kind: _Optional[_Union[QuoteKind, str]] = ..., parts: _Optional[_Iterable[_Union[_document_pb2.Span, _Mapping]]] = ..., cue: _Optional[_Union[_document_pb2.Span, _Mapping]] = ..., speaker: _Optional[_Union[Speaker, _Mapping]] = ..., told_to: _Optional[str] = ..., denied: bool = ..., verbatim_doubt: bool = ..., parent_id: _Optional[str] = ...) -> None: ...
