"""Brings the catalogues up to date with templates and labels: `python -m averral.gateway.pages.catalogues`.

New texts come in untranslated, texts that are gone are dropped. A test fails while any text lacks a translation.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from averral.gateway.pages.interface import CATALOGUES

HERE = Path(__file__).parent
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "marked": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
_WIDTH = 118


def texts() -> Iterator[str | tuple[str, ...]]:
    """All texts of the interface; one with a plural as a pair."""
    sources = [
        *((path, "python") for path in sorted(HERE.glob("*.py"))),
        *((path, "jinja2.ext:babel_extract") for path in sorted((HERE / "templates").glob("*.html"))),
    ]
    for path, method in sources:
        with path.open("rb") as content:
            for _, found, _, _ in extract(method, content, _KEYWORDS, options={"trimmed": "true"}):
                yield found


def template() -> Catalog:
    """The catalogue without translations."""
    made = Catalog(project="averral", charset="utf-8")
    for found in dict.fromkeys(texts()):
        made.add(found)
    return made


def update(path: Path) -> Catalog:
    """A language's catalogue with today's texts, written back."""
    if path.exists():
        with path.open("rb") as lines:
            own = read_po(lines, locale=path.stem)
    else:
        own = Catalog(locale=path.stem, project="averral")
    own.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    own.obsolete.clear()
    save(path, own)
    return own


def save(path: Path, own: Catalog) -> None:
    """Writes a catalogue with what a reader of it needs to know, and no dates or addresses that change."""
    name = Locale.parse(path.stem).get_display_name("en")
    written = io.BytesIO()
    write_po(written, own, width=_WIDTH, no_location=True, omit_header=True, sort_output=True)
    header = (
        f'# Texts of the pages in {name}.\nmsgid ""\nmsgstr ""\n"Language: {path.stem}\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {own.plural_forms}\\n"\n\n'
    )
    path.write_text(header + written.getvalue().decode(), encoding="utf-8")


if __name__ == "__main__":
    for code in sys.argv[1:] or sorted(each.stem for each in CATALOGUES.glob("*.po")):
        found = update(CATALOGUES / f"{code}.po")
        missing = sum(1 for message in found if message.id and not message.string)
        sys.stdout.write(f"{code}: {len(found)} texts, {missing} without a translation\n")
