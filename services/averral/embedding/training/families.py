"""Draws the rows of a word's forms together, so that a form seldom met means what the common ones do.

Russian and Ukrainian words have a dozen forms, and training text of a few ten thousand sentences holds most of them a few
times only. Each row moves a share of the way to the mean of all forms of its lemma that are whole pieces.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from simplemma import lemmatize
from tokenizers import Tokenizer

from averral.embedding.encoder import TOKENIZER, Matrix
from averral.embedding.training.train import STAGE, TABLE

#: Per language: the whole pieces looked at, and how far they move. Letters that only Ukrainian has tell its words.
LANGUAGES = {
    "ru": (re.compile(r"[а-яё]{4,}"), 0.5),
    "uk": (re.compile(r"(?=.*[іїєґ])[а-яіїєґ]{4,}"), 0.4),
}


def families(vocabulary: Mapping[str, int], language: str) -> list[list[int]]:
    """Numbers of the pieces that are forms of one word, for each word with two or more."""
    written, _ = LANGUAGES[language]
    found: dict[str, list[int]] = defaultdict(list)
    for piece in sorted(vocabulary):
        if written.fullmatch(piece):
            found[lemmatize(piece, lang=language)].append(vocabulary[piece])
    return [numbers for numbers in found.values() if len(numbers) > 1]


def drawn(rows: Matrix, vocabulary: Mapping[str, int]) -> Matrix:
    """The rows with those of each family nearer to their mean."""
    out = rows.copy()
    for language, (_, share) in LANGUAGES.items():
        for numbers in families(vocabulary, language):
            out[numbers] = (1 - share) * out[numbers] + share * out[numbers].mean(axis=0)
    return out


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="folder of a stage, whose table is rewritten")
    given = parser.parse_args()
    vocabulary = Tokenizer.from_file(str(given.run / TOKENIZER)).get_vocab()
    rows = load_file(given.run / STAGE)[TABLE].astype(np.float32)
    save_file({TABLE: drawn(rows, vocabulary)}, given.run / STAGE)


if __name__ == "__main__":
    main()
