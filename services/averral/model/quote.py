"""Who said what: quotations and their speakers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from averral.model.document import Span


class QuoteKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerFound(StrEnum):
    """How the speaker of a quote was found."""

    EXPLICIT = "explicit"
    ROLE = "role"
    PRONOUN = "pronoun"
    CONTINUED = "continued"
    """No mention: the previous quote's speaker goes on ("he added", an elided subject)."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is reported to have spoken."""

    name: str
    """Canonical name within the document: the longest mention without role words."""
    key: str = ""
    """Comparison key across scripts and documents; equal keys mean the same person or body."""
    mention: Span | None = None
    """The mention that belongs to this quote; None where its sentence has none."""
    role: str = ""
    affiliation: str = ""
    anonymous: bool = False
    found: SpeakerFound = SpeakerFound.EXPLICIT


@dataclass(frozen=True, slots=True)
class Quote:
    """A reported statement. `span` is the content, cue and complementizer outside."""

    id: str
    document_id: str
    span: Span
    text: str
    """The characters of `span`."""
    language: str
    kind: QuoteKind
    parts: tuple[Span, ...] = ()
    """The verbatim pieces inside quotation marks, marks excluded."""
    cue: Span | None = None
    speaker: Speaker | None = None
    told_to: str = ""
    """Outlet or agency that received the statement."""
    denied: bool = False
    """The speaker is reported to deny the content."""
    verbatim_doubt: bool = False
    """Marks that hold a paraphrase, e.g. third person about the speaker."""
    parent_id: str = ""
    """The quote that this one is nested in."""
