"""Reads one document from beginning to end: check, read, quotes, claims, credits."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from averral import __version__
from averral.extraction.claims import find_claims
from averral.extraction.credits import find_credits
from averral.extraction.markup import blank_markup, looks_like_html
from averral.extraction.quotes import find_quotes
from averral.extraction.reading import read
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
    reading = read(document)
    quotes = find_quotes(reading)
    credited = find_credits(reading, quotes)
    claims = find_claims(reading, quotes, credited)
    kept_quotes, fewer_quotes = _cut(quotes, limits.quotes_per_document)
    kept_claims, fewer_claims = _cut(claims, limits.claims_per_document)
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
