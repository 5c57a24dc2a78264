"""The index on disk: one file, replaced as a whole; whatever does not fit exactly counts as missing.

Layout: a JSON header line, the columns of the catalogue, the FAISS index, and the CRC-32 of both as eight hex digits.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from averral.matching.index.catalogue import Catalogue
from averral.matching.index.faiss_index import VectorIndex, faiss

FORMAT = "averral-index-2"
#: Bytes read at a time while the checksum is computed.
CHUNK = 1 << 20
CHECKSUM_DIGITS = 8


def save(path: Path, index: VectorIndex, catalogue: Catalogue, fingerprint: str) -> None:
    """Writes both beside `path`, forces them to disk and puts them in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    columns = catalogue.dump()
    header = {
        "format": FORMAT,
        "fingerprint": fingerprint,
        "dimension": index.dimension,
        "count": len(index),
        "size": len(catalogue),
        "columns": len(columns),
        "codes": catalogue.codes,
    }
    with fresh.open("wb") as file:
        file.write(json.dumps(header).encode() + b"\n")
        summing = _Summing(file.write)
        summing.write(columns)
        faiss.write_index(index.native, faiss.PyCallbackIOWriter(summing.write))
        file.write(f"{summing.value:0{CHECKSUM_DIGITS}x}".encode())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync_folder(path.parent)


def load(
    path: Path, fingerprint: str, dimension: int, exact_below: int
) -> tuple[VectorIndex, Catalogue] | None:
    """Index and catalogue of this model from the file; None when it is missing, torn or of another model."""
    try:
        with path.open("rb") as file:
            header = json.loads(file.readline())
            expected = {"format": FORMAT, "fingerprint": fingerprint, "dimension": dimension}
            if any(header.get(name) != value for name, value in expected.items()) or not _whole(file):
                return None
            catalogue = Catalogue.load(header["codes"], header["size"], file.read(header["columns"]))
            native = faiss.read_index(faiss.PyCallbackIOReader(file.read))
    except (OSError, ValueError, RuntimeError, AttributeError, KeyError, TypeError):
        # An unreadable snapshot is no loss: the records are the truth.
        return None
    index = VectorIndex(dimension, exact_below, native)
    return (index, catalogue) if len(index) == header.get("count") else None


class _Summing:
    """Passes bytes on and keeps their checksum."""

    def __init__(self, write: Callable[[bytes], Any]) -> None:
        self._write = write
        self.value = 0

    def write(self, data: bytes) -> None:
        self.value = zlib.crc32(data, self.value)
        self._write(data)


def _whole(file: IO[bytes]) -> bool:
    """Whether the checksum at the end fits what lies before it; the file stands where it stood."""
    start = file.tell()
    end = file.seek(0, os.SEEK_END) - CHECKSUM_DIGITS
    file.seek(start)
    total, left = 0, max(0, end - start)
    while left and (data := file.read(min(CHUNK, left))):
        total, left = zlib.crc32(data, total), left - len(data)
    fits = file.read() == f"{total:0{CHECKSUM_DIGITS}x}".encode()
    file.seek(start)
    return fits


def _sync_folder(folder: Path) -> None:
    # The rename itself survives a power cut only once the folder is on disk.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
