"""Submits documents to a running installation; the pipeline reads and relates them.

A changed text under a name that its source used before takes the place of the earlier one.

Example: averral ingest reports/
"""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from averral.cli import batch, installation, options, output
from averral.cli.inputs import read_documents
from averral.model import DEFAULT_WORKSPACE


def run(
    source: options.Input,
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    sources: options.Sources = None,
    keep_earlier: Annotated[
        bool, typer.Option(help="Leave earlier documents of the same name and source where they are.")
    ] = False,
) -> None:
    """Waits until every document is related or failed."""
    asyncio.run(_run(source, server, workspace, sources, keep_earlier=keep_earlier))


async def _run(
    source: str, server: str | None, workspace: str, sources: str | None, *, keep_earlier: bool
) -> None:
    async with installation.running(server or "") as here:
        with output.progress("Ingesting", None) as advance:
            reads = read_documents(source, sources)
            taken = await batch.take_in(here, workspace, reads, advance, keep_earlier=keep_earlier)
    output.OUT.print(f"{taken.documents} documents submitted, {len(taken.failures)} failed.")
    if taken.failures:
        raise typer.Exit(2)
