"""Every figure that is pinned for a model, by name, with the files it was measured on. Development parts only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from averral.embedding.encoder import Encoder
from averral.embedding.pairs import FILE, features, read_weights
from averral.embedding.training import evaluate, pair_data, pairs
from averral.embedding.training.pair_data import Labelled

#: Sets whose accuracy and macro-F1 are pinned; those that were not trained on, by macro-F1 or accuracy alone.
LABELLED, RUMOURS = ("ans_stance", "ecbplus_pairs"), "austr"
NUMERIC = ("ar", "fr", "ru", "tr")
INFERENCE, OF_INFERENCE = ("ar", "en", "fr", "ru", "tr"), 300
#: Decimals of a floor.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `digest` is that of the files it was measured on."""

    name: str
    value: float
    files: tuple[Path, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the contents of the files, shortened to 16 digits."""
        total = hashlib.sha256()
        for path in self.files:
            total.update(path.read_bytes())
        return total.hexdigest()[:16]


def retrieval(folder: Path, encoder: Encoder) -> Iterator[Figure]:
    """How often the translation of a sentence is the nearest one, per pair of languages."""
    path = folder / "ntrex" / "dev.jsonl"
    for pair, accuracy in evaluate.retrieval(evaluate.read(path), encoder.encode).items():
        yield Figure(f"ntrex dev top-1 {pair}", accuracy, (path,))


def labelled(folder: Path, name: str, model: Path) -> Iterator[Figure]:
    """Accuracy and macro-F1 on a labelled set."""
    path = folder / name / "dev.jsonl"
    accuracy, f1 = _scores(pair_data.corpus(path, name), model)
    if name != RUMOURS:
        yield Figure(f"{name} dev accuracy", accuracy, (path,))
    yield Figure(f"{name} dev macro-F1", f1, (path,))


def numeric(folder: Path, language: str, model: Path) -> Iterator[Figure]:
    """Accuracy where a figure was changed, between this language and English."""
    path = folder / "ntrex_numeric" / f"dev.{language}.jsonl"
    accuracy, _ = _scores(pair_data.corpus(path, language), model)
    yield Figure(f"ntrex numeric dev accuracy {language}", accuracy, (path,))


def inference(folder: Path, language: str, model: Path) -> Iterator[Figure]:
    """Accuracy on inference, which nothing was trained on."""
    path = folder / "xnli" / f"dev.{language}.jsonl"
    accuracy, _ = _scores(pair_data.corpus(path, language)[:OF_INFERENCE], model)
    yield Figure(f"xnli dev accuracy {language}", accuracy, (path,))


def all_figures(folder: Path, model: Path) -> Iterator[Figure]:
    """All of them, of the packed model and the classifier beside it."""
    yield from retrieval(folder, Encoder(model))
    for name in (*LABELLED, RUMOURS):
        yield from labelled(folder, name, model)
    for measured, languages in ((numeric, NUMERIC), (inference, INFERENCE)):
        for language in languages:
            yield from measured(folder, language, model)


def floors(figures: Iterable[Figure]) -> dict[str, dict[str, object]]:
    """The figures in the form in which the tests pin them."""
    return {each.name: {"data": each.digest, "floor": round(each.value, DECIMALS)} for each in figures}


def _scores(items: Sequence[Labelled], model: Path) -> tuple[float, float]:
    """Accuracy and macro-F1 of the classifier beside a packed model."""
    labels = np.array([pairs.LABELS.index(item.label) for item in items])
    found = features([item.pair for item in items], Encoder(model))
    guesses = read_weights(model / FILE).probabilities(found).argmax(axis=1)
    return float((guesses == labels).mean()), pairs.macro_f1(labels, guesses)
