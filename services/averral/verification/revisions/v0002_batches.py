"""Batches, their items and their kept findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds three tables, where they are missing as in the first revision."""
    op.create_table(
        "batches",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("received", sa.Boolean, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("finished_at", sa.String),
        sa.Column("expires_at", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_batches_workspace", "batches", ["workspace"], if_not_exists=True)
    op.create_index("ix_batches_expires_at", "batches", ["expires_at"], if_not_exists=True)
    op.create_table(
        "batch_items",
        sa.Column("batch_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("external_id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
        if_not_exists=True,
    )
    op.create_index(
        "batch_items_by_state", "batch_items", ["batch_id", "state", "number"], if_not_exists=True
    )
    op.create_table(
        "batch_findings",
        sa.Column("batch_id", sa.String, primary_key=True),
        sa.Column("item_id", sa.String, primary_key=True),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_index("batch_findings_by_place", "batch_findings", ["batch_id", "place"], if_not_exists=True)
