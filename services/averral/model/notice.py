"""What a caller should know about a request that was answered all the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoticeReason(StrEnum):
    """What a notice is about."""

    UNKNOWN_LANGUAGE = "unknown_language"
    LANGUAGE_DIFFERS = "language_differs"
    LANGUAGE_NOT_READ = "language_not_read"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that did not keep a request from being answered, unlike an error."""

    reason: NoticeReason
    field: str
    message: str
    """What is the matter and what to do, for a person."""
