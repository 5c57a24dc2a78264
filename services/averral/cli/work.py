"""Starts a pipeline worker, which takes documents from the queues and has them read and related.

Example: averral work --concurrency 4
"""

from __future__ import annotations

from typing import Annotated

import typer

from averral.cli.roles import run_worker
from averral.runtime import server, telemetry
from averral.runtime.settings import Settings, load


def run(
    name: Annotated[str | None, typer.Option(help="Name of this worker; made up when absent.")] = None,
    concurrency: Annotated[int | None, typer.Option(help="Messages worked on at once per queue.")] = None,
) -> None:
    """Works until it gets SIGTERM or SIGINT; messages in hand are finished first."""
    telemetry.configure_logging(load(Settings))
    server.run(run_worker(name, concurrency))
