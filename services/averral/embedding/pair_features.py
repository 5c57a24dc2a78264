"""What the pair classifier looks at: how well two texts cover each other, and what speaks against it.

Words are aligned through their vectors in both directions (after Kusner et al. 2015, relaxed word mover's
distance): a word of one text is covered by its most similar word of the other. What is left uncovered on
either side is where a report goes on, changes the subject, or says the opposite. All features are
symmetric: swapping the texts changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from averral.embedding.cues import CUES, Cues, read_cues
from averral.embedding.encoder import Encoder, Matrix, unit
from averral.language.identify import identify
from averral.language.normalise import words

#: Words read of each text: an alignment costs their product, and a claim is one sentence.
LONGEST = 64
#: Code points read of each text, so that cues of a pasted article stay cheap.
LONGEST_TEXT = 2_000
#: Similarity below which a word counts as uncovered.
UNCOVERED = 0.45

OVERLAP = (
    "cosine",
    "coverage_low",
    "coverage_high",
    "uncovered_low",
    "uncovered_high",
    "worst_low",
    "worst_high",
    "same_words",
    "length_ratio",
    "length",
    "residual_cosine",
    "residual_low",
    "residual_high",
)
PLAIN = (*OVERLAP, *CUES)
#: All columns: a second copy of each counts between two languages only, where everything scores lower.
NAMES = (*PLAIN, "cross", *(f"cross_{name}" for name in PLAIN))


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair, read once however many pairs it is in."""

    vector: Matrix
    """Unit vector of the text, shape (d,)."""
    keys: tuple[str, ...]
    words: Matrix
    """Unit vectors of its words, shape (n, d)."""
    weights: Matrix
    """Share of each word in the text's meaning; they sum to 1."""
    language: str
    """Primary subtag, identified when the caller gave none."""
    cues: Cues


def read_sides(texts: Sequence[tuple[str, str]], encoder: Encoder) -> list[Side]:
    """Reads (text, language) pairs; the language may be empty."""
    cut = [text[:LONGEST_TEXT] for text, _ in texts]
    keys = [tuple(word.key for word in words(text)[:LONGEST] if word.key) or (text,) for text in cut]
    places: dict[str, int] = {}
    for row in keys:
        for key in row:
            places.setdefault(key, len(places))
    # Not normalised: the length of a word's vector says how much it weighs.
    raw = encoder.sums(list(places))
    lengths = np.linalg.norm(raw, axis=1)
    vectors, whole = unit(raw), encoder.encode(cut)
    sides = []
    for (_, language), text, row, vector in zip(texts, cut, keys, whole, strict=True):
        chosen = [places[key] for key in row]
        spoken = (language or identify(text).language).partition("-")[0].lower()
        weights = lengths[chosen] / max(float(lengths[chosen].sum()), 1e-9)
        sides.append(Side(vector, row, vectors[chosen], weights, spoken, read_cues(text, spoken)))
    return sides


def compare(a: Side, b: Side) -> list[float]:
    """The features in the order of `NAMES`."""
    similar = _alignment(a, b)
    best_a, best_b = similar.max(axis=1), similar.max(axis=0)
    left, right = _residual(a, best_a), _residual(b, best_b)
    cosine = float(a.vector @ b.vector)
    coverage = sorted((float(best_a @ a.weights), float(best_b @ b.weights)))
    uncovered = sorted(
        (float(a.weights[best_a < UNCOVERED].sum()), float(b.weights[best_b < UNCOVERED].sum()))
    )
    worst = sorted((float(best_a.min()), float(best_b.min())))
    size_left, size_right = float(np.linalg.norm(left)), float(np.linalg.norm(right))
    same, either = len({*a.keys} & {*b.keys}), len({*a.keys} | {*b.keys})
    short, long = sorted((len(a.keys), len(b.keys)))
    cross = float(a.language != b.language)
    overlap = [
        cosine, *coverage, *uncovered, *worst, same / either, short / long, float(np.log1p(long)),
        float(left @ right) / max(size_left * size_right, 1e-9), *sorted((size_left, size_right)),
    ]  # fmt: skip
    plain = [*overlap, *a.cues.against(b.cues)]
    return [*plain, cross, *(cross * value for value in plain)]


def _alignment(a: Side, b: Side) -> Matrix:
    """Similarity of each word of `a` to each of `b`. To the encoder 27 lies near 270; a figure meets only itself."""
    similar: Matrix = a.words @ b.words.T
    left, right = ([key if key.isdigit() else "" for key in side.keys] for side in (a, b))
    for row in (row for row, figure in enumerate(left) if figure):
        for column in (column for column, figure in enumerate(right) if figure and figure != left[row]):
            similar[row, column] = 0.0
    return similar


def _residual(side: Side, best: Matrix) -> Matrix:
    """The part of a text's meaning that the other does not cover, shape (d,)."""
    rest: Matrix = (side.weights * np.clip(1 - best, 0, 1)) @ side.words
    return rest
