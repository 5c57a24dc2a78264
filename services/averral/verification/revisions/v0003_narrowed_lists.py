"""Lists are narrowed by state and kind from their indexes: a rare kind is found without reading findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_INDEXED = ["workspace", "number", "state", "kind", "language", "first_day", "last_day", "finding_id"]


def upgrade() -> None:
    """Copies state and kind beside the time of the change."""
    for name in ("state", "kind"):
        op.add_column("changes", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.execute(
        "UPDATE changes SET (state, kind) = (SELECT state, kind FROM findings"
        " WHERE findings.workspace = changes.workspace AND findings.id = changes.finding_id)"
        " WHERE EXISTS (SELECT 1 FROM findings"
        " WHERE findings.workspace = changes.workspace AND findings.id = changes.finding_id)"
    )
    op.drop_index("changes_by_number", "changes")
    op.create_index("changes_by_number", "changes", _INDEXED)
    op.drop_index("findings_by_rank", "findings")
    op.create_index("findings_by_rank", "findings", ["workspace", "rank", "state", "kind"])
