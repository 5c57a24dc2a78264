from averral.v1 import claim_pb2 as _claim_pb2
from averral.v1 import document_pb2 as _document_pb2
from averral.v1 import embedding_pb2 as _embedding_pb2
from averral.v1 import extraction_pb2 as _extraction_pb2
from averral.v1 import finding_pb2 as _finding_pb2
from averral.v1 import quote_pb2 as _quote_pb2
from averral.v1 import relation_pb2 as _relation_pb2
from averral.v1 import search_pb2 as _search_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AddDocumentsRequest(_message.Message):
    __slots__ = ("workspace", "documents", "replace_earlier")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    REPLACE_EARLIER_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    documents: _containers.RepeatedCompositeFieldContainer[_document_pb2.Document]
    replace_earlier: bool
    def __init__(self, workspace: _Optional[str] = ..., documents: _Optional[_Iterable[_Union[_document_pb2.Document, _Mapping]]] = ..., replace_earlier: bool = ...) -> None: ...

class AddDocumentsResponse(_message.Message):
    __slots__ = ("records",)
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    records: _containers.RepeatedCompositeFieldContainer[_document_pb2.DocumentRecord]
    def __init__(self, records: _Optional[_Iterable[_Union[_document_pb2.DocumentRecord, _Mapping]]] = ...) -> None: ...

class IndexRequest(_message.Message):
    __slots__ = ("workspace", "extraction", "vectors")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    EXTRACTION_FIELD_NUMBER: _ClassVar[int]
    VECTORS_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    extraction: _extraction_pb2.Extraction
    vectors: _embedding_pb2.Vectors
    def __init__(self, workspace: _Optional[str] = ..., extraction: _Optional[_Union[_extraction_pb2.Extraction, _Mapping]] = ..., vectors: _Optional[_Union[_embedding_pb2.Vectors, _Mapping]] = ...) -> None: ...

class IndexResponse(_message.Message):
    __slots__ = ("item_ids",)
    ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    item_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, item_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class SetDocumentStateRequest(_message.Message):
    __slots__ = ("workspace", "document_id", "state", "reason")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    state: _document_pb2.DocumentState
    reason: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ..., state: _Optional[_Union[_document_pb2.DocumentState, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class SetDocumentStateResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RemoveRequest(_message.Message):
    __slots__ = ("workspace", "document_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ...) -> None: ...

class RemoveResponse(_message.Message):
    __slots__ = ("changed_item_ids",)
    CHANGED_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    changed_item_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, changed_item_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class GetRemovalsRequest(_message.Message):
    __slots__ = ("workspace",)
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    def __init__(self, workspace: _Optional[str] = ...) -> None: ...

class RemovedDocument(_message.Message):
    __slots__ = ("document_id", "changed_item_ids")
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    CHANGED_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    document_id: str
    changed_item_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, document_id: _Optional[str] = ..., changed_item_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class GetRemovalsResponse(_message.Message):
    __slots__ = ("removed",)
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    removed: _containers.RepeatedCompositeFieldContainer[RemovedDocument]
    def __init__(self, removed: _Optional[_Iterable[_Union[RemovedDocument, _Mapping]]] = ...) -> None: ...

class ForgetRemovalRequest(_message.Message):
    __slots__ = ("workspace", "document_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ...) -> None: ...

class ForgetRemovalResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class SearchRequest(_message.Message):
    __slots__ = ("workspace", "vectors", "filters", "limit")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    VECTORS_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    vectors: _embedding_pb2.Vectors
    filters: _search_pb2.Filters
    limit: int
    def __init__(self, workspace: _Optional[str] = ..., vectors: _Optional[_Union[_embedding_pb2.Vectors, _Mapping]] = ..., filters: _Optional[_Union[_search_pb2.Filters, _Mapping]] = ..., limit: _Optional[int] = ...) -> None: ...

class SearchResult(_message.Message):
    __slots__ = ("hits",)
    HITS_FIELD_NUMBER: _ClassVar[int]
    hits: _containers.RepeatedCompositeFieldContainer[_search_pb2.Hit]
    def __init__(self, hits: _Optional[_Iterable[_Union[_search_pb2.Hit, _Mapping]]] = ...) -> None: ...

class SearchResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[SearchResult]
    def __init__(self, results: _Optional[_Iterable[_Union[SearchResult, _Mapping]]] = ...) -> None: ...

class RelateRequest(_message.Message):
    __slots__ = ("workspace", "document_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ...) -> None: ...

class RelateResponse(_message.Message):
    __slots__ = ("changed_item_ids",)
    CHANGED_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    changed_item_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, changed_item_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ProbeRequest(_message.Message):
    __slots__ = ("workspace", "document", "extraction", "vectors", "filters")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    EXTRACTION_FIELD_NUMBER: _ClassVar[int]
    VECTORS_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document: _document_pb2.Document
    extraction: _extraction_pb2.Extraction
    vectors: _embedding_pb2.Vectors
    filters: _search_pb2.Filters
    def __init__(self, workspace: _Optional[str] = ..., document: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., extraction: _Optional[_Union[_extraction_pb2.Extraction, _Mapping]] = ..., vectors: _Optional[_Union[_embedding_pb2.Vectors, _Mapping]] = ..., filters: _Optional[_Union[_search_pb2.Filters, _Mapping]] = ...) -> None: ...

class ProbeResponse(_message.Message):
    __slots__ = ("evidence",)
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    evidence: _containers.RepeatedCompositeFieldContainer[_finding_pb2.Evidence]
    def __init__(self, evidence: _Optional[_Iterable[_Union[_finding_pb2.Evidence, _Mapping]]] = ...) -> None: ...

class ComparedText(_message.Message):
    __slots__ = ("document", "extraction", "vectors")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    EXTRACTION_FIELD_NUMBER: _ClassVar[int]
    VECTORS_FIELD_NUMBER: _ClassVar[int]
    document: _document_pb2.Document
    extraction: _extraction_pb2.Extraction
    vectors: _embedding_pb2.Vectors
    def __init__(self, document: _Optional[_Union[_document_pb2.Document, _Mapping]] = ..., extraction: _Optional[_Union[_extraction_pb2.Extraction, _Mapping]] = ..., vectors: _Optional[_Union[_embedding_pb2.Vectors, _Mapping]] = ...) -> None: ...

class ComparePairRequest(_message.Message):
    __slots__ = ("a", "b")
    A_FIELD_NUMBER: _ClassVar[int]
    B_FIELD_NUMBER: _ClassVar[int]
    a: ComparedText
    b: ComparedText
    def __init__(self, a: _Optional[_Union[ComparedText, _Mapping]] = ..., b: _Optional[_Union[ComparedText, _Mapping]] = ...) -> None: ...

class ComparePairResponse(_message.Message):
    __slots__ = ("relation",)
    RELATION_FIELD_NUMBER: _ClassVar[int]
    relation: _relation_pb2.Relation
    def __init__(self, relation: _Optional[_Union[_relation_pb2.Relation, _Mapping]] = ...) -> None: ...

class GetEvidenceRequest(_message.Message):
    __slots__ = ("workspace", "item_ids", "filters")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    item_ids: _containers.RepeatedScalarFieldContainer[str]
    filters: _search_pb2.Filters
    def __init__(self, workspace: _Optional[str] = ..., item_ids: _Optional[_Iterable[str]] = ..., filters: _Optional[_Union[_search_pb2.Filters, _Mapping]] = ...) -> None: ...

class GetEvidenceResponse(_message.Message):
    __slots__ = ("evidence",)
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    evidence: _containers.RepeatedCompositeFieldContainer[_finding_pb2.Evidence]
    def __init__(self, evidence: _Optional[_Iterable[_Union[_finding_pb2.Evidence, _Mapping]]] = ...) -> None: ...

class GetDocumentRequest(_message.Message):
    __slots__ = ("workspace", "document_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ...) -> None: ...

class GetDocumentResponse(_message.Message):
    __slots__ = ("record",)
    RECORD_FIELD_NUMBER: _ClassVar[int]
    record: _document_pb2.DocumentRecord
    def __init__(self, record: _Optional[_Union[_document_pb2.DocumentRecord, _Mapping]] = ...) -> None: ...

class ListDocumentsRequest(_message.Message):
    __slots__ = ("workspace", "state", "page_size", "page_token", "outlet", "newest_first", "external_id")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    OUTLET_FIELD_NUMBER: _ClassVar[int]
    NEWEST_FIRST_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    state: _document_pb2.DocumentState
    page_size: int
    page_token: str
    outlet: str
    newest_first: bool
    external_id: str
    def __init__(self, workspace: _Optional[str] = ..., state: _Optional[_Union[_document_pb2.DocumentState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., outlet: _Optional[str] = ..., newest_first: bool = ..., external_id: _Optional[str] = ...) -> None: ...

class ListDocumentsResponse(_message.Message):
    __slots__ = ("records", "next_page_token")
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    records: _containers.RepeatedCompositeFieldContainer[_document_pb2.DocumentRecord]
    next_page_token: str
    def __init__(self, records: _Optional[_Iterable[_Union[_document_pb2.DocumentRecord, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListSourcesRequest(_message.Message):
    __slots__ = ("workspace", "page_size", "page_token")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    page_size: int
    page_token: str
    def __init__(self, workspace: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSourcesResponse(_message.Message):
    __slots__ = ("sources", "next_page_token")
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    sources: _containers.RepeatedCompositeFieldContainer[_document_pb2.SourceStats]
    next_page_token: str
    def __init__(self, sources: _Optional[_Iterable[_Union[_document_pb2.SourceStats, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListClaimsRequest(_message.Message):
    __slots__ = ("workspace", "document_id", "page_size", "page_token")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    page_size: int
    page_token: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListClaimsResponse(_message.Message):
    __slots__ = ("claims", "next_page_token")
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    claims: _containers.RepeatedCompositeFieldContainer[_claim_pb2.Claim]
    next_page_token: str
    def __init__(self, claims: _Optional[_Iterable[_Union[_claim_pb2.Claim, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListQuotesRequest(_message.Message):
    __slots__ = ("workspace", "document_id", "page_size", "page_token")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    document_id: str
    page_size: int
    page_token: str
    def __init__(self, workspace: _Optional[str] = ..., document_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListQuotesResponse(_message.Message):
    __slots__ = ("quotes", "next_page_token")
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    quotes: _containers.RepeatedCompositeFieldContainer[_quote_pb2.Quote]
    next_page_token: str
    def __init__(self, quotes: _Optional[_Iterable[_Union[_quote_pb2.Quote, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListRelationsRequest(_message.Message):
    __slots__ = ("workspace", "item_id", "page_size", "page_token")
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    item_id: str
    page_size: int
    page_token: str
    def __init__(self, workspace: _Optional[str] = ..., item_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRelationsResponse(_message.Message):
    __slots__ = ("relations", "next_page_token")
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    relations: _containers.RepeatedCompositeFieldContainer[_relation_pb2.Relation]
    next_page_token: str
    def __init__(self, relations: _Optional[_Iterable[_Union[_relation_pb2.Relation, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetStatsRequest(_message.Message):
    __slots__ = ("workspace",)
    WORKSPACE_FIELD_NUMBER: _ClassVar[int]
    workspace: str
    def __init__(self, workspace: _Optional[str] = ...) -> None: ...

class GetStatsResponse(_message.Message):
    __slots__ = ("stats",)
    STATS_FIELD_NUMBER: _ClassVar[int]
    stats: _document_pb2.CorpusStats
    def __init__(self, stats: _Optional[_Union[_document_pb2.CorpusStats, _Mapping]] = ...) -> None: ...
