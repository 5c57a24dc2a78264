"""The main job from end to end: starts everything, ingests a corpus, prints findings and answers, stops.

Example: averral demo seeds/
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from averral.cli import batch, installation
from averral.cli.check import print_findings
from averral.cli.inputs import read_documents
from averral.cli.output import ERR, OUT, progress
from averral.cli.roles import SERVICES, Role
from averral.cli.stack import Stack
from averral.cli.verify import ask, print_answer
from averral.model import DEFAULT_WORKSPACE

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "claim", "text": "The talks in Ankara failed.", "lang": "en"},
    {"kind": "claim", "text": "27 soldiers were killed in Aziza on 4 December 2016.", "lang": "en"},
    {
        "kind": "quote",
        "text": "We cannot leave our city and our homes.",
        "speaker": "Zakaria Malahifji",
        "lang": "en",
    },
)

#: Findings shown: what fits a screen or two.
SHOWN = 14


def run(
    corpus: Annotated[str, typer.Argument(help="Documents to ingest, as for `check`.")] = "seeds",
) -> None:
    """Everything runs as separate processes, over gRPC and the queue, in a temporary folder."""
    asyncio.run(_run(corpus))


async def _run(corpus: str) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="averral-") as folder:
        ERR.print("Starting Redis, four services and a worker …")
        async with Stack(Path(folder)) as stack:
            for role in SERVICES:
                os.environ[f"AVERRAL_{role.upper()}_ADDRESS"] = stack.address(role)
            async with installation.running(stack.address(Role.VERIFICATION)) as here:
                with progress("Ingesting", None) as advance:
                    taken = await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(corpus), advance)
                OUT.print(f"{taken.documents} documents read and related.")
                print_findings([f async for f in batch.all_findings(here, DEFAULT_WORKSPACE)], SHOWN)
                for question in QUESTIONS:
                    print_answer(question["text"], await ask(here, DEFAULT_WORKSPACE, question))
    OUT.print(f"All stopped. It took {time.monotonic() - started:.0f} s.")
    if taken.failures:
        raise typer.Exit(2)
