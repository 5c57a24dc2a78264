"""Cross-checks documents: which claims independent reports corroborate, and where they conflict.

Example: averral check reports/ --format jsonl --fail-on contested
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import typer

from averral.cli import batch, installation, options, output
from averral.cli.inputs import read_documents
from averral.cli.rows import Row, finding_row, origin_rows, relation_row
from averral.model import DEFAULT_WORKSPACE, Finding, FindingState

COLUMNS = ("type", "id", "state", "text", "language", "supporting", "opposing", "reasons", "why")

#: Findings shown in a table; JSONL and CSV give all.
SHOWN = 30


def run(
    source: options.Input,
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    fail_on: Annotated[
        list[FindingState] | None, typer.Option(help="Exit with 1 when a finding has this state; repeatable.")
    ] = None,
    sources: options.Sources = None,
    top: Annotated[int, typer.Option(min=1, help="Findings shown in the table.")] = SHOWN,
) -> None:
    """Reads all documents, relates them and prints relations, origins and findings."""
    states = asyncio.run(_run(source, sources, format, server, workspace, top))
    if fail_on and states & set(fail_on):
        raise typer.Exit(1)


async def _run(
    source: str, sources: str | None, form: output.Format, server: str | None, workspace: str, top: int
) -> set[FindingState]:
    async with installation.choose(server) as here:
        with output.progress("Checking", None) as advance:
            taken = await batch.take_in(here, workspace, read_documents(source, sources), advance)
        findings = [finding async for finding in batch.all_findings(here, workspace)]
        if form is output.Format.JSONL:
            async for row in _rows(here, workspace, findings):
                output.write_jsonl([row])
        elif form is output.Format.CSV:
            output.write_csv([finding_row(finding) for finding in findings], COLUMNS)
        else:
            print_findings(findings, top)
    output.exit_when_all_failed(len(taken.failures), taken.documents + taken.unreadable)
    return {finding.state for finding in findings}


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
