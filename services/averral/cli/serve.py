"""Starts one service: extraction, embedding, matching, verification or the HTTP gateway.

Example: averral serve matching --port 50063
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from averral.cli.roles import Role, run_role
from averral.runtime import server, telemetry
from averral.runtime.settings import Settings, load


def run(
    role: Annotated[Role, typer.Argument(help="Which service.")],
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Folder for records and index.")] = None,
) -> None:
    """Serves until it gets SIGTERM or SIGINT."""
    telemetry.configure_logging(load(Settings))
    server.run(run_role(role, host, port, data_dir))
