"""Batches: any number of documents sent in one go, with a state for each and results that are kept for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from averral.model.document import Document
from averral.model.finding import Finding
from averral.model.work import ItemFailure


@dataclass(frozen=True, slots=True)
class Batch:
    """Progress of a batch. Its results stand from `finished_at` on, until `expires_at`."""

    id: str
    workspace: str = ""
    items: int = 0
    """Documents and unreadable lines received so far."""
    done: int = 0
    failed: int = 0
    received: bool = False
    """Whether the upload came to its end; until then send it again from the start with the same request id."""
    cancelled: bool = False
    created_at: datetime | None = None
    finished_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.cancelled or self.finished_at is not None


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One document of a batch, or one line that held none."""

    number: int
    """Place in the upload, from 1."""
    external_id: str = ""
    document_id: str = ""
    done: bool = False
    reason: str = ""
    """Why it failed; empty otherwise."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class BatchChange:
    """What differs between two batches about one item: `before` or `after` is missing where it had no finding."""

    kind: str
    """`new` for a conflict that the earlier batch did not have, `cleared` for one that is gone."""
    item_id: str
    before: Finding | None = None
    after: Finding | None = None


#: What is sent: a document, or why a line holds none.
BatchEntry = Document | ItemFailure
