from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TextPair(_message.Message):
    __slots__ = ("a", "b", "a_language_code", "b_language_code")
    A_FIELD_NUMBER: _ClassVar[int]
    B_FIELD_NUMBER: _ClassVar[int]
    A_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    B_LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    a: str
    b: str
    a_language_code: str
    b_language_code: str
    def __init__(self, a: _Optional[str] = ..., b: _Optional[str] = ..., a_language_code: _Optional[str] = ..., b_language_code: _Optional[str] = ...) -> None: ...

class PairScores(_message.Message):
    __slots__ = ("corroborates", "conflicts", "unrelated")
    CORROBORATES_FIELD_NUMBER: _ClassVar[int]
    CONFLICTS_FIELD_NUMBER: _ClassVar[int]
    UNRELATED_FIELD_NUMBER: _ClassVar[int]
    corroborates: float
    conflicts: float
    unrelated: float
    def __init__(self, corroborates: _Optional[float] = ..., conflicts: _Optional[float] = ..., unrelated: _Optional[float] = ...) -> None: ...

class ScalePoint(_message.Message):
    __slots__ = ("cosine", "likeness")
    COSINE_FIELD_NUMBER: _ClassVar[int]
    LIKENESS_FIELD_NUMBER: _ClassVar[int]
    cosine: float
    likeness: float
    def __init__(self, cosine: _Optional[float] = ..., likeness: _Optional[float] = ...) -> None: ...

class ModelInfo(_message.Message):
    __slots__ = ("name", "fingerprint", "dimension", "language_codes", "max_tokens", "scale")
    NAME_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODES_FIELD_NUMBER: _ClassVar[int]
    MAX_TOKENS_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    name: str
    fingerprint: str
    dimension: int
    language_codes: _containers.RepeatedScalarFieldContainer[str]
    max_tokens: int
    scale: _containers.RepeatedCompositeFieldContainer[ScalePoint]
    def __init__(self, name: _Optional[str] = ..., fingerprint: _Optional[str] = ..., dimension: _Optional[int] = ..., language_codes: _Optional[_Iterable[str]] = ..., max_tokens: _Optional[int] = ..., scale: _Optional[_Iterable[_Union[ScalePoint, _Mapping]]] = ...) -> None: ...

class Vectors(_message.Message):
    __slots__ = ("data", "dimension", "fingerprint", "truncated", "scale")
    DATA_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    data: bytes
    dimension: int
    fingerprint: str
    truncated: _containers.RepeatedScalarFieldContainer[bool]
    scale: _containers.RepeatedCompositeFieldContainer[ScalePoint]
    def __init__(self, data: _Optional[bytes] = ..., dimension: _Optional[int] = ..., fingerprint: _Optional[str] = ..., truncated: _Optional[_Iterable[bool]] = ..., scale: _Optional[_Iterable[_Union[ScalePoint, _Mapping]]] = ...) -> None: ...
