"""Trains the static embedding by contrast within a batch (Henderson et al. 2017; InfoNCE, both directions).

On a CPU the result is the same for the same seed, data and torch build. A GPU is used when there is one.
`--start` goes on from a stage or a packed model, which is much shorter than starting over when data is added; `--average` then
keeps a share of the old weights (after Izmailov et al. 2018), which costs no language what another gains.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from averral.embedding.encoder import TOKENIZER, Encoder, Matrix, unit
from averral.embedding.training import carry, data, evaluate, sampling

#: Files of a stage, beside its tokenizer, and the name of its table.
STAGE, FIGURES, TABLE = "model.safetensors", "figures.json", "embedding.weight"
#: Inverse temperature of the softmax over cosines.
SCALE = 20.0
WARM_UP = 100
#: Texts that the common directions are taken from.
EVENED = 60_000


def main() -> None:
    """The command."""
    given = _arguments()
    torch.manual_seed(given.seed)
    torch.use_deterministic_algorithms(mode=not torch.cuda.is_available())
    tokenizer = Tokenizer.from_file(str(given.tokenizer or given.out / "tokenizer.json"))
    corpus, buckets, weights = sampling.build(data.read(given.data), tokenizer)
    weights = sampling.raised(buckets, weights, given.direct, given.russian)
    _say(f"{len(corpus.lengths)} texts, {len(corpus.pieces)} pieces, {len(buckets)} buckets")
    start = (
        carried(given.start, tokenizer, given.dimension)
        if given.start
        else _fresh(corpus, tokenizer.get_vocab_size(), given)
    )
    table = torch.nn.Parameter(
        torch.from_numpy(start.copy()).to("cuda" if torch.cuda.is_available() else "cpu")
    )
    _run(
        table,
        sampling.batches(
            corpus,
            buckets,
            weights,
            size=given.batch,
            drop=given.drop,
            join=given.join,
            draw=np.random.default_rng(given.seed),
        ),
        given,
    )
    rows = (1 - given.average) * start + given.average * table.detach().cpu().numpy()
    rows = evened(rows, corpus, given.even) if given.even else rows
    # Paths say nothing about the model and would differ between machines.
    about = {key: value for key, value in vars(given).items() if isinstance(value, int | float)}
    store(given.out, rows, tokenizer, about, given.ntrex)


def store(out: Path, rows: Matrix, tokenizer: Any, about: dict[str, Any], ntrex: Path | None) -> None:
    """Writes a stage: its table, its tokenizer and its figures."""
    out.mkdir(parents=True, exist_ok=True)
    save_file({TABLE: rows}, out / STAGE)
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    figures = _figures(rows, tokenizer, ntrex)
    (out / FIGURES).write_text(json.dumps({"arguments": about, "ntrex_dev": figures}, indent=1) + "\n")


def carried(folder: Path, tokenizer: Any, dimension: int) -> Matrix:
    """The rows of a stage or of a packed model; those of another tokenizer are carried over piece by piece, and widened."""
    old, stage = Tokenizer.from_file(str(folder / TOKENIZER)).get_vocab(), folder / STAGE
    rows = load_file(stage)[TABLE] if stage.is_file() else Encoder(folder).table()
    rows = rows if old == tokenizer.get_vocab() else carry.carried(old, rows, tokenizer)
    return carry.widened(rows, dimension)


def evened(rows: Matrix, corpus: sampling.Corpus, power: float) -> Matrix:
    """The rows with the directions that many texts share made shorter (after Mu and Viswanath 2018): 0 nothing, 0.5 all."""
    texts = np.arange(0, len(corpus.lengths), max(1, len(corpus.lengths) // EVENED))
    pieces, starts = corpus.gather(texts, 1, 0.0, np.random.default_rng(0))
    vectors = unit(np.add.reduceat(rows[pieces], starts, axis=0)).astype(np.float64)
    sizes, directions = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    turned: Matrix = rows @ ((directions * (sizes / sizes.mean()) ** -power) @ directions.T).astype(
        np.float32
    )
    return turned


def _fresh(corpus: sampling.Corpus, vocabulary: int, given: argparse.Namespace) -> Matrix:
    """Random directions; rare pieces start longer, as inverse document frequency would weigh them."""
    counts = np.bincount(corpus.pieces, minlength=vocabulary)
    rarity = np.log((counts.sum() + vocabulary) / (counts + 1))
    directions = np.random.default_rng(given.seed).standard_normal((vocabulary, given.dimension)) / math.sqrt(
        given.dimension
    )
    return np.asarray(directions * (rarity / rarity.mean())[:, None], dtype=np.float32)


def _run(table: Any, batches: Any, given: argparse.Namespace) -> None:
    # Only the rows of a batch get a gradient: a fifteenth of the table, at half the time of a dense step.
    optimiser = torch.optim.SparseAdam([table], lr=given.rate, betas=(0.9, 0.98))
    began, total = time.monotonic(), 0.0
    for step, (left, right, same) in zip(range(1, given.steps + 1), batches, strict=False):
        for group in optimiser.param_groups:
            group["lr"] = given.rate * _schedule(step, given.steps)
        loss = _loss(_embed(table, *left), _embed(table, *right), torch.from_numpy(same).to(table.device))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        total += loss.item()
        if step % 250 == 0:
            _say(f"step {step} loss {total / 250:.3f} {time.monotonic() - began:.0f} s")
            total = 0.0


def _schedule(step: int, steps: int) -> float:
    return min(1.0, step / WARM_UP) * (0.95 * 0.5 * (1 + math.cos(math.pi * step / steps)) + 0.05)


def _embed(table: Any, pieces: sampling.Ints, starts: sampling.Ints) -> Any:
    ids, offsets = torch.from_numpy(pieces).to(table.device), torch.from_numpy(starts).to(table.device)
    return torch.nn.functional.normalize(
        torch.nn.functional.embedding_bag(ids, table, offsets, mode="sum", sparse=True), dim=1
    )


def _loss(left: Any, right: Any, same: Any) -> Any:
    scores = SCALE * left @ right.T
    if bool(same.any()):
        scores = scores.masked_fill(same, -1e4)
    own = scores.diagonal()
    return ((torch.logsumexp(scores, 1) - own).mean() + (torch.logsumexp(scores, 0) - own).mean()) / 2


def _figures(rows: Matrix, tokenizer: Any, ntrex: Path | None) -> dict[str, float]:
    if ntrex is None:
        return {}

    def encode(texts: list[str]) -> Matrix:
        ids = [one.ids or [0] for one in tokenizer.encode_batch(texts, add_special_tokens=False)]
        return unit(np.stack([rows[pieces].sum(axis=0) for pieces in ids]))

    figures = {
        pair: round(value, 1) for pair, value in evaluate.retrieval(evaluate.read(ntrex), encode).items()
    }
    _say(json.dumps(figures))
    return figures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the training sources")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for model.safetensors and figures.json"
    )
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json; by default the one in --out")
    parser.add_argument("--start", type=Path, help="stage or packed model to go on from")
    parser.add_argument("--ntrex", type=Path, help="NTREX dev file for the figures")
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--steps", type=int, default=8_500)
    parser.add_argument("--batch", type=int, default=1_024)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--drop", type=float, default=0.15, help="share of pieces dropped in each text")
    parser.add_argument(
        "--join", type=float, default=0.4, help="share of lexicon batches whose rows join entries"
    )
    parser.add_argument(
        "--average",
        type=float,
        default=1.0,
        help="share of the new weights in the mean with those of --start",
    )
    parser.add_argument("--even", type=float, default=0.0, help="how much shared directions are evened out")
    parser.add_argument("--direct", type=float, default=1.0, help="how much more pairs without English count")
    parser.add_argument("--russian", type=float, default=1.0, help="how much more pairs with Russian count")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
