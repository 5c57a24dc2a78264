"""Reads tables of documents: JSON lines and CSV. A line that cannot be read fails alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from averral.cli.inputs.own import refuse_fields
from averral.cli.inputs.rows import MAX_BYTES, Read, Row, document_of, parse_row
from averral.errors import AverralError, Permanent, Reason
from averral.model import ItemFailure

STDIN_NAME = "standard input"


def read_jsonl(lines: Iterable[tuple[int, bytes]], name: str = STDIN_NAME) -> Iterator[Read]:
    """Documents of numbered lines, one JSON object each; blank lines are passed over.

    Raises:
        OwnReportError: when the first object is one that averral wrote.
    """
    begun = False
    for number, line in lines:
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = parse_row(line, where)
        except AverralError as error:
            yield ItemFailure(where, error.reason.value, error.message)
        else:
            if not begun:
                refuse_fields(row, name)
            begun = True
            yield _read(row, where)


def read_csv(file: BinaryIO, name: str) -> Iterator[Read]:
    """Documents of a CSV or TSV file in UTF-8 whose first row names the columns; `text` must be among them.

    Raises:
        Permanent: INVALID_ARGUMENT when there is no column `text`.
        OwnReportError: when the columns are those of a table that averral wrote.
    """
    csv.field_size_limit(MAX_BYTES)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    dialect = csv.excel_tab if name.endswith(".tsv") else csv.excel
    rows = csv.DictReader(text, dialect=dialect)
    refuse_fields(rows.fieldnames or (), name)
    if "text" not in (rows.fieldnames or ()):
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"{name} has no column `text`: its first row must name the columns, for example id,outlet,published,text.",
            field="text",
        )
    while True:
        where = f"{name}, line {rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield ItemFailure(where, Reason.INVALID_ARGUMENT.value, f"{where} is not CSV: {error}.")
            return
        if row is None:
            return
        yield _read({key: value for key, value in row.items() if key and value}, where)


def _read(row: Row, where: str) -> Read:
    where = str(row.get("id") or where)
    try:
        if not isinstance(row.get("text"), str):
            raise Permanent(Reason.EMPTY_TEXT, f"{where} has no `text`: give the article's words there.")
        return document_of(row, row["text"])
    except AverralError as error:
        return ItemFailure(where, error.reason.value, error.message)
