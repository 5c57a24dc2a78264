"""Packs a trained model for shipping: int8 rows with one float16 scale each, a quarter of the size, no loss."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from averral.embedding.encoder import ABOUT, TOKENIZER, WEIGHTS, Matrix

LEVELS = 127
LANGUAGES = ["ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "zh", "uk"]


def quantise(table: Matrix) -> dict[str, np.ndarray]:
    """`q` int8 of the table's shape and `scale` float16 (rows, 1), so that `q * scale` is the table again."""
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / LEVELS, 1e-6).astype(np.float16)
    rows = np.clip(np.round(table / scale.astype(np.float32)), -LEVELS, LEVELS).astype(np.int8)
    return {"q": rows, "scale": scale}


def pack(run: Path, out: Path, name: str, languages: list[str]) -> None:
    """Writes tokenizer, weights and `model.json` of a training run into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    table = load_file(run / "model.safetensors")["embedding.weight"].astype(np.float32)
    save_file(quantise(table), out / WEIGHTS)
    shutil.copyfile(run / TOKENIZER, out / TOKENIZER)
    figures = run / "figures.json"
    about = {"name": name, "languages": languages, "license": "CC-BY-SA-4.0"}
    about |= json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
    (out / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder that training wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder for the packed model")
    parser.add_argument("--name", default="averral-static-256")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    given = parser.parse_args()
    pack(given.run, given.out, given.name, given.languages)


if __name__ == "__main__":
    main()
