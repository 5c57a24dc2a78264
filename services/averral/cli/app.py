"""The command itself: registers the subcommands and turns errors into one line and an exit code.

Exit codes: 0 fine, 1 findings with `--fail-on`, 2 wrong usage, an error, or not one input that could be processed, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys

import typer

from averral import __version__
from averral.cli import (
    check,
    dead,
    demo,
    dev,
    documents,
    embed,
    extract,
    findings,
    ingest,
    keys,
    models,
    reindex,
    relate,
    serve,
    verify,
    work,
)
from averral.cli.output import ERR
from averral.errors import AverralError
from averral.runtime.settings import Settings, load
from averral.runtime.telemetry import configure_logging

USAGE_ERROR = 2
INTERRUPTED = 130
#: When Python looks for objects that only hold each other: after so many new ones; with each second such search also through
#: what the one before left; after so many of those through all. What a question reads is kept for the next and survives
#: the first search: by default ten such heaps are walked over at once, and a question in twenty waits for it as long as
#: its answer takes. The last walks over language tables and caches for a quarter of a second and more.
COLLECTING = (4_000, 1, 2_000)

app = typer.Typer(
    name="averral",
    help="Who said what, what is claimed, and where independent reports corroborate or conflict.\n\n"
    "It reports agreement between sources with the passages that show it; it never says true or false.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

for module in (extract, check, verify, relate, embed, ingest, findings, serve, work, dev, reindex, demo):
    name = module.__name__.rpartition(".")[2]
    app.command(name=name, help=module.__doc__)(module.run)
app.add_typer(dead.app, name="dead", help=dead.__doc__)
app.add_typer(documents.app, name="documents", help=documents.__doc__)
app.add_typer(keys.app, name="keys", help=keys.__doc__)
app.add_typer(models.app, name="models", help=models.__doc__)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"averral {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(  # noqa: ARG001 - acts when it is read
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Options before the command; log lines go to standard error, never among the results."""
    configure_logging(load(Settings, log_level=None if "AVERRAL_LOG_LEVEL" in os.environ else "warning"))


def main() -> None:
    """Entry point of the command `averral`."""
    gc.set_threshold(*COLLECTING)
    try:
        app()
    except AverralError as error:
        ERR.print(f"[red]{error.reason.value}[/]: {error.message}", highlight=False, soft_wrap=True)
        sys.exit(USAGE_ERROR)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader has seen enough (`averral … | head`); Python would complain once more at exit.
        sys.stderr.close()
        sys.exit(0)
