"""The public API over a real server, with real services behind it."""

from __future__ import annotations

import asyncio
import json

import grpc
import pytest
from google.longrunning import operations_pb2, operations_pb2_grpc

from averral.errors import AverralError, Reason
from averral.model import (
    Document,
    DraftSummary,
    Filters,
    FindingState,
    Flag,
    FlagKind,
    ItemFailure,
    Review,
    ReviewAction,
)
from averral.runtime.clients import Question
from averral.wire.scalars import EPOCH
from served import OTHER_TOLL, SAID, TALKS, TOLL, Served, installation, reports

W = "default"
DRAFT = f"{TALKS}\n\n{TOLL}\n\nThe ministry counted 4,000 displaced families in Idlib."


@pytest.fixture
async def here():
    async with installation() as served:
        yield served


async def refused(call) -> AverralError:
    with pytest.raises(AverralError) as error:
        await call
    return error.value


async def checked(here: Served, text: str, known: str = "", **given) -> tuple[list[Flag], DraftSummary]:
    draft = Document("", text, language="en", **given)
    answers = [answer async for answer in here.client.check_draft(W, draft, known)]
    assert isinstance(answers[-1], DraftSummary), "a check ends with its summary"
    return answers[:-1], answers[-1]


# Drafts


async def test_a_draft_gets_flags_that_point_into_it_and_a_summary(here):
    await here.take_in(W, OTHER_TOLL, TALKS)

    flags, summary = await checked(here, DRAFT)

    assert all(flag.span.of(DRAFT) == flag.text for flag in flags)
    assert [flag.span.start for flag in flags] == sorted(flag.span.start for flag in flags)
    toll = next(flag for flag in flags if "27 soldiers" in flag.text)
    assert toll.kind in (FlagKind.CONTRADICTED, FlagKind.CONTESTED)
    assert toll.severity == "alert"
    assert summary.items >= len(flags)
    assert summary.language == "en"


async def test_an_unchanged_draft_is_told_so_and_costs_no_comparison(here):
    await here.take_in(W, OTHER_TOLL)
    _, first = await checked(here, DRAFT)
    here.matching.probed.clear()

    flags, again = await checked(here, DRAFT, first.digest)

    assert flags == []
    assert again.unchanged
    assert again.digest == first.digest
    assert here.matching.probed == []


async def test_only_what_changed_is_compared_again(here):
    await here.take_in(W, OTHER_TOLL)
    before, _ = await checked(here, DRAFT)
    here.matching.probed.clear()

    edited = "A new first line stands here.\n\n" + DRAFT.replace("4,000", "5,000")
    after, summary = await checked(here, edited)

    compared = " ".join(text for texts in here.matching.probed for text in texts)
    assert "5,000" in compared
    assert "27 soldiers" not in compared
    assert summary.reused > 0
    assert all(flag.span.of(edited) == flag.text for flag in after)
    kept = {flag.id: flag for flag in after}
    toll = next(flag for flag in before if "27 soldiers" in flag.text)
    assert kept[toll.id].finding.opposing == toll.finding.opposing, "a dismissal survives an edit elsewhere"
    assert kept[toll.id].finding.text == toll.text


async def test_an_edit_far_above_leaves_what_stands_below_known(here):
    headline = "Battle for Aziza goes on"
    above = "The market opened early. Traders spoke of a quiet week."
    below = "At least 27 soldiers were killed on Sunday, the army said. Forty were wounded."
    await here.take_in(W, OTHER_TOLL)
    middle = "\n\n".join(["Nothing else was new that day, people said."] * 6)
    await checked(here, f"{headline}\n\n{above}\n\n{middle}\n\n{below}")
    here.matching.probed.clear()
    await checked(here, f"{headline}\n\n{above} Prices fell a little.\n\n{middle}\n\n{below}")
    compared = [text for texts in here.matching.probed for text in texts]
    assert compared
    assert not [text for text in compared if "soldiers" in text or "wounded" in text]


async def test_a_new_report_makes_earlier_answers_void(here):
    _, first = await checked(here, TOLL)
    await here.take_in(W, OTHER_TOLL)

    flags, again = await checked(here, TOLL, first.digest)

    assert not again.unchanged
    assert again.reused == 0
    assert any(flag.severity == "alert" for flag in flags)


async def test_answers_are_not_shared_between_workspaces(here):
    await here.take_in("one", OTHER_TOLL)
    draft = Document("", TOLL, language="en")
    seen = [answer async for answer in here.client.check_draft("one", draft)]
    other = [answer async for answer in here.client.check_draft("two", draft)]

    assert any(isinstance(a, Flag) and a.finding.opposing for a in seen)
    assert not any(isinstance(a, Flag) and a.finding.opposing for a in other)


async def test_a_draft_is_not_stored(here):
    await checked(here, DRAFT)
    assert (await here.client.list_findings(W)).items == ()
    assert (await here.matching.get_stats(W)).documents == 0


async def test_words_in_marks_that_nobody_is_said_to_have_spoken_are_flagged(here):
    words = "We will sleep here until the buses arrive tonight."
    flags, _ = await checked(here, f'The square was silent. "{words}"')
    assert [(flag.kind, flag.text) for flag in flags] == [(FlagKind.UNATTRIBUTED_QUOTE, words)]
    flags, _ = await checked(here, f'"{words}" the mayor of Aziza said. The film "Dust" was shown.')
    assert FlagKind.UNATTRIBUTED_QUOTE not in {flag.kind for flag in flags}


async def test_words_that_were_changed_are_flagged(here):
    await here.take_in(W, SAID)
    draft = '"We will leave our city," the mayor of Aziza, Salim Haddad, said on Sunday.'
    flags, _ = await checked(here, draft)
    assert FlagKind.ALTERED_QUOTE in {flag.kind for flag in flags}


async def test_a_number_without_a_source_is_flagged_as_such(here):
    flags, _ = await checked(here, "At least 340 civilians were killed in Maarra on Friday.")
    assert FlagKind.UNSOURCED_NUMBER in {flag.kind for flag in flags}


async def test_a_cancelled_check_stops_the_work(here):
    started, never = asyncio.Event(), asyncio.Event()

    async def hang():
        started.set()
        await never.wait()

    here.matching.before = hang
    answers = here.client.check_draft(W, Document("", DRAFT, language="en"))
    first = asyncio.create_task(anext(answers))
    await started.wait()
    first.cancel()
    for _ in range(100):
        if here.matching.ended:
            break
        await asyncio.sleep(0.02)
    assert here.matching.ended == 1, "the comparison was cancelled with the call"
    assert len(here.matching.probed) == 1


@pytest.mark.parametrize("text", ["", " \n\t "])
async def test_an_empty_draft_is_refused(here, text):
    answers = here.client.check_draft(W, Document("", text))
    assert (await refused(anext(answers))).reason is Reason.EMPTY_TEXT


# Questions


async def test_questions_find_both_sides(here):
    await here.take_in(W, OTHER_TOLL, TALKS, SAID)
    claim = await here.client.verify_claim(W, Document("", TOLL, language="en"), Filters())
    assert claim.state is FindingState.CONTRADICTED
    quote = await here.client.verify_quote(
        W, Document("", "We will never leave our city", language="en"), "Salim Haddad", Filters()
    )
    assert quote.state is FindingState.VERBATIM


async def test_a_question_is_narrowed_to_places_in_any_language(here):
    elsewhere = "Ten soldiers were killed in Aleppo on Sunday, the army said in a statement."
    await here.take_in("default", OTHER_TOLL, elsewhere, SAID)

    async def passages(*places: str) -> set[str]:
        asked = Document("", "Ten soldiers were killed on Sunday.", language="en")
        found = await here.client.verify_claim("default", asked, Filters(places=places))
        sides = (*found.supporting, *found.opposing)
        shown = [*found.related, *(passage for side in sides for passage in side.passages)]
        return {passage.external_id for passage in shown}

    assert await passages() == {"r1", "r2"}
    assert await passages("حلب") == await passages("Halep") == {"r2"}
    assert await passages("Aziza") == {"r1"}
    assert await passages("Aleppo", "Aziza") == {"r1", "r2"}
    assert await passages("Lisbon") == await passages("?!") == set()


async def test_a_finding_is_read_by_what_it_is_about_too(here):
    await here.take_in("default", TOLL, SAID)
    found = (await here.client.list_findings("default")).items
    assert {finding.item_id[:4] for finding in found} == {"clm_", "quo_"}
    for finding in found:
        assert await here.client.get_finding("default", finding.item_id) == await here.client.get_finding(
            "default", finding.id
        )
    with pytest.raises(AverralError) as unknown:
        await here.client.get_finding("default", "clm_0")
    assert unknown.value.reason is Reason.NOT_FOUND


async def test_an_answer_names_all_that_it_rests_on(here):
    await here.take_in("default", OTHER_TOLL)
    answers = [
        await here.client.verify_claim("default", Document("", text, language="en"), Filters())
        for text in (TOLL, "The river froze in Utrecht.")
    ]
    answers.append(
        await here.client.verify_quote("default", Document("", SAID, language="en"), "", Filters())
    )
    for answer in answers:
        named = [part.partition("=") for part in answer.versions.split()]
        assert {"rules", "data", "config", "model", "corpus"} == {name for name, _, _ in named}
        assert all(value for _, _, value in named)
    before = answers[0].versions
    await here.take_in("default", "Nine soldiers were killed in Aziza on Sunday, the governor said.")
    after = await here.client.verify_claim("default", Document("", TOLL, language="en"), Filters())
    changed = {part for part in after.versions.split() if part not in before.split()}
    assert {part.partition("=")[0] for part in changed} == {"corpus"}


async def test_a_batch_answers_each_and_reads_no_further_than_it_can_answer(here):
    asked: list[int] = []

    def questions():
        for number in range(40):
            asked.append(number)
            yield Question(str(number), Document("", "" if number == 3 else TOLL, language="en"))

    answers = {name: answer async for name, answer in here.client.verify_batch(W, questions())}
    assert sorted(answers, key=int) == [str(number) for number in range(40)]
    failure = answers["3"]
    assert isinstance(failure, ItemFailure)
    assert failure.reason == "EMPTY_TEXT"


# Submissions


async def test_a_submission_is_followed_listed_and_cancelled(here):
    first = await here.client.submit_documents(W, reports([TALKS]))
    second = await here.client.submit_documents(W, reports([TOLL, SAID]))
    await here.client.submit_documents("other", reports([TALKS]))

    assert (await here.client.cancel_job(second.id)).cancelled
    await here.worker.drain()
    done = await here.client.get_job(first.id)
    assert (done.finished, done.done, done.workspace) == (True, 1, W)

    page = await here.client.list_jobs(W, page_size=1)
    assert [job.id for job in page.items] == [second.id]
    rest = await here.client.list_jobs(W, page_token=page.next_page_token)
    assert [job.id for job in rest.items] == [first.id]
    assert rest.next_page_token == ""
    assert (await refused(here.client.list_jobs("other", page_token=page.next_page_token))).reason is (
        Reason.INVALID_PAGE_TOKEN
    )


async def test_waiting_for_a_submission_ends_when_it_is_done(here):
    job = await here.client.submit_documents(W, reports([TALKS]))
    async with grpc.aio.insecure_channel(here.address) as channel:
        stub = operations_pb2_grpc.OperationsStub(channel)
        request = operations_pb2.WaitOperationRequest(name=f"operations/{job.id}")
        request.timeout.FromSeconds(20)
        waiting = asyncio.ensure_future(stub.WaitOperation(request, timeout=30))
        await here.worker.drain()
        assert (await waiting).done


async def test_a_request_id_makes_a_submission_safe_to_repeat(here):
    once = await here.client.submit_documents(W, reports([TALKS]), "import-1")
    again = await here.client.submit_documents(W, reports([TALKS]), "import-1")
    assert once.id == again.id
    other = await refused(here.client.submit_documents(W, reports([TOLL]), "import-1"))
    assert other.reason is Reason.REQUEST_ID_REUSED
    assert (await here.client.submit_documents("other", reports([TALKS]), "import-1")).id != once.id


async def test_bad_submissions_say_what_is_wrong(here):
    assert (await refused(here.client.submit_documents(W, []))).reason is Reason.INVALID_ARGUMENT
    many = reports([f"{TALKS} {n}" for n in range(501)])
    assert (await refused(here.client.submit_documents(W, many))).reason is Reason.TOO_MANY_ITEMS
    long = await refused(here.client.submit_documents(W, reports([TALKS]), "x" * 129))
    assert (long.reason, long.field) == (Reason.INVALID_ARGUMENT, "request_id")


# Findings


async def test_pages_neither_skip_nor_repeat_while_reports_come_in(here):
    bodies = [f"{n} soldiers were killed in Village{n} on Sunday, the army said." for n in range(11, 17)]
    await here.take_in(W, *bodies)
    known = {finding.id for finding in (await here.client.list_findings(W)).items}
    assert len(known) >= 6

    seen: list[str] = []
    token = ""
    for number in range(50):
        page = await here.client.list_findings(W, page_size=2, page_token=token)
        seen += [finding.id for finding in page.items]
        token = page.next_page_token
        if number == 0:
            await here.take_in(W, "Rebels captured the port of Samra on Monday, residents said.")
        if not token:
            break
    assert len(seen) == len(set(seen)), "nothing twice"
    assert known <= set(seen), "nothing left out"


async def test_a_page_token_belongs_to_its_query(here):
    await here.take_in(W, TALKS, TOLL, SAID)
    token = (await here.client.list_findings(W, page_size=1)).next_page_token
    assert token
    for call in (
        here.client.list_findings(W, ["contested"], page_token=token),
        here.client.list_findings("other", page_token=token),
        here.client.list_findings(W, page_token="%%%"),
    ):
        assert (await refused(call)).reason is Reason.INVALID_PAGE_TOKEN
    assert (await refused(here.client.list_findings(W, kinds=["gossip"]))).field == "kinds"
    assert (await refused(here.client.list_findings(W, page_size=-1))).field == "page_size"


async def test_a_watch_resumes_after_the_last_event_seen(here):
    await here.take_in(W, TALKS)
    await here.take_in("other", SAID)
    watch = here.client.watch_findings(W)
    first = await asyncio.wait_for(anext(watch), 5)
    await watch.aclose()

    await here.take_in(W, OTHER_TOLL, TOLL)
    resumed = here.client.watch_findings(W, first.id)
    later = [await asyncio.wait_for(anext(resumed), 5) for _ in range(3)]
    following = asyncio.create_task(anext(resumed))
    ids = [event.id for event in later]
    assert first.id < ids[0]
    assert ids == sorted(set(ids))
    for event in later:
        assert (await here.client.get_finding(W, event.finding_id))[0].id == event.finding_id
    following.cancel()


async def finding_of(here: Served):
    await here.take_in(W, OTHER_TOLL, TOLL, SAID)
    items = (await here.client.list_findings(W)).items
    return next(finding for finding in items if finding.opposing), items


def review(finding_id: str, action: ReviewAction, note: str = "checked", **given) -> Review:
    return Review("", finding_id, action, "desk-2", note, EPOCH, **given)


async def test_reviews_are_kept_beside_the_finding(here):
    finding, items = await finding_of(here)
    other = next(item.id for item in items if item.id != finding.id)
    passage = finding.opposing[0].passages[0].item_id
    given = [
        review(finding.id, ReviewAction.ACCEPT),
        review(finding.id, ReviewAction.REJECT, ""),
        review(finding.id, ReviewAction.NOTE),
        review(finding.id, ReviewAction.MERGE, related_ids=(other,)),
        review(finding.id, ReviewAction.SPLIT, related_ids=(passage,)),
    ]
    for each in given:
        stored = await here.client.review_finding(W, each)
        assert stored.id.startswith("rev_")
        assert stored.at > EPOCH
    found, reviews = await here.client.get_finding(W, finding.id)
    assert found == finding, "a review never changes the finding"
    assert [r.action for r in reviews] == [r.action for r in given]
    assert reviews[-1].related_ids == (passage,)


async def test_a_review_that_says_nothing_is_refused(here):
    finding, _ = await finding_of(here)
    unknown = [
        (review(finding.id, ReviewAction.NOTE, " "), "review.note"),
        (review(finding.id, ReviewAction.NOTE, "x" * 10_001), "review.note"),
        (Review("", finding.id, ReviewAction.ACCEPT, "", "", EPOCH), "review.author"),
        (review(finding.id, ReviewAction.MERGE), "review.related_ids"),
        (review(finding.id, ReviewAction.MERGE, related_ids=(finding.id,)), "review.related_ids"),
        (review(finding.id, ReviewAction.SPLIT, related_ids=("clm_0",)), "review.related_ids"),
        (review(finding.id, ReviewAction.ACCEPT, related_ids=("clm_0",)), "review.related_ids"),
    ]
    for bad, field in unknown:
        error = await refused(here.client.review_finding(W, bad))
        assert (error.reason, error.field) == (Reason.INVALID_ARGUMENT, field)
    missing = review(finding.id, ReviewAction.MERGE, related_ids=("fnd_0",))
    assert (await refused(here.client.review_finding(W, missing))).reason is Reason.NOT_FOUND


async def test_a_request_id_makes_a_review_safe_to_repeat(here):
    finding, _ = await finding_of(here)
    once = await here.client.review_finding(W, review(finding.id, ReviewAction.ACCEPT), "r-1")
    assert await here.client.review_finding(W, review(finding.id, ReviewAction.ACCEPT), "r-1") == once
    error = await refused(here.client.review_finding(W, review(finding.id, ReviewAction.REJECT), "r-1"))
    assert error.reason is Reason.REQUEST_ID_REUSED
    assert (await here.client.get_finding(W, finding.id))[1] == (once,)


async def test_nothing_is_met_from_another_workspace(here):
    finding, _ = await finding_of(here)
    assert (await refused(here.client.get_finding("other", finding.id))).reason is Reason.NOT_FOUND
    stranger = review(finding.id, ReviewAction.ACCEPT)
    assert (await refused(here.client.review_finding("other", stranger))).reason is Reason.NOT_FOUND
    assert (await here.client.list_findings("other")).items == ()
    assert (await here.client.list_jobs("other")).items == ()
    assert [line async for line in here.client.export("other")] == []


@pytest.mark.parametrize("form", ["jsonl", "claim_review", "json_ld"])
async def test_an_export_is_one_json_object_a_line(here, form):
    finding, items = await finding_of(here)
    lines = [json.loads(line) async for line in here.client.export(W, form)]
    assert len(lines) == len(items)
    assert finding.text in [line.get("text") or line["claimReviewed"] for line in lines]


async def test_a_csv_begins_with_a_mark_on_request(here):
    await finding_of(here)
    plain = [line async for line in here.client.export(W, "csv")]
    marked = [line async for line in here.client.export(W, "csv", byte_order_mark=True)]
    assert marked == ["\ufeff" + plain[0], *plain[1:]]


async def test_limits_are_told(here):
    assert (await here.client.get_limits()).page_size == 500
