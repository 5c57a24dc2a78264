"""One finding: both sides, what is compared, who decided what; and the buttons to decide."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from averral.errors import Permanent, Reason
from averral.gateway.context import Context, Here
from averral.gateway.pages.rendering import address, page
from averral.gateway.pages.routing import SEE_OTHER, PageRoute
from averral.gateway.pages.session import Form, Looking, Reviewing
from averral.gateway.pages.views import show
from averral.model import Evidence, Finding, Review, ReviewAction
from averral.wire.scalars import EPOCH

router = APIRouter(route_class=PageRoute)

FindingId = Annotated[str, Path(max_length=100, pattern=r"^[A-Za-z0-9_]+$")]
#: What one button decides; merging and splitting need other findings and stay with the API.
_BUTTONS = frozenset({ReviewAction.ACCEPT, ReviewAction.REJECT, ReviewAction.NOTE})


@router.get("/findings/{finding_id}")
async def read_finding(request: Request, finding_id: FindingId, reader: Looking, here: Here) -> Response:
    """The page of one finding."""
    finding, reviews = await here.verification.get_finding(reader.key.workspace, finding_id)
    evidence = await evidence_of(here, finding)
    shown = {"shown": show(reader.interface, finding, evidence), "reviews": reviews}
    return page(request, reader, "finding.html", shown)


@router.post("/findings/{finding_id}/reviews")
async def review(finding_id: FindingId, reader: Reviewing, here: Here, form: Form) -> Response:
    """Records what a person decided and shows the finding again."""
    name = form.get("action", "")
    if name not in _BUTTONS:
        raise Permanent(Reason.INVALID_ARGUMENT, "There is no such decision.", field="action")
    decided = Review(
        "", finding_id, ReviewAction(name), _author(form, reader.key.name), form.get("note", ""), EPOCH
    )
    await here.verification.review_finding(reader.key.workspace, decided)
    return RedirectResponse(address(f"/findings/{finding_id}") + "#reviews", SEE_OTHER)


async def evidence_of(here: Context, finding: Finding) -> Evidence | None:
    """What the corpus holds for and against a stored finding's item now."""
    if here.matching is None or not finding.item_id:
        return None
    found = await here.matching.get_evidence(finding.workspace, [finding.item_id])
    return found[0] if found else None


def _author(form: Form, name: str) -> str:
    return form.get("author", "").strip()[:200] or name
