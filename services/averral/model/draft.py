"""What an author's draft is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from averral.model.document import Span
from averral.model.finding import Finding
from averral.model.notice import Notice


class FlagKind(StrEnum):
    """Why a passage of a draft is flagged."""

    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"
    SINGLE_ORIGIN = "single_origin"
    NO_EVIDENCE = "no_evidence"
    UNSOURCED_NUMBER = "unsourced_number"
    ALTERED_QUOTE = "altered_quote"
    MISATTRIBUTED_QUOTE = "misattributed_quote"
    DENIED_QUOTE = "denied_quote"
    UNATTRIBUTED_QUOTE = "unattributed_quote"


@dataclass(frozen=True, slots=True)
class Flag:
    """What a draft's author should look at: a span of the draft and the finding about it."""

    span: Span
    text: str
    finding: Finding
    severity: str
    """info, warning or alert."""
    kind: FlagKind
    id: str = ""
    """Of kind and words: the same after edits elsewhere, so that a dismissal can be kept."""
    details_url: str = ""
    """Page of the stored finding about the report that it rests on; empty where there is none."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """How a check of a draft ended; without it the draft has not been checked to its end."""

    digest: str
    """Stands for the draft and the state of the corpus that it was compared with."""
    unchanged: bool = False
    items: int = 0
    """Claims and quotes compared."""
    reused: int = 0
    """Those of them whose answer an earlier check gave."""
    language: str = ""
    truncated: bool = False
    versions: str = ""
    as_of: datetime | None = None
    """When the corpus was searched; None when unchanged."""
    language_confidence: float = 0.0
    notices: tuple[Notice, ...] = ()
