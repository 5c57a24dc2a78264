"""Brings in documents: text files, saved pages, folders of them, JSONL, CSV, RSS and Atom feeds, WARC, standard input.

What cannot be read comes back as an `ItemFailure` in its place; the rest goes on. Offsets count into the text as it
was received: the file, or the `text` of its row or entry.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from averral.cli.inputs.files import read_file, read_folder
from averral.cli.inputs.lines import STDIN_NAME, read_jsonl
from averral.cli.inputs.rows import MAX_BYTES, Read, Row, decode, document_of, parse_row
from averral.cli.inputs.sources import read_sources, with_sources
from averral.errors import AverralError, Permanent, Reason
from averral.model import Document, ItemFailure

__all__ = ["STDIN_ID", "Read", "named", "read_documents", "read_rows"]

#: What a text on standard input is called.
STDIN_ID = "stdin"


def read_documents(path: str, sources: str | None = None) -> Iterator[Read]:
    """Documents of a file, a folder or `-` (standard input: JSONL, or one text).

    Args:
        path: What to read.
        sources: A table of sources (CSV), which completes what the documents say of their outlets.

    Raises:
        Permanent: NOT_FOUND when there is no such file, or nothing to read in the folder; INVALID_ARGUMENT when the
            file as a whole is not what its name says.
    """
    reads = _read(path)
    return with_sources(reads, read_sources(Path(sources))) if sources else reads


def _read(path: str) -> Iterator[Read]:
    if path == "-":
        yield from _standard_input()
        return
    found = Path(path)
    if not found.exists():
        raise Permanent(Reason.NOT_FOUND, f"There is no file or folder {path}.", metadata={"path": path})
    yield from read_folder(found) if found.is_dir() else read_file(found)


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
        yield from read_jsonl(
            enumerate(itertools.chain(first.splitlines(keepends=True), sys.stdin.buffer), 1)
        )
        return
    try:
        data = first + sys.stdin.buffer.read(MAX_BYTES)
        yield document_of({"id": STDIN_ID}, decode(data, STDIN_NAME))
    except AverralError as error:
        yield ItemFailure(STDIN_ID, error.reason.value, error.message)


def read_rows(path: str) -> Iterator[tuple[int, Row]]:
    """Numbered JSON objects of a JSONL file or of standard input (`-`).

    Raises:
        Permanent: NOT_FOUND; INVALID_ARGUMENT for a line that is no JSON object.
    """
    if path != "-" and not Path(path).is_file():
        raise Permanent(Reason.NOT_FOUND, f"There is no file {path}.", metadata={"path": path})
    if path == "-":
        yield from _rows(enumerate(sys.stdin.buffer, 1), STDIN_NAME)
        return
    with Path(path).open("rb") as lines:
        yield from _rows(enumerate(lines, 1), Path(path).name)


def _rows(lines: Iterator[tuple[int, bytes]], name: str) -> Iterator[tuple[int, Row]]:
    for number, line in lines:
        if line.strip():
            yield number, parse_row(line, f"{name}, line {number}")


def named(document: Document, number: int) -> Document:
    """The document with an external id, so that every output line can say which one it is about."""
    return document if document.external_id else replace(document, external_id=f"document-{number}")
