"""The table as it was before revisions were kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes it where it is missing."""
    op.create_table(
        "keys",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("scopes", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("expires_at", sa.String),
        sa.Column("revoked_at", sa.String),
        sa.Column("rate_per_minute", sa.Integer),
        sa.Column("parent_id", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_keys_parent_id", "keys", ["parent_id"], if_not_exists=True)
    op.create_index("ix_keys_workspace", "keys", ["workspace"], if_not_exists=True)
