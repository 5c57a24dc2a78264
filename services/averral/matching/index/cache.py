"""Keeps the vector index in step with the records, whoever changed them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.matching.corpus import tables
from averral.matching.corpus.cache import Recent
from averral.matching.corpus.facts import fact, note
from averral.matching.corpus.reading import CHUNK
from averral.matching.corpus.store import Corpus, Stored
from averral.matching.index import snapshot
from averral.matching.index.catalogue import Catalogue, Entry
from averral.matching.index.faiss_index import Allowed, Rows, VectorIndex, sample_size
from averral.matching.items import Matrix
from averral.matching.scale import Scale
from averral.model import Filters, Vectors
from averral.runtime import memory

#: Filters that are kept ready, each a bit per row.
MASKS = 32
#: Saving blocks all else: the time between two snapshots is at least so many times what one takes.
SAVING_SHARE = 50
#: Seconds that making an index may take without its being saved at once.
LONG = 1.0
#: Seconds.
DAY = 86_400
#: Rows read from the records at a time when the index is made anew.
REBUILT_AT_ONCE = 5_000


_FACTS = sa.select(tables.facts.c.name, tables.facts.c.value)

InTime = Callable[[int, datetime | None], bool]


class IndexCache:
    """The index and the catalogue of one process. Owned by the engine's one thread."""

    def __init__(self, corpus: Corpus, path: Path | None, exact_below: int, snapshot_seconds: float) -> None:
        self._corpus = corpus
        self._path = path
        self.exact_below = exact_below
        """Items up to which every vector is compared."""
        self._snapshot_seconds = snapshot_seconds
        self._catalogue = Catalogue()
        self._index: VectorIndex | None = None
        self._revision = self._fingerprint = ""
        self._unsaved = False
        self._saved_at = time.monotonic()
        self._save_took = 0.0
        self._masks: Recent[tuple[int, Allowed]] = Recent(MASKS)

    def check_model(self, vectors: Vectors, *, adopt: bool = False) -> None:
        """Refuses vectors of a model that the index was not made with; an empty index takes any.

        Raises:
            Permanent: MODEL_MISMATCH.
        """
        with self._corpus.engine.begin() as connection:
            known = fact(connection, "fingerprint")
            if known and known != vectors.fingerprint and not _empty(connection):
                raise _mismatch(known, vectors.fingerprint)
            for name, value in _facts_of(vectors).items() if adopt else ():
                if fact(connection, name) != value:
                    note(connection, name, value)

    def apply(self, stored: Stored) -> None:
        """Brings the index up to a change of the records made by this process, and saves it when due."""
        with self._corpus.engine.connect() as connection:
            revision = fact(connection, "revision")
            # Only our own change lies between: no need to compare all row numbers.
            if self._index is not None and int(revision) == int(self._revision or 0) + 1:
                self._drop(np.array(stored.removed, np.int64))
                self._add(connection, stored.added)
                self._revision = revision
        self.refresh()
        if self._index is not None and self._unsaved and self._due():
            self.save()

    def open(self) -> None:
        """Takes the snapshot and catches up with the records; what took long to make is saved at once."""
        began = time.monotonic()
        self.refresh()
        if self._unsaved and time.monotonic() - began >= LONG:
            self.save()

    def refresh(self) -> None:
        """Catches up with the records: rows that came are added, rows that went are removed."""
        with self._corpus.engine.connect() as connection:
            facts: dict[str, str] = {row.name: row.value for row in connection.execute(_FACTS)}
            revision, fingerprint = facts.get("revision", ""), facts.get("fingerprint", "")
            if self._index is not None and revision == self._revision and fingerprint == self._fingerprint:
                return
            if fingerprint != self._fingerprint:
                self._index = None
            made = self._index is None
            self._load(connection)
            self._catch_up(connection)
        if made:
            memory.give_back()
        self._revision, self._fingerprint = revision, fingerprint

    def search(
        self, workspace: str, queries: Matrix, filters: Filters, limit: int, *, quotes: bool | None = None
    ) -> list[list[tuple[int, float]]]:
        """Row numbers and cosines of the nearest items, best first, for each query."""
        self.refresh()
        if self._index is None:
            return [[] for _ in queries]
        return self._index.search(
            queries, limit, self._allowed(self._index, workspace, filters, quotes=quotes)
        )

    def _allowed(
        self, index: VectorIndex, workspace: str, filters: Filters, *, quotes: bool | None
    ) -> Allowed:
        """The filter as FAISS takes it; one that was used before is only brought up to date."""
        key = (workspace, filters, quotes)
        catalogue, kept = self._catalogue, self._masks.get(key)
        changed = catalogue.since(kept[0]) if kept else None
        if kept and changed is not None and not (len(changed) and changed[-1] >= kept[1].room):
            made = kept[1]
            if len(changed):
                flags = catalogue.allowed(workspace, filters, quotes=quotes, rows=changed)
                made.change(changed, flags, len(index))
        else:
            made = Allowed(catalogue.allowed(workspace, filters, quotes=quotes), len(index))
        self._masks.put(key, (catalogue.version, made))
        return made

    def allowed(self, workspace: str, filters: Filters) -> Callable[[int], bool]:
        """Whether a row number may be found with these filters."""
        if self._index is None:
            return lambda _: False
        return self._allowed(self._index, workspace, filters, quotes=None).allows

    def in_time(self, days: int) -> InTime:
        """Whether a row was published within so many days of a moment; what has no date is near any."""
        published = self._catalogue.published

        def near(row: int, moment: datetime | None) -> bool:
            if moment is None or row >= len(published):
                return True
            # A comparison with NaN is false.
            return not abs(published[row] - moment.timestamp()) > days * DAY

        return near

    def save(self) -> None:
        """Writes the snapshot, if there is a place for it and something to write."""
        if self._path is None or self._index is None:
            return
        began = time.monotonic()
        with self._corpus.engine.connect() as connection:
            snapshot.save(self._path, self._index, self._catalogue, fact(connection, "fingerprint"))
        self._unsaved, self._saved_at = False, time.monotonic()
        self._save_took = self._saved_at - began

    def close(self) -> None:
        """Saves what has changed since the last snapshot."""
        if self._unsaved:
            self.save()

    def _due(self) -> bool:
        pause = max(self._snapshot_seconds, SAVING_SHARE * self._save_took)
        return time.monotonic() - self._saved_at >= pause

    def _load(self, connection: sa.Connection) -> None:
        """Takes the snapshot, or an empty index."""
        if self._index is not None:
            return
        dimension = int(fact(connection, "dimension") or 0)
        if not dimension:
            return
        found = None
        if self._path is not None:
            found = snapshot.load(self._path, fact(connection, "fingerprint"), dimension, self.exact_below)
        self._index, self._catalogue = found or (VectorIndex(dimension, self.exact_below), Catalogue())
        self._masks.clear()

    def _catch_up(self, connection: sa.Connection) -> None:
        """Rows are never used again and never change, so their numbers tell all that is missing or too many."""
        if self._index is None:
            return
        known = self._index.rows()
        stored = np.fromiter(connection.execute(sa.select(tables.items.c.row)).scalars(), np.int64)
        gone, new = np.setdiff1d(known, stored), np.setdiff1d(stored, known)
        self._drop(gone)
        if len(new) > REBUILT_AT_ONCE and not len(self._index):
            chosen = np.random.default_rng(0).choice(new, sample_size(len(new)), replace=False)
            self._index.expect(len(new), self._vectors(_read(connection, np.sort(chosen).tolist())))
        for start in range(0, len(new), REBUILT_AT_ONCE):
            self._add(connection, new[start : start + REBUILT_AT_ONCE].tolist())

    def _vectors(self, rows: Sequence[Any]) -> Matrix:
        assert self._index is not None  # noqa: S101 - only called once it is loaded
        joined: Matrix = np.frombuffer(b"".join(row.vector for row in rows), "<f2").astype(np.float32)
        return joined.reshape(len(rows), self._index.dimension)

    def _drop(self, rows: Rows) -> None:
        assert self._index is not None  # noqa: S101 - only called once it is loaded
        self._index.remove(rows)
        self._catalogue.remove(rows.tolist())
        self._unsaved = self._unsaved or bool(len(rows))

    def _add(self, connection: sa.Connection, rows: Sequence[int]) -> None:
        assert self._index is not None  # noqa: S101 - only called once it is loaded
        found = _read(connection, rows)
        if not found:
            return
        self._index.add(np.array([row.row for row in found], np.int64), self._vectors(found))
        self._catalogue.add(
            Entry(row.row, row.workspace, row.kind, row.language, row.outlet, row.published) for row in found
        )
        self._unsaved = True


def _read(connection: sa.Connection, rows: Sequence[int]) -> list[Any]:
    table = tables.items
    columns = [table.c[name] for name in (*Entry.__slots__, "vector")]
    return [
        row
        for start in range(0, len(rows), CHUNK)
        for row in connection.execute(sa.select(*columns).where(table.c.row.in_(rows[start : start + CHUNK])))
    ]


def _facts_of(vectors: Vectors) -> dict[str, str]:
    """What is kept of the model that made the vectors."""
    return {
        "fingerprint": vectors.fingerprint,
        "dimension": str(vectors.dimension),
        "scale": Scale.of(vectors.scale).dump(),
    }


def _empty(connection: sa.Connection) -> bool:
    return connection.execute(sa.select(tables.items.c.row).limit(1)).first() is None


def _mismatch(known: str, given: str) -> Permanent:
    return Permanent(
        Reason.MODEL_MISMATCH,
        f"The index was made with model {known}, these vectors with {given}: "
        "use the same model, or make the index anew with `averral reindex`.",
        field="vectors",
        metadata={"index": known, "vectors": given},
    )
