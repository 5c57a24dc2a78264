"""Web pages for fact-checkers, rendered on the server from the answers that the API gives. See README.md."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from averral.errors import Permanent, Reason
from averral.gateway.pages import ask, dead, document, entry, finding, inbox, quotation, sources, status
from averral.gateway.pages.routing import failure

NOT_FOUND = 404


def install(app: FastAPI) -> None:
    """Adds the pages and their files to the application."""
    for part in (entry, inbox, finding, document, ask, quotation, sources, dead, status):
        app.include_router(part.router, include_in_schema=False)
    _answer_people(app)


def _answer_people(app: FastAPI) -> None:
    """Somebody who follows a wrong link with a browser gets a page; programs get a problem, as everywhere."""
    otherwise = cast(
        "Callable[[Request, Exception], Awaitable[Response]]", app.exception_handlers[HTTPException]
    )

    async def missing(request: Request, error: Exception) -> Response:
        asked = request.headers.get("accept", "").partition(",")[0]
        if getattr(error, "status_code", 0) != NOT_FOUND or asked != "text/html":
            return await otherwise(request, error)
        gone = Permanent(Reason.NOT_FOUND, "There is nothing at this address: it may have been mistyped.")
        return failure(request, gone)

    app.add_exception_handler(HTTPException, missing)
