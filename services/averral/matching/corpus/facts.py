"""Facts about the corpus as a whole: the model of its vectors, and how often its items have changed."""

from __future__ import annotations

import sqlalchemy as sa

from averral.matching.corpus import tables

_FACT = sa.select(tables.facts.c.value).where(tables.facts.c.name == sa.bindparam("name"))


def fact(connection: sa.Connection, name: str) -> str:
    """A stored fact about the corpus; empty when it was never noted."""
    return str(connection.execute(_FACT, {"name": name}).scalar() or "")


def note(connection: sa.Connection, name: str, value: str) -> None:
    """Stores a fact about the corpus in place of the old one."""
    connection.execute(tables.facts.delete().where(tables.facts.c.name == name))
    connection.execute(tables.facts.insert().values(name=name, value=value))


def bump(connection: sa.Connection) -> str:
    """Counts a change of the items, so that other processes notice that their index is behind; the new count."""
    revision = str(int(fact(connection, "revision") or 0) + 1)
    note(connection, "revision", revision)
    return revision
