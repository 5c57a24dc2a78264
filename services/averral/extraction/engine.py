"""Reads one document from beginning to end: check, read, quotes, claims, credits."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from typing import TypeVar

from averral import __version__
from averral.extraction import tongues
from averral.extraction.claims import find_claims
from averral.extraction.credits import find_credits
from averral.extraction.markup import blank_markup, looks_like_html
from averral.extraction.quotes import find_quotes
from averral.extraction.reading import Reading, read
from averral.language import codes, tables
from averral.model import Document, Extraction, Limits
from averral.runtime.documents import check_text

Item = TypeVar("Item")


def extract(document: Document, limits: Limits = Limits()) -> Extraction:
    """Sentences, quotes and claims of a document. The same document always gives the same answer.

    HTML is read as the text that it shows; spans point into the body as sent, while `text` of a quote or claim has
    spaces where the tags stand.

    Raises:
        Permanent: EMPTY_TEXT, TEXT_TOO_LARGE or TEXT_NOT_UNICODE.
    """
    check_text(document.body, limits)
    if looks_like_html(document.body):
        document = dataclasses.replace(document, body=blank_markup(document.body))
    others = tongues.foreign(document.body)
    reading = read(document, tongues.without(document.body, others) if others else "")
    quotes = find_quotes(reading)
    credited = find_credits(reading, quotes)
    own = tongues.Read(tuple(quotes), tuple(find_claims(reading, quotes, credited)))
    found = tongues.joined(own, [_passages(document, reading, each) for each in others]) if others else own
    kept_quotes, fewer_quotes = _cut(found.quotes, limits.quotes_per_document)
    kept_claims, fewer_claims = _cut(found.claims, limits.claims_per_document)
    return Extraction(
        document_id=document.id,
        language=reading.language,
        language_confidence=reading.language_confidence,
        zones=reading.zones,
        sentences=reading.sentences,
        quotes=kept_quotes,
        claims=kept_claims,
        credits=tuple(sorted({credit.key for credit in credited})),
        published=reading.published,
        truncated=fewer_quotes or fewer_claims,
        versions=versions(),
        notices=codes.notices(document.language, reading.language),
    )


def _passages(document: Document, whole: Reading, found: tongues.Passages) -> tongues.Read:
    """What stands in the lines of another language, of the day that the whole text is of."""
    day = document.published_at or (
        datetime.combine(whole.published, time(), UTC) if whole.published is not None else None
    )
    body = tongues.only(document.body, found.spans)
    part = dataclasses.replace(document, body=body, title="", language=found.language, published_at=day)
    reading = read(part)
    quotes = find_quotes(reading)
    claims = find_claims(reading, quotes, find_credits(reading, quotes))
    return tongues.Read(tuple(quotes), tuple(claims), found.spans)


def _cut(items: Sequence[Item], limit: int) -> tuple[tuple[Item, ...], bool]:
    return tuple(items[:limit]), len(items) > limit


@cache
def versions() -> str:
    """`rules=…` is the package's version, `data=…` a digest of all language tables."""
    digest = hashlib.sha256()
    for path in sorted(tables.FOLDER.rglob("*.toml")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"rules={__version__} data={digest.hexdigest()[:12]}"
