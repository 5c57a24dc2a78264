"""What a service may ask of its neighbours: model types in, model types out.

Engines and workers depend on these protocols only. Behind them stands a gRPC channel
(`runtime.clients`) or, in one process, the same servicer called directly (`runtime.local`).
All calls raise `errors.AverralError`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Protocol

from averral.model import (
    AnswerOptions,
    Claim,
    CorpusStats,
    Document,
    DocumentRecord,
    DocumentState,
    DraftSummary,
    Event,
    Evidence,
    Extraction,
    Filters,
    Finding,
    FindingFilters,
    Flag,
    Hit,
    ItemFailure,
    Job,
    Limits,
    ModelInfo,
    Page,
    PairScores,
    Quote,
    Relation,
    Review,
    SourceStats,
    TextPair,
    Vectors,
    WebhookPost,
)


class ExtractionPort(Protocol):
    """Reads documents: sentences, quotes with speakers, claims."""

    async def extract(self, document: Document) -> Extraction:
        """All that is found in one document."""
        ...

    def extract_stream(self, documents: Iterable[Document]) -> AsyncIterator[Extraction | ItemFailure]:
        """One answer per document, in order; a bad document fails alone."""
        ...


class EmbeddingPort(Protocol):
    """Turns texts into unit vectors, and pairs of texts into entailment scores."""

    async def embed(self, texts: Sequence[str], model: str = "") -> Vectors:
        """One row per text."""
        ...

    async def score_pairs(self, pairs: Sequence[TextPair]) -> tuple[PairScores, ...]:
        """One score triple per pair."""
        ...

    async def get_model(self, model: str = "") -> ModelInfo:
        """The model in use, or the named one."""
        ...


class MatchingPort(Protocol):
    """Keeps the corpus and compares its claims and quotes."""

    async def add_documents(
        self, documents: Sequence[Document], *, replace_earlier: bool = False
    ) -> tuple[DocumentRecord, ...]:
        """Stores documents (idempotent by id); each comes back with its state.

        With `replace_earlier` each takes the place of what came before from its source under its external id, as soon
        as it is related.
        """
        ...

    async def index(self, workspace: str, extraction: Extraction, vectors: Vectors) -> tuple[str, ...]:
        """Stores a document's items, a vector for each: claims first, then quotes.

        Replaces what the document had. Returns the ids of the items.
        """
        ...

    async def set_state(
        self, workspace: str, document_id: str, state: DocumentState, reason: str = ""
    ) -> None:
        """Notes how far a document has come."""
        ...

    async def remove(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """Removes a document with its items and relations; ids of all items whose findings must follow.

        A repeated call names them again, until `forget_removal`.
        """
        ...

    async def get_removals(self, workspace: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Documents that were removed, each with the items whose findings have not followed."""
        ...

    async def forget_removal(self, workspace: str, document_id: str) -> None:
        """Notes that the findings have followed a removal."""
        ...

    async def search(
        self, workspace: str, vectors: Vectors, filters: Filters, limit: int
    ) -> tuple[tuple[Hit, ...], ...]:
        """Nearest items, best first, for each vector."""
        ...

    async def relate(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """Compares a document's items with the corpus and stores the relations.

        Returns the ids of the document's items and of all their partners, also when nothing
        changed: a repeated call finishes what an interrupted one began.
        """
        ...

    async def probe(
        self, workspace: str, document: Document, extraction: Extraction, vectors: Vectors, filters: Filters
    ) -> tuple[Evidence, ...]:
        """Compares items that are not stored with the corpus; one answer per item, claims first."""
        ...

    async def compare_pair(
        self,
        a: tuple[Document, Extraction, Vectors],
        b: tuple[Document, Extraction, Vectors],
    ) -> Relation:
        """The most telling relation between two short texts."""
        ...

    async def get_evidence(
        self, workspace: str, item_ids: Sequence[str], filters: Filters = Filters()
    ) -> tuple[Evidence, ...]:
        """What is stored for and against each item, within the filters; unknown ids are left out."""
        ...

    async def get_document(self, workspace: str, document_id: str) -> DocumentRecord:
        """One stored document."""
        ...

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
        """Stored documents by id, or of one outlet or all with the latest first."""
        ...

    async def list_sources(
        self, workspace: str, page_size: int = 100, page_token: str = ""
    ) -> Page[SourceStats]:
        """Outlets by name."""
        ...

    async def list_claims(
        self, workspace: str, document_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Claim]:
        """Claims by id, of one document or of all."""
        ...

    async def list_quotes(
        self, workspace: str, document_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Quote]:
        """Quotes by id, of one document or of all."""
        ...

    async def list_relations(
        self, workspace: str, item_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Relation]:
        """Relations by id, of one item or of all."""
        ...

    async def get_stats(self, workspace: str) -> CorpusStats:
        """Counts, and the model that the index was made with."""
        ...


class VerificationPort(Protocol):
    """The public service: questions, submissions, findings."""

    async def verify_claim(
        self,
        workspace: str,
        question: Document,
        filters: Filters,
        options: AnswerOptions = AnswerOptions(),
        *,
        claim_id: str = "",
    ) -> Finding:
        """What the corpus says about a claim in words (`question.body`), or about the stored one with an id."""
        ...

    async def verify_quote(
        self,
        workspace: str,
        question: Document,
        speaker: str,
        filters: Filters,
        options: AnswerOptions = AnswerOptions(),
    ) -> Finding:
        """Whether the speaker is reported to have said these words, and how they compare."""
        ...

    def check_draft(
        self, workspace: str, draft: Document, known_digest: str = "", *, reader: str = ""
    ) -> AsyncIterator[Flag | DraftSummary]:
        """Flags of a draft as found, then a summary; the draft is never stored. `reader` is the language of `why`."""
        ...

    async def submit_documents(
        self,
        workspace: str,
        documents: Sequence[Document],
        request_id: str = "",
        *,
        keep_earlier: bool = False,
    ) -> Job:
        """Stores documents and queues them; idempotent by request id and by document.

        Each takes the place of what came before from its source under its external id, unless `keep_earlier`.
        """
        ...

    async def delete_document(
        self, workspace: str, document_id: str = "", *, external_id: str = ""
    ) -> tuple[str, ...]:
        """Removes a document, or all with a caller's id, and what was found in them; ids of the documents."""
        ...

    async def get_job(self, job_id: str) -> Job:
        """Progress of a submission."""
        ...

    def watch_job(self, workspace: str, job_id: str) -> AsyncIterator[Job]:
        """Progress of a submission, at once and whenever there is more of it, until it is done."""
        ...

    async def list_jobs(self, workspace: str, page_size: int = 100, page_token: str = "") -> Page[Job]:
        """Submissions of a workspace, latest first, with the progress that was last asked for."""
        ...

    async def cancel_job(self, job_id: str) -> Job:
        """Stops waiting for a submission; documents already read stay."""
        ...

    async def list_findings(
        self,
        workspace: str,
        states: Sequence[str] = (),
        kinds: Sequence[str] = (),
        per_topic: bool = False,  # noqa: FBT001, FBT002 - given by name everywhere
        page_size: int = 100,
        page_token: str = "",
        filters: FindingFilters = FindingFilters(),
        *,
        newest_first: bool = False,
    ) -> Page[Finding]:
        """Findings, most telling or latest change first; `per_topic` keeps the strongest of each topic."""
        ...

    async def get_finding(
        self, workspace: str, finding_id: str, options: AnswerOptions = AnswerOptions()
    ) -> tuple[Finding, tuple[Review, ...]]:
        """One finding and what people decided about it."""
        ...

    async def review_finding(self, workspace: str, review: Review, request_id: str = "") -> Review:
        """Records a person's decision."""
        ...

    def watch_findings(self, workspace: str, after_event: int = 0) -> AsyncIterator[Event]:
        """Events after the given one, then new ones as they come."""
        ...

    async def refresh_findings(self, workspace: str, item_ids: Sequence[str]) -> tuple[str, ...]:
        """Recomputes the findings of items; ids of those that changed."""
        ...

    async def get_webhook_post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
        """What to post for an event, or for a ping with the event 0."""
        ...

    async def get_limits(self) -> Limits:
        """What one call may hold."""
        ...
