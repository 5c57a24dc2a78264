"""The gateway itself: limits, the caller's key, browser tokens, health."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from averral.errors import Permanent, Reason
from averral.gateway.context import Here, Reader
from averral.gateway.requests import TokenRequest
from averral.gateway.routes.common import ERRORS, answer
from averral.gateway.system_answers import Health, KeyOut, LimitsOut, TokenOut
from averral.runtime.keys import Scope, require

router = APIRouter(tags=["system"], responses=ERRORS)


@router.get("/v1/limits", response_model=LimitsOut)
async def get_limits(_key: Reader, here: Here) -> Response:
    """What one call may hold."""
    size = here.settings.max_request_mib * 1024 * 1024
    return answer(LimitsOut.of(await here.verification.get_limits(), size))


@router.get("/v1/key", response_model=KeyOut)
async def get_key(key: Reader) -> Response:
    """The key of this call: its workspace, its scopes and when it ends."""
    return answer(KeyOut.model_validate(key))


@router.post("/v1/tokens", response_model=TokenOut, status_code=201)
async def create_token(asked: TokenRequest, key: Reader, here: Here) -> Response:
    """A token for a browser that opens for some minutes, so that the key itself stays on a server.

    It shares the key's calls per minute. Errors: PERMISSION_DENIED for a scope that the key lacks or when called
    with a token.
    """
    if not key.id or key.parent_id:
        raise Permanent(
            Reason.PERMISSION_DENIED,
            "Tokens are made with a key, not with a token or without one.",
            metadata={"needed": "key", "granted": "token" if key.id else "none"},
        )
    scopes = [Scope(scope) for scope in asked.scopes]
    for scope in scopes:
        require(key, scope)
    lifetime = timedelta(seconds=asked.seconds)
    made, secret = await asyncio.to_thread(
        lambda: here.keys.create_token(key, scopes, lifetime, origins=key.origins)
    )
    return answer(TokenOut(token=secret, expires_at=made.expires_at or made.created_at + lifetime), 201)


@router.get("/healthz", response_model=Health)
async def health() -> Response:
    """Whether the gateway answers."""
    return answer(Health())


@router.get("/readyz", response_model=Health)
async def ready(here: Here) -> Response:
    """Whether the service behind it answers as well."""
    await here.verification.get_limits()
    return answer(Health())
