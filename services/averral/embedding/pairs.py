"""The bundled pair classifier: do two texts corroborate each other, conflict, or speak of different things?

Two small neural networks over the features of `pair_features`, trained by `training.pairs`: logistic regression and
beside it one hidden layer, for what only counts together with something else. One is asked about headlines and posts,
which are terse and differ in what they leave out, the other as soon as a text ends as a sentence does. Each probability
is calibrated by one temperature. It is a hint for free text that no rule could compare; it reads wording, not the world,
and says nothing about truth.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from averral.embedding import models
from averral.embedding.encoder import BUNDLED, Encoder, Matrix
from averral.embedding.pair_features import NAMES, Side, compare, read_sides
from averral.errors import Permanent, Reason
from averral.model import PairLabel, PairScores, TextPair

FILE = "pairs.json"
ARRAYS = ("mean", "spread", "weights", "bias", "inner", "inner_bias", "outer")
#: The networks by name; the second is asked where neither text ends as a sentence does.
KINDS = ("prose", "headlines")
#: Spreads from the mean at which a feature is cut.
FARTHEST = 6.0
#: Order of the classes in the weights.
LABELS = (PairLabel.CORROBORATES, PairLabel.CONFLICTS, PairLabel.UNRELATED)


class PairScorer(Protocol):
    """What the service needs to score pairs."""

    def score(self, pairs: Sequence[TextPair]) -> list[PairScores]:
        """One triple per pair, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained numbers of one network.

    `logits = scaled @ weights + bias + tanh(scaled @ inner + inner_bias) @ outer`, with `scaled` the features less their
    mean by their spread; then `/ temperature`.
    """

    mean: Matrix
    spread: Matrix
    weights: Matrix
    """Shape (features, 3)."""
    bias: Matrix
    inner: Matrix
    """Shape (features, hidden)."""
    inner_bias: Matrix
    outer: Matrix
    """Shape (hidden, 3)."""
    temperature: float

    def probabilities(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Rows of shape (n, 3) that sum to 1, for features of shape (n, features)."""
        logits = (self.logits(features) / self.temperature).astype(np.float64)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: npt.NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return shares

    def logits(self, features: Matrix) -> Matrix:
        """What the network says before it is calibrated."""
        # Beyond six spreads a feature says no more than at six: a freak value must not decide alone.
        scaled = np.clip((features - self.mean) / self.spread, -FARTHEST, FARTHEST)
        hidden = np.tanh(scaled @ self.inner + self.inner_bias)
        found: Matrix = scaled @ self.weights + self.bias + hidden @ self.outer
        return found


@dataclass(frozen=True, slots=True)
class Networks:
    """Which of the two is asked depends on how the texts are written."""

    prose: Weights
    headlines: Weights

    def probabilities(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Rows of shape (n, 3) that sum to 1, for features of shape (n, features) with the columns of `NAMES`."""
        told, terse = features[:, :-1], features[:, -1:] > 0
        found: npt.NDArray[np.float64] = np.where(
            terse, self.headlines.probabilities(told), self.prose.probabilities(told)
        )
        return found


class PairClassifier:
    """The bundled classifier over the bundled encoder, whatever model serves `Embed`."""

    def __init__(self, encoder: Encoder, weights: Networks) -> None:
        self._encoder, self._weights = encoder, weights

    def score(self, pairs: Sequence[TextPair]) -> list[PairScores]:
        """Probabilities per pair, about a millisecond each; swapping the texts of a pair changes nothing.

        Raises:
            Permanent: TEXT_NOT_UNICODE for text with lone surrogates.
        """
        if not pairs:
            return []
        rows = self._weights.probabilities(features(pairs, self._encoder))
        return [PairScores(*map(float, row)) for row in rows]


def features(pairs: Sequence[TextPair], encoder: Encoder) -> Matrix:
    """Features of shape (n, features), columns as in `pair_features.NAMES`; each distinct text is read once."""
    texts = list(dict.fromkeys(side for pair in pairs for side in _sides(pair)))
    read: dict[tuple[str, str], Side] = dict(zip(texts, read_sides(texts, encoder), strict=True))
    return np.array([compare(*(read[side] for side in _sides(pair))) for pair in pairs], dtype=np.float32)


def read_weights(path: Path) -> Networks:
    """The trained numbers.

    Raises:
        Permanent: INTERNAL when they belong to other features than this version computes.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != NAMES:
        raise Permanent(
            Reason.INTERNAL,
            f"{path.name} was trained for other features; train it again with `python -m averral.embedding.training.pairs`.",
        )
    return Networks(*(_network(stored[kind]) for kind in KINDS))


def _network(stored: dict[str, Any]) -> Weights:
    arrays = {name: np.array(stored[name], dtype=np.float32) for name in ARRAYS}
    return Weights(**arrays, temperature=float(stored["temperature"]))


@lru_cache(maxsize=1)
def load() -> PairClassifier:
    """The bundled classifier, read once per process."""
    encoder = models.load()
    if not isinstance(encoder, Encoder):  # the bundled model is always one
        raise TypeError(type(encoder).__name__)
    return PairClassifier(encoder, read_weights(BUNDLED / FILE))


def _sides(pair: TextPair) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.a, pair.a_language), (pair.b, pair.b_language)
