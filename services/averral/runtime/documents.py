"""Makes documents out of what callers send: the id, the date, and refusals that say what to do."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

from averral.errors import Permanent, Reason
from averral.language.normalise import key
from averral.model import Document, Limits

#: Digits of the content hash in an id; 80 bits, so that a billion documents do not collide.
ID_DIGITS = 20


def document_id(document: Document) -> str:
    """`doc_` and a hash of workspace, source and normalised text: the same report has the same id."""
    text = key(document.title + "\n" + document.body)
    parts = (document.workspace, document.source.outlet, document.source.domain, text)
    return "doc_" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_DIGITS]


#: Unicode categories of characters that show nothing: controls, and marks of direction or width.
_UNSEEN = frozenset({"Cc", "Cf"})


def is_blank(text: str) -> bool:
    """Whether nothing of the text shows."""
    return not any(map(_shows, text))


def _shows(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in _UNSEEN


def check_text(text: str, limits: Limits = Limits(), field: str = "document.body") -> None:
    """Refuses text that cannot be read.

    Raises:
        Permanent: EMPTY_TEXT, TEXT_TOO_LARGE or TEXT_NOT_UNICODE.
    """
    if is_blank(text):
        raise Permanent(Reason.EMPTY_TEXT, "The text is empty: send the article's words.", field=field)
    if len(text) > limits.document_code_points:
        raise Permanent(
            Reason.TEXT_TOO_LARGE,
            f"The text has {len(text)} code points, the limit is {limits.document_code_points}: split it.",
            field=field,
            metadata={"length": str(len(text)), "limit": str(limits.document_code_points)},
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Permanent(
            Reason.TEXT_NOT_UNICODE,
            f"The text holds a lone surrogate at code point {error.start}: decode the source anew.",
            field=field,
            metadata={"position": str(error.start)},
        ) from None


def with_id(document: Document, limits: Limits = Limits()) -> Document:
    """The document with its content id, its text checked; an id that is there already is kept."""
    check_text(document.body, limits)
    check_text(document.title or "-", limits, "document.title")
    return document if document.id else replace(document, id=document_id(document))


def parse_date(value: str, field: str = "published") -> datetime | None:
    """An ISO 8601 date or moment as UTC; a date without a time is its midnight; empty is None.

    Raises:
        Permanent: INVALID_DATE.
    """
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        raise Permanent(
            Reason.INVALID_DATE,
            f"{value!r} is not a date: write it as 2016-12-04 or 2016-12-04T10:30:00+03:00.",
            field=field,
            metadata={"value": str(value)[:40]},
        ) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
