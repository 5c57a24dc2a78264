"""The main job as a story: reports go in through the queue, findings come out of the public API."""

from __future__ import annotations

import json
import os
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from averral.cli import batch, installation
from averral.cli.inputs import read_documents
from averral.cli.roles import Role
from averral.cli.stack import Stack
from averral.cli.verify import ask
from averral.model import DEFAULT_WORKSPACE, FindingState
from faults.test_kill import require_redis

SEEDS = Path(__file__).parents[2] / "seeds"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack"), pytest.mark.timeout(300)]


def questions() -> list[dict]:
    with (SEEDS / "questions.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


async def test_reports_go_in_through_the_queue_and_questions_are_answered(tmp_path, monkeypatch):
    require_redis()
    async with AsyncExitStack() as closing:
        stack = await closing.enter_async_context(Stack(tmp_path / "stack"))
        for name, value in stack.environment.items():
            if name.startswith("AVERRAL_"):
                monkeypatch.setenv(name, value)
        here = await closing.enter_async_context(installation.running(stack.address(Role.VERIFICATION)))

        # Given the starter corpus, read by separate processes
        taken = await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(SEEDS)))
        assert taken.failures == []
        stats = await here.matching.get_stats(DEFAULT_WORKSPACE)
        assert (stats.documents, stats.pending, stats.failed) == (taken.documents, 0, 0)

        # Then some claims are corroborated, some contested, some carried by one origin only
        findings = [finding async for finding in batch.all_findings(here, DEFAULT_WORKSPACE)]
        states = {finding.state for finding in findings}
        assert {FindingState.CORROBORATED, FindingState.CONTESTED, FindingState.SINGLE_ORIGIN} <= states
        for finding in findings:
            for origin in (*finding.supporting, *finding.opposing):
                assert origin.passages, "no passage, no decisive state"

        # And questions get answers with passages, in which look-alikes never count
        for question in questions():
            finding = await ask(here, DEFAULT_WORKSPACE, question)
            shown = {
                p.external_id
                for side in (finding.supporting, finding.opposing)
                for o in side
                for p in o.passages
            }
            assert not shown & set(question["must_not"]), question["id"]

        # And a second submission of the same reports changes nothing
        again = await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(SEEDS)))
        assert again.failures == []
        assert (await here.matching.get_stats(DEFAULT_WORKSPACE)) == stats


async def test_the_stack_leaves_no_process_behind(tmp_path):
    require_redis()
    async with Stack(tmp_path / "stack") as stack:
        pids = [process.pid for process in stack.processes.values()]
        assert all(map(_alive, pids))
    assert not any(map(_alive, pids))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
