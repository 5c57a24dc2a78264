"""Keeps which items lost a relation while a document was indexed anew, until their findings have followed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the table, empty."""
    op.create_table(
        "touched",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("item_id", sa.String, primary_key=True),
        if_not_exists=True,
    )
