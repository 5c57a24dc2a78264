"""Reads documents from text files, folders, JSONL files or standard input.

A text file is one document: the first line is the headline, offsets count into the file. A JSONL
line is `{id, outlet, outlet_group, url, lang, published, title, text}`, all but `id` and `text`
optional. What cannot be read comes back as an `ItemFailure` in its place; the rest goes on.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from averral.errors import AverralError, Permanent, Reason
from averral.model import Document, ItemFailure, Source
from averral.runtime.documents import parse_date, with_id

#: Files of a folder that are read; a manifest beside text files says where they come from.
TEXT_SUFFIXES = frozenset({".txt", ".text", ".html", ".htm"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})
MANIFEST = "manifest.jsonl"

#: Largest file read as one document, bytes: beyond any limit of ours, so that memory stays bounded.
MAX_FILE_BYTES = 64 * 1024 * 1024

#: What a text on standard input is called.
STDIN_ID, STDIN_NAME = "stdin", "standard input"

Read = Document | ItemFailure


def read_documents(path: str) -> Iterator[Read]:
    """Documents of a file, a folder or `-` (standard input: JSONL, or one text).

    Raises:
        Permanent: NOT_FOUND when there is no such file, or nothing to read in the folder.
    """
    if path == "-":
        yield from _standard_input()
        return
    found = Path(path)
    if not found.exists():
        raise Permanent(Reason.NOT_FOUND, f"There is no file or folder {path}.", metadata={"path": path})
    if found.is_dir():
        yield from _folder(found)
    elif found.suffix in JSONL_SUFFIXES:
        with found.open("rb") as lines:
            yield from _jsonl(enumerate(lines, 1), found.name)
    else:
        yield _text_file(found, {})


def _standard_input() -> Iterator[Read]:
    """JSON lines when the first line that is not blank opens an object, one text otherwise."""
    first = b""
    for line in sys.stdin.buffer:
        first += line
        if line.strip():
            break
    if not first.strip():
        return
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _jsonl(enumerate(itertools.chain(first.splitlines(keepends=True), sys.stdin.buffer), 1))
        return
    try:
        data = first + sys.stdin.buffer.read(MAX_FILE_BYTES)
        yield _document({"id": STDIN_ID}, _decode(data, STDIN_NAME))
    except AverralError as error:
        yield ItemFailure(STDIN_ID, error.reason.value, error.message)


def read_rows(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered JSON objects of a JSONL file or of standard input (`-`).

    Raises:
        Permanent: NOT_FOUND; INVALID_ARGUMENT for a line that is no JSON object.
    """
    if path != "-" and not Path(path).is_file():
        raise Permanent(Reason.NOT_FOUND, f"There is no file {path}.", metadata={"path": path})
    if path == "-":
        yield from _rows(enumerate(sys.stdin.buffer, 1), "standard input")
        return
    with Path(path).open("rb") as lines:
        yield from _rows(enumerate(lines, 1), Path(path).name)


def _rows(lines: Iterator[tuple[int, bytes]], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in lines:
        if line.strip():
            yield number, _row(line, f"{name}, line {number}")


def _folder(folder: Path) -> Iterator[Read]:
    manifest = folder / MANIFEST
    if manifest.exists():
        with manifest.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _from_manifest(folder, line, f"{MANIFEST}, line {number}")
        return
    files = [path for path in sorted(folder.iterdir()) if path.suffix in TEXT_SUFFIXES]
    if not files:
        suffixes = ", ".join(sorted(TEXT_SUFFIXES))
        raise Permanent(
            Reason.NOT_FOUND,
            f"The folder {folder} has no text to read ({suffixes}) and no {MANIFEST}.",
            metadata={"path": str(folder)},
        )
    for path in files:
        yield _text_file(path, {})


def _from_manifest(folder: Path, line: bytes, where: str) -> Read:
    try:
        row = _row(line, where)
        if "text" in row:
            return _document(row, str(row["text"]))
        name = Path(str(row.get("file", "")))
        # A manifest may come from anywhere: it names files of its own folder, nothing else.
        if name.name != str(name) or not (folder / name).is_file():
            raise Permanent(Reason.NOT_FOUND, f"{where} names {name}, which is not in the folder.")
    except AverralError as error:
        return ItemFailure(where, error.reason.value, error.message)
    return _text_file(folder / name, row)


def _text_file(path: Path, row: dict[str, Any]) -> Read:
    given = {"id": path.stem, **row}
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Permanent(
                Reason.TEXT_TOO_LARGE, f"{path.name} is larger than {MAX_FILE_BYTES} bytes: split it."
            )
        return _document(given, _decode(path.read_bytes(), path.name))
    except AverralError as error:
        return ItemFailure(str(given["id"]), error.reason.value, error.message)


def _jsonl(lines: Iterable[tuple[int, bytes]], name: str = STDIN_NAME) -> Iterator[Read]:
    for number, line in lines:
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = _row(line, where)
            where = str(row.get("id") or where)
            if not isinstance(row.get("text"), str):
                raise Permanent(Reason.EMPTY_TEXT, f"{where} has no `text`: give the article's words there.")
            yield _document(row, row["text"])
        except AverralError as error:
            yield ItemFailure(where, error.reason.value, error.message)


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(_decode(line, where).removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Permanent(
            Reason.INVALID_ARGUMENT, f"{where} is not JSON ({error}): one object a line."
        ) from None
    if not isinstance(row, dict):
        raise Permanent(Reason.INVALID_ARGUMENT, f"{where} is not a JSON object.")
    return row


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Permanent(
            Reason.TEXT_NOT_UNICODE,
            f"{where} is not UTF-8 (byte {error.start}): convert it, for example with iconv.",
            metadata={"byte": str(error.start)},
        ) from None


def _document(row: dict[str, Any], text: str) -> Document:
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
        published_at=parse_date(_word(row, "published")),
    )
    return with_id(document)


def _word(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise Permanent(Reason.INVALID_ARGUMENT, f"`{name}` is not a text.", field=name)
    return str(value)


def named(document: Document, number: int) -> Document:
    """The document with an external id, so that every output line can say which one it is about."""
    return document if document.external_id else replace(document, external_id=f"document-{number}")
