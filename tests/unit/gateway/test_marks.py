"""Text is cut where marks begin and end, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.gateway.pages.marks import Mark, cut, in_context
from averral.model import (
    Claim,
    ClaimKind,
    Passage,
    Place,
    Qualifier,
    Quantity,
    RelationReason,
    Span,
)

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(["claim", "quote", "speaker"])), max_size=12)


@given(st.text(max_size=30), MARKS, st.integers(0, 20))
def test_the_pieces_are_the_text_and_each_knows_its_marks(text, marks, start):
    pieces = cut(text, marks, start)
    assert "".join(piece.text for piece in pieces) == text
    at = start
    for piece in pieces:
        covering = {
            mark.name for mark in marks if mark.span.covers(Span(at, at + len(piece.text))) and piece.text
        }
        assert set(piece.names.split()) == covering
        at += len(piece.text)


def test_an_item_opens_where_it_begins_or_at_the_border_of_the_part():
    marks = [Mark(Span(2, 8), "claim", "c"), Mark(Span(4, 6), "quote", "q")]
    assert [(piece.text, piece.opened) for piece in cut("0123456789", marks)] == [
        ("01", ()),
        ("23", ("c",)),
        ("45", ("q",)),
        ("67", ()),
        ("89", ()),
    ]
    assert cut("56789", marks, 5)[0].opened == ("c", "q")


def claim(**given) -> Claim:
    quantity = Quantity(27, None, 27, "killed", Qualifier.AT_LEAST, Span(19, 21))
    place = Place("Aziza", "~zz", Span(32, 37))
    return Claim(
        "c",
        "d",
        Span(10, 37),
        "killed at 27 soldiers.. Aziza",
        "en",
        ClaimKind.CASUALTIES,
        "casualties.killed",
        quantities=(quantity,),
        places=(place,),
        **given,
    )


def marked(reasons: list[RelationReason]) -> dict[str, str]:
    body = "The army: at least 27 soldiers died in Aziza today"
    start, end = 10, 44
    passage = Passage(
        "c", "d", "x", Span(start, end), body[start:end], "en", prefix=body[:start], suffix=body[end:]
    )
    own = claim()
    moved = Claim(
        **{name: getattr(own, name) for name in own.__slots__ if name not in ("quantities", "places")},
        quantities=(Quantity(27, None, 27, "killed", Qualifier.AT_LEAST, Span(19, 21)),),
        places=(Place("Aziza", "~zz", Span(39, 44)),),
    )
    return {
        name: piece.text
        for piece in in_context(passage, moved, reasons)
        for name in piece.names.split()
        if name != "passage"
    }


def test_no_torn_word_stands_round_a_passage():
    body = "before " * 20 + "Ten died." + " after" * 20
    start = 140
    passage = Passage(
        "c", "d", "x", Span(start, start + 9), "Ten died.", "en", prefix=body[80:start], suffix=body[149:209]
    )
    words = "".join(piece.text for piece in in_context(passage, None, ())).split()
    assert set(words) == {"…", "before", "Ten", "died.", "after"}
    assert words[0] == words[-1] == "…"


def test_the_words_are_marked_that_decide():
    assert marked([RelationReason.VALUE]) == {"number": "27"}
    assert marked([RelationReason.PLACE]) == {"place": "Aziza"}
    assert marked([]) == {"number": "27"}


def piece_texts(passage: Passage, own: Claim | None, reasons, known: str = "") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for piece in in_context(passage, own, reasons, known):
        for name in set(piece.names.split()) - {"passage"}:
            found.setdefault(name, []).append(piece.text)
    return found


@pytest.mark.parametrize(
    ("language", "text", "predicate", "words"),
    [
        ("en", "The negotiations in Vienna collapsed on Monday.", "talks.failed", ["collapsed"]),
        ("ar", "فشلت المفاوضات في فيينا يوم الاثنين.", "talks.failed", ["فشلت"]),
        ("de", "Die Regierung lehnte das Abkommen am Montag ab.", "agreement.rejected", ["lehnte", "ab"]),
    ],
)
def test_what_happened_is_marked_where_the_outcomes_differ(language, text, predicate, words):
    passage = Passage("c", "d", "x", Span(100, 100 + len(text)), text, language)
    own = Claim("c", "d", passage.span, text, language, ClaimKind.TALKS, predicate)
    assert piece_texts(passage, own, [RelationReason.OUTCOME]) == {"what": words}
    assert piece_texts(passage, own, []) == {"what": words}, "nothing differs, and no figure is there"


def test_words_of_a_quotation_are_marked_that_were_changed():
    text = "We will never leave our town."
    passage = Passage("q", "d", "x", Span(7, 7 + len(text)), text, "en", prefix="He said")
    known = "We will leave our city."
    assert piece_texts(passage, None, [RelationReason.WORDING_CHANGED], known) == {"word": ["never", "town"]}
    assert piece_texts(passage, None, [RelationReason.SPEAKER], known) == {}
