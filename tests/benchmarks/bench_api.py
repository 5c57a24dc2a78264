"""What the gateway costs over gRPC, and what an edit of a draft costs over a whole check, in the same run.

`python tests/benchmarks/bench_api.py`. All services run as processes of their own over the starter corpus. Calls over gRPC
and over HTTP, without a key and with one whose calls are counted in Redis, take turns, so that what else the machine does
falls on all of them alike. Processor time of all processes together stands beside the clock's, since the clock also counts what
other programs of a busy machine take. Fails when a ratio is above its ceiling both by the clock and by the processor.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx

from averral.cli import batch, installation
from averral.cli.inputs import read_documents
from averral.cli.roles import SERVICES, Role
from averral.cli.stack import Stack
from averral.client import AsyncClient
from averral.model import DEFAULT_WORKSPACE, Document, Flag
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 60
WORDS = 1_000
CLAIM = "27 soldiers were killed in Aziza on 4 December 2016."
CEILINGS = {"gateway_over_grpc": 1.4, "gateway_with_key_over_grpc": 1.4, "edit_over_whole": 0.25}


def busy(stack: Stack) -> float:
    """Seconds of the processor that the services and this process have used."""
    used = time.process_time()
    for process in stack.processes.values():
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


async def compare(
    stack: Stack, *works: Callable[[], Awaitable[object]], rounds: int = ROUNDS
) -> list[tuple[float, float]]:
    """Median milliseconds of each by the clock, and mean ones of the processor; one after the other in turns."""
    taken: list[list[float]] = [[] for _ in works]
    used = [0.0 for _ in works]
    for number in range(rounds + 1):
        for index, work in enumerate(works):
            began, before = time.perf_counter(), busy(stack)
            await work()
            if number:
                taken[index].append(time.perf_counter() - began)
                used[index] += busy(stack) - before
    return [
        (statistics.median(times) * 1000, spent / rounds * 1000)
        for times, spent in zip(taken, used, strict=True)
    ]


def draft() -> list[str]:
    """Paragraphs of the corpus until there are enough words."""
    paragraphs: list[str] = []
    for document in read_documents(str(SEEDS)):
        if isinstance(document, Document) and document.language in ("ar", ""):
            paragraphs += [part for part in document.body.split("\n") if len(part.split()) > 8]
        if sum(len(part.split()) for part in paragraphs) >= WORDS:
            break
    return paragraphs


async def check(client: AsyncClient, text: str, day: datetime) -> tuple[float, float]:
    """Milliseconds to the first flag and to the end."""
    began, first = time.perf_counter(), 0.0
    async for answer in client.check_draft(Document("", text, published_at=day)):
        if not first and isinstance(answer, Flag):
            first = time.perf_counter() - began
    return first * 1000, (time.perf_counter() - began) * 1000


async def measure(stack: Stack) -> dict[str, float]:
    for role in SERVICES:
        os.environ[f"AVERRAL_{role.upper()}_ADDRESS"] = stack.address(role)
    async with installation.running(stack.address(Role.VERIFICATION)) as here:
        await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(SEEDS)))
    url = f"http://{stack.address(Role.GATEWAY)}"
    keys = KeyStore(stack.data_dir / FILE)
    secret = keys.create(DEFAULT_WORKSPACE, "bench", [Scope.READ], rate_per_minute=1_000_000)[1]
    keys.close()
    paragraphs = draft()
    async with (
        AsyncClient(stack.address(Role.VERIFICATION)) as client,
        httpx.AsyncClient(base_url=url) as http,
    ):
        asked = {"text": CLAIM, "lang": "en"}
        known = {"Authorization": f"Bearer {secret}"}
        over_grpc, over_http, with_key = await compare(
            stack,
            lambda: client.verify_claim(CLAIM, language="en"),
            lambda: http.post("/v1/verify/claim", json=asked),
            lambda: http.post("/v1/verify/claim", json=asked, headers=known),
        )
        wholes, edits, firsts = [], [], []
        for number in range(7):
            # Of a draft of another day nothing is known.
            day = datetime(2016, 12, 1 + number, tzinfo=UTC)
            first, whole = await check(client, "\n\n".join(paragraphs), day)
            edited = list(paragraphs)
            edited[len(edited) // 2] += f" {number} people were killed."
            _, edit = await check(client, "\n\n".join(edited), day)
            wholes.append(whole)
            edits.append(edit)
            firsts.append(first)
    return {
        "verify_claim_grpc_ms": over_grpc[0],
        "verify_claim_http_ms": over_http[0],
        "verify_claim_http_key_ms": with_key[0],
        "gateway_over_grpc": over_http[0] / over_grpc[0],
        "gateway_over_grpc_cpu": over_http[1] / over_grpc[1],
        "gateway_with_key_over_grpc": with_key[0] / over_grpc[0],
        "gateway_with_key_over_grpc_cpu": with_key[1] / over_grpc[1],
        "draft_words": sum(len(part.split()) for part in paragraphs),
        "draft_first_flag_ms": statistics.median(firsts),
        "draft_whole_ms": statistics.median(wholes),
        "draft_edit_ms": statistics.median(edits),
        "edit_over_whole": statistics.median(edits) / statistics.median(wholes),
    }


async def main() -> int:
    with tempfile.TemporaryDirectory(prefix="averral-") as folder:
        async with Stack(Path(folder)) as stack:
            figures = await measure(stack)
    json.dump({name: round(value, 3) for name, value in figures.items()}, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return int(any(_lower(figures, name) > most for name, most in CEILINGS.items()))


def _lower(figures: dict[str, float], name: str) -> float:
    return min(figures[name], figures.get(f"{name}_cpu", figures[name]))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
