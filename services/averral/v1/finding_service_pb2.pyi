from averral.v1 import webhook_pb2 as _webhook_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RefreshFindingsRequest(_message.Message):
    __slots__ = ("workspace", "item_ids")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    item_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, workspace: _Optional[str] = ..., item_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class RefreshFindingsResponse(_message.Message):
    __slots__ = ("changed_finding_ids",)
    CHANGED_FINDING_IDS_FIELD_NUMBER: _ClassVar[int]
    changed_finding_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, changed_finding_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class GetWebhookPostRequest(_message.Message):
    __slots__ = ("workspace", "webhook_id", "event_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    webhook_id: str
    event_id: int
    def __init__(self, workspace: _Optional[str] = ..., webhook_id: _Optional[str] = ..., event_id: _Optional[int] = ...) -> None: ...

class GetWebhookPostResponse(_message.Message):
    __slots__ = ("post",)
    POST_FIELD_NUMBER: _ClassVar[int]
    post: _webhook_pb2.WebhookPost
    def __init__(self, post: _Optional[_Union[_webhook_pb2.WebhookPost, _Mapping]] = ...) -> None: ...

class ListWorkspacesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWorkspacesResponse(_message.Message):
    __slots__ = ("workspaces", "next_page_token")
    WORKSPACES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    workspaces: _containers.RepeatedScalarFieldContainer[str]
    next_page_token: str
    def __init__(self, workspaces: _Optional[_Iterable[str]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
