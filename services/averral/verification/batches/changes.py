"""Two runs compared: which conflicts are new, and which are gone."""

from __future__ import annotations

import sqlalchemy as sa

from averral.model import ALARMING, BatchChange, Page
from averral.runtime import paging
from averral.verification.batches.store import FINDINGS, unpack

_ALARMS = tuple(state.value for state in ALARMING)


def compare(
    engine: sa.Engine, earlier: str, later: str, page_size: int, page_token: str
) -> Page[BatchChange]:
    """Changes by item id; a conflict is a finding in a state that somebody should look at."""
    query = sa.union(_only_in(later, earlier, "new"), _only_in(earlier, later, "cleared")).subquery()
    chosen = sa.select(query)
    scope = paging.scope("batch_changes", earlier, later)
    if page_token:
        chosen = chosen.where(query.c.item_id > paging.decode(page_token, scope))
    with engine.connect() as connection:
        rows = connection.execute(chosen.order_by(query.c.item_id).limit(page_size + 1)).all()
        found = tuple(_change(connection, earlier, later, row) for row in rows[:page_size])
    more = paging.encode(rows[page_size - 1].item_id, scope) if len(rows) > page_size else ""
    return Page(found, more)


def _only_in(one: str, other: str, kind: str) -> sa.Select[tuple[str, str]]:
    """Conflicts of one batch about items that are no conflict in the other."""
    there = FINDINGS.alias()
    known = sa.exists().where(
        there.c.batch_id == other, there.c.item_id == FINDINGS.c.item_id, there.c.state.in_(_ALARMS)
    )
    return sa.select(FINDINGS.c.item_id, sa.literal(kind).label("kind")).where(
        FINDINGS.c.batch_id == one, FINDINGS.c.state.in_(_ALARMS), ~known
    )


def _change(connection: sa.Connection, earlier: str, later: str, row: sa.Row[tuple[str, str]]) -> BatchChange:
    both = sa.select(FINDINGS.c.batch_id, FINDINGS.c.record).where(
        FINDINGS.c.item_id == row.item_id, FINDINGS.c.batch_id.in_((earlier, later))
    )
    found = {each.batch_id: unpack(each.record) for each in connection.execute(both)}
    return BatchChange(row.kind, row.item_id, found.get(earlier), found.get(later))
