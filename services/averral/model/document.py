"""The document as received, its parts and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DEFAULT_WORKSPACE = "default"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's body."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers in `text`."""
        return text[self.start : self.end]

    def distance(self, other: Span) -> int:
        """Code points between the two; negative where they overlap."""
        return max(other.start - self.end, self.start - other.end)

    def overlap(self, other: Span) -> int:
        """Number of code points that both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class ZoneKind(StrEnum):
    """Part of an article's page. Boilerplate is never read for quotes or claims."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone; zones of a document are sorted and do not overlap."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Who published. Unknown outlets are allowed: all fields may be empty."""

    outlet: str = ""
    """Name or id of the outlet as the caller gives it."""
    group: str = ""
    """Owner group; outlets of one group are one origin."""
    domain: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as received; the id is derived from workspace, source and normalised text."""

    id: str
    body: str
    workspace: str = DEFAULT_WORKSPACE
    external_id: str = ""
    """The caller's own id, shown in all output formats."""
    source: Source = Source()
    url: str = ""
    title: str = ""
    """Headline when the caller gives it apart from the body; no span points into it."""
    language: str = ""
    """BCP-47 code as given by the caller, or empty to have it detected."""
    published_at: datetime | None = None
