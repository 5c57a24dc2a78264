"""Documents of a running installation: remove some. Example: averral documents remove doc_1f2e."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from averral.cli import installation, options, output
from averral.errors import AverralError
from averral.model import DEFAULT_WORKSPACE

app = typer.Typer(no_args_is_help=True)


@app.callback()
def documents() -> None:
    """Keeps `remove` a command of its own while it is the only one."""


@app.command("remove")
def remove(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of documents, doc_….")] = None,
    external_id: Annotated[
        list[str], typer.Option(help="The id that you gave it, as `document_id` in the outputs; repeatable.")
    ] = [],  # noqa: B006 - typer makes a new list for each call
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
) -> None:
    """Removes documents and what was found in them; findings of other documents follow.

    Example: averral documents remove --external-id r17
    """
    if not ids and not external_id:
        raise typer.BadParameter("Name at least one document.")
    if asyncio.run(_remove(ids or [], external_id, server, workspace)):
        raise typer.Exit(2)


async def _remove(ids: list[str], external: list[str], server: str | None, workspace: str) -> int:
    """One that is not there does not hold up the others; how many were not."""
    removed = missing = 0
    wanted = [{"document_id": each} for each in ids] + [{"external_id": each} for each in external]
    async with installation.running(server or "") as here:
        for named in wanted:
            try:
                removed += len(await here.verification.delete_document(workspace, **named))
            except AverralError as error:
                missing += 1
                output.ERR.print(f"[red]{error.reason.value}[/]: {error.message}", highlight=False)
    output.OUT.print(f"{removed} documents removed.")
    return missing
