"""Client of the matching service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from averral import wire
from averral.model import (
    Claim,
    CorpusStats,
    Document,
    DocumentRecord,
    DocumentState,
    Evidence,
    Extraction,
    Filters,
    Hit,
    Page,
    Quote,
    Relation,
    SourceStats,
    Vectors,
)
from averral.runtime.clients.call import Caller
from averral.runtime.clients.channel import connect
from averral.runtime.settings import Settings
from averral.v1 import matching_service_pb2 as pb
from averral.v1.matching_service_pb2_grpc import MatchingServiceStub

ComparedText = tuple[Document, Extraction, Vectors]


class MatchingClient:
    """Implements `ports.MatchingPort` over a stub; timeouts are seconds."""

    def __init__(
        self, stub: Any, *, timeout: float = 30.0, batch_timeout: float = 600.0, channel: Any = None
    ) -> None:
        self._call = Caller("matching", stub, channel)
        self._timeout, self._batch_timeout = timeout, batch_timeout

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """A client of the service that the settings name."""
        channel = connect(settings.matching_address, settings)
        return cls(
            MatchingServiceStub(channel),  # type: ignore[no-untyped-call]
            timeout=settings.call_timeout,
            batch_timeout=settings.batch_timeout,
            channel=channel,
        )

    async def add_documents(
        self, documents: Sequence[Document], *, replace_earlier: bool = False
    ) -> tuple[DocumentRecord, ...]:
        """See `MatchingPort.add_documents`."""
        request = pb.AddDocumentsRequest(
            documents=[wire.encode_document(document) for document in documents],
            replace_earlier=replace_earlier,
        )
        answer = await self._call.unary("AddDocuments", request, self._timeout)
        return tuple(wire.decode_document_record(record) for record in answer.records)

    async def index(self, workspace: str, extraction: Extraction, vectors: Vectors) -> tuple[str, ...]:
        """See `MatchingPort.index`."""
        request = pb.IndexRequest(
            workspace=workspace,
            extraction=wire.encode_extraction(extraction),
            vectors=wire.encode_vectors(vectors),
        )
        answer = await self._call.unary("Index", request, self._timeout)
        return tuple(answer.item_ids)

    async def set_state(
        self, workspace: str, document_id: str, state: DocumentState, reason: str = ""
    ) -> None:
        """See `MatchingPort.set_state`."""
        request = pb.SetDocumentStateRequest(
            workspace=workspace,
            document_id=document_id,
            state=wire.encode_document_state(state),  # type: ignore[arg-type]
            reason=reason,
        )
        await self._call.unary("SetDocumentState", request, self._timeout)

    async def remove(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """See `MatchingPort.remove`."""
        request = pb.RemoveRequest(workspace=workspace, document_id=document_id)
        answer = await self._call.unary("Remove", request, self._timeout)
        return tuple(answer.changed_item_ids)

    async def get_removals(self, workspace: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """See `MatchingPort.get_removals`."""
        request = pb.GetRemovalsRequest(workspace=workspace)
        answer = await self._call.unary("GetRemovals", request, self._timeout)
        return tuple((each.document_id, tuple(each.changed_item_ids)) for each in answer.removed)

    async def forget_removal(self, workspace: str, document_id: str) -> None:
        """See `MatchingPort.forget_removal`."""
        request = pb.ForgetRemovalRequest(workspace=workspace, document_id=document_id)
        await self._call.unary("ForgetRemoval", request, self._timeout)

    async def search(
        self, workspace: str, vectors: Vectors, filters: Filters, limit: int
    ) -> tuple[tuple[Hit, ...], ...]:
        """See `MatchingPort.search`."""
        request = pb.SearchRequest(
            workspace=workspace,
            vectors=wire.encode_vectors(vectors),
            filters=wire.encode_filters(filters),
            limit=limit,
        )
        answer = await self._call.unary("Search", request, self._timeout)
        return tuple(tuple(wire.decode_hit(hit) for hit in result.hits) for result in answer.results)

    async def relate(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """See `MatchingPort.relate`; a long document against a large corpus may take a batch's time."""
        request = pb.RelateRequest(workspace=workspace, document_id=document_id)
        answer = await self._call.unary("Relate", request, self._batch_timeout)
        return tuple(answer.changed_item_ids)

    async def probe(
        self, workspace: str, document: Document, extraction: Extraction, vectors: Vectors, filters: Filters
    ) -> tuple[Evidence, ...]:
        """See `MatchingPort.probe`."""
        request = pb.ProbeRequest(
            workspace=workspace,
            document=wire.encode_document(document),
            extraction=wire.encode_extraction(extraction),
            vectors=wire.encode_vectors(vectors),
            filters=wire.encode_filters(filters),
        )
        answer = await self._call.unary("Probe", request, self._timeout)
        return tuple(wire.decode_evidence(evidence) for evidence in answer.evidence)

    async def compare_pair(self, a: ComparedText, b: ComparedText) -> Relation:
        """See `MatchingPort.compare_pair`."""
        request = pb.ComparePairRequest(a=_compared(a), b=_compared(b))
        answer = await self._call.unary("ComparePair", request, self._timeout)
        return wire.decode_relation(answer.relation)

    async def get_evidence(
        self, workspace: str, item_ids: Sequence[str], filters: Filters = Filters()
    ) -> tuple[Evidence, ...]:
        """See `MatchingPort.get_evidence`."""
        request = pb.GetEvidenceRequest(
            workspace=workspace, item_ids=item_ids, filters=wire.encode_filters(filters)
        )
        answer = await self._call.unary("GetEvidence", request, self._timeout)
        return tuple(wire.decode_evidence(evidence) for evidence in answer.evidence)

    async def get_document(self, workspace: str, document_id: str) -> DocumentRecord:
        """See `MatchingPort.get_document`."""
        request = pb.GetDocumentRequest(workspace=workspace, document_id=document_id)
        answer = await self._call.unary("GetDocument", request, self._timeout)
        return wire.decode_document_record(answer.record)

    async def list_documents(
        self,
        workspace: str,
        state: DocumentState | None = None,
        page_size: int = 100,
        page_token: str = "",
        *,
        outlet: str = "",
        newest_first: bool = False,
        external_id: str = "",
    ) -> Page[DocumentRecord]:
        """See `MatchingPort.list_documents`."""
        request = pb.ListDocumentsRequest(
            workspace=workspace,
            state=wire.encode_document_state(state),  # type: ignore[arg-type]
            page_size=page_size,
            page_token=page_token,
            outlet=outlet,
            newest_first=newest_first,
            external_id=external_id,
        )
        answer = await self._call.unary("ListDocuments", request, self._timeout)
        records = tuple(wire.decode_document_record(record) for record in answer.records)
        return Page(records, answer.next_page_token)

    async def list_sources(
        self, workspace: str, page_size: int = 100, page_token: str = ""
    ) -> Page[SourceStats]:
        """See `MatchingPort.list_sources`."""
        request = pb.ListSourcesRequest(workspace=workspace, page_size=page_size, page_token=page_token)
        answer = await self._call.unary("ListSources", request, self._timeout)
        sources = tuple(wire.decode_source_stats(source) for source in answer.sources)
        return Page(sources, answer.next_page_token)

    async def list_claims(
        self, workspace: str, document_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Claim]:
        """See `MatchingPort.list_claims`."""
        request = pb.ListClaimsRequest(
            workspace=workspace, document_id=document_id, page_size=page_size, page_token=page_token
        )
        answer = await self._call.unary("ListClaims", request, self._timeout)
        return Page(tuple(wire.decode_claim(claim) for claim in answer.claims), answer.next_page_token)

    async def list_quotes(
        self, workspace: str, document_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Quote]:
        """See `MatchingPort.list_quotes`."""
        request = pb.ListQuotesRequest(
            workspace=workspace, document_id=document_id, page_size=page_size, page_token=page_token
        )
        answer = await self._call.unary("ListQuotes", request, self._timeout)
        return Page(tuple(wire.decode_quote(quote) for quote in answer.quotes), answer.next_page_token)

    async def list_relations(
        self, workspace: str, item_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Relation]:
        """See `MatchingPort.list_relations`."""
        request = pb.ListRelationsRequest(
            workspace=workspace, item_id=item_id, page_size=page_size, page_token=page_token
        )
        answer = await self._call.unary("ListRelations", request, self._timeout)
        relations = tuple(wire.decode_relation(relation) for relation in answer.relations)
        return Page(relations, answer.next_page_token)

    async def get_stats(self, workspace: str) -> CorpusStats:
        """See `MatchingPort.get_stats`."""
        answer = await self._call.unary("GetStats", pb.GetStatsRequest(workspace=workspace), self._timeout)
        return wire.decode_corpus_stats(answer.stats)

    async def close(self) -> None:
        """Closes the channel."""
        await self._call.close()


def _compared(text: ComparedText) -> pb.ComparedText:
    document, extraction, vectors = text
    return pb.ComparedText(
        document=wire.encode_document(document),
        extraction=wire.encode_extraction(extraction),
        vectors=wire.encode_vectors(vectors),
    )
