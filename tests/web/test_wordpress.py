"""The plug-in in a real WordPress: flags on the right words, dismissals, publishing, and what is refused."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe

from averral.model import DEFAULT_WORKSPACE
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE
from web.conftest import follow
from web.wordpress.site import PLUGIN, Site, make_database, require_wordpress

HEADLINE = "قصف العزيزة"
TOLL = "قُتل 300 مدني على الأقل في قصف استهدف بلدة العزيزة جنوب حلب يوم الأحد 4 كانون الأول 2016."
TALKS = "وقال مسؤول إن محادثات أنقرة بين الفصائل وروسيا انتهت بالتوصل إلى اتفاق."
QUIET = "وكان الطقس غائما يوم أمس."
NOWHERE = "http://127.0.0.1:9"

SIGN_IN = """name => {
    document.getElementById("user_login").value = name;
    document.getElementById("user_pass").value = "secret";
    document.getElementById("loginform").submit();
}"""


@pytest.fixture(scope="session")
def site(everything: Any) -> Iterator[Site]:
    """WordPress with the plug-in, whose key is one of the installation's."""
    require_wordpress()
    keys = KeyStore(everything.stack.data_dir / FILE)
    secret = keys.create(DEFAULT_WORKSPACE, "newsroom", [Scope.READ])[1]
    keys.close()
    # A socket's path must be short, which pytest's folders are not.
    found = Site(Path(tempfile.mkdtemp(prefix="wp")), everything.url, secret)
    try:
        found.start()
        yield found
        assert found.complaints() == []
    finally:
        found.close()


def connect(site: Site, server: str, key: str) -> None:
    site.run(f"update_option( 'averral', array( 'server' => '{server}', 'key' => '{key}' ) );")


@pytest_asyncio.fixture(loop_scope="session")
async def signed_in(site: Site, new_page: Any, browser: Any) -> AsyncIterator[Any]:
    """Opens pages as a named person; no answer that any of them gets may hold the key."""
    connect(site, site.server, site.key)
    answers: list[Any] = []
    closing: list[Any] = []

    async def sign_in(name: str, *, may_complain: bool = False) -> Any:
        """`may_complain` where the console may tell of failed calls, which are what the test is about."""
        options = {"viewport": {"width": 1400, "height": 1000}, "storage_state": await cookies(name)}
        if may_complain:
            closing.append(await browser.new_context(**options))
            page = await closing[-1].new_page()
        else:
            page = await new_page(**options)
        page.on("response", keep)
        return page

    def keep(answer: Any) -> None:
        answers.append(answer)

    async def cookies(name: str) -> Any:
        """What the browser keeps of signing in, once for all tests."""
        if name not in site.people:
            context = await browser.new_context()
            page = await context.new_page()
            await page.goto(f"{site.url}/wp-login.php")
            # At once, for the page's own script moves the focus a moment after it has come.
            await page.evaluate(SIGN_IN, name)
            await page.wait_for_url("**/wp-admin/**", timeout=120_000)
            site.people[name] = await context.storage_state()
            await context.close()
        return site.people[name]

    yield sign_in
    for answer in answers:
        try:
            body = await answer.body()
        except Exception:  # noqa: BLE001 - redirects and pages that were left have none
            continue
        assert site.key.encode() not in body, answer.url
    for context in closing:
        await context.close()


async def open_editor(page: Any, site: Site, address: str = "post-new.php") -> None:
    await page.goto(f"{site.url}/wp-admin/{address}")
    await page.locator(".block-editor-writing-flow").wait_for()
    await page.wait_for_function("wp.data.select('core/editor').getCurrentPostId()")
    await page.evaluate("wp.data.dispatch('core/edit-post').openGeneralSidebar('averral/averral')")


async def write(page: Any, title: str, *paragraphs: str) -> None:
    await page.locator(".editor-post-title__input").click()
    await page.keyboard.insert_text(title)
    for text in paragraphs:
        await page.keyboard.press("Enter")
        await page.keyboard.insert_text(text)


def sidebar(page: Any) -> Any:
    return page.locator(".interface-complementary-area .averral")


async def status(page: Any, wanted: str) -> None:
    await sidebar(page).locator(f"[data-status={wanted}]").wait_for(timeout=30_000)


def flagged(page: Any, text: str) -> Any:
    return sidebar(page).locator("li.averral-flag", has_text=text)


async def painted(page: Any) -> list[str]:
    await page.wait_for_timeout(400)
    found: list[str] = await page.evaluate(
        "[...CSS.highlights.values()].flatMap((one) => [...one]).map((range) => range.toString())"
    )
    return found


async def test_an_unsupported_toll_is_flagged_dismissed_stays_so_and_the_post_is_published(
    signed_in, site, picture
):
    page = await signed_in("editor")
    await open_editor(page, site)
    await write(page, HEADLINE, QUIET, TOLL, TALKS)
    await status(page, "checked")
    toll = flagged(page, TOLL)
    assert (await toll.locator(".averral-kind").inner_text())[0] in "●▲"
    assert await toll.locator("blockquote").first.get_attribute("dir") == "auto"
    assert await toll.locator("figure blockquote").count() > 0, "passages of reports stand beside it"
    assert await flagged(page, QUIET).count() == 0
    assert TOLL in await painted(page)
    await picture(page, "wordpress-en", full_page=False)
    axe = await Axe().run(page, context=".interface-complementary-area .averral")
    assert [one for one in axe.response["violations"] if one["impact"] in ("serious", "critical")] == []

    await toll.get_by_role("button", name="Show in the text").click()
    assert await page.evaluate("getSelection().toString()") == TOLL
    assert (
        await page.evaluate("wp.data.select('core/block-editor').getSelectedBlock().attributes.content")
        == TOLL
    )

    await toll.get_by_role("button", name="Dismiss").click()
    await toll.wait_for(state="detached")
    assert TOLL not in await painted(page)
    await page.locator("p.wp-block-paragraph", has_text=QUIET).click()
    await page.keyboard.press("End")
    await page.keyboard.insert_text(" وسقط المطر.")
    await status(page, "waiting")
    await status(page, "checked")
    assert await flagged(page, TOLL).count() == 0, "dismissed for good"
    assert await flagged(page, "محادثات أنقرة").count() == 1

    await page.locator(".editor-post-publish-panel__toggle").click()
    before = page.locator(".editor-post-publish-panel__prepublish .averral")
    await before.locator("li.averral-flag", has_text="محادثات أنقرة").wait_for()
    assert await before.locator("li.averral-flag", has_text=TOLL).count() == 0
    await picture(page, "wordpress-publish", full_page=False)
    await page.locator(".editor-post-publish-panel .editor-post-publish-button").click()
    await page.locator(".post-publish-panel__postpublish-header").wait_for()

    post = await page.evaluate("wp.data.select('core/editor').getCurrentPostId()")
    saved = site.run(f"return array( get_post_status( {post} ), get_post( {post} )->post_content );")
    assert saved[0] == "publish"
    assert saved[1].count("<p>") == 3, "the text is as it was written"
    assert "averral" not in saved[1]

    await open_editor(page, site, f"post.php?post={post}&action=edit")
    await status(page, "checked")
    assert await flagged(page, TOLL).count() == 0
    await sidebar(page).locator(".averral-dismissed summary").click()
    await sidebar(page).get_by_role("button", name="Restore").click()
    await flagged(page, TOLL).wait_for()


async def test_the_panel_in_arabic_runs_from_right_to_left(signed_in, site, picture):
    page = await signed_in("arabic")
    await open_editor(page, site)
    await write(page, HEADLINE, TOLL, TALKS)
    await status(page, "checked")
    assert await page.evaluate("document.documentElement.dir") == "rtl"
    assert "مواضع تستدعي النظر" in await sidebar(page).get_by_role("status").inner_text()
    assert await flagged(page, TOLL).get_by_role("button", name="تجاهل").is_visible()
    assert TOLL in await painted(page)
    await picture(page, "wordpress-ar", full_page=False)


async def test_words_are_found_in_lists_quotations_groups_and_tables(signed_in, site):
    blocks = (
        f"<!-- wp:heading --><h2 id='own'>{HEADLINE}</h2><!-- /wp:heading -->"
        "<!-- wp:group --><div class='wp-block-group'><!-- wp:list --><ul><!-- wp:list-item --><li>أولا</li>"
        f"<!-- /wp:list-item --><!-- wp:list-item --><li><strong>قُتل 300</strong> {TOLL[9:]}</li>"
        "<!-- /wp:list-item --></ul><!-- /wp:list --></div><!-- /wp:group -->"
        f"<!-- wp:quote --><blockquote class='wp-block-quote'><!-- wp:paragraph --><p>{QUIET}</p>"
        "<!-- /wp:paragraph --><cite>ناشط</cite></blockquote><!-- /wp:quote -->"
        "<!-- wp:table --><figure class='wp-block-table'><table><tbody><tr><td>خلية</td></tr></tbody></table>"
        "</figure><!-- /wp:table --><!-- wp:html --><b>لا يُقرأ</b><!-- /wp:html -->"
    )
    post = site.run(
        f'return wp_insert_post( array( "post_title" => "عنوان", "post_content" => "{blocks}" ) );'
    )
    page = await signed_in("chief")
    await open_editor(page, site, f"post.php?post={post}&action=edit")
    await status(page, "checked")
    read = await page.evaluate("wp.data.select('averral/check').get().draft.text")
    assert read.split("\n\n") == ["عنوان", HEADLINE, "أولا", TOLL, QUIET, "ناشط", "خلية"]
    await flagged(page, TOLL).get_by_role("button", name="Show in the text").click()
    assert await page.evaluate("getSelection().toString()") == TOLL
    assert TOLL in await painted(page)


async def test_words_are_found_in_the_frame_that_newer_editors_put_the_text_in(signed_in, site):
    page = await signed_in("editor")
    await open_editor(page, site)
    await write(page, HEADLINE, QUIET, TOLL)
    # This WordPress frames the text only to show how it looks on a small screen.
    await page.evaluate("wp.data.dispatch('core/edit-post').__experimentalSetPreviewDeviceType('Tablet')")
    await page.frame_locator("iframe[name=editor-canvas]").locator(".wp-block-paragraph").first.wait_for()
    await status(page, "checked")
    await flagged(page, TOLL).get_by_role("button", name="Show in the text").click()
    inside = page.frame("editor-canvas")
    assert await inside.evaluate("getSelection().toString()") == TOLL
    await page.wait_for_timeout(400)
    assert TOLL in await inside.evaluate(
        "[...CSS.highlights.values()].flatMap((one) => [...one]).map((range) => range.toString())"
    )


async def test_a_check_that_takes_its_time_is_seen_to_run(signed_in, site):
    page = await signed_in("editor")
    await open_editor(page, site)
    answered = asyncio.Event()

    async def hold(route: Any) -> None:
        await answered.wait()
        await route.continue_()

    await page.route(re.compile(r"averral(%2F|/)v1(%2F|/)check"), hold)
    await write(page, HEADLINE, TOLL)
    await status(page, "checking")
    assert "Checking" in await sidebar(page).get_by_role("status").inner_text()
    assert await sidebar(page).locator(".components-spinner").count() == 1
    answered.set()
    await status(page, "checked")
    assert await sidebar(page).locator(".components-spinner").count() == 0


async def test_a_service_that_is_away_means_not_checked_also_before_publishing(signed_in, site):
    connect(site, NOWHERE, site.key)
    page = await signed_in("editor", may_complain=True)
    await open_editor(page, site)
    await write(page, HEADLINE, TOLL)
    await status(page, "away")
    said = "Not checked: the service does not answer."
    assert said in await sidebar(page).get_by_role("status").inner_text()
    await page.locator(".editor-post-publish-panel__toggle").click()
    before = page.locator(".editor-post-publish-panel__prepublish .averral")
    assert said in await before.get_by_role("status").inner_text()


@pytest.mark.parametrize(
    ("server", "key", "why"), [("", "", "unset"), (NOWHERE, "avk_x", "away"), (None, "avk_wrong", "refused")]
)
async def test_the_route_says_why_nothing_was_checked_and_nothing_of_the_server(
    server, key, why, signed_in, site
):
    connect(site, site.server if server is None else server, key)
    page = await signed_in("editor")
    answer = await call(page, site, "check", post=post_of(site, "editor"), text=TOLL)
    assert answer["status"] == 503
    assert answer["body"]["data"]["why"] == why
    assert site.server not in str(answer["body"])


async def call(page: Any, site: Site, route: str, nonce: str = "", **data: Any) -> dict[str, Any]:
    """Calls a route of the plug-in with the cookies of who is signed in; not from the page, which would complain."""
    if not nonce:
        found = await page.request.get(f"{site.url}/wp-admin/admin-ajax.php?action=rest-nonce")
        nonce = await found.text()
    answer = await page.request.post(
        f"{site.url}/index.php?rest_route=/averral/v1/{route}", data=data, headers={"X-WP-Nonce": nonce}
    )
    assert site.key not in await answer.text()
    return {"status": answer.status, "body": await answer.json()}


def post_of(site: Site, name: str) -> Any:
    """A new draft of somebody."""
    author = f"get_user_by( 'login', '{name}' )->ID"
    return site.run(f"return wp_insert_post( array( 'post_title' => 'x', 'post_author' => {author} ) );")


async def test_only_who_may_write_the_post_may_have_it_checked(signed_in, site):
    flag = "flg_0123456789abcdef"
    others, own = post_of(site, "chief"), post_of(site, "contributor")
    for name, post, allowed in (
        ("contributor", own, True),
        ("contributor", others, False),
        ("subscriber", others, False),
        ("reader", others, False),
        ("editor", others, True),
    ):
        page = await signed_in(name)
        for route, data in (("check", {"text": TOLL}), ("dismiss", {"flag": flag})):
            answer = await call(page, site, route, post=post, **data)
            assert (answer["status"] == 200) == allowed, (name, route, answer)
            assert allowed or answer["body"]["code"] == "rest_forbidden"
    forged = await call(await signed_in("editor"), site, "check", nonce="forged", post=own, text=TOLL)
    assert forged["body"]["code"] == "rest_cookie_invalid_nonce"
    assert (await call(page, site, "dismiss", post=own, flag="<b>"))["status"] == 400


async def test_the_settings_page_keeps_the_key_and_never_shows_it(signed_in, site, picture):
    page = await signed_in("chief")
    address = f"{site.url}/wp-admin/options-general.php?page=averral"
    await page.goto(address)
    assert await page.locator("#averral-server").input_value() == site.server
    assert await page.locator("#averral-key").input_value() == ""
    await follow(page, "a:has-text('Test the connection')")
    assert f"Workspace: {DEFAULT_WORKSPACE}" in await page.locator(".notice-success").inner_text()
    await picture(page, "wordpress-settings", full_page=False)

    stored = "return get_option( 'averral' );"
    await follow(page, "#submit")
    assert site.run(stored) == {"server": site.server, "key": site.key}, "an empty field keeps the key"
    await page.fill("#averral-key", "avk_other")
    await follow(page, "#submit")
    assert site.run(stored) == {"server": site.server, "key": "avk_other"}
    await follow(page, "a:has-text('Test the connection')")
    assert "does not accept" in await page.locator(".notice-error").inner_text()
    await page.check("[name='averral[forget]']")
    await page.fill("#averral-server", "javascript:alert(1)")
    await page.evaluate("document.querySelector('form[action=\"options.php\"]').noValidate = true")
    await follow(page, "#submit")
    assert site.run(stored) == {"server": "", "key": ""}

    connect(site, site.server, site.key)
    await page.goto(f"{site.url}/wp-admin/options.php")
    assert site.key not in await page.content()
    reader = await signed_in("editor")
    refused = await reader.goto(address)
    assert refused.status == 403


async def test_the_classic_editor_says_that_nothing_is_checked_there(signed_in, site):
    page = await signed_in("editor")
    await page.goto(f"{site.url}/wp-admin/post-new.php?classic=1")
    notice = page.locator(".averral-classic")
    assert (
        await notice.inner_text() == "Averral has not checked this text: it checks in the block editor only."
    )
    await open_editor(page, site)
    assert await page.locator(".averral-classic").count() == 0


async def test_the_component_works_with_the_tinymce_of_the_classic_editor(signed_in, site, gateway_url):
    page = await signed_in("editor")
    await page.goto(f"{site.url}/wp-admin/post-new.php?classic=1")
    await page.wait_for_function("window.tinymce?.get('content')?.initialized")

    async def pass_on(route: Any) -> None:
        answer = await page.request.post(f"{gateway_url}/v1/drafts/check", data=route.request.post_data_json)
        await route.fulfill(status=answer.status, body=await answer.body(), content_type="application/json")

    await page.route("**/our/check", pass_on)
    await page.evaluate(
        """(markup) => {
            document.querySelector('#postdivrich').insertAdjacentHTML('afterend',
                '<averral-check for="content" headline="title" check-url="/our/check"></averral-check>');
            tinymce.get('content').setContent(markup);
        }""",
        f"<p>{QUIET}</p><p>{TOLL}</p>",
    )
    await page.add_script_tag(url=f"{gateway_url}/static/averral-check.js")
    flag = page.locator("averral-check li.flag", has_text=TOLL)
    await flag.get_by_role("button", name="Show in the text").click()
    assert await page.evaluate("tinymce.get('content').selection.getContent({ format: 'text' })") == TOLL
    assert await page.evaluate("tinymce.get('content').getContent()") == f"<p>{QUIET}</p><p>{TOLL}</p>"


@pytest.mark.parametrize("path", sorted(PLUGIN.rglob("*.js")), ids=lambda path: path.name)
async def test_every_script_is_one_that_a_browser_reads(path, page):
    await page.evaluate("(source) => { new Function(source) }", path.read_text(encoding="utf-8"))


def test_where_there_is_no_wordpress_the_tests_are_skipped_but_fail_in_ci(monkeypatch):
    monkeypatch.setattr("web.wordpress.site.SOURCE", Path("/nowhere"))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="mariadb-server"):
        require_wordpress()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="mariadb-server"):
        require_wordpress()


def test_a_database_that_cannot_be_made_is_named_with_what_it_said(monkeypatch, tmp_path):
    (tmp_path / "mariadb-install-db").write_text("#!/bin/sh\necho 'no space left' >&2\nexit 1\n")
    (tmp_path / "mariadb-install-db").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("web.wordpress.site.time.sleep", lambda seconds: None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no space left"):
        make_database(tmp_path / "db", [])


def test_a_database_that_is_refused_once_is_made_anew(monkeypatch, tmp_path):
    (tmp_path / "mariadb-install-db").write_text(
        f"#!/bin/sh\n[ -e {tmp_path}/was ] || {{ touch {tmp_path}/was; exit 1; }}\n"
    )
    (tmp_path / "mariadb-install-db").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("web.wordpress.site.time.sleep", lambda seconds: None)
    make_database(tmp_path / "db", [])


def test_uninstalling_leaves_nothing(site):
    post = site.run("return wp_insert_post( array( 'post_title' => 'x' ) );")
    left = site.run(
        f"""update_post_meta( {post}, '_averral_dismissed', array( 'flg_1' ) );
        define( 'WP_UNINSTALL_PLUGIN', 'averral/averral.php' );
        include WP_PLUGIN_DIR . '/averral/uninstall.php';
        return array( get_option( 'averral' ), get_post_meta( {post}, '_averral_dismissed' ) );"""
    )
    assert left == [False, []]
