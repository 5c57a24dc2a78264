"""Webhooks from the saved watch to the receiver: real services, real queue messages, a real HTTP receiver."""

from __future__ import annotations

import pytest

from averral.errors import AverralError, Reason
from averral.model import FindingState, Webhook
from averral.pipeline.stages import DELIVER
from receiver import receiving
from served import OTHER_TOLL, SAID, TOLL, installation

W = "default"


@pytest.fixture
async def here():
    async with installation(webhook_private=True) as served:
        yield served


@pytest.fixture
async def receiver():
    async with receiving() as found:
        yield found


def watch(receiver, **given) -> Webhook:
    return Webhook("", f"http://127.0.0.1:{receiver.port}/hook", **given)


async def refused(call) -> AverralError:
    with pytest.raises(AverralError) as error:
        await call
    return error.value


async def deliver(here) -> None:
    """The first drain refreshes the findings at its end; what that queues is posted by the second."""
    await here.worker.drain()
    await here.worker.drain()


async def test_a_new_report_that_conflicts_is_posted_signed(here, receiver):
    await here.take_in(W, TOLL)
    [finding] = [f for f in (await here.client.list_findings(W)).items if f.kind == "casualties"]
    states = (FindingState.CONTESTED, FindingState.CONTRADICTED)
    made, secret = await here.client.create_webhook(
        W, watch(receiver, states=states, finding_ids=(finding.id,))
    )
    assert made.id.startswith("whk_")

    await here.take_in(W, OTHER_TOLL, SAID)
    await deliver(here)

    [got] = receiver.got
    assert got.signed_by(secret)
    assert got.json["type"] == "finding.changed"
    assert got.json["event"]["finding_id"] == finding.id
    assert (got.json["event"]["previous"], got.json["event"]["state"]) == ("SINGLE_ORIGIN", "CONTESTED")
    assert got.json["finding"]["opposing"][0]["passages"][0]["text"] in OTHER_TOLL
    assert got.json["id"] == got.headers["averral-event-id"]


async def test_only_what_comes_after_a_webhook_was_made_is_posted_and_nothing_twice(here, receiver):
    await here.take_in(W, SAID)
    await here.client.create_webhook(W, watch(receiver))
    await deliver(here)
    assert receiver.got == []
    await here.take_in(W, TOLL)
    await deliver(here)
    ids = [got.json["id"] for got in receiver.got]
    assert ids
    assert len(ids) == len(set(ids))
    await here.client.refresh_findings(W, [])
    await deliver(here)
    assert len(receiver.got) == len(ids)


async def test_kinds_filter(here, receiver):
    await here.client.create_webhook(W, watch(receiver, kinds=("quote",)))
    await here.take_in(W, TOLL, SAID)
    await deliver(here)
    assert {got.json["finding"]["kind"] for got in receiver.got} == {"quote"}


async def test_a_ping_shows_that_the_way_is_open(here, receiver):
    made, secret = await here.client.create_webhook(W, watch(receiver))
    await here.client.test_webhook(W, made.id)
    await here.worker.drain()
    [got] = receiver.got
    assert got.json["type"] == "ping"
    assert got.signed_by(secret)


async def test_a_receiver_that_fails_is_tried_again_and_an_old_event_can_be_replayed(here, receiver):
    made, _ = await here.client.create_webhook(W, watch(receiver))
    receiver.answer = b"HTTP/1.1 503 Later\r\n\r\n"
    await here.take_in(W, TOLL)
    await deliver(here)
    failed = len(receiver.got)
    assert failed
    assert (await here.queue.stats(DELIVER)).delayed == failed
    assert await here.client.replay_webhook(W, made.id) == 0, "all of it is still under way"

    other, _ = await here.client.create_webhook(W, watch(receiver))
    receiver.answer = b"HTTP/1.1 200 OK\r\n\r\n"
    assert await here.client.replay_webhook(W, other.id) == failed
    await here.worker.drain()
    assert len(receiver.got) == 2 * failed


async def test_a_deleted_webhook_is_listed_and_posted_to_no_more(here, receiver):
    made, _ = await here.client.create_webhook(W, watch(receiver))
    kept, _ = await here.client.create_webhook(W, watch(receiver))
    page = await here.client.list_webhooks(W, page_size=1)
    assert page.items == (made,)
    assert (await here.client.list_webhooks(W, page_token=page.next_page_token)).items == (kept,)
    await here.take_in(W, TOLL)
    await here.client.delete_webhook(W, made.id)
    await deliver(here)
    assert {got.json["webhook_id"] for got in receiver.got} == {kept.id}
    assert (await here.client.list_webhooks(W)).items == (kept,)
    assert (await refused(here.client.delete_webhook(W, made.id))).reason is Reason.NOT_FOUND


async def test_nothing_is_met_from_another_workspace(here, receiver):
    made, _ = await here.client.create_webhook(W, watch(receiver))
    await here.take_in("other", TOLL)
    await deliver(here)
    assert receiver.got == []
    assert (await here.client.list_webhooks("other")).items == ()
    for call in (
        here.client.test_webhook("other", made.id),
        here.client.replay_webhook("other", made.id),
        here.client.delete_webhook("other", made.id),
        here.client.get_webhook_post("other", made.id, 0),
    ):
        assert (await refused(call)).reason is Reason.NOT_FOUND
    [finding, *_] = (await here.client.list_findings("other")).items
    foreign = watch(receiver, finding_ids=(finding.id,))
    assert (await refused(here.client.create_webhook(W, foreign))).reason is Reason.NOT_FOUND


async def test_what_could_never_be_posted_is_refused(here, receiver):
    bad = [
        (Webhook("", "nothing"), "webhook.url"),
        (watch(receiver, kinds=("gossip",)), "webhook.kinds"),
        (watch(receiver, finding_ids=tuple(f"f{n}" for n in range(101))), "webhook.finding_ids"),
    ]
    for asked, field in bad:
        error = await refused(here.client.create_webhook(W, asked))
        assert (error.reason, error.field) == (Reason.INVALID_ARGUMENT, field)
    for _ in range(50):
        await here.client.create_webhook(W, watch(receiver))
    many = await refused(here.client.create_webhook(W, watch(receiver)))
    assert many.reason is Reason.TOO_MANY_ITEMS


async def test_a_private_address_is_refused_by_default(receiver):
    async with installation() as here:
        error = await refused(here.client.create_webhook(W, watch(receiver)))
        assert error.field == "webhook.url"
