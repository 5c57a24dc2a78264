"""What callers get that is no report: webhooks, keys, tokens and limits."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from averral.gateway.answers import Shown, StateName
from averral.model import (
    Limits,
    Webhook,
)


class WebhookOut(Shown):
    """A saved watch."""

    id: str
    url: str
    states: list[StateName]
    kinds: list[str]
    finding_ids: list[str]
    created_at: datetime | None

    @classmethod
    def of(cls, hook: Webhook) -> WebhookOut:
        """The webhook as it goes out."""
        return cls.model_validate(hook)


class WebhookMade(BaseModel):
    """A webhook with its secret, which cannot be read again."""

    webhook: WebhookOut
    secret: str


class WebhookPage(BaseModel):
    """One page of webhooks, earliest first."""

    webhooks: list[WebhookOut]
    next_page_token: str


class QueuedOut(BaseModel):
    """How many messages were queued."""

    queued: int


class LimitsOut(Shown):
    """What one call may hold."""

    document_code_points: int
    documents_per_call: int
    texts_per_call: int
    pairs_per_call: int
    claims_per_document: int
    quotes_per_document: int
    page_size: int
    passages_per_side: int
    relations_per_item: int
    concurrent_calls: int
    queued_documents: int
    call_seconds: float
    batch_days: float
    request_bytes: int = 0

    @classmethod
    def of(cls, limits: Limits, request_bytes: int) -> LimitsOut:
        """The limits as they go out, with the gateway's own."""
        return cls.model_validate(limits).model_copy(update={"request_bytes": request_bytes})


class KeyOut(Shown):
    """The key of the call."""

    id: str
    workspace: str
    name: str
    scopes: list[str]
    expires_at: datetime | None


class TokenOut(BaseModel):
    """A token for a browser."""

    token: str
    expires_at: datetime


class Health(BaseModel):
    """Whether the gateway answers."""

    status: Literal["ok"] = "ok"
