"""Reads files and folders. A text file or a saved page is one document, named after the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from averral.cli.inputs.archives import ARCHIVE_SUFFIXES, read_archive
from averral.cli.inputs.feeds import FEED_SUFFIXES, read_feed
from averral.cli.inputs.lines import read_csv, read_jsonl
from averral.cli.inputs.own import OwnReportError, refuse_page
from averral.cli.inputs.pages import PAGE_SUFFIXES, about_page, decode_page
from averral.cli.inputs.rows import MAX_BYTES, Read, Row, decode, document_of, parse_row
from averral.cli.output import ERR
from averral.errors import AverralError, Permanent, Reason
from averral.model import ItemFailure

TEXT_SUFFIXES = frozenset({".txt", ".text"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
#: Says where the files of a folder come from, and what belongs to it.
MANIFEST = "manifest.jsonl"


def read_file(path: Path) -> Iterator[Read]:
    """Documents of one file, by what its name ends in; any other name is a text.

    Raises:
        Permanent: INVALID_ARGUMENT when the file as a whole is not what its name says.
    """
    suffix = path.suffix.lower()
    if suffix in JSONL_SUFFIXES:
        with path.open("rb") as lines:
            yield from read_jsonl(enumerate(lines, 1), path.name)
    elif suffix in TABLE_SUFFIXES:
        with path.open("rb") as table:
            yield from read_csv(table, path.name)
    elif path.name.lower().endswith(ARCHIVE_SUFFIXES):
        with path.open("rb") as archive:
            yield from read_archive(archive, path.name)
    elif suffix in FEED_SUFFIXES:
        yield from read_feed(_bytes(path), path.name)
    else:
        yield read_text(path, {})


def read_text(path: Path, row: Row) -> Read:
    """The document of a text file or saved page; what `row` says goes before what the page says of itself.

    Raises:
        OwnReportError: when the page is a report of ours.
    """
    given = {"id": path.stem, **row}
    try:
        if path.suffix.lower() not in PAGE_SUFFIXES:
            return document_of(given, decode(_bytes(path), path.name))
        data = _bytes(path)
        refuse_page(data, path.name)
        page = decode_page(data, path.name)
        return document_of({**about_page(page), **given}, page)
    except OwnReportError:
        raise
    except AverralError as error:
        return ItemFailure(str(given["id"]), error.reason.value, error.message)


def read_folder(folder: Path) -> Iterator[Read]:
    """Documents that the folder's manifest names, or of every file in it that can be read, in order of name.

    Reports of ours are passed over with a line on standard error.

    Raises:
        Permanent: NOT_FOUND when there is nothing to read.
    """
    manifest = folder / MANIFEST
    if manifest.exists():
        with manifest.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _from_manifest(folder, line, f"{MANIFEST}, line {number}")
        return
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and _is_readable(path)]
    if not files:
        raise Permanent(
            Reason.NOT_FOUND,
            f"The folder {folder} has nothing to read (txt, html, jsonl, csv, rss, atom, xml, warc) and no {MANIFEST}.",
            metadata={"path": str(folder)},
        )
    for path in files:
        try:
            yield from read_file(path)
        except OwnReportError:
            ERR.print(f"{path.name} is passed over: averral wrote it.", highlight=False, soft_wrap=True)
        except AverralError as error:
            yield ItemFailure(path.name, error.reason.value, error.message)


def _is_readable(path: Path) -> bool:
    known = TEXT_SUFFIXES | PAGE_SUFFIXES | JSONL_SUFFIXES | TABLE_SUFFIXES | FEED_SUFFIXES
    return path.suffix.lower() in known or path.name.lower().endswith(ARCHIVE_SUFFIXES)


def _from_manifest(folder: Path, line: bytes, where: str) -> Read:
    try:
        row = parse_row(line, where)
        if "text" in row:
            return document_of(row, str(row["text"]))
        name = Path(str(row.get("file", "")))
        # A manifest may come from anywhere: it names files of its own folder, nothing else.
        if name.name != str(name) or not (folder / name).is_file():
            raise Permanent(Reason.NOT_FOUND, f"{where} names {name}, which is not in the folder.")
        return read_text(folder / name, row)
    except AverralError as error:
        return ItemFailure(where, error.reason.value, error.message)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise Permanent(Reason.TEXT_TOO_LARGE, f"{path.name} is larger than {MAX_BYTES} bytes: split it.")
    return path.read_bytes()
