from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class Limits(_message.Message):
    __slots__ = ("document_code_points", "documents_per_call", "texts_per_call", "pairs_per_call", "claims_per_document", "quotes_per_document", "page_size", "passages_per_side", "relations_per_item", "concurrent_calls", "queued_documents", "call_seconds", "batch_days")
    DOCUMENT_CODE_POINTS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_PER_CALL_FIELD_NUMBER: _ClassVar[int]
    TEXTS_PER_CALL_FIELD_NUMBER: _ClassVar[int]
    PAIRS_PER_CALL_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_PER_DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    QUOTES_PER_DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PASSAGES_PER_SIDE_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_PER_ITEM_FIELD_NUMBER: _ClassVar[int]
    CONCURRENT_CALLS_FIELD_NUMBER: _ClassVar[int]
    QUEUED_DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    CALL_SECONDS_FIELD_NUMBER: _ClassVar[int]
    BATCH_DAYS_FIELD_NUMBER: _ClassVar[int]
    document_code_points: int
    documents_per_call: int
    texts_per_call: int
    pairs_per_call: int
    claims_per_document: int
    quotes_per_document: int
    page_size: int
    passages_per_side: int
    relations_per_item: int
    concurrent_calls: int
    queued_documents: int
    call_seconds: float
    batch_days: float
    def __init__(self, document_code_points: _Optional[int] = ..., documents_per_call: _Optional[int] = ..., texts_per_call: _Optional[int] = ..., pairs_per_call: _Optional[int] = ..., claims_per_document: _Optional[int] = ..., quotes_per_document: _Optional[int] = ..., page_size: _Optional[int] = ..., passages_per_side: _Optional[int] = ..., relations_per_item: _Optional[int] = ..., concurrent_calls: _Optional[int] = ..., queued_documents: _Optional[int] = ..., call_seconds: _Optional[float] = ..., batch_days: _Optional[float] = ...) -> None: ...
