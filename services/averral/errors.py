"""Typed errors. The type carries the retry decision, the reason is from a closed list.

Whoever raises says what is wrong and what to do about it; whoever catches never needs a table of
exceptions: `Temporary` may be tried again after `retry_after` seconds, `Permanent` never.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Machine-readable causes; each is documented with an example in `protos/averral/v1/error_reason.proto`."""

    EMPTY_TEXT = "EMPTY_TEXT"
    TEXT_TOO_LARGE = "TEXT_TOO_LARGE"
    TEXT_NOT_UNICODE = "TEXT_NOT_UNICODE"
    TOO_MANY_ITEMS = "TOO_MANY_ITEMS"
    INVALID_ARGUMENT = "INVALID_ARGUMENT"
    INVALID_DATE = "INVALID_DATE"
    INVALID_PAGE_TOKEN = "INVALID_PAGE_TOKEN"  # noqa: S105 - no secret
    UNKNOWN_MODEL = "UNKNOWN_MODEL"
    MODEL_MISMATCH = "MODEL_MISMATCH"
    NOT_FOUND = "NOT_FOUND"
    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    QUEUE_FULL = "QUEUE_FULL"
    DEADLINE_TOO_SHORT = "DEADLINE_TOO_SHORT"
    NEIGHBOUR_UNAVAILABLE = "NEIGHBOUR_UNAVAILABLE"
    NEIGHBOUR_TIMED_OUT = "NEIGHBOUR_TIMED_OUT"
    MISSING_EXTRA = "MISSING_EXTRA"
    STORAGE_FAILED = "STORAGE_FAILED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    RATE_LIMITED = "RATE_LIMITED"
    WEBHOOK_FAILED = "WEBHOOK_FAILED"
    NOT_FINISHED = "NOT_FINISHED"
    INTERNAL = "INTERNAL"


class AverralError(Exception):
    """Base of all errors of ours.

    `message` says what happened and what to do. `field` names the offending request field, if one
    does. `metadata` holds every dynamic part of the message, so that a program need not parse it.
    """

    def __init__(
        self,
        reason: Reason,
        message: str,
        *,
        field: str = "",
        metadata: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.field = field
        self.metadata = dict(metadata or {})


class Temporary(AverralError):
    """Trying again may succeed, not before `retry_after` seconds have passed."""

    def __init__(
        self,
        reason: Reason,
        message: str,
        *,
        retry_after: float = 1.0,
        field: str = "",
        metadata: dict[str, str] | None = None,
    ) -> None:
        super().__init__(reason, message, field=field, metadata=metadata)
        self.retry_after = retry_after


class Permanent(AverralError):
    """Trying again cannot succeed: the request, the document or the installation must change."""
