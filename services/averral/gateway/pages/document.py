"""Reports: the list, and one with its quotes and claims marked in place and its speakers listed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from averral.errors import Permanent, Reason
from averral.gateway.context import Context, Here
from averral.gateway.pages.marks import Mark, Piece, cut
from averral.gateway.pages.rendering import page
from averral.gateway.pages.routing import PageRoute
from averral.gateway.pages.session import Looking
from averral.model import Claim, DocumentState, FindingFilters, Quote, Span
from averral.runtime.clients import MatchingClient

router = APIRouter(route_class=PageRoute)

DocumentId = Annotated[str, Path(max_length=100, pattern=r"^[A-Za-z0-9_]+$")]
#: Code points of one part of a long report.
PART = 20_000
#: Items of a report that are shown; books have more.
ITEMS = 500
SIZE = 50


@dataclass(frozen=True)
class Voice:
    """One who speaks in a report."""

    name: str
    role: str
    affiliation: str
    anonymous: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Part:
    """A stretch of a report: all of it, unless it is very long."""

    pieces: tuple[Piece, ...]
    start: int
    before: int | None
    """Where the part before begins; None for the first."""
    after: int | None


@router.get("/documents")
async def list_documents(
    request: Request,
    reader: Looking,
    here: Here,
    outlet: Annotated[str, Query(max_length=500)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    page_token: Annotated[str, Query(max_length=1_000)] = "",
) -> Response:
    """Stored reports, the latest first."""
    chosen = DocumentState(state) if state in set(DocumentState) else None
    found = await corpus_of(here).list_documents(
        reader.key.workspace, chosen, SIZE, page_token, outlet=outlet, newest_first=True
    )
    shown = {
        "records": found.items,
        "more": found.next_page_token,
        "outlet": outlet,
        "state": state,
        "states": list(DocumentState),
    }
    return page(request, reader, "documents.html", shown)


@router.get("/documents/{document_id}")
async def read_document(
    request: Request,
    document_id: DocumentId,
    reader: Looking,
    here: Here,
    at: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    """One report; `at` is a place of the text that its part must hold."""
    matching, workspace = corpus_of(here), reader.key.workspace
    record = await matching.get_document(workspace, document_id)
    claims, quotes, findings = await asyncio.gather(
        matching.list_claims(workspace, document_id, ITEMS),
        matching.list_quotes(workspace, document_id, ITEMS),
        here.verification.list_findings(
            workspace, page_size=ITEMS, filters=FindingFilters(document_id=document_id)
        ),
    )
    by_item = {finding.item_id: finding for finding in findings.items}
    ordered = sorted(claims.items, key=lambda claim: (claim.span.start, claim.span.end))
    spoken = sorted(quotes.items, key=lambda quote: (quote.span.start, quote.span.end))
    shown = {
        "record": record,
        "part": make_part(record.document.body, ordered, spoken, at),
        "claims": ordered,
        "quotes": spoken,
        "voices": voices(spoken),
        "findings": by_item,
        "more": bool(claims.next_page_token or quotes.next_page_token),
    }
    return page(request, reader, "document.html", shown)


def corpus_of(here: Context) -> MatchingClient:
    """The service that keeps the reports."""
    if here.matching is None:
        raise Permanent(Reason.NOT_FOUND, "This gateway knows no matching service.")
    return here.matching


def make_part(body: str, claims: Sequence[Claim], quotes: Sequence[Quote], at: int) -> Part:
    """The part of the text that holds a place, with quotes, claims and who speaks marked."""
    start = min(at, max(0, len(body) - 1)) // PART * PART
    marks = [Mark(claim.span, "claim", claim.id) for claim in claims]
    for quote in quotes:
        marks.append(Mark(quote.span, f"quote {quote.kind.value}", quote.id))
        if quote.speaker is not None and quote.speaker.mention is not None:
            marks.append(Mark(quote.speaker.mention, "speaker"))
        if quote.cue is not None:
            marks.append(Mark(quote.cue, "cue"))
    end = start + PART
    inside = [mark for mark in marks if mark.span.overlap(Span(start, end))]
    return Part(
        cut(body[start:end], inside, start),
        start,
        start - PART if start else None,
        end if end < len(body) else None,
    )


def voices(quotes: Sequence[Quote]) -> tuple[Voice, ...]:
    """Who speaks, in order of first words, each with all that is quoted."""
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.speaker is not None:
            found.setdefault(quote.speaker.key or quote.speaker.name, []).append(quote)
    return tuple(_voice(own) for own in found.values())


def _voice(quotes: Sequence[Quote]) -> Voice:
    speakers = [quote.speaker for quote in quotes if quote.speaker is not None]
    fullest = max(
        speakers, key=lambda speaker: (len(speaker.role) + len(speaker.affiliation), len(speaker.name))
    )
    return Voice(fullest.name, fullest.role, fullest.affiliation, fullest.anonymous, tuple(quotes))
