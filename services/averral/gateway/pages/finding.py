"""One finding: both sides, what is compared, who decided what; and the form to decide."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from averral.gateway.context import Context, Here
from averral.gateway.pages.deciding import candidates, decided, passages_of
from averral.gateway.pages.rendering import address, page
from averral.gateway.pages.routing import SEE_OTHER, PageRoute
from averral.gateway.pages.session import Form, Looking, Reviewing
from averral.gateway.pages.views import show
from averral.model import Evidence, Finding
from averral.runtime.keys import Scope

router = APIRouter(route_class=PageRoute)

FindingId = Annotated[str, Path(max_length=100, pattern=r"^[A-Za-z0-9_]+$")]


@router.get("/findings/{finding_id}")
async def read_finding(request: Request, finding_id: FindingId, reader: Looking, here: Here) -> Response:
    """The page of one finding."""
    finding, reviews = await here.verification.get_finding(reader.key.workspace, finding_id)
    evidence, others = await asyncio.gather(
        evidence_of(here, finding), candidates(here, finding, wanted=reader.may(Scope.REVIEW))
    )
    shown = {
        "shown": show(reader.interface, finding, evidence),
        "reviews": reviews,
        "passages": passages_of(finding),
        "others": others,
    }
    return page(request, reader, "finding.html", shown)


@router.post("/findings/{finding_id}/reviews")
async def review(finding_id: FindingId, reader: Reviewing, here: Here, form: Form) -> Response:
    """Records what a person decided and shows the finding again."""
    workspace = reader.key.workspace
    finding, reviews = await here.verification.get_finding(workspace, finding_id)
    for one in decided(reader, finding, reviews, form):
        await here.verification.review_finding(workspace, one)
    return RedirectResponse(address(f"/findings/{finding_id}") + "#reviews", SEE_OTHER)


async def evidence_of(here: Context, finding: Finding) -> Evidence | None:
    """What the corpus holds for and against a stored finding's item now."""
    if here.matching is None or not finding.item_id:
        return None
    found = await here.matching.get_evidence(finding.workspace, [finding.item_id])
    return found[0] if found else None
