"""What every route needs: the verification service, the keys, and who calls."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from averral.errors import Permanent, Reason
from averral.gateway.queues import OpenedQueue
from averral.language.why import explains
from averral.runtime.clients import MatchingClient, VerificationClient
from averral.runtime.keys import Key, KeyStore, Limiter, Rates, Scope, count, refuse_if_used_up, require
from averral.runtime.settings import GatewaySettings

_BEARER = HTTPBearer(auto_error=False, description="An API key, or a browser token made with one.")
_NAMES_OF_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
#: Characters of a header of languages that are read.
_LONGEST_HEADER = 200
#: Headers by which a proxy tells that the caller is somebody else.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


@dataclass(frozen=True)
class Context:
    """The gateway's parts, made once."""

    settings: GatewaySettings
    verification: VerificationClient
    keys: KeyStore
    rates: Limiter = field(default_factory=Rates)
    matching: MatchingClient | None = None
    """For the pages, which show documents and outlets."""
    queues: OpenedQueue | None = None
    """For the pages, which show what is queued and what was given up."""
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    """The gateway stops: what would last for ever ends by itself."""


# These two wait for nothing, but FastAPI would hand plain functions to a thread, and so would each request wait for two.
async def context_of(request: Request) -> Context:
    """The parts of the application that serves the request."""
    found: Context = request.app.state.context
    return found


async def refuse_unknown_parameters(request: Request) -> None:
    """Refuses a parameter in the address that the route does not take: a misspelt one must not be lost in silence.

    Raises:
        Permanent: INVALID_ARGUMENT.
    """
    path = getattr(request.scope.get("route"), "path", "")
    known = request.app.state.parameters.get((path, request.method), frozenset())
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        name = unknown[0][:100]
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"There is no parameter {name!r} here; there are: {', '.join(sorted(known)) or 'none'}.",
            field=name,
            metadata={"field": name},
        )


async def _asked_language(request: Request) -> str:
    """The first language of Accept-Language that explanations are written in; empty leaves them as they are."""
    header = request.headers.get("accept-language", "")[:_LONGEST_HEADER]
    asked = (part.partition(";")[0].strip() for part in header.split(","))
    return next((one for one in asked if one and explains(one)), "")


#: The language that the caller reads.
Reading = Annotated[str, Depends(_asked_language)]


def needs(scope: Scope) -> Callable[..., Awaitable[Key]]:
    """A dependency: the caller's key, which must have the scope."""

    async def caller(
        request: Request,
        here: Annotated[Context, Depends(context_of)],
        given: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    ) -> Key:
        key = await key_of(request, here, given)
        require(key, scope)
        return key

    return caller


Reader = Annotated[Key, Depends(needs(Scope.READ))]
Writer = Annotated[Key, Depends(needs(Scope.WRITE))]
Reviewer = Annotated[Key, Depends(needs(Scope.REVIEW))]
Here = Annotated[Context, Depends(context_of)]


async def key_of(request: Request, here: Context, given: HTTPAuthorizationCredentials | None) -> Key:
    """The caller's key, counted against its calls per minute; nobody's where that is allowed.

    Raises:
        Permanent: UNAUTHENTICATED.
        Temporary: RATE_LIMITED.
    """
    if given is None:
        if "authorization" not in request.headers and _is_local(request) and _allows_nobody(here):
            return _nobody(here.settings.anonymous_workspace)
        raise Permanent(
            Reason.UNAUTHENTICATED,
            "Send a key as `Authorization: Bearer avk_…`; `averral keys create` makes one.",
            metadata={"problem": "missing"},
        )
    # A look-up by digest in a file of this machine: handing it to a thread would take longer.
    key = here.keys.find(given.credentials)
    _check_origin(request, here, key)
    settings = here.settings
    owner, standing = await count(here.rates, key, settings.rate_per_minute, settings.calls_per_day)
    request.state.standing, request.state.key_id = standing, key.id
    request.state.notice = key.notice(datetime.now(UTC))
    refuse_if_used_up(owner, standing)
    return key


def _check_origin(request: Request, here: Context, key: Key) -> None:
    """A key that is bound to origins opens for pages of these only; programs send none.

    Raises:
        Permanent: PERMISSION_DENIED.
    """
    origin = request.headers.get("origin", "")
    if not origin or not key.origins or origin in key.origins or origin in here.settings.origins:
        return
    raise Permanent(
        Reason.PERMISSION_DENIED,
        "The key is not for pages of this origin: see `averral keys list`.",
        metadata={"needed": "origin", "granted": " ".join(key.origins)},
    )


def _allows_nobody(here: Context) -> bool:
    return bool(here.settings.anonymous_workspace)


def _nobody(workspace: str) -> Key:
    scopes = (Scope.READ, Scope.WRITE, Scope.REVIEW)
    return Key("", workspace, "anonymous", scopes, datetime.now(UTC))


def _is_local(request: Request) -> bool:
    """Whether the call comes from a program on this machine that knows whom it calls.

    A page of the internet that has its name resolve to this machine sends that name as the host, and one
    that calls from elsewhere sends its origin: neither is let in.
    """
    client = request.client.host if request.client else ""
    forwarded = any(name in request.headers for name in _FORWARDED)
    origin = request.headers.get("origin", "")
    return (
        _is_loopback(client)
        and not forwarded
        and (request.url.hostname or "") in _NAMES_OF_THIS_MACHINE
        and (not origin or urlsplit(origin).netloc == request.url.netloc)
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
