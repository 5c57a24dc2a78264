"""Starts everything on this machine: a Redis-compatible server, all services, the HTTP gateway and a worker.

Example: averral dev
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from averral.cli.output import ERR, OUT
from averral.cli.roles import Role
from averral.cli.stack import Stack
from averral.runtime.server import stopped_by_signals


def run(
    data_dir: Annotated[Path, typer.Option(help="Folder for records, index, queue and logs.")] = Path(
        ".averral"
    ),
) -> None:
    """Runs until Ctrl-C or SIGTERM, then stops everything."""
    asyncio.run(_run(data_dir))


async def _run(data_dir: Path) -> None:
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        ERR.print("Starting Redis, four services, the gateway and a worker …")
        async with Stack(data_dir, fixed_ports=True) as stack:
            OUT.print(f"Running. The public API answers at [bold]{stack.address(Role.VERIFICATION)}[/].")
            web = f"http://{stack.address(Role.GATEWAY)}"
            OUT.print(f"Pages for fact-checkers: [bold]{web}[/]")
            OUT.print(f"HTTP, without a key from this machine: {web}/docs")
            OUT.print("Try: averral ingest seeds/ && averral findings. Stop with Ctrl-C.")
            OUT.print(f"Logs: {stack.data_dir / 'logs'}")
            await stop.wait()
            ERR.print("Stopping …")
