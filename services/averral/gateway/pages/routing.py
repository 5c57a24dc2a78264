"""What all pages' routes share: errors become pages, and who is not signed in is asked to."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute

from averral.errors import AverralError, Permanent, Reason
from averral.gateway.cancelling import CancellingRoute
from averral.gateway.pages.rendering import address, page
from averral.gateway.pages.session import Reader, make_reader
from averral.gateway.problems import STATUSES
from averral.runtime.keys import Key

#: After a form has done its work, the browser asks for the page that shows it.
SEE_OTHER = 303

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(CancellingRoute):
    """Turns an error into a page, and a missing session into the way to the sign-in."""

    def get_route_handler(self) -> Handler:
        """The handler, wrapped."""
        return _with_error_pages(super().get_route_handler())


class StreamRoute(APIRoute):
    """The same for answers that go on: those are cancelled by the stream itself."""

    def get_route_handler(self) -> Handler:
        """The handler, wrapped."""
        return _with_error_pages(super().get_route_handler())


def _with_error_pages(handle: Handler) -> Handler:
    async def handler(request: Request) -> Response:
        try:
            return await handle(request)
        except AverralError as error:
            return failure(request, error)
        except RequestValidationError:
            return failure(
                request, Permanent(Reason.INVALID_ARGUMENT, "The address of this page is wrong: check it.")
            )

    return handler


def failure(request: Request, error: AverralError) -> Response:
    """The page for an error."""
    if error.reason is Reason.UNAUTHENTICATED and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(address("/signin", next=request.url.path + query), SEE_OTHER)
    status = STATUSES[error.reason]
    reader = stranger(request)
    return page(request, reader, "error.html", {"error": error, "status": status}, status)


def stranger(request: Request) -> Reader:
    """A reader who may see nothing but what stands on the page."""
    return make_reader(request, Key("", "", "", (), datetime.now(UTC)))


def back_to(path: str) -> str:
    """A path of ours to go on to, never another site."""
    good = (
        path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path and "\r" not in path
    )
    return path if good else "/"
