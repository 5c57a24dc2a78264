"""Kills every process of an installation while 200 documents go in: none is lost, none is doubled."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from averral.cli import installation
from averral.cli.roles import Role
from averral.cli.stack import WORKER, Stack
from averral.errors import Permanent, Temporary
from averral.model import DEFAULT_WORKSPACE, Document, DocumentState, Source
from averral.runtime.documents import with_id
from averral.runtime.queue import running_queue
from averral.runtime.redis_server import find_binary
from averral.runtime.settings import QueueSettings, load

DOCUMENTS = 200
CHUNK = 20
#: Seconds between kills: enough for some work, not enough for all of it.
PAUSE = 1.5
#: Seconds without any progress after which we give up; a slow machine is slow, but it moves.
PATIENCE = 90
#: Seconds for the whole test.
LONGEST = 900

#: As many as a desk sees in a week: the test is about what is lost, not about one crowded event.
NAMES = """
    Lyon Ankara Cairo Geneva Tunis Aleppo Odesa Lima Oslo Dakar Kharkiv Mosul Nairobi Porto Quito Riga Sofia
    Tbilisi Utrecht Vienna Warsaw Yerevan Zagreb Accra Basra Cork Delhi Essen Florence Gdansk Haifa Izmir
    Jakarta Kyiv Lagos Madrid Naples
"""
PLACES = tuple(NAMES.split())
EVENTS = (
    "At least {n} people were killed when a bridge collapsed in {place}, the mayor said.",
    "The talks in {place} ended without an agreement after {n} hours.",
    "Police in {place} arrested {n} demonstrators on Tuesday.",
    "The governor said that {n} families had left their homes near {place}.",
)


def article(number: int) -> Document:
    place, event = PLACES[number % len(PLACES)], EVENTS[number % len(EVENTS)]
    body = f"Report {number} from {place}\n\n{event.format(n=number + 3, place=place)}\n"
    return with_id(
        Document("", body, external_id=f"a{number}", source=Source(f"outlet {number % 7}"), language="en")
    )


@pytest.fixture
def articles() -> list[Document]:
    return [article(number) for number in range(DOCUMENTS)]


def require_redis() -> None:
    try:
        find_binary()
    except Permanent as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


async def submit(here: installation.Installation, documents: list[Document]) -> None:
    """As a careful caller does it: what may be tried again is tried again."""
    while True:
        try:
            await here.verification.submit_documents(DEFAULT_WORKSPACE, documents)
        except Temporary:
            await asyncio.sleep(0.3)
        else:
            return


async def kill_everything(stack: Stack) -> None:
    for name in (WORKER, Role.EXTRACTION, Role.EMBEDDING, Role.MATCHING, Role.VERIFICATION):
        await asyncio.sleep(PAUSE)
        stack.kill(name)
    await asyncio.sleep(PAUSE)
    if stack.redis is not None:
        await stack.redis.kill()
    await asyncio.sleep(PAUSE)
    stack.kill(WORKER)


async def states(here: installation.Installation) -> Counter[DocumentState]:
    found: Counter[DocumentState] = Counter()
    token = ""
    while True:
        page = await here.matching.list_documents(DEFAULT_WORKSPACE, None, 500, token)
        found.update(record.state for record in page.items)
        token = page.next_page_token
        if not token:
            return found


async def settled(here: installation.Installation) -> Counter[DocumentState]:
    """How many documents are in which state, once all are done or nothing moves any more."""
    clock = asyncio.get_running_loop()
    found: Counter[DocumentState] = Counter()
    moved = clock.time()
    while clock.time() < moved + PATIENCE:
        with contextlib.suppress(Temporary):
            now = await states(here)
            if now != found:
                found, moved = now, clock.time()
        if found[DocumentState.RELATED] + found[DocumentState.FAILED] == DOCUMENTS:
            break
        await asyncio.sleep(0.5)
    return found


@pytest.mark.slow
@pytest.mark.timeout(LONGEST)
@pytest.mark.xdist_group("stack")
async def test_killing_any_process_loses_nothing_and_doubles_nothing(tmp_path, articles, monkeypatch):
    require_redis()
    monkeypatch.setenv("AVERRAL_LEASE_SECONDS", "6")
    monkeypatch.setenv("AVERRAL_POLL_SECONDS", "0.5")
    async with AsyncExitStack() as closing:
        stack = await closing.enter_async_context(Stack(tmp_path / "stack"))
        for name, value in stack.environment.items():
            if name.startswith("AVERRAL_"):
                monkeypatch.setenv(name, value)
        here = await closing.enter_async_context(installation.running(stack.address(Role.VERIFICATION)))
        killing = asyncio.create_task(kill_everything(stack))
        for start in range(0, DOCUMENTS, CHUNK):
            await submit(here, articles[start : start + CHUNK])
            await asyncio.sleep(0.4)
        await killing
        found = await settled(here)
        assert found == {DocumentState.RELATED: DOCUMENTS}
        await check_items(here, articles)
        async with running_queue(load(QueueSettings)) as queue:
            for stream in ("ingest", "relate"):
                assert await queue.dead_list(stream) == []


async def check_items(here: installation.Installation, articles: list[Document]) -> None:
    """Every document has just the items that reading it once gives, and each item one finding."""
    expected = Counter[str]()
    for document in articles:
        extraction = await here.extraction.extract(replace(document))
        expected.update(item.id for item in (*extraction.claims, *extraction.quotes))
    stored = Counter[str]()
    for listing in (here.matching.list_claims, here.matching.list_quotes):
        token = ""
        while True:
            page = await listing(DEFAULT_WORKSPACE, page_size=500, page_token=token)
            stored.update(item.id for item in page.items)
            token = page.next_page_token
            if not token:
                break
    assert stored == expected
    findings = Counter[str]()
    token = ""
    while True:
        page = await here.verification.list_findings(DEFAULT_WORKSPACE, page_size=500, page_token=token)
        findings.update(finding.item_id for finding in page.items)
        token = page.next_page_token
        if not token:
            break
    assert findings == expected
