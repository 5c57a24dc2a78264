"""Nearest vectors by cosine (FAISS): exact while the corpus is small, an inverted file with fp16 codes beyond.

HNSW is no choice here: it cannot remove, and loses recall under filters. Jégou, Douze, Schmid, "Product
quantization for nearest neighbor search" (2011) is the source of the inverted file.
"""

from __future__ import annotations

import math
from typing import Any

import faiss as _faiss
import numpy as np
import numpy.typing as npt

from averral.matching.index.centres import find_centres
from averral.matching.items import Matrix

#: FAISS builds much of its Python interface when it is imported, where type checkers do not see it.
faiss: Any = _faiss

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

#: Inverted lists looked into; where filters leave out most of what a list holds, more. At a million vectors with many
#: near ties 16 find 0.91 of the ten nearest, 64 find 0.99 in twice the time.
PROBES, PROBES_FILTERED = 64, 96
#: Share of the rows that a filter must let through to count as none.
MOST_OF_ALL = 0.5
#: Training vectors per list; FAISS warns below 39 and gains nothing above 256.
TRAINED_PER_LIST = 64
#: Lists are re-clustered when the index has outgrown those that it was trained for by this factor.
OUTGROWN = 8
#: Vectors moved at a time from lists that are outgrown to new ones.
MOVED_AT_ONCE = 10_000


def use_one_thread() -> None:
    """Has FAISS work in the calling thread alone, which is told for each: OpenMP's threads fight the servers' for cores."""
    faiss.omp_set_num_threads(1)


use_one_thread()


class Allowed:
    """The rows that a filter lets through, as FAISS takes them: made once, used for every search with it."""

    def __init__(self, mask: Mask, rows: int) -> None:
        """From a flag per row number; `rows` is how many of the numbers are in use."""
        self.count = int(np.count_nonzero(mask))
        self.rows = rows
        # The selector looks into the bytes and does not own them.
        self._bytes = np.packbits(mask, bitorder="little")
        self._selector = faiss.IDSelectorBitmap(self._bytes)

    @property
    def room(self) -> int:
        """Row numbers below this one have a flag."""
        return 8 * len(self._bytes)

    def allows(self, number: int) -> bool:
        """Whether it lets a row through."""
        return number < self.room and bool(self._bytes[number >> 3] & (1 << (number & 7)))

    def change(self, numbers: Rows, flags: Mask, rows: int) -> None:
        """Sets the flags of some rows; `rows` as for a new one."""
        for number, flag in zip(numbers.tolist(), flags.tolist(), strict=True):
            place, bit = number >> 3, 1 << (number & 7)
            was = bool(self._bytes[place] & bit)
            if flag != was:
                self._bytes[place] ^= bit
                self.count += 1 if flag else -1
        self.rows = rows

    def parameters(self, *, exact: bool) -> Any:
        """What a search is called with."""
        selector = None if self.count >= self.rows else self._selector
        probes = PROBES if self.count >= MOST_OF_ALL * self.rows else PROBES_FILTERED
        if exact:
            return faiss.SearchParameters(sel=selector) if selector else None
        if selector:
            return faiss.SearchParametersIVF(sel=selector, nprobe=probes)
        return faiss.SearchParametersIVF(nprobe=probes)


class VectorIndex:
    """Rows of unit vectors by number. Not thread-safe: one thread owns it."""

    def __init__(self, dimension: int, exact_below: int, index: Any = None) -> None:
        self.dimension = dimension
        self._exact_below = exact_below
        self._index = index if index is not None else _exact(dimension)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def native(self) -> Any:
        """The FAISS index, for the snapshot."""
        return self._index

    @property
    def exact(self) -> bool:
        """Whether every vector is compared."""
        return isinstance(self._index, faiss.IndexIDMap2)

    def rows(self) -> Rows:
        """The numbers of all vectors, in no order."""
        if self.exact:
            return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)
        lists = self._index.invlists
        found = [
            faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
            for number in range(lists.nlist)
            if lists.list_size(number)
        ]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def expect(self, count: int, sample: Matrix) -> None:
        """Makes ready, while empty, for so many vectors, of which `sample` is a fair part."""
        if count > self._exact_below and not len(self):
            self._index = _inverted(self.dimension, _lists_for(count, len(sample)), sample)

    def add(self, rows: Rows, vectors: Matrix) -> None:
        """Adds vectors, shape (n, dimension), under the given numbers."""
        if not len(rows):
            return
        self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(rows))
        if self._outgrown():
            self._recluster()

    def remove(self, rows: Rows) -> None:
        """Removes the numbered vectors; unknown numbers are ignored."""
        if len(rows):
            self._index.remove_ids(np.ascontiguousarray(rows))

    def search(self, queries: Matrix, limit: int, allowed: Allowed | None) -> list[list[tuple[int, float]]]:
        """Numbers and cosines of the nearest vectors, best first, for each query; None allows all."""
        limit = min(limit, len(self) if allowed is None else allowed.count)
        if not limit or not len(queries):
            return [[] for _ in queries]
        if allowed is not None:
            parameters = allowed.parameters(exact=self.exact)
        else:
            parameters = None if self.exact else faiss.SearchParametersIVF(nprobe=PROBES)
        scores, rows = self._index.search(np.ascontiguousarray(queries, np.float32), limit, params=parameters)
        return [
            [(row, score) for row, score in zip(found, near, strict=True) if row >= 0]
            for found, near in zip(rows.tolist(), scores.tolist(), strict=True)
        ]

    def _outgrown(self) -> bool:
        if self.exact:
            return len(self) > self._exact_below
        lists = self._index.nlist
        return bool(len(self) > OUTGROWN * max((lists / 4) ** 2, lists * TRAINED_PER_LIST))

    def _recluster(self) -> None:
        """Moves all vectors to new lists, a part at a time: they are there twice only as codes."""
        rows = self.rows()
        lists = _lists_for(len(rows), len(rows))
        chosen = np.random.default_rng(0).permutation(len(rows))[: lists * TRAINED_PER_LIST]
        fresh = _inverted(self.dimension, lists, self._index.reconstruct_batch(rows[chosen]))
        for start in range(0, len(rows), MOVED_AT_ONCE):
            part = rows[start : start + MOVED_AT_ONCE]
            fresh.add_with_ids(self._index.reconstruct_batch(part), part)
        self._index = fresh


def sample_size(count: int) -> int:
    """How many of so many vectors `VectorIndex.expect` should see."""
    return min(count, _lists_for(count, count) * TRAINED_PER_LIST)


def _lists_for(count: int, trained_on: int) -> int:
    """About 4 √n lists, the rule of thumb of the FAISS wiki, if there are enough vectors to train them."""
    return max(1, min(int(4 * math.sqrt(count)), trained_on // TRAINED_PER_LIST))


def _exact(dimension: int) -> Any:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _inverted(dimension: int, lists: int, sample: Matrix) -> Any:
    quantizer = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer, dimension, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    # The index owns its quantizer from here on; otherwise Python frees it under FAISS's feet.
    quantizer.this.disown()
    index.own_fields = True
    # Removal by number in 0.2 ms instead of a scan of all lists.
    index.set_direct_map_type(faiss.DirectMap.Hashtable)
    trained = np.ascontiguousarray(sample, np.float32)
    # FAISS takes the centres that it finds there for its own.
    quantizer.add(find_centres(trained, lists))
    index.train(trained)
    return index
