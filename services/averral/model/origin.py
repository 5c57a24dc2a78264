"""Witnesses behind passages: who stands behind how many articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from averral.model.claim import Attribution, TimeInterval
from averral.model.document import Span
from averral.model.relation import RelationKind, RelationReason


class OriginLevel(StrEnum):
    """Why two articles count as one witness for an item, strongest evidence first."""

    SAME_DOCUMENT = "same_document"
    COPY = "copy"
    CREDIT = "credit"
    WITNESS = "witness"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class OriginLink:
    """Evidence that two items go back to one witness."""

    a_id: str
    b_id: str
    level: OriginLevel
    evidence: str
    """What shows it: `containment=0.83`, `credit=reuters`, `speaker=…`, `group=…`."""


class WordChange(StrEnum):
    """How words of one telling stand to those of another."""

    SAME = "same"
    LOST = "lost"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that are in both texts, only in the known one, or only in the one that is told."""

    change: WordChange
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence as shown to a person: the words, where they stand, and who printed them when."""

    item_id: str
    document_id: str
    external_id: str
    span: Span
    text: str
    language: str
    outlet: str = ""
    group: str = ""
    url: str = ""
    published_at: datetime | None = None
    speaker: str = ""
    prefix: str = ""
    suffix: str = ""
    relation_id: str = ""
    utf16: Span | None = None
    """The span in UTF-16 units, for editors; None where it was made by an older version."""
    attribution: tuple[Attribution, ...] = ()
    """From the outlet to the one who says so; empty for quotes and where the passage decides nothing."""
    event_time: TimeInterval | None = None
    """When it happened by this report; None for quotes and where the passage decides nothing."""
    sha256: str = ""
    """Of `text` in UTF-8, hexadecimal; empty where it was made by an older version."""
    relation_kind: RelationKind | None = None
    """How it stands to the claim or quote; None for the item itself."""
    reasons: tuple[RelationReason, ...] = ()
    confidence: float = 0.0
    wording: tuple[WordRun, ...] = ()
    """Of a quote in the same language: its words against those that the finding is about."""
    denied: bool = False
    """It is told as denied: "the army denied *shelling the market*"."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent witness line with all passages that go back to it."""

    id: str
    label: str
    """Name to show: the speaker, agency or outlet at the end of the line."""
    passages: tuple[Passage, ...]
    links: tuple[OriginLink, ...] = ()
