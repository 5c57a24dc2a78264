"""What the pair classifier looks at: how well two texts cover each other, and what speaks against it.

Words are aligned through their vectors in both directions (after Kusner et al. 2015, relaxed word mover's
distance): a word of one text is covered by its most similar word of the other. What is left uncovered on
either side is where a report goes on, changes the subject, or says the opposite. All features are
symmetric: swapping the texts changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from averral.embedding.cues import CUES, Cues, read_cues
from averral.embedding.encoder import Encoder, Matrix, unit
from averral.embedding.pair_brief import BRIEF
from averral.embedding.pair_brief import compare as compare_brief
from averral.embedding.pair_words import WORDS, Words, find_names
from averral.embedding.pair_words import compare as compare_words
from averral.language import contrast
from averral.language.identify import identify
from averral.language.normalise import words

#: Words read of each text: an alignment costs their product, and a claim is one sentence.
LONGEST = 64
#: Code points read of each text, so that cues of a pasted article stay cheap.
LONGEST_TEXT = 2_000
#: Similarity below which a word counts as uncovered.
UNCOVERED = 0.45

#: What posts hold beside their words: addresses, and whom they answer.
#: What ends a sentence, and how far from the end of a text it is looked for.
_ENDED, LONGEST_END = re.compile(r"[.\u2026\u06d4][\s\"'\u201c\u201d\u00bb\u2019)\]]*$"), 16
_POSTED = re.compile(r"https?://\S+|(?<!\w)@\w+")

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
PLAIN = (*OVERLAP, *WORDS, *BRIEF, *CUES)
#: All columns: a second copy of each counts between two languages only, where everything scores lower.
#: The last one says which network is asked: neither text ends as a sentence does.
NAMES = (*PLAIN, "cross", *(f"cross_{name}" for name in PLAIN), "headlines")


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair, read once however many pairs it is in."""

    vector: Matrix
    """Unit vector of the text, shape (d,)."""
    words: Words
    """Its words with unit vectors, and the share of each in the text's meaning; the shares sum to 1."""
    cues: Cues
    ended: bool
    """It ends as a sentence does; headlines and many posts do not."""


def read_sides(texts: Sequence[tuple[str, str]], encoder: Encoder) -> list[Side]:
    """Reads (text, language) pairs; the language may be empty."""
    cut = [plain(text[:LONGEST_TEXT]) for text, _ in texts]
    found = [tuple(word for word in words(text)[:LONGEST] if word.key) for text in cut]
    keys = [tuple(word.key for word in row) or (text,) for row, text in zip(found, cut, strict=True)]
    places: dict[str, int] = {}
    for row in keys:
        for key in row:
            places.setdefault(key, len(places))
    # Not normalised: the length of a word's vector says how much it weighs.
    raw = encoder.sums(list(places))
    lengths = np.linalg.norm(raw, axis=1)
    vectors, whole = unit(raw), encoder.encode(cut)
    sides = []
    for (_, language), text, written, row, vector in zip(texts, cut, found, keys, whole, strict=True):
        chosen = [places[key] for key in row]
        spoken = (language or identify(text).language).partition("-")[0].lower()
        weights = lengths[chosen] / max(float(lengths[chosen].sum()), 1e-9)
        names = np.array(find_names(text, written, spoken) or [False])
        turning = np.array([contrast.negates(key, spoken) for key in row])
        side = Words(row, names, vectors[chosen], weights, spoken, turning)
        sides.append(
            Side(vector, side, read_cues(text, spoken), bool(_ENDED.search(text.rstrip()[-LONGEST_END:])))
        )
    return sides


def plain(text: str) -> str:
    """The words of a post: no links, no mentions; topics as the words that they are made of."""
    return _POSTED.sub(" ", text).replace("#", " ").replace("_", " ")


def compare(a: Side, b: Side) -> list[float]:
    """The features in the order of `NAMES`."""
    mine, yours = a.words, b.words
    similar = _alignment(mine, yours)
    best_a, best_b = similar.max(axis=1), similar.max(axis=0)
    left, right = _residual(mine, best_a), _residual(yours, best_b)
    cosine = float(a.vector @ b.vector)
    coverage = sorted((float(best_a @ mine.weights), float(best_b @ yours.weights)))
    uncovered = sorted(
        (float(mine.weights[best_a < UNCOVERED].sum()), float(yours.weights[best_b < UNCOVERED].sum()))
    )
    worst = sorted((float(best_a.min()), float(best_b.min())))
    size_left, size_right = float(np.linalg.norm(left)), float(np.linalg.norm(right))
    same, either = len({*mine.keys} & {*yours.keys}), len({*mine.keys} | {*yours.keys})
    short, long = sorted((len(mine.keys), len(yours.keys)))
    cross = float(mine.language != yours.language)
    overlap = [
        cosine, *coverage, *uncovered, *worst, same / either, short / long, float(np.log1p(long)),
        float(left @ right) / max(size_left * size_right, 1e-9), *sorted((size_left, size_right)),
    ]  # fmt: skip
    brief = compare_brief((mine, a.cues), (yours, b.cues), similar, UNCOVERED)
    told = [*overlap, *compare_words(mine, yours, similar, UNCOVERED), *brief, *a.cues.against(b.cues)]
    return [*told, cross, *(cross * value for value in told), float(not (a.ended or b.ended))]


def _alignment(a: Words, b: Words) -> Matrix:
    """Similarity of each word of `a` to each of `b`. To the encoder 27 lies near 270; a figure meets only itself."""
    similar: Matrix = a.vectors @ b.vectors.T
    left, right = ([key if key.isdigit() else "" for key in side.keys] for side in (a, b))
    for row in (row for row, figure in enumerate(left) if figure):
        for column in (column for column, figure in enumerate(right) if figure and figure != left[row]):
            similar[row, column] = 0.0
    return similar


def _residual(side: Words, best: Matrix) -> Matrix:
    """The part of a text's meaning that the other does not cover, shape (d,)."""
    rest: Matrix = (side.weights * np.clip(1 - best, 0, 1)) @ side.vectors
    return rest
