"""Trains the pair classifier: logistic regression beside one hidden layer, then one temperature, for prose and for headlines.

Each is the mean of a few networks, the same result every time on one build of torch. Sources are weighted so that none
drowns the others. The temperature is fitted on a development part and on the own pairs left out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from averral.embedding.encoder import BUNDLED, Encoder, Matrix
from averral.embedding.pair_features import NAMES
from averral.embedding.pairs import ARRAYS, FARTHEST, FILE, KINDS, LABELS, Networks, Weights, features
from averral.embedding.training import own, pair_data
from averral.embedding.training.pair_data import Labelled
from averral.model import PairLabel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Networks whose mean is kept, and how each is made and trained.
NETWORKS, HIDDEN, EPOCHS, BATCH = 9, 32, 25, 256
RATE, DECAY, DROPPED = 2e-3, 0.1, 0.1
#: Development parts that the probabilities are calibrated on, with the own pairs left out; others are only measured.
CALIBRATED = {"ans_stance_dev": "ans_stance", "ecbplus_dev": "ecbplus_pairs"}


@dataclass(frozen=True, slots=True)
class Kind:
    """How the network for one kind of writing is trained."""

    calibrated: str
    hidden: int
    without: tuple[str, ...] = ()
    """Sources left out: what sets headlines apart in ANS says little of whole sentences, and hides what does."""
    importance: Mapping[str, float] = field(default_factory=dict)
    """How much sources count where that is not as `IMPORTANCE` has it."""


TRAINED = {
    "prose": Kind(
        "ecbplus_dev",
        96,
        ("ans_stance", "ans_stance_numbers"),
        {
            "ecbplus_pairs": 4.0,
            "own_parallel": 4.0,
            "own_digits": 7.0,
            "own_figure": 6.0,
            "own_numbers": 6.0,
            "own_inference": 9.0,
            "own_rumours": 6.0,
            "own_deny": 4.0,
        },
    ),
    "headlines": Kind("ans_stance_dev", HIDDEN),
}
#: Pairs of a set that are measured.
MOST_MEASURED = 3_000
#: Real news weighs more than made pairs; of these, agreement comes in fewer kinds than difference and so weighs more.
IMPORTANCE = {
    "ans_stance": 20.0,
    "ecbplus_pairs": 3.0,
    "own_parallel": 3.0,
    "own_same": 2.0,
    "own_digits": 3.0,
    "own_figure": 3.0,
    "own_numbers": 3.0,
    "own_dated": 2.0,
    "own_contrasts": 4.0,
    "own_negations": 3.0,
    "own_deny": 2.5,
    "own_other_deny": 2.5,
    "own_other_affirm": 1.5,
    "own_place": 2.0,
    "own_slots": 2.0,
    "own_inference": 6.0,
    "own_rumours": 4.0,
    "own_paraphrases": 4.0,
}


def fit(x: Matrix, labels: Ints, weight: Floats, hidden: int = HIDDEN) -> Weights:
    """Weights with temperature 1 for features (n, f), class numbers (n,) and row weights (n,): the mean of some networks."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-3
    scaled = np.clip((x - mean) / spread, -FARTHEST, FARTHEST).astype(np.float32)
    nets = [_network(scaled, labels, weight / weight.mean(), hidden, seed) for seed in range(NETWORKS)]
    plain, plain_bias, inner, inner_bias, outer = zip(*nets, strict=True)
    return Weights(
        mean,
        spread,
        np.mean(plain, axis=0),
        np.mean(plain_bias, axis=0),
        np.hstack(inner),
        np.hstack(inner_bias),
        np.vstack(outer) / NETWORKS,
        temperature=1.0,
    )


def _network(x: Matrix, labels: Ints, weight: Floats, size: int, seed: int) -> tuple[Matrix, ...]:
    """One trained network: weights and bias past the hidden layer, weights and bias into it, weights out of it."""
    import torch  # noqa: PLC0415 - only training needs it; the tests of the rest run without

    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(mode=True)
    plain, inner = torch.nn.Linear(x.shape[1], len(LABELS)), torch.nn.Linear(x.shape[1], size)
    outer = torch.nn.Linear(size, len(LABELS), bias=False)
    parts = torch.nn.ModuleList([plain, inner, outer])
    optimiser = torch.optim.AdamW(parts.parameters(), lr=RATE, weight_decay=DECAY)
    rows, targets, shares = (torch.from_numpy(each) for each in (x, labels, weight.astype(np.float32)))
    draw, steps = np.random.default_rng(seed), EPOCHS * math.ceil(len(x) / BATCH)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / steps)
        chosen = torch.from_numpy(draw.integers(0, len(x), BATCH))
        seen = torch.nn.functional.dropout(rows[chosen], DROPPED)
        hidden = torch.nn.functional.dropout(torch.tanh(inner(seen)), 2 * DROPPED)
        losses = torch.nn.functional.cross_entropy(
            plain(seen) + outer(hidden), targets[chosen], reduction="none"
        )
        optimiser.zero_grad()
        (losses * shares[chosen]).mean().backward()
        optimiser.step()
    tensors = (plain.weight.T, plain.bias, inner.weight.T, inner.bias, outer.weight.T)
    return tuple(tensor.detach().numpy().copy() for tensor in tensors)


def temperature(weights: Weights, groups: Sequence[tuple[Matrix, Ints]]) -> float:
    """The temperature at which the labels of pairs not trained on are likeliest, each group counting alike."""
    grid = np.linspace(0.5, 3, 51)
    losses = []
    for value in grid:
        calibrated = _at(weights, float(value))
        shares = [calibrated.probabilities(x)[np.arange(len(labels)), labels] for x, labels in groups]
        losses.append(-np.mean([np.log(each + 1e-12).mean() for each in shares]))
    return float(grid[int(np.argmin(losses))])


def weights_of(pairs: Sequence[Labelled], importance: Mapping[str, float] = IMPORTANCE) -> Floats:
    """Row weights: a source counts by the root of its size, so that large ones do not drown small ones."""
    sizes = Counter(item.source for item in pairs)
    return np.array(
        [importance.get(item.source, 1.0) * sizes[item.source] ** -0.5 for item in pairs], dtype=np.float64
    )


def macro_f1(labels: Ints, guesses: Ints) -> float:
    """Mean F1 over the classes that occur."""
    scores = []
    for kind in np.unique(labels):
        hits = float(((labels == kind) & (guesses == kind)).sum())
        scores.append(2 * hits / max(1.0, float((labels == kind).sum() + (guesses == kind).sum())))
    return float(np.mean(scores))


def measure(weights: Weights | Networks, x: Matrix, labels: Ints) -> dict[str, float]:
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
    training, held = _gathered(given.pairs, given.most)
    measured = _measured(given.pairs)
    networks = Networks(
        *(_trained(TRAINED[kind], training, held, measured, encoder) for kind in KINDS),
    )
    measured |= {
        f"{source}_held_out": [item for item in held if item.source == source]
        for source in sorted({item.source for item in held})
    }
    figures = {name: measure(networks, *_read(pairs, encoder)) for name, pairs in measured.items()}
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / FILE).write_text(json.dumps(_stored(networks, encoder, figures)) + "\n", encoding="utf-8")
    _report(figures, networks)


def _trained(
    kind: Kind,
    training: Sequence[Labelled],
    held: Sequence[Labelled],
    measured: Mapping[str, Sequence[Labelled]],
    encoder: Encoder,
) -> Weights:
    """The calibrated network for one kind of writing."""
    kept = [item for item in training if item.source not in kind.without]
    x, labels = _read(kept, encoder)
    weights = fit(x[:, :-1], labels, weights_of(kept, {**IMPORTANCE, **kind.importance}), kind.hidden)
    groups = [_read(pairs, encoder) for pairs in (measured[kind.calibrated], held)]
    return _at(weights, temperature(weights, [(rows[:, :-1], classes) for rows, classes in groups]))


def _gathered(folder: Path, most: int | None) -> tuple[list[Labelled], list[Labelled]]:
    """What is trained on and what is left out, of each source and class no more than `most`."""
    everything = pair_data.own_pairs()
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
    paths = {name: folder / source / "dev.jsonl" for name, source in CALIBRATED.items()}
    paths |= {"austr_dev": folder / "austr" / "dev.jsonl"}
    for source in ("ntrex_numeric", "xnli"):
        paths |= {f"{source}_dev_{code}": folder / source / f"dev.{code}.jsonl" for code in own.LANGUAGES}
    return {
        name: pair_data.corpus(path, name)[:MOST_MEASURED] for name, path in paths.items() if path.exists()
    }


def _at(weights: Weights, value: float) -> Weights:
    return replace(weights, temperature=value)


def _read(pairs: Sequence[Labelled], encoder: Encoder) -> tuple[Matrix, Ints]:
    order: Callable[[PairLabel], int] = LABELS.index
    return features([item.pair for item in pairs], encoder), np.array([order(item.label) for item in pairs])


def _stored(networks: Networks, encoder: Encoder, figures: dict[str, dict[str, float]]) -> dict[str, Any]:
    return {
        "encoder": encoder.info.fingerprint,
        "features": NAMES,
        "labels": LABELS,
        **{kind: _numbers(getattr(networks, kind)) for kind in KINDS},
        "figures": figures,
    }


def _numbers(weights: Weights) -> dict[str, Any]:
    rounded = {name: np.round(getattr(weights, name).astype(np.float64), 4).tolist() for name in ARRAYS}
    return {**rounded, "temperature": round(weights.temperature, 3)}


def _report(figures: dict[str, dict[str, float]], networks: Networks) -> None:
    for name, row in figures.items():
        sys.stdout.write(f"{name}: {row}\n")
    for kind in KINDS:
        weights = getattr(networks, kind)
        sys.stdout.write(f"{kind}, at temperature {weights.temperature:.2f}\n")
        for name, values in zip(NAMES, weights.weights, strict=False):
            sys.stdout.write(f"  {name:20} " + " ".join(f"{value:+.2f}" for value in values) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, required=True, help="folder with the labelled pairs")
    parser.add_argument("--model", type=Path, default=BUNDLED, help="packed encoder")
    parser.add_argument("--out", type=Path, default=BUNDLED, help=f"folder that gets {FILE}")
    parser.add_argument("--most", type=int, help="most pairs of each source and class that are trained on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
