"""Documents per second through the queue into findings, and the time that each stage takes for one.

`python tests/benchmarks/bench_pipeline.py [COUNT]`. All services are in this process; the queue is a real Redis-compatible
server that syncs every write to disk. The peer is the same work on the queue in memory, in the same run: the ratio
is what it costs that nothing gets lost.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from averral.cli import installation
from averral.model import DEFAULT_WORKSPACE, Document
from averral.pipeline.worker import Pace, Worker
from averral.runtime import telemetry
from averral.runtime.queue import running_queue
from averral.runtime.settings import QueueSettings, load
from benchmarks.synthetic import reports

COUNT = 150
PER_CALL = 50


def stage_sums() -> dict[str, tuple[float, float]]:
    """Seconds and messages of each stage so far, from the metric that an installation shows."""
    (metric,) = telemetry.STAGE_SECONDS.collect()
    sums = {each.labels["stage"]: each.value for each in metric.samples if each.name.endswith("_sum")}
    counts = {each.labels["stage"]: each.value for each in metric.samples if each.name.endswith("_count")}
    return {stage: (sums[stage], counts[stage]) for stage in sums}


async def measure(documents: list[Document], redis_url: str, folder: Path) -> dict[str, Any]:
    settings = load(QueueSettings, redis_url=redis_url, data_dir=folder)
    async with running_queue(settings) as queue, installation.in_process() as here:
        here._queue = queue
        neighbours = here.worker._neighbours
        before, began, stop = stage_sums(), time.perf_counter(), asyncio.Event()
        working = asyncio.create_task(Worker(neighbours, "bench", Pace(idle_wait=0.2)).run(stop))
        jobs = [
            await here.verification.submit_documents(DEFAULT_WORKSPACE, documents[start : start + PER_CALL])
            for start in range(0, len(documents), PER_CALL)
        ]
        for job in jobs:
            while not (await here.verification.get_job(job.id)).finished:
                await asyncio.sleep(0.1)
        seconds = time.perf_counter() - began
        stop.set()
        await working
    stages = {}
    for stage, (total, count) in stage_sums().items():
        old_total, old_count = before.get(stage, (0.0, 0.0))
        stages[stage] = round((total - old_total) / (count - old_count), 4)
    return {"documents_per_second": round(len(documents) / seconds, 2), "seconds_per_message": stages}


async def compare(count: int) -> dict[str, Any]:
    documents = list(reports(count))
    with tempfile.TemporaryDirectory() as folder:
        await measure(documents[:5], "memory://", Path(folder))  # tables and models, loaded once a process
        memory = await measure(documents, "memory://", Path(folder))
        redis = await measure(documents, "", Path(folder))
    ratio = redis["documents_per_second"] / memory["documents_per_second"]
    return {"documents": count, "redis": redis, "memory": memory, "redis_to_memory": round(ratio, 3)}


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else COUNT
    json.dump(asyncio.run(compare(count)), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
