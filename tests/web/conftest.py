"""A real browser, and an installation of its own over the starter corpus: both once for all browser tests.

All browser tests run in one process and on one event loop (see `pytest_collection_modifyitems`), so they are written
as `async def` and share what is started here:

- `browser` is Chromium; `gateway_url` the address of a gateway that answers without a key, over the reports of `seeds/`.
- `page` is a fresh page; the test fails when anything was written to its console as an error.
- `new_page(**options)` makes further ones (a phone, another language, dark mode), checked alike.
- `follow(page, "a[rel=next]")` clicks what leads to another page and waits until that page is whole: a click alone does
  not, and what is asked for next may still find the old page, or half of the new one.
- `picture(page, name)` writes a screenshot into the folder `AVERRAL_SCREENSHOTS`, if that is set.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from averral.cli import batch
from averral.cli.inputs import read_documents
from averral.cli.installation import Running
from averral.cli.roles import SERVICES, Role
from averral.cli.stack import Stack
from averral.model import DEFAULT_WORKSPACE
from averral.runtime.settings import Settings, load
from faults.test_kill import require_redis

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    # Root in a container has no sandbox; all pages come from this machine.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pictures look the same on every machine.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)

NewPage = Callable[..., Awaitable[Any]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process and one loop for all of them: browser and installation are started once."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker(pytest.mark.xdist_group("web"))
        if pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def chromium() -> str:
    """Path of a Chromium; skips where there is none, fails in CI, where there must be one."""
    given = os.environ.get("AVERRAL_CHROMIUM", "")
    found = given or next((path for name in NAMES if (path := shutil.which(name))), "")
    if not found or not Path(found).exists():
        said = "no Chromium found: install Debian's `chromium`, or set AVERRAL_CHROMIUM to the program"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Any]:
    """Chromium, without a window."""
    program = chromium()
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        await running.close()


@dataclass
class Everything:
    """All services as processes of their own, with the starter corpus taken in."""

    stack: Stack
    here: Any
    """Clients of the services."""

    @property
    def url(self) -> str:
        """Address of the gateway, which answers without a key."""
        return f"http://{self.stack.address(Role.GATEWAY)}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def everything(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Everything]:
    """The installation that all browser tests look at; what needs no browser is tested where there is none as well."""
    require_redis()
    async with AsyncExitStack() as closing:
        quick = closing.enter_context(pytest.MonkeyPatch.context())
        quick.setenv("AVERRAL_BACKOFF_FIRST", "0.05")
        stack = await closing.enter_async_context(Stack(tmp_path_factory.mktemp("web")))
        here = Running(load(Settings, **{f"{role.value}_address": stack.address(role) for role in SERVICES}))
        closing.push_async_callback(here.close)
        taken = await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(SEEDS)))
        assert not taken.failures
        yield Everything(stack, here)


@pytest.fixture(scope="session")
def gateway_url(everything: Everything) -> str:
    """Address of a gateway over the starter corpus that answers without a key."""
    return everything.url


@pytest_asyncio.fixture(loop_scope="session")
async def new_page(browser: Any) -> AsyncIterator[NewPage]:
    """Makes pages; options are those of a browser context. What any of them says as an error fails the test."""
    said: list[str] = []
    contexts: list[Any] = []

    async def make(**options: Any) -> Any:
        context = await browser.new_context(**{"locale": "en-GB", "timezone_id": "UTC"} | options)
        contexts.append(context)
        page = await context.new_page()
        page.on("console", lambda message: _note(said, message))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        return page

    yield make
    for context in contexts:
        await context.close()
    assert not said, said


@pytest_asyncio.fixture(loop_scope="session")
async def page(new_page: NewPage) -> Any:
    """A fresh page on a desk's screen."""
    return await new_page(viewport={"width": 1280, "height": 900})


async def follow(page: Any, selector: str) -> None:
    """Clicks and waits for the page that the click leads to."""
    async with page.expect_navigation(wait_until="load"):
        await page.click(selector)


@pytest.fixture
def picture() -> Callable[..., Awaitable[None]]:
    """Writes a screenshot where `AVERRAL_SCREENSHOTS` says, and does nothing without it."""
    folder = os.environ.get("AVERRAL_SCREENSHOTS", "")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)

    async def take(page: Any, name: str, **options: Any) -> None:
        if folder:
            await page.screenshot(path=str(Path(folder) / f"{name}.png"), **{"full_page": True} | options)

    return take


def _note(said: list[str], message: Any) -> None:
    # A page that is refused or not found on purpose makes the browser say so; the test looks at the status itself.
    expected = re.search(r"status of (401|403|404|410|429)", message.text)
    if message.type == "error" and not expected:
        said.append(f"console: {message.text} ({message.location.get('url', '')})")
