import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averral.errors import Permanent, Reason
from averral.extraction.engine import extract
from averral.model import Document, Limits

#: Pieces that break naive readers, to be mixed at random.
PIECES = st.sampled_from(
    [
        "killed", "27", "talks failed", "قتل", "وأصيب", "«", "»", '"', "“", "”", "'", "<p>", "</p>", "<script>", "&amp;",
        "\x00", "\u200f", "\ufeff", "\n", "\n\n", "\t", ".", "?", "؟", "،", ";", "12,000", "including", "и", "ve", "سيطرت",
        "Reuters", "Moscow", "\U0001f600", "e\u0301", "said", "قال", ":", "(", ")", "—", "%", "$", "2016/12/04",
    ]
)  # fmt: skip


def read(body, limits=None):
    return extract(Document(id="doc_test", body=body), limits or Limits())


@pytest.mark.parametrize("body", ["", " ", "\n\t\u00a0\n"])
def test_a_text_without_words_is_refused(body):
    with pytest.raises(Permanent) as raised:
        read(body)
    assert raised.value.reason is Reason.EMPTY_TEXT
    assert raised.value.field


def test_a_text_over_the_limit_is_refused_with_both_numbers():
    with pytest.raises(Permanent) as raised:
        read("word " * 30, Limits(document_code_points=100))
    assert raised.value.reason is Reason.TEXT_TOO_LARGE
    assert "150" in raised.value.message
    assert "100" in raised.value.message


def test_half_a_character_is_refused_by_position():
    with pytest.raises(Permanent) as raised:
        read("Talks \ud83d failed.")
    assert raised.value.reason is Reason.TEXT_NOT_UNICODE
    assert "6" in raised.value.message


def test_an_unknown_language_is_read_without_tables():
    found = read("Watu tisa waliuawa katika mlipuko mjini Mombasa siku ya Jumatatu.")
    assert found.claims
    assert {each.predicate for each in found.claims} == {""}


def test_control_characters_move_no_offset():
    body = "\x00\x01\u202eNine people were\x0b killed in Lyon.\x7f"
    found = read(body)
    assert [each.predicate for each in found.claims] == ["casualties.killed"]
    assert all(each.span.of(body) == each.text for each in found.claims)


@pytest.mark.parametrize(
    "body",
    [
        "killed and " * 20_000,
        "talks failed to reach " * 10_000,
        "<p>" * 50_000 + "Nine people were killed.",
        "<!--" * 50_000,
        "&amp;" * 50_000,
        "قتل و" * 30_000,
        "27 " * 50_000,
        '"killed" ' * 20_000,
    ],
    ids=lambda body: body[:12],
)
def test_endless_repetition_is_read_in_bounded_time(body):
    found = read(body)
    assert all(len(each.text) <= 1_000 for each in found.claims)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=60).map(" ".join))
def test_any_mixture_is_read_or_refused_with_a_reason(body):
    try:
        found = read(body)
    except Permanent as error:
        assert error.reason is Reason.EMPTY_TEXT  # noqa: PT017
        return
    size = len(body)
    for claim in found.claims:
        assert 0 <= claim.span.start < claim.span.end <= size
        assert 0 <= claim.check_worthiness <= 1
        for part in (*claim.quantities, *claim.participants, *claim.places):
            assert 0 <= part.span.start < part.span.end <= size
    assert len({each.id for each in found.claims}) == len(found.claims)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_read_or_refused_with_a_reason(body):
    try:
        found = read(body)
    except Permanent as error:
        assert error.reason is Reason.EMPTY_TEXT  # noqa: PT017
        return
    assert all(0 <= each.span.start < each.span.end <= len(body) for each in found.claims)
