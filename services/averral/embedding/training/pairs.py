"""Trains the pair classifier: regularised multinomial logistic regression, then one temperature.

Newton's method in numpy: a few dozen steps, the same result every time. Sources are weighted so that none
drowns the others. The temperature is fitted on pairs that the weights have not seen, by five folds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from averral.embedding.encoder import BUNDLED, Encoder, Matrix
from averral.embedding.pair_features import NAMES
from averral.embedding.pairs import FILE, LABELS, Weights, features
from averral.embedding.training import own, pair_data
from averral.embedding.training.pair_data import Labelled
from averral.model import PairLabel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Strength of the quadratic penalty on weights of standardised features.
PENALTY = 0.01
FOLDS = 5
STEPS = 50
#: Development parts that are measured, with every part of NTREX numeric, XNLI and AuSTR that there is.
DEVELOPMENT = {"ans_stance_dev": "ans_stance", "ecbplus_dev": "ecbplus_pairs", "austr_dev": "austr"}
#: Pairs of a set that are measured.
MOST_MEASURED = 3_000
#: Real news weighs more than made pairs; of these, agreement comes in fewer kinds than difference and so weighs more.
IMPORTANCE = {
    "ans_stance": 5.0,
    "ecbplus_pairs": 3.0,
    "own_parallel": 3.0,
    "own_told": 2.0,
    "own_dated": 2.0,
    "own_contrasts": 2.0,
    "own_negations": 1.5,
}
#: Newton's method has converged when no weight moves more than this.
STILL = 1e-7


def fit(x: Matrix, labels: Ints, weight: Floats, penalty: float = PENALTY) -> Weights:
    """Weights with temperature 1 for features (n, f), class numbers (n,) and row weights (n,)."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-3
    scaled = np.clip((x - mean) / spread, -6, 6).astype(np.float64)
    rows = np.hstack([scaled, np.ones((len(x), 1))])
    solution = _newton(rows, np.eye(len(LABELS))[labels], weight / weight.sum(), penalty)
    return Weights(mean, spread, solution[:-1].astype(np.float32), solution[-1].astype(np.float32), 1.0)


def _newton(rows: Floats, targets: Floats, weight: Floats, penalty: float) -> Floats:
    size, classes = rows.shape[1], targets.shape[1]
    solution = np.zeros((size, classes))
    # The bias is not penalised, but for a trace that keeps the system solvable.
    ridge = np.append(np.full(size - 1, penalty), 1e-6)[:, None]
    for _ in range(STEPS):
        shares = _softmax(rows @ solution)
        gradient = rows.T @ ((shares - targets) * weight[:, None]) + ridge * solution
        hessian = np.zeros((size * classes, size * classes))
        for i in range(classes):
            for j in range(classes):
                curve = shares[:, i] * (float(i == j) - shares[:, j]) * weight
                hessian[i * size : (i + 1) * size, j * size : (j + 1) * size] = rows.T @ (
                    rows * curve[:, None]
                )
        hessian += np.diag(np.tile(ridge[:, 0], classes))
        step = np.linalg.solve(hessian, gradient.T.ravel()).reshape(classes, size).T
        solution -= step
        if np.abs(step).max() < STILL:
            break
    return solution


def temperature(x: Matrix, labels: Ints, weight: Floats) -> float:
    """The temperature that makes held-out probabilities most likely, searched on a grid from 0.5 to 3."""
    folds = np.arange(len(x)) % FOLDS
    grid = np.linspace(0.5, 3, 51)
    losses = np.zeros(len(grid))
    for fold in range(FOLDS):
        trained, kept = fit(x[folds != fold], labels[folds != fold], weight[folds != fold]), folds == fold
        for index, value in enumerate(grid):
            shares = _at(trained, float(value)).probabilities(x[kept])
            losses[index] -= float(weight[kept] @ np.log(shares[np.arange(kept.sum()), labels[kept]] + 1e-12))
    return float(grid[losses.argmin()])


def weights_of(pairs: Sequence[Labelled]) -> Floats:
    """Row weights: a source counts by the root of its size, so that large ones do not drown small ones."""
    sizes = Counter(item.source for item in pairs)
    return np.array(
        [IMPORTANCE.get(item.source, 1.0) * sizes[item.source] ** -0.5 for item in pairs], dtype=np.float64
    )


def macro_f1(labels: Ints, guesses: Ints) -> float:
    """Mean F1 over the classes that occur."""
    scores = []
    for kind in np.unique(labels):
        hits = float(((labels == kind) & (guesses == kind)).sum())
        scores.append(2 * hits / max(1.0, float((labels == kind).sum() + (guesses == kind).sum())))
    return float(np.mean(scores))


def measure(weights: Weights, x: Matrix, labels: Ints) -> dict[str, float]:
    """Accuracy, macro-F1 and expected calibration error (ten bins) on labelled pairs."""
    shares = weights.probabilities(x)
    guesses, sure = shares.argmax(axis=1), shares.max(axis=1)
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(float((guesses == labels)[bins == b].mean()) - float(sure[bins == b].mean())) * float((bins == b).mean())
            for b in np.unique(bins)]  # fmt: skip
    figures = {
        "accuracy": float((guesses == labels).mean()),
        "macro_f1": macro_f1(labels, guesses),
        "ece": sum(gaps),
    }
    return {"pairs": len(labels)} | {name: round(value, 4) for name, value in figures.items()}


def main() -> None:
    """The command."""
    given = _arguments()
    encoder = Encoder(given.model)
    training, held = _gathered(given.data, given.pairs, given.most)
    x, labels = _read(training, encoder)
    weight = weights_of(training)
    weights = _at(fit(x, labels, weight), temperature(x, labels, weight))
    sets = _measured(given.pairs) | {
        f"{source}_held_out": [item for item in held if item.source == source]
        for source in sorted({item.source for item in held})
    }
    figures = {name: measure(weights, *_read(pairs, encoder)) for name, pairs in sets.items()}
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / FILE).write_text(
        json.dumps(_stored(weights, encoder, figures), indent=1) + "\n", encoding="utf-8"
    )
    _report(figures, weights)


def _gathered(sources: Path, folder: Path, most: int | None) -> tuple[list[Labelled], list[Labelled]]:
    """What is trained on and what is left out, of each source and class no more than `most`."""
    everything = pair_data.own_pairs(sources)
    for name in pair_data.CORPORA:
        read = pair_data.corpus(folder / f"{name}.jsonl", name.partition("/")[0])
        everything += read
        if name in pair_data.EDITED:
            everything += pair_data.edited_numbers(read)
    groups: dict[tuple[str, PairLabel, bool], list[Labelled]] = defaultdict(list)
    for item in everything:
        groups[item.source, item.label, item.held].append(item)
    kept = [item for group in groups.values() for item in group[:most]] if most else everything
    return [item for item in kept if not item.held], [item for item in kept if item.held]


def _measured(folder: Path) -> dict[str, list[Labelled]]:
    """The development parts by the names that the card gives them."""
    paths = {name: folder / source / "dev.jsonl" for name, source in DEVELOPMENT.items()}
    for source in ("ntrex_numeric", "xnli"):
        paths |= {f"{source}_dev_{code}": folder / source / f"dev.{code}.jsonl" for code in own.LANGUAGES}
    return {
        name: pair_data.corpus(path, name)[:MOST_MEASURED] for name, path in paths.items() if path.exists()
    }


def _at(weights: Weights, value: float) -> Weights:
    return Weights(weights.mean, weights.spread, weights.weights, weights.bias, value)


def _read(pairs: Sequence[Labelled], encoder: Encoder) -> tuple[Matrix, Ints]:
    order: Callable[[PairLabel], int] = LABELS.index
    return features([item.pair for item in pairs], encoder), np.array([order(item.label) for item in pairs])


def _softmax(logits: Floats) -> Floats:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def _stored(weights: Weights, encoder: Encoder, figures: dict[str, dict[str, float]]) -> dict[str, Any]:
    def rounded(array: Matrix) -> Any:
        return np.round(array.astype(np.float64), 5).tolist()

    return {
        "encoder": encoder.info.fingerprint,
        "features": NAMES,
        "labels": LABELS,
        "mean": rounded(weights.mean),
        "spread": rounded(weights.spread),
        "weights": rounded(weights.weights),
        "bias": rounded(weights.bias),
        "temperature": round(weights.temperature, 3),
        "figures": figures,
    }


def _report(figures: dict[str, dict[str, float]], weights: Weights) -> None:
    for name, row in figures.items():
        sys.stdout.write(f"{name}: {row}\n")
    for name, row in zip(NAMES, weights.weights, strict=True):
        sys.stdout.write(f"  {name:20} " + " ".join(f"{value:+.2f}" for value in row) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the parallel sources")
    parser.add_argument("--pairs", type=Path, required=True, help="folder with the labelled pairs")
    parser.add_argument("--model", type=Path, default=BUNDLED, help="packed encoder")
    parser.add_argument("--out", type=Path, default=BUNDLED, help=f"folder that gets {FILE}")
    parser.add_argument("--most", type=int, help="most pairs of each source and class that are trained on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
