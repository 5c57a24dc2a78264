"""Outlets by owner, and the origins that stand behind what they report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from averral.gateway.context import Here
from averral.gateway.pages.document import corpus_of
from averral.gateway.pages.rendering import page
from averral.gateway.pages.routing import PageRoute
from averral.gateway.pages.session import Looking
from averral.gateway.pages.witnesses import witnesses
from averral.model import FindingState, SourceStats

router = APIRouter(route_class=PageRoute)

SIZE = 200
#: Findings whose origins are counted, and origins shown.
LOOKED_AT, MOST_ORIGINS = 80, 40
_TELLING = (
    FindingState.CONTESTED,
    FindingState.CORROBORATED,
    FindingState.CONTRADICTED,
    FindingState.SUPERSEDED,
    FindingState.DENIED,
    FindingState.ALTERED,
    FindingState.VERBATIM,
    FindingState.TRANSLATED,
)


@router.get("/sources")
async def list_sources(
    request: Request,
    reader: Looking,
    here: Here,
    page_token: Annotated[str, Query(max_length=1_000)] = "",
) -> Response:
    """Outlets, those of one owner together."""
    found = await corpus_of(here).list_sources(reader.key.workspace, SIZE, page_token)
    shown = {"groups": by_owner(found.items), "count": len(found.items), "more": found.next_page_token}
    return page(request, reader, "sources.html", shown)


@router.get("/origins")
async def list_origins(request: Request, reader: Looking, here: Here) -> Response:
    """Who stands behind the latest findings, however many outlets repeat it."""
    found = await here.verification.list_findings(
        reader.key.workspace, _TELLING, per_topic=True, page_size=LOOKED_AT, newest_first=True
    )
    shown = {"origins": witnesses(found.items)[:MOST_ORIGINS], "findings": len(found.items)}
    return page(request, reader, "origins.html", shown)


def by_owner(sources: Sequence[SourceStats]) -> list[tuple[str, list[SourceStats]]]:
    """Owner groups with more than one outlet first, largest first; outlets that stand alone have no owner here."""
    groups: dict[str, list[SourceStats]] = {}
    for one in sources:
        groups.setdefault(one.source.group, []).append(one)
    alone = groups.pop("", [])
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [*ordered, *([("", alone)] if alone else [])]
