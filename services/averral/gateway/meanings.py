"""What the fields of requests and answers mean: words for the description of the API, kept apart from the models."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def explain(schemas: dict[str, Any]) -> None:
    """Gives every field its meaning that the models leave without one."""
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            said = _meanings().get(f"{name}.{field}") or _meanings().get(field)
            if said and "description" not in described:
                described["description"] = said


@cache
def _meanings() -> dict[str, str]:
    return tomllib.loads((resources.files("averral.gateway") / "meanings.toml").read_text(encoding="utf-8"))
