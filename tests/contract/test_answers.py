"""What an answer tells beside both sides, and how it may be asked for: over real servers, with real services behind them."""

from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import httpx
import pytest

from averral.errors import AverralError, Reason
from averral.model import (
    AnswerOptions,
    Document,
    DraftSummary,
    Filters,
    Finding,
    FindingFilters,
    FindingState,
    Flag,
    NoticeReason,
    RelationKind,
    RelationReason,
    Source,
    WordChange,
)
from averral.runtime.clients import Question
from contract.gateway_server import gateway, problem
from served import OTHER_TOLL, SAID, TALKS, TOLL, installation, reports

W = "default"
AGREEING = (
    "A hospital doctor counted 27 soldiers killed in Aziza on Sunday after an attack on a checkpoint near the market.",
    "The governor told state radio that 27 soldiers were killed in Aziza on Sunday. Schools stay closed on Monday.",
)
ARABIC = "قُتل 27 جندياً في العزيزية يوم الأحد، بحسب مصدر عسكري."
PUBLIC = "https://averral.example"


@pytest.fixture
async def here():
    async with installation(public_url=PUBLIC + "/") as served:
        yield served


@pytest.fixture
async def local(tmp_path):
    async with gateway(tmp_path, anonymous_workspace=W, keepalive_seconds=0.2) as found:
        yield found


async def refused(call) -> AverralError:
    with pytest.raises(AverralError) as error:
        await call
    return error.value


def asked(text: str, language: str = "en") -> Document:
    return Document("", text, language=language)


def passages(finding: Finding) -> list[Any]:
    return [one for origin in (*finding.supporting, *finding.opposing) for one in origin.passages]


# Languages


async def test_the_language_found_is_told_beside_the_one_that_was_sent(here):
    await here.take_in(W, OTHER_TOLL)
    found = await here.client.verify_claim(W, asked(TOLL, "en-GB"), Filters())
    assert (found.language, found.asked_language, found.notices) == ("en", "en-GB", ())
    assert 0.5 < found.language_confidence <= 1


@pytest.mark.parametrize("code", ["klingon", "xx", "en-GB-oed-toolongforatag", "?"])
async def test_an_unknown_language_is_a_notice_and_no_error(here, code):
    await here.take_in(W, OTHER_TOLL)
    plain = await here.client.verify_claim(W, asked(TOLL, ""), Filters())
    found = await here.client.verify_claim(W, asked(TOLL, code), Filters())
    assert [notice.reason for notice in found.notices] == [NoticeReason.UNKNOWN_LANGUAGE]
    assert (found.state, found.asked_language) == (plain.state, code)
    quoted = await here.client.verify_quote(W, asked(SAID, code), "", Filters())
    assert quoted.notices == found.notices


async def test_a_text_in_another_language_than_was_said_is_told(here):
    await here.take_in(W, OTHER_TOLL)
    found = await here.client.verify_claim(W, asked(ARABIC, "tr"), Filters())
    assert found.language == "ar"
    assert [notice.reason for notice in found.notices] == [NoticeReason.LANGUAGE_DIFFERS]


async def test_a_language_that_is_not_read_is_told(here):
    await here.take_in(W, OTHER_TOLL)
    japanese = asked("日曜日にアジザで兵士二十七人が死亡したと当局が発表した。", "ja")
    found = await here.client.verify_claim(W, japanese, Filters())
    assert [notice.reason for notice in found.notices] == [NoticeReason.LANGUAGE_NOT_READ]


async def test_drafts_and_submissions_have_notices_too(here):
    *_, summary = [one async for one in here.client.check_draft(W, asked(TOLL, "klingon"))]
    assert isinstance(summary, DraftSummary)
    assert [notice.reason for notice in summary.notices] == [NoticeReason.UNKNOWN_LANGUAGE]
    assert summary.language_confidence > 0.5
    documents = [asked(TALKS), asked(TOLL, "klingon")]
    job = await here.client.submit_documents(W, documents)
    await here.worker.drain()
    for seen in (job, await here.client.get_job(job.id)):
        assert [notice.field for notice in seen.notices] == ["documents[1].language_code"]
    assert (await here.client.get_job(job.id)).done == 2


async def test_codes_of_filters_are_read_as_those_of_texts(here):
    await here.take_in(W, OTHER_TOLL)
    found = await here.client.verify_claim(W, asked(TOLL), Filters(languages=("en-US", "xx")))
    assert found.state is FindingState.CONTRADICTED
    assert [notice.field for notice in found.notices] == ["filters.language_codes[1]"]
    assert [one async for one in _listed(here, FindingFilters(languages=("en_GB",)))]


async def _listed(here, filters: FindingFilters):
    for finding in (await here.client.list_findings(W, filters=filters)).items:
        yield finding


# Independence


async def test_a_claim_may_need_more_origins_than_two(here):
    await here.take_in(W, *AGREEING)
    found = await here.client.verify_claim(W, asked(TOLL), Filters())
    assert found.state is FindingState.CORROBORATED
    number = len(found.supporting)
    assert found.supporting_count is not None
    assert found.supporting_count.origins == number == 2
    enough = await here.client.verify_claim(W, asked(TOLL), Filters(), AnswerOptions(min_origins=number))
    more = await here.client.verify_claim(W, asked(TOLL), Filters(), AnswerOptions(min_origins=number + 1))
    assert enough.state is FindingState.CORROBORATED
    assert more.state is FindingState.TOO_FEW_ORIGINS
    assert "fewer than were asked for" in more.why
    assert [passage.text for passage in passages(more)] == [passage.text for passage in passages(found)]


@pytest.mark.parametrize("number", [-1, 101])
async def test_a_number_of_origins_that_makes_no_sense_is_refused(here, number):
    error = await refused(
        here.client.verify_claim(W, asked(TOLL), Filters(), AnswerOptions(min_origins=number))
    )
    assert (error.reason, error.field) == (Reason.INVALID_ARGUMENT, "min_origins")


async def test_each_question_of_a_batch_has_its_own_number(here):
    await here.take_in(W, *AGREEING)
    questions = [
        Question(str(number), asked(TOLL), options=AnswerOptions(min_origins=number)) for number in (2, 3)
    ]
    answers = {name: found async for name, found in here.client.verify_batch(W, questions)}
    assert answers["2"].state is FindingState.CORROBORATED
    assert answers["3"].state is FindingState.TOO_FEW_ORIGINS


# What is told of a passage


async def test_a_passage_has_its_digest_its_chain_and_its_day(here):
    await here.take_in(W, OTHER_TOLL)
    found = await here.client.verify_claim(W, asked(TOLL), Filters())
    [passage, *_] = passages(found)
    assert passage.sha256 == hashlib.sha256(passage.text.encode()).hexdigest()
    assert [link.level for link in passage.attribution][-1] == "speaker"
    assert "army" in passage.attribution[-1].name
    stored = [one async for one in _listed(here, FindingFilters())]
    assert all(len(one.sha256) == 64 for finding in stored for one in passages(finding))


async def test_a_passage_says_how_and_why_it_stands_to_the_question(here):
    await here.take_in(W, OTHER_TOLL, *AGREEING)
    found = await here.client.verify_claim(W, asked(TOLL), Filters())
    against = found.opposing[0].passages[0]
    assert (against.relation_kind, against.reasons) == (RelationKind.CONFLICTS, (RelationReason.VALUE,))
    for one in found.supporting[0].passages:
        assert one.relation_kind is RelationKind.CORROBORATES
        assert 0 < one.confidence <= 1
        assert one.wording == ()


async def test_a_quotation_is_told_word_by_word(here):
    await here.take_in(W, SAID)
    question = asked("We will leave our city")
    found = await here.client.verify_quote(W, question, "Salim Haddad", Filters())
    assert found.state is FindingState.ALTERED
    [passage] = passages(found)
    assert RelationReason.WORDING_NEGATION in passage.reasons
    assert (WordChange.ADDED, "never") in {(run.change, run.text.strip()) for run in passage.wording}
    kept = "".join(run.text for run in passage.wording if run.change is not WordChange.LOST)
    assert kept == passage.text
    assert passage.speaker == "Salim Haddad"


async def test_an_answer_says_when_the_corpus_was_searched(here):
    await here.take_in(W, OTHER_TOLL)
    before = datetime.now(UTC)
    found = await here.client.verify_claim(W, asked(TOLL), Filters())
    *_, summary = [one async for one in here.client.check_draft(W, asked(TOLL))]
    assert found.as_of is not None
    assert before <= found.as_of <= datetime.now(UTC)
    assert isinstance(summary, DraftSummary)
    assert summary.as_of is not None
    for versions in (found.versions, summary.versions):
        assert {"rules", "data", "config", "model", "corpus"} == {
            part.partition("=")[0] for part in versions.split()
        }


async def test_what_a_finding_was_made_of_comes_on_request(here):
    await here.take_in(W, OTHER_TOLL)
    plain = await here.client.verify_claim(W, asked(TOLL), Filters())
    found = await here.client.verify_claim(W, asked(TOLL), Filters(), AnswerOptions(with_evidence=True))
    assert plain.evidence is None
    assert found.evidence is not None
    [relation] = [one for one in found.evidence.relations if one.id == passages(found)[0].relation_id]
    assert relation.trace
    assert 0 < relation.confidence <= 1
    figures = {
        (quantity.best, quantity.unit, quantity.population)
        for claim in found.evidence.claims
        for quantity in claim.quantities
    }
    assert (10, "killed", "soldiers") in figures
    stored = (await here.client.list_findings(W)).items[0]
    seen, _ = await here.client.get_finding(W, stored.id, AnswerOptions(with_evidence=True, reader="fr"))
    assert stored.evidence is None
    assert seen.evidence is not None
    assert seen.evidence.item_id == stored.item_id
    assert seen.why != stored.why
    quoted = await here.client.verify_quote(W, asked(SAID), "", Filters(), AnswerOptions(with_evidence=True))
    assert quoted.evidence is not None


async def test_an_answer_is_explained_in_the_readers_language(here):
    await here.take_in(W, OTHER_TOLL)
    own = await here.client.verify_claim(W, asked(TOLL), Filters())
    arabic = await here.client.verify_claim(W, asked(TOLL), Filters(), AnswerOptions(reader="ar-SY"))
    unknown = await here.client.verify_claim(W, asked(TOLL), Filters(), AnswerOptions(reader="ja"))
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic.why)
    assert unknown.why == own.why
    flags = [one async for one in here.client.check_draft(W, asked(TOLL), reader="ar")]
    assert isinstance(flags[0], Flag)
    assert flags[0].finding.why == arabic.why


# Stored claims


async def claim_of(here, text: str) -> str:
    findings = (await here.client.list_findings(W, kinds=["casualties"])).items
    return next(finding.item_id for finding in findings if finding.text in text)


async def test_a_stored_claim_is_asked_about_by_its_id(here):
    documents = [
        Document(
            "",
            body,
            source=Source(f"Outlet {day}"),
            language="en",
            published_at=datetime(2016, 12, day, tzinfo=UTC),
        )
        for day, body in enumerate((TOLL, AGREEING[0], OTHER_TOLL), 5)
    ]
    await here.client.submit_documents(W, documents)
    await here.worker.drain()
    claim = await claim_of(here, TOLL)
    stored, _ = await here.client.get_finding(W, claim)
    nothing = asked("", "")

    found = await here.client.verify_claim(W, nothing, Filters(), claim_id=claim)
    assert (found.item_id, found.state) == (claim, stored.state)
    assert {one.item_id for one in passages(found)} == {one.item_id for one in passages(stored)}

    early = Filters(published_to=datetime(2016, 12, 6, 23, tzinfo=UTC))
    narrowed = await here.client.verify_claim(W, nothing, early, claim_id=claim)
    assert narrowed.coverage.documents == 2
    assert {one.outlet for one in passages(narrowed)} <= {"Outlet 5", "Outlet 6"}
    other = await here.client.verify_claim(W, nothing, Filters(outlets=("Outlet 7",)), claim_id=claim)
    assert {one.outlet for one in passages(other)} == {"Outlet 7"}
    assert other.state is FindingState.CONTRADICTED
    there = await here.client.verify_claim(W, nothing, Filters(places=("عزيزة",)), claim_id=claim)
    assert passages(there)
    nowhere = await here.client.verify_claim(W, nothing, Filters(places=("Berlin",)), claim_id=claim)
    assert (passages(nowhere), nowhere.state, nowhere.coverage.documents) == ([], FindingState.NO_EVIDENCE, 0)


async def test_a_claim_is_asked_about_in_one_way_only(here):
    await here.take_in(W, TOLL)
    claim = await claim_of(here, TOLL)
    both = await refused(here.client.verify_claim(W, asked(TOLL), Filters(), claim_id=claim))
    assert (both.reason, both.field) == (Reason.INVALID_ARGUMENT, "claim_id")
    for unknown in ("clm_0", "doc_1"):
        error = await refused(here.client.verify_claim(W, asked(""), Filters(), claim_id=unknown))
        assert error.reason is Reason.NOT_FOUND
    foreign = await refused(here.client.verify_claim("other", asked(""), Filters(), claim_id=claim))
    assert foreign.reason is Reason.NOT_FOUND


# Drafts


async def test_a_flag_leads_to_the_page_of_a_stored_finding(here):
    await here.take_in(W, OTHER_TOLL)
    draft = f"{TOLL}\n\nThe ministry counted 4,000 displaced families in Idlib."
    flags = [one async for one in here.client.check_draft(W, asked(draft)) if isinstance(one, Flag)]
    alert = next(flag for flag in flags if flag.severity == "alert")
    address, _, name = alert.details_url.rpartition("/")
    assert address == PUBLIC + "/findings"
    stored, _ = await here.client.get_finding(W, name)
    assert stored.item_id == alert.finding.opposing[0].passages[0].item_id
    assert next(flag for flag in flags if "displaced" in flag.text).details_url == ""


async def test_without_a_public_address_flags_lead_nowhere():
    async with installation() as here:
        await here.take_in(W, OTHER_TOLL)
        flags = [one async for one in here.client.check_draft(W, asked(TOLL)) if isinstance(one, Flag)]
        assert flags
        assert {flag.details_url for flag in flags} == {""}


# Lists


def owner(finding: Finding) -> str:
    """The caller's id of the document that the finding's own item stands in."""
    return next(one.external_id for one in passages(finding) if one.item_id == finding.item_id)


async def test_findings_are_listed_by_the_callers_own_id(here):
    await here.take_in(W, TOLL, OTHER_TOLL)
    found = [one async for one in _listed(here, FindingFilters(external_id="r1"))]
    assert found
    assert {owner(one) for one in found} == {"r1"}
    assert [one async for one in _listed(here, FindingFilters(external_id="r9"))] == []


# Progress


async def test_a_submission_is_watched_to_its_end(here):
    job = await here.client.submit_documents(W, reports([TOLL, OTHER_TOLL]))
    watching = asyncio.ensure_future(_all(here.client.watch_job(W, job.id)))
    await asyncio.sleep(0.05)
    await here.worker.drain()
    told = await asyncio.wait_for(watching, 20)
    assert told[0].done == 0
    assert told[-1].finished
    assert told[-1].done == 2
    assert all(before != after for before, after in pairwise(told))
    assert (await _all(here.client.watch_job(W, job.id))) == [told[-1]]
    for workspace, name in (("other", job.id), (W, "job_0")):
        assert (await refused(_all(here.client.watch_job(workspace, name)))).reason is Reason.NOT_FOUND


async def test_a_batch_is_watched_to_its_end(here):
    async def upload():
        for report in reports([TOLL, OTHER_TOLL]):
            yield report

    batch = await here.client.batches.submit(W, upload())
    watching = asyncio.ensure_future(_all(here.client.batches.watch(W, batch.id)))
    await asyncio.sleep(0.05)
    await here.worker.drain()
    told = await asyncio.wait_for(watching, 20)
    assert told[-1].finished
    assert told[-1].done == 2
    assert (await refused(_all(here.client.batches.watch("other", batch.id)))).reason is Reason.NOT_FOUND


async def _all(stream) -> list[Any]:
    return [one async for one in stream]


async def test_progress_comes_as_events_over_http(local):
    sent = {"documents": [{"id": "a", "text": TOLL, "lang": "klingon"}, {"id": "b", "text": OTHER_TOLL}]}
    job = (await local.http.post("/v1/documents", json=sent)).json()
    assert [notice["reason"] for notice in job["notices"]] == ["UNKNOWN_LANGUAGE"]
    lines = json.dumps({"id": "c", "text": TALKS})
    kind = {"Content-Type": "application/x-ndjson"}
    batch = (await local.http.post("/v1/batches", content=lines, headers=kind)).json()
    watching = [
        asyncio.ensure_future(_events(local.http, address))
        for address in (f"/v1/jobs/{job['id']}", f"/v1/batches/{batch['id']}")
    ]
    await asyncio.sleep(0.05)
    await local.here.worker.drain()
    for name, told in zip(("job", "batch"), await asyncio.gather(*watching), strict=True):
        assert {event for event, _ in told} == {name}
        assert told[-1][1]["finished"]
    stream = {"Accept": "text/event-stream"}
    for address in ("/v1/jobs/job_0", "/v1/batches/bat_0"):
        problem(await local.http.get(address, headers=stream), 404, "NOT_FOUND")


async def _events(http: httpx.AsyncClient, address: str) -> list[tuple[str, Any]]:
    response = await http.get(address, headers={"Accept": "text/event-stream"}, timeout=20)
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [block.splitlines() for block in response.text.split("\n\n") if block.startswith("event: ")]
    return [(name[len("event: ") :], json.loads(data[len("data: ") :])) for name, data in blocks]


# Over HTTP


async def test_questions_over_http_take_and_tell_the_same(local):
    await local.here.take_in(W, *AGREEING)
    question = {"text": TOLL, "lang": "klingon", "min_origins": 3, "with_evidence": True}
    found = (await local.http.post("/v1/verify/claim", json=question)).json()
    assert found["state"] == "TOO_FEW_ORIGINS"
    assert found["supporting_count"] == {"origins": 2, "documents": 2, "hidden": 0}
    assert found["notices"][0]["reason"] == "UNKNOWN_LANGUAGE"
    assert (found["asked_language"], found["language"]) == ("klingon", "en")
    passage = found["supporting"][0]["passages"][0]
    assert passage["sha256"] == hashlib.sha256(passage["text"].encode()).hexdigest()
    assert passage["attribution"][-1]["level"] == "speaker"
    relation = found["evidence"]["relations"][0]
    assert relation["kind"] == "CORROBORATES"
    assert relation["trace"][0]["rule"]
    [quantity] = found["evidence"]["claims"][0]["quantities"]
    assert (quantity["best"], quantity["unit"]) == (27, "killed")
    assert quantity["qualifier"] in ("EXACT", "AT_LEAST")

    claim = passage["item_id"]
    about = await local.http.post("/v1/verify/claim", json={"claim_id": claim})
    assert about.json()["item_id"] == claim
    problem(
        await local.http.post("/v1/verify/claim", json={"claim_id": claim, "text": TOLL}),
        400,
        "INVALID_ARGUMENT",
    )
    problem(await local.http.post("/v1/verify/claim", json={"claim_id": "clm_0"}), 404, "NOT_FOUND")
    problem(await local.http.post("/v1/verify/claim", json={}), 400, "INVALID_ARGUMENT")
    problem(
        await local.http.post("/v1/verify/claim", json={"text": TOLL, "min_origins": 101}),
        400,
        "INVALID_ARGUMENT",
    )

    stored = await local.http.get(f"/v1/findings/{claim}", params={"with_evidence": True})
    assert stored.json()["finding"]["evidence"]["relations"]
    listed = (await local.http.get("/v1/findings", params={"external_id": passage["external_id"]})).json()[
        "findings"
    ]
    assert claim in {one["item_id"] for one in listed}


async def test_limits_tell_what_the_service_keeps_to(local):
    limits = (await local.http.get("/v1/limits")).json()
    assert limits["relations_per_item"] == 500
    assert limits["concurrent_calls"] == 256
    assert limits["queued_documents"] == 100_000
    assert (limits["call_seconds"], limits["batch_days"]) == (30, 30)
