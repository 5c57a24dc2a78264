"""Relations, and the keys that candidates are found by, in and out of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from averral.matching.corpus import tables
from averral.matching.corpus.reading import chunks
from averral.matching.corpus.store import Corpus
from averral.matching.corpus.touched import touched_by
from averral.model import Relation, RelationKind
from averral.runtime import records

#: Relations that put no passage on either side.
WEAK = frozenset({RelationKind.RELATED, RelationKind.SCOPE_DIFFERS})

_KEYS = tables.item_keys.c
# Made once: SQLAlchemy would work out anew for each statement whether it has seen its like.
_ANY_TIME = (
    sa.select(_KEYS.row)
    .where(_KEYS.workspace == sa.bindparam("workspace"), _KEYS.key == sa.bindparam("key"))
    .order_by(_KEYS.row)
    .limit(sa.bindparam("limit"))
)


def _nearest(within: sa.ColumnElement[bool], order: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The first rows with a key in the order of the index, which thus reads no more of them than are wanted."""
    chosen = (
        sa.select(_KEYS.day, _KEYS.row)
        .where(_KEYS.workspace == sa.bindparam("workspace"), _KEYS.key == sa.bindparam("key"), within)
        .order_by(order, _KEYS.row)
        .limit(sa.bindparam("limit"))
        .subquery()
    )
    return sa.select(chosen)


#: From the day on, before it, and without a day: what many reports share has thousands of rows round each day.
_IN_TIME = sa.union_all(
    _nearest(_KEYS.day.between(sa.bindparam("day"), sa.bindparam("to")), _KEYS.day.asc()),
    _nearest(
        sa.and_(_KEYS.day >= sa.bindparam("from"), _KEYS.day < sa.bindparam("day")),
        _KEYS.day.desc(),
    ),
    _nearest(_KEYS.day == 0, _KEYS.day.asc()),
)


def put_relations(
    corpus: Corpus,
    workspace: str,
    document_id: str,
    found: Sequence[Relation],
    compared: Iterable[str],
    versions: str,
) -> tuple[str, ...]:
    """Stores what comparing a document gave; ids of its items, of those that it had, and of all joined to them.

    They come back also when nothing changed: whoever was interrupted before the findings were refreshed
    repeats the call, and a report that nobody else confirms has findings too.

    A relation that was compared again and no longer holds, or that other rules made, goes. One that was
    found from the other document's side and not compared now stays, so that the order of documents does
    not matter.

    Args:
        corpus: Where.
        workspace: Whose.
        document_id: The document that was compared.
        found: Its relations.
        compared: Ids of the relations that could have been found.
        versions: Versions of the rules that found them.
    """
    fresh = {relation.id: (relation, _row(workspace, relation)) for relation in found}
    tried = set(compared)
    with corpus.engine.begin() as connection:
        stored = {link.id: link for link in _touching(connection, workspace, document_id)}
        gone = [
            link_id
            for link_id, link in stored.items()
            if link_id not in fresh and (link_id in tried or link.versions != versions)
        ]
        new = [
            row
            for link_id, (_, row) in fresh.items()
            if link_id not in stored or stored[link_id].record != row["record"]
        ]
        new = _with_both_ends(connection, workspace, new)
        table = tables.relations
        for part in chunks([*gone, *(row["id"] for row in new if row["id"] in stored)]):
            connection.execute(table.delete().where(table.c.workspace == workspace, table.c.id.in_(part)))
        if new:
            connection.execute(table.insert(), new)
        own = _items(connection, workspace, document_id).union(touched_by(connection, workspace, document_id))
    ends = ((one.a_id, one.b_id) for one in (*(relation for relation, _ in fresh.values()), *stored.values()))
    return tuple(sorted(own.union(*ends)))


def strongest(
    corpus: Corpus, workspace: str, item_ids: Sequence[str], most: int, most_weak: int
) -> dict[str, list[Relation]]:
    """For each item its relations, decisive ones before merely related ones, the surest first; so many of each.

    A busy event has thousands of the latter. Only those that are shown are read.
    """
    known: dict[str, Relation] = {}
    found: dict[str, list[Relation]] = {}
    given = {"workspace": workspace, "most": most, "most_weak": most_weak}
    with corpus.engine.connect() as connection:
        for item_id in item_ids:
            rows = sorted(
                connection.execute(_STRONGEST, {**given, "item": item_id}).all(),
                key=lambda row: (row.weak, row.doubt, row.id),
            )
            telling = [row for row in rows if not row.weak][:most]
            shown = telling + [row for row in rows if row.weak][:most_weak]
            # Both ends of a relation are often asked about together.
            found[item_id] = [known.get(row.id) or _decode(row, known) for row in shown]
    return found


def _decode(row: Any, known: dict[str, Relation]) -> Relation:
    known[row.id] = found = records.load(Relation, row.record)
    return found


def _strongest_of(end: str, weak: int, most: str) -> sa.Select[Any]:
    table = tables.relations.c
    chosen = (
        sa.select(table.id, table.weak, table.doubt, table.record)
        .where(
            table.workspace == sa.bindparam("workspace"),
            table[end] == sa.bindparam("item"),
            table.weak == weak,
        )
        .order_by(table.doubt, table.id)
        .limit(sa.bindparam(most))
        .subquery()
    )
    return sa.select(chosen)


_STRONGEST = sa.union_all(
    *(
        _strongest_of(end, weak, most)
        for end in ("a_id", "b_id")
        for weak, most in ((0, "most"), (1, "most_weak"))
    )
)


def rows_with_keys(
    corpus: Corpus, workspace: str, wanted: Mapping[str, Sequence[tuple[str, int]]], days: int, limit: int
) -> dict[str, tuple[int, ...]]:
    """For each item, whose keys are given by its id, the rows that share one of them within so many days.

    Nearest in time first, at most `limit` for each key. A day of 0 is unknown and lies near every day. A key that several
    items have, as those of one text do, is looked up once.
    """
    known: dict[tuple[str, int], tuple[int, ...]] = {}
    found: dict[str, tuple[int, ...]] = {}
    with corpus.engine.connect() as connection:
        for item_id, keys in wanted.items():
            rows: dict[int, None] = {}
            for key in dict.fromkeys(keys):
                if key not in known:
                    known[key] = _rows_with_key(connection, workspace, *key, days, limit)
                rows |= dict.fromkeys(known[key])
            found[item_id] = tuple(rows)
    return found


def _rows_with_key(
    connection: sa.Connection, workspace: str, key: str, day: int, days: int, limit: int
) -> tuple[int, ...]:
    given: dict[str, object] = {"workspace": workspace, "key": key, "limit": limit}
    if not day:
        return tuple(connection.execute(_ANY_TIME, given).scalars())
    given |= {"day": day, "from": max(1, day - days), "to": day + days}
    found = connection.execute(_IN_TIME, given).all()
    return tuple(row for _, row in sorted((abs(known - day), row) for known, row in found)[:limit])


def _items(connection: sa.Connection, workspace: str, document_id: str) -> set[str]:
    table = tables.items
    query = sa.select(table.c.id).where(table.c.workspace == workspace, table.c.document_id == document_id)
    return set(connection.execute(query).scalars())


def _touching(connection: sa.Connection, workspace: str, document_id: str) -> Sequence[Any]:
    table = tables.relations
    columns = (table.c.id, table.c.a_id, table.c.b_id, table.c.versions, table.c.record)
    query = sa.select(*columns).where(tables.relations_touching(workspace, document_id=document_id))
    return connection.execute(query).all()


def _with_both_ends(
    connection: sa.Connection, workspace: str, found: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Those whose items are still stored: a document may have been removed while it was compared."""
    table = tables.items
    ends = sorted({row[end] for row in found for end in ("a_id", "b_id")})
    known: set[str] = set()
    for part in chunks(ends):
        query = sa.select(table.c.id).where(table.c.workspace == workspace, table.c.id.in_(part))
        known.update(connection.execute(query).scalars())
    return [row for row in found if row["a_id"] in known and row["b_id"] in known]


def _row(workspace: str, relation: Relation) -> dict[str, Any]:
    return {
        "weak": int(relation.kind in WEAK),
        "doubt": -relation.confidence,
        "workspace": workspace,
        "id": relation.id,
        "a_id": relation.a_id,
        "b_id": relation.b_id,
        "a_document_id": relation.a_document_id,
        "b_document_id": relation.b_document_id,
        "versions": relation.versions,
        "record": records.dump(relation),
    }
