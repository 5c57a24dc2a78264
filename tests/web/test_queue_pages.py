"""Dead letters on a page: shown to their own workspace, tried again or dropped."""

from __future__ import annotations

import asyncio

import httpx

from averral.runtime.queue import running_queue
from averral.runtime.settings import QueueSettings
from web.test_safety import Closed, closed, token

__all__ = ["Closed", "closed"]


async def bury(everything, workspace: str, name: str) -> None:
    """A message that names no report: the worker tries it six times, at once here, and gives it up."""
    settings = QueueSettings(redis_url=everything.stack.environment["AVERRAL_REDIS_URL"])
    async with running_queue(settings) as queue, asyncio.timeout(60):
        await queue.put("ingest", name, {"workspace": workspace})
        while name not in [letter.message_id for letter in await queue.dead_list("ingest")]:
            await asyncio.sleep(0.1)


async def dead(everything) -> list[str]:
    settings = QueueSettings(redis_url=everything.stack.environment["AVERRAL_REDIS_URL"])
    async with running_queue(settings) as queue:
        return [letter.message_id for letter in await queue.dead_list("ingest")]


async def test_a_dead_letter_is_shown_with_its_cause_and_dropped(everything, page, picture):
    await bury(everything, "default", "doc_lost")
    await bury(everything, "elsewhere", "doc_hidden")
    await page.goto(f"{everything.url}/dead")
    assert "INTERNAL" in await page.inner_text(".letter")
    assert "doc_hidden" not in await page.content()
    await picture(page, "dead-letter-en")
    page.on("dialog", lambda dialog: dialog.accept())
    await page.click("button[value=drop]")
    await page.wait_for_selector(".empty")
    assert await dead(everything) == ["doc_hidden"]


async def test_nobody_drops_the_letters_of_another_workspace(everything, closed):
    await bury(everything, "elsewhere", "doc_hidden_too")
    async with closed.signed_in(closed.secret("elsewhere")) as own:
        page = (await own.get("/dead")).text
    assert "doc_hidden_too" in page
    entry = page.partition('name="entry" value="')[2].partition('"')[0]
    async with closed.signed_in(closed.secret("default")) as other:
        form = {"_token": token((await other.get("/ask")).text), "stream": "ingest", "entry": entry}
        assert (await other.post("/dead", data=form | {"action": "drop"})).status_code == 404
    assert "doc_hidden_too" in await dead(everything)


async def test_the_status_says_what_is_queued(everything):
    async with httpx.AsyncClient(base_url=everything.url) as browser:
        page = (await browser.get("/status")).text
    assert "Comparing reports" in page
    assert "28" in page
