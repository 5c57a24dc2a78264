"""Checks a draft against the corpus, item by item; what an earlier check compared is not compared again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from averral.language.why import explain_finding, explains
from averral.model import Document, DraftSummary, Evidence, Extraction, Filters, Finding, Flag, Limits
from averral.verification import details, drafts, questions
from averral.verification.draft_cache import DraftCache
from averral.verification.findings import build_finding, finding_id
from averral.verification.store import Store

Read = Callable[[Document], Awaitable[tuple[Document, Extraction]]]
Probe = Callable[[str, Document, Extraction, Filters], Awaitable[tuple[Evidence, ...]]]


class DraftChecker:
    """`read` extracts a text, `probe` compares items that are not stored."""

    def __init__(
        self,
        read: Read,
        probe: Probe,
        store: Store,
        cache: DraftCache | None = None,
        *,
        most: int = Limits().passages_per_side,
        public_url: str = "",
    ) -> None:
        self._read, self._probe, self._store = read, probe, store
        self._cache = cache or DraftCache()
        self._most, self._public_url = most, public_url

    async def check(
        self, workspace: str, draft: Document, known_digest: str, reader: str = ""
    ) -> AsyncGenerator[Flag | DraftSummary, None]:
        """Flags in reading order, then the summary; closing the iterator stops the work."""
        now = datetime.now(UTC)
        corpus = str(await asyncio.to_thread(self._store.last_event, workspace))
        digest = drafts.draft_digest(workspace, draft, corpus)
        if digest == known_digest:
            yield DraftSummary(digest, unchanged=True)
            return
        asked, extraction = await self._read(draft)
        found, ids = drafts.items(asked.body, extraction), drafts.FlagIds()
        keys = {item.id: drafts.comparison_key(workspace, corpus, draft, extraction, item) for item in found}
        known = self._known(found, keys)
        versions = ""
        for step in drafts.steps(found, lambda item: item.id in known):
            fresh = await self._compare(workspace, asked, extraction, [i for i in step if i.id not in known])
            for name, finding in fresh.items():
                self._cache.put(keys[name], finding)
            answers = known | fresh
            for item in step:
                raised = drafts.flag(item, answers[item.id], ids) if item.id in answers else None
                versions = answers[item.id].versions if item.id in answers else versions
                if raised is not None:
                    yield self._told(raised, reader)
        told = drafts.summary(digest, extraction, len(found), len(known))
        yield replace(
            told, as_of=now, versions=questions.versions(extraction.versions, versions, int(corpus))
        )

    def _told(self, flag: Flag, reader: str) -> Flag:
        """The flag with the way to its details, explained in the reader's language."""
        finding = flag.finding
        if explains(reader):
            finding = replace(finding, why=explain_finding(finding, reader))
        return replace(flag, finding=finding, details_url=details.address(self._public_url, finding))

    def _known(self, found: list[drafts.Item], keys: dict[str, str]) -> dict[str, Finding]:
        kept = (
            (item.id, self._cache.get(keys[item.id], item.text, item.id, finding_id(item.id)))
            for item in found
        )
        return {name: finding for name, finding in kept if finding is not None}

    async def _compare(
        self, workspace: str, asked: Document, extraction: Extraction, wanted: list[drafts.Item]
    ) -> dict[str, Finding]:
        if not wanted:
            return {}
        found = await self._probe(workspace, asked, drafts.only(extraction, wanted), Filters())
        return {
            evidence.item_id: replace(
                build_finding(workspace, evidence, reader=extraction.language, most=self._most),
                versions=evidence.versions,
            )
            for evidence in found
        }
