"""Findings: listed, read, watched, reviewed, exported."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response, StreamingResponse

from averral.gateway import sse
from averral.gateway.answers import EventOut, FindingOut, FindingPage, FindingWithReviews, ReviewOut
from averral.gateway.cancelling import CancellingRoute
from averral.gateway.context import Context, Here, Reader, Reading, Reviewer
from averral.gateway.requests import Day, Decision, KindOfClaim, LanguageSought, Short, State, states
from averral.gateway.routes.common import ERRORS, IdempotencyKey, Name, PageSize, PageToken, answer
from averral.model import AnswerOptions, Event, FindingFilters, Review, ReviewAction
from averral.wire.scalars import EPOCH

router = APIRouter(prefix="/v1", tags=["findings"], route_class=CancellingRoute, responses=ERRORS)

States = Annotated[list[State], Query(description="Only findings in these states.", max_length=20)]
Kinds = Annotated[
    list[KindOfClaim], Query(description="Only these kinds of claim, or `quote`.", max_length=20)
]
Form = Literal["jsonl", "csv", "claim_review", "json_ld"]
_LAST = 2**63 - 1
_MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "claim_review": "application/x-ndjson",
    "json_ld": "application/x-ndjson",
}


@router.get("/findings", response_model=FindingPage)
async def list_findings(
    key: Reader,
    here: Here,
    reading: Reading,
    state: States = [],  # noqa: B006 - FastAPI makes a new list for each call
    kind: Kinds = [],  # noqa: B006
    lang: Annotated[list[LanguageSought], Query(description="Only in these languages.", max_length=20)] = [],  # noqa: B006
    place: Annotated[
        list[Short], Query(description="Only at places of these names, in any language.", max_length=20)
    ] = [],  # noqa: B006
    first: Annotated[Day, Query(description="Earliest day of the event, or of publication.")] = None,
    last: Annotated[Day, Query(description="Latest such day.")] = None,
    document_id: Annotated[str, Query(max_length=100, description="Only what stands in this document.")] = "",
    external_id: Annotated[
        str, Query(max_length=200, description="Only what stands in documents of your own id.")
    ] = "",
    newest_first: Annotated[bool, Query(description="Latest change first.")] = False,  # noqa: FBT002
    per_topic: Annotated[bool, Query(description="Only the strongest of each topic.")] = False,  # noqa: FBT002
    page_size: PageSize = 100,
    page_token: PageToken = "",
) -> Response:
    """Stored findings, most telling or latest change first. Errors: INVALID_PAGE_TOKEN, INVALID_ARGUMENT."""
    filters = FindingFilters(tuple(lang), tuple(place), first, last, document_id, external_id)
    page = await here.verification.list_findings(
        key.workspace,
        states(state),
        kind,
        per_topic,
        page_size,
        page_token,
        filters,
        newest_first=newest_first,
    )
    findings = [FindingOut.of(finding, reading) for finding in page.items]
    return answer(FindingPage(findings=findings, next_page_token=page.next_page_token))


@router.get("/findings/{finding_id}", response_model=FindingWithReviews)
async def get_finding(
    finding_id: Name,
    key: Reader,
    here: Here,
    reading: Reading,
    with_evidence: Annotated[  # noqa: FBT002
        bool,
        Query(description="Have `evidence` too: relations with their traces, claims with their figures."),
    ] = False,
) -> Response:
    """One finding and what people decided about it, by its id or that of its claim or quote. Errors: NOT_FOUND."""
    options = AnswerOptions(reader=reading, with_evidence=with_evidence)
    finding, reviews = await here.verification.get_finding(key.workspace, finding_id, options)
    return answer(
        FindingWithReviews(finding=FindingOut.of(finding), reviews=[ReviewOut.of(one) for one in reviews])
    )


@router.post("/findings/{finding_id}/reviews", response_model=ReviewOut, status_code=201)
async def review_finding(
    finding_id: Name, decided: Decision, key: Reviewer, here: Here, idempotency_key: IdempotencyKey = ""
) -> Response:
    """Records a person's decision. It is shown with the finding and never overwrites it.

    Errors: NOT_FOUND, INVALID_ARGUMENT, REQUEST_ID_REUSED.
    """
    review = Review(
        "",
        finding_id,
        ReviewAction[decided.action.name],
        decided.author,
        decided.note,
        EPOCH,
        tuple(decided.related_ids),
    )
    stored = await here.verification.review_finding(key.workspace, review, idempotency_key)
    return answer(ReviewOut.of(stored), 201)


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "An event `finding` for each change, with its `id`; comments keep the line open.",
            "content": {sse.MEDIA_TYPE: {"schema": {"type": "string"}}},
        }
    },
)
async def watch_findings(
    request: Request,
    key: Reader,
    here: Here,
    after: Annotated[int, Query(ge=0, le=_LAST, description="Id of the last event that was seen.")] = 0,
    limit: Annotated[int, Query(ge=0, le=_LAST, description="Ends after so many events; 0 for never.")] = 0,
    last_event_id: Annotated[
        str, Header(pattern=r"^[0-9]{0,18}$", description="Sent by browsers when they connect again.")
    ] = "",
) -> Response:
    """Changes of findings after the given event, then new ones as they come, until the caller ends it."""
    begin = max(after, int(last_event_id or 0))
    watched = here.verification.watch_findings(key.workspace, begin)
    return sse.stream(_events(request, watched, here, limit))


async def _events(
    request: Request, watched: AsyncGenerator[Event, None], here: Context, limit: int
) -> AsyncGenerator[bytes, None]:
    yield b": connected\n\n"
    some = watched if not limit else _first(watched, limit)
    told = sse.lines(
        request,
        some,
        lambda found: sse.event("finding", EventOut.of(found), found.id),
        here.settings.keepalive_seconds,
        here.ending,
    )
    async with aclosing(told):
        async for one in told:
            yield one


async def _first(events: AsyncGenerator[Event, None], limit: int) -> AsyncGenerator[Event, None]:
    """So many of the events; the stream is over with the last of them and not with the next."""
    sent = 0
    async with aclosing(events):
        async for event in events:
            yield event
            sent += 1
            if sent == limit:
                return


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "One finding a line.",
            "content": {
                "application/x-ndjson": {"schema": {"type": "string"}},
                "text/csv": {"schema": {"type": "string"}},
            },
        }
    },
)
async def export(
    key: Reader,
    here: Here,
    format: Annotated[Form, Query(description="Form of the lines.")] = "jsonl",  # noqa: A002 - the parameter's name
    state: States = [],  # noqa: B006
    kind: Kinds = [],  # noqa: B006
    bom: Annotated[bool, Query(description="Begins a CSV with a byte order mark.")] = False,  # noqa: FBT002
    *,
    reading: Reading,
) -> Response:
    """Stored findings as a file, explained in the language of Accept-Language.

    ClaimReview lines are drafts without a rating. Errors: INVALID_ARGUMENT.
    """
    lines = here.verification.export(
        key.workspace, format, states(state), kind, byte_order_mark=bom, language=reading
    )
    first = await anext(lines, None)
    end = "\r\n" if format == "csv" else "\n"
    name = f"findings.{'csv' if format == 'csv' else 'jsonl'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_lines(first, lines, end), media_type=_MEDIA[format], headers=headers)


async def _lines(first: str | None, rest: AsyncIterator[str], end: str) -> AsyncIterator[bytes]:
    if first is not None:
        yield (first + end).encode()
    async for line in rest:
        yield (line + end).encode()
