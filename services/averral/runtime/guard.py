"""Lets in who sends a key, where keys are required: the scope is checked by method, the workspace by the servicer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import grpc

from averral.errors import Permanent, Reason
from averral.runtime.keys import Key, KeyStore, Limiter, Rates, Scope, count, refuse_if_used_up, require

AUTHORIZATION = "authorization"
"""Metadata key; the value is `Bearer avk_…`, as over HTTP."""

_caller: ContextVar[Key | None] = ContextVar("averral_caller", default=None)


def workspace_for(wanted: str, default: str) -> str:
    """The workspace that the served call may act in: the wanted one, or the key's where none is named.

    Raises:
        Permanent: PERMISSION_DENIED when the key belongs to another.
    """
    key = _caller.get()
    if key is None or key.allows(Scope.SERVICE):
        return wanted or default
    if wanted not in ("", key.workspace):
        raise Permanent(
            Reason.PERMISSION_DENIED,
            "The key belongs to another workspace: leave the workspace empty, or use a key of that one.",
            field="workspace",
            metadata={"needed": "workspace", "granted": key.workspace},
        )
    return key.workspace


class Guard(grpc.aio.ServerInterceptor):
    """Stands inside `CallInterceptor`, which turns its refusals into statuses."""

    def __init__(
        self,
        keys: KeyStore,
        scopes: Mapping[str, Scope],
        rates: Limiter | None = None,
        *,
        per_minute: int = 600,
        per_day: int = 0,
    ) -> None:
        """`scopes` by full method name, `/package.Service/Method`; other methods are open to all."""
        self._keys, self._scopes = keys, scopes
        self._rates = rates or Rates()
        self._per_minute, self._per_day = per_minute, per_day

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Any]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        """The handler behind the guard; None when there is no such method."""
        handler = await continuation(handler_call_details)
        scope = self._scopes.get(handler_call_details.method)
        if handler is None or scope is None:
            return handler
        return _guarded(handler, lambda context: self._let_in(context, scope))

    async def _let_in(self, context: Any, scope: Scope) -> None:
        given = dict(context.invocation_metadata() or ()).get(AUTHORIZATION, "")
        kind, _, secret = str(given).partition(" ")
        if kind.lower() != "bearer" or not secret:
            raise Permanent(
                Reason.UNAUTHENTICATED,
                "Send a key in the metadata as `authorization: Bearer avk_…`; `averral keys create` makes one.",
                metadata={"problem": "missing"},
            )
        key = await asyncio.to_thread(self._keys.find, secret.strip())
        if not key.allows(Scope.SERVICE):
            require(key, scope)
            await self._count(context, key)
        _caller.set(key)

    async def _count(self, context: Any, key: Key) -> None:
        """A call is one call of the key, over gRPC as over HTTP; what is left is told at its end."""
        owner, standing = await count(self._rates, key, self._per_minute, self._per_day)
        headers = standing.headers | key.notice(datetime.now(UTC))
        told = tuple((name.lower(), value) for name, value in headers.items())
        context.set_trailing_metadata(told)
        refuse_if_used_up(owner, standing)


def _guarded(handler: Any, let_in: Callable[[Any], Awaitable[None]]) -> Any:
    behaviour = handler.unary_unary or handler.unary_stream or handler.stream_unary or handler.stream_stream

    async def answer(request: Any, context: Any) -> Any:
        await let_in(context)
        return await behaviour(request, context)

    async def stream(request: Any, context: Any) -> AsyncIterator[Any]:
        await let_in(context)
        async with aclosing(behaviour(request, context)) as answers:
            async for item in answers:
                yield item

    make: dict[tuple[bool, bool], Any] = {
        (False, False): grpc.unary_unary_rpc_method_handler,
        (False, True): grpc.unary_stream_rpc_method_handler,
        (True, False): grpc.stream_unary_rpc_method_handler,
        (True, True): grpc.stream_stream_rpc_method_handler,
    }
    return make[handler.request_streaming, handler.response_streaming](
        stream if handler.response_streaming else answer,
        request_deserializer=handler.request_deserializer,
        response_serializer=handler.response_serializer,
    )
