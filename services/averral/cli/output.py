"""Writes rows as JSON lines, CSV or a table; progress and messages go to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from averral.cli.rows import Row
from averral.model import Finding, FindingState, Origin, Passage
from averral.report.rows import own_passage

#: Reads NO_COLOR and the width of the terminal by itself.
OUT = Console()
ERR = Console(stderr=True)

#: Unicode isolates: a right-to-left passage must not drag the columns beside it along (UAX #9).
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"

#: A cell that a spreadsheet would run as a formula starts with one of these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Columns of the terminal that a table's first column may take.
_FIRST_COLUMN = 22

_COLOURS = {
    FindingState.CORROBORATED: "green",
    FindingState.VERBATIM: "green",
    FindingState.TRANSLATED: "green",
    FindingState.PARAPHRASED: "green",
    FindingState.EXCERPT: "green",
    FindingState.SINGLE_ORIGIN: "yellow",
    FindingState.TOO_FEW_ORIGINS: "yellow",
    FindingState.SUPERSEDED: "yellow",
    FindingState.CONTESTED: "red",
    FindingState.CONTRADICTED: "red",
    FindingState.ALTERED: "red",
    FindingState.MISATTRIBUTED: "red",
    FindingState.DENIED: "red",
}


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def write_jsonl(rows: Iterable[Row]) -> None:
    """One compact JSON object a line, text as it is."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def write_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """The given columns; lists and objects as JSON, cells that would run as formulas disarmed."""
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def isolate(text: str) -> str:
    """The text in a bidirectional isolate, on one line."""
    return _ISOLATE + " ".join(text.split()) + _END_ISOLATE


def state_text(state: FindingState) -> str:
    """The state in its colour."""
    return f"[{_COLOURS.get(state, 'default')}]{state.value.upper()}[/]"


def table(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> None:
    """A table of texts; columns after the first share the width."""
    shown = Table(title=title, title_justify="left", show_lines=True, expand=True)
    first, *others = columns
    # States and kinds are read at a glance: the first column is as wide as they are, others share the rest.
    shown.add_column(first[0], max_width=_FIRST_COLUMN, overflow="fold")
    for name, share in others:
        shown.add_column(name, ratio=share, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    OUT.print(shown)


def finding_cells(finding: Finding) -> tuple[str, str, str, str]:
    """State, claim, origins and passages for, origins and passages against."""
    return (
        state_text(finding.state),
        f"{_denied(own_passage(finding))}{cell(finding.text)} [dim]({finding.language})[/]",
        _side(finding.supporting),
        _side(finding.opposing),
    )


def _side(origins: Sequence[Origin]) -> str:
    if not origins:
        return "[dim]–[/]"
    lines = [f"[bold]{len(origins)}[/] origin{'s' * (len(origins) > 1)}"]
    for origin in origins:
        head = origin.passages[0]
        outlets = list(dict.fromkeys(passage.outlet or passage.external_id for passage in origin.passages))
        lines.append(f"• {_label(origin, outlets)}: {_words(head)}")
    return "\n".join(lines)


def _label(origin: Origin, outlets: Sequence[str]) -> str:
    printed = f" in {', '.join(outlets[:3])}" if origin.label not in outlets else ""
    more = f" +{len(outlets) - 3}" if len(outlets) > 3 else ""  # noqa: PLR2004 - as many as fit a cell
    return f"{cell(origin.label)}{printed}{more}"


def _words(passage: Passage) -> str:
    return f"{_denied(passage)}{cell(passage.text)} [dim]({passage.language})[/]"


def _denied(passage: Passage | None) -> str:
    """Says so of words that are told as denied: by themselves they would read as the contrary."""
    return "[italic]denied:[/] " if passage is not None and passage.denied else ""


def cell(text: str) -> str:
    """Text from an article as a table cell."""
    # Square brackets in an article must not be read as markup.
    return isolate(text).replace("[", r"\[")


def exit_when_all_failed(failed: int, of: int) -> None:
    """Ends the command with 2 when not one of its inputs could be processed; each said why."""
    if of and failed == of:
        raise typer.Exit(2)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Any]:
    """A progress bar on standard error, where that is a terminal; yields a function to call once per item done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
