"""Errors as `application/problem+json` (RFC 9457), with the same closed list of reasons as over gRPC."""

from __future__ import annotations

import math
import traceback
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from averral.errors import AverralError, Permanent, Reason, Temporary

MEDIA_TYPE = "application/problem+json"

#: HTTP status of every reason.
STATUSES: Mapping[Reason, int] = {
    Reason.EMPTY_TEXT: 400,
    Reason.TEXT_TOO_LARGE: 413,
    Reason.TEXT_NOT_UNICODE: 400,
    Reason.TOO_MANY_ITEMS: 400,
    Reason.INVALID_ARGUMENT: 400,
    Reason.INVALID_DATE: 400,
    Reason.INVALID_PAGE_TOKEN: 400,
    Reason.UNKNOWN_MODEL: 404,
    Reason.MODEL_MISMATCH: 503,
    Reason.NOT_FOUND: 404,
    Reason.REQUEST_ID_REUSED: 409,
    Reason.QUEUE_FULL: 429,
    Reason.DEADLINE_TOO_SHORT: 504,
    Reason.NEIGHBOUR_UNAVAILABLE: 503,
    Reason.NEIGHBOUR_TIMED_OUT: 504,
    Reason.MISSING_EXTRA: 503,
    Reason.STORAGE_FAILED: 503,
    Reason.UNAUTHENTICATED: 401,
    Reason.PERMISSION_DENIED: 403,
    Reason.RATE_LIMITED: 429,
    Reason.WEBHOOK_FAILED: 503,
    Reason.NOT_FINISHED: 409,
    Reason.INTERNAL: 500,
}

_log = structlog.get_logger("averral.gateway")


class Problem(BaseModel):
    """What went wrong. Branch on `reason`, never on `detail`."""

    type: str = Field(examples=["urn:averral:error:EMPTY_TEXT"])
    title: str = Field(description="The HTTP status in words.")
    status: int
    detail: str = Field(description="What happened and what to do, for a person.")
    reason: str = Field(description="One of the closed list.", examples=["EMPTY_TEXT"])
    field: str = Field("", description="The field that is wrong, if one is.")
    metadata: dict[str, str] = Field({}, description="Every changing part of `detail`.")
    retry_after: float | None = Field(None, description="Seconds after which another try may succeed.")


def problem_of(error: AverralError, status: int = 0) -> Problem:
    """The error as it goes out; `status` where HTTP knows a better one than the reason's."""
    code = status or STATUSES[error.reason]
    return Problem(
        type=f"urn:averral:error:{error.reason.value}",
        title=HTTPStatus(code).phrase,
        status=code,
        detail=error.message,
        reason=error.reason.value,
        field=error.field,
        metadata=error.metadata,
        retry_after=error.retry_after if isinstance(error, Temporary) else None,
    )


def respond(error: AverralError, status: int = 0, headers: Mapping[str, str] | None = None) -> Response:
    """The error as a response."""
    problem, sent = problem_of(error, status), dict(headers or {})
    if problem.retry_after is not None:
        sent["Retry-After"] = str(math.ceil(problem.retry_after))
    if problem.status == HTTPStatus.UNAUTHORIZED:
        sent["WWW-Authenticate"] = 'Bearer realm="averral"'
    return JSONResponse(problem.model_dump(), problem.status, sent, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes every error of the application a problem."""
    app.add_exception_handler(AverralError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _defect)


async def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, AverralError)  # noqa: S101 - registered for it
    return respond(error)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    first: dict[str, Any] = error.errors()[0]
    # The first part says where the value stood: body, query, path or header.
    field = ".".join(str(part) for part in first["loc"][1:])[:200].encode("utf-8", "replace").decode()
    reason = Reason.TEXT_NOT_UNICODE if first["type"] == "string_unicode" else Reason.INVALID_ARGUMENT
    where = f"{field}: " if field else ""
    return respond(Permanent(reason, f"{where}{first['msg']}.", field=field, metadata={"field": field}))


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    reason = Reason.NOT_FOUND if error.status_code == HTTPStatus.NOT_FOUND else Reason.INVALID_ARGUMENT
    said = {
        HTTPStatus.NOT_FOUND: "There is nothing at this address: see /docs.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take the method: see /docs.",
    }.get(HTTPStatus(error.status_code), str(error.detail))
    return respond(Permanent(reason, said), error.status_code, error.headers)


async def _defect(_request: Request, error: Exception) -> Response:
    """Logs where it came from, without its message, which may quote what was read."""
    incident = uuid.uuid4().hex[:12]
    frames = traceback.extract_tb(error.__traceback__)
    _log.error(
        "defect",
        incident=incident,
        type=type(error).__name__,
        at=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    )
    message = f"The gateway has a defect; its log has the details under incident {incident}."
    return respond(Permanent(Reason.INTERNAL, message, metadata={"incident": incident}))
