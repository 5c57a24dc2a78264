"""Brings the plug-in's translations up to date: run it after changing a text in the plug-in or a line in a `.po` file.

    python deploy/wordpress/translate.py

It writes `averral.pot` from the sources, adds new texts to every `.po`, and compiles these for PHP (`.mo`) and for the
editor (`.json`). Needs Babel, which averral installs.
"""

from __future__ import annotations

import json
import re
import struct
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

PLUGIN = Path(__file__).parent / "averral"
LANGUAGES = PLUGIN / "languages"
DOMAIN = "averral"
#: The script whose texts `wp_set_script_translations` loads.
HANDLE = "averral-panel"

_CALL = re.compile(rf"\b(?:esc_html|esc_attr)?__\(\s*'((?:[^'\\]|\\.)*)',\s*'{DOMAIN}'\s*\)")
_HEADER = (
    f"# Translations of the plug-in Averral for WordPress.\n# License: GPL-2.0-or-later\n# Domain: {DOMAIN}"
)


def texts() -> Catalog:
    """All texts of the sources, with the files they stand in."""
    found = Catalog(
        domain=DOMAIN, project="Averral", version="", header_comment=_HEADER, charset="utf-8", fuzzy=False
    )
    for path in sorted([*PLUGIN.rglob("*.php"), *PLUGIN.rglob("*.js")]):
        for text in _CALL.findall(path.read_text(encoding="utf-8")):
            found.add(text.replace("\\'", "'"), locations=[(path.relative_to(PLUGIN).as_posix(), None)])
    return found


def read(path: Path) -> Catalog:
    """The catalogue in a `.po` file."""
    locale = path.stem.removeprefix(f"{DOMAIN}-")
    return read_po(BytesIO(path.read_bytes()), locale=locale, domain=DOMAIN)


def written(catalog: Catalog) -> bytes:
    """A catalogue as text, without dates, which would change with every run."""
    out = BytesIO()
    write_po(out, catalog, width=110, sort_output=False, omit_header=True, include_lineno=False)
    locale = f'"Language: {catalog.locale}\\n"\n' if catalog.locale else ""
    kind = '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return f'{_HEADER}\nmsgid ""\nmsgstr ""\n{locale}{kind}\n'.encode() + out.getvalue().strip() + b"\n"


def compiled(catalog: Catalog) -> bytes:
    """The binary form, the same bytes on every machine.

    WordPress before 6.5 wants to be told where the table of hashes would begin, also where there is none.
    """
    said = {"": f"Language: {catalog.locale}\nContent-Type: text/plain; charset=UTF-8\n"}
    for message in catalog:
        if message.id and message.string:
            said[f"{message.context}\x04{message.id}" if message.context else message.id] = message.string
    pairs = sorted((key.encode(), text.encode()) for key, text in said.items())
    indexes, texts_at, strings = 28, 28 + 8 * len(pairs), b""
    first = 28 + 16 * len(pairs)
    table = {0: b"", 1: b""}
    for side in table:
        for pair in pairs:
            table[side] += struct.pack("<II", len(pair[side]), first + len(strings))
            strings += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), indexes, texts_at, 0, first)
    return head + table[0] + table[1] + strings


def for_scripts(catalog: Catalog) -> bytes:
    """The texts of the scripts as the editor loads them."""
    said = {
        message.id: [message.string]
        for message in catalog
        if message.id and message.string and any(name.endswith(".js") for name, _ in message.locations)
    }
    head = {"": {"domain": "messages", "lang": str(catalog.locale)}}
    whole = {"domain": "messages", "locale_data": {"messages": head | said}}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def files() -> dict[Path, bytes]:
    """Every file of the translations as it should be."""
    source = texts()
    found = {LANGUAGES / f"{DOMAIN}.pot": written(source)}
    for path in sorted(LANGUAGES.glob("*.po")):
        catalog = read(path)
        catalog.update(source, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        found[path] = written(catalog)
        found[path.with_suffix(".mo")] = compiled(catalog)
        found[path.with_name(f"{path.stem}-{HANDLE}.json")] = for_scripts(catalog)
    return found


if __name__ == "__main__":
    for where, content in files().items():
        where.write_bytes(content)
