from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.gateway.html_text import HtmlText


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>A &amp; B</p>", "A & B"),
        ("<p>fish&nbsp;&#x26; chips &#128512;</p>", "fish\u00a0& chips 😀"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>a\nline\tfeed</p>", "a line feed"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<p>so <b>ve</b>ry <i>clo</i>se</p>", "so very close"),
        ("<ul><li>1<li>2</ul>", "1\n\n2"),
        ("<script>no()</script><p>yes</p><style>p{}</style><!-- no -->", "yes"),
        ("<p>مـــرحبا \u200fيا</p>", "مـــرحبا \u200fيا"),
        ("plain words", "plain words"),
        ("<p>unclosed <b>words", "unclosed words"),
        ("<div>out<p>in</p>after</div>", "out\n\nin\n\nafter"),
        ("<p>a\0b</p>", "a\ufffdb"),
        ("", ""),
        ("<p> \n </p>", ""),
    ],
)
def test_the_text_is_what_an_editor_shows(markup, text):
    assert HtmlText.of_html(markup).text == text


def test_blocks_are_found_by_place_with_their_ids():
    found = HtmlText.of_html('<div id="story"><p>first</p><p data-block="b2">second</p></div><p>third</p>')
    places = [found.block_at(found.text.index(word)) for word in ("first", "second", "third")]
    assert [(block.index, block.id) for block in places] == [(0, "story"), (1, "b2"), (2, "")]
    assert [found.text[block.start :].split("\n")[0] for block in places] == ["first", "second", "third"]


def test_plain_text_has_no_blocks():
    assert HtmlText("words").block_at(2) is None


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_text_is_read_and_every_place_lies_in_a_block(markup):
    found = HtmlText.of_html("<p>x</p>" + markup)
    for block in found.blocks:
        assert found.block_at(block.start) == block


@pytest.mark.parametrize(
    "piece", ["<p>hello <b>x</b>", "<div>", "<b><i>", "<", "&", "<a ", "<!--", '<p a="', "</p>"]
)
@pytest.mark.timeout(120)
def test_endless_repetition_is_read_in_bounded_time(piece):
    # Anything quadratic would take far longer than the limit of this test.
    assert HtmlText.of_html(piece * 150_000).text is not None
