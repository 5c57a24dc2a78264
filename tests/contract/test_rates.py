"""Calls of a key: the same limits in memory and in Redis, over HTTP and gRPC together, with or without Redis."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta

import grpc
import pytest

from averral.errors import Permanent, Reason, Temporary
from averral.runtime.clients import VerificationClient
from averral.runtime.guard import Guard
from averral.runtime.keys import Ahead, KeyStore, Rates, Scope, SharedRates, Standing
from averral.runtime.keys.ahead import PLENTY
from averral.runtime.keys.store import FILE
from averral.runtime.queue.connection import open_client
from averral.runtime.redis_server import RedisServer, find_binary
from averral.runtime.settings import Settings
from averral.v1 import verification_service_pb2 as pb
from averral.v1.verification_service_pb2_grpc import VerificationServiceStub
from contract.gateway_server import gateway, problem
from served import installation


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def redis(tmp_path):
    try:
        find_binary()
    except Permanent as error:
        if os.environ.get("CI"):
            pytest.fail(error.message)
        pytest.skip(error.message)
    async with RedisServer(tmp_path / "redis") as server:
        yield server


async def test_calls_come_back_evenly():
    clock = Clock()
    rates = Rates(clock)
    assert [(await rates.take("k", 60)).allowed for _ in range(7)] == [True] * 6 + [False]
    refused = await rates.take("k", 60)
    assert (refused.limit, refused.remaining) == (60, 0)
    assert refused.retry_after == pytest.approx(1.0)
    assert refused.reset == pytest.approx(6.0)
    assert (await rates.take("other", 60)).allowed
    clock.now += 1.0
    assert [(await rates.take("k", 60)).allowed for _ in range(2)] == [True, False]
    clock.now += 1_000.0
    assert (await rates.take("k", 60)).remaining == 5


async def test_a_key_with_few_calls_still_has_one():
    rates = Rates(Clock())
    assert [(await rates.take("k", 1)).allowed for _ in range(2)] == [True, False]


async def test_a_day_has_so_many_calls_and_the_next_one_as_many():
    clock = Clock()
    rates = Rates(clock)
    told = [await rates.take("k", 6_000, 2) for _ in range(3)]
    assert [one.allowed for one in told] == [True, True, False]
    assert [(one.limit, one.remaining, one.daily) for one in told] == [
        (2, 1, True),
        (2, 0, True),
        (2, 0, True),
    ]
    assert told[2].retry_after == pytest.approx(86_400 - clock.now % 86_400)
    clock.now += told[2].retry_after
    assert (await rates.take("k", 6_000, 2)).allowed


async def test_memory_holds_so_many_buckets():
    rates = Rates(Clock(), capacity=2)
    for name in ("a", "b", "c"):
        await rates.take(name, 10)
    assert (await rates.take("a", 10)).allowed, "forgotten, so full again"


async def test_two_processes_share_one_bucket_in_redis(redis):
    one, other = (SharedRates(open_client(redis.url, 1.0)) for _ in range(2))
    taken = await asyncio.gather(*(rates.take("k", 60) for _ in range(5) for rates in (one, other)))
    assert sum(standing.allowed for standing in taken) == 6
    refused = await other.take("k", 60)
    assert (refused.limit, refused.remaining) == (60, 0)
    assert 0 < refused.retry_after <= 1.0
    assert (await other.take("free", 60)).remaining == 5
    daily = [await rates.take("d", 6_000, 3) for rates in (one, other, one, other)]
    assert [standing.allowed for standing in daily] == [True, True, True, False]
    assert daily[3].daily
    await one.close()
    await other.close()


async def test_without_redis_each_process_counts_for_itself(redis):
    rates = SharedRates(open_client(redis.url, 0.1))
    assert (await rates.take("k", 20)).allowed
    await redis.stop()
    assert [(await rates.take("k", 20)).allowed for _ in range(3)] == [True, True, False]
    await rates.close()


async def test_a_key_has_one_limit_over_http_and_grpc(redis, tmp_path):
    keys = KeyStore(tmp_path / FILE)
    made, secret = keys.create("default", "desk", [Scope.READ], rate_per_minute=30)
    shared = SharedRates(open_client(redis.url, 1.0))
    async with (
        gateway(tmp_path, redis_url=redis.url) as closed,
        installation(keys=keys, key=secret, rates=shared) as here,
    ):
        headers = {"Authorization": f"Bearer {secret}"}
        # The key of the gateway's own installation is asked for nothing: only the guarded one counts.
        first = await closed.http.get("/v1/key", headers=headers)
        assert first.headers["ratelimit-remaining"] == "2"
        await here.client.get_limits()
        last = await closed.http.get("/v1/key", headers=headers)
        assert last.headers["ratelimit-remaining"] == "0"
        with pytest.raises(Temporary) as error:
            await here.client.get_limits()
        assert error.value.reason is Reason.RATE_LIMITED
        assert error.value.metadata == {"key": made.id, "limit": "30"}
        refused = await closed.http.get("/v1/key", headers=headers)
        problem(refused, 429, "RATE_LIMITED")
        assert int(refused.headers["retry-after"]) >= 1
    await shared.close()
    keys.close()


async def test_over_grpc_the_trailers_tell_what_is_left(tmp_path):
    keys = KeyStore(tmp_path / FILE)
    _, secret = keys.create("default", "desk", [Scope.READ], rate_per_minute=20)
    async with (
        installation(keys=keys, key=secret) as here,
        grpc.aio.insecure_channel(here.address) as channel,
    ):
        call = VerificationServiceStub(channel).GetLimits(
            pb.GetLimitsRequest(), metadata=(("authorization", f"Bearer {secret}"),)
        )
        await call
        told = dict(await call.trailing_metadata())
        assert (told["ratelimit-limit"], told["ratelimit-remaining"]) == ("20", "1")
        service = keys.create("default", "worker", [Scope.SERVICE], rate_per_minute=1)[1]
        settings = Settings(verification_address=here.address, service_key=service)
        client = VerificationClient.connect(settings)
        for _ in range(5):
            await client.get_limits()
        await client.close()
    keys.close()


@pytest.mark.parametrize(("days", "told"), [(3, True), (20, False), (None, False)])
async def test_a_key_that_ends_soon_is_told_so_over_both(days, told, tmp_path):
    lifetime = timedelta(days=days) if days else None
    keys = KeyStore(tmp_path / FILE)
    made, secret = keys.create("default", "desk", [Scope.READ], lifetime=lifetime)
    async with (
        gateway(tmp_path) as closed,
        installation(keys=keys, key=secret) as here,
        grpc.aio.insecure_channel(here.address) as channel,
    ):
        sent = {"Authorization": f"Bearer {secret}"}
        over_http = (await closed.http.get("/v1/key", headers=sent)).headers.get("averral-key-expires")
        call = VerificationServiceStub(channel).GetLimits(
            pb.GetLimitsRequest(), metadata=(("authorization", f"Bearer {secret}"),)
        )
        await call
        over_grpc = dict(await call.trailing_metadata()).get("averral-key-expires")
    assert over_http == over_grpc
    assert bool(over_http) is told
    assert not told or datetime.fromisoformat(over_http) == made.expires_at.replace(microsecond=0)
    keys.close()


def test_a_guard_without_rates_counts_in_memory(tmp_path):
    assert isinstance(Guard(KeyStore(None), {})._rates, Rates)


async def test_a_quota_a_day_is_told_over_http(tmp_path):
    async with gateway(tmp_path) as closed:
        key = closed.key(rate_per_minute=6_000, calls_per_day=1)
        first = await closed.http.get("/v1/key", headers=key)
        assert (first.headers["ratelimit-limit"], first.headers["ratelimit-remaining"]) == ("1", "0")
        refused = await closed.http.get("/v1/key", headers=key)
        assert "a day" in problem(refused, 429, "RATE_LIMITED")["detail"]


async def test_a_page_may_call_with_the_key_that_names_its_origin(tmp_path):
    mine, theirs = {"Origin": "https://cms.example"}, {"Origin": "https://other.example"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    async with gateway(tmp_path, cors_origins="https://all.example") as closed:
        before = await closed.http.options("/v1/drafts/check", headers=mine | asked)
        assert "access-control-allow-origin" not in before.headers
        key = closed.key(origins=["https://cms.example"])
        free = closed.key(origins=["https://other.example"])
        after = await closed.http.options("/v1/drafts/check", headers=mine | asked)
        assert after.headers["access-control-allow-origin"] == "https://cms.example"
        good = await closed.http.get("/v1/key", headers=mine | key)
        assert good.headers["access-control-allow-origin"] == "https://cms.example"
        assert good.status_code == 200
        problem(await closed.http.get("/v1/key", headers=theirs | key), 403, "PERMISSION_DENIED")
        assert (await closed.http.get("/v1/key", headers=theirs | free)).status_code == 200
        assert (await closed.http.get("/v1/key", headers=key)).status_code == 200, "a program sends no origin"
        everywhere = await closed.http.get("/v1/key", headers={"Origin": "https://all.example"} | key)
        assert everywhere.status_code == 200


class Held:
    """A limiter whose answers wait until they are let go."""

    def __init__(self) -> None:
        self.inner, self.go, self.asked = Rates(), asyncio.Event(), 0

    async def take(self, key_id: str, per_minute: int, per_day: int = 0) -> Standing:
        self.asked += 1
        await self.go.wait()
        return await self.inner.take(key_id, per_minute, per_day)

    async def close(self) -> None:
        await self.inner.close()


async def test_a_key_with_plenty_left_is_counted_while_its_call_is_served():
    held = Held()
    rates = Ahead(held)
    held.go.set()
    assert (await rates.take("k", 600)).remaining == 59
    held.go.clear()
    # Nothing answers, and nobody waits for it, until those that are not counted yet could be too many.
    told = [await rates.take("k", 600) for _ in range(59 - PLENTY)]
    assert [one.remaining for one in told] == list(range(58, PLENTY - 1, -1))
    assert all(one.allowed for one in told)
    waiting = asyncio.create_task(rates.take("k", 600))
    await asyncio.sleep(0)
    assert not waiting.done()
    held.go.set()
    assert (await waiting).allowed
    assert held.asked == 61 - PLENTY
    await rates.close()


async def test_near_its_limit_a_key_is_refused_like_any_other():
    rates = Ahead(Rates(clock=lambda: 0.0))
    taken = [await rates.take("k", 600) for _ in range(70)]
    assert sum(one.allowed for one in taken) == 60
    assert [one.allowed for one in taken] == [True] * 60 + [False] * 10
    assert [(await rates.take("few", 20)).allowed for _ in range(3)] == [True, True, False]
    daily = [await rates.take("daily", 6_000, 12) for _ in range(14)]
    assert [one.allowed for one in daily] == [True] * 12 + [False] * 2
    await rates.close()
