"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from averral.cli.output import Format

Input = Annotated[
    str,
    typer.Argument(
        help="A text file, a folder of them, a JSONL file, or - for standard input: JSONL, or one text."
    ),
]
Server = Annotated[
    str | None,
    typer.Option(help="Address of a running verification service; without it all runs in this process."),
]
OutputFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")]
Workspace = Annotated[str, typer.Option(help="Workspace of a running installation.")]
