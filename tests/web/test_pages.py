"""Every page in a real browser: in English and Arabic, light and dark, on a desk and a phone."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
import pytest_asyncio

from averral.model import DEFAULT_WORKSPACE
from web.conftest import follow

LANGUAGES = {"en": "ltr", "ar": "rtl"}
#: What one page may transfer with all that it loads.
MOST_BYTES = 100_000
PHONE = {"width": 390, "height": 844}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def addresses(everything) -> dict[str, str]:
    """One address of each page, with something to show."""
    found = (await everything.here.verification.list_findings(DEFAULT_WORKSPACE, page_size=500)).items
    tolls = [one for one in found if one.kind == "casualties" and one.opposing]
    toll = max(tolls, key=lambda one: (len(one.supporting), len(one.timeline), one.id))
    spoken = max(
        (one for one in found if one.kind == "quote"),
        key=lambda one: (sum(len(origin.passages) for origin in (*one.supporting, *one.opposing)), one.id),
    )
    report = toll.supporting[0].passages[0].document_id
    return {
        "inbox": "/",
        "finding": f"/findings/{toll.id}",
        "quotation": f"/quotations/{spoken.id}",
        "report": f"/documents/{report}",
        "reports": "/documents",
        "ask": "/ask",
        "sources": "/sources",
        "origins": "/origins",
        "dead": "/dead",
        "status": "/status",
        "signin": "/signin",
        "nothing": "/findings/fnd_none",
    }


PAGES = (
    "inbox",
    "finding",
    "quotation",
    "report",
    "reports",
    "ask",
    "sources",
    "origins",
    "dead",
    "status",
    "signin",
    "nothing",
)


async def serious(page: Any, rules: list[str] | None = None) -> list[str]:
    """What axe finds, of the grave kinds."""
    from axe_playwright_python.async_playwright import Axe

    options = {"runOnly": {"type": "rule", "values": rules}} if rules else None
    found = await Axe().run(page, options=options)
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


async def overflow(page: Any) -> int:
    return await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
async def test_a_page_is_whole(name, code, addresses, gateway_url, new_page, picture):
    page = await new_page(locale=code, viewport={"width": 1280, "height": 900}, color_scheme="light")
    loaded: list[Any] = []
    page.on("response", lambda one: loaded.append(one))  # noqa: PLW0108 - it asks the listener for its signature
    answer = await page.goto(gateway_url + addresses[name])
    assert answer.status == (404 if name == "nothing" else 200)
    assert await page.get_attribute("html", "lang") == code
    assert await page.get_attribute("html", "dir") == LANGUAGES[code]
    assert await page.locator("h1").count() == 1
    assert "averral" in await page.title()
    sent = sum([len(gzip.compress(await one.body())) for one in loaded])
    assert sent < MOST_BYTES
    assert all(one.url.startswith(gateway_url) for one in loaded), "nothing comes from elsewhere"

    await picture(page, f"{name}-{code}")
    assert await serious(page) == []
    await page.emulate_media(color_scheme="dark")
    await picture(page, f"{name}-{code}-dark")
    assert await serious(page, ["color-contrast"]) == []
    await page.emulate_media(color_scheme="light")
    assert await overflow(page) <= 0
    await page.set_viewport_size(PHONE)
    await picture(page, f"{name}-{code}-phone")
    assert await overflow(page) <= 0


@pytest.mark.parametrize("code", ["ar", "fa", "he"])
@pytest.mark.parametrize("name", ["inbox", "finding", "report"])
async def test_the_layout_is_mirrored(name, code, addresses, gateway_url, new_page, picture):
    page = await new_page(locale=code, viewport={"width": 1280, "height": 900})
    await page.goto(gateway_url + addresses[name])
    assert await page.get_attribute("html", "lang") == code
    assert await page.get_attribute("html", "dir") == "rtl"
    brand, menu = [await page.locator(one).first.bounding_box() for one in (".brand", ".who")]
    assert brand["x"] > menu["x"], "the bar begins at the right"
    if name == "finding":
        agree, differ = [
            await page.locator(f".side.{one}").bounding_box() for one in ("supporting", "opposing")
        ]
        assert agree["x"] > differ["x"]
        label = page.locator("svg text.axis").first
        assert float(await label.get_attribute("x")) > 600, "so does the chart"
    foreign = page.locator("main [lang=fr], main [lang=en]:not(code)").first
    assert (
        await foreign.count() == 0
        or await foreign.evaluate("one => getComputedStyle(one).direction") == "ltr"
    )
    await picture(page, f"{name}-{code}")
    assert await overflow(page) <= 0


async def test_the_inbox_is_narrowed_by_a_place_in_any_language(page, gateway_url):
    await page.goto(gateway_url)
    before = await page.locator(".finding").count()
    await page.fill("input[name=place]", "عزيزة")
    await page.select_option("select[name=kind]", "casualties")
    await follow(page, "text=Apply")
    shown = await page.locator(".finding").count()
    assert 0 < shown < before
    languages = await page.locator(".finding h2 a").evaluate_all("all => all.map(one => one.lang)")
    assert len(set(languages)) > 1
    assert await page.input_value("input[name=place]") == "عزيزة"
    await follow(page, "text=Clear")
    assert await page.locator(".finding").count() == before


async def test_pages_of_the_inbox_follow_each_other(page, gateway_url):
    await page.goto(f"{gateway_url}/?group=all&every=1")
    first = set(await page.locator(".finding h2 a").evaluate_all("all => all.map(one => one.href)"))
    await follow(page, "a[rel=next]")
    second = set(await page.locator(".finding h2 a").evaluate_all("all => all.map(one => one.href)"))
    assert first
    assert second
    assert not first & second
    await follow(page, "a[rel=first]")
    assert set(await page.locator(".finding h2 a").evaluate_all("all => all.map(one => one.href)")) == first


async def test_a_finding_shows_both_sides_and_takes_a_decision(page, gateway_url, addresses):
    await page.goto(gateway_url + addresses["finding"])
    assert await page.locator(".side.supporting .origin").count() >= 1
    assert await page.locator(".side.opposing .origin").count() >= 1
    assert await page.locator(".m-number").count() >= 2, "figures that decide are marked"
    assert await page.locator(".slots td.differs").count() >= 1
    assert await page.locator("svg .point").count() >= 2
    rows = await page.locator(".timeline tbody tr").count()
    assert rows == await page.locator("svg .point").count(), "the table says what the chart shows"
    await page.fill("#decide input[name=author]", "desk-2")
    await page.fill("textarea[name=note]", "Two different <b>villages</b>.")
    await follow(page, "button[value=reject]")
    review = page.locator(".review").last
    assert "desk-2" in await review.inner_text()
    assert "<b>villages</b>" in await review.inner_text()
    assert page.url.endswith("#reviews")


async def test_a_passage_leads_to_its_place_in_the_report(page, gateway_url, addresses):
    await page.goto(gateway_url + addresses["finding"])
    link = page.locator(".side.opposing figcaption a").first
    item = (await link.get_attribute("href")).partition("#")[2]
    await link.click()
    await page.wait_for_selector(".body .lit")
    lit = await page.locator(".body .lit").evaluate_all("all => all.map(one => one.dataset.items)")
    assert lit
    assert all(item in one for one in lit)


async def test_a_report_marks_quotes_and_claims_and_lists_who_speaks(
    page, gateway_url, addresses, everything
):
    await page.goto(gateway_url + addresses["report"])
    name = addresses["report"].rpartition("/")[2]
    record = await everything.here.matching.get_document(DEFAULT_WORKSPACE, name)
    assert await page.locator(".body").evaluate("one => one.textContent") == record.document.body
    quotes = (await everything.here.matching.list_quotes(DEFAULT_WORKSPACE, name)).items
    for quote in quotes:
        pieces = page.locator(f'[data-items~="{quote.id}"]')
        told = "".join(await pieces.evaluate_all("all => all.map(one => one.textContent)"))
        assert told == quote.text
    speakers = {quote.speaker.key for quote in quotes if quote.speaker}
    assert await page.locator(".voice").count() == len(speakers)


async def test_whom_a_speaker_belongs_to_is_said_in_the_reader_s_language(page, gateway_url, everything):
    matching = everything.here.matching
    spoken = [
        quote
        for record in (await matching.list_documents(DEFAULT_WORKSPACE)).items
        for quote in (await matching.list_quotes(DEFAULT_WORKSPACE, record.document.id)).items
        if quote.speaker and quote.speaker.affiliation == "side:opposition"
    ]
    assert spoken
    await page.goto(f"{gateway_url}/documents/{spoken[0].document_id}")
    told = " ".join(await page.locator(".voice summary").all_text_contents())
    assert "opposition" in told
    assert "side:" not in told


async def test_a_quotation_shows_what_was_lost_and_added(page, gateway_url, everything, picture):
    found = (
        await everything.here.verification.list_findings(DEFAULT_WORKSPACE, ["altered"], ["quote"])
    ).items
    quoted = next(
        one for one in found if any(p.language == one.language for o in one.opposing for p in o.passages)
    )
    await page.goto(f"{gateway_url}/findings/{quoted.id}")
    await follow(page, ".tools a.button")
    assert "/quotations/" in page.url
    changed = page.locator(".telling.opposing del, .telling.opposing ins")
    assert await changed.count() >= 1
    own = page.locator(".telling", has=page.locator("text=these words")).locator("blockquote")
    assert await own.evaluate("one => one.textContent") == quoted.text
    await picture(page, "quotation-altered")


async def test_answers_come_in_one_by_one(page, gateway_url):
    await page.goto(f"{gateway_url}/ask")
    await page.fill(
        "textarea[name=text]",
        "The talks in Ankara failed.\n27 soldiers were killed in Aziza on 4 December 2016.",
    )
    async with page.expect_response("**/ask") as sent:
        await page.click("form[data-ask] button")
    assert (await (await sent.value).header_value("content-type")).startswith("application/x-ndjson")
    await page.locator(".answer").nth(1).wait_for()
    await page.locator("[data-working]").wait_for(state="hidden")
    assert await page.locator("[data-working]").is_hidden()
    assert await page.locator(".answer .origin").count() >= 2
    assert "/ask" in page.url


async def test_a_quotation_is_asked_about_without_script_too(new_page, gateway_url):
    page = await new_page(java_script_enabled=False)
    await page.goto(
        f"{gateway_url}/ask?kind=quote&text=We%20cannot%20leave%20our%20city&speaker=Zakaria%20Malahifji"
    )
    await follow(page, "form[data-ask] button")
    assert await page.locator(".answer").count() == 1
    assert await page.input_value("textarea[name=text]") == "We cannot leave our city"


async def test_the_language_is_kept(page, gateway_url):
    await page.goto(f"{gateway_url}/documents?outlet=Orontes%20Dispatch")
    await page.click("summary:has-text('English')")
    await follow(page, "a[hreflang=ar]")
    assert await page.get_attribute("html", "dir") == "rtl"
    assert page.url.endswith("/documents?outlet=Orontes%20Dispatch"), "one stays where one was"
    await page.goto(f"{gateway_url}/status")
    assert await page.get_attribute("html", "lang") == "ar"


async def test_everything_is_reached_by_keyboard(page, gateway_url):
    await page.goto(gateway_url)
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"
    await page.focus("details.menu summary")
    await page.keyboard.press("Enter")
    assert await page.locator("details.menu[open]").count() == 1
    await page.keyboard.press("Escape")
    assert await page.locator("details.menu[open]").count() == 0
    unnamed = await page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(one => !one.labels.length).length"
    )
    assert unnamed == 0


async def test_a_finding_can_be_printed(page, gateway_url, addresses):
    await page.goto(gateway_url + addresses["finding"])
    assert await page.locator("[data-print]").is_visible()
    await page.emulate_media(media="print")
    assert await page.locator(".top").is_hidden()
    assert await page.locator(".decide").is_hidden()
    assert await page.locator(".side.supporting").is_visible()
    assert len(await page.pdf()) > 10_000


async def test_names_and_passages_keep_their_direction(page, gateway_url, addresses):
    await page.goto(gateway_url + addresses["finding"])
    bare = await page.evaluate(
        "[...document.querySelectorAll('blockquote')].filter(one => one.dir != 'auto' || !one.lang).length"
    )
    assert bare == 0
    arabic = page.locator("blockquote[lang=ar]").first
    assert await arabic.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert json.loads(
        await page.evaluate(
            "JSON.stringify([...document.querySelectorAll('h4')].every(one => one.querySelector('bdi')))"
        )
    )


async def test_a_question_s_answer_marks_the_words_that_decide(page, gateway_url):
    await page.goto(f"{gateway_url}/ask")
    await page.fill("textarea[name=text]", "27 soldiers were killed in Aziza on 4 December 2016.")
    await page.click("form[data-ask] button")
    await page.locator(".answer .origin").first.wait_for()
    figures = await page.locator(".answer .m-number").all_inner_texts()
    assert len(figures) >= 2
    assert any("27" in one for one in figures)
    assert await page.locator(".answer .m-what").count() >= 1, "where it is denied, so is what happened"


@pytest.fixture
def shown_reviews():
    async def texts(page: Any) -> list[str]:
        return await page.locator(".review").all_inner_texts()

    return texts


async def test_findings_are_merged_and_that_is_taken_back(
    page, gateway_url, addresses, everything, shown_reviews
):
    found = (await everything.here.verification.list_findings(DEFAULT_WORKSPACE, kinds=["talks"])).items
    this, other = found[0], found[-1]
    await page.goto(f"{gateway_url}/findings/{this.id}")
    await page.fill("#decide input[name=author]", "desk-3")
    # By keyboard alone: open, go to the field, write the other's address, press the button.
    await page.focus(".choosing summary >> nth=0")
    await page.keyboard.press("Enter")
    await page.focus("textarea[name=others]")
    await page.keyboard.type(f"{gateway_url}/findings/{other.id}")
    await page.keyboard.press("Tab")
    async with page.expect_navigation(wait_until="load"):
        await page.keyboard.press("Enter")
    assert await serious(page) == []
    assert await page.locator(f".chosen a[href='/findings/{other.id}']").count() >= 1
    await follow(page, f".chosen a[href='/findings/{other.id}']")
    assert await page.locator(f".chosen a[href='/findings/{this.id}']").count() >= 1, (
        "the other one says it too"
    )

    await page.fill(".undo input[name=author]", "desk-4")
    before = len(await shown_reviews(page))
    await follow(page, ".undo button")
    told = await shown_reviews(page)
    assert len(told) == before + 1, "nothing is deleted"
    assert "Taken back: “Same as another finding”, desk-3" in told[-1]
    assert "desk-4" in told[-1]


async def test_passages_are_split_off_a_finding(page, gateway_url, addresses, shown_reviews, picture):
    await page.goto(gateway_url + addresses["finding"])
    await page.fill("#decide input[name=author]", "desk-3")
    await page.click(".choosing summary >> nth=1")
    box = page.get_by_role("group", name="Which passages do not belong here?").get_by_role("checkbox").first
    item = (await box.get_attribute("name")).removeprefix("passage.")
    await box.check()
    await page.click(".choosing summary >> nth=0")
    await picture(page, "finding-deciding-en")
    assert await serious(page) == []
    await follow(page, "button[value=split]")
    told = page.locator(".action-split").last
    assert "Passages about something else" in await told.inner_text()
    words = await page.locator(f"input[name='passage.{item}'] + span > [dir]").text_content()
    assert await told.locator(".chosen [dir]").text_content() == words


async def test_enter_in_a_field_of_the_form_decides_nothing(page, gateway_url, addresses, shown_reviews):
    await page.goto(gateway_url + addresses["finding"])
    before = len(await shown_reviews(page))
    await page.fill("#decide input[name=author]", "desk-3")
    await page.press("#decide input[name=author]", "Enter")
    await page.goto(gateway_url + addresses["finding"])
    assert len(await shown_reviews(page)) == before
