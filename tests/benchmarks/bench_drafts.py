"""What checking an Arabic draft of a thousand words costs over a corpus of many claims, and what an edit of it costs.

`python tests/benchmarks/bench_drafts.py [ITEMS] [POOL]`. One process over ITEMS (100,000) stored claims and quotes of invented
reports (made of POOL of them) and the starter corpus, which the draft is put together from. The peer of the edit is the whole check in
the same run. A draft without a day is checked too: nothing is told apart by its time, so that more is compared. Seconds of the processor stand beside those of the clock, since they are the same on a busy machine. Fails when an edit
costs more than a quarter of the whole.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from averral.cli import batch, installation
from averral.cli.app import COLLECTING
from averral.cli.inputs import read_documents
from averral.model import DEFAULT_WORKSPACE, Document, DraftSummary, Flag, Source
from benchmarks import bench_million
from benchmarks.bench_api import SEEDS, draft

ITEMS, POOL, ROUNDS = 100_000, 2_000, 5
CEILING = 0.25


async def check(
    here: installation.Installation, text: str, day: datetime | None, outlet: str = ""
) -> tuple[float, float, float, int]:
    """Seconds to the first flag, to the end, and of the processor; and how many items were compared."""
    began, busy, first, items = time.perf_counter(), time.process_time(), 0.0, 0
    asked = Document("", text, published_at=day, source=Source(outlet))
    async for answer in here.verification.check_draft(DEFAULT_WORKSPACE, asked):
        if isinstance(answer, Flag):
            first = first or time.perf_counter() - began
        elif isinstance(answer, DraftSummary):
            items = answer.items
    return first, time.perf_counter() - began, time.process_time() - busy, items


async def measure(folder: Path, items: int) -> dict[str, float]:
    await bench_million.fill(folder, items)
    paragraphs = draft()
    async with installation.in_process(folder=folder) as here:
        await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(SEEDS)))
        await check(here, "\n\n".join(paragraphs), datetime(2016, 11, 1, tzinfo=UTC))
        wholes, edits, undated = [], [], []
        for number in range(ROUNDS):
            # Of a draft of another day nothing is known.
            day = datetime(2016, 12, 1 + number, tzinfo=UTC)
            wholes.append(await check(here, "\n\n".join(paragraphs), day))
            edited = list(paragraphs)
            edited[len(edited) // 2] += f" {number} people were killed."
            edits.append(await check(here, "\n\n".join(edited), day))
            undated.append(await check(here, "\n\n".join(paragraphs), None, f"Outlet {number}"))
        stats = await here.matching.get_stats(DEFAULT_WORKSPACE)
    first, whole, busy, compared = (statistics.median(each) for each in zip(*wholes, strict=True))
    return {
        "claims_indexed": stats.claims,
        "draft_words": sum(len(part.split()) for part in paragraphs),
        "items_compared": compared,
        "first_flag_seconds": first,
        "whole_seconds": whole,
        "whole_cpu_seconds": busy,
        "undated_first_flag_seconds": statistics.median(each[0] for each in undated),
        "undated_seconds": statistics.median(each[1] for each in undated),
        "undated_cpu_seconds": statistics.median(each[2] for each in undated),
        "edit_over_whole": statistics.median(e[2] for e in edits) / busy,
    }


def main() -> int:
    items, pool = (int(sys.argv[n]) if len(sys.argv) > n else given for n, given in ((1, ITEMS), (2, POOL)))
    bench_million.POOL = pool
    # As in every process of an installation.
    gc.set_threshold(*COLLECTING)
    with tempfile.TemporaryDirectory(prefix="averral-") as folder:
        found = asyncio.run(measure(Path(folder), items))
    json.dump({name: round(value, 3) for name, value in found.items()}, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return int(found["edit_over_whole"] > CEILING)


if __name__ == "__main__":
    sys.exit(main())
