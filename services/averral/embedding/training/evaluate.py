"""Retrieval of translations among parallel news sentences, the figure of the model card.

Top-1 accuracy by plain cosine, mean of both directions, on the dev part of NTREX-128 (Federmann et al. 2022).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from averral.embedding.encoder import Matrix
from averral.embedding.training import data

PAIRS = tuple(
    tuple(pair.split("-"))
    for pair in [
        "ar-en",
        "tr-en",
        "ru-en",
        "fr-en",
        "ar-fr",
        "ar-tr",
        "ar-ru",
        "es-en",
        "de-en",
        "fa-en",
        "uk-en",
        "he-en",
        "fr-tr",
        "tr-ru",
    ]
)


def retrieval(
    rows: Sequence[Mapping[str, str]],
    encode: Callable[[list[str]], Matrix],
    pairs: Sequence[tuple[str, ...]] = PAIRS,
) -> dict[str, float]:
    """Accuracy in percent per language pair; each row holds one sentence in all their languages."""
    vectors = {
        language: encode([row[language] for row in rows])
        for language in sorted({language for pair in pairs for language in pair})
    }
    return {f"{a}-{b}": _both_ways(vectors[a] @ vectors[b].T) for a, b in pairs}


def _both_ways(similarity: Matrix) -> float:
    own = np.arange(len(similarity))
    return float(50 * ((similarity.argmax(1) == own).mean() + (similarity.argmax(0) == own).mean()))


def read(path: Path) -> list[dict[str, str]]:
    """The sentences of a file in the format of the shared `ntrex/dev.jsonl`."""
    return [record["text"] for record in data.jsonl(path)]
