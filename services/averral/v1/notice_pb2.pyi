from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NoticeReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NOTICE_REASON_UNSPECIFIED: _ClassVar[NoticeReason]
    NOTICE_REASON_UNKNOWN_LANGUAGE: _ClassVar[NoticeReason]
    NOTICE_REASON_LANGUAGE_DIFFERS: _ClassVar[NoticeReason]
    NOTICE_REASON_LANGUAGE_NOT_READ: _ClassVar[NoticeReason]
NOTICE_REASON_UNSPECIFIED: NoticeReason
NOTICE_REASON_UNKNOWN_LANGUAGE: NoticeReason
NOTICE_REASON_LANGUAGE_DIFFERS: NoticeReason
NOTICE_REASON_LANGUAGE_NOT_READ: NoticeReason

class Notice(_message.Message):
    __slots__ = ("reason", "field", "message")
    REASON_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    reason: NoticeReason
    field: str
    message: str
    def __init__(self, reason: _Optional[_Union[NoticeReason, str]] = ..., field: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...
