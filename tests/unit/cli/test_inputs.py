from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.cli.inputs import read_documents, read_rows
from averral.errors import Permanent, Reason
from averral.model import Document, ItemFailure
from averral.runtime.documents import check_text, document_id, parse_date, with_id


def jsonl(tmp_path, *rows: object) -> str:
    path = tmp_path / "docs.jsonl"
    path.write_bytes(b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in rows))
    return str(path)


def test_a_text_file_is_one_document_named_after_it(tmp_path):
    (tmp_path / "a1.txt").write_bytes("عنوان\r\nنص".encode())
    (document,) = read_documents(str(tmp_path / "a1.txt"))
    assert (document.external_id, document.body) == ("a1", "عنوان\r\nنص")


def test_a_folder_gives_its_text_files_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.png"):
        (tmp_path / name).write_text("words")
    assert [d.external_id for d in read_documents(str(tmp_path))] == ["a", "b"]


def test_a_manifest_says_where_the_texts_come_from(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    row = {"id": "x", "file": "a.txt", "outlet": "O", "outlet_group": "G", "published": "2016-12-04"}
    (tmp_path / "manifest.jsonl").write_text(json.dumps(row))
    (document,) = read_documents(str(tmp_path))
    assert (document.external_id, document.source.group) == ("x", "G")
    assert document.published_at.isoformat() == "2016-12-04T00:00:00+00:00"


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/passwd", "missing.txt", ""])
def test_a_manifest_cannot_reach_out_of_its_folder(tmp_path, file):
    (tmp_path / "manifest.jsonl").write_text(json.dumps({"id": "x", "file": file}))
    (read,) = read_documents(str(tmp_path))
    assert isinstance(read, ItemFailure)
    assert read.reason == Reason.NOT_FOUND


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": "x", "text": "  "}, Reason.EMPTY_TEXT),
        ({"id": "x"}, Reason.EMPTY_TEXT),
        ({"id": "x", "text": "a\ud800"}, Reason.TEXT_NOT_UNICODE),
        ({"id": "x", "text": "a" * 1_000_001}, Reason.TEXT_TOO_LARGE),
        ({"id": "x", "text": "a", "published": "yesterday"}, Reason.INVALID_DATE),
        ({"id": "x", "text": "a", "outlet": {}}, Reason.INVALID_ARGUMENT),
        ([1], Reason.INVALID_ARGUMENT),
        (b"{not json\n", Reason.INVALID_ARGUMENT),
        (b'{"text": "\xff"}\n', Reason.TEXT_NOT_UNICODE),
        (b"[" * 100_000 + b"\n", Reason.INVALID_ARGUMENT),
    ],
)
def test_a_bad_line_fails_alone_with_its_reason(tmp_path, row, reason):
    read = list(
        read_documents(jsonl(tmp_path, {"id": "1", "text": "one"}, row, {"id": "3", "text": "three"}))
    )
    assert [type(r) for r in read] == [Document, ItemFailure, Document]
    assert read[1].reason == reason
    assert read[1].message


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(Permanent) as error:
        list(read_documents(str(tmp_path / "nothing")))
    assert error.value.reason is Reason.NOT_FOUND


def test_a_headline_that_opens_the_text_is_not_given_twice(tmp_path):
    rows = [{"id": "1", "title": "Head", "text": "Head\nbody"}, {"id": "2", "title": "Head", "text": "body"}]
    assert [d.title for d in read_documents(jsonl(tmp_path, *rows))] == ["", "Head"]


def test_rows_keep_their_line_numbers(tmp_path):
    assert [n for n, _ in read_rows(jsonl(tmp_path, {"a": 1}, b"\n", {"a": 2}))] == [1, 3]


def test_the_same_report_has_the_same_id_however_it_is_spaced_or_pointed():
    one, two = Document("", "قتل  ٢٧ جنديًا"), Document("", "قتل ٢٧ جنديا")
    assert document_id(one) == document_id(two)
    assert document_id(one) != document_id(Document("", "قتل ٢٨ جنديا"))


def outcome(work):
    """What it returns, or the reason why it refuses."""
    try:
        return work()
    except Permanent as error:
        return error.reason


@given(st.text())
def test_any_text_gets_an_id_or_a_clear_refusal(text):
    found = outcome(lambda: with_id(Document("", text)))
    if isinstance(found, Document):
        assert found.id.startswith("doc_")
        assert found.body == text
    else:
        assert found in (Reason.EMPTY_TEXT, Reason.TEXT_NOT_UNICODE)


@given(st.text(max_size=30))
def test_a_date_is_read_as_utc_or_refused(text):
    found = outcome(lambda: parse_date(text))
    assert found is None or found is Reason.INVALID_DATE or found.utcoffset().total_seconds() == 0


def test_a_text_at_the_limit_is_read():
    check_text("a" * 1_000_000)
