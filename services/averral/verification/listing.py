"""What lists of findings are narrowed and ordered by: place, day, language, document, time of the last change.

| table | holds | key |
|---|---|---|
| changes | a row per finding; its number grows with every change of the finding | number |
| finding_places | the places of a finding by their keys | workspace, key, finding_id |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.language import codes
from averral.language.place_names import keys_named
from averral.model import Finding, FindingFilters, Passage

#: Names of places that one list may be narrowed to.
MOST_PLACES = 20
#: Ids in one statement.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ListingTables:
    """The two tables, beside the findings."""

    changes: sa.Table
    places: sa.Table


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Filters with the places as keys; days are proleptic ordinals."""

    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    document_id: str = ""
    external_id: str = ""
    documents: tuple[str, ...] | None = None
    """The documents that came under `external_id`; None where none is given."""

    @property
    def digest(self) -> str:
        """Stands for the filters in a page token; empty where nothing is filtered."""
        # More may come under a caller's id while somebody reads.
        asked = replace(self, documents=None)
        return "" if asked == Narrowing() else repr(asked)


def make_tables(metadata: sa.MetaData) -> ListingTables:
    """Adds the tables to a database's."""
    changes = sa.Table(
        "changes",
        metadata,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("finding_id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("first_day", sa.Integer),
        sa.Column("last_day", sa.Integer),
        sa.Column("at", sa.String, nullable=False),
        sa.Index("changes_by_finding", "workspace", "finding_id", unique=True),
        sa.Index("changes_by_document", "workspace", "document_id"),
        sa.Column("state", sa.String, nullable=False, server_default=""),
        sa.Column("kind", sa.String, nullable=False, server_default=""),
        # All that lists are narrowed by: rows that do not fit are passed over without being read.
        sa.Index(
            "changes_by_number",
            "workspace",
            "number",
            "state",
            "kind",
            "language",
            "first_day",
            "last_day",
            "finding_id",
        ),
        sqlite_autoincrement=True,
    )
    places = sa.Table(
        "finding_places",
        metadata,
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("finding_id", sa.String, primary_key=True),
        sa.Index("finding_places_by_finding", "workspace", "finding_id"),
    )
    return ListingTables(changes, places)


def note(
    connection: sa.Connection, here: ListingTables, workspace: str, findings: Iterable[Finding], at: datetime
) -> None:
    """Puts findings that were made or changed in front of all others, the last of them first."""
    changed = {finding.id: finding for finding in findings}
    if not changed:
        return
    drop(connection, here, workspace, list(changed))
    rows = [_change(workspace, finding, at) for finding in changed.values()]
    connection.execute(sa.insert(here.changes), rows)
    places = [
        {"workspace": workspace, "key": key, "finding_id": finding.id}
        for finding in changed.values()
        for key in sorted({place.key for place in finding.places})
    ]
    if places:
        connection.execute(sa.insert(here.places), places)


def _change(workspace: str, finding: Finding, at: datetime) -> dict[str, str | int | None]:
    own = _own_passage(finding)
    first, last = _days(finding, own)
    return {
        "workspace": workspace,
        "finding_id": finding.id,
        "document_id": own.document_id if own else "",
        "language": finding.language,
        "first_day": first.toordinal() if first else None,
        "last_day": last.toordinal() if last else None,
        "at": at.isoformat(),
        "state": finding.state.value,
        "kind": finding.kind,
    }


def drop(connection: sa.Connection, here: ListingTables, workspace: str, finding_ids: Sequence[str]) -> None:
    """Forgets findings."""
    for start in range(0, len(finding_ids), _AT_ONCE):
        some = finding_ids[start : start + _AT_ONCE]
        for table in (here.changes, here.places):
            connection.execute(
                sa.delete(table).where(table.c.workspace == workspace, table.c.finding_id.in_(some))
            )


def conditions(here: ListingTables, workspace: str, wanted: Narrowing) -> list[sa.ColumnElement[bool]]:
    """What a row of `changes` must fulfil."""
    row = here.changes.c
    found: list[sa.ColumnElement[bool]] = []
    if wanted.languages:
        found.append(row.language.in_(wanted.languages))
    if wanted.first is not None:
        found.append(row.last_day >= wanted.first)
    if wanted.last is not None:
        found.append(row.first_day <= wanted.last)
    if wanted.document_id:
        found.append(row.document_id == wanted.document_id)
    if wanted.documents is not None:
        found.append(row.document_id.in_(wanted.documents))
    if wanted.places:
        place = here.places.c
        named = sa.select(place.finding_id).where(place.workspace == workspace, place.key.in_(wanted.places))
        found.append(row.finding_id.in_(named))
    return found


def narrowing(filters: FindingFilters, documents: tuple[str, ...] | None = None) -> Narrowing:
    """The filters as the store takes them; `documents` are those under the caller's id that they name.

    Raises:
        Permanent: TOO_MANY_ITEMS for more places than a list may be narrowed to.
    """
    if len(filters.places) > MOST_PLACES:
        raise Permanent(
            Reason.TOO_MANY_ITEMS,
            f"A list can be narrowed to {MOST_PLACES} places: name fewer.",
            field="places",
            metadata={"limit": str(MOST_PLACES), "given": str(len(filters.places))},
        )
    return Narrowing(
        languages=tuple(dict.fromkeys(codes.primary(code) or code for code in filters.languages)),
        places=tuple(sorted(keys_named(filters.places))),
        first=filters.first.toordinal() if filters.first else None,
        last=filters.last.toordinal() if filters.last else None,
        document_id=filters.document_id,
        external_id=filters.external_id,
        documents=documents,
    )


def _own_passage(finding: Finding) -> Passage | None:
    passages = (passage for origin in finding.supporting for passage in origin.passages)
    return next((passage for passage in passages if passage.item_id == finding.item_id), None)


def _days(finding: Finding, own: Passage | None) -> tuple[date | None, date | None]:
    if finding.event_time is not None:
        return finding.event_time.start, finding.event_time.end
    day = own.published_at.date() if own and own.published_at else None
    return day, day
