"""Carries trained rows over to another tokenizer, so that training goes on instead of starting anew.

A piece that both have keeps its row; folded spellings that fell together share the mean of theirs; a new piece
starts as the sum of the old pieces that spelt it, which is what it meant before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from averral.embedding.encoder import Matrix
from averral.embedding.training.tokenizer import MERGED

_INNER = "##"
_FOLD = str.maketrans(MERGED)
#: Length of the row of a piece that nothing is known of.
_UNKNOWN = 0.01
#: Size of the random numbers in added columns, relative to those of the others.
_ADDED = 0.3


def carried(old: Mapping[str, int], rows: Matrix, new: Any, seed: int = 0) -> Matrix:
    """Rows for the vocabulary of the tokenizer `new`, from those of the vocabulary `old`."""
    folded: dict[str, list[int]] = defaultdict(list)
    for piece, number in old.items():
        folded[piece.translate(_FOLD)].append(number)
    vocabulary = new.get_vocab()
    out = np.random.default_rng(seed).standard_normal((len(vocabulary), rows.shape[1])).astype(np.float32)
    out *= _UNKNOWN
    for piece, number in vocabulary.items():
        parts = [piece] if piece in folded else spelt(piece, folded)
        if parts:
            out[number] = sum(rows[folded[part]].mean(axis=0) for part in parts)
    return out


def widened(rows: Matrix, dimension: int, seed: int = 0) -> Matrix:
    """The rows with random columns added, small enough to leave the meaning as it was until training fills them."""
    added = dimension - rows.shape[1]
    if added <= 0:
        return rows
    random = np.random.default_rng(seed).standard_normal((len(rows), added))
    size = np.linalg.norm(rows, axis=1, keepdims=True) / np.sqrt(rows.shape[1])
    return np.hstack([rows, (_ADDED * size * random).astype(np.float32)])


def spelt(piece: str, known: Mapping[str, Any]) -> list[str]:
    """The piece as a sequence of known ones, longest first, as WordPiece reads; empty when it cannot be spelt."""
    inner = piece.startswith(_INNER)
    text, start = piece.removeprefix(_INNER), 0
    found: list[str] = []
    while start < len(text):
        for end in range(len(text), start, -1):
            part = (_INNER if start or inner else "") + text[start:end]
            if part in known:
                found.append(part)
                start = end
                break
        else:
            return []
    return found
