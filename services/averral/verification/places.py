"""Where a reader of a list stands, so that what changes meanwhile is neither missed nor shown at two places.

The pages go through the findings that did not change since the first page, whose order therefore stands, and then
through those that did, as they are now and by the time of their change. A finding that was made or changed in between thus
comes at the end, once, whether or not its old state was shown before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from averral.runtime import paging


@dataclass(frozen=True, slots=True)
class Place:
    """What a page token holds."""

    changed: bool
    """Whether the pages have come to what changed."""
    until: int
    """The last change that these pages show: before the first page, or before the first one of the changed."""
    key: str
    """What the last finding shown is ordered by."""

    def token(self, scope: str) -> str:
        """The token for the page after it."""
        return paging.encode(f"{int(self.changed)}.{self.until}.{self.key}", scope)


def read(token: str, scope: str) -> Place:
    """The place that a token stands for.

    Raises:
        Permanent: INVALID_PAGE_TOKEN.
    """
    changed, _, rest = paging.decode(token, scope).partition(".")
    until, _, key = rest.partition(".")
    if changed not in ("0", "1") or not is_number(until) or not key:
        return read("", scope)  # no token is empty: refused as one of another list
    return Place(changed == "1", int(until), key)


def is_number(text: str) -> bool:
    """Whether it is a count that a database can hold."""
    return text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004 - 64 bits


def unchanged(number: sa.ColumnElement[int], until: int) -> sa.ColumnElement[bool]:
    """Whether a finding did not change after the first page; not to be looked up by index, which is the order's."""
    return (number + sa.literal(0)) <= until


def latest(connection: sa.Connection, changes: sa.Table, workspace: str) -> int:
    """The number of the latest change in a workspace."""
    query = sa.select(sa.func.max(changes.c.number)).where(changes.c.workspace == workspace)
    return connection.execute(query).scalar() or 0


def page(
    connection: sa.Connection,
    query: sa.Select[Any],
    number: sa.ColumnElement[int],
    place: Place,
    size: int,
) -> tuple[list[sa.Row[Any]], Place | None]:
    """Rows that changed up to the place's last change, by the time of it, and where the next page begins."""
    after = int(place.key) if is_number(place.key) else 0
    query = query.where(number > after, number <= place.until).order_by(None).order_by(number)
    rows = list(connection.execute(query.limit(size + 1)).all())
    more = (
        Place(changed=True, until=place.until, key=str(rows[size - 1].number)) if len(rows) > size else None
    )
    return rows[:size], more
