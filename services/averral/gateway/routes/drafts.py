"""Drafts: flags for an unpublished text, at once or as they are found."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response

from averral.gateway import sse
from averral.gateway.cancelling import CancellingRoute
from averral.gateway.context import Here, Reader, Reading
from averral.gateway.draft_answers import DraftOut, FlagWriter, SummaryOut
from averral.gateway.html_text import HtmlText
from averral.gateway.requests import Draft
from averral.gateway.routes.common import ERRORS, answer
from averral.model import DraftSummary, Flag

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
    reading: Reading,
    accept: Annotated[
        str, Header(description="`text/event-stream` for flags as they are found; else one answer.")
    ] = "",
    if_none_match: Annotated[
        str, Header(max_length=200, description="`ETag` of an earlier answer about this draft.")
    ] = "",
) -> Response:
    """Flags for a draft, in reading order, explained in the language of Accept-Language. The draft is never stored; a passage without a flag is *not checked*.

    Errors: EMPTY_TEXT, TEXT_TOO_LARGE, INVALID_ARGUMENT.
    """
    shown = draft.shown()
    asked = key.workspace, draft.document(shown.text), if_none_match.removeprefix("W/").strip('"')
    if sse.is_asked(accept):
        return sse.stream(
            await sse.begun(_events(here.verification.check_draft(*asked, reader=reading), shown))
        )
    found = here.verification.check_draft(*asked, reader=reading)
    return await _whole(found, shown, came_as_html=bool(draft.html))


async def _whole(found: Answers, shown: HtmlText, *, came_as_html: bool) -> Response:
    writer, flags, summary = FlagWriter(shown), [], None
    async with aclosing(found) as answers:
        async for one in answers:
            if isinstance(one, Flag):
                flags.append(writer.write(one))
            else:
                summary = one
    assert summary is not None  # noqa: S101 - the service ends with it
    tag = {"ETag": f'"{summary.digest}"'}
    if summary.unchanged:
        return Response(status_code=304, headers=tag)
    text = shown.text if came_as_html else None
    out = DraftOut(flags=flags, summary=SummaryOut.model_validate(summary), text=text)
    return answer(out, headers=tag)


async def _events(found: Answers, shown: HtmlText) -> AsyncGenerator[bytes, None]:
    writer = FlagWriter(shown)
    async with aclosing(found) as answers:
        async for one in answers:
            if isinstance(one, Flag):
                yield sse.event("flag", writer.write(one))
            else:
                yield sse.event("summary", SummaryOut.model_validate(one))
