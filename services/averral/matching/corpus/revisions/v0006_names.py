"""Keeps the names of a document's text, which finding its occasion looks at; older documents are read anew when needed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds the column, empty."""
    there = [] if op.get_context().as_sql else sa.inspect(op.get_bind()).get_columns("extractions")
    known = {column["name"] for column in there}
    if "names" not in known:
        op.add_column("extractions", sa.Column("names", sa.Text, nullable=False, server_default=""))
