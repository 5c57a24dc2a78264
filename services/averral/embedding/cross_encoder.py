"""Scores pairs with any sentence-transformers cross-encoder that was trained on natural language inference.

Heavier and usually better than the bundled classifier; needs the extra `models`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from averral.embedding.models import INSTALL, split_revision
from averral.errors import Permanent, Reason
from averral.model import PairScores, TextPair

#: How published models name the three classes; matched against the start of the lower-cased label.
LABELS = {"entail": "corroborates", "contradict": "conflicts", "neutral": "unrelated"}


class CrossEncoderScorer:
    """A loaded cross-encoder with its classes mapped to ours."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self._columns = _columns(model.config.id2label, name)

    def score(self, pairs: Sequence[TextPair]) -> list[PairScores]:
        """Probabilities per pair: the mean over both directions, since entailment has one and we have none."""
        forward = [(pair.a, pair.b) for pair in pairs]
        backward = [(b, a) for a, b in forward]
        logits = np.asarray(
            self._model.predict(forward + backward, show_progress_bar=False), dtype=np.float64
        )
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        both = (odds / odds.sum(axis=1, keepdims=True)).reshape(2, len(pairs), -1).mean(axis=0)
        return [
            PairScores(**{label: float(row[column]) for label, column in self._columns.items()})
            for row in both
        ]


@lru_cache(maxsize=4)
def load(name: str) -> CrossEncoderScorer:
    """The cross-encoder called `name` (folder, or `owner/name@revision`).

    Raises:
        Permanent: MISSING_EXTRA, or UNKNOWN_MODEL when it cannot be loaded or has other classes.
    """
    if importlib.util.find_spec("sentence_transformers") is None:
        raise Permanent(
            Reason.MISSING_EXTRA,
            f"The pair model {name} needs sentence-transformers, which is not installed: run `{INSTALL}`, "
            "or leave it empty to use the bundled classifier.",
            metadata={"model": name, "extra": "models"},
        )
    from sentence_transformers import CrossEncoder  # noqa: PLC0415 - takes ten seconds and 400 MB

    path, revision = split_revision(name)
    try:
        model = CrossEncoder(path, revision=revision, trust_remote_code=False)
    except Exception as error:  # a loader of others': network, files, architectures all raise their own types
        raise Permanent(
            Reason.UNKNOWN_MODEL,
            f"The pair model {name} could not be loaded ({type(error).__name__}). Check the spelling and the "
            "revision; without a connection to the hub, download it elsewhere and give its folder.",
            metadata={"model": name, "cause": type(error).__name__},
        ) from error
    return CrossEncoderScorer(model, name)


def _columns(names: dict[int, str], model: str) -> dict[str, int]:
    columns = {
        ours: int(index)
        for index, name in names.items()
        for start, ours in LABELS.items()
        if name.lower().startswith(start)
    }
    if len(columns) != len(LABELS):
        raise Permanent(
            Reason.UNKNOWN_MODEL,
            f"The pair model {model} has the classes {sorted(names.values())}; it needs entailment, "
            "contradiction and neutral. Choose a model trained on natural language inference.",
            metadata={"model": model},
        )
    return columns
