"""Word diffs of quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.telling import diff


def told(known: str, text: str) -> list[tuple[str, str]]:
    return [(run.change, run.text.strip()) for run in diff(known, text)]


def test_a_lost_negation_shows():
    assert told("We will not leave our city.", "We will leave our city.") == [
        ("same", "We will"),
        ("lost", "not"),
        ("same", "leave our city."),
    ]


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("لَن نُغادِرَ مدينتنا", "لن نغادر مدينتنا"),
        ("“WE STAY”", "we stay"),
        ("Ещё рано", "Еще рано"),
    ],
)
def test_what_is_only_written_otherwise_is_no_difference(known, text):
    assert [change for change, _ in told(known, text)] == ["same"]


def test_a_telling_in_other_words_is_not_taken_apart():
    assert diff("talks on a withdrawal of fighters", "it was ready to speak about leaving") == ()


def test_changed_words_stand_as_lost_and_added():
    assert told("ten soldiers died", "twelve soldiers died") == [
        ("lost", "ten"),
        ("added", "twelve"),
        ("same", "soldiers died"),
    ]


@given(st.text("ab ,.", max_size=60), st.text("ab ,.", max_size=60))
def test_what_stands_in_the_runs_is_what_was_told(known, text):
    runs = diff(known, text)
    kept = "".join(run.text for run in runs if run.change != "lost")
    assert kept in (text, "")


def test_very_long_texts_take_no_time_to_speak_of():
    assert diff("word " * 100_000, "other word " * 100_000)
