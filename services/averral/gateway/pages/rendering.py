"""Templates to pages: escaped always, in the reader's language, with headers that let nothing foreign in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from averral.gateway.pages import labels
from averral.gateway.pages.concepts import CONCEPTS
from averral.gateway.pages.interface import Interface, codes, interface
from averral.gateway.pages.session import VISIT, Reader, keep
from averral.language.entities import label
from averral.runtime.keys import Scope

HERE = Path(__file__).parent
#: What pages may load and do: their own style, script and data, and forms to ourselves. No inline script or style.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # Without it browsers hide where a form comes from even from ourselves.
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie, Accept-Language",
}


def page(
    request: Request,
    reader: Reader,
    template: str,
    values: Mapping[str, Any] | None = None,
    status: int = 200,
) -> Response:
    """A whole page."""
    shown = {"path": request.url.path, "query": str(request.url.query), **(values or {})}
    response = HTMLResponse(render(reader, template, shown), status, HEADERS)
    if reader.new_visit:
        keep(request, response, VISIT, reader.new_visit)
    return response


def render(reader: Reader, template: str, values: Mapping[str, Any]) -> str:
    """A template's text."""
    found = _environment(reader.interface.code).get_template(template)
    return found.render(reader=reader, scopes=Scope, **values)


@cache
def _environment(code: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    ui = interface(code)
    made.install_gettext_translations(ui.texts, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        ui=ui,
        labels=labels,
        languages=[interface(each) for each in codes()],
        static=static_address,
        address=address,
        when=lambda seconds: datetime.fromtimestamp(seconds, UTC),
    )
    made.filters.update(
        word=_worder(ui),
        concept=_concepts(ui),
        body=_bodies(ui),
        day=ui.day,
        moment=ui.moment,
        number=ui.number,
        language=ui.language,
        shorten=shorten,
        firstline=first_line,
        web=web_address,
    )
    return made


def _worder(ui: Interface) -> Any:
    """A filter: the translated label of a name, from one of the tables of `labels`; the name itself if it has none."""

    def word(name: str, table: Mapping[str, str]) -> str:
        label = table.get(name, "")
        return ui.texts.gettext(label) if label else name

    return word


def _concepts(ui: Interface) -> Any:
    """A filter: a concept's id, such as `talks.failed`, in words."""

    def concept(name: str) -> str:
        plain = name.replace("_", " ").replace(".", " ")
        return ui.texts.gettext(CONCEPTS.get(name, plain)) if name else ""

    return concept


def _bodies(ui: Interface) -> Any:
    """A filter: the id of a state, office, force or side, such as `side:opposition`, by its name."""

    def body(key: str) -> str:
        kind, _, rest = key.partition(":")
        office, _, state = rest.partition(":")
        if kind == "office" and state:
            names = (label(f"office:{office}", ui.code), label(f"state:{state}", ui.code))
            return ui.texts.gettext(", ").join(names)
        return label(key, ui.code)

    return body


def shorten(text: str, most: int) -> str:
    """At most so many code points, with a sign where something is left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def first_line(text: str) -> str:
    """What a report begins with."""
    return next((line.strip() for line in text[:2_000].splitlines() if line.strip()), "–")


def web_address(url: str) -> str:
    """The address if it leads to the web, else nothing: a report may bring `javascript:`."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def address(path: str, **parameters: Any) -> str:
    """An address of ours, with what is empty left out; lists repeat their name."""
    given = {name: value for name, value in parameters.items() if value}
    return quote(path) + ("?" + urlencode(given, doseq=True) if given else "")


@cache
def static_address(name: str) -> str:
    """Where a file of the pages lies; changes with its content, so that it may be kept for ever."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/assets/{name}?v={digest}"
