"""The tables as they were before revisions were kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes what is missing: databases of that time have some or all of it."""
    op.create_table("corpus_schema", sa.Column("version", sa.Integer, primary_key=True), if_not_exists=True)
    op.create_table(
        "corpus_facts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
        if_not_exists=True,
    )
    _documents()
    _items()
    _relations()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("published", sa.Float),
        sa.Column("record", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_documents_state", "documents", ["state"], if_not_exists=True)
    op.create_table(
        "extractions",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("record", sa.Text, nullable=False),
        if_not_exists=True,
    )


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("row", _COUNTER, primary_key=True, autoincrement=True),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("outlet", sa.String, nullable=False),
        sa.Column("published", sa.Float),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.UniqueConstraint("workspace", "id"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("items_by_document", "items", ["workspace", "document_id"], if_not_exists=True)
    op.create_table(
        "item_keys",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("row", _COUNTER, primary_key=True, autoincrement=False),
        if_not_exists=True,
    )
    op.create_index("item_keys_by_row", "item_keys", ["row"], if_not_exists=True)


def _relations() -> None:
    op.create_table(
        "relations",
        sa.Column("workspace", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("a_id", sa.String, nullable=False),
        sa.Column("b_id", sa.String, nullable=False),
        sa.Column("a_document_id", sa.String, nullable=False),
        sa.Column("b_document_id", sa.String, nullable=False),
        sa.Column("versions", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        if_not_exists=True,
    )
    for end in ("a", "b"):
        op.create_index(f"relations_by_{end}", "relations", ["workspace", f"{end}_id"], if_not_exists=True)
        op.create_index(
            f"relations_by_{end}_document",
            "relations",
            ["workspace", f"{end}_document_id"],
            if_not_exists=True,
        )
