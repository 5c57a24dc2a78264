from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from averral.extraction.article import keep_article
from averral.extraction.engine import extract
from averral.extraction.markup import blank_markup
from averral.model import Document, ZoneKind

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry sinks off Oran | The Harbour Post</title></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<h1>Ferry sinks off Oran</h1>
<article><p>At least 12 people drowned when a ferry sank off Oran on Tuesday, <a href="/g">the coast guard</a> said.</p>
<p>&ldquo;The search goes on,&rdquo; said captain Lina Haddad, who leads the rescue.
<figure><img src="a.jpg"><figcaption>A ferry in Oran. 40 people died in 1998.</figcaption></figure>
<p>The port authority has opened an inquiry.</p>
<ul><li><a href="/1">Ten killed in Algiers fire</a></li><li><a href="/2">Nine held after Tunis protest</a></li></ul></article>
<aside><p>Most read: 300 people were killed in a war far away, said the president.</p></aside>
<article><p>Another teaser says 55 died elsewhere.</p></article>
<footer><p>© The Harbour Post. Minister Karim said: “We own 20 papers.”</p></footer></body></html>"""


def shown(page: str) -> list[str]:
    return [" ".join(line.split()) for line in blank_markup(page).splitlines() if line.strip()]


def test_only_the_article_is_left_and_every_character_keeps_its_place():
    blanked = blank_markup(PAGE)
    assert len(blanked) == len(PAGE)
    assert shown(PAGE)[0] == "Ferry sinks off Oran"
    text = " ".join(shown(PAGE))
    assert "the coast guard said" in text
    assert "inquiry" in text
    for gone in ("Home", "40 people", "Ten killed", "300 people", "55 died", "20 papers", "Post"):
        assert gone not in text


def test_claims_and_quotes_of_a_page_point_into_the_page():
    found = extract(Document(id="d", body=PAGE))
    assert found.zones[0].kind is ZoneKind.HEADLINE
    quantities = {quantity.best for claim in found.claims for quantity in claim.quantities}
    assert 12 in quantities
    assert not quantities & {20, 40, 55, 300}
    [quote] = [quote for quote in found.quotes if quote.parts]
    assert "The search goes on" in PAGE[quote.span.start : quote.span.end]


def test_a_page_without_an_article_element_loses_its_lists_of_links():
    page = (
        "<html><body><div><a href=1>Home</a> | <a href=2>World</a></div><h1>Floods</h1>"
        "<div>Six people died in the floods, the governor said.<br>More rain is expected.</div>"
        "<div><a href=3>Read on: ten killed</a></div></body></html>"
    )
    assert shown(page) == [
        "Floods",
        "Six people died in the floods, the governor said.",
        "More rain is expected.",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<p>One</p><nav>Two</nav><p>Three <a href=x>four</a></p>",
        "<html><body><nav>never closed <p>The text of it all.</p></body></html>",
        "<html><body><p>The text <b>of</b> it all.<p>More of it.</body></html>",
    ],
)
def test_nothing_is_lost_where_a_page_does_not_say_what_it_is(page):
    kept = keep_article(page)
    assert len(kept) == len(page)
    for words in ("One", "text", "More", "four"):
        assert (words in kept) == (words in page)


TAGS = [
    "html",
    "body",
    "article",
    "/article",
    "main",
    "/main",
    "nav",
    "/nav",
    "p",
    "/p",
    "a",
    "/a",
    "h1",
    "/h1",
    "title",
    "/title",
    "div",
]
PIECES = st.lists(
    st.sampled_from(
        [f"<{tag}>" for tag in TAGS] + ["word", "كلمة", " ", "<", ">", "</", "\n", "<form", "\u202e", "\x00"]
    ),
    max_size=60,
)


@given(PIECES)
@example(["<html>", "<article>", "<p>", "word", "</p>", "</article>"])
def test_no_page_moves_an_offset(pieces):
    page = "".join(pieces)
    kept = keep_article(page)
    assert len(kept) == len(page)
    assert all(now == was or now in " \n" for now, was in zip(kept, page, strict=True))
