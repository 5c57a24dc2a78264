"""Answers questions, takes submissions, keeps findings. Runs without a server, over the ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from averral.errors import Permanent, Reason, Temporary
from averral.language.why import explain_finding, explains
from averral.model import (
    AnswerOptions,
    ClaimKind,
    Coverage,
    Document,
    DraftSummary,
    Event,
    Evidence,
    Extraction,
    Filters,
    Finding,
    FindingFilters,
    Flag,
    Job,
    Limits,
    Page,
    Review,
    ReviewAction,
    WebhookPost,
)
from averral.runtime import paging
from averral.runtime.documents import with_id
from averral.runtime.items import embed_items
from averral.runtime.ports import EmbeddingPort, ExtractionPort, MatchingPort
from averral.runtime.queue.interface import Queue
from averral.verification import jobs, listing, questions, removals, watching
from averral.verification.draft_check import DraftChecker
from averral.verification.findings import build_finding
from averral.verification.findings import finding_id as finding_about
from averral.verification.hooks import Hooks
from averral.verification.reviews import check_review, same_decision
from averral.verification.store import Store

#: Seconds between looks for new events while somebody watches.
WATCH_PAUSE = 0.5
#: Items whose evidence is asked for in one call.
ITEMS_PER_CALL = 50
_EVENTS_PER_LOOK = 500
#: What ids of claims and quotes begin with.
_ITEMS = ("clm_", "quo_")
QUOTE = "quote"
_KINDS = frozenset({*ClaimKind, QUOTE})


class Verifier:
    """The verification engine; implements `ports.VerificationPort`."""

    def __init__(
        self,
        extraction: ExtractionPort,
        embedding: EmbeddingPort,
        matching: MatchingPort,
        queue: Queue,
        store: Store,
        limits: Limits = Limits(),
        *,
        private_webhooks: bool = False,
        public_url: str = "",
    ) -> None:
        self._extraction = extraction
        self._embedding = embedding
        self._matching = matching
        self._queue = queue
        self._store = store
        self._limits = limits
        self.ending = False
        self._settled: dict[str, dict[str, str]] = {}
        # Evidence read before another refresh must not be stored after it: one refresh at a time.
        self._refreshing = asyncio.Lock()
        self._drafts = DraftChecker(
            self._read, self._probe, store, most=limits.passages_per_side, public_url=public_url
        )
        self.webhooks = Hooks(store, queue, limits, private=private_webhooks)

    async def verify_claim(
        self,
        workspace: str,
        question: Document,
        filters: Filters,
        options: AnswerOptions = AnswerOptions(),
        *,
        claim_id: str = "",
    ) -> Finding:
        """What the corpus says about a claim, in words or stored; the question is not stored."""
        questions.check_options(options)
        if claim_id:
            questions.refuse_both(question)
            return await self._about(workspace, claim_id, filters, options)
        asked, extraction = await self._read(question)
        wanted = questions.only_claims(extraction)
        return await self._answer(workspace, asked, extraction, wanted, filters, options)

    async def verify_quote(
        self,
        workspace: str,
        question: Document,
        speaker: str,
        filters: Filters,
        options: AnswerOptions = AnswerOptions(),
    ) -> Finding:
        """Whether these words are reported of the speaker, and how the reports compare."""
        questions.check_options(options)
        asked, extraction = await self._read(question)
        quoted = questions.only_quotes(asked, extraction, speaker)
        return await self._answer(workspace, asked, extraction, quoted, filters, options)

    async def _answer(
        self,
        workspace: str,
        asked: Document,
        read: Extraction,
        wanted: Extraction,
        filters: Filters,
        options: AnswerOptions,
    ) -> Finding:
        now = datetime.now(UTC)
        corpus = await asyncio.to_thread(self._store.last_event, workspace)
        narrowed, notices = questions.readable(filters)
        parts = await self._probe(workspace, asked, wanted, narrowed)
        evidence = questions.merge(asked, read.language, parts)
        return replace(
            self._told(workspace, evidence, options),
            versions=questions.versions(read.versions, evidence.versions, corpus),
            as_of=now,
            asked_language=asked.language,
            language_confidence=read.language_confidence,
            notices=(*read.notices, *notices),
        )

    async def _about(
        self, workspace: str, claim_id: str, filters: Filters, options: AnswerOptions
    ) -> Finding:
        """The finding about a stored claim, within the filters."""
        narrowed, notices = questions.readable(filters)
        evidence = await self._evidence(workspace, claim_id, narrowed)
        if evidence is None or evidence.kind == QUOTE:
            raise questions.no_claim(claim_id)
        return replace(self._told(workspace, evidence, options), as_of=datetime.now(UTC), notices=notices)

    async def _evidence(self, workspace: str, item_id: str, filters: Filters = Filters()) -> Evidence | None:
        found = await self._matching.get_evidence(workspace, [item_id], filters)
        return found[0] if found else None

    def _told(self, workspace: str, evidence: Evidence, options: AnswerOptions) -> Finding:
        """The finding as the caller wants it told."""
        found = build_finding(
            workspace,
            evidence,
            reader=options.reader if explains(options.reader) else evidence.language,
            most=self._limits.passages_per_side,
            min_origins=options.min_origins,
        )
        return replace(found, evidence=evidence) if options.with_evidence else found

    def check_draft(
        self, workspace: str, draft: Document, known_digest: str = "", *, reader: str = ""
    ) -> AsyncGenerator[Flag | DraftSummary, None]:
        """Flags in reading order, then a summary; closing the iterator stops the work."""
        return self._drafts.check(workspace, draft, known_digest, reader)

    async def _read(self, question: Document) -> tuple[Document, Extraction]:
        asked = with_id(question, self._limits)
        return asked, await self._extraction.extract(asked)

    async def _probe(
        self, workspace: str, asked: Document, extraction: Extraction, filters: Filters
    ) -> tuple[Evidence, ...]:
        vectors = await embed_items(self._embedding, extraction, self._limits)
        found = await self._matching.probe(workspace, asked, extraction, vectors, filters)
        model = questions.model(vectors.fingerprint)
        return tuple(replace(each, versions=f"{each.versions} {model}") for each in found)

    async def submit_documents(
        self,
        workspace: str,
        documents: Sequence[Document],
        request_id: str = "",
        *,
        keep_earlier: bool = False,
    ) -> Job:
        """Stores the documents, then queues them. A repeated call finishes what an earlier one began."""
        jobs.check_request_id(request_id)
        good, failures = jobs.prepare(workspace, documents, self._limits)
        job = jobs.new_job(workspace, [document.id for document in good], failures, request_id)
        job = replace(job, notices=jobs.notices(documents))
        if request_id:
            await self._check_reuse(job)
        replacing = not keep_earlier
        records = await self._matching.add_documents(good, replace_earlier=replacing) if good else ()
        await asyncio.to_thread(self._store.save_job, workspace, job)
        await jobs.enqueue(self._queue, records)
        return job

    async def _check_reuse(self, job: Job) -> None:
        try:
            _, old = await asyncio.to_thread(self._store.get_job, job.id)
        except Permanent as error:
            if error.reason is not Reason.NOT_FOUND:
                raise
        else:
            jobs.check_same(old, job)

    async def delete_document(
        self, workspace: str, document_id: str = "", *, external_id: str = ""
    ) -> tuple[str, ...]:
        """Removes documents and has the findings follow. A worker finishes what a crash leaves undone."""
        found = await removals.find(self._matching, workspace, document_id, external_id)
        for each in found:
            touched = await self._matching.remove(workspace, each)
            await self.refresh_findings(workspace, touched)
            await self._matching.forget_removal(workspace, each)
        return found

    async def get_job(self, job_id: str) -> Job:
        """Progress so far."""
        workspace, job = await asyncio.to_thread(self._store.get_job, job_id)
        job = replace(job, workspace=workspace)
        if job.finished:
            return job
        settled = self._settled.setdefault(job_id, {})
        job = await jobs.progress(self._matching, workspace, job, settled)
        if job.finished:
            await asyncio.to_thread(self._store.save_job, workspace, job)
            self._settled.pop(job_id, None)
        return job

    async def list_jobs(self, workspace: str, page_size: int = 100, page_token: str = "") -> Page[Job]:
        """Submissions of a workspace, latest first, as they were last looked at."""
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(self._store.list_jobs, workspace, size, page_token)

    async def watch_job(self, workspace: str, job_id: str) -> AsyncIterator[Job]:
        """Progress of a submission until it is done. Raises NOT_FOUND."""

        async def look() -> Job:
            return jobs.check_own(workspace, await self.get_job(job_id))

        async for job in watching.changes(look, lambda: self.ending):
            yield job

    async def cancel_job(self, job_id: str) -> Job:
        """Marks a submission as cancelled; what is queued already is still read."""
        workspace, job = await asyncio.to_thread(self._store.get_job, job_id)
        cancelled = replace(job, cancelled=job.cancelled or not job.finished, workspace=workspace)
        await asyncio.to_thread(self._store.save_job, workspace, cancelled)
        return cancelled

    async def list_findings(
        self,
        workspace: str,
        states: Sequence[str] = (),
        kinds: Sequence[str] = (),
        per_topic: bool = False,  # noqa: FBT001, FBT002 - mirrors the port
        page_size: int = 100,
        page_token: str = "",
        filters: FindingFilters = FindingFilters(),
        *,
        newest_first: bool = False,
    ) -> Page[Finding]:
        """Findings, most telling or latest change first."""
        size = paging.page_size(page_size, self._limits)
        _check_kinds(kinds)
        documents = await self._documents(workspace, filters.external_id)
        page = await asyncio.to_thread(
            self._store.list_findings,
            workspace,
            states,
            kinds,
            size,
            page_token,
            listing.narrowing(filters, documents),
            per_topic=per_topic,
            newest_first=newest_first,
        )
        return replace(page, items=await self._covered(workspace, page.items))

    async def _documents(self, workspace: str, external_id: str) -> tuple[str, ...] | None:
        """The documents that came under a caller's id; None where none is given."""
        return await removals.under(self._matching, workspace, external_id) if external_id else None

    async def get_finding(
        self, workspace: str, finding_id: str, options: AnswerOptions = AnswerOptions()
    ) -> tuple[Finding, tuple[Review, ...]]:
        """One finding with its reviews, by its id or by that of the claim or quote that it is about."""
        wanted = finding_about(finding_id) if finding_id.startswith(_ITEMS) else finding_id
        stored = await asyncio.to_thread(self._store.get_finding, workspace, wanted)
        (finding,) = await self._covered(workspace, [stored])
        if explains(options.reader):
            finding = replace(finding, why=explain_finding(finding, options.reader))
        if options.with_evidence:
            finding = replace(finding, evidence=await self._evidence(workspace, finding.item_id))
        return finding, await asyncio.to_thread(self._store.list_reviews, workspace, wanted)

    async def _covered(self, workspace: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Findings with what has been searched for them by now: whatever came since was compared with them too."""
        if not findings:
            return ()
        stats = await self._matching.get_stats(workspace)
        coverage = Coverage(stats.documents - stats.failed, stats.sources, stats.first, stats.last)
        return tuple(replace(finding, coverage=coverage) for finding in findings)

    async def review_finding(self, workspace: str, review: Review, request_id: str = "") -> Review:
        """Records a review of a finding that exists; a repeated id is not recorded twice."""
        jobs.check_request_id(request_id)
        finding = await asyncio.to_thread(self._store.get_finding, workspace, review.finding_id)
        check_review(review, finding)
        if review.action is ReviewAction.MERGE:
            for other in review.related_ids:
                await asyncio.to_thread(self._store.get_finding, workspace, other)
        stored = await asyncio.to_thread(self._store.save_review, workspace, review)
        if not same_decision(stored, review):
            raise Permanent(
                Reason.REQUEST_ID_REUSED,
                "This request_id was used for another review: send a new one.",
                field="request_id",
                metadata={"request_id": request_id},
            )
        return stored

    async def watch_findings(self, workspace: str, after_event: int = 0) -> AsyncIterator[Event]:
        """Events as they come, until the caller closes the iterator."""
        last = after_event
        while True:
            events = await asyncio.to_thread(self._store.list_events, workspace, last, _EVENTS_PER_LOOK)
            for event in events:
                last = event.id
                yield event
            if not events:
                self._refuse_when_ending()
                await asyncio.sleep(WATCH_PAUSE)

    def _refuse_when_ending(self) -> None:
        if self.ending:
            raise Temporary(
                Reason.NEIGHBOUR_UNAVAILABLE,
                "The service stops: watch again after the last event that you saw.",
                metadata={"service": "verification"},
            )

    def end_watches(self) -> None:
        """Has every watch end by itself, since the process stops."""
        self.ending = True

    async def refresh_findings(self, workspace: str, item_ids: Sequence[str]) -> tuple[str, ...]:
        """Recomputes findings from what is stored now; items that are gone lose theirs."""
        changed: list[str] = []
        unique = list(dict.fromkeys(item_ids))
        for start in range(0, len(unique), ITEMS_PER_CALL):
            async with self._refreshing:
                changed += await self._refresh(workspace, unique[start : start + ITEMS_PER_CALL])
        # Also when nothing changed: a call that was interrupted here before is repeated for this.
        await self.webhooks.dispatch(workspace)
        return tuple(changed)

    async def _refresh(self, workspace: str, item_ids: Sequence[str]) -> tuple[str, ...]:
        found = await self._matching.get_evidence(workspace, item_ids)
        # What was searched grows with every document; it is told when the finding is read.
        most = self._limits.passages_per_side
        findings = [build_finding(workspace, replace(each, coverage=Coverage()), most=most) for each in found]
        gone = set(item_ids) - {evidence.item_id for evidence in found}
        return await asyncio.to_thread(
            self._store.save_findings, workspace, findings, [finding_about(item) for item in sorted(gone)]
        )

    async def get_webhook_post(self, workspace: str, webhook_id: str, event_id: int) -> WebhookPost:
        """What a worker posts for an event."""
        return await self.webhooks.post(workspace, webhook_id, event_id)

    async def list_workspaces(self, page_size: int = 100, page_token: str = "") -> Page[str]:
        """Workspaces into which documents were submitted, by name."""
        size = paging.page_size(page_size, self._limits)
        return await asyncio.to_thread(self._store.list_workspaces, size, page_token)

    async def get_limits(self) -> Limits:
        """The limits in force."""
        return self._limits


def _check_kinds(kinds: Sequence[str]) -> None:
    unknown = sorted(set(kinds) - _KINDS)
    if unknown:
        known = ", ".join(sorted(_KINDS))
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"There is no kind {unknown[0]!r}. Use some of: {known}.",
            field="kinds",
            metadata={"field": "kinds", "value": unknown[0]},
        )
