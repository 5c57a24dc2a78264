"""Reads WARC files (ISO 28500): every HTML page that was fetched with success is a document."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from averral.cli.inputs.pages import about_page, decode_page, domain_of
from averral.cli.inputs.rows import MAX_BYTES, Read, document_of
from averral.errors import AverralError, Permanent, Reason
from averral.model import ItemFailure

ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FETCHED = "200"


def read_archive(file: BinaryIO, name: str) -> Iterator[Read]:
    """Documents of an archive in its order; a record is read and let go, whatever the archive's size.

    The address is the document's id. A torn archive gives what stands before the tear, then a failure.
    """
    try:
        for record in ArchiveIterator(file):
            if (charset := _charset_of_page(record)) is not None:
                yield _document(record, charset)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        yield _torn(name, str(error))
    except AttributeError:
        # What warcio raises at a response without `WARC-Target-URI`.
        yield _torn(name, "a record lacks its address")


def _torn(name: str, why: str) -> ItemFailure:
    return ItemFailure(name, Reason.INVALID_ARGUMENT.value, f"{name} cannot be read on: {why}")


def _charset_of_page(record: Any) -> str | None:
    """The character set that the transport states, empty when it states none; None when the record is no page."""
    if record.rec_type == "response" and record.http_headers:
        if record.http_headers.get_statuscode() != _FETCHED:
            return None
        stated = record.http_headers.get_header("Content-Type")
    elif record.rec_type == "resource":
        stated = record.rec_headers.get_header("Content-Type")
    else:
        return None
    header = Message()
    header["Content-Type"] = stated or ""
    return str(header.get_content_charset("")) if header.get_content_type() in _PAGES else None


def _document(record: Any, charset: str) -> Read:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        data = record.content_stream().read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Permanent(Reason.TEXT_TOO_LARGE, f"{url} is larger than {MAX_BYTES} bytes.")
        page = decode_page(data, url, charset)
        about = about_page(page)
        return document_of({**about, "id": url, "url": url, "domain": domain_of(url)}, page)
    except AverralError as error:
        return ItemFailure(url, error.reason.value, error.message)
