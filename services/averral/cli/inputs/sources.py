"""Your own table of sources: who owns an outlet, where it is, what it is called.

Outlets of one owner group count as one origin, so the table decides how many witnesses a finding has.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from averral.cli.inputs.pages import domain_of
from averral.cli.inputs.rows import Read
from averral.errors import Permanent, Reason
from averral.model import Document, Source

COLUMNS = ("outlet", "domain", "group", "country")

Sources = Mapping[str, Source]


def read_sources(path: Path) -> Sources:
    """Sources by outlet and by domain, both folded in case, of a CSV file with the columns outlet, domain, group, country.

    Raises:
        Permanent: NOT_FOUND; INVALID_ARGUMENT when a column is unknown, or a row has neither outlet nor domain.
    """
    if not path.is_file():
        raise Permanent(Reason.NOT_FOUND, f"There is no file {path}.", metadata={"path": str(path)})
    found: dict[str, Source] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if unknown := set(rows.fieldnames or ("",)) - set(COLUMNS):
            raise Permanent(
                Reason.INVALID_ARGUMENT,
                f"{path.name} has a column {min(unknown)!r}: name the columns {', '.join(COLUMNS)}.",
            )
        for row in rows:
            source = Source(**{name: (row.get(name) or "").strip() for name in COLUMNS})
            keys = [key.casefold() for key in (source.outlet, source.domain) if key]
            if not keys:
                raise Permanent(
                    Reason.INVALID_ARGUMENT,
                    f"{path.name}, line {rows.line_num} has neither outlet nor domain: give one of them.",
                )
            found.update(dict.fromkeys(keys, source))
    return found


def with_sources(reads: Iterable[Read], sources: Sources) -> Iterator[Read]:
    """The documents with what the table says of their outlet, or of their address; their own words go first."""
    for read in reads:
        yield _with_source(read, sources) if isinstance(read, Document) else read


def _with_source(document: Document, sources: Sources) -> Document:
    own = document.source
    domain = own.domain or domain_of(document.url)
    known = sources.get(own.outlet.casefold()) or _of_domain(domain.casefold(), sources)
    if known is None:
        return document
    merged = Source(
        outlet=own.outlet or known.outlet,
        group=own.group or known.group,
        domain=domain or known.domain,
        country=own.country or known.country,
    )
    return replace(document, source=merged)


def _of_domain(domain: str, sources: Sources) -> Source | None:
    """The source of a domain or of the nearest one above it: `arabic.example.com` is of `example.com`."""
    while domain:
        if domain in sources:
            return sources[domain]
        domain = domain.partition(".")[2]
    return None
