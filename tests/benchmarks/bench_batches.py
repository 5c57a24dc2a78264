"""Memory of client, gateway and worker while one batch of many documents is submitted and read.

`python tests/benchmarks/bench_batches.py [COUNT] [READ]`. COUNT documents (10,000) go in as one upload over HTTP; memory is measured
while the first tenth is taken and while the last tenth is. The peer is that first tenth in the same run: a ratio near 1 means that
the size of a batch costs no memory. Stops when all are taken and READ (100) of them are read, since reading takes hours of
processor for ten thousand and holds one document at a time. Fails when a ratio is above its ceiling.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psutil

from averral.cli.roles import Role
from averral.cli.stack import WORKER, Stack
from benchmarks.synthetic import reports

COUNT, READ = 10_000, 100
CEILING = 1.25
MIB = 1024 * 1024


class Memory:
    """Resident bytes of processes by the part of the upload."""

    def __init__(self, stack: Stack) -> None:
        self._processes = {
            "client": psutil.Process(os.getpid()),
            **{
                name: psutil.Process(stack.processes[name].pid)
                for name in (Role.GATEWAY, Role.VERIFICATION, WORKER)
            },
        }
        self.seen: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def look(self, part: str) -> None:
        for name, process in self._processes.items():
            self.seen[name][part].append(process.memory_info().rss)


async def body(count: int, memory: Memory) -> AsyncIterator[bytes]:
    """Lines of JSON, made as they are sent."""
    for number, report in enumerate(reports(count)):
        part = "first" if number < count / 10 else "last" if number >= count * 0.9 else ""
        if part and not number % 20:
            memory.look(part)
        line = {"id": f"r{number}", "outlet": report.source.outlet, "lang": "en", "text": report.body}
        yield json.dumps(line).encode() + b"\n"


async def measure(count: int, read: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="averral-") as folder:
        async with Stack(Path(folder)) as stack:
            url = f"http://{stack.address(Role.GATEWAY)}"
            async with httpx.AsyncClient(base_url=url, timeout=None) as http:
                # Tables and models are loaded once; that is not what is measured.
                await http.post("/v1/batches", content=body(40, Memory(stack)), headers=LINES)
                await settle(http, 40)
                memory, began = Memory(stack), time.perf_counter()
                answer = await http.post("/v1/batches", content=body(count, memory), headers=LINES)
                taken = time.perf_counter() - began
                batch = answer.json()
                while True:
                    memory.look("read")
                    now = (await http.get(f"/v1/batches/{batch['id']}")).json()
                    if now["done"] >= min(read, count):
                        break
                    await asyncio.sleep(1)
                assert (now["items"], now["failed"]) == (count, 0)
    return {"documents": count, "seconds_to_take": round(taken, 1), "read": now["done"], **figures(memory)}


LINES = {"Content-Type": "application/x-ndjson"}


async def settle(http: httpx.AsyncClient, count: int) -> None:
    while True:
        [batch] = (await http.get("/v1/batches")).json()["batches"]
        found = (await http.get(f"/v1/batches/{batch['id']}", params={"wait": 20})).json()
        if found["done"] >= count:
            return


def figures(memory: Memory) -> dict[str, object]:
    """MiB in each part, and how much the last takes of the first."""
    found: dict[str, object] = {}
    for name, parts in memory.seen.items():
        most = {part: max(values) for part, values in parts.items()}
        found[str(name)] = {part: round(value / MIB) for part, value in most.items()}
        found[f"{name}_last_over_first"] = round(most["last"] / most["first"], 3)
    return found


def main() -> int:
    count, read = (int(sys.argv[n]) if len(sys.argv) > n else given for n, given in ((1, COUNT), (2, READ)))
    found = asyncio.run(measure(count, read))
    json.dump(found, sys.stdout, indent=1)
    sys.stdout.write("\n")
    ratios = [value for name, value in found.items() if name.endswith("_last_over_first")]
    return int(any(float(str(ratio)) > CEILING for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())
