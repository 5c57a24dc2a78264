"""A quotation across outlets: who printed which words, with what was lost and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from averral.gateway.context import Here
from averral.gateway.pages.finding import FindingId, evidence_of
from averral.gateway.pages.rendering import address, page
from averral.gateway.pages.routing import PageRoute
from averral.gateway.pages.session import Looking
from averral.gateway.pages.slots import relations_by_item
from averral.language.telling import diff
from averral.model import Finding, Passage, Relation, WordRun

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True)
class Telling:
    """One outlet's words."""

    passage: Passage
    side: str
    relation: Relation | None
    runs: tuple[WordRun, ...]
    """Against the words that the finding is about; empty in another language."""


@router.get("/quotations/{finding_id}")
async def read_quotation(request: Request, finding_id: FindingId, reader: Looking, here: Here) -> Response:
    """All tellings of a quotation, by language."""
    finding, _ = await here.verification.get_finding(reader.key.workspace, finding_id)
    if finding.kind != "quote":
        return RedirectResponse(address(f"/findings/{finding_id}"))
    evidence = await evidence_of(here, finding)
    relations = relations_by_item(finding.item_id, evidence.relations) if evidence else {}
    shown = {"finding": finding, "tongues": tellings(finding, relations)}
    return page(request, reader, "quotation.html", shown)


def tellings(finding: Finding, relations: Mapping[str, Relation]) -> Mapping[str, Sequence[Telling]]:
    """Tellings by language, the finding's own first; within one the earliest first."""
    found: dict[str, list[Telling]] = {finding.language: []}
    for side, origins in (("supporting", finding.supporting), ("opposing", finding.opposing)):
        for passage in (passage for origin in origins for passage in origin.passages):
            same = passage.language == finding.language and passage.item_id != finding.item_id
            runs = diff(finding.text, passage.text) if same else ()
            telling = Telling(passage, side, relations.get(passage.item_id), runs)
            found.setdefault(passage.language, []).append(telling)
    for told in found.values():
        told.sort(key=lambda one: (str(one.passage.published_at or "9"), one.passage.outlet))
    return {language: told for language, told in found.items() if told}
