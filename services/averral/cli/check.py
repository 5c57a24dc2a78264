"""Cross-checks documents: which claims independent reports corroborate, and where they conflict.

Example: averral check reports/ --format html --output report.html --work state/ --compare last-week.jsonl
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from averral.cli import batch, earlier, installation, options, output, work_folder
from averral.cli.batch import Taken
from averral.cli.inputs import read_documents
from averral.cli.rows import Row, finding_row, origin_rows, relation_row
from averral.model import DEFAULT_WORKSPACE, BatchChange, Finding, FindingState
from averral.report import page, parquet
from averral.report.digest import Digest
from averral.report.pairs import PAIRS
from averral.report.rows import FINDINGS, Table

COLUMNS = ("type", "id", "state", "text", "language", "supporting", "opposing", "reasons", "why")

#: Findings shown in a table; JSONL and CSV give all.
SHOWN = 30


class Report(StrEnum):
    """How the results are given."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The options of one run."""

    source: str
    sources: str | None
    form: Report
    server: str | None
    workspace: str
    top: int
    target: Path | None
    work: Path | None
    compare: Path | None
    pairs: bool


def run(
    source: options.Input,
    format: Annotated[  # noqa: A002 - the option's name
        Report | None, typer.Option("--format", "-f", help="How to give the result; by the output's name.")
    ] = None,
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    fail_on: Annotated[
        list[FindingState] | None, typer.Option(help="Exit with 1 when a finding has this state; repeatable.")
    ] = None,
    sources: options.Sources = None,
    top: Annotated[int, typer.Option(min=1, help="Findings shown in the table.")] = SHOWN,
    target: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the result; without it standard output.")
    ] = None,
    work: Annotated[
        Path | None, typer.Option(help="Folder that keeps what was read: a run that broke off goes on.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="JSONL of an earlier check: tells new and cleared conflicts.")
    ] = None,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Rows of a finding and one passage each: jsonl, csv, parquet.")
    ] = False,
) -> None:
    """Reads all documents, relates them and prints relations, origins and findings."""
    if server and work:
        raise typer.BadParameter(
            "a running installation keeps what it reads by itself: leave one out", param_hint="--work"
        )
    form = format or _by_name(target)
    if form is Report.PARQUET:
        parquet.check_installed()
    if pairs and form in (Report.TABLE, Report.HTML):
        raise typer.BadParameter("pairs are rows: give --format jsonl, csv or parquet", param_hint="--pairs")
    wanted = _Wanted(source, sources, form, server, workspace, top, target, work, compare, pairs)
    states = asyncio.run(_run(wanted))
    if fail_on and states & set(fail_on):
        raise typer.Exit(1)


def _by_name(target: Path | None) -> Report:
    suffix = target.suffix.removeprefix(".") if target else ""
    return Report(suffix) if suffix in tuple(Report) else Report.TABLE


async def _run(wanted: _Wanted) -> set[FindingState]:
    before = earlier.read_findings(wanted.compare) if wanted.compare else None
    async with _place(wanted) as here:
        with output.progress("Checking", None) as advance:
            documents = read_documents(wanted.source, wanted.sources)
            taken = await batch.take_in(here, wanted.workspace, documents, advance)
        findings = [finding async for finding in batch.all_findings(here, wanted.workspace)]
        changed = None if before is None else earlier.changes(before, findings)
        with ExitStack() as closing:
            if wanted.target is not None and wanted.form is not Report.PARQUET:
                closing.enter_context(
                    redirect_stdout(
                        closing.enter_context(wanted.target.open("w", encoding="utf-8", newline=""))
                    )
                )
            await _write(wanted, here, findings, changed, taken)
    if wanted.target is not None:
        said = f"{len(findings)} findings of {taken.documents} documents are in {wanted.target}."
        output.ERR.print(said, highlight=False, soft_wrap=True)
    output.exit_when_all_failed(len(taken.failures), taken.documents + taken.unreadable)
    return {finding.state for finding in findings}


def _place(wanted: _Wanted) -> AbstractAsyncContextManager[installation.Installation]:
    if wanted.work is not None:
        return work_folder.resumed(wanted.work, wanted.workspace)
    return installation.choose(wanted.server)


async def _write(
    wanted: _Wanted,
    here: installation.Installation,
    findings: list[Finding],
    changed: list[BatchChange] | None,
    taken: Taken,
) -> None:
    if wanted.form is Report.PARQUET:
        _write_parquet(wanted.target, findings, PAIRS if wanted.pairs else FINDINGS)
    elif wanted.pairs:
        _write_pairs(findings, with_header=wanted.form is Report.CSV)
    elif wanted.form is Report.JSONL:
        async for row in _rows(here, wanted.workspace, findings):
            output.write_jsonl([row])
        output.write_jsonl(map(earlier.change_row, changed or ()))
    elif wanted.form is Report.CSV:
        output.write_csv([finding_row(finding) for finding in findings], COLUMNS)
    elif wanted.form is Report.HTML:
        sys.stdout.write(page.render(_about(wanted, changed, taken), Digest().add_all(findings)))
    else:
        print_findings(findings, wanted.top)
        print_changes(changed)


def source_name(source: str) -> str:
    """What a report calls what it was made of: the name of the file or folder, also where the path ends in none."""
    return "standard input" if source == "-" else Path(source).resolve().name or source


def _about(wanted: _Wanted, changed: list[BatchChange] | None, taken: Taken) -> page.About:
    return page.About(
        title=f"Cross-check of {source_name(wanted.source)}",
        made_at=datetime.now(UTC),
        documents=taken.documents + taken.unreadable,
        failures=taken.failures,
        failed=len(taken.failures),
        changes=changed,
    )


def _write_parquet(target: Path | None, findings: Sequence[Finding], table: Table) -> None:
    if target is None:
        parquet.write(findings, sys.stdout.buffer, table)
        return
    with target.open("wb") as file:
        parquet.write(findings, file, table)


def _write_pairs(findings: Sequence[Finding], *, with_header: bool) -> None:
    sys.stdout.write(PAIRS.header() if with_header else "")
    for finding in findings:
        sys.stdout.write(PAIRS.csv(finding) if with_header else PAIRS.jsonl(finding))


async def _rows(
    here: installation.Installation, workspace: str, findings: list[Finding]
) -> AsyncIterator[Row]:
    async for relation in batch.all_relations(here, workspace):
        yield relation_row(relation)
    seen: set[tuple[str, ...]] = set()
    for finding in findings:
        for row in origin_rows(finding):
            if (mark := (*sorted(row["members"]), row["level"])) not in seen:
                seen.add(mark)
                yield row
    for finding in findings:
        yield finding_row(finding)


def print_findings(findings: list[Finding], top: int) -> None:
    """The most telling findings as a table, with what the rest are."""
    counts = {state: sum(f.state is state for f in findings) for state in FindingState}
    chosen = batch.telling(findings, top)
    columns = (("finding", 3), ("claim", 6), ("for", 7), ("against", 7))
    output.table("Findings", columns, (output.finding_cells(finding) for finding in chosen))
    summary = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
    output.OUT.print(f"{len(findings)} findings: {summary}. Shown: the {len(chosen)} most telling.")


def print_changes(changed: list[BatchChange] | None) -> None:
    """Conflicts that are new or gone since the earlier run, where one was given."""
    if changed is None:
        return
    rows = [earlier.change_row(change) for change in changed]
    columns = (("change", 2), ("claim", 6), ("before", 2), ("now", 2))
    cells = [
        (row["kind"], output.cell(row["text"]), row["before"] or "–", row["after"] or "–")
        for row in rows[:SHOWN]
    ]
    output.table("Changes", columns, cells)
    new = sum(row["kind"] == "NEW" for row in rows)
    output.OUT.print(f"{new} new conflicts, {len(rows) - new} cleared.")
