"""Averages the tables of stages, so that no language pays for what another gained (after Izmailov et al. 2018).

Part of an earlier stage stays in the mean, and directions that many texts share are made shorter.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from averral.embedding.encoder import TOKENIZER, Matrix
from averral.embedding.training import data, sampling, train


def mean(start: Matrix, of: list[Matrix], share: float) -> Matrix:
    """The mean of tables, of which `share` counts, with that of an earlier stage."""
    found: Matrix = share * np.mean(of, axis=0) + (1 - share) * start
    return found.astype(np.float32)


def main() -> None:
    """The command."""
    given = _arguments()
    tokenizer = Tokenizer.from_file(str(given.of[-1] / TOKENIZER))
    tables = [train.load_file(each / train.STAGE)[train.TABLE] for each in given.of]
    rows = mean(train.carried(given.start, tokenizer, tables[0].shape[1]), tables, given.share)
    if given.even:
        corpus, _, _ = sampling.build(data.read(given.data), tokenizer)
        rows = train.evened(rows, corpus, given.even)
    stages = [
        json.loads((each / train.FIGURES).read_text(encoding="utf-8"))["arguments"]
        for each in (given.start, *given.of)
    ]
    about = {"share": given.share, "even": given.even, "start": stages[0], "of": stages[1:]}
    train.store(given.out, rows, tokenizer, about, given.ntrex)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the training sources")
    parser.add_argument("--start", type=Path, required=True, help="earlier stage, or a packed model")
    parser.add_argument("--of", type=Path, nargs="+", required=True, help="stages with one tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder that gets their mean")
    parser.add_argument(
        "--share", type=float, default=0.85, help="share of the mean, the rest being the earlier stage"
    )
    parser.add_argument("--even", type=float, default=0.0, help="how much shared directions are evened out")
    parser.add_argument("--ntrex", type=Path, help="NTREX dev file for the figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
