"""Puts the application together: routes, errors, and the layers round them."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, JSONResponse, Response

from averral.gateway import component, docs_page, openapi, pages, problems
from averral.gateway.browsers import Browsers
from averral.gateway.context import Context, refuse_unknown_parameters
from averral.gateway.edge import REQUEST_ID, Edge
from averral.gateway.routes import batches, documents, drafts, findings, questions, system, webhooks

#: Answers below it fit one packet anyway.
_SMALLEST_GZIP = 1_000
_SHOWN_TO_BROWSERS = (
    "ETag",
    "Location",
    "Retry-After",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Averral-Key-Expires",
    REQUEST_ID,
)


def create_app(context: Context) -> FastAPI:
    """The application over the given parts."""
    app = FastAPI(
        title="averral",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.context = context
    problems.install(app)
    app.include_router(batches.uploads, dependencies=[Depends(refuse_unknown_parameters)])
    for part in (questions, drafts, documents, batches, findings, webhooks, system):
        app.include_router(part.router, dependencies=[Depends(refuse_unknown_parameters)])
    pages.install(app)
    described = openapi.describe(app)
    app.state.parameters = openapi.query_parameters(described)
    _add_docs(app, described)
    component.add_to(app)
    settings = context.settings
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_GZIP, compresslevel=5)
    app.add_middleware(Browsers, here=context, shown=_SHOWN_TO_BROWSERS)
    app.add_middleware(
        Edge,
        most_bytes=settings.max_request_mib * 1024 * 1024,
        most_requests=settings.max_concurrent_calls,
        most_by_path={"/v1/batches": settings.max_batch_mib * 1024 * 1024},
    )
    return app


def _add_docs(app: FastAPI, described: dict[str, Any]) -> None:
    page = docs_page.render(described)

    async def read_openapi() -> Response:
        return JSONResponse(described)

    async def read_docs() -> Response:
        return HTMLResponse(page, headers={"Content-Security-Policy": docs_page.POLICY})

    app.add_api_route("/openapi.json", read_openapi, include_in_schema=False)
    app.add_api_route("/docs", read_docs, include_in_schema=False)
