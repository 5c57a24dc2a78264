"""What filters look at, by row number: a few numbers per item in memory, so that a filter costs no query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from averral.matching.items import QUOTE
from averral.model import Filters

Mask = npt.NDArray[np.bool_]

#: Code of rows that do not exist.
ABSENT = -1
#: Rows, or all of them.
Some = npt.NDArray[np.int64] | slice
ALL = slice(None)
#: Changes that are remembered: more are soon as dear to follow as to look at all rows.
LOGGED = 20_000
#: Columns of codes.
CODED = ("workspace", "kind", "language", "outlet")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as filters see it."""

    row: int
    workspace: str
    kind: str
    language: str
    outlet: str
    published: float | None
    """Seconds since 1970, UTC."""


class Catalogue:
    """Columns of small codes, indexed by row number; grown by doubling."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._columns = {name: np.full(0, ABSENT, np.int32) for name in CODED}
        self._published = np.full(0, np.nan)
        self.version = 0
        """Grows with every change."""
        self._log: list[int] = []
        self._log_from = 0

    @property
    def published(self) -> npt.NDArray[np.float64]:
        """By row number, in seconds since 1970; NaN where unknown."""
        return self._published

    @property
    def codes(self) -> tuple[str, ...]:
        """The values that codes stand for, in their order."""
        return tuple(self._codes)

    def rows(self) -> npt.NDArray[np.int64]:
        """The numbers of the rows that exist, ascending."""
        return np.flatnonzero(self._columns["workspace"] != ABSENT)

    def dump(self) -> bytes:
        """All columns, for the snapshot."""
        return b"".join([*(self._columns[name].tobytes() for name in CODED), self._published.tobytes()])

    @classmethod
    def load(cls, codes: Sequence[str], size: int, data: bytes) -> Catalogue:
        """The catalogue from its codes and what `dump` gave for so many rows.

        Raises:
            ValueError: The bytes are not those of so many rows.
        """
        found, width = cls(), 4 * size
        if len(data) != len(CODED) * width + 8 * size:
            raise ValueError("the columns do not fit")
        found._codes = {value: code for code, value in enumerate(codes)}
        for number, name in enumerate(CODED):
            found._columns[name] = np.frombuffer(data, np.int32, size, number * width).copy()
        found._published = np.frombuffer(data, np.float64, size, len(CODED) * width).copy()
        return found

    def __len__(self) -> int:
        return len(self._published)

    def add(self, entries: Iterable[Entry]) -> None:
        """Enters or overwrites rows."""
        for entry in entries:
            self._reserve(entry.row)
            for name, column in self._columns.items():
                column[entry.row] = self._codes.setdefault(getattr(entry, name), len(self._codes))
            self._published[entry.row] = np.nan if entry.published is None else entry.published
            self._note(entry.row)

    def remove(self, rows: Sequence[int]) -> None:
        """Makes rows absent."""
        known = [row for row in rows if row < len(self._published)]
        self._columns["workspace"][known] = ABSENT
        for row in known:
            self._note(row)

    def since(self, version: int) -> npt.NDArray[np.int64] | None:
        """The rows that changed after a version; None when that is too long ago to tell."""
        if version < self._log_from:
            return None
        return np.unique(np.array(self._log[version - self._log_from :], np.int64))

    def _note(self, row: int) -> None:
        self.version += 1
        self._log.append(row)
        if len(self._log) > LOGGED:
            self._log.clear()
            self._log_from = self.version

    def allowed(
        self, workspace: str, filters: Filters, *, quotes: bool | None = None, rows: Some = ALL
    ) -> Mask:
        """Per row number, or for some rows, whether the item may be found; `quotes` restricts to quotes or claims."""
        columns = {name: column[rows] for name, column in self._columns.items()}
        published = self._published[rows]
        mask: Mask = columns["workspace"] == self._codes.get(workspace, ABSENT - 1)
        for name, wanted in (
            ("language", filters.languages),
            ("outlet", filters.outlets),
            ("kind", filters.kinds),
        ):
            if wanted:
                mask &= np.isin(columns[name], [self._codes.get(value, ABSENT - 1) for value in wanted])
        if quotes is not None:
            mask &= (columns["kind"] == self._codes.get(QUOTE, ABSENT - 1)) == quotes
        # Comparisons with NaN are false: what has no date is not found by date.
        if filters.published_from:
            mask &= published >= _seconds(filters.published_from)
        if filters.published_to:
            mask &= published <= _seconds(filters.published_to)
        return mask

    def _reserve(self, row: int) -> None:
        size = len(self._published)
        if row < size:
            return
        more = max(1024, row + 1, 2 * size) - size
        for name, column in self._columns.items():
            self._columns[name] = np.concatenate([column, np.full(more, ABSENT, np.int32)])
        self._published = np.concatenate([self._published, np.full(more, np.nan)])


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
