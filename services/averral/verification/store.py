"""Findings, their events, people's reviews and submissions, in one SQLite file.

| table | holds | key |
|---|---|---|
| findings | the finding as JSON, with the columns that lists filter and order by | workspace, id |
| events | one row per change of a finding's state; ids grow | id |
| reviews | people's decisions, never overwritten | id |
| jobs | submissions | id |

Beside them stand the tables of `listing`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from averral.errors import Permanent, Reason
from averral.model import Event, Finding, FindingState, Job, Page, Review
from averral.runtime import paging
from averral.runtime.databases import open_database
from averral.runtime.records import dump, load
from averral.verification import listing, places
from averral.verification.places import Place
from averral.verification.ranking import rank

METADATA = sa.MetaData()
#: How the tables came to be what they are: every change of them is a file there.
REVISIONS = Path(__file__).parent / "revisions"

FINDINGS = sa.Table(
    "findings",
    METADATA,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("topic", sa.String, nullable=False),
    sa.Column("rank", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Index("findings_by_rank", "workspace", "rank", "state", "kind"),
    sa.Index("findings_by_topic", "workspace", "topic", "rank"),
)
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("workspace", sa.String, nullable=False, index=True),
    sa.Column("finding_id", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("previous", sa.String),
    sa.Column("at", sa.String, nullable=False),
    sqlite_autoincrement=True,
)
REVIEWS = sa.Table(
    "reviews",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("finding_id", sa.String, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
)
JOBS = sa.Table(
    "jobs",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)
LISTING = listing.make_tables(METADATA)
#: Table of `batches.store`, in the same file.
BATCHES = "batches"


class Store:
    """All that verification keeps. Calls block: run them in a thread."""

    def __init__(self, path: Path | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes the file; without a path everything is kept in memory."""
        self._engine = open_database(path, METADATA, REVISIONS)
        self._now = now
        self._list_unlisted()

    def _list_unlisted(self) -> None:
        """Findings of an older version have no row in `changes` yet."""
        known = (LISTING.changes.c.workspace == FINDINGS.c.workspace) & (
            LISTING.changes.c.finding_id == FINDINGS.c.id
        )
        query = sa.select(FINDINGS.c.workspace, FINDINGS.c.record).where(
            ~sa.exists().where(known).correlate(FINDINGS)
        )
        with self._engine.begin() as connection:
            for row in connection.execute(query).all():
                listing.note(connection, LISTING, row.workspace, [load(Finding, row.record)], self._now())

    @property
    def engine(self) -> sa.Engine:
        """The file, for tables that live beside these."""
        return self._engine

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def save_findings(
        self, workspace: str, findings: Iterable[Finding], gone: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Stores findings and drops those of items that are gone; ids of the ones that changed.

        A finding equal to the stored one is left alone, so that a repeated message makes no event.
        """
        with self._engine.begin() as connection:
            saved = [finding for finding in findings if self._save(connection, workspace, finding)]
            listing.note(connection, LISTING, workspace, saved, self._now())
            changed = [finding.id for finding in saved]
            changed += [each for each in gone if self._drop(connection, workspace, each)]
        return tuple(changed)

    def _drop(self, connection: sa.Connection, workspace: str, finding_id: str) -> bool:
        """Whether there was such a finding; what nobody reports any more has the state NO_EVIDENCE at last."""
        where = (FINDINGS.c.workspace == workspace) & (FINDINGS.c.id == finding_id)
        previous = connection.execute(sa.select(FINDINGS.c.state).where(where)).scalar()
        if previous is None:
            return False
        connection.execute(sa.delete(FINDINGS).where(where))
        listing.drop(connection, LISTING, workspace, [finding_id])
        self._note(connection, workspace, finding_id, FindingState.NO_EVIDENCE.value, previous)
        return True

    def _save(self, connection: sa.Connection, workspace: str, finding: Finding) -> bool:
        where = (FINDINGS.c.workspace == workspace) & (FINDINGS.c.id == finding.id)
        row = connection.execute(sa.select(FINDINGS.c.state, FINDINGS.c.record).where(where)).first()
        record = dump(finding)
        if row is not None and row.record == record:
            return False
        values = {
            "workspace": workspace,
            "id": finding.id,
            "state": finding.state.value,
            "kind": finding.kind,
            "topic": finding.topic,
            "rank": rank(finding),
            "record": record,
        }
        connection.execute(
            insert(FINDINGS)
            .values(values)
            .on_conflict_do_update(index_elements=["workspace", "id"], set_=values)
        )
        if row is None or row.state != finding.state.value:
            self._note(connection, workspace, finding.id, finding.state.value, row.state if row else None)
        return True

    def _note(
        self, connection: sa.Connection, workspace: str, finding_id: str, state: str, previous: str | None
    ) -> None:
        connection.execute(
            sa.insert(EVENTS).values(
                workspace=workspace,
                finding_id=finding_id,
                state=state,
                previous=previous,
                at=self._now().isoformat(),
            )
        )

    def list_findings(
        self,
        workspace: str,
        states: Sequence[str],
        kinds: Sequence[str],
        page_size: int,
        page_token: str,
        wanted: listing.Narrowing = listing.Narrowing(),
        *,
        per_topic: bool,
        newest_first: bool = False,
    ) -> Page[Finding]:
        """Findings by rank or latest change; the token is bound to the query it was made for.

        What is made or changed between two pages comes after the rest: see `places`.
        """
        query = _joined(workspace).where(*listing.conditions(LISTING, workspace, wanted))
        told = LISTING.changes.c if newest_first else FINDINGS.c
        if states:
            query = query.where(told.state.in_(states))
        if kinds:
            query = query.where(told.kind.in_(kinds))
        if per_topic:
            query = query.where(_strongest(workspace))
        order = f"{per_topic}{newest_first}{wanted.digest}"
        scope = paging.scope("findings", workspace, *states, "/", *kinds, order)
        place = places.read(page_token, scope) if page_token else None
        with self._engine.connect() as connection:
            if place is None:
                place = Place(
                    changed=False, until=places.latest(connection, LISTING.changes, workspace), key=""
                )
            if place.changed:
                rows, more = places.page(connection, query, LISTING.changes.c.number, place, page_size)
            else:
                ordered = LISTING.changes.c.number.desc() if newest_first else _ranked(wanted)
                rows, more = _standing(
                    connection, query.order_by(ordered), place, page_size, newest_first=newest_first
                )
            if more is None and not place.changed:
                more = _changed_since(connection, query, place, workspace)
        return Page(tuple(map(_finding, rows)), more.token(scope) if more else "")

    def get_finding(self, workspace: str, finding_id: str) -> Finding:
        """One finding.

        Raises:
            Permanent: NOT_FOUND.
        """
        found = self.find_finding(workspace, finding_id)
        if found is None:
            raise _not_found("finding", finding_id)
        return found

    def find_finding(self, workspace: str, finding_id: str) -> Finding | None:
        """One finding; None when it is gone."""
        with self._engine.connect() as connection:
            row = connection.execute(_joined(workspace).where(FINDINGS.c.id == finding_id)).first()
        return None if row is None else _finding(row)

    def list_events(self, workspace: str, after: int, limit: int) -> tuple[Event, ...]:
        """Events after the given id, oldest first."""
        query = (
            sa.select(EVENTS)
            .where((EVENTS.c.workspace == workspace) & (EVENTS.c.id > after))
            .order_by(EVENTS.c.id)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return tuple(
                Event(
                    row.id,
                    row.finding_id,
                    FindingState(row.state),
                    FindingState(row.previous) if row.previous else None,
                    datetime.fromisoformat(row.at),
                )
                for row in connection.execute(query)
            )

    def last_event(self, workspace: str) -> int:
        """Id of the latest event; 0 before the first. It stands for the state of what is reported."""
        query = sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.workspace == workspace)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def save_review(self, workspace: str, review: Review) -> Review:
        """Adds a review; a repeated id returns what was stored first."""
        values = {
            "id": review.id,
            "workspace": workspace,
            "finding_id": review.finding_id,
            "record": dump(review),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(REVIEWS).values(values).on_conflict_do_nothing())
            record = connection.execute(
                sa.select(REVIEWS.c.record).where(REVIEWS.c.id == review.id)
            ).scalar_one()
        return load(Review, record)

    def list_reviews(self, workspace: str, finding_id: str) -> tuple[Review, ...]:
        """Reviews of one finding, oldest first."""
        where = (REVIEWS.c.workspace == workspace) & (REVIEWS.c.finding_id == finding_id)
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(REVIEWS.c.record).where(where)).scalars().all()
        return tuple(sorted((load(Review, row) for row in rows), key=lambda review: (review.at, review.id)))

    def save_job(self, workspace: str, job: Job) -> None:
        """Stores a submission, or its new progress."""
        values = {"id": job.id, "workspace": workspace, "record": dump(job)}
        with self._engine.begin() as connection:
            connection.execute(
                insert(JOBS).values(values).on_conflict_do_update(index_elements=["id"], set_=values)
            )

    def list_workspaces(self, page_size: int, page_token: str) -> Page[str]:
        """Workspaces with a submission or a batch, by name."""
        names = sa.union(
            *(sa.select(table.c.workspace) for table in (JOBS, METADATA.tables[BATCHES]))
        ).subquery()
        query = sa.select(names.c.workspace).order_by(names.c.workspace).limit(page_size + 1)
        scope = paging.scope("workspaces")
        if page_token:
            query = query.where(names.c.workspace > paging.decode(page_token, scope))
        with self._engine.connect() as connection:
            found = tuple(connection.execute(query).scalars())
        more = paging.encode(found[page_size - 1], scope) if len(found) > page_size else ""
        return Page(found[:page_size], more)

    def list_jobs(self, workspace: str, page_size: int, page_token: str) -> Page[Job]:
        """Submissions, latest first."""
        row = sa.literal_column("jobs.rowid", sa.Integer)
        query = sa.select(JOBS.c.record, row.label("number")).where(JOBS.c.workspace == workspace)
        scope = paging.scope("jobs", workspace)
        if page_token:
            query = query.where(row < _number(paging.decode(page_token, scope)))
        query = query.order_by(row.desc()).limit(page_size + 1)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        more = paging.encode(str(rows[page_size - 1].number), scope) if len(rows) > page_size else ""
        found = (replace(load(Job, each.record), workspace=workspace) for each in rows[:page_size])
        return Page(tuple(found), more)

    def get_job(self, job_id: str) -> tuple[str, Job]:
        """Workspace and submission.

        Raises:
            Permanent: NOT_FOUND.
        """
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(JOBS).where(JOBS.c.id == job_id)).first()
        if row is None:
            raise _not_found("job", job_id)
        return row.workspace, load(Job, row.record)


def derived_id(prefix: str, *parts: str) -> str:
    """An id that the same parts always give, so that a repeated request is recognised."""
    return prefix + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def _joined(workspace: str) -> sa.Select[Any]:
    """Findings with the number and the time of their last change."""
    changes = LISTING.changes
    joined = FINDINGS.join(
        changes, (changes.c.workspace == FINDINGS.c.workspace) & (changes.c.finding_id == FINDINGS.c.id)
    )
    return (
        sa.select(FINDINGS.c.record, FINDINGS.c.rank, changes.c.number, changes.c.at)
        .select_from(joined)
        .where(FINDINGS.c.workspace == workspace, changes.c.workspace == workspace)
    )


def _ranked(wanted: listing.Narrowing) -> sa.ColumnElement[Any]:
    """The order of ranks; of one document's few findings without the index of ranks, which would read all others."""
    few = wanted.document_id or wanted.documents is not None
    return sa.literal_column("+findings.rank") if few else FINDINGS.c.rank


def _finding(row: sa.Row[Any]) -> Finding:
    return replace(load(Finding, row.record), updated_at=datetime.fromisoformat(row.at))


def _strongest(workspace: str) -> sa.ColumnElement[bool]:
    """Whether no other finding of the topic comes before."""
    other = FINDINGS.alias()
    stronger = sa.select(1).where(
        (other.c.workspace == workspace)
        & (other.c.topic == FINDINGS.c.topic)
        & (other.c.rank < FINDINGS.c.rank)
    )
    return ~sa.exists(stronger)


def _standing(
    connection: sa.Connection, query: sa.Select[Any], place: Place, size: int, *, newest_first: bool
) -> tuple[list[sa.Row[Any]], Place | None]:
    """Rows that did not change since the first page, and where the next page begins."""
    number = LISTING.changes.c.number
    if newest_first:
        query = query.where(number < _number(place.key) if place.key else number <= place.until)
    else:
        # The first page needs no look at what changed: nothing has.
        query = (
            query.where(FINDINGS.c.rank > place.key, places.unchanged(number, place.until))
            if place.key
            else query
        )
    rows = list(connection.execute(query.limit(size + 1)).all())
    if len(rows) <= size:
        return rows, None
    last = rows[size - 1]
    return rows[:size], replace(place, key=str(last.number if newest_first else last.rank))


def _changed_since(
    connection: sa.Connection, query: sa.Select[Any], place: Place, workspace: str
) -> Place | None:
    """Where the pages of what changed since the first page begin; None where nothing did."""
    number = LISTING.changes.c.number
    found = query.with_only_columns(number).where(number > place.until).order_by(None).limit(1)
    if connection.execute(found).first() is None:
        return None
    return Place(
        changed=True, until=places.latest(connection, LISTING.changes, workspace), key=str(place.until)
    )


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdigit() else 0


def _not_found(noun: str, name: str) -> Permanent:
    return Permanent(
        Reason.NOT_FOUND, f"There is no {noun} {name} in this workspace: check the id.", metadata={"id": name}
    )
