"""Writes into a packed model which likeness its cosines stand for, so that the bounds of the rules fit it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from averral.embedding import scale
from averral.embedding.encoder import ABOUT, Encoder
from averral.embedding.training import evaluate


def calibrate(model: Path, ntrex: Path) -> None:
    """Measures the scale on parallel sentences that the encoder was not trained on and stores it in `model.json`."""
    found = scale.points(Encoder(model).encode, evaluate.read(ntrex), scale.NTREX)
    about = json.loads((model / ABOUT).read_text(encoding="utf-8"))
    about["scale"] = [[point.cosine, point.likeness] for point in found]
    (model / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="packed encoder")
    parser.add_argument("--ntrex", type=Path, required=True, help="NTREX dev file")
    given = parser.parse_args()
    calibrate(given.model, given.ntrex)


if __name__ == "__main__":
    main()
