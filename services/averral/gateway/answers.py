"""What callers get. Names and enums are those of the protos, offsets are also given in UTF-16."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, computed_field

from averral.gateway.requests import Action, State
from averral.language.why import explain_finding
from averral.model import (
    Event,
    Finding,
    FlagKind,
    NoticeReason,
    OriginLevel,
    Qualifier,
    RelationKind,
    RelationReason,
    Review,
    WordChange,
)


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


class Shown(BaseModel):
    """What is written from the attributes of a noun of the system."""

    model_config = ConfigDict(from_attributes=True)


class SpanOut(Shown):
    """Half-open range `[start, end)`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Selector(BaseModel):
    """A W3C text-quote selector: finds the place again after edits elsewhere."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str = ""
    suffix: str = ""


class AttributionOut(Shown):
    """One link of the chain that says who claims."""

    name: str
    key: str = Field(description="The same in all languages; empty where it is not known.")
    level: Literal["outlet", "agency", "speaker"]
    anonymous: bool


class TimeOut(Shown):
    """When a claimed event took place, first and last day."""

    start: date
    end: date
    precision: str
    basis: str = Field(description="`text`, `relative`, or `published` where only the report's day is known.")


class StepOut(Shown):
    """One decision of a comparison: the rule, what it saw on either side, what followed."""

    rule: str
    a: str
    b: str
    outcome: str


class PlaceOut(Shown):
    """Where a claimed event took place."""

    name: str = Field(description="As written.")
    key: str = Field(description="The same in all languages; begins with `~` where no gazetteer lists it.")
    country: str = Field(description="ISO 3166 code when known.")


class RunOut(Shown):
    """Words that both tellings have, or one of them."""

    change: ChangeName = Field(
        description="LOST words are in the question only, ADDED ones in the passage only."
    )
    text: str


class PassageOut(Shown):
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
    denied: bool = Field(description="Its words are told as denied.")
    prefix: str = Field(exclude=True)
    suffix: str = Field(exclude=True)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def selector(self) -> Selector:
        """The words with their surroundings."""
        return Selector(exact=self.text, prefix=self.prefix, suffix=self.suffix)


class LinkOut(Shown):
    """Why two articles count as one witness."""

    a_id: str
    b_id: str
    level: LevelName
    evidence: str


class OriginOut(Shown):
    """One independent witness line with all passages that go back to it."""

    id: str
    label: str
    passages: list[PassageOut]
    links: list[LinkOut]


class RelationOut(Shown):
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


class QuantityOut(Shown):
    """A number and what it counts; bounds of null are open."""

    low: float | None
    high: float | None
    best: float
    unit: str
    qualifier: QualifierName
    population: str = Field(description="Empty for all.")
    cumulative: bool = Field(description="A running total, not the count of one event.")
    span: SpanOut


class ClaimOut(Shown):
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


class EvidenceOut(Shown):
    """What a finding was made of."""

    relations: list[RelationOut]
    claims: list[ClaimOut]
    versions: str


class PointOut(Shown):
    """A reported figure or state at a time."""

    as_of: datetime | None
    origin_id: str
    value: str
    item_id: str


class SideCountOut(Shown):
    """What one side holds, also where not all of it is shown."""

    origins: int
    documents: int
    hidden: int = Field(description="Passages that are counted and not shown.")


class NoticeOut(Shown):
    """Something that did not keep a request from being answered."""

    reason: NoticeName
    field: str
    message: str


class CoverageOut(Shown):
    """What was searched: nothing found is not the same as not searched."""

    documents: int
    sources: int
    first: datetime | None
    last: datetime | None


class FindingOut(Shown):
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


class ReviewOut(Shown):
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


class EventOut(Shown):
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
