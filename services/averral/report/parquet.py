"""The rows as a Parquet file, by groups, so that any number of findings fits any memory. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from averral.errors import Permanent, Reason
from averral.model import Finding
from averral.report.rows import FINDINGS, Table

MEDIA_TYPE = "application/vnd.apache.parquet"
#: Rows of one group.
GROUP = 1_000


def check_installed() -> None:
    """Says at the start what is missing, not after an hour of work.

    Raises:
        Permanent: MISSING_EXTRA.
    """
    _arrow()


class ParquetWriter:
    """`add` findings, then `close`; whatever was added is in the file then."""

    def __init__(self, target: IO[bytes], table: Table = FINDINGS) -> None:
        arrow, parquet = _arrow()
        kinds = {str: arrow.string(), int: arrow.int32(), list: arrow.list_(arrow.string())}
        self._arrow = arrow
        self._schema = arrow.schema([(name, kinds[kind]) for name, kind in table.columns.items()])
        self._table = table
        self._writer = parquet.ParquetWriter(target, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, finding: Finding) -> None:
        """Adds its rows."""
        self._rows += self._table.rows(finding)
        if len(self._rows) >= GROUP:
            self._write()

    def close(self) -> None:
        """Writes what is left and the file's end; a file without findings has its columns."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows = []


def write(findings: Iterable[Finding], target: IO[bytes], table: Table = FINDINGS) -> None:
    """All findings as one file."""
    writer = ParquetWriter(target, table)
    for finding in findings:
        writer.add(finding)
    writer.close()


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  # optional
        from pyarrow import parquet  # noqa: PLC0415  # optional
    except ImportError:
        raise Permanent(
            Reason.MISSING_EXTRA,
            "Parquet needs pyarrow: pip install 'averral[parquet]'.",
            metadata={"extra": "parquet"},
        ) from None
    return pa, parquet
