"""Knows what averral wrote itself: a report that lies beside the documents is no news, and must not be read as such."""

from __future__ import annotations

from collections.abc import Collection

from averral.errors import Permanent, Reason
from averral.report.page import GENERATOR

#: Bytes at a page's beginning in which its head says what made it.
_HEAD = 4_096
_MARK = f'<meta name="generator" content="{GENERATOR}">'.encode()
#: Fields that together only rows of ours have, whatever was asked for: `check`, `extract`, `verify`, `relate`, an export or a
#: batch, as JSONL or CSV.
_FIELDS = tuple(
    frozenset(names.split())
    for names in (
        "type a b kind reasons confidence",
        "type members level evidence",
        "type kind before after",
        "state supporting opposing reasons",
        "finding_id item_id origins_for origins_against",
        "finding_id side relation_id other_text",
        "document_id quotes claims",
        "kind reasons confidence scores",
        "@type claimReviewed creativeWorkStatus reviewBody",
        "@type averral:state",
    )
)


class OwnReportError(Permanent):
    """The file is a report of ours."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Reason.INVALID_ARGUMENT,
            f"{name} is a report that averral wrote, not a document: give the documents themselves.",
            metadata={"name": name},
        )


def refuse_page(page: bytes, name: str) -> None:
    """Raises OwnReportError where the page is a report of ours."""
    if _MARK in page[:_HEAD]:
        raise OwnReportError(name)


def refuse_fields(fields: Collection[str], name: str) -> None:
    """Raises OwnReportError where a row with these fields is one of ours."""
    if any(own <= set(fields) for own in _FIELDS):
        raise OwnReportError(name)
