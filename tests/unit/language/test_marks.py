from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.marks import MAX_DEPTH, find_marked
from averral.model import Span


def inner(text: str) -> list[str]:
    return [marked.inner.of(text) for marked in find_marked(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"we stay" he said', ["we stay"]),
        ("He said “we stay”.", ["we stay"]),
        ("« Nous restons », a-t-il dit.", ["Nous restons"]),
        ("„Wir bleiben“, sagte sie.", ["Wir bleiben"]),
        ("»Wir bleiben«, sagte sie.", ["Wir bleiben"]),
        ("Он сказал: «Мы „точно“ остаёмся».", ["Мы „точно“ остаёмся", "точно"]),
        ("‘We stay,’ he said.", ["We stay,"]),
        ("彼は「残る」と言った", ["残る"]),
        ("<<we stay>> he said", ["we stay"]),
        ("''نحن باقون'' قال", ["نحن باقون"]),
    ],
)
def test_every_style_is_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مضيفاً ” لن نغادر المدينة”.", ["لن نغادر المدينة"]),
        ("قال ”لن نغادر“ ثم", ["لن نغادر"]),
        ('وقال " لن نغادر " وأضاف " سنبقى "', ["لن نغادر", "سنبقى"]),
        ("وقال“لن نغادر”في بيان", ["لن نغادر"]),
        ('قال: «لن نغادر" ثم سكت', ["لن نغادر"]),
        ("انتهى”.ثم قال “لن نغادر”", ["لن نغادر"]),
    ],
)
def test_typesetting_errors_are_read_as_meant(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "don't and won’t",
        "l’accord d'Astana",
        "Ankara'da Türkiye’nin",
        "the rebels’ side",
        "the ’90s",
        "‘Abd al-Rahman",
        'ארה"ב וצה"ל',
        "п’ять",
    ],
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    assert inner(text) == []


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert inner("‘the rebels’ position is clear’, he said") == ["the rebels’ position is clear"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "She said: “We saw nothing.\n\nThe army left."
    (marked,) = find_marked(text, Span(0, len(text)))
    assert marked.inner.of(text) == "We saw nothing."
    assert not marked.closed


def test_each_paragraph_of_a_long_quotation_is_found() -> None:
    text = "“We stayed.\n\n“We left later.” He paused."
    found = find_marked(text, Span(0, len(text)))
    assert [(marked.inner.of(text), marked.closed) for marked in found] == [
        ("We stayed.", False),
        ("We left later.", True),
    ]


def test_a_second_opening_mark_shows_that_the_first_was_never_closed() -> None:
    assert inner("قال “نحن باقون. وأضاف “لن نرحل”.") == ["نحن باقون.", "لن نرحل"]


def test_nested_marks_carry_their_depth_and_outer_spans() -> None:
    text = 'x "He said «no» loudly" y'
    outer, nested = find_marked(text, Span(0, len(text)))
    assert (outer.depth, nested.depth) == (0, 1)
    assert outer.outer.of(text) == '"He said «no» loudly"'
    assert nested.outer.of(text) == "«no»"


def test_only_the_given_span_is_read() -> None:
    text = '"one" "two" "three"'
    assert [marked.inner.of(text) for marked in find_marked(text, Span(6, 11))] == ["two"]


@pytest.mark.parametrize("mark", ['"', "“", "«", "” ", "«a ", "'a ", "“a” ", "‘a "])
def test_ten_thousand_marks_stay_within_the_depth_limit(mark: str) -> None:
    text = mark * 10_000
    found = find_marked(text, Span(0, len(text)))
    assert all(marked.depth < MAX_DEPTH for marked in found)
    assert len(found) <= 10_000


@given(st.text(alphabet="ab \n.,'’‘“”\"«»„", max_size=120))
def test_marked_passages_lie_inside_their_marks(text: str) -> None:
    for marked in find_marked(text, Span(0, len(text))):
        assert marked.outer.covers(marked.inner)
        assert marked.inner.of(text) == marked.inner.of(text).strip() != ""
