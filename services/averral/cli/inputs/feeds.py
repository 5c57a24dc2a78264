"""Reads RSS and Atom feeds: every entry is a document whose text is what the feed carries of it."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from averral.cli.inputs.pages import domain_of
from averral.cli.inputs.rows import Read, Row, document_of
from averral.errors import AverralError, Permanent, Reason
from averral.model import ItemFailure

FEED_SUFFIXES = frozenset({".rss", ".atom", ".xml", ".rdf"})


def read_feed(data: bytes, name: str) -> Iterator[Read]:
    """Documents of a feed in its order.

    Raises:
        Permanent: INVALID_ARGUMENT when the file is no feed.
    """
    # As a stream, for a string could be taken for an address. The text stays as received: neither tags nor addresses in it are rewritten.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"{name} is not an RSS or Atom feed: save the feed itself, not the page that links to it.",
        )
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}, entry {number}"
        try:
            yield document_of(_row(feed.feed, entry, where), _text(entry))
        except AverralError as error:
            yield ItemFailure(where, error.reason.value, error.message)


def _row(feed: Any, entry: Any, where: str) -> Row:
    source = entry.get("source") or {}
    url = entry.get("link", "")
    return {
        "id": entry.get("id") or url or where,
        "outlet": source.get("title") or feed.get("title", ""),
        "domain": domain_of(url) or domain_of(feed.get("link", "")),
        "url": url,
        "lang": feed.get("language", ""),
        "published": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        "title": entry.get("title", ""),
    }


def _text(entry: Any) -> str:
    """The longest of what the entry carries: many feeds give a summary and the whole text, in either element."""
    carried = [content.get("value", "") for content in entry.get("content", ())]
    return str(max((*carried, entry.get("summary", "")), key=len) or entry.get("title", ""))


def _moment(parsed: Any) -> str:
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else ""
