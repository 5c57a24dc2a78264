from averral.v1 import notice_pb2 as _notice_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ItemFailure(_message.Message):
    __slots__ = ("item_id", "reason", "message")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    reason: str
    message: str
    def __init__(self, item_id: _Optional[str] = ..., reason: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class Job(_message.Message):
    __slots__ = ("id", "document_ids", "failures", "done", "cancelled", "workspace", "notices")
    ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    FAILURES_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    id: str
    document_ids: _containers.RepeatedScalarFieldContainer[str]
    failures: _containers.RepeatedCompositeFieldContainer[ItemFailure]
    done: int
    cancelled: bool
    workspace: str
    notices: _containers.RepeatedCompositeFieldContainer[_notice_pb2.Notice]
    def __init__(self, id: _Optional[str] = ..., document_ids: _Optional[_Iterable[str]] = ..., failures: _Optional[_Iterable[_Union[ItemFailure, _Mapping]]] = ..., done: _Optional[int] = ..., cancelled: bool = ..., workspace: _Optional[str] = ..., notices: _Optional[_Iterable[_Union[_notice_pb2.Notice, _Mapping]]] = ...) -> None: ...
