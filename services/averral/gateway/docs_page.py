"""A page that shows the API to people: every route with what it takes, an example, its answer and its errors. Nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

STYLE = (
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--tint:#f3f4f6;--line:#dcdce1;--mark:#1d4ed8}"
    "@media(prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#eceef1;--tint:#1f2228;--line:#353942;--mark:#8ab4ff}}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--ink);"
    "background:var(--paper);overflow-wrap:anywhere}a{color:var(--mark)}"
    "code,pre{font:14px/1.45 ui-monospace,monospace;background:var(--tint);border-radius:4px}"
    "pre{padding:.8rem;overflow:auto}code{padding:.1rem .3rem}h2{margin-top:3rem;text-transform:capitalize}"
    "h3{margin-top:2rem;border-top:1px solid var(--line);padding-top:1rem;font-size:1rem}"
    "table{border-collapse:collapse;width:100%;margin:.6rem 0}td,th{text-align:start;padding:.3rem .6rem;"
    "border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600}td:first-child{white-space:nowrap}"
    "b.m{color:var(--mark)}summary{cursor:pointer}nav ul{columns:18rem;list-style:none;padding:0}"
    "@media(max-width:40rem){td:first-child{white-space:normal}}@media print{nav,summary{display:none}h3{break-after:avoid}}"
)
#: Lets the page use its own style and nothing else.
POLICY = (
    "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
#: Parts of the API in the order in which somebody meets them; others follow.
_PARTS = ("questions", "drafts", "documents", "batches", "findings", "webhooks")
_FOR_PROGRAMS = (
    "<p>The same for programs: <a href=openapi.json>openapi.json</a>. Every error is a problem (RFC 9457) "
    "whose <code>reason</code> is from a closed list.</p>"
)
_EMPHASIS = re.compile(r"\*([^*<>]{1,80})\*")

Described = Mapping[str, Any]


def render(described: Described) -> str:
    """The page for an OpenAPI description."""
    info, parts = described["info"], _by_part(described)
    return "".join(
        (
            "<!doctype html><html lang=en><meta charset=utf-8>",
            "<meta name=viewport content='width=device-width'>",
            f"<title>{escape(info['title'])} API</title><style>{STYLE}</style>",
            f"<h1>{escape(info['title'])} {escape(info['version'])}</h1><p>{_text(info['description'])}</p>",
            _FOR_PROGRAMS,
            *_contents(parts),
            *_operations(described, parts),
            "</html>",
        )
    )


def _by_part(described: Described) -> dict[str, list[tuple[str, str, Any]]]:
    """Method, path and description of all operations, by part of the API."""
    found: defaultdict[str, list[tuple[str, str, Any]]] = defaultdict(list)
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            found[(operation.get("tags") or ["system"])[0]].append((method.upper(), path, operation))
    order = [*_PARTS, *(part for part in found if part not in _PARTS)]
    return {part: found[part] for part in order if part in found}


def _contents(parts: Mapping[str, list[tuple[str, str, Any]]]) -> Iterator[str]:
    yield "<nav aria-label=Contents><ul>"
    for operations in parts.values():
        for method, path, _ in operations:
            yield f"<li><a href='#{_anchor(method, path)}'>{method} {escape(path)}</a>"
    yield "</ul></nav>"


def _operations(described: Described, parts: Mapping[str, list[tuple[str, str, Any]]]) -> Iterator[str]:
    schemas = described["components"]["schemas"]
    for part, operations in parts.items():
        yield f"<h2>{escape(part)}</h2>"
        for method, path, operation in operations:
            yield f"<h3 id='{_anchor(method, path)}'><b class=m>{method}</b> <code>{escape(path)}</code></h3>"
            yield f"<p>{_text(operation.get('description', ''))}</p>"
            yield from _parameters(operation.get("parameters", ()))
            yield from _body(schemas, operation.get("requestBody", {}))
            yield from _answers(schemas, operation["responses"])


def _parameters(parameters: Any) -> Iterator[str]:
    if not parameters:
        return
    yield "<table><tr><th>Name<th>In<th>Meaning</tr>"
    for one in parameters:
        said = one.get("description") or one["schema"].get("description", "")
        yield f"<tr><td><code>{escape(one['name'])}</code><td>{escape(one['in'])}<td>{_text(said)}</tr>"
    yield "</table>"


def _body(schemas: Described, body: Described) -> Iterator[str]:
    """What a request sends, as an example and field by field."""
    yield f"<p>{_text(body['description'])}</p>" if "description" in body else ""
    for content in body.get("content", {}).values():
        schema = _named(schemas, content.get("schema", {}))
        for example in schema.get("examples", ())[:1]:
            yield f"<pre>{escape(json.dumps(example, ensure_ascii=False, indent=2))}</pre>"
        yield from _fields(schemas, schema, "What it takes")


def _answers(schemas: Described, responses: Described) -> Iterator[str]:
    for status, response in responses.items():
        if status == "default":
            continue
        said = response.get("description", "")
        if said != "Successful Response":
            yield f"<p><b>{escape(status)}</b> {_text(said)}</p>"
        for content in response.get("content", {}).values():
            yield from _fields(schemas, _named(schemas, content.get("schema", {})), f"Answer {status}")


def _fields(schemas: Described, schema: Described, title: str) -> Iterator[str]:
    if not schema.get("properties"):
        return
    yield f"<details><summary>{escape(title)}</summary><table><tr><th>Field<th>Kind<th>Meaning</tr>"
    for name, field in schema["properties"].items():
        said = field.get("description", "") or _named(schemas, field).get("description", "")
        must = " (needed)" if name in schema.get("required", ()) and "takes" in title else ""
        yield f"<tr><td><code>{escape(name)}</code>{must}<td>{escape(_kind(field))}<td>{_text(said)}</tr>"
    yield "</table></details>"


def _kind(field: Described) -> str:
    """The kind of a field in a word."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(map(_kind, field["anyOf"])))
    kind = str(field.get("type", "any"))
    return f"list of {_kind(field.get('items', {}))}" if kind == "array" else kind


def _named(schemas: Described, schema: Described) -> Described:
    found: Described = schemas.get(str(schema.get("$ref", "")).rpartition("/")[2], schema)
    return found


def _anchor(method: str, path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{method}{path}".lower()).strip("-")


def _text(said: str) -> str:
    """Text with `code` and *emphasis*, as HTML."""
    parts = escape(said).split("`")
    return "".join(
        f"<code>{part}</code>" if number % 2 else _EMPHASIS.sub(r"<em>\1</em>", part)
        for number, part in enumerate(parts)
    )
