import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averral.errors import Permanent, Reason
from averral.extraction.reading import read
from averral.model import Document, Span, ZoneKind

ARTICLE = (
    "Flood kills nine in the delta\n\nThe river rose on Monday. “We lost everything,” said Ana Duarte.\n"
)


def reading_of(text: str, language: str = "en"):
    return read(Document(id="doc_1", body=text, language=language))


def test_a_blank_body_is_refused_with_the_field_that_is_wrong():
    with pytest.raises(Permanent) as caught:
        reading_of(" \n\t ")
    assert (caught.value.reason, caught.value.field) == (Reason.EMPTY_TEXT, "body")


def test_a_body_beyond_the_limit_is_refused_not_cut():
    with pytest.raises(Permanent) as caught:
        reading_of("a " * 500_001)
    assert caught.value.reason is Reason.TEXT_TOO_LARGE


def test_half_a_surrogate_pair_is_refused_with_its_offset():
    with pytest.raises(Permanent) as caught:
        reading_of("The minister \ud83d said")
    assert (caught.value.reason, caught.value.metadata["offset"]) == (Reason.TEXT_NOT_UNICODE, "13")


def test_sentences_cover_headline_and_body_in_order():
    reading = reading_of(ARTICLE)
    texts = [span.of(ARTICLE) for span in reading.sentences]
    assert texts[0] == "Flood kills nine in the delta"
    assert "The river rose on Monday." in texts
    assert list(reading.sentences) == sorted(reading.sentences)


def test_words_of_a_sentence_are_those_that_begin_in_it():
    reading = reading_of(ARTICLE)
    first = reading.sentences[0]
    assert [word.key for word in reading.sentence_words(first)] == [
        "flood",
        "kills",
        "nine",
        "in",
        "the",
        "delta",
    ]
    assert reading.count_words(first) == 6


def test_the_zone_of_an_offset_is_known_and_body_where_none_is():
    reading = reading_of(ARTICLE)
    assert reading.zone_at(ARTICLE.index("river")) is ZoneKind.BODY
    assert reading.zone_at(len(ARTICLE) + 10) is ZoneKind.BODY


def test_marked_words_are_listed_without_their_marks():
    reading = reading_of(ARTICLE)
    assert [marked.inner.of(ARTICLE) for marked in reading.marked] == ["We lost everything,"]


def test_the_callers_date_of_publication_wins():
    from datetime import UTC, date, datetime

    document = Document(
        id="d", body=ARTICLE, language="en", published_at=datetime(2021, 3, 4, 23, tzinfo=UTC)
    )
    assert read(document).published == date(2021, 3, 4)


def test_capitals_are_words_written_so_inside_a_sentence():
    capitals = reading_of(ARTICLE).capitals
    assert {"ana", "duarte", "monday"} <= capitals
    assert "flood" not in capitals


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='aق«»"” .,:\n؟بج—-', min_size=1, max_size=120).filter(str.strip))
def test_every_span_of_a_reading_lies_inside_the_text(text):
    reading = reading_of(text, "ar")
    whole = Span(0, len(text))
    spans = [
        *reading.sentences,
        *(marked.outer for marked in reading.marked),
        *(w.span for w in reading.words),
    ]
    assert all(whole.covers(span) for span in spans)
