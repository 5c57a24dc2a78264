"""Calls a day and origins of a key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds two columns; old keys have no limit a day but the installation's, and no origin."""
    op.add_column("keys", sa.Column("calls_per_day", sa.Integer))
    op.add_column("keys", sa.Column("origins", sa.String, nullable=False, server_default=""))
