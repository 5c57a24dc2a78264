from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.sentences import split
from averral.model import Span


def sentences(text: str, language: str) -> list[str]:
    return [span.of(text) for span in split(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Dr. Smith met Gen. Jones at 5 p.m. on Monday. They left.", 2),
        ("en", "The U.S. Senate voted. It passed.", 2),
        ("en", 'He said: "We stay. We fight." Then he left.', 2),
        ("fr", "M. Macron a rencontré Mme Meloni. Ils ont parlé.", 2),
        ("tr", "Anlaşmanın 3. maddesi değişti. Taraflar imzaladı.", 2),
        ("tr", "Prof. Dr. Ayşe Kaya konuştu. Salon alkışladı.", 2),
        ("ru", "В 2016 г. погибли 5 тыс. человек. Об этом сообщил и.о. министра.", 2),
        ("de", "Am 5. mai sprach Dr. Weber. Alle hörten zu.", 2),
        ("es", "El Sr. Pérez habló. La Sra. Gómez respondió.", 2),
        ("ar", "قال د. خالد العلي إن الوضع صعب. وأضاف أ. سامر أن المدينة آمنة.", 2),
        ("ar", "هل انتهت المفاوضات؟ لا أحد يعرف.", 2),
        ("uk", "У 2016 р. загинули 5 тис. людей. Про це повідомили.", 2),
    ],
)
def test_titles_abbreviations_and_ordinals_end_nothing(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count, sentences(text, language)


def test_lines_are_units_of_their_own() -> None:
    assert sentences("Talks fail\nThe talks ended on Sunday.", "en") == [
        "Talks fail",
        "The talks ended on Sunday.",
    ]


def test_a_softly_wrapped_line_runs_on() -> None:
    text = (
        "The delegations that had come to the lakeside town for three days of talks on the future of\n"
        "the besieged city left without signing the document on the table."
    )
    assert sentences(text, "en") == [text]


def test_sentences_stay_inside_the_given_spans() -> None:
    text = "Headline here First sentence. Second one."
    spans = (Span(0, 13), Span(14, len(text)))
    assert [span.of(text) for span in split(text, "en", spans)] == [
        "Headline here",
        "First sentence.",
        "Second one.",
    ]


def test_an_unknown_language_is_split_all_the_same() -> None:
    assert sentences("Una cosa. Un'altra cosa.", "it") == ["Una cosa.", "Un'altra cosa."]
    assert sentences("One. Two.", "und") == ["One.", "Two."]


def test_characters_outside_the_basic_plane_do_not_move_offsets() -> None:
    assert sentences("😀 First one. 🎉 Second one.", "en") == ["😀 First one.", "🎉 Second one."]


def test_a_megabyte_on_one_line_is_covered() -> None:
    text = "قال المسؤول إن “المفاوضات انتهت” في المدينة. " * 20_000
    found = split(text, "ar")
    assert len(found) >= 20_000
    assert sum(map(len, found)) >= len(text) - 2 * len(found)


@given(st.text(alphabet='ab.?!؟ \n«»"“”Aد5', max_size=200), st.sampled_from(["ar", "en", "tr", "xx"]))
def test_sentences_are_ordered_and_lose_nothing_but_space(text: str, language: str) -> None:
    found = split(text, language)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
