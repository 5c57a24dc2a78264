"""Signing in and out, the language of the interface, and the files that the pages load."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from averral.errors import AverralError, Permanent, Reason
from averral.gateway.context import Here
from averral.gateway.pages.interface import codes
from averral.gateway.pages.rendering import HERE, page
from averral.gateway.pages.routing import SEE_OTHER, PageRoute, back_to, stranger
from averral.gateway.pages.session import LANGUAGE, SESSION, Form, Looking, keep, open_session
from averral.gateway.problems import STATUSES

router = APIRouter(route_class=PageRoute)

_MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
#: Addresses change with the content.
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}

Path = Annotated[str, Query(max_length=2_000)]


@router.get("/signin")
async def signin(request: Request, next: Path = "/") -> Response:  # noqa: A002 - the parameter's name
    """Asks for a key."""
    return page(request, stranger(request), "signin.html", {"next": back_to(next), "problem": ""})


@router.post("/signin")
async def open_(request: Request, here: Here, form: Form) -> Response:
    """Opens a session for whoever has a key."""
    goal = back_to(form.get("next", "/"))
    try:
        token, seconds = await open_session(request, here, form.get("key", "").strip())
    except AverralError as error:
        shown = {"next": goal, "problem": error.reason.value}
        return page(request, stranger(request), "signin.html", shown, STATUSES[error.reason])
    response = RedirectResponse(goal, SEE_OTHER)
    keep(request, response, SESSION, token, seconds)
    return response


@router.post("/signout")
async def signout(request: Request, here: Here, reader: Looking, form: Form) -> Response:  # noqa: ARG001
    """Ends the session, also for whoever copied its cookie."""
    if reader.key.parent_id:
        await asyncio.to_thread(here.keys.revoke, reader.key.id)
    response = RedirectResponse("/signin", SEE_OTHER)
    response.delete_cookie(SESSION, path="/")
    return response


@router.get("/language")
async def language(request: Request, to: Annotated[str, Query(max_length=20)], back: Path = "/") -> Response:
    """Keeps the language of the interface."""
    response = RedirectResponse(back_to(back), SEE_OTHER)
    if to in codes():
        keep(request, response, LANGUAGE, to)
    return response


@router.get("/assets/{name}")
async def static(name: str) -> Response:
    """A file of the pages."""
    found = _FILES.get(name)
    if found is None:
        raise Permanent(Reason.NOT_FOUND, "There is no such file.")
    content, media = found
    return Response(content, media_type=media, headers=_FOR_EVER)


_FILES = {
    path.name: (path.read_bytes(), _MEDIA[path.suffix])
    for path in (HERE / "static").iterdir()
    if path.suffix in _MEDIA
}
