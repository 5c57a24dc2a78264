"""Documents out of the body of an upload, one by one as the bytes come: lines of JSON, or CSV with a header."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterable, AsyncIterator, Callable
from dataclasses import dataclass

from pydantic import ValidationError

from averral.errors import AverralError, Permanent, Reason
from averral.gateway.requests import Report
from averral.model import BatchEntry, ItemFailure

LINES, CSV = "application/x-ndjson", "text/csv"
_COLUMNS = tuple(name for name in Report.model_fields if name != "html")


@dataclass(frozen=True, slots=True)
class _TooLong:
    """A line that was dropped."""

    size: int


async def lines(body: AsyncIterable[bytes], most: int) -> AsyncIterator[bytes | _TooLong]:
    """The body's lines without their ends; never holds more than one line and one piece."""
    parts: list[bytes] = []
    held = 0
    async for piece in body:
        *full, rest = piece.split(b"\n")
        for line in full:
            size = held + len(line)
            yield _TooLong(size) if size > most else b"".join([*parts, line])
            parts, held = [], 0
        held += len(rest)
        if held > most:
            parts = []
        elif rest:
            parts.append(rest)
    if held:
        yield _TooLong(held) if held > most else b"".join(parts)


async def json_entries(body: AsyncIterable[bytes], most: int) -> AsyncIterator[BatchEntry]:
    """A document a line; a line that holds none fails alone, under its number."""
    number = 0
    async for line in lines(body, most):
        number += 1
        if isinstance(line, _TooLong):
            yield _too_long(number, most)
        elif line.strip():
            yield _entry(number, line)


async def csv_entries(body: AsyncIterable[bytes], most: int) -> AsyncIterator[BatchEntry]:
    """A document a row; the first names the columns.

    Raises:
        Permanent: INVALID_ARGUMENT when the header lacks `text` or names a column that there is not.
    """
    records = _records(body, most)
    header = await anext(records, None)
    names = _header(header[1] if header else b"")
    async for number, record in records:
        if record is None:
            yield _too_long(number, most)
        else:
            yield _row(number, names, record)


async def _records(body: AsyncIterable[bytes], most: int) -> AsyncIterator[tuple[int, bytes | None]]:
    """Rows with the numbers of their first lines; a quoted cell may go over several lines."""
    parts: list[bytes] = []
    held = quotes = number = first = 0
    async for line in lines(body, most):
        number += 1
        first = first or number
        if isinstance(line, _TooLong):
            yield first, None
            parts, held, quotes, first = [], 0, 0, 0
            continue
        parts.append(line)
        held += len(line)
        quotes += line.count(b'"')
        if quotes % 2 and held <= most:
            continue
        record = b"\n".join(parts)
        if held > most:
            yield first, None
        elif record.strip():
            yield first, record
        parts, held, quotes, first = [], 0, 0, 0
    if parts:
        yield first, b"\n".join(parts)


def _header(line: bytes | None) -> list[str]:
    try:
        text = (line or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad("The header is no UTF-8: save the file as UTF-8.", "header") from None
    names = [name.strip() for name in next(csv.reader([text.strip("\r")]), [])]
    if "text" not in names:
        raise _bad(
            f"The first row names the columns, `text` among them; there are: {', '.join(_COLUMNS)}.", "text"
        )
    for name in names:
        if name not in _COLUMNS or names.count(name) > 1:
            raise _bad(
                f"There is no column {name[:100]!r}, or it stands twice; there are: {', '.join(_COLUMNS)}.",
                name[:100],
            )
    return names


def _row(number: int, names: list[str], record: bytes) -> BatchEntry:
    try:
        cells = next(csv.reader([record.decode("utf-8").rstrip("\r")], strict=True))
    except UnicodeDecodeError:
        return _failure(number, Reason.TEXT_NOT_UNICODE, "The row is no UTF-8.")
    except csv.Error as error:
        return _failure(number, Reason.INVALID_ARGUMENT, f"The row cannot be read: {error}.")
    if len(cells) != len(names):
        return _failure(
            number, Reason.INVALID_ARGUMENT, f"The row has {len(cells)} cells, the header {len(names)}."
        )
    given = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
    return _checked(number, lambda: Report.model_validate(given), given.get("id", ""))


def _entry(number: int, line: bytes) -> BatchEntry:
    return _checked(number, lambda: Report.model_validate_json(line), "")


def _checked(number: int, read: Callable[[], Report], name: str) -> BatchEntry:
    try:
        return read().document()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        reason = Reason.TEXT_NOT_UNICODE if first["type"] == "string_unicode" else Reason.INVALID_ARGUMENT
        return _failure(number, reason, f"{field}: {first['msg']}".removeprefix(": "), name)
    except AverralError as error:
        return _failure(number, error.reason, error.message, name)


def _too_long(number: int, most: int) -> ItemFailure:
    return _failure(number, Reason.TEXT_TOO_LARGE, f"The line is longer than {most} bytes.")


def _failure(number: int, reason: Reason, message: str, name: str = "") -> ItemFailure:
    return ItemFailure(name or f"line {number}", reason.value, message)


def _bad(message: str, field: str) -> Permanent:
    return Permanent(Reason.INVALID_ARGUMENT, message, field=field, metadata={"field": field})
