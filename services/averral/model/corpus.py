"""What is stored, how it is searched and listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from averral.model.document import Document, Source

Item = TypeVar("Item")


class DocumentState(StrEnum):
    """How far a stored document has come through the queues."""

    PENDING = "pending"
    INDEXED = "indexed"
    RELATED = "related"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A stored document and how far it has come."""

    document: Document
    state: DocumentState
    reason: str = ""
    """Error reason when the state is failed."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts a search; empty fields restrict nothing. Times are of publication, inclusive."""

    published_from: datetime | None = None
    published_to: datetime | None = None
    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """ClaimKind values, or `quote`."""
    places: tuple[str, ...] = ()
    """Names of places in any language, for questions only; quotes have no place."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item near a vector; `score` is the cosine, -1..1."""

    item_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; an empty token ends it."""

    items: tuple[Item, ...]
    next_page_token: str = ""


@dataclass(frozen=True, slots=True)
class SourceStats:
    """What is stored of one outlet."""

    source: Source
    documents: int
    first: datetime | None = None
    """Earliest publication."""
    last: datetime | None = None
    """Latest publication."""


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """Counts of one workspace."""

    documents: int
    pending: int
    failed: int
    quotes: int
    claims: int
    relations: int
    sources: int
    fingerprint: str
    """Of the model that the index was made with; empty when nothing is indexed."""
    first: datetime | None = None
    """Earliest publication."""
    last: datetime | None = None
    """Latest publication."""
