"""What an article, a stranger or another site can do to the pages: nothing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import httpx
import pytest
import pytest_asyncio

from averral.cli.roles import Role
from averral.gateway.server import GatewayServer
from averral.model import Document, Source
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE
from averral.runtime.settings import GatewaySettings
from web.conftest import Everything, follow

HOSTILE = (
    '"><script>window.broken=1</script><img src=x onerror="window.broken=1"> At least 40 soldiers were killed in '
    "Aziza on Sunday, </blockquote></main>{{ 7*7 }}{% raw %} the army said. \u202e\u2066 “<svg onload=window.broken=1> "
    "We will never leave,” said the mayor of Aziza, Salim <b onmouseover=window.broken=1>Haddad</b>."
)
OTHER = (
    "Only 4 soldiers were killed in Aziza on Sunday, <iframe src=javascript:window.broken=1> the army said."
)


@dataclass
class Closed:
    """A gateway that nobody enters without a key, in front of the same services."""

    url: str
    keys: KeyStore

    def secret(self, workspace: str = "default", *scopes: Scope, **given) -> str:
        return self.keys.create(workspace, "desk", scopes or (Scope.ADMIN,), **given)[1]

    def browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.url, timeout=30)

    @asynccontextmanager
    async def signed_in(self, secret: str) -> AsyncIterator[httpx.AsyncClient]:
        async with self.browser() as browser:
            await sign_in(browser, secret)
            yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def closed(everything: Everything, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Closed]:
    folder = tmp_path_factory.mktemp("closed")
    environment = everything.stack.environment
    settings = GatewaySettings(
        port=0,
        data_dir=folder,
        verification_address=everything.stack.address(Role.VERIFICATION),
        matching_address=everything.stack.address(Role.MATCHING),
        redis_url=environment["AVERRAL_REDIS_URL"],
        shutdown_grace=1,
        rate_per_minute=100_000,
    )
    server, keys = GatewayServer(settings), KeyStore(folder / FILE)
    await server.start()
    yield Closed(f"http://127.0.0.1:{server.port}", keys)
    await server.stop()
    keys.close()


def token(page: str) -> str:
    return re.search(r'name="_token" value="([^"]+)"', page)[1]


async def sign_in(browser: httpx.AsyncClient, secret: str, goal: str = "/") -> httpx.Response:
    page = await browser.get("/signin", params={"next": goal})
    form = {"_token": token(page.text), "next": goal, "key": secret}
    return await browser.post("/signin", data=form)


# Hostile articles


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hostile(everything: Everything, closed: Closed) -> str:
    """Two reports that try to break out, in a workspace of their own; the id of one."""
    reports = [
        Document(
            "",
            body,
            external_id=f"<x onclick=1>{n}",
            source=Source(f"<script>window.broken=1</script>{n}", f"\"'><b>{n}"),
            url=url,
            language="en",
            title=f"<title></title><h1 onload=window.broken=1>{n}" if n else "",
            published_at=datetime(2016, 12, 5 + n, tzinfo=UTC),
        )
        for n, (body, url) in enumerate(
            (
                (HOSTILE, "javascript:window.broken=1"),
                (OTHER, 'https://x.example/"onmouseover="window.broken=1'),
            )
        )
    ]
    client = everything.here.verification
    job = await client.submit_documents("hostile", reports)
    while not job.finished:
        job = await client.get_job(job.id)
    assert not job.failures
    return job.document_ids[0]


class Attributes(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.dangerous: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith("on") or "javascript:" in (value or "").lower() or name == "style":
                self.dangerous.append(f"{tag} {name}={value}")
        if tag in ("iframe", "object", "embed", "base", "img"):
            self.dangerous.append(tag)
        if tag == "script" and not dict(attrs).get("src", "").startswith("/assets/"):
            self.dangerous.append(tag)


async def paths(browser: httpx.AsyncClient, report: str) -> list[str]:
    found = (await browser.get("/?group=all&every=1")).text
    findings = re.findall(r'href="(/findings/fnd_\w+)"', found)
    assert findings
    return [
        "/?group=all&every=1",
        f"/documents/{report}",
        "/documents",
        "/sources",
        "/origins",
        *findings,
        *(path.replace("findings", "quotations") for path in findings),
    ]


async def test_an_article_brings_no_markup_into_any_page(closed, hostile):
    async with closed.signed_in(closed.secret("hostile")) as browser:
        for path in await paths(browser, hostile):
            page = await browser.get(path, follow_redirects=True)
            assert page.status_code == 200, path
            parser = Attributes()
            parser.feed(page.text)
            assert parser.dangerous == [], path
            assert "49{% raw %}" not in page.text, "templates of an article are words"


async def test_a_browser_runs_nothing_of_an_article(closed, hostile, new_page):
    page = await new_page()
    await page.goto(f"{closed.url}/signin")
    await page.fill("input[name=key]", closed.secret("hostile"))
    await follow(page, "main button")
    async with closed.signed_in(closed.secret("hostile")) as browser:
        for path in await paths(browser, hostile):
            await page.goto(closed.url + path)
            assert await page.evaluate("window.broken") is None, path
    await page.goto(f"{closed.url}/ask")
    await page.fill("textarea[name=text]", HOSTILE.replace("\n", " "))
    await page.click("form[data-ask] button")
    await page.wait_for_selector(".answer")
    assert await page.evaluate("window.broken") is None
    assert await page.locator(".answer script, .answer img, .answer iframe").count() == 0


@pytest.mark.parametrize("path", ["/", "/ask", "/signin", "/documents", "/findings/none", "/status"])
async def test_the_policy_lets_nothing_foreign_or_inline_run(path, everything):
    async with httpx.AsyncClient(base_url=everything.url) as browser:
        answer = await browser.get(path)
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert " style=" not in answer.text
    assert not re.search(r"<script(?! src=)", answer.text)


# Keys and sessions


async def test_without_a_key_one_is_led_to_the_sign_in_and_back(closed):
    async with closed.browser() as browser:
        answer = await browser.get("/documents?outlet=A%20%26%20B")
        assert answer.status_code == 303
        page = await browser.get(answer.headers["location"])
        form = {"_token": token(page.text), "key": closed.secret()}
        goal = re.search(r'name="next" value="([^"]+)"', page.text)[1]
        back = await browser.post("/signin", data=form | {"next": goal.replace("&amp;", "&")})
        assert (back.status_code, back.headers["location"]) == (303, "/documents?outlet=A%20%26%20B")
        assert (await browser.get(back.headers["location"])).status_code == 200


async def test_the_cookie_is_hidden_and_is_not_the_key(closed):
    secret = closed.secret()
    async with closed.browser() as browser:
        answer = await sign_in(browser, secret)
        cookie = answer.headers["set-cookie"]
    assert secret not in cookie
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie, "this test speaks plain HTTP"


async def test_the_cookie_is_for_https_only_where_the_browser_speaks_it(closed):
    async with closed.browser() as browser:
        page = await browser.get("/signin")
        form = {"_token": token(page.text), "key": closed.secret()}
        origin = {"Origin": closed.url.replace("http://", "https://")}
        answer = await browser.post("/signin", data=form, headers=origin)
    assert "Secure" in answer.headers["set-cookie"].split("; ")


@pytest.mark.parametrize("secret", ["", "avk_unknown", "x" * 10_000, "é"])
async def test_a_wrong_key_opens_nothing(closed, secret):
    async with closed.browser() as browser:
        assert (await sign_in(browser, secret)).status_code == 401
        assert (await browser.get("/")).status_code == 303


async def test_sessions_end_with_sign_out_and_with_the_key(closed):
    key, secret = closed.keys.create("default", "leaving", (Scope.ADMIN,))
    async with closed.signed_in(secret) as browser, closed.signed_in(secret) as other:
        page = await browser.get("/")
        copied = dict(browser.cookies)
        assert (await browser.post("/signout", data={"_token": token(page.text)})).status_code == 303
        async with closed.browser() as thief:
            thief.cookies.update(copied)
            assert (await thief.get("/")).status_code == 303, "a copied cookie is worth nothing after that"
        assert (await other.get("/")).status_code == 200
        closed.keys.revoke(key.id)
        assert (await other.get("/")).status_code == 303


async def test_a_key_for_pages_of_others_opens_these_only_where_they_are_named(closed):
    foreign = closed.secret(origins=["https://cms.example"])
    async with closed.browser() as browser:
        assert (await sign_in(browser, foreign)).status_code == 403
        assert "averral_session" not in browser.cookies
    named = closed.secret(origins=["https://cms.example", closed.url])
    async with closed.signed_in(named) as browser:
        page = await browser.get("/")
        assert page.status_code == 200
        session = browser.cookies["averral_session"]
        bearer = {"Authorization": f"Bearer {session}"}
        assert (await browser.get("/v1/key", headers=bearer | {"Origin": closed.url})).status_code == 200
        elsewhere = await browser.get("/v1/key", headers=bearer | {"Origin": "https://evil.example"})
        assert elsewhere.status_code == 403, "the session is bound as its key is"


async def test_a_session_ends_no_later_than_its_key(closed):
    secret = closed.secret("default", lifetime=timedelta(seconds=90))
    async with closed.browser() as browser:
        answer = await sign_in(browser, secret)
    seconds = int(re.search(r"Max-Age=(\d+)", answer.headers["set-cookie"])[1])
    assert seconds <= 90


async def test_a_key_sees_its_own_workspace_only(closed, hostile, everything):
    finding = (await everything.here.verification.list_findings("hostile", page_size=1)).items[0]
    async with closed.signed_in(closed.secret("default")) as browser:
        for path in (f"/documents/{hostile}", f"/findings/{finding.id}", f"/quotations/{finding.id}"):
            assert (await browser.get(path)).status_code == 404


async def test_a_key_that_only_reads_gets_no_buttons_and_can_decide_nothing(closed, everything):
    finding = (await everything.here.verification.list_findings("default", page_size=1)).items[0]
    async with closed.signed_in(closed.secret("default", Scope.READ)) as browser:
        page = await browser.get(f"/findings/{finding.id}")
        assert 'name="action"' not in page.text
        form = {"_token": token(page.text), "action": "accept", "author": "x"}
        answer = await browser.post(f"/findings/{finding.id}/reviews", data=form)
        assert answer.status_code == 403


# Other sites


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({}, {}),
        ({"_token": "0" * 64}, {}),
        ({"_token": None}, {"Origin": "https://evil.example"}),
        ({"_token": None}, {"Origin": "null"}),
    ],
)
async def test_a_form_of_another_site_is_refused(closed, everything, fields, headers):
    finding = (await everything.here.verification.list_findings("default", page_size=1)).items[0]
    async with closed.signed_in(closed.secret()) as browser:
        page = await browser.get(f"/findings/{finding.id}")
        good = token(page.text)
        form = {"action": "accept", "author": "x"}
        form |= {name: good if value is None else value for name, value in fields.items()}
        for path in (f"/findings/{finding.id}/reviews", "/dead", "/ask", "/signout"):
            assert (await browser.post(path, data=form, headers=headers)).status_code == 403, path


async def test_the_form_token_of_one_browser_is_no_use_to_another(closed):
    secret = closed.secret()
    async with closed.signed_in(secret) as one, closed.signed_in(secret) as other:
        stolen = token((await one.get("/ask")).text)
        answer = await other.post("/ask", data={"_token": stolen, "text": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "goal", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "\r\nX: 1"]
)
async def test_no_address_leads_to_another_site(closed, goal):
    async with closed.browser() as browser:
        assert (await sign_in(browser, closed.secret(), goal)).headers["location"] == "/"
        answer = await browser.get("/language", params={"to": "ar", "back": goal})
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize("path", ["/assets/..%2f..%2fserver.py", "/assets/base.html", "/assets/"])
async def test_only_the_files_of_the_pages_are_served(closed, path):
    async with closed.browser() as browser:
        assert (await browser.get(path)).status_code == 404


async def test_a_wrong_link_gets_people_a_page_and_programs_a_problem(closed):
    async with closed.browser() as browser:
        page = await browser.get("/nowhere", headers={"Accept": "text/html,*/*"})
        problem = await browser.get("/nowhere")
    assert page.status_code == problem.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert problem.json()["reason"] == "NOT_FOUND"


@pytest.mark.parametrize(
    "query",
    [
        "group=nonsense",
        "state=x&kind=y",
        "first=6&last=never",
        "page_token=zzz",
        "lang=" + "x" * 100,
        "place=" + "'" * 99,
    ],
)
async def test_a_wrong_address_gets_a_page_of_an_answer(everything, query):
    async with httpx.AsyncClient(base_url=everything.url) as browser:
        answer = await browser.get(f"/?{query}")
    assert answer.status_code in (200, 400)
    assert answer.headers["content-type"].startswith("text/html")
