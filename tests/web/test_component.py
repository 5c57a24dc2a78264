"""`<averral-check>` in a real browser: beside a text field, an editable element and one in a frame, as editors make them."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import pytest_asyncio

from averral.cli.roles import Role
from averral.gateway.server import GatewayServer
from averral.model import DEFAULT_WORKSPACE
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE
from averral.runtime.settings import GatewaySettings

HEADLINE = "300 قتيل في العزيزة"
TOLL = "قُتل 300 مدني على الأقل في قصف استهدف بلدة العزيزة جنوب حلب يوم الأحد 4 كانون الأول 2016."
TALKS = "وقال مسؤول إن محادثات أنقرة بين الفصائل وروسيا انتهت بالتوصل إلى اتفاق."
QUIET = "وكان الطقس غائما يوم أمس."
IN_ENGLISH = (
    "Strike on Aziza",
    "At least 300 civilians were killed in a strike on Aziza, south of Aleppo, on Sunday 4 December 2016.",
    "The talks in Ankara between the factions and Russia ended with an agreement, an official said.",
)
CHECK = "**/v1/drafts/check"


@pytest.fixture
def demo(page, gateway_url):
    """Opens the demo page with a kind of field, and writes a draft as a person would find it there."""

    async def open_it(field: str, paragraphs: list[str], lang: str = "ar") -> Any:
        await page.goto(f"{gateway_url}/demo/draft?lang={lang}&field={field}")
        await prepared(page)
        await write(page, field, paragraphs)
        return page

    return open_it


async def prepared(page: Any) -> None:
    """A day on which the corpus reports, and a short rest: tests type faster than people."""
    await element(page).evaluate(
        "one => { one.setAttribute('published', '2016-12-05'); one.setAttribute('delay', '150') }"
    )


def element(page: Any) -> Any:
    return page.locator("averral-check")


async def write(page: Any, field: str, paragraphs: list[str]) -> None:
    if field == "plain":
        await page.fill("#plain", "\n\n".join(paragraphs))
        return
    place = page.locator("#rich") if field == "rich" else page.frame_locator("#frame").locator("body")
    markup = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    await place.evaluate("(one, markup) => { one.innerHTML = markup }", markup)


async def changed(page: Any, field: str, paragraphs: list[str]) -> None:
    """Writes, and waits for the check of what was written."""
    await element(page).evaluate(
        """one => { one.checks = 0; one.addEventListener("averral-status", ({ detail }) => {
            one.checks += detail.status === "checked" }) }"""
    )
    await write(page, field, paragraphs)
    await counted(page)


async def counted(page: Any) -> None:
    for _ in range(200):
        if await element(page).evaluate("one => one.checks"):
            return
        await asyncio.sleep(0.1)
    pytest.fail("not checked again")


async def status(page: Any, wanted: str) -> None:
    await element(page).locator(f"section[data-status={wanted}]").wait_for(timeout=20_000)


async def flags(page: Any) -> list[dict[str, Any]]:
    return await element(page).evaluate("one => one.flags")


def flagged(page: Any, text: str) -> Any:
    return element(page).locator("li.flag", has_text=text)


async def selected(page: Any, field: str) -> str:
    if field == "plain":
        return await page.locator("#plain").evaluate(
            "one => one.value.slice(one.selectionStart, one.selectionEnd)"
        )
    place = page.locator("#rich") if field == "rich" else page.frame_locator("#frame").locator("body")
    return await place.evaluate("one => one.ownerDocument.getSelection().toString()")


@pytest.mark.parametrize("field", ["plain", "rich", "frame"])
async def test_a_toll_that_no_report_bears_out_is_flagged_on_its_words_and_a_click_leads_there(field, demo):
    page = await demo(field, [QUIET, TOLL, TALKS])
    await status(page, "checked")
    found = {flag["text"]: flag for flag in await flags(page)}
    assert found[TOLL]["severity"] in ("alert", "warning")
    assert not any(QUIET in text for text in found)
    toll = flagged(page, TOLL)
    assert await toll.locator("q").first.get_attribute("dir") == "auto"
    await toll.get_by_role("button", name="أظهر في النص").click()
    assert await selected(page, field) == TOLL


@pytest.mark.parametrize("field", ["rich", "frame"])
async def test_flagged_words_are_painted_and_the_document_stays_as_it_is(field, demo):
    page = await demo(field, [QUIET, TOLL])
    await status(page, "checked")
    place = page.locator("#rich") if field == "rich" else page.frame_locator("#frame").locator("body")
    painted = await place.evaluate(
        """one => [...one.ownerDocument.defaultView.CSS.highlights.values()]
            .flatMap((highlight) => [...highlight]).map((range) => range.toString())"""
    )
    assert painted == [TOLL]
    assert await place.evaluate("one => one.innerHTML") == f"<p>{QUIET}</p>\n<p>{TOLL}</p>\n"


async def test_words_split_over_bold_and_breaks_are_found(demo):
    page = await demo("rich", [])
    split = TOLL.replace("300", "<b>300</b>").replace(" جنوب حلب", "<br><i>جنوب</i> حلب")
    await page.locator("#rich").evaluate("(one, markup) => { one.innerHTML = markup }", f"<div>{split}</div>")
    await status(page, "checked")
    [flag] = [flag for flag in await flags(page) if "300" in flag["text"]]
    await flagged(page, "300").get_by_role("button", name="أظهر في النص").click()
    shown = (await selected(page, "rich")).replace("\n", "")
    assert shown == flag["text"].replace("\n", "")


async def test_a_flag_in_the_headline_leads_to_the_headline(demo):
    page = await demo("plain", [QUIET])
    await page.fill("#headline", HEADLINE)
    await status(page, "checked")
    await flagged(page, "300").get_by_role("button", name="أظهر في النص").click()
    assert "300" in await page.locator("#headline").evaluate(
        "one => one.value.slice(one.selectionStart, one.selectionEnd)"
    )


async def test_a_dismissal_outlives_edits_and_reloading_and_can_be_taken_back(demo):
    page = await demo("plain", [TOLL, TALKS])
    await status(page, "checked")
    await flagged(page, TOLL).get_by_role("button", name="تجاهل").focus()
    await page.keyboard.press("Enter")
    assert TOLL not in [flag["text"] for flag in await flags(page)]

    for paragraphs in ([QUIET, TOLL, TALKS], [QUIET, QUIET, TOLL]):
        await changed(page, "plain", paragraphs)
        assert TOLL not in [flag["text"] for flag in await flags(page)]

    await page.reload()
    await prepared(page)
    await write(page, "plain", [TOLL])
    await status(page, "checked")
    assert await flags(page) == []
    await element(page).locator("summary", has_text="متجاهَل: 1").click()
    await element(page).get_by_role("button", name="استعادة").click()
    assert [flag["text"] for flag in await flags(page)] == [TOLL]


async def test_typing_ends_a_check_that_runs_and_one_check_follows_the_rest(demo, page):
    asked: list[str] = []
    ended: list[str] = []
    page.on("requestfailed", lambda request: ended.append(request.post_data_json["text"]))

    async def slow(route):
        asked.append(route.request.post_data_json["text"])
        if len(asked) == 1:
            await asyncio.sleep(1)
        await route.continue_()

    await page.route(CHECK, slow)
    await demo("plain", [TOLL])
    await status(page, "checking")
    await page.locator("#plain").press_sequentially(" وقال ناشطون إن", delay=20)
    await status(page, "checked")
    assert len(asked) == 2, "not one per key"
    assert asked[1].endswith("وقال ناشطون إن")
    assert ended[0] == asked[0]


async def test_what_has_not_changed_is_not_compared_again(demo, page):
    answers: list[int] = []
    page.on("response", lambda found: answers.append(found.status) if "/check" in found.url else None)
    await demo("plain", [TOLL])
    await status(page, "checked")
    before = await flags(page)
    sent: list[Any] = []
    page.on(
        "request", lambda one: sent.append(one.headers.get("if-none-match")) if "/check" in one.url else None
    )
    await element(page).get_by_role("button", name="افحص الآن").click()
    await page.wait_for_timeout(500)
    await status(page, "checked")
    assert sent[0].startswith('"drf_')
    assert await flags(page) == before


@pytest_asyncio.fixture(loop_scope="session")
async def troubled(browser, gateway_url):
    """The demo page in a browser that may complain of failed calls, which is what the test is about."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"{gateway_url}/demo/draft?lang=en")
    await prepared(page)
    yield page
    await context.close()


async def test_a_service_that_is_away_means_not_checked_and_it_is_asked_again(troubled):
    await troubled.route(CHECK, lambda route: route.abort())
    await troubled.fill("#plain", TOLL)
    await status(troubled, "away")
    await troubled.unroute(CHECK)
    await troubled.evaluate("window.dispatchEvent(new Event('online'))")
    await status(troubled, "checked")
    assert TOLL in [flag["text"] for flag in await flags(troubled)]


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [(401, "refused"), (403, "refused"), (413, "large"), (429, "away"), (503, "away")],
)
async def test_every_refusal_means_not_checked(answer, wanted, troubled):
    await troubled.route(CHECK, lambda route: route.fulfill(status=answer, body="{}"))
    await troubled.fill("#plain", TOLL)
    await status(troubled, wanted)
    assert "Not checked" in await element(troubled).get_by_role("status").inner_text()


async def test_an_answer_that_breaks_off_is_no_check(demo, page):
    flag = 'event: flag\ndata: {"broken": '
    kind = {"Content-Type": "text/event-stream"}
    await page.route(CHECK, lambda route: route.fulfill(status=200, headers=kind, body=flag))
    await demo("plain", [TOLL])
    await status(page, "away")


async def test_flags_of_an_earlier_check_are_said_to_be_of_an_earlier_check(troubled):
    await troubled.fill("#plain", TOLL)
    await status(troubled, "checked")
    await troubled.route(CHECK, lambda route: route.abort())
    await troubled.fill("#plain", f"{TOLL}\n\n{TALKS}")
    await status(troubled, "away")
    assert await element(troubled).locator("li.flag").count() == 1
    assert await element(troubled).get_by_text("The flags below are of an earlier check.").is_visible()


async def test_a_token_is_fetched_once_and_anew_when_it_is_refused(demo, page):
    tokens: list[str] = []
    used: list[str] = []

    async def give(route):
        tokens.append(f"t{len(tokens)}")
        await route.fulfill(json={"token": tokens[-1], "expires_at": "2999-01-01T00:00:00Z"})

    async def check(route):
        used.append(route.request.headers["authorization"])
        summary = {"digest": "d", "unchanged": False, "items": 0, "truncated": False}
        refused = used[-1] == "Bearer t0" and len(used) == 2
        await route.fulfill(status=401 if refused else 200, json={"flags": [], "summary": summary})

    await page.route("**/our/token", give)
    await page.route(CHECK, check)
    await demo("plain", [])
    await element(page).evaluate("one => one.setAttribute('token-url', '/our/token')")
    await write(page, "plain", [TOLL])
    await status(page, "checked")
    await element(page).get_by_role("button", name="افحص الآن").click()
    await page.wait_for_timeout(500)
    await status(page, "checked")
    assert used == ["Bearer t0", "Bearer t0", "Bearer t1"]
    assert tokens == ["t0", "t1"]


class Desk(BaseHTTPRequestHandler):
    """Another site: its page, under a strict policy, and its route for tokens, which alone knows the key."""

    gateway = key = ""

    def do_GET(self) -> None:
        policy = (
            f"default-src 'none'; script-src {self.gateway}; connect-src 'self' {self.gateway}; img-src data:"
        )
        self.answer(
            f"""<!doctype html><html lang=en><link rel=icon href="data:,">
            <script src="{self.gateway}/static/averral-check.js" defer></script>
            <div id=body contenteditable><p>{TOLL}</p></div>
            <averral-check for=body delay=150 published=2016-12-05 check-url="{self.gateway}/v1/drafts/check"
            token-url="/token"></averral-check>""".encode(),
            {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"},
        )

    def do_POST(self) -> None:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        asked = urllib.request.Request(f"{self.gateway}/v1/tokens", b'{"scopes": ["read"]}', headers)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            self.answer(answer.read(), {"Content-Type": "application/json"})

    def answer(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        """Nothing."""


@pytest_asyncio.fixture(loop_scope="session")
async def desk(everything):
    """Address of another site, in front of a gateway that wants a key or a token and lets its pages call."""
    stack, handler = everything.stack, type("HereDesk", (Desk,), {})
    site = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    address = f"http://127.0.0.1:{site.server_port}"
    keys = KeyStore(stack.data_dir / FILE)
    handler.key = keys.create(DEFAULT_WORKSPACE, "desk", [Scope.READ])[1]
    keys.close()
    behind = stack.address(Role.VERIFICATION)
    settings = GatewaySettings(
        port=0, data_dir=stack.data_dir, verification_address=behind, cors_origins=address, shutdown_grace=1
    )
    server = GatewayServer(settings)
    await server.start()
    handler.gateway = f"http://localhost:{server.port}"
    Thread(target=site.serve_forever, daemon=True).start()
    yield address, handler.key
    site.shutdown()
    site.server_close()
    await server.stop()


async def test_a_page_of_another_site_checks_with_a_token_under_a_strict_policy(desk, page):
    address, key = desk
    seen: list[str] = []
    page.on("request", lambda one: seen.append(f"{one.headers} {one.post_data}"))
    await page.goto(address)
    await status(page, "checked")
    await flagged(page, TOLL).get_by_role("button", name="Show in the text").click()
    assert await page.evaluate("getSelection().toString()") == TOLL
    style = await element(page).evaluate("one => getComputedStyle(one).display")
    assert style == "block", "its style took effect"
    sent = [one for one in seen if "Bearer" in one or "bearer" in one]
    assert sent, "it came with a token"
    assert not any(key in one for one in seen), "the key itself stays at home"


async def test_reports_cannot_bring_markup_or_addresses_that_run(demo, page):
    await demo("plain", [TOLL])
    await status(page, "checked")
    [flag, *_] = await flags(page)
    hostile = json.loads(
        json.dumps(flag, ensure_ascii=False).replace(flag["finding"]["why"], "<img src=x onerror=alert(1)>")
    )
    passage = (flag["finding"]["opposing"] or flag["finding"]["related"])[0]
    passage = passage["passages"][0] if "passages" in passage else passage
    passage |= {"text": "<script>alert(1)</script>", "outlet": "<b>x</b>", "url": "javascript:alert(1)"}
    hostile["finding"]["related"] = [passage]
    hostile |= {"id": "flg_hostile", "details_url": "javascript:alert(2)"}
    linked = flag | {"id": "flg_linked", "details_url": "https://averral.example/findings/fnd_1"}
    summary = {"digest": "d", "unchanged": False, "items": 2, "truncated": False}
    await page.route(
        CHECK, lambda route: route.fulfill(json={"flags": [hostile, linked], "summary": summary})
    )
    await changed(page, "plain", [TOLL, QUIET])
    assert await element(page).locator("img, script, b, a[href^=javascript]").count() == 0
    assert await element(page).get_by_text("<img src=x onerror=alert(1)>").is_visible()
    led = element(page).locator("li.flag a[href='https://averral.example/findings/fnd_1']")
    assert await led.count() == 1
    assert await led.get_attribute("rel") == "noopener noreferrer"


async def test_a_page_without_the_field_says_that_nothing_is_checked(page, gateway_url):
    await page.goto(f"{gateway_url}/demo/draft?lang=en")
    await element(page).evaluate("one => one.setAttribute('for', 'nowhere')")
    await page.fill("#plain", TOLL)
    await status(page, "absent")


@pytest.mark.parametrize(
    ("lang", "field"),
    [("ar", "plain"), ("en", "rich"), ("ar", "frame"), ("ru", "plain"), ("fa", "plain"), ("he", "rich")],
)
async def test_the_demo_page_is_accessible_and_looks_right(lang, field, new_page, gateway_url, picture):
    from axe_playwright_python.async_playwright import Axe

    narrow = field == "frame"
    page = await new_page(
        viewport={"width": 420 if narrow else 1280, "height": 900},
        color_scheme="dark" if narrow else "light",
    )
    await page.goto(f"{gateway_url}/demo/draft?lang={lang}&field={field}")
    await prepared(page)
    headline, *paragraphs = IN_ENGLISH if lang == "en" else (HEADLINE, TOLL, TALKS, QUIET)
    await page.fill("#headline", headline)
    await changed(page, field, paragraphs)
    await flagged(page, paragraphs[0]).wait_for()
    assert await page.evaluate("document.documentElement.dir") == (
        "rtl" if lang in ("ar", "fa", "he") else "ltr"
    )
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off"
    await picture(page, f"component-{lang}-{field}")
    found = await Axe().run(page)
    serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert serious == []


async def test_the_component_is_served_to_all_sites_and_known_again(page, gateway_url):
    answer = await page.request.get(f"{gateway_url}/static/averral-check.js")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = await page.request.get(
        f"{gateway_url}/static/averral-check.js", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status == 304
