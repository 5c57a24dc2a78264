"""Web pages for fact-checkers, rendered on the server from the answers that the API gives. See README.md."""

from __future__ import annotations

from fastapi import FastAPI

from averral.gateway.pages import ask, dead, document, entry, finding, inbox, quotation, sources, status


def install(app: FastAPI) -> None:
    """Adds the pages and their files to the application."""
    for part in (entry, inbox, finding, document, ask, quotation, sources, dead, status):
        app.include_router(part.router, include_in_schema=False)
