"""Counts documents from an index alone; the version of the schema stands in a table of its own now."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the index that answers how many documents and sources a search can see."""
    op.create_index(
        "documents_by_coverage",
        "documents",
        ["workspace", "state", "source", "published"],
        if_not_exists=True,
    )
    op.drop_index("ix_documents_state", "documents")
    op.drop_table("corpus_schema")
