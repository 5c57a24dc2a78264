"""Makes all vectors anew with another embedding model: what `averral reindex` does, with the service stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from averral.matching.corpus import tables
from averral.matching.corpus.facts import bump, note
from averral.matching.corpus.store import Corpus
from averral.matching.scale import Scale
from averral.model import Claim, Quote
from averral.runtime import records
from averral.runtime.ports import EmbeddingPort

#: Items embedded per call.
BATCH = 1_000


async def reindex(corpus: Corpus, embedding: EmbeddingPort) -> int:
    """Embeds every stored item with the model of `embedding`; how many there were.

    All of it is one transaction: when it is cut off, the old vectors and their model stay. The index takes
    the new vectors when it is next opened, since its snapshot names the other model.
    """
    model = await embedding.get_model()
    table = tables.items
    done = last = 0
    with corpus.engine.begin() as connection:
        while rows := _batch(connection, last):
            vectors = await embedding.embed([_text(row) for row in rows])
            data = np.frombuffer(vectors.data, "<f4").reshape(len(rows), vectors.dimension).astype("<f2")
            change = (
                table.update().where(table.c.row == sa.bindparam("old")).values(vector=sa.bindparam("new"))
            )
            connection.execute(
                change,
                [{"old": row.row, "new": vector.tobytes()} for row, vector in zip(rows, data, strict=True)],
            )
            done, last = done + len(rows), rows[-1].row
        note(connection, "fingerprint", model.fingerprint)
        note(connection, "dimension", str(model.dimension))
        note(connection, "scale", Scale.of(model.scale).dump())
        bump(connection)
    return done


def _batch(connection: sa.Connection, after: int) -> Sequence[Any]:
    table = tables.items
    query = sa.select(table.c.row, table.c.kind, table.c.record).where(table.c.row > after)
    return connection.execute(query.order_by(table.c.row).limit(BATCH)).all()


def _text(row: Any) -> str:
    if row.kind == "quote":
        return records.load(Quote, row.record).text
    return records.load(Claim, row.record).text
