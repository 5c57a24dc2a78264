"""Reports come in any order, are read again, go and come back: the findings at the end are the same."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from averral.embedding import service as embedding_service
from averral.extraction.engine import extract
from averral.matching.service import open_matcher
from averral.model import (
    DEFAULT_WORKSPACE,
    Document,
    DocumentState,
    Extraction,
    Finding,
    FindingState,
    Source,
)
from averral.pipeline import stages
from averral.runtime.clients import EmbeddingClient
from averral.runtime.documents import with_id
from averral.runtime.local import LocalStub
from averral.runtime.queue import MemoryQueue
from averral.runtime.settings import EmbeddingSettings, MatchingSettings
from averral.verification.engine import Verifier
from averral.verification.store import Store

#: Outlet, language, day of March 2021, text.
REPORTS = (
    (
        "Coast Daily",
        "en",
        2,
        "At least 27 people were killed when a dam burst above Orlanka on Monday, the governor said.",
    ),
    (
        "Valley Post",
        "en",
        2,
        "Flood in Orlanka\nA dam burst above Orlanka on Monday and killed 27 people, rescue workers said.",
    ),
    (
        "Le Rivage",
        "fr",
        2,
        "Au moins 27 personnes ont été tuées lundi lorsqu'un barrage a cédé au-dessus d'Orlanka.",
    ),
    (
        "Radio Nord",
        "en",
        2,
        "Only 9 people were killed when the dam burst above Orlanka on Monday, the owner said.",
    ),
    (
        "Coast Daily",
        "en",
        5,
        "At least 41 people were killed when a dam burst above Orlanka on Monday, the governor said on Friday.",
    ),
    (
        "Capital Wire",
        "en",
        3,
        'The talks in Halvard failed on Wednesday. "We will not sell the port," Minister Ada Brandt said.',
    ),
    (
        "Evening Star",
        "en",
        3,
        'Minister Ada Brandt said: "We will sell the port." The talks in Halvard ended in an agreement on Wednesday.',
    ),
    (
        "Die Küste",
        "de",
        3,
        "Die Gespräche in Halvard sind am Mittwoch gescheitert, sagte Ministerin Ada Brandt.",
    ),
)
NUMBERS = range(len(REPORTS))


def document(number: int) -> Document:
    outlet, language, day, body = REPORTS[number]
    at = datetime(2021, 3, day, tzinfo=UTC)
    return with_id(
        Document("", body, DEFAULT_WORKSPACE, str(number), Source(outlet), language=language, published_at=at)
    )


@cache
def embedding() -> EmbeddingClient:
    return EmbeddingClient(LocalStub(embedding_service.create(EmbeddingSettings()).servicer))


class Reader:
    """Reads documents; a hasty reader sees half of the claims, and takes them for others than they are."""

    hasty = False

    async def extract(self, read: Document) -> Extraction:
        found = extract(read)
        if not self.hasty:
            return found
        claims = tuple(replace(claim, id=claim.id + "0", quote_id="") for claim in found.claims[::2])
        return replace(found, claims=claims, quotes=())


class Desk:
    """A corpus and its findings, with the stages of the pipeline called as the worker calls them."""

    def __init__(self) -> None:
        self.matcher = open_matcher(MatchingSettings(), embedding(), in_memory=True)
        self.reader = Reader()
        self.verifier = Verifier(self.reader, embedding(), self.matcher, MemoryQueue(), Store(None))
        self.neighbours = stages.Neighbours(
            self.reader, embedding(), self.matcher, self.verifier, MemoryQueue()
        )

    async def ingest(self, number: int, *, hasty: bool = False) -> None:
        given, self.reader.hasty = document(number), hasty
        await self.matcher.add_documents([given])
        await self.matcher.set_state(DEFAULT_WORKSPACE, given.id, DocumentState.PENDING)
        await stages.ingest(self.neighbours, self._body(number))

    async def relate(self, number: int) -> None:
        await stages.relate(self.neighbours, self._body(number))

    async def remove(self, number: int) -> None:
        changed = await self.matcher.remove(DEFAULT_WORKSPACE, document(number).id)
        await self.verifier.refresh_findings(DEFAULT_WORKSPACE, changed)

    async def findings(self) -> dict[str, Finding]:
        found, token = {}, ""
        while True:
            page = await self.verifier.list_findings(DEFAULT_WORKSPACE, page_token=token)
            found |= {finding.id: replace(finding, updated_at=None) for finding in page.items}
            token = page.next_page_token
            if not token:
                return found

    @staticmethod
    def _body(number: int) -> dict[str, str]:
        return {"workspace": DEFAULT_WORKSPACE, "document_id": document(number).id}


async def straight() -> dict[str, Finding]:
    desk = Desk()
    for number in NUMBERS:
        await desk.ingest(number)
        await desk.relate(number)
    found = await desk.findings()
    await desk.matcher.close()
    return found


@cache
def expected() -> dict[str, Finding]:
    return asyncio.run(straight())


async def another_way(
    order: list[int], late: set[int], hasty: set[int], gone: set[int]
) -> dict[str, Finding]:
    """All reports in an order; some related only at the end, some read badly first, some removed and sent again."""
    desk = Desk()
    for number in order:
        if number in hasty:
            await desk.ingest(number, hasty=True)
            await desk.relate(number)
        await desk.ingest(number)
        if number not in late:
            await desk.relate(number)
    for number in sorted(gone, key=order.index):
        await desk.remove(number)
    for number in sorted(gone, reverse=True):
        await desk.ingest(number)
        await desk.relate(number)
    for number in sorted(late - gone):
        await desk.relate(number)
    found = await desk.findings()
    await desk.matcher.close()
    return found


some = st.sets(st.sampled_from(NUMBERS), max_size=3)


@pytest.mark.slow
@pytest.mark.timeout(300)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # An example takes a second: looking for a smaller one that fails as well would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(order=st.permutations(NUMBERS), late=some, hasty=some, gone=some)
def test_the_way_that_reports_took_does_not_show_in_the_findings(order, late, hasty, gone):
    assert asyncio.run(another_way(order, late, hasty, gone)) == expected()


def test_the_reports_give_findings_of_several_kinds():
    states = {finding.state for finding in expected().values()}
    assert {FindingState.CONTESTED, FindingState.CORROBORATED} <= states
    assert any(len(finding.supporting) > 1 for finding in expected().values())


def test_a_removed_report_leaves_no_trace():
    async def run() -> dict[str, Finding]:
        desk = Desk()
        for number in NUMBERS:
            await desk.ingest(number)
            await desk.relate(number)
        for number in NUMBERS[1:]:
            await desk.remove(number)
        found = await desk.findings()
        await desk.matcher.close()
        return found

    left = asyncio.run(run())
    assert left
    ids = {
        passage.external_id
        for finding in left.values()
        for origin in finding.supporting
        for passage in origin.passages
    }
    assert ids == {"0"}
    assert all(not finding.opposing and not finding.related for finding in left.values())
