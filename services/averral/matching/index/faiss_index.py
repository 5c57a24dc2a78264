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

from averral.matching.items import Matrix

#: FAISS builds much of its Python interface when it is imported, where type checkers do not see it.
faiss: Any = _faiss

Rows = npt.NDArray[np.int64]

#: Inverted lists looked into; with filters more, since most of what a list holds is then left out.
PROBES, PROBES_FILTERED = 16, 64
#: Training vectors per list; FAISS warns below 39 and gains nothing above 256.
TRAINED_PER_LIST = 64
#: Lists are re-clustered when the index has outgrown those that it was trained for by this factor.
OUTGROWN = 8

# The servers run many threads of their own; OpenMP's would fight them for the same cores.
faiss.omp_set_num_threads(1)


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

    def search(
        self, queries: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None
    ) -> list[list[tuple[int, float]]]:
        """Numbers and cosines of the nearest vectors, best first, for each query.

        `allowed` says for each number whether it may be found; None allows all.
        """
        limit = min(limit, len(self))
        if not limit or not len(queries):
            return [[] for _ in queries]
        packed = None if allowed is None else np.packbits(allowed, bitorder="little")
        scores, rows = self._index.search(
            np.ascontiguousarray(queries, np.float32), limit, params=self._parameters(packed)
        )
        return [
            [(int(row), float(score)) for row, score in zip(found, near, strict=True) if row >= 0]
            for found, near in zip(rows, scores, strict=True)
        ]

    def _parameters(self, packed: npt.NDArray[np.uint8] | None) -> Any:
        selector = None if packed is None else faiss.IDSelectorBitmap(packed)
        if self.exact:
            return faiss.SearchParameters(sel=selector) if selector else None
        if selector:
            return faiss.SearchParametersIVF(sel=selector, nprobe=PROBES_FILTERED)
        return faiss.SearchParametersIVF(nprobe=PROBES)

    def _outgrown(self) -> bool:
        if self.exact:
            return len(self) > self._exact_below
        return bool(len(self) > OUTGROWN * (self._index.nlist / 4) ** 2)

    def _recluster(self) -> None:
        rows = self.rows()
        vectors = np.stack([self._index.reconstruct(int(row)) for row in rows])
        # About 4 √n lists, the rule of thumb of the FAISS wiki.
        lists = max(1, min(int(4 * math.sqrt(len(rows))), len(rows) // TRAINED_PER_LIST))
        self._index = _inverted(self.dimension, lists)
        sample = np.random.default_rng(0).permutation(len(rows))[: lists * TRAINED_PER_LIST]
        self._index.train(vectors[sample])
        self._index.add_with_ids(vectors, rows)


def _exact(dimension: int) -> Any:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _inverted(dimension: int, lists: int) -> Any:
    quantizer = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer, dimension, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    # The index owns its quantizer from here on; otherwise Python frees it under FAISS's feet.
    quantizer.this.disown()
    index.own_fields = True
    # Removal by number in 0.2 ms instead of a scan of all lists.
    index.set_direct_map_type(faiss.DirectMap.Hashtable)
    return index
