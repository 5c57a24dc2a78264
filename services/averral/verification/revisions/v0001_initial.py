"""The tables as they were before revisions were kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes what is missing: databases of that time have some or all of it."""
    _findings()
    _changes()
    _rest()


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("topic", sa.String, nullable=False),
        sa.Column("rank", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_index("findings_by_rank", "findings", ["workspace", "rank"], if_not_exists=True)
    op.create_index("findings_by_topic", "findings", ["workspace", "topic", "rank"], if_not_exists=True)


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("finding_id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("first_day", sa.Integer),
        sa.Column("last_day", sa.Integer),
        sa.Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index(
        "changes_by_finding", "changes", ["workspace", "finding_id"], unique=True, if_not_exists=True
    )
    op.create_index("changes_by_document", "changes", ["workspace", "document_id"], if_not_exists=True)
    op.create_index("changes_by_number", "changes", ["workspace", "number"], if_not_exists=True)
    op.create_table(
        "finding_places",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("finding_id", sa.String, primary_key=True),
        if_not_exists=True,
    )
    op.create_index(
        "finding_places_by_finding", "finding_places", ["workspace", "finding_id"], if_not_exists=True
    )


def _rest() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("finding_id", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("previous", sa.String),
        sa.Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("ix_events_workspace", "events", ["workspace"], if_not_exists=True)
    _with_record("reviews", sa.Column("finding_id", sa.String, nullable=False))
    op.create_index("ix_reviews_finding_id", "reviews", ["finding_id"], if_not_exists=True)
    _with_record("jobs")
    _with_record(
        "webhooks",
        sa.Column("secret", sa.String, nullable=False),
        sa.Column("cursor", sa.Integer, nullable=False),
    )
    op.create_index("ix_webhooks_workspace", "webhooks", ["workspace"], if_not_exists=True)


def _with_record(name: str, *more: sa.Column[str] | sa.Column[int]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        *more,
        if_not_exists=True,
    )
