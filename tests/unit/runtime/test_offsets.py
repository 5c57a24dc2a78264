from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from averral.model import Span
from averral.runtime.offsets import Utf16


@given(st.text(alphabet=st.sampled_from("ab ق😀𐍈\u200f"), max_size=40), st.data())
def test_both_counts_cover_the_same_characters(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    wide = Utf16(text).span(span)
    assert text.encode("utf-16-le")[wide.start * 2 : wide.end * 2].decode("utf-16-le") == span.of(text)
