"""Drafts: flags for an unpublished text, at once or as they are found."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response

from averral.gateway import sse
from averral.gateway.answers import DraftOut, FlagWriter, SummaryOut
from averral.gateway.cancelling import CancellingRoute
from averral.gateway.context import Context, Here, Reader
from averral.gateway.html_text import HtmlText
from averral.gateway.requests import Draft
from averral.gateway.routes.common import ERRORS, answer
from averral.model import Document, DraftSummary, Flag

router = APIRouter(prefix="/v1/drafts", tags=["drafts"], route_class=CancellingRoute, responses=ERRORS)

Answers = AsyncGenerator[Flag | DraftSummary, None]


@router.post(
    "/check",
    response_model=DraftOut,
    responses={
        200: {
            "description": "All flags and the summary; with `Accept: text/event-stream` an event `flag` for each as "
            "it is found, then an event `summary`, or `problem` when the check broke off.",
            "content": {sse.MEDIA_TYPE: {"schema": {"type": "string"}}},
        },
        304: {"description": "Neither draft nor corpus changed since the answer with this `ETag`."},
    },
)
async def check_draft(
    draft: Draft,
    key: Reader,
    here: Here,
    accept: Annotated[
        str, Header(description="`text/event-stream` for flags as they are found; else one answer.")
    ] = "",
    if_none_match: Annotated[
        str, Header(max_length=200, description="`ETag` of an earlier answer about this draft.")
    ] = "",
) -> Response:
    """Flags for a draft, in reading order. The draft is never stored; a passage without a flag is *not checked*.

    Errors: EMPTY_TEXT, TEXT_TOO_LARGE, INVALID_ARGUMENT.
    """
    shown = draft.shown()
    document, known = draft.document(shown.text), if_none_match.removeprefix("W/").strip('"')
    if sse.MEDIA_TYPE in accept.lower():
        return sse.stream(await _begun(_events(here, key.workspace, document, known, shown)))
    return await _whole(here, key.workspace, document, known, shown, came_as_html=bool(draft.html))


async def _whole(
    here: Context, workspace: str, document: Document, known: str, shown: HtmlText, *, came_as_html: bool
) -> Response:
    writer, flags, summary = FlagWriter(shown), [], None
    async with aclosing(_checked(here, workspace, document, known)) as answers:
        async for found in answers:
            if isinstance(found, Flag):
                flags.append(writer.write(found))
            else:
                summary = found
    assert summary is not None  # noqa: S101 - the service ends with it
    tag = {"ETag": f'"{summary.digest}"'}
    if summary.unchanged:
        return Response(status_code=304, headers=tag)
    text = shown.text if came_as_html else None
    out = DraftOut(flags=flags, summary=SummaryOut.model_validate(summary), text=text)
    return answer(out, headers=tag)


async def _events(
    here: Context, workspace: str, document: Document, known: str, shown: HtmlText
) -> AsyncGenerator[bytes, None]:
    writer = FlagWriter(shown)
    async with aclosing(_checked(here, workspace, document, known)) as answers:
        async for found in answers:
            if isinstance(found, Flag):
                yield sse.event("flag", writer.write(found))
            else:
                yield sse.event("summary", SummaryOut.model_validate(found))


async def _begun(events: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The events, the first one awaited now: what is refused altogether gets a status of its own."""
    first = await anext(events)

    async def all_of_them() -> AsyncGenerator[bytes, None]:
        async with aclosing(events):
            yield first
            async for one in events:
                yield one

    return all_of_them()


def _checked(here: Context, workspace: str, document: Document, known: str) -> Answers:
    return here.verification.check_draft(workspace, document, known)
