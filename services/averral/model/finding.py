"""What the corpus says about one claim or quotation, and what people say about that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from averral.model.claim import Claim, Place, TimeInterval
from averral.model.notice import Notice
from averral.model.origin import Origin, OriginLink, Passage
from averral.model.relation import Relation, RelationReason


class FindingState(StrEnum):
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"
    NO_EVIDENCE = "no_evidence"
    NOT_CHECKABLE = "not_checkable"
    VERBATIM = "verbatim"
    EXCERPT = "excerpt"
    TRANSLATED = "translated"
    PARAPHRASED = "paraphrased"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    DENIED = "denied"
    NOT_FOUND = "not_found"
    TOO_FEW_ORIGINS = "too_few_origins"
    """More than one origin supports it, but fewer than the question asked for."""


#: States of a conflict: somebody should look.
ALARMING = (
    FindingState.CONTESTED,
    FindingState.CONTRADICTED,
    FindingState.ALTERED,
    FindingState.MISATTRIBUTED,
    FindingState.DENIED,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: nothing found is not the same as not searched."""

    documents: int = 0
    sources: int = 0
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """One reported figure or state by as-of time and origin."""

    as_of: datetime | None
    origin_id: str
    value: str
    item_id: str


@dataclass(frozen=True, slots=True)
class SideCount:
    """What one side of a finding holds, also where not all of it is shown."""

    origins: int = 0
    documents: int = 0
    hidden: int = 0
    """Passages that are counted and not shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What independent reports say about one claim or quote. Never a verdict of truth."""

    id: str
    item_id: str
    """The claim or quote it is about; empty for a question."""
    workspace: str
    text: str
    language: str
    state: FindingState
    supporting: tuple[Origin, ...] = ()
    opposing: tuple[Origin, ...] = ()
    related: tuple[Passage, ...] = ()
    timeline: tuple[TimelinePoint, ...] = ()
    reasons: tuple[RelationReason, ...] = ()
    why: str = ""
    """One sentence in the reader's language."""
    coverage: Coverage = Coverage()
    topic: str = ""
    """Findings with one topic are about the same thing; lists show the strongest of each."""
    kind: str = ""
    """ClaimKind of the item, or `quote`."""
    versions: str = ""
    updated_at: datetime | None = None
    places: tuple[Place, ...] = ()
    """Where the claimed event took place; the nearest place of the text where the claim names none."""
    event_time: TimeInterval | None = None
    """When it took place, as far as the claim says."""
    supporting_count: SideCount | None = None
    """None where it was made by an older version."""
    opposing_count: SideCount | None = None
    as_of: datetime | None = None
    """When the corpus was searched for a question; None where it is stored."""
    asked_language: str = ""
    """The code that a question was sent with; `language` is what was found."""
    language_confidence: float = 0.0
    notices: tuple[Notice, ...] = ()
    evidence: Evidence | None = None
    """What it was made of, where somebody asked for that."""

    @property
    def origins_for(self) -> int:
        """How many origins support it, however many are shown."""
        return self.supporting_count.origins if self.supporting_count else len(self.supporting)

    @property
    def origins_against(self) -> int:
        """How many origins oppose it, however many are shown."""
        return self.opposing_count.origins if self.opposing_count else len(self.opposing)


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How a finding is to be told."""

    min_origins: int = 0
    """Independent origins that corroborate a claim; 0 for two."""
    reader: str = ""
    """BCP-47 code of the language of `why`; empty for that of the claim or quote."""
    with_evidence: bool = False
    """Whether the answer holds what it was made of."""


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """Restricts a list of findings; empty fields restrict nothing."""

    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Names in any language; any of them."""
    first: date | None = None
    """Earliest day of the event, or of publication where none is known, inclusive."""
    last: date | None = None
    """Latest such day, inclusive."""
    document_id: str = ""
    external_id: str = ""
    """The caller's own id of documents."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the corpus holds for and against one claim or quote: the input of a finding."""

    item_id: str
    text: str
    language: str
    kind: str
    """ClaimKind of the item, or `quote`."""
    check_worthiness: float
    relations: tuple[Relation, ...]
    """All touch `item_id`."""
    passages: tuple[Passage, ...]
    """One per related item; also the item itself when it is stored."""
    links: tuple[OriginLink, ...] = ()
    """Shared-witness evidence between any two of the passages' items."""
    claims: tuple[Claim, ...] = ()
    """The claims among the passages' items, for values and as-of times."""
    coverage: Coverage = Coverage()
    versions: str = ""
    """Rules and settings by which the relations were found."""


class ReviewAction(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    NOTE = "note"
    MERGE = "merge"
    """The finding is about the same thing as others."""
    SPLIT = "split"
    """Some of its passages are about something else."""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision, shown with the finding, never overwriting it."""

    id: str
    finding_id: str
    action: ReviewAction
    author: str
    note: str
    at: datetime
    related_ids: tuple[str, ...] = ()
    """For a merge the other findings, for a split the items of the passages."""


@dataclass(frozen=True, slots=True)
class Event:
    """A finding was made or changed. Ids grow; a watcher resumes after the last one it saw."""

    id: int
    finding_id: str
    state: FindingState
    previous: FindingState | None
    at: datetime
