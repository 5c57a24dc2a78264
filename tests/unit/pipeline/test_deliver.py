from __future__ import annotations

from typing import Any

import pytest

from averral.errors import Permanent, Reason, Temporary
from averral.model import WebhookPost
from averral.pipeline.deliver import POLICY, Deliverer
from receiver import receiving

MESSAGE = {"workspace": "default", "webhook_id": "whk_1", "event_id": "7"}
BODY = '{"type":"finding.changed","text":"قُتل"}'.encode()


class Source:
    def __init__(self, url: str) -> None:
        self.url = url

    async def get_webhook_post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
        if not self.url:
            raise Permanent(Reason.NOT_FOUND, "gone")
        return WebhookPost(self.url, "whs_secret", BODY)


def resolving(*answers: list[str]) -> Any:
    left = list(answers)

    async def resolve(host: str, port: int) -> list[str]:
        return left.pop(0)

    return resolve


async def failure(deliverer: Deliverer) -> Temporary:
    with pytest.raises(Temporary) as failed:
        await deliverer.deliver(MESSAGE)
    assert failed.value.reason is Reason.WEBHOOK_FAILED
    return failed.value


async def test_an_event_is_posted_with_a_signature_over_time_and_body():
    async with receiving() as receiver:
        source = Source(f"http://127.0.0.1:{receiver.port}/hook?x=1")
        await Deliverer(source, private=True, clock=lambda: 1_700_000_000.9).deliver(MESSAGE)
    [got] = receiver.got
    assert (got.path, got.body) == ("/hook?x=1", BODY)
    assert got.headers["averral-event-id"] == "whk_1:7"
    assert got.headers["averral-key-id"] == "whk_1"
    assert got.headers["averral-timestamp"] == "1700000000"
    assert got.signed_by("whs_secret")
    assert not got.signed_by("whs_other")


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"HTTP/1.1 500 Oops\r\n\r\n", "500"),
        (b"HTTP/1.1 404 No\r\n\r\n", "404"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n", "302"),
        (b"SMTP ready\r\n", "0"),
        (b"", "0"),
        (b"x" * 100_000, "0"),
    ],
)
async def test_an_answer_that_is_not_2xx_is_a_failure_and_nothing_is_followed(answer, status):
    async with receiving() as receiver:
        receiver.answer = answer
        error = await failure(Deliverer(Source(f"http://127.0.0.1:{receiver.port}/"), private=True))
    assert error.metadata["status"] == status
    assert len(receiver.got) == 1


async def test_a_receiver_that_does_not_answer_in_time_is_a_failure():
    async with receiving() as receiver:
        receiver.silent = True
        await failure(Deliverer(Source(f"http://127.0.0.1:{receiver.port}/"), timeout=0.2, private=True))
    await failure(Deliverer(Source(f"http://127.0.0.1:{receiver.port}/"), timeout=0.2, private=True))


async def test_the_judged_address_is_called_and_the_name_is_asked_once():
    async with receiving() as receiver:
        url = f"http://does-not-exist.invalid:{receiver.port}/"
        await Deliverer(Source(url), private=True, resolve=resolving(["127.0.0.1"])).deliver(MESSAGE)
    [got] = receiver.got
    assert got.headers["host"] == f"does-not-exist.invalid:{receiver.port}"


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:127.0.0.1"], ["169.254.169.254"], []]
)
async def test_a_name_that_leads_inside_is_not_called(addresses):
    async with receiving() as receiver:
        url = f"https://rebound.example:{receiver.port}/"
        await failure(Deliverer(Source(url), resolve=resolving(addresses)))
    assert receiver.got == []


async def test_a_deleted_webhook_gets_nothing_and_is_no_failure():
    await Deliverer(Source("")).deliver(MESSAGE)


def test_trying_goes_on_for_a_day_and_not_for_a_week():
    waits = [POLICY.wait(attempt, 0.0) for attempt in range(1, POLICY.attempts)]
    assert 24 * 3600 <= sum(waits) <= 48 * 3600
    assert waits[0] < 10
    assert max(POLICY.wait(attempt, 1.0) for attempt in range(1, POLICY.attempts)) <= 3_600
