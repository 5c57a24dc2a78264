"""What the routes share: how errors are documented, pages, names in the address."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Header, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel

from averral.gateway import sse
from averral.gateway.problems import MEDIA_TYPE, Problem

#: Every error of every route: a problem.
ERRORS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Anything else is a problem; `reason` is from the closed list.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}},
    }
}

PageSize = Annotated[int, Query(ge=1, le=10_000, description="At most this many, within the limit.")]
PageToken = Annotated[str, Query(max_length=1_000, description="`next_page_token` of the page before.")]
Name = Annotated[
    str, Path(max_length=100, pattern=r"^[A-Za-z0-9_]+$", description="The id, as an answer gave it.")
]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=128,
        pattern=r"^[\x21-\x7e]*$",
        description="Repeating a call with the same one and the same body does nothing twice.",
    ),
]


Accept = Annotated[
    str, Header(description="`text/event-stream` for progress as it is made; else one answer at once.")
]


def progress_of(name: str) -> dict[int | str, dict[str, Any]]:
    """How a route is described that tells progress at once or as events of a name."""
    return {
        200: {
            "description": f"Progress so far; with `Accept: text/event-stream` an event `{name}` now, whenever there is "
            "more of it, and at the end, which ends the stream.",
            "content": {sse.MEDIA_TYPE: {"schema": {"type": "string"}}},
        }
    }


def answer(model: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The model as JSON, written once."""
    return Response(model.model_dump_json(), status, headers, "application/json")
