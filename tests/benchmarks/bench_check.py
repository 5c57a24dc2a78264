"""How the work of `averral check` grows with the number of documents, and which stage takes it.

`python tests/benchmarks/bench_check.py [COUNT …]`. The peer is the same work on a quarter of the documents in the same
run: 4 means that it grows with their number, 16 with its square. Seconds are of the processor, so that a busy
machine tells the same.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from averral.cli import batch, installation
from averral.model import DEFAULT_WORKSPACE
from benchmarks.synthetic import reports

COUNTS = (250, 1_000)

#: Client, its method, and the stage that it counts for.
STEPS = (
    ("extraction", "extract", "extract"),
    ("embedding", "embed", "embed"),
    ("matching", "index", "index"),
    ("matching", "relate", "relate"),
    ("verification", "refresh_findings", "findings"),
)


def timed(
    work: Callable[..., Awaitable[Any]], stage: str, spent: Counter[str]
) -> Callable[..., Awaitable[Any]]:
    """The same call, its processor time added up; one at a time, as a draining worker calls."""

    async def call(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return await work(*given, **named)
        finally:
            spent[stage] += time.process_time() - began

    return call


async def measure(count: int) -> dict[str, Any]:
    spent: Counter[str] = Counter()
    async with installation.in_process() as here:
        await batch.take_in(here, DEFAULT_WORKSPACE, reports(5, seed=1))  # loads what is loaded once
        for client, method, stage in STEPS:
            port = getattr(here, client)
            setattr(port, method, timed(getattr(port, method), stage, spent))
        began = time.process_time()
        taken = await batch.take_in(here, DEFAULT_WORKSPACE, reports(count))
        total = time.process_time() - began
        stats = await here.matching.get_stats(DEFAULT_WORKSPACE)
    assert not taken.failures
    return {
        "documents": count,
        "cpu_seconds": round(total, 2),
        "documents_per_cpu_second": round(count / total, 2),
        "relations": stats.relations,
        "stages": {stage: round(seconds, 2) for stage, seconds in spent.items()},
    }


def growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """How many times more the larger run took, for each stage and in all."""
    stages = {
        stage: round(large["stages"][stage] / seconds, 2)
        for stage, seconds in small["stages"].items()
        if seconds
    }
    return {
        "documents": round(large["documents"] / small["documents"], 2),
        "cpu_seconds": round(large["cpu_seconds"] / small["cpu_seconds"], 2),
        **stages,
    }


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or list(COUNTS)
    runs = [asyncio.run(measure(count)) for count in counts]
    json.dump({"runs": runs, "growth": growth(runs[0], runs[-1])}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
