"""Submits documents to a running installation; the pipeline reads and relates them.

Example: averral ingest reports/
"""

from __future__ import annotations

import asyncio

import typer

from averral.cli import batch, installation, options, output
from averral.cli.inputs import read_documents
from averral.model import DEFAULT_WORKSPACE


def run(
    source: options.Input,
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    sources: options.Sources = None,
) -> None:
    """Waits until every document is related or failed."""
    asyncio.run(_run(source, server, workspace, sources))


async def _run(source: str, server: str | None, workspace: str, sources: str | None) -> None:
    async with installation.running(server or "") as here:
        with output.progress("Ingesting", None) as advance:
            taken = await batch.take_in(here, workspace, read_documents(source, sources), advance)
    output.OUT.print(f"{taken.documents} documents submitted, {len(taken.failures)} failed.")
    if taken.failures:
        raise typer.Exit(2)
