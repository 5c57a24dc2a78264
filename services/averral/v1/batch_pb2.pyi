import datetime

from averral.v1 import finding_pb2 as _finding_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Batch(_message.Message):
    __slots__ = ("id", "workspace", "items", "done", "failed", "received", "cancelled", "created_at", "finished_at", "expires_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    FINISHED_AT_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    workspace: str
    items: int
    done: int
    failed: int
    received: bool
    cancelled: bool
    created_at: _timestamp_pb2.Timestamp
    finished_at: _timestamp_pb2.Timestamp
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., workspace: _Optional[str] = ..., items: _Optional[int] = ..., done: _Optional[int] = ..., failed: _Optional[int] = ..., received: bool = ..., cancelled: bool = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finished_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class BatchItem(_message.Message):
    __slots__ = ("number", "external_id", "document_id", "done", "reason", "message")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    number: int
    external_id: str
    document_id: str
    done: bool
    reason: str
    message: str
    def __init__(self, number: _Optional[int] = ..., external_id: _Optional[str] = ..., document_id: _Optional[str] = ..., done: bool = ..., reason: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class BatchChange(_message.Message):
    __slots__ = ("kind", "item_id", "before", "after")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    kind: str
    item_id: str
    before: _finding_pb2.Finding
    after: _finding_pb2.Finding
    def __init__(self, kind: _Optional[str] = ..., item_id: _Optional[str] = ..., before: _Optional[_Union[_finding_pb2.Finding, _Mapping]] = ..., after: _Optional[_Union[_finding_pb2.Finding, _Mapping]] = ...) -> None: ...
