"""`averral.client`, both ways, over a real server."""

from __future__ import annotations

import asyncio
import inspect
import re
import threading
from pathlib import Path

import pytest

from averral.client import AsyncClient, Client, Patience
from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.model import (
    AnswerOptions,
    Document,
    DraftSummary,
    Finding,
    FindingFilters,
    FindingState,
    Flag,
    ItemFailure,
    ReviewAction,
)
from averral.runtime.clients import Question
from served import OTHER_TOLL, SAID, TOLL, installation, reports

PROTOS = (Path(__file__).parents[2] / "protos/README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def looked_at_when_asked(monkeypatch):
    """These workers store findings after the documents count as done: nobody must look in between."""
    monkeypatch.setattr("averral.verification.batches.engine.PAUSE", 3_600.0)


@pytest.fixture
async def here():
    async with installation() as served:
        yield served


async def test_every_call_is_made_the_asynchronous_way(here):
    async with AsyncClient(here.address) as client:
        job = await client.submit(reports([OTHER_TOLL, TOLL, SAID]))
        await here.worker.drain()
        assert (await client.wait(job, 20)).done == 3
        assert [one.done async for one in client.watch_job(job.id)] == [3]
        assert (await client.verify_claim(TOLL, language="en")).state is FindingState.CONTESTED
        said = await client.verify_quote("We will never leave our city", "Salim Haddad", language="en")
        assert said.state is FindingState.VERBATIM
        answers = dict([one async for one in client.verify_batch([Question("q", Document("", TOLL))])])
        assert isinstance(answers["q"], Finding)
        checked = [one async for one in client.check_draft(Document("", TOLL, language="en"))]
        assert isinstance(checked[0], Flag)
        assert isinstance(checked[-1], DraftSummary)
        [contested, *_] = [one async for one in client.findings([FindingState.CONTESTED])]
        review = await client.review(contested.id, ReviewAction.ACCEPT, "desk-2")
        assert (await client.get_finding(contested.id))[1] == (review,)
        about = await client.verify_claim(claim_id=contested.item_id, options=AnswerOptions(min_origins=3))
        assert (about.item_id, about.state) == (contested.item_id, FindingState.CONTESTED)
        own = FindingFilters(external_id="r1")
        assert 0 < len([one async for one in client.findings(filters=own)]) < 9
        assert (await anext(client.watch())).id == 1
        assert len([line async for line in client.export("csv")]) == 1 + len(
            [one async for one in client.findings()]
        )
        assert (await client.limits()).page_size == 500
        assert not (await client.cancel(job.id)).cancelled, "it was done already"
    async with AsyncClient(here.address, workspace="other") as stranger:
        with pytest.raises(Permanent):
            await stranger.get_job(job.id)


async def test_a_batch_is_sent_followed_read_and_compared_both_ways(here):
    def program() -> tuple[str, str]:
        with Client(here.address) as client:
            one = client.submit_batch(iter(reports([TOLL])), "one")
            two = client.submit_batch(
                iter([*reports([TOLL, OTHER_TOLL]), ItemFailure("x", "INVALID_DATE", "no day")])
            )
            waiting = client.submit_batch(reports([SAID]))
            assert client.cancel_batch(waiting.id).cancelled
            with pytest.raises(Temporary) as late:
                client.wait_batch(one.id, 0.1)
            assert late.value.reason is Reason.NEIGHBOUR_TIMED_OUT
            assert [batch.id for batch in client.batches()] == [waiting.id, two.id, one.id]
            return one.id, two.id

    one, two = await asyncio.to_thread(program)
    await here.worker.drain()
    async with AsyncClient(here.address) as client:
        assert (await client.wait_batch(one)).done == 1
        assert [batch.finished async for batch in client.watch_batch(one)] == [True]
        assert (await client.wait_batch(two)).failed == 1
        failed = [item async for item in client.batch_items(two, failed_only=True)]
        assert [(item.external_id, item.reason) for item in failed] == [("x", "INVALID_DATE")]
        found = [finding async for finding in client.batch_findings(two, [FindingState.CONTESTED])]
        assert found
        # Both batches ended with the same reports known.
        assert not [change async for change in client.compare_batches(one, two) if change.before]


async def test_every_call_is_made_the_synchronous_way(here):
    await here.take_in("default", OTHER_TOLL, TOLL)

    def program() -> None:
        with Client(here.address) as client:
            assert client.verify_claim(TOLL, language="en").state is FindingState.CONTESTED
            assert client.verify_quote("never said").state is FindingState.NOT_FOUND
            assert [name for name, _ in client.verify_batch([Question("q", Document("", TOLL))])] == ["q"]
            assert isinstance(list(client.check_draft(Document("", TOLL)))[-1], DraftSummary)
            job = client.submit(reports([SAID]))
            assert not client.get_job(job.id).finished
            watch_job = client.watch_job(job.id)
            assert not next(watch_job).finished
            watch_job.close()
            assert client.cancel(job.id).cancelled
            assert client.wait(job, 1).cancelled
            finding = next(client.findings())
            client.review(finding.id, ReviewAction.NOTE, "desk-2", "looked at it")
            assert len(client.get_finding(finding.id)[1]) == 1
            watch = client.watch()
            assert next(watch).id == 1
            watch.close()
            assert next(client.export()).startswith("{")
            assert client.limits().documents_per_call == 500
            with pytest.raises(AverralError) as refused:
                client.verify_claim("")
            assert refused.value.reason is Reason.EMPTY_TEXT
        client.close()

    await asyncio.to_thread(program)
    assert not [thread for thread in threading.enumerate() if thread.name == "averral-client"]


def test_both_clients_have_the_same_methods_with_the_same_arguments():
    for name, method in inspect.getmembers(AsyncClient, inspect.isfunction):
        if not name.startswith("_"):
            ours = inspect.signature(getattr(Client, name)).parameters
            theirs = inspect.signature(method).parameters
            assert {n: p.default for n, p in ours.items()} == {n: p.default for n, p in theirs.items()}, name


async def test_what_may_pass_is_tried_again_when_the_service_says_so():
    waits = [Temporary(Reason.QUEUE_FULL, "full", retry_after=0.01)] * 2
    calls: list[int] = []

    async def call() -> str:
        calls.append(1)
        if waits:
            raise waits.pop()
        return "done"

    assert await Patience(5).keep_trying(call) == "done"
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("error", "patience"),
    [
        (Permanent(Reason.EMPTY_TEXT, "empty"), 60),
        (Temporary(Reason.NEIGHBOUR_TIMED_OUT, "slow", retry_after=0), 60),
        (Temporary(Reason.QUEUE_FULL, "full", retry_after=5), 1),
        (Temporary(Reason.QUEUE_FULL, "full", retry_after=0.1), 0),
    ],
)
async def test_what_cannot_pass_in_time_is_raised_at_once(error, patience):
    calls: list[int] = []

    async def call() -> None:
        calls.append(1)
        raise error

    with pytest.raises(type(error)):
        await Patience(patience).keep_trying(call)
    assert calls == [1]


async def test_a_job_that_does_not_end_is_said(here):
    async with AsyncClient(here.address) as client:
        job = await client.submit(reports([SAID]))
        with pytest.raises(Temporary) as late:
            await client.wait(job, 0.1)
    assert late.value.reason is Reason.NEIGHBOUR_TIMED_OUT


async def test_a_watch_goes_on_after_a_break(here):
    await here.take_in("default", OTHER_TOLL, TOLL)
    async with AsyncClient(here.address) as client:
        inner, broken = client._client.watch_findings, []

        async def breaks(workspace: str, after: int):
            async for event in inner(workspace, after):
                yield event
                if not broken:
                    broken.append(1)
                    raise Temporary(Reason.NEIGHBOUR_UNAVAILABLE, "gone", retry_after=0.01)

        client._client.watch_findings = breaks
        watch = client.watch()
        assert [(await anext(watch)).id, (await anext(watch)).id] == [1, 2]
        await watch.aclose()


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", PROTOS, re.DOTALL))
async def test_the_examples_run(here, example):
    await here.take_in("default", "The talks in Ankara failed.")
    await asyncio.to_thread(exec, example.replace("localhost:50064", here.address), {})
