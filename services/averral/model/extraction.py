"""All that is read from one document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from averral.model.claim import Claim
from averral.model.document import Span, Zone
from averral.model.notice import Notice
from averral.model.quote import Quote


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that extraction finds in one document."""

    document_id: str
    language: str
    language_confidence: float
    zones: tuple[Zone, ...] = ()
    sentences: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    credits: tuple[str, ...] = ()
    """Keys of agencies and outlets that the article credits."""
    published: date | None = None
    """Date of publication that the text itself states, when the caller gives none."""
    truncated: bool = False
    """True when a limit cut the text or the lists short."""
    versions: str = ""
    """Rule and data versions, `rules=… data=…`."""
    notices: tuple[Notice, ...] = ()
    """What is the matter with the document although it was read."""
