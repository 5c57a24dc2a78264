"""Opaque page tokens, bound to the query that they were made for (AIP-158)."""

from __future__ import annotations

import base64
import binascii
import hashlib

from averral.errors import Permanent, Reason
from averral.model import Limits


def scope(*parts: str) -> str:
    """A short digest of a query; a token made for one query is refused by another."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def encode(key: str, scope_digest: str) -> str:
    """The token for the page after the item with this key."""
    return base64.urlsafe_b64encode(f"{scope_digest}:{key}".encode()).decode().rstrip("=")


def decode(token: str, scope_digest: str) -> str:
    """The key that the token stands for.

    Raises:
        Permanent: INVALID_PAGE_TOKEN.
    """
    try:
        padded = token + "=" * (-len(token) % 4)
        found, _, key = (
            base64.b64decode(padded.encode(), altchars=b"-_", validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        found, key = "", ""
    if found != scope_digest or not key:
        raise Permanent(
            Reason.INVALID_PAGE_TOKEN,
            "The page token does not belong to this query: send the first page's request again.",
            field="page_token",
        )
    return key


def page_size(wanted: int, limits: Limits = Limits()) -> int:
    """The size to use: 100 when none is asked for, never more than the limit.

    Raises:
        Permanent: INVALID_ARGUMENT for a negative size.
    """
    if wanted < 0:
        raise Permanent(
            Reason.INVALID_ARGUMENT, f"page_size is {wanted}: it cannot be negative.", field="page_size"
        )
    return min(wanted or 100, limits.page_size)
