"""Centres of an inverted file, found in two steps: a few large clusters, then each of them split into its share.

One clustering into all k lists compares every vector with every centre, k² times a constant: minutes at a million
vectors. Split in two it takes k √k, and at the number of lists that a search looks into finds as many neighbours.
Nistér and Stewénius, "Scalable recognition with a vocabulary tree" (2006), is the source.
"""

from __future__ import annotations

import math
from typing import Any

import faiss as _faiss
import numpy as np
import numpy.typing as npt

from averral.matching.items import Matrix

faiss: Any = _faiss

Counts = npt.NDArray[np.int64]

#: Times that each clustering moves its centres.
ROUNDS = 8
#: Vectors per large cluster that the first step looks at.
LOOKED_AT = 256


def find_centres(sample: Matrix, count: int) -> Matrix:
    """So many unit vectors, each the middle of some of the sample, which must hold at least as many."""
    large = _cluster(sample, max(1, math.isqrt(count)))
    nearest = large.index.search(sample, 1)[1][:, 0]
    members = np.bincount(nearest, minlength=large.k)
    shares = share_out(members, count)
    found = [
        _cluster(np.ascontiguousarray(sample[nearest == number]), int(share)).centroids
        for number, share in enumerate(shares)
        if share
    ]
    joined: Matrix = np.concatenate(found)
    return joined


def share_out(members: Counts, count: int) -> Counts:
    """How many of `count` centres each cluster gets: by its members, and never more than it has."""
    wanted = members * (count / members.sum())
    shares: Counts = np.floor(wanted).astype(np.int64)
    left = count - int(shares.sum())
    shares[np.argsort(shares - wanted, kind="stable")[:left]] += 1
    return shares


def _cluster(vectors: Matrix, count: int) -> Any:
    made = faiss.Kmeans(
        vectors.shape[1],
        count,
        niter=ROUNDS,
        spherical=True,
        min_points_per_centroid=1,
        max_points_per_centroid=LOOKED_AT,
    )
    made.train(vectors)
    return made
