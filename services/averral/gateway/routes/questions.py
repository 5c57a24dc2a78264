"""Questions: what is reported for and against a claim or a quotation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import ValidationError

from averral.errors import Permanent, Reason
from averral.gateway.answers import FindingOut
from averral.gateway.cancelling import CancellingRoute
from averral.gateway.context import Context, Here, Reader, Reading
from averral.gateway.requests import BatchLine, ClaimQuestion, QuoteQuestion
from averral.gateway.routes.common import ERRORS, answer
from averral.gateway.work_answers import BatchAnswer, FailureOut
from averral.model import ItemFailure
from averral.runtime.clients import Question
from averral.runtime.keys import Key

LINES = "application/x-ndjson"

router = APIRouter(prefix="/v1/verify", tags=["questions"], route_class=CancellingRoute, responses=ERRORS)


@router.post("/claim", response_model=FindingOut)
async def verify_claim(asked: ClaimQuestion, key: Reader, here: Here, reading: Reading) -> Response:
    """What independent reports say about a claim, explained in the language of Accept-Language. Nothing is stored.

    With `claim_id` in place of `text`: what is stored about that claim, within the filters.

    Errors: EMPTY_TEXT, TEXT_TOO_LARGE, INVALID_ARGUMENT, INVALID_DATE, NOT_FOUND.
    """
    found = await here.verification.verify_claim(
        key.workspace,
        asked.document(),
        asked.filters.model(),
        asked.options(reading),
        claim_id=asked.claim_id,
    )
    return answer(FindingOut.of(found))


@router.post("/quote", response_model=FindingOut)
async def verify_quote(asked: QuoteQuestion, key: Reader, here: Here, reading: Reading) -> Response:
    """Whether the speaker is reported to have said these words, and how they compare. Nothing is stored.

    Errors: EMPTY_TEXT, TEXT_TOO_LARGE, INVALID_ARGUMENT, INVALID_DATE.
    """
    found = await here.verification.verify_quote(
        key.workspace, asked.document(), asked.speaker, asked.filters.model(), asked.options(reading)
    )
    return answer(FindingOut.of(found))


@router.post(
    "/batch",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "One `BatchAnswer` a line, each as soon as it is ready; `id` tells which it answers.",
            "content": {LINES: {"schema": {"type": "string"}}},
        }
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": 'One `BatchLine` a line: `{"id": "q1", "text": "…"}`, at most the limit of a request.',
            # No schema: the lines are checked one by one, and one that does not fit fails alone.
            "content": {LINES: {}},
        }
    },
)
async def verify_batch(request: Request, key: Reader, here: Here, reading: Reading) -> Response:
    """Any number of questions at once, explained in the language of Accept-Language. A bad line fails alone.

    Errors: INVALID_ARGUMENT for another content type, TEXT_TOO_LARGE.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != LINES:
        raise Permanent(Reason.INVALID_ARGUMENT, f"Send lines of JSON as {LINES}.", field="content-type")
    body = await request.body()
    # Compressing would hold answers back until some kilobytes have come together.
    headers = {"Content-Encoding": "identity"}
    return StreamingResponse(_answers(body, key, here, reading), media_type=LINES, headers=headers)


async def _answers(body: bytes, key: Key, here: Context, reading: str) -> AsyncIterator[bytes]:
    refused: list[BatchAnswer] = []

    def questions() -> Iterator[Question]:
        for number, line in enumerate(body.splitlines(), 1):
            if not line.strip():
                continue
            try:
                yield _question(BatchLine.model_validate_json(line), reading)
            except (ValidationError, Permanent) as error:
                refused.append(_refusal(number, error))

    async for name, found in here.verification.verify_batch(key.workspace, questions()):
        while refused:
            yield _line(refused.pop(0))
        if isinstance(found, ItemFailure):
            yield _line(BatchAnswer(id=name, error=FailureOut.model_validate(found)))
        else:
            yield _line(BatchAnswer(id=name, finding=FindingOut.of(found)))
    for left in refused:
        yield _line(left)


def _question(line: BatchLine, reading: str) -> Question:
    return Question(
        line.id,
        line.document(),
        quote=line.kind == "quote",
        speaker=line.speaker,
        filters=line.filters.model(),
        options=line.options(reading),
    )


def _refusal(number: int, error: ValidationError | Permanent) -> BatchAnswer:
    name = f"line {number}"
    if isinstance(error, Permanent):
        failure = FailureOut(item_id=name, reason=error.reason.value, message=error.message)
    else:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        failure = FailureOut(
            item_id=name, reason=Reason.INVALID_ARGUMENT.value, message=f"{field}: {first['msg']}"
        )
    return BatchAnswer(id=name, error=failure)


def _line(found: BatchAnswer) -> bytes:
    return found.model_dump_json(exclude_none=True).encode() + b"\n"
