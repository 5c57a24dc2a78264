"""The OpenAPI description, corrected where FastAPI describes what this gateway does otherwise."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from averral import __version__
from averral.gateway import meanings
from averral.gateway.answers import EventOut
from averral.gateway.problems import Problem
from averral.gateway.requests import BatchLine
from averral.gateway.work_answers import BatchAnswer

_REFERENCE = "#/components/schemas/{model}"

_ABOUT = (
    "Who said what, what is claimed, and where independent reports corroborate or conflict. It reports agreement "
    "between sources with the passages that show it; it never says true or false. Offsets are half-open and count "
    "Unicode code points; `utf16` gives them for editors."
)


def describe(app: FastAPI) -> dict[str, Any]:
    """The description of the application's routes, with the models of lines and events, which no route names."""
    found = get_openapi(title="averral", version=__version__, description=_ABOUT, routes=app.routes)
    schemas = found["components"]["schemas"]
    for model in (Problem, BatchLine, BatchAnswer, EventOut):
        named = model.model_json_schema(ref_template=_REFERENCE, mode="serialization")
        for name, part in named.pop("$defs", {}).items():
            schemas.setdefault(name, part)
        schemas[model.__name__] = named
    meanings.explain(schemas)
    # What does not fit the description is a problem with the status 400.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    return found


def query_parameters(described: dict[str, Any]) -> dict[tuple[str, str], frozenset[str]]:
    """The names that each operation takes in the address, by path and method."""
    return {
        (path, method.upper()): frozenset(
            one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"
        )
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }
