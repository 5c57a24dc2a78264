"""`<averral-check>`, the web component for any page with a text field, and a page that shows it at work."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources

from fastapi import FastAPI, Request
from fastapi.responses import Response

#: The demo page loads its own files and talks to its own gateway, nothing else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
#: Pages of other sites load the component; an hour later they ask whether it changed.
_FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=3600",
}
_OURS = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
#: Address, file, type and headers.
_FILES = (
    ("/static/averral-check.js", "averral-check.js", "text/javascript", _FOR_ALL),
    ("/demo/draft", "draft.html", "text/html", _OURS),
    ("/demo/draft.js", "draft.js", "text/javascript", _OURS),
    ("/demo/draft.css", "draft.css", "text/css", _OURS),
)


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    kind: str
    headers: dict[str, str]

    async def answer(self, request: Request) -> Response:
        """The file, or that the caller's copy is the same."""
        headers = self.headers | {"ETag": f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'}
        if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(self.body, 200, headers, f"{self.kind}; charset=utf-8")


def add_to(app: FastAPI) -> None:
    """Serves the component and its demo page."""
    for address, name, kind, headers in _FILES:
        file = _File(resources.files(__name__).joinpath(name).read_bytes(), kind, headers)
        app.add_api_route(address, file.answer, include_in_schema=False)
