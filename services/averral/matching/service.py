"""The matching service: decodes, asks the engine, encodes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from averral import wire
from averral.matching.corpus.store import Corpus
from averral.matching.corpus.tables import open_corpus
from averral.matching.engine import Matcher
from averral.matching.index.cache import IndexCache
from averral.model import DEFAULT_WORKSPACE, Document, DocumentState, Extraction, Vectors
from averral.runtime.ports import EmbeddingPort
from averral.runtime.server import Service
from averral.runtime.settings import MatchingSettings
from averral.v1 import matching_service_pb2 as pb
from averral.v1 import matching_service_pb2_grpc

NAME = "averral.v1.MatchingService"


class MatchingServicer(matching_service_pb2_grpc.MatchingServiceServicer):
    """Answers from one corpus."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    @property
    def matcher(self) -> Matcher:
        """The engine that answers, for a caller in the same process."""
        return self._matcher

    async def AddDocuments(self, request: pb.AddDocumentsRequest, context: Any) -> pb.AddDocumentsResponse:
        """Stores documents, or finds them where they are stored already."""
        documents = [
            _in_workspace(wire.decode_document(each), request.workspace) for each in request.documents
        ]
        stored = await self._matcher.add_documents(documents, replace_earlier=request.replace_earlier)
        return pb.AddDocumentsResponse(records=[wire.encode_document_record(record) for record in stored])

    async def Index(self, request: pb.IndexRequest, context: Any) -> pb.IndexResponse:
        """Stores a document's items in place of those that it had."""
        ids = await self._matcher.index(
            _workspace(request),
            wire.decode_extraction(request.extraction),
            wire.decode_vectors(request.vectors),
        )
        return pb.IndexResponse(item_ids=ids)

    async def SetDocumentState(
        self,
        request: pb.SetDocumentStateRequest,
        context: Any,
    ) -> pb.SetDocumentStateResponse:
        """Notes how far a document has come."""
        state = wire.decode_document_state(request.state)
        await self._matcher.set_state(
            _workspace(request), request.document_id, state or DocumentState.PENDING, request.reason
        )
        return pb.SetDocumentStateResponse()

    async def Remove(self, request: pb.RemoveRequest, context: Any) -> pb.RemoveResponse:
        """Removes a document with its items and relations."""
        changed = await self._matcher.remove(_workspace(request), request.document_id)
        return pb.RemoveResponse(changed_item_ids=changed)

    async def GetRemovals(self, request: pb.GetRemovalsRequest, context: Any) -> pb.GetRemovalsResponse:
        """Names documents that are gone before their findings have followed."""
        found = await self._matcher.get_removals(_workspace(request))
        return pb.GetRemovalsResponse(
            removed=[pb.RemovedDocument(document_id=name, changed_item_ids=items) for name, items in found]
        )

    async def ForgetRemoval(self, request: pb.ForgetRemovalRequest, context: Any) -> pb.ForgetRemovalResponse:
        """Notes that the findings have followed."""
        await self._matcher.forget_removal(_workspace(request), request.document_id)
        return pb.ForgetRemovalResponse()

    async def Search(self, request: pb.SearchRequest, context: Any) -> pb.SearchResponse:
        """Finds the nearest items for each vector."""
        found = await self._matcher.search(
            _workspace(request),
            wire.decode_vectors(request.vectors),
            wire.decode_filters(request.filters),
            request.limit,
        )
        results = [pb.SearchResult(hits=[wire.encode_hit(hit) for hit in hits]) for hits in found]
        return pb.SearchResponse(results=results)

    async def Relate(self, request: pb.RelateRequest, context: Any) -> pb.RelateResponse:
        """Compares a document's items with the rest of the corpus."""
        changed = await self._matcher.relate(_workspace(request), request.document_id)
        return pb.RelateResponse(changed_item_ids=changed)

    async def Probe(self, request: pb.ProbeRequest, context: Any) -> pb.ProbeResponse:
        """Compares items that are not stored with the corpus."""
        found = await self._matcher.probe(
            _workspace(request),
            _in_workspace(wire.decode_document(request.document), request.workspace),
            wire.decode_extraction(request.extraction),
            wire.decode_vectors(request.vectors),
            wire.decode_filters(request.filters),
        )
        return pb.ProbeResponse(evidence=[wire.encode_evidence(evidence) for evidence in found])

    async def ComparePair(self, request: pb.ComparePairRequest, context: Any) -> pb.ComparePairResponse:
        """Compares two short texts with each other."""
        found = await self._matcher.compare_pair(_compared(request.a), _compared(request.b))
        return pb.ComparePairResponse(relation=wire.encode_relation(found))

    async def GetEvidence(self, request: pb.GetEvidenceRequest, context: Any) -> pb.GetEvidenceResponse:
        """Gathers what is stored for and against items."""
        found = await self._matcher.get_evidence(
            _workspace(request), list(request.item_ids), wire.decode_filters(request.filters)
        )
        return pb.GetEvidenceResponse(evidence=[wire.encode_evidence(evidence) for evidence in found])

    async def GetDocument(self, request: pb.GetDocumentRequest, context: Any) -> pb.GetDocumentResponse:
        """Reads one stored document."""
        record = await self._matcher.get_document(_workspace(request), request.document_id)
        return pb.GetDocumentResponse(record=wire.encode_document_record(record))

    async def ListDocuments(self, request: pb.ListDocumentsRequest, context: Any) -> pb.ListDocumentsResponse:
        """Lists stored documents, by id or the latest first."""
        state = wire.decode_document_state(request.state) if request.state else None
        page = await self._matcher.list_documents(
            _workspace(request),
            state,
            request.page_size,
            request.page_token,
            outlet=request.outlet,
            newest_first=request.newest_first,
            external_id=request.external_id,
        )
        records = [wire.encode_document_record(record) for record in page.items]
        return pb.ListDocumentsResponse(records=records, next_page_token=page.next_page_token)

    async def ListSources(self, request: pb.ListSourcesRequest, context: Any) -> pb.ListSourcesResponse:
        """Lists outlets by name."""
        page = await self._matcher.list_sources(_workspace(request), request.page_size, request.page_token)
        sources = [wire.encode_source_stats(source) for source in page.items]
        return pb.ListSourcesResponse(sources=sources, next_page_token=page.next_page_token)

    async def ListClaims(self, request: pb.ListClaimsRequest, context: Any) -> pb.ListClaimsResponse:
        """Lists claims by id."""
        page = await self._matcher.list_claims(
            _workspace(request), request.document_id, request.page_size, request.page_token
        )
        claims = [wire.encode_claim(claim) for claim in page.items]
        return pb.ListClaimsResponse(claims=claims, next_page_token=page.next_page_token)

    async def ListQuotes(self, request: pb.ListQuotesRequest, context: Any) -> pb.ListQuotesResponse:
        """Lists quotes by id."""
        page = await self._matcher.list_quotes(
            _workspace(request), request.document_id, request.page_size, request.page_token
        )
        quotes = [wire.encode_quote(quote) for quote in page.items]
        return pb.ListQuotesResponse(quotes=quotes, next_page_token=page.next_page_token)

    async def ListRelations(self, request: pb.ListRelationsRequest, context: Any) -> pb.ListRelationsResponse:
        """Lists relations by id."""
        page = await self._matcher.list_relations(
            _workspace(request), request.item_id, request.page_size, request.page_token
        )
        relations = [wire.encode_relation(relation) for relation in page.items]
        return pb.ListRelationsResponse(relations=relations, next_page_token=page.next_page_token)

    async def GetStats(self, request: pb.GetStatsRequest, context: Any) -> pb.GetStatsResponse:
        """Counts what the workspace holds."""
        stats = await self._matcher.get_stats(_workspace(request))
        return pb.GetStatsResponse(stats=wire.encode_corpus_stats(stats))


def create(settings: MatchingSettings, embedding: EmbeddingPort, *, in_memory: bool = False) -> Service:
    """The service on the corpus that the settings name; `in_memory` keeps nothing on disk.

    Raises:
        Permanent: STORAGE_FAILED or MISSING_EXTRA when the corpus cannot be opened.
    """
    matcher = open_matcher(settings, embedding, in_memory=in_memory)
    register = matching_service_pb2_grpc.add_MatchingServiceServicer_to_server
    return Service(NAME, MatchingServicer(matcher), register, matcher.close)


def open_matcher(settings: MatchingSettings, embedding: EmbeddingPort, *, in_memory: bool = False) -> Matcher:
    """The engine on the corpus that the settings name, its index ready: making one anew outlasts any call's deadline."""
    folder: Path | None = None if in_memory else settings.data_dir
    corpus = open_records(settings, in_memory=in_memory)
    index = IndexCache(
        corpus,
        folder / "vectors.index" if folder else None,
        settings.index_exact_below,
        settings.index_snapshot_seconds,
    )
    index.open()
    return Matcher(corpus, index, embedding, limits=settings.limits, candidate_limit=settings.candidates)


def open_records(settings: MatchingSettings, *, in_memory: bool = False) -> Corpus:
    """The records alone, without the index."""
    path = None if in_memory else settings.data_dir / "corpus.sqlite"
    return Corpus(open_corpus(path, "" if in_memory else settings.database_url))


def _workspace(request: Any) -> str:
    return request.workspace or DEFAULT_WORKSPACE


def _in_workspace(document: Document, workspace: str) -> Document:
    """A document's own workspace counts; one that names none belongs to the request's."""
    return document if document.workspace else replace(document, workspace=workspace or DEFAULT_WORKSPACE)


def _compared(text: pb.ComparedText) -> tuple[Document, Extraction, Vectors]:
    return (
        wire.decode_document(text.document),
        wire.decode_extraction(text.extraction),
        wire.decode_vectors(text.vectors),
    )
