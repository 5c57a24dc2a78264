"""Brings documents into an installation and waits until their findings stand."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field

from averral.cli import output
from averral.cli.inputs import STDIN_ID, named
from averral.cli.installation import Installation
from averral.errors import Reason, Temporary
from averral.model import Document, Finding, ItemFailure, Job, Relation

#: Documents sent in one call; well below the limit, so that a refused call costs little.
PER_CALL = 50
#: Seconds between looks at a running submission.
POLL = 0.3


@dataclass(slots=True)
class Taken:
    """What came of a batch."""

    documents: int = 0
    """Submitted."""
    unreadable: int = 0
    """Refused before they could be submitted; among the failures too."""
    failures: list[ItemFailure] = field(default_factory=list)


async def take_in(
    here: Installation,
    workspace: str,
    reads: Iterable[Document | ItemFailure],
    advance: Callable[[], None] = lambda: None,
    *,
    keep_earlier: bool = True,
) -> Taken:
    """Submits all documents and waits for them; one that fails does not stop the others.

    Unless `keep_earlier`, a text takes the place of an earlier one that came under its name.
    """
    taken = Taken()
    numbered = enumerate(reads, 1)
    while chunk := list(itertools.islice(numbered, PER_CALL)):
        documents = [named(read, number) for number, read in chunk if isinstance(read, Document)]
        unreadable = [read for _, read in chunk if isinstance(read, ItemFailure)]
        taken.failures += unreadable
        taken.unreadable += len(unreadable)
        taken.documents += len(documents)
        if documents:
            # A name that was made up here is nobody's: what came under it before is another text.
            own = all(
                read.external_id not in ("", STDIN_ID) for _, read in chunk if isinstance(read, Document)
            )
            job = await _submit(here, workspace, documents, keep_earlier=keep_earlier or not own)
            taken.failures += (await _finish(here, job, advance)).failures
    if here.worker is not None:
        await here.worker.settle()
    for failure in taken.failures:
        output.ERR.print(f"[red]{failure.item_id}[/]: {failure.message}", highlight=False)
    return taken


async def _submit(
    here: Installation, workspace: str, documents: list[Document], *, keep_earlier: bool
) -> Job:
    """A full queue says when to come back; nothing is lost meanwhile, since submitting again is safe."""
    while True:
        try:
            return await here.verification.submit_documents(workspace, documents, keep_earlier=keep_earlier)
        except Temporary as error:
            if error.reason is not Reason.QUEUE_FULL:
                raise
            await asyncio.sleep(error.retry_after)


async def _finish(here: Installation, job: Job, advance: Callable[[], None]) -> Job:
    shown = 0
    if here.worker is not None:
        await here.worker.drain(settle=False)
    while True:
        job = await here.verification.get_job(job.id)
        settled = job.done + len(job.failures)
        for _ in range(settled - shown):
            advance()
        shown = max(shown, settled)
        if job.finished:
            return job
        await asyncio.sleep(POLL)


async def all_findings(
    here: Installation, workspace: str, *, per_topic: bool = False
) -> AsyncIterator[Finding]:
    """Every finding, page by page."""
    token = ""
    while True:
        page = await here.verification.list_findings(workspace, per_topic=per_topic, page_token=token)
        for finding in page.items:
            yield finding
        token = page.next_page_token
        if not token:
            return


async def all_relations(here: Installation, workspace: str) -> AsyncIterator[Relation]:
    """Every relation, page by page."""
    token = ""
    while True:
        page = await here.matching.list_relations(workspace, page_size=500, page_token=token)
        for relation in page.items:
            yield relation
        token = page.next_page_token
        if not token:
            return


def telling(findings: Iterable[Finding], most: int) -> list[Finding]:
    """The first findings that are not about a passage which an earlier one shows already."""
    shown: set[str] = set()
    chosen: list[Finding] = []
    for finding in findings:
        if finding.item_id in shown:
            continue
        chosen.append(finding)
        for origin in (*finding.supporting, *finding.opposing):
            shown.update(passage.item_id for passage in origin.passages)
        if len(chosen) >= most:
            break
    return chosen
