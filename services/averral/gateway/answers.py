"""What callers get. Names and enums are those of the protos, offsets are also given in UTF-16."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, computed_field

from averral.gateway.html_text import HtmlText
from averral.gateway.requests import Action, State
from averral.language.why import explain_finding
from averral.model import (
    Batch,
    Event,
    Finding,
    Flag,
    FlagKind,
    Job,
    Limits,
    NoticeReason,
    OriginLevel,
    Qualifier,
    RelationKind,
    RelationReason,
    Review,
    Span,
    Webhook,
    WordChange,
)
from averral.runtime.offsets import Utf16


def _name(member: Any) -> Any:
    return member.name if isinstance(member, Enum) else member


Why = StrEnum("Why", {reason.name: reason.name for reason in RelationReason})  # type: ignore[misc]
Level = StrEnum("Level", {level.name: level.name for level in OriginLevel})  # type: ignore[misc]
RelationKindName = StrEnum("RelationKindName", {one.name: one.name for one in RelationKind})  # type: ignore[misc]
QualifierKind = StrEnum("QualifierKind", {one.name: one.name for one in Qualifier})  # type: ignore[misc]
ChangeKind = StrEnum("ChangeKind", {one.name: one.name for one in WordChange})  # type: ignore[misc]
NoticeKind = StrEnum("NoticeKind", {one.name: one.name for one in NoticeReason})  # type: ignore[misc]
Kind = StrEnum("Kind", {kind.name: kind.name for kind in FlagKind})  # type: ignore[misc]

StateName = Annotated[State, BeforeValidator(_name)]
ActionName = Annotated[Action, BeforeValidator(_name)]
ReasonName = Annotated[Why, BeforeValidator(_name)]
LevelName = Annotated[Level, BeforeValidator(_name)]
RelationName = Annotated[RelationKindName, BeforeValidator(_name)]
QualifierName = Annotated[QualifierKind, BeforeValidator(_name)]
ChangeName = Annotated[ChangeKind, BeforeValidator(_name)]
NoticeName = Annotated[NoticeKind, BeforeValidator(_name)]
FlagKindName = Annotated[Kind, BeforeValidator(_name)]


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SpanOut(_Shown):
    """Half-open range `[start, end)`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Selector(BaseModel):
    """A W3C text-quote selector: finds the place again after edits elsewhere."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str = ""
    suffix: str = ""


class AttributionOut(_Shown):
    """One link of the chain that says who claims."""

    name: str
    key: str = Field(description="The same in all languages; empty where it is not known.")
    level: Literal["outlet", "agency", "speaker"]
    anonymous: bool


class TimeOut(_Shown):
    """When a claimed event took place, first and last day."""

    start: date
    end: date
    precision: str
    basis: str = Field(description="`text`, `relative`, or `published` where only the report's day is known.")


class StepOut(_Shown):
    """One decision of a comparison: the rule, what it saw on either side, what followed."""

    rule: str
    a: str
    b: str
    outcome: str


class PlaceOut(_Shown):
    """Where a claimed event took place."""

    name: str = Field(description="As written.")
    key: str = Field(description="The same in all languages; begins with `~` where no gazetteer lists it.")
    country: str = Field(description="ISO 3166 code when known.")


class RunOut(_Shown):
    """Words that both tellings have, or one of them."""

    change: ChangeName = Field(
        description="LOST words are in the question only, ADDED ones in the passage only."
    )
    text: str


class PassageOut(_Shown):
    """The words of a report, where they stand and who printed them."""

    item_id: str
    document_id: str
    external_id: str
    text: str
    language: str
    span: SpanOut = Field(description="Unicode code points of the document's text.")
    utf16: SpanOut | None = Field(description="The same in UTF-16 units.")
    outlet: str
    group: str
    url: str
    published_at: datetime | None
    speaker: str
    relation_id: str
    attribution: list[AttributionOut] = Field(description="From the outlet over an agency to who says so.")
    event_time: TimeOut | None = Field(description="When it happened by this report.")
    sha256: str = Field(description="Of `text` in UTF-8, hexadecimal.")
    relation_kind: RelationName | None = Field(
        description="How it stands to the claim or quote; null for itself."
    )
    reasons: list[ReasonName] = Field(description="What differs, most telling first.")
    confidence: float = Field(description="Share of such decisions that held on the development data.")
    wording: list[RunOut] = Field(
        description="Of a quote in the same language: its words against those that were asked about."
    )
    prefix: str = Field(exclude=True)
    suffix: str = Field(exclude=True)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def selector(self) -> Selector:
        """The words with their surroundings."""
        return Selector(exact=self.text, prefix=self.prefix, suffix=self.suffix)


class LinkOut(_Shown):
    """Why two articles count as one witness."""

    a_id: str
    b_id: str
    level: LevelName
    evidence: str


class OriginOut(_Shown):
    """One independent witness line with all passages that go back to it."""

    id: str
    label: str
    passages: list[PassageOut]
    links: list[LinkOut]


class RelationOut(_Shown):
    """How two claims or quotes stand to each other, and why."""

    id: str
    kind: RelationName
    a_id: str
    b_id: str
    a_document_id: str
    b_document_id: str
    a_span: SpanOut
    b_span: SpanOut
    reasons: list[ReasonName]
    confidence: float = Field(description="Share of such decisions that held on the development data.")
    trace: list[StepOut]


class QuantityOut(_Shown):
    """A number and what it counts; bounds of null are open."""

    low: float | None
    high: float | None
    best: float
    unit: str
    qualifier: QualifierName
    population: str = Field(description="Empty for all.")
    cumulative: bool = Field(description="A running total, not the count of one event.")
    span: SpanOut


class ClaimOut(_Shown):
    """What a report claims."""

    id: str
    document_id: str
    span: SpanOut
    text: str
    language: str
    kind: str
    predicate: str
    polarity: str
    modality: str
    quantities: list[QuantityOut]
    places: list[PlaceOut]
    event_time: TimeOut | None
    as_of: datetime | None = Field(description="When the report knew it.")
    attribution: list[AttributionOut]


class EvidenceOut(_Shown):
    """What a finding was made of."""

    relations: list[RelationOut]
    claims: list[ClaimOut]
    versions: str


class PointOut(_Shown):
    """A reported figure or state at a time."""

    as_of: datetime | None
    origin_id: str
    value: str
    item_id: str


class SideCountOut(_Shown):
    """What one side holds, also where not all of it is shown."""

    origins: int
    documents: int
    hidden: int = Field(description="Passages that are counted and not shown.")


class NoticeOut(_Shown):
    """Something that did not keep a request from being answered."""

    reason: NoticeName
    field: str
    message: str


class CoverageOut(_Shown):
    """What was searched: nothing found is not the same as not searched."""

    documents: int
    sources: int
    first: datetime | None
    last: datetime | None


class FindingOut(_Shown):
    """What independent reports say about a claim or quote. Never a verdict of truth."""

    id: str
    item_id: str
    state: StateName
    kind: str = Field(description="Kind of claim, or `quote`.")
    text: str
    language: str
    why: str = Field(description="One sentence in the reader's language.")
    reasons: list[ReasonName]
    supporting: list[OriginOut]
    opposing: list[OriginOut]
    related: list[PassageOut]
    timeline: list[PointOut]
    coverage: CoverageOut
    topic: str
    versions: str
    updated_at: datetime | None
    places: list[PlaceOut]
    event_time: TimeOut | None
    supporting_count: SideCountOut | None
    opposing_count: SideCountOut | None
    as_of: datetime | None = Field(description="When the corpus was searched for a question.")
    asked_language: str = Field(description="`lang` of the question; `language` is what was found.")
    language_confidence: float
    notices: list[NoticeOut]
    evidence: EvidenceOut | None = Field(description="Where `with_evidence` asked for it.")

    @classmethod
    def of(cls, finding: Finding, language: str = "") -> FindingOut:
        """The finding as it goes out, explained in the reader's language if there is one."""
        if language:
            finding = replace(finding, why=explain_finding(finding, language))
        return cls.model_validate(finding)


class FindingPage(BaseModel):
    """One page of findings, most telling first."""

    findings: list[FindingOut]
    next_page_token: str = Field(description="Empty on the last page.")


class ReviewOut(_Shown):
    """What a person decided."""

    id: str
    finding_id: str
    action: ActionName
    author: str
    note: str
    at: datetime
    related_ids: list[str]

    @classmethod
    def of(cls, review: Review) -> ReviewOut:
        """The review as it goes out."""
        return cls.model_validate(review)


class FindingWithReviews(BaseModel):
    """A finding and what people decided about it, earliest first."""

    finding: FindingOut
    reviews: list[ReviewOut]


class BlockOut(BaseModel):
    """The block of the HTML in which a flag begins, with the offsets in the block's own text."""

    index: int = Field(description="Among the blocks that hold text, from 0.")
    id: str = Field(description="Its `id`, or `data-block`; empty where it has none.")
    span: SpanOut
    utf16: SpanOut


class FlagOut(BaseModel):
    """What a draft's author should look at."""

    id: str = Field(description="The same after edits elsewhere, so that a dismissal can be kept.")
    kind: FlagKindName
    severity: Literal["info", "warning", "alert"]
    text: str
    span: SpanOut
    utf16: SpanOut
    selector: Selector
    block: BlockOut | None = Field(description="Where the draft came as HTML.")
    details_url: str = Field(
        description="Page about the first report that opposes it, else that supports it; empty where there is none, "
        "and where the installation has no `AVERRAL_PUBLIC_URL`."
    )
    finding: FindingOut


class SummaryOut(_Shown):
    """How a check ended. A draft without it has not been checked to its end."""

    digest: str
    unchanged: bool
    items: int
    reused: int
    language: str
    truncated: bool
    versions: str
    as_of: datetime | None
    language_confidence: float
    notices: list[NoticeOut]


class DraftOut(BaseModel):
    """All flags of a draft, in reading order."""

    flags: list[FlagOut]
    summary: SummaryOut
    text: str | None = Field(description="The text that the flags point into, where the draft came as HTML.")


class FlagWriter:
    """Writes the flags of one draft."""

    #: Code points of context on either side of a selector.
    CONTEXT = 60

    def __init__(self, shown: HtmlText) -> None:
        self._shown, self._utf16 = shown, Utf16(shown.text)

    def write(self, flag: Flag) -> FlagOut:
        """The flag with its place in all forms."""
        text, span = self._shown.text, flag.span
        before, after = text[max(0, span.start - self.CONTEXT) : span.start], text[span.end :][: self.CONTEXT]
        return FlagOut.model_validate(
            {
                "id": flag.id,
                "kind": flag.kind,
                "severity": flag.severity,
                "text": flag.text,
                "span": SpanOut.model_validate(span),
                "utf16": SpanOut.model_validate(self._utf16.span(span)),
                "selector": Selector(exact=flag.text, prefix=before, suffix=after),
                "block": self._block(span),
                "finding": FindingOut.of(flag.finding),
                "details_url": flag.details_url,
            }
        )

    def _block(self, span: Span) -> BlockOut | None:
        block = self._shown.block_at(span.start)
        if block is None:
            return None
        wide, start = self._utf16.span(span), self._utf16.span(Span(block.start, block.start)).start
        return BlockOut(
            index=block.index,
            id=block.id,
            span=SpanOut(start=span.start - block.start, end=span.end - block.start),
            utf16=SpanOut(start=wide.start - start, end=wide.end - start),
        )


class FailureOut(_Shown):
    """An item that could not be processed; the others were."""

    item_id: str
    reason: str
    message: str


class JobOut(_Shown):
    """Progress of a submission."""

    id: str
    document_ids: list[str]
    done: int = Field(description="Documents that are read and compared.")
    failures: list[FailureOut]
    finished: bool
    cancelled: bool
    notices: list[NoticeOut] = Field(
        description="What is the matter with documents that were taken all the same."
    )

    @classmethod
    def of(cls, job: Job) -> JobOut:
        """The job as it goes out."""
        return cls.model_validate(job)


class JobPage(BaseModel):
    """One page of submissions, latest first."""

    jobs: list[JobOut]
    next_page_token: str


class BatchOut(_Shown):
    """Progress of a batch; its results stand once `finished_at` is set."""

    id: str
    items: int = Field(description="Documents and unreadable lines received so far.")
    done: int = Field(description="Documents that are read and compared.")
    failed: int
    received: bool = Field(description="Whether the upload came to its end; if not, send it again.")
    finished: bool
    cancelled: bool
    created_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime | None = Field(description="When batch and results are deleted; documents stay.")

    @classmethod
    def of(cls, batch: Batch) -> BatchOut:
        """The batch as it goes out."""
        return cls.model_validate(batch)


class BatchPage(BaseModel):
    """One page of batches, latest first."""

    batches: list[BatchOut]
    next_page_token: str


class ItemOut(_Shown):
    """One document of a batch, or one line that held none."""

    number: int = Field(description="Place in the upload, from 1.")
    external_id: str
    document_id: str
    done: bool
    reason: str = Field(description="Why it failed; empty otherwise.")
    message: str


class ItemPage(BaseModel):
    """One page of items, in the order of the upload."""

    items: list[ItemOut]
    next_page_token: str


class ChangeOut(_Shown):
    """What differs between two batches about one claim or quote."""

    kind: Literal["new", "cleared"]
    item_id: str
    before: FindingOut | None
    after: FindingOut | None


class ChangePage(BaseModel):
    """One page of changes."""

    changes: list[ChangeOut]
    next_page_token: str


class BatchAnswer(BaseModel):
    """The answer to one line of a batch: a finding, or why there is none."""

    id: str
    finding: FindingOut | None = None
    error: FailureOut | None = None


class EventOut(_Shown):
    """A finding was made or changed its state."""

    id: int
    finding_id: str
    state: StateName
    previous: StateName | None
    at: datetime

    @classmethod
    def of(cls, event: Event) -> EventOut:
        """The event as it goes out."""
        return cls.model_validate(event)


class WebhookOut(_Shown):
    """A saved watch."""

    id: str
    url: str
    states: list[StateName]
    kinds: list[str]
    finding_ids: list[str]
    created_at: datetime | None

    @classmethod
    def of(cls, hook: Webhook) -> WebhookOut:
        """The webhook as it goes out."""
        return cls.model_validate(hook)


class WebhookMade(BaseModel):
    """A webhook with its secret, which cannot be read again."""

    webhook: WebhookOut
    secret: str


class WebhookPage(BaseModel):
    """One page of webhooks, earliest first."""

    webhooks: list[WebhookOut]
    next_page_token: str


class RemovedOut(BaseModel):
    """Documents that are gone."""

    document_ids: list[str]


class QueuedOut(BaseModel):
    """How many messages were queued."""

    queued: int


class LimitsOut(_Shown):
    """What one call may hold."""

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
    request_bytes: int = 0

    @classmethod
    def of(cls, limits: Limits, request_bytes: int) -> LimitsOut:
        """The limits as they go out, with the gateway's own."""
        return cls.model_validate(limits).model_copy(update={"request_bytes": request_bytes})


class KeyOut(_Shown):
    """The key of the call."""

    id: str
    workspace: str
    name: str
    scopes: list[str]
    expires_at: datetime | None


class TokenOut(BaseModel):
    """A token for a browser."""

    token: str
    expires_at: datetime


class Health(BaseModel):
    """Whether the gateway answers."""

    status: Literal["ok"] = "ok"
