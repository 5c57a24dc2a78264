"""A worker that dies between any two of its steps: the one that takes over leaves the same records."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from averral.cli import batch, installation
from averral.model import DEFAULT_WORKSPACE, Document, DocumentState, Finding, FindingState, Source
from averral.pipeline.stages import STAGES, Neighbours
from averral.runtime.documents import with_id

REPORTS = tuple(
    with_id(Document("", body, external_id=name, source=Source(name), language="en"))
    for name, body in (
        ("morning", "At least 30 people were killed when a dam broke near Valdoro, the mayor said."),
        ("evening", "Exactly 12 people were killed when a dam broke near Valdoro, police said."),
    )
)
#: More than any stage calls.
STEPS = 9


class WorkerDied(BaseException):
    """As with kill -9, nothing after it runs."""


class Fuse:
    """Lets so many calls through, then ends the worker just before or just after the next one."""

    def __init__(self, calls: int, *, after: bool) -> None:
        self.left, self.after = calls, after

    def guard(self, port):
        return Guarded(port, self)


class Guarded:
    """A port whose calls may be the worker's last."""

    def __init__(self, port, fuse: Fuse) -> None:
        self._port, self._fuse = port, fuse

    def __getattr__(self, name):
        method = getattr(self._port, name)
        if not inspect.iscoroutinefunction(method):
            return method

        async def call(*given, **named):
            fuse = self._fuse
            fuse.left -= 1
            if fuse.left < 0 and not fuse.after:
                raise WorkerDied
            answer = await method(*given, **named)
            if fuse.left < 0:
                raise WorkerDied
            return answer

        return call


def guarded(neighbours: Neighbours, fuse: Fuse) -> Neighbours:
    names = ("extraction", "embedding", "matching", "verification", "queue")
    return replace(neighbours, **{name: fuse.guard(getattr(neighbours, name)) for name in names})


async def findings_after(stage: str, calls: int, *, after: bool) -> tuple[list[Finding], bool]:
    """Findings after the second report's worker died in a stage, and whether it died at all."""
    async with installation.in_process() as here:
        first, second = REPORTS
        await batch.take_in(here, DEFAULT_WORKSPACE, [first])
        await here.verification.submit_documents(DEFAULT_WORKSPACE, [second])
        queue, neighbours = here.worker._neighbours.queue, here.worker._neighbours
        body = {"workspace": DEFAULT_WORKSPACE, "document_id": second.id}
        died = False
        for name in ("ingest", "relate"):
            delivery = (await queue.take(name, "w", 1))[0]
            if name == stage:
                try:
                    await STAGES[name](guarded(neighbours, Fuse(calls, after=after)), body)
                except WorkerDied:
                    died = True
            await STAGES[name](neighbours, body)  # The message comes back, nobody having acknowledged it.
            await queue.ack(delivery)
        await here.worker.drain()
        record = await here.matching.get_document(DEFAULT_WORKSPACE, second.id)
        assert record.state is DocumentState.RELATED
        # When a finding last changed is the one thing that a death may move.
        found = [
            replace(finding, updated_at=None) async for finding in batch.all_findings(here, DEFAULT_WORKSPACE)
        ]
        return sorted(found, key=lambda finding: finding.id), died


@pytest.mark.parametrize("stage", ["ingest", "relate"])
async def test_findings_do_not_depend_on_where_a_worker_died(stage):
    expected, _ = await findings_after(stage, STEPS, after=False)
    assert {finding.item_id for finding in expected if finding.state is FindingState.CONTESTED}
    outcomes = [
        await findings_after(stage, calls, after=after) for calls in range(STEPS) for after in (False, True)
    ]
    assert [found == expected for found, _ in outcomes] == [True] * len(outcomes)
    died = [dead for _, dead in outcomes]
    assert sum(died) >= 2 * 3, "each stage makes at least three calls"
    assert not died[-1], "raise STEPS: a stage makes more calls than were tried"
