"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from averral.cli.output import Format

Input = Annotated[
    str,
    typer.Argument(
        help="Text, saved HTML page, JSONL, CSV, RSS or Atom feed or WARC, a folder of them, or - for standard input."
    ),
]
Sources = Annotated[
    str | None,
    typer.Option(help="Your table of sources, CSV with the columns outlet, domain, group, country."),
]
Server = Annotated[
    str | None,
    typer.Option(help="Address of a running verification service; without it all runs in this process."),
]
OutputFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")]
Workspace = Annotated[str, typer.Option(help="Workspace of a running installation.")]
