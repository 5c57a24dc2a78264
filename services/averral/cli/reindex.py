"""Makes all vectors anew after the embedding model was changed; the matching service must be stopped.

Example: averral reindex --data-dir .averral
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from averral.cli import installation, output
from averral.runtime.settings import MatchingSettings, load


def run(
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the matching service's records.")] = None,
    model: Annotated[str | None, typer.Option(help="Name or path of the new model.")] = None,
) -> None:
    """Embeds every stored item with the model of the settings, in one transaction."""
    count = asyncio.run(_run(data_dir, model))
    output.OUT.print(f"{count} vectors made anew.")


async def _run(data_dir: Path | None, model: str | None) -> int:
    from averral.matching.reindex import reindex  # noqa: PLC0415 - loads the index library
    from averral.matching.service import open_records  # noqa: PLC0415

    async with installation.in_process(model) as here:
        corpus = open_records(load(MatchingSettings, data_dir=data_dir))
        try:
            return await reindex(corpus, here.embedding)
        finally:
            corpus.close()
