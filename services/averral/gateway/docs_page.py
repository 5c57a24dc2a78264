"""A page that shows the API to people: every route with its parameters, an example and its errors. Nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import Any

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}code,pre{font:14px/1.45 ui-monospace,monospace;background:#f3f4f6;border-radius:4px}"
    "pre{padding:.8rem;overflow:auto}code{padding:.1rem .3rem}h2{margin-top:2.5rem;border-top:1px solid #d4d4d8;"
    "padding-top:1rem}table{border-collapse:collapse;width:100%}td,th{text-align:start;padding:.3rem .6rem;"
    "border-bottom:1px solid #e4e4e7;vertical-align:top}b.m{color:#1d4ed8}"
)
#: Lets the page use its own style and nothing else.
POLICY = (
    "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)


def render(described: dict[str, Any]) -> str:
    """The page for an OpenAPI description."""
    info = described["info"]
    return "".join(
        (
            "<!doctype html><html lang=en><meta charset=utf-8>",
            "<meta name=viewport content='width=device-width'>",
            f"<title>{escape(info['title'])} API</title><style>{STYLE}</style>",
            f"<h1>{escape(info['title'])} {escape(info['version'])}</h1><p>{_text(info['description'])}</p>",
            "<p>The same for programs: <a href=openapi.json>openapi.json</a>.</p>",
            *_operations(described),
            "</html>",
        )
    )


def _operations(described: dict[str, Any]) -> Iterator[str]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"<h2><b class=m>{method.upper()}</b> <code>{escape(path)}</code></h2>"
            yield f"<p>{_text(operation.get('description', ''))}</p>"
            yield from _parameters(operation.get("parameters", ()))
            example = _example(described, operation)
            if example:
                yield f"<pre>{escape(example)}</pre>"


def _parameters(parameters: Any) -> Iterator[str]:
    if not parameters:
        return
    yield "<table><tr><th>Name<th>In<th>Meaning</tr>"
    for one in parameters:
        said = one.get("description") or one["schema"].get("description", "")
        yield f"<tr><td><code>{escape(one['name'])}</code><td>{escape(one['in'])}<td>{_text(said)}</tr>"
    yield "</table>"


def _example(described: dict[str, Any], operation: dict[str, Any]) -> str:
    """The first example of what a request sends."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
        examples = described["components"]["schemas"].get(name, {}).get("examples", ())
        for example in examples:
            return json.dumps(example, ensure_ascii=False, indent=2)
    return ""


def _text(said: str) -> str:
    """Text with `code`, as HTML."""
    parts = escape(said).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
