"""Lists the findings of a running installation, most telling first.

Example: averral findings --state contested
"""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from averral.cli import batch, installation, options, output
from averral.cli.check import COLUMNS, SHOWN, print_findings
from averral.cli.rows import finding_row
from averral.model import DEFAULT_WORKSPACE, Finding, FindingState


def run(
    state: Annotated[
        list[FindingState] | None, typer.Option(help="Only findings of this state; repeatable.")
    ] = None,
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    top: Annotated[int, typer.Option(min=1, help="Findings shown in the table.")] = SHOWN,
) -> None:
    """Prints what the installation has found so far."""
    wanted = set(state or FindingState)
    found = [finding for finding in asyncio.run(_list(server, workspace)) if finding.state in wanted]
    if format is output.Format.JSONL:
        output.write_jsonl(finding_row(finding) for finding in found)
    elif format is output.Format.CSV:
        output.write_csv([finding_row(finding) for finding in found], COLUMNS)
    else:
        print_findings(found, top)


async def _list(server: str | None, workspace: str) -> list[Finding]:
    async with installation.running(server or "") as here:
        return [finding async for finding in batch.all_findings(here, workspace)]
