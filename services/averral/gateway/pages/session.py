"""Who looks at the pages: a key's session in a cookie, or nobody where the installation needs no key.

The cookie holds a token made for this browser, never the key. The token ends with the key, after `LIFETIME`, or when
its reader signs out.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials

from averral.errors import Permanent, Reason
from averral.gateway.context import Context, context_of, key_of
from averral.gateway.pages.interface import Interface, choose
from averral.runtime.keys import Key, Scope, require

SESSION = "averral_session"
#: A random name for a browser without a session, so that its forms cannot be made up elsewhere either.
VISIT = "averral_visit"
LANGUAGE = "averral_language"
#: Field of every form.
TOKEN_FIELD = "_token"  # noqa: S105 - the name of the field
LIFETIME = timedelta(hours=12)
_YEAR = 365 * 24 * 3600
_MOST_FIELDS = 100
_KEPT = (Scope.READ, Scope.WRITE, Scope.REVIEW)


@dataclass(frozen=True)
class Reader:
    """The one who looks at a page."""

    key: Key
    interface: Interface
    form_token: str
    new_visit: str = ""
    """Set where the browser has to be given a name first."""

    @property
    def signed_in(self) -> bool:
        """False for nobody in particular."""
        return bool(self.key.id)

    def may(self, scope: Scope) -> bool:
        """Whether the reader's key has the scope."""
        return self.key.allows(scope)


def language_of(request: Request) -> Interface:
    """The language of the interface for a request."""
    return choose(request.cookies.get(LANGUAGE, ""), request.headers.get("accept-language", ""))


def reading(scope: Scope = Scope.READ) -> Callable[..., Awaitable[Reader]]:
    """A dependency: the reader, whose key must have the scope.

    Raises:
        Permanent: UNAUTHENTICATED without a session where one is needed, PERMISSION_DENIED.
    """

    async def reader(request: Request, here: Annotated[Context, Depends(context_of)]) -> Reader:
        token = request.cookies.get(SESSION, "")
        given = HTTPAuthorizationCredentials(scheme="Bearer", credentials=token) if token else None
        key = await key_of(request, here, given)
        _check_pages(request, key)
        require(key, scope)
        return make_reader(request, key)

    return reader


def make_reader(request: Request, key: Key) -> Reader:
    """The reader with the token for forms, which depends on the browser's own cookie."""
    visit = request.cookies.get(SESSION, "") or request.cookies.get(VISIT, "")
    fresh = "" if visit else secrets.token_urlsafe(24)
    return Reader(key, language_of(request), _form_token(visit or fresh), fresh)


Looking = Annotated[Reader, Depends(reading())]
Writing = Annotated[Reader, Depends(reading(Scope.WRITE))]
Reviewing = Annotated[Reader, Depends(reading(Scope.REVIEW))]


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form that was sent from a page of ours.

    Raises:
        Permanent: PERMISSION_DENIED for a form from elsewhere, INVALID_ARGUMENT for one that cannot be read.
    """
    try:
        pairs = parse_qsl(
            (await request.body()).decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise Permanent(Reason.INVALID_ARGUMENT, "The form cannot be read: send it again.") from None
    fields = dict(pairs)
    visit = request.cookies.get(SESSION, "") or request.cookies.get(VISIT, "")
    origin = request.headers.get("origin", "")
    foreign = bool(origin) and urlsplit(origin).netloc != request.url.netloc
    if foreign or not visit or not hmac.compare_digest(_form_token(visit), fields.get(TOKEN_FIELD, "")):
        raise Permanent(
            Reason.PERMISSION_DENIED,
            "The form was not sent from this page, or the session has ended: load the page again.",
            metadata={"needed": "form token", "granted": "none"},
        )
    return fields


Form = Annotated[Mapping[str, str], Depends(form_of)]


async def open_session(request: Request, here: Context, secret: str) -> tuple[str, int]:
    """A token for the browser of whoever has the key, and its seconds.

    Raises:
        Permanent: UNAUTHENTICATED for an unknown or ended key, PERMISSION_DENIED for one that cannot read, or only
            for pages of others.
    """
    key = await asyncio.to_thread(here.keys.find, secret)
    require(key, Scope.READ)
    _check_pages(request, key)
    scopes = [scope for scope in _KEPT if key.allows(scope)]
    made, token = await asyncio.to_thread(
        lambda: here.keys.create_token(key, scopes, LIFETIME, origins=key.origins)
    )
    ends = made.expires_at or made.created_at + LIFETIME
    return token, max(1, round((ends - made.created_at).total_seconds()))


def _check_pages(request: Request, key: Key) -> None:
    """A key that is bound to origins opens these pages only if they are among them.

    Raises:
        Permanent: PERMISSION_DENIED.
    """
    # Behind a proxy that ends TLS the scheme is not to be seen, so the host decides.
    if key.origins and request.url.netloc not in {urlsplit(origin).netloc for origin in key.origins}:
        raise Permanent(
            Reason.PERMISSION_DENIED,
            "The key is for pages of other origins only: see `averral keys list`.",
            metadata={"needed": "origin", "granted": " ".join(key.origins)},
        )


def keep(request: Request, response: Response, name: str, value: str, seconds: int = _YEAR) -> None:
    """Sets a cookie that no script and no other site sees."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="strict", secure=_encrypted(request)
    )


def _encrypted(request: Request) -> bool:
    """Whether the browser speaks HTTPS, also through a proxy: forms tell where they come from."""
    return request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")


def _form_token(visit: str) -> str:
    return hmac.new(visit.encode(), b"averral form", hashlib.sha256).hexdigest()
