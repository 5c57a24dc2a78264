"""Vectors, text pairs and the models that make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PairLabel(StrEnum):
    CORROBORATES = "corroborates"
    CONFLICTS = "conflicts"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two texts, in any two languages, to be scored."""

    a: str
    b: str
    a_language: str = ""
    b_language: str = ""


@dataclass(frozen=True, slots=True)
class PairScores:
    """Probabilities that sum to 1."""

    corroborates: float
    conflicts: float
    unrelated: float


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """A cosine between two vectors of a model, and the likeness that it stands for."""

    cosine: float
    likeness: float


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The embedding model in use; its fingerprint is stored with the index."""

    name: str
    fingerprint: str
    dimension: int
    languages: tuple[str, ...] = field(default=())
    max_tokens: int = 0
    scale: tuple[ScalePoint, ...] = ()
    """Which likeness its cosines stand for, by rising cosine, straight between the points; empty: each for itself."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors: `data` is row-major little-endian float32 of shape (n, dimension)."""

    data: bytes
    dimension: int
    fingerprint: str
    """Of the model that made them."""
    truncated: tuple[bool, ...] = ()
    """Per row: whether the text was longer than the model reads."""
    scale: tuple[ScalePoint, ...] = ()
    """That of the model."""
