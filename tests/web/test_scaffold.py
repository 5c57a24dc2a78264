"""The browser and the installation behind it work, and what a page says as an error is noticed."""

from __future__ import annotations

import pytest


async def test_the_browser_reaches_the_gateway(page, gateway_url):
    answer = await page.goto(f"{gateway_url}/docs")
    assert answer.status == 200
    assert await page.title() == "averral API"


async def test_an_error_on_a_page_is_noticed(browser, gateway_url):
    from web.conftest import _note

    said: list[str] = []
    context = await browser.new_context()
    page = await context.new_page()
    page.on("console", lambda message: _note(said, message))
    await page.goto(f"{gateway_url}/docs")
    await page.evaluate("console.error('broken')")
    await context.close()
    assert "broken" in said[0]


async def test_the_starter_corpus_is_there(page, gateway_url):
    answer = await page.request.get(f"{gateway_url}/v1/findings?state=CONTESTED")
    assert (await answer.json())["findings"]


def test_where_there_is_no_chromium_the_tests_are_skipped_but_fail_in_ci(monkeypatch):
    from web.conftest import chromium

    monkeypatch.setenv("AVERRAL_CHROMIUM", "/nowhere/chromium")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="AVERRAL_CHROMIUM"):
        chromium()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="AVERRAL_CHROMIUM"):
        chromium()
