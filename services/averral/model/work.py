"""Work that goes on in the background, its messages, and what one call may hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from averral.model.finding import FindingState
from averral.model.notice import Notice


@dataclass(frozen=True, slots=True)
class Webhook:
    """A saved watch: events that pass its filters are posted to its address. Empty filters let all pass."""

    id: str
    url: str
    states: tuple[FindingState, ...] = ()
    kinds: tuple[str, ...] = ()
    """ClaimKind values, or `quote`."""
    finding_ids: tuple[str, ...] = ()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebhookPost:
    """One message to post."""

    url: str
    secret: str
    body: bytes


@dataclass(frozen=True, slots=True)
class ItemFailure:
    """One item of a batch that could not be processed; the others were."""

    item_id: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Job:
    """Progress of a submission. Done when every document is related or failed."""

    id: str
    document_ids: tuple[str, ...]
    failures: tuple[ItemFailure, ...] = ()
    done: int = 0
    cancelled: bool = False
    workspace: str = ""
    notices: tuple[Notice, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.cancelled or self.done + len(self.failures) >= len(self.document_ids)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may hold; larger requests are refused, never cut in silence."""

    document_code_points: int = 1_000_000
    documents_per_call: int = 500
    texts_per_call: int = 2_048
    pairs_per_call: int = 1_024
    claims_per_document: int = 2_000
    quotes_per_document: int = 2_000
    page_size: int = 500
    passages_per_side: int = 100
    relations_per_item: int = 500
    concurrent_calls: int = 256
    queued_documents: int = 100_000
    call_seconds: float = 30.0
    batch_days: float = 30.0
