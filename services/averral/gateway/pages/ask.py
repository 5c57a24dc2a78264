"""Questions: a claim or a quotation, one a line; each answer comes in as soon as it stands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from averral.errors import AverralError, Permanent, Reason
from averral.gateway.context import Context, Here
from averral.gateway.pages.document import ITEMS
from averral.gateway.pages.rendering import page, render
from averral.gateway.pages.routing import StreamRoute
from averral.gateway.pages.session import Form, Looking, Reader
from averral.gateway.pages.views import show
from averral.language import tables
from averral.model import Claim, Document, Filters, Finding, ItemFailure
from averral.runtime.clients import Question

router = APIRouter(route_class=StreamRoute)

#: Questions of one form.
MOST = 20
#: Reports whose deciding words are marked in one answer.
MOST_REPORTS = 30
LINES = "application/x-ndjson"


@dataclass(frozen=True)
class Asked:
    """What the form says."""

    kind: str = "claim"
    text: str = ""
    speaker: str = ""
    lang: str = ""
    first: str = ""
    last: str = ""

    @property
    def lines(self) -> list[str]:
        """The questions; a quotation may run over several lines."""
        if self.kind == "quote":
            return [self.text.strip()] if self.text.strip() else []
        return [line.strip() for line in self.text.splitlines() if line.strip()]


Short = Annotated[str, Query(max_length=200)]


@router.get("/ask")
async def form(
    request: Request,
    reader: Looking,
    here: Here,
    text: Annotated[str, Query(max_length=5_000)] = "",
    kind: Short = "claim",
    speaker: Short = "",
    lang: Short = "",
) -> Response:
    """The form, filled in by the address where a link leads here."""
    asked = Asked("quote" if kind == "quote" else "claim", text, speaker, lang)
    return await _page(request, reader, here, asked)


@router.post("/ask")
async def answer(request: Request, reader: Looking, here: Here, form: Form) -> Response:
    """The answers: line by line for a browser that asks for lines, else as a whole page."""
    asked = _asked(form)
    questions = _questions(asked)
    if LINES in request.headers.get("accept", ""):
        # Compressing would hold answers back until some kilobytes have come together.
        headers = {"Content-Encoding": "identity"}
        return StreamingResponse(_stream(reader, here, questions), media_type=LINES, headers=headers)
    answers = {name: found async for name, found in _answers(reader, here, questions)}
    return await _page(
        request, reader, here, asked, [answers[one.id] for one in questions if one.id in answers]
    )


async def _page(
    request: Request, reader: Reader, here: Context, asked: Asked, answers: list[str] | None = None
) -> Response:
    stats = await here.matching.get_stats(reader.key.workspace) if here.matching else None
    shown = {"asked": asked, "answers": answers or [], "stats": stats, "known": tables.languages()}
    return page(request, reader, "ask.html", shown)


async def _stream(reader: Reader, here: Context, questions: list[Question]) -> AsyncIterator[bytes]:
    """A line for every question as soon as its answer stands: its number and the answer as HTML."""
    try:
        async with aclosing(_answers(reader, here, questions)) as answers:
            async for name, found in answers:
                yield json.dumps({"id": name, "html": found}).encode() + b"\n"
    except AverralError as error:
        html = render(reader, "_problem.html", {"reason": error.reason.value, "message": error.message})
        yield json.dumps({"id": "", "html": html}).encode() + b"\n"


async def _answers(
    reader: Reader, here: Context, questions: list[Question]
) -> AsyncGenerator[tuple[str, str], None]:
    texts = {question.id: question.document.body for question in questions}
    async for name, found in here.verification.verify_batch(reader.key.workspace, questions):
        if isinstance(found, ItemFailure):
            told = {"reason": found.reason, "message": found.message, "text": texts.get(name, "")}
            yield name, render(reader, "_problem.html", told)
            continue
        claims = await _claims(here, reader.key.workspace, found)
        shown = show(reader.interface, replace(found, text=texts.get(name, "")), None, claims)
        yield name, render(reader, "_answer.html", {"shown": shown})


async def _claims(here: Context, workspace: str, found: Finding) -> list[Claim]:
    """The claims that the answer's passages make, so that the words which decide can be marked."""
    if here.matching is None or found.kind == "quote":
        return []
    passages = [one for origin in (*found.supporting, *found.opposing) for one in origin.passages]
    reports = list(dict.fromkeys(one.document_id for one in passages))[:MOST_REPORTS]
    pages = await asyncio.gather(*(here.matching.list_claims(workspace, name, ITEMS) for name in reports))
    return [claim for page in pages for claim in page.items]


def _asked(form: Mapping[str, str]) -> Asked:
    kind = "quote" if form.get("kind") == "quote" else "claim"
    names = ("text", "speaker", "lang", "first", "last")
    return Asked(kind, **{name: form.get(name, "").strip() for name in names})


def _questions(asked: Asked) -> list[Question]:
    lines = asked.lines
    if not lines:
        raise Permanent(Reason.EMPTY_TEXT, "There is no question: write one.", field="text")
    if len(lines) > MOST:
        raise Permanent(
            Reason.TOO_MANY_ITEMS,
            f"At most {MOST} questions can be asked at once: send fewer lines.",
            field="text",
            metadata={"limit": str(MOST), "given": str(len(lines))},
        )
    filters = Filters(published_from=_moment(asked.first, time()), published_to=_moment(asked.last, time.max))
    return [
        Question(
            f"q{number}",
            Document("", line, language=asked.lang),
            quote=asked.kind == "quote",
            speaker=asked.speaker,
            filters=filters,
        )
        for number, line in enumerate(lines, 1)
    ]


def _moment(day: str, at: time) -> datetime | None:
    if not day:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), at, UTC)
    except ValueError:
        raise Permanent(Reason.INVALID_DATE, "Write a day as 2016-12-04.", field="first") from None
