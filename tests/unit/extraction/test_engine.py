import pytest

from averral import wire
from averral.extraction.engine import extract
from averral.extraction.markup import blank_markup, looks_like_html
from averral.extraction.service import create
from averral.model import Document, Limits, Source
from averral.runtime.local import LocalStub
from averral.v1 import extraction_service_pb2 as messages

PAGE = (
    "<html><head><title>News</title><script>var killed = '99 people were killed';</script></head>"
    "<body><p>Nine people were killed in Lyon&nbsp;on Monday.</p><!-- 5 dead --><p>Talks failed.</p></body></html>"
)


def document(body, **fields):
    return Document(id="doc_test", body=body, **fields)


def test_an_extraction_names_its_versions_and_language():
    found = extract(document("Nine people were killed in Lyon."))
    assert found.language == "en"
    assert found.versions.startswith("rules=")
    assert " data=" in found.versions


def test_html_is_read_as_text_and_spans_point_into_the_page():
    found = extract(document(PAGE))
    assert [each.predicate for each in found.claims] == ["casualties.killed", "talks.failed"]
    assert found.claims[1].span.of(PAGE) == "Talks failed."
    assert [each.quantities[0].best for each in found.claims if each.quantities] == [9]


def test_blanking_keeps_the_length_and_prose_about_tags_stays():
    assert len(blank_markup(PAGE)) == len(PAGE)
    assert not looks_like_html("A line is broken by <br> and nothing else, 3 < 4 > 2.")


def test_lists_over_a_limit_are_cut_and_say_so():
    text = "Talks failed in Oslo. " * 5
    found = extract(document(text), Limits(claims_per_document=3))
    assert len(found.claims) == 3
    assert found.truncated
    assert not extract(document(text)).truncated


def test_agencies_are_credited_by_key():
    text = "Talks fail in Oslo\n\nOSLO (Reuters) - Talks between the two governments failed on Monday."
    assert "agency:reuters" in extract(document(text)).credits


async def test_the_servicer_answers_with_what_the_engine_finds():
    body = "Nine people were killed in Lyon."
    stub = LocalStub(create().servicer)
    request = messages.ExtractRequest(
        document=wire.encode_document(document(body, source=Source(outlet="x")))
    )
    answer = await stub.Extract(request)
    assert wire.decode_extraction(answer.extraction) == extract(document(body, source=Source(outlet="x")))


async def test_a_bad_document_fails_alone_in_a_stream():
    stub = LocalStub(create().servicer)
    requests = [
        messages.ExtractStreamRequest(document=wire.encode_document(Document(id=name, body=body)))
        for name, body in (("a", "Talks failed in Oslo."), ("b", " "), ("c", "The siege was lifted."))
    ]
    answers = [answer async for answer in stub.ExtractStream(requests)]
    assert [each.document_id for each in answers] == ["a", "b", "c"]
    assert [each.WhichOneof("result") for each in answers] == ["extraction", "error", "extraction"]


async def test_a_document_without_an_id_gets_one_from_its_content():
    request = messages.ExtractRequest(document=wire.encode_document(Document(id="", body="Talks failed.")))
    stub = LocalStub(create().servicer)
    first, second = await stub.Extract(request), await stub.Extract(request)
    assert first.extraction.document_id == second.extraction.document_id
    assert first.extraction.document_id.startswith("doc_")


@pytest.mark.parametrize("mark", ['"', "“", "«", "'"])
def test_ten_thousand_quotation_marks_are_read(mark):
    found = extract(document(f"Nine people were killed. {mark * 10_000} Talks failed in Oslo."))
    assert "casualties.killed" in [each.predicate for each in found.claims]
