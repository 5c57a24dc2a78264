"""Documents that are removed or replaced take with them all that was found in them, and nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from averral.cli import installation as installations
from averral.cli.app import app
from averral.client import AsyncClient
from averral.errors import AverralError, Reason
from averral.model import Document, DocumentState, Finding, FindingState
from averral.pipeline.stages import finish_removals
from averral.runtime.keys import Scope
from contract.gateway_server import gateway, problem
from served import OTHER_TOLL, TALKS, TOLL, Served, installation, reports

W = "default"


@pytest.fixture
async def here():
    async with installation() as served:
        yield served


async def findings(here: Served, workspace: str = W) -> dict[str, Finding]:
    found = (await here.client.list_findings(workspace)).items
    return {finding.id: replace(finding, updated_at=None) for finding in found}


async def refused(call) -> Reason:
    with pytest.raises(AverralError) as error:
        await call
    return error.value.reason


async def document(here: Served, body: str) -> Document:
    stored = (await here.matching.list_documents(W)).items
    return next(record.document for record in stored if record.document.body == body)


async def test_what_was_found_in_a_removed_document_is_gone_and_others_follow(here):
    await here.take_in(W, OTHER_TOLL, TALKS)
    before = await findings(here)
    await here.client.submit_documents(W, [replace(reports([TOLL])[0], external_id="r9")])
    await here.worker.drain()
    contested = await findings(here)
    assert FindingState.CONTESTED in {finding.state for finding in contested.values()}

    gone = await here.client.delete_document(W, (await document(here, TOLL)).id)

    assert gone
    assert await findings(here) == before
    stats = await here.matching.get_stats(W)
    assert (stats.documents, stats.relations) == (2, 0)
    assert await refused(here.client.delete_document(W, gone[0])) is Reason.NOT_FOUND
    assert await here.matching.get_removals(W) == ()


async def test_whoever_watches_is_told_what_follows_a_removal(here):
    await here.take_in(W, OTHER_TOLL, TOLL)
    states = {name: finding.state for name, finding in (await findings(here)).items()}
    assert FindingState.CONTESTED in states.values()

    await here.client.delete_document(W, external_id="r2")

    left = await findings(here)
    told = {
        name: (state, left[name].state if name in left else FindingState.NO_EVIDENCE)
        for name, state in states.items()
    }
    expected = {name: pair for name, pair in told.items() if pair[0] is not pair[1]}
    seen = {}
    async with asyncio.timeout(20):
        async for event in here.client.watch_findings(W):
            seen[event.finding_id] = (event.previous, event.state)
            if {name: pair for name, pair in seen.items() if pair[0] is not None} == expected:
                break
    assert FindingState.NO_EVIDENCE in {state for _, state in seen.values()}
    assert {previous for previous, state in seen.values() if state is FindingState.SINGLE_ORIGIN} - {None}


async def test_a_draft_is_checked_anew_after_a_removal(here):
    await here.take_in(W, TALKS)

    async def summary(known: str = ""):
        return [answer async for answer in here.client.check_draft(W, Document("", TALKS), known)][-1]

    digest = (await summary()).digest
    assert (await summary(digest)).unchanged
    await here.client.delete_document(W, external_id="r1")
    assert not (await summary(digest)).unchanged


async def test_a_document_is_named_by_one_of_both_ids(here):
    assert await refused(here.client.delete_document(W)) is Reason.INVALID_ARGUMENT
    assert await refused(here.client.delete_document(W, "doc_1", external_id="a")) is Reason.INVALID_ARGUMENT
    assert await refused(here.client.delete_document(W, "doc_1")) is Reason.NOT_FOUND
    assert await refused(here.client.delete_document(W, external_id="a")) is Reason.NOT_FOUND


async def test_nothing_is_removed_from_another_workspace(here):
    await here.take_in("theirs", TOLL)
    before = await findings(here, "theirs")
    (record,) = (await here.matching.list_documents("theirs")).items
    assert await refused(here.client.delete_document(W, record.document.id)) is Reason.NOT_FOUND
    assert await refused(here.client.delete_document(W, external_id="r1")) is Reason.NOT_FOUND
    assert await findings(here, "theirs") == before


async def test_a_removal_that_was_cut_off_is_finished_by_a_worker(here):
    await here.take_in(W, OTHER_TOLL)
    before = await findings(here)
    await here.client.submit_documents(W, [replace(reports([TOLL])[0], external_id="r9")])
    await here.worker.drain()

    await here.matching.remove(W, (await document(here, TOLL)).id)
    assert await findings(here) != before
    for left in (1, 0):
        assert await finish_removals(here.worker._neighbours, W) == left
    assert await findings(here) == before


async def test_a_document_that_is_removed_before_it_is_read_holds_nothing_up(here):
    job = await here.client.submit_documents(W, reports([TOLL, TALKS]))
    await here.client.delete_document(W, external_id="r1")
    await here.worker.drain()
    ended = await here.client.get_job(job.id)
    assert ended.finished
    assert not ended.failures
    assert {finding.text for finding in (await findings(here)).values()}
    assert (await here.matching.get_stats(W)).documents == 1
    assert not await here.queue.dead_list("ingest")


async def test_a_changed_text_takes_the_place_of_the_earlier(here):
    await here.take_in(W, OTHER_TOLL, TALKS)
    (old,) = [one for one in reports([OTHER_TOLL]) if one.external_id == "r1"]
    new = replace(old, body=TOLL)
    await here.client.submit_documents(W, [new])
    assert (await here.matching.get_stats(W)).documents == 3, "the earlier stays until the later is read"
    await here.worker.drain()

    changed = await findings(here)

    assert {r.document.body for r in (await here.matching.list_documents(W)).items} == {TOLL, TALKS}
    assert FindingState.CONTESTED not in {finding.state for finding in changed.values()}
    async with installation() as other:
        await other.client.submit_documents(W, [new, reports([OTHER_TOLL, TALKS])[1]])
        await other.worker.drain()
        assert await findings(other) == changed

    # And back again.
    await here.client.submit_documents(W, [old])
    await here.worker.drain()
    assert {r.document.body for r in (await here.matching.list_documents(W)).items} == {OTHER_TOLL, TALKS}


async def test_an_edit_taken_back_before_it_was_read_leaves_the_first_text(here):
    await here.take_in(W, OTHER_TOLL)
    old = reports([OTHER_TOLL])[0]
    await here.client.submit_documents(W, [replace(old, body=TOLL)])
    await here.client.submit_documents(W, [old])
    await here.worker.drain()
    stored = (await here.matching.list_documents(W)).items
    assert [(record.document.body, record.state) for record in stored] == [
        (OTHER_TOLL, DocumentState.RELATED)
    ]


@pytest.mark.parametrize("why", ["another outlet", "no id", "asked to keep"])
async def test_other_documents_stay_where_they_are(here, why):
    await here.take_in(W, OTHER_TOLL)
    old = reports([OTHER_TOLL])[0]
    new = replace(old, body=TOLL)
    if why == "another outlet":
        new = replace(new, source=replace(new.source, outlet="Another"))
    elif why == "no id":
        new = replace(new, external_id="")
    await here.client.submit_documents(W, [new], keep_earlier=why == "asked to keep")
    await here.worker.drain()
    assert (await here.matching.get_stats(W)).documents == 2


async def test_the_client_removes_and_replaces(here):
    async with AsyncClient(here.address) as client:
        await client.submit(reports([TOLL]))
        await client.submit([replace(reports([TOLL])[0], body=TALKS)], keep_earlier=True)
        await here.worker.drain()
        assert len(await client.delete_document(external_id="r1")) == 2
        assert await refused(client.delete_document("doc_1")) is Reason.NOT_FOUND


async def test_documents_are_removed_over_http(tmp_path):
    async with gateway(tmp_path, anonymous_workspace=W) as local:
        await local.here.take_in(W, TOLL, TALKS)
        (name,) = [
            record.document.id
            for record in (await local.here.matching.list_documents(W)).items
            if record.document.body == TOLL
        ]
        assert (await local.http.delete(f"/v1/documents/{name}")).status_code == 204
        problem(await local.http.delete(f"/v1/documents/{name}"), 404, "NOT_FOUND")
        gone = await local.http.delete("/v1/documents", params={"id": "r2"})
        assert len(gone.json()["document_ids"]) == 1
        problem(await local.http.delete("/v1/documents", params={"id": "r2"}), 404, "NOT_FOUND")
        sent = {"documents": [{"id": "a/1", "outlet": "O", "text": TOLL}]}
        for text in (TOLL, OTHER_TOLL):
            sent["documents"][0]["text"] = text
            assert (await local.http.post("/v1/documents", json=sent)).status_code == 202
            await local.here.worker.drain()
        assert (
            len((await local.http.delete("/v1/documents", params={"id": "a/1"})).json()["document_ids"]) == 1
        )


async def test_removing_needs_the_scope_for_writing(tmp_path):
    async with gateway(tmp_path) as closed:
        reader = closed.key(scopes=(Scope.READ, Scope.REVIEW))
        problem(await closed.http.delete("/v1/documents/doc_1", headers=reader), 403, "PERMISSION_DENIED")


def test_the_command_removes_by_either_id(monkeypatch):
    asked = []

    class Here:
        class verification:  # noqa: N801 - stands for an attribute
            @staticmethod
            async def delete_document(workspace, **named):
                asked.append((workspace, named))
                if named == {"document_id": "doc_2"}:
                    raise AverralError(Reason.NOT_FOUND, "There is no such document.")
                return ("doc_9",)

        async def __aenter__(self):
            return self

        async def __aexit__(self, *_):
            return None

    monkeypatch.setattr(installations, "running", lambda _: Here())
    ended = CliRunner().invoke(
        app, ["documents", "remove", "doc_1", "doc_2", "--external-id", "a", "--workspace", "desk"]
    )
    assert asked == [
        ("desk", {"document_id": "doc_1"}),
        ("desk", {"document_id": "doc_2"}),
        ("desk", {"external_id": "a"}),
    ]
    assert ended.exit_code == 2
    assert "2 documents removed" in ended.output
    assert CliRunner().invoke(app, ["documents", "remove"]).exit_code == 2
