"""Makes a document of the fields that a caller gives, and refuses what cannot be one."""

from __future__ import annotations

import json
from typing import Any

from averral.errors import Permanent, Reason
from averral.model import Document, ItemFailure, Source
from averral.runtime.documents import parse_date, with_id

#: Largest file or record read as one document, bytes: beyond any limit of ours, so that memory stays bounded.
MAX_BYTES = 64 * 1024 * 1024
#: Names of the field with the day of publication, the documented one first.
_PUBLISHED = ("published", "published_at", "date")

Row = dict[str, Any]
Read = Document | ItemFailure


def document_of(row: Row, text: str) -> Document:
    """The document of a row `{id, outlet, outlet_group, domain, country, url, lang, published, title}` and its text.

    `published_at` and `date` are taken for `published`: without its day a report meets those of other years.

    Raises:
        Permanent: EMPTY_TEXT, TEXT_TOO_LARGE, TEXT_NOT_UNICODE, INVALID_DATE or INVALID_ARGUMENT.
    """
    source = Source(
        outlet=_word(row, "outlet"),
        group=_word(row, "outlet_group"),
        domain=_word(row, "domain"),
        country=_word(row, "country"),
    )
    title = _word(row, "title")
    document = Document(
        id="",
        body=text,
        external_id=_word(row, "id"),
        source=source,
        url=_word(row, "url"),
        # A headline that opens the text has its place there already.
        title="" if text.lstrip().startswith(title) else title,
        language=_word(row, "lang"),
        published_at=parse_date(next(filter(None, (_word(row, name) for name in _PUBLISHED)), "")),
    )
    return with_id(document)


def parse_row(line: bytes, where: str) -> Row:
    """The JSON object on a line.

    Raises:
        Permanent: INVALID_ARGUMENT or TEXT_NOT_UNICODE.
    """
    try:
        row = json.loads(decode(line, where).removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Permanent(
            Reason.INVALID_ARGUMENT, f"{where} is not JSON ({error}): one object a line."
        ) from None
    if not isinstance(row, dict):
        raise Permanent(Reason.INVALID_ARGUMENT, f"{where} is not a JSON object.")
    return row


def decode(data: bytes, where: str, charset: str = "utf-8") -> str:
    """The text of bytes, every character as it was received.

    Raises:
        Permanent: TEXT_NOT_UNICODE when they are not of that character set, or there is no such set.
    """
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        at = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise Permanent(
            Reason.TEXT_NOT_UNICODE,
            f"{where} is not {charset.upper()}{at}: convert it, for example with iconv.",
            metadata={"charset": charset},
        ) from None


def _word(row: Row, name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise Permanent(Reason.INVALID_ARGUMENT, f"`{name}` is not a text.", field=name)
    return str(value)
