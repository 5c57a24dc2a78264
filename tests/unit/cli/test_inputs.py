from __future__ import annotations

import asyncio
import io
import json
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from averral.cli import check, earlier, output, rows
from averral.cli.inputs import read_documents, read_rows
from averral.errors import Permanent, Reason
from averral.model import (
    BatchChange,
    Document,
    Finding,
    FindingState,
    ItemFailure,
    Origin,
    Passage,
    Source,
    Span,
)
from averral.report import page
from averral.report import rows as report_rows
from averral.report.digest import Digest
from averral.report.pairs import PAIRS
from averral.runtime.documents import check_text, document_id, parse_date, with_id
from averral.verification.export import export_lines


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


PAGE = """<html lang="ar"><head><meta charset="{charset}"><title>عنوان | صحيفة</title>
<meta property="og:site_name" content="صحيفة الميناء"><link rel="canonical" href="https://www.example.org/a/1">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2024-03-05T10:00:00+03:00"}}]}}</script>
</head><body><article><p>قتل 12 شخصاً في المدينة.</p></article></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_saved_page_says_where_it_is_from(tmp_path, charset):
    path = tmp_path / "a1.html"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    (document,) = read_documents(str(path))
    assert document.body == PAGE.format(charset=charset)
    assert (document.external_id, document.title) == ("a1", "عنوان | صحيفة")
    assert (document.source.outlet, document.source.domain) == ("صحيفة الميناء", "example.org")
    assert (document.language, document.url) == ("ar", "https://www.example.org/a/1")
    assert document.published_at.isoformat() == "2024-03-05T07:00:00+00:00"


def test_a_page_whose_date_is_none_is_read_all_the_same(tmp_path):
    (tmp_path / "a.html").write_text('<html><meta name="date" content="last week"><body><p>Words.</p></html>')
    (document,) = read_documents(str(tmp_path))
    assert document.published_at is None


def test_a_page_in_another_character_set_than_it_says_is_refused(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<html><meta charset=utf-8><p>\xff\xfa")
    (read,) = read_documents(str(tmp_path))
    assert read.reason == Reason.TEXT_NOT_UNICODE


def test_a_csv_file_gives_a_document_a_row(tmp_path):
    path = tmp_path / "docs.csv"
    path.write_text(
        '\ufeffid,outlet,published,text\n1,A,2024-03-05,"one, ""two""\nthree"\n2,B,,\n3,C,soon,x\n'
    )
    first, second, third = read_documents(str(path))
    assert (first.body, first.source.outlet) == ('one, "two"\nthree', "A")
    assert (second.item_id, second.reason) == ("2", Reason.EMPTY_TEXT)
    assert third.reason == Reason.INVALID_DATE


def test_a_csv_file_without_the_texts_says_what_is_missing(tmp_path):
    path = tmp_path / "docs.csv"
    path.write_text("id,outlet\n1,A\n")
    with pytest.raises(Permanent, match="no column `text`"):
        list(read_documents(str(path)))


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title><link>https://example.org/</link><language>en</language>
<item><title>Ferry sinks</title><guid>g1</guid><link>https://news.example.org/1</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 +0300</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Twelve people <b>drowned</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>No words but these</title></item><item></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="tr"><title>Liman</title>
<entry><id>urn:1</id><title>Feribot</title><updated>2024-03-05T07:00:00Z</updated>
<summary>On iki kişi boğuldu.</summary></entry></feed>"""


def test_a_feed_gives_a_document_an_entry(tmp_path):
    (tmp_path / "f.rss").write_text(RSS)
    first, second, third = read_documents(str(tmp_path / "f.rss"))
    assert first.body == "<p>Twelve people <b>drowned</b>.</p><script>x()</script>"
    assert (first.external_id, first.title, first.language) == ("g1", "Ferry sinks", "en")
    assert (first.source.outlet, first.source.domain) == ("Harbour Post", "news.example.org")
    assert first.published_at.isoformat() == "2024-03-05T07:00:00+00:00"
    assert second.body == "No words but these"
    assert third.reason == Reason.EMPTY_TEXT


def test_an_atom_feed_is_a_feed(tmp_path):
    (tmp_path / "f.xml").write_text(ATOM)
    (document,) = read_documents(str(tmp_path))
    assert (document.external_id, document.body) == ("urn:1", "On iki kişi boğuldu.")


@pytest.mark.parametrize("words", ["<html><body>Subscribe to our feed</body></html>", "", "plain words"])
def test_what_is_no_feed_says_so(tmp_path, words):
    (tmp_path / "f.xml").write_text(words)
    with pytest.raises(Permanent, match="not an RSS or Atom feed"):
        list(read_documents(str(tmp_path / "f.xml")))


def test_a_feed_cannot_make_entities_explode_or_read_files(tmp_path):
    (tmp_path / "f.xml").write_text(
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<rss version='2.0'><channel><item><title>&b;&f;</title><description>words</description></item></channel></rss>"
    )
    for read in read_documents(str(tmp_path / "f.xml")):
        assert Path("/etc/hostname").read_text().strip() not in f"{read.title}{read.body}"


def archive(path: Path, *records: tuple[str, str, bytes]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for status, kind, body in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(body)
            writer.write_record(
                writer.create_warc_record(
                    "https://www.example.org/1", "response", payload, http_headers=headers
                )
            )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_gives_the_pages_that_were_fetched(tmp_path, name):
    page = PAGE.format(charset="x")
    archive(
        tmp_path / name,
        ("200 OK", "text/html; charset=windows-1256", page.encode("windows-1256")),
        ("404 Not Found", "text/html", b"<p>none"),
        ("200 OK", "image/png", b"\x89PNG"),
    )
    (document,) = read_documents(str(tmp_path))
    assert (document.body, document.external_id) == (page, "https://www.example.org/1")
    assert (document.source.domain, document.language) == ("example.org", "ar")


def test_a_torn_archive_gives_what_stands_before_the_tear(tmp_path):
    archive(
        tmp_path / "a.warc", ("200 OK", "text/html", b"<p>One</p>"), ("200 OK", "text/html", b"<p>Two</p>")
    )
    whole = (tmp_path / "a.warc").read_bytes()
    (tmp_path / "a.warc").write_bytes(whole[: whole.rindex(b"WARC/1.0")] + b"WARC/1.0\r\ngarbage")
    reads = list(read_documents(str(tmp_path / "a.warc")))
    assert reads[0].body == "<p>One</p>"
    assert all(isinstance(read, ItemFailure) for read in reads[1:])


def test_one_bad_file_of_a_folder_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.xml").write_text("no feed")
    (tmp_path / "b.csv").write_text("id\n1\n")
    (tmp_path / "c.txt").write_text("words")
    reads = list(read_documents(str(tmp_path)))
    assert [type(read) for read in reads] == [ItemFailure, ItemFailure, Document]


SOURCES = "outlet,domain,group,country\nThe Post,example.org,Harbour Media,DZ\nWire,,State,\n"


def test_a_table_of_sources_completes_what_documents_say(tmp_path):
    (tmp_path / "s.csv").write_text(SOURCES)
    rows = (
        {"id": "1", "text": "a", "url": "https://arabic.example.org/x"},
        {"id": "2", "text": "b", "outlet": "WIRE", "country": "FR"},
        {"id": "3", "text": "c", "outlet": "Else", "url": "https://elsewhere.net/"},
        {"id": "4", "text": " "},
    )
    first, second, third, fourth = read_documents(jsonl(tmp_path, *rows), str(tmp_path / "s.csv"))
    assert first.source == Source("The Post", "Harbour Media", "arabic.example.org", "DZ")
    assert second.source == Source("WIRE", "State", "", "FR")
    assert third.source.group == ""
    assert isinstance(fourth, ItemFailure)


@pytest.mark.parametrize(
    ("table", "says"),
    [("outlet,owner\nA,B\n", "owner"), ("outlet,group\n,B\n", "neither outlet nor domain"), ("", "column")],
)
def test_a_bad_table_of_sources_says_what_is_wrong(tmp_path, table, says):
    (tmp_path / "s.csv").write_text(table)
    with pytest.raises(Permanent, match=says):
        read_documents("-", str(tmp_path / "s.csv"))


@pytest.mark.parametrize("field", ["published", "published_at", "date"])
def test_the_day_of_a_report_has_three_names(tmp_path, field):
    (document,) = read_documents(
        jsonl(tmp_path, {"id": "1", "text": "Twelve men died.", field: "2024-03-05"})
    )
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2024-03-05"


def own_files() -> dict[str, str]:
    """All that averral writes about findings, by the name that somebody would give it."""
    passage = Passage("clm_2", "doc_1", "r1", Span(0, 4), "TEXT", "en", "Dispatch")
    side = Origin("org_1", "Dispatch", (passage,))
    found = Finding("fnd_1", "clm_1", "default", "TEXT", "en", FindingState.CONTESTED, (side,), (side,))
    about = page.About("Cross-check", datetime(2026, 1, 1, tzinfo=UTC), 1)
    columns, line = io.StringIO(newline=""), json.dumps(rows.finding_row(found))
    with redirect_stdout(columns):
        output.write_csv([rows.finding_row(found)], check.COLUMNS)
    asked = [json.dumps(rows.answer_row("q1", found))]
    return {
        "report.html": page.render(about, Digest().add_all([found])),
        "check.jsonl": line,
        "check.csv": columns.getvalue(),
        "batch.jsonl": report_rows.FINDINGS.jsonl(found),
        "batch.csv": report_rows.FINDINGS.header() + report_rows.FINDINGS.csv(found),
        "pairs.csv": PAIRS.header() + PAIRS.csv(found),
        "pairs.jsonl": PAIRS.jsonl(found),
        "answers.jsonl": "\n".join(asked),
        "marked.csv": "\ufeff" + report_rows.FINDINGS.header(),
        "changes.jsonl": json.dumps(earlier.change_row(BatchChange("new", "clm_1", None, found))),
        **{f"export-{form}.{'csv' if form == 'csv' else 'jsonl'}": exported(found, form) for form in FORMS},
    }


FORMS = ("jsonl", "csv", "claim_review", "json_ld")


def exported(found: Finding, form: str) -> str:
    async def write() -> str:
        async def all_findings():
            yield found

        return "\n".join([line async for line in export_lines(all_findings(), form, mark=True)])

    return asyncio.run(write())


@pytest.mark.parametrize("name", own_files())
def test_what_averral_wrote_itself_is_no_document(name, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Ten people were killed in Aziza.")
    (tmp_path / name).write_text(own_files()[name], encoding="utf-8")
    assert [read.external_id for read in read_documents(str(tmp_path))] == ["a"]
    assert name in capsys.readouterr().err
    with pytest.raises(Permanent, match="averral wrote") as refused:
        list(read_documents(str(tmp_path / name)))
    assert refused.value.reason is Reason.INVALID_ARGUMENT


def test_documents_with_fields_of_their_own_are_none_of_ours(tmp_path):
    row = {"id": "x", "type": "finding", "kind": "news", "state": "Texas", "reasons": [], "text": "Ten died."}
    (document,) = read_documents(jsonl(tmp_path, row))
    assert document.external_id == "x"
    (tmp_path / "a.html").write_text('<meta name="generator" content="WordPress"><p>averral report: ten died')
    (read,) = read_documents(str(tmp_path / "a.html"))
    assert isinstance(read, Document)
