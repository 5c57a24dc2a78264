"""What the briefer of two texts says beside the longer one: is it contained, does it add, does it turn round?

Reports are held against a short claim. What the longer text has more is no reason against the claim; what the claim has
more is, and so is a negation of what the other holds. The briefer text is found by its number of words, so swapping
the texts changes nothing.
"""

from __future__ import annotations

import numpy as np

from averral.embedding.cues import Cues
from averral.embedding.encoder import Matrix
from averral.embedding.pair_words import Flags, Words

#: Poles that exclude nothing by themselves: of how many it is said, how surely, why, when, and what somebody only thinks.
HINTS = (
    "every",
    "partly",
    "only",
    "any",
    "never",
    "cause",
    "degree",
    "hedge",
    "vague",
    "also",
    "mind",
    "when",
)
#: Features that `compare` gives, in order.
BRIEF = (
    "brief_covered",
    "brief_uncovered",
    "brief_missing",
    "brief_lowest",
    "brief_length",
    "brief_negated",
    "long_negated",
    "brief_denied_covered",
    "long_denied_covered",
    "brief_adds",
    "long_adds",
    "brief_poles",
    "long_poles",
    "brief_whole",
    "long_whole",
    *(f"brief_{hint}" for hint in HINTS),
)
#: Words on either side of a negator that it may turn round, and most words of a claim counted as missing.
REACH, MOST_MISSING = 3, 8
#: Words of the briefer text that its worst coverage is the mean of: one may be a slip.
LOWEST = 3
#: Poles of words that claim all of something, or nothing but it: what says less does not bear them out.
WHOLE = frozenset({"every", "only", "any"})
_HINTED = frozenset(HINTS)
#: What a text may name beside its words.
_DETAILS = ("numbers", "figures", "days", "actors", "places")


def compare(a: tuple[Words, Cues], b: tuple[Words, Cues], similar: Matrix, uncovered: float) -> list[float]:
    """The features in the order of `BRIEF`; `similar` is the similarity of each word of `a` to each of `b`."""
    best_a, best_b = similar.max(axis=1), similar.max(axis=0)
    sides = ((a, best_a), (b, best_b))
    ((brief, said), best), ((long, told), other) = sorted(sides, key=lambda side: _size(side[0][0], side[1]))
    missing = int((best < uncovered).sum())
    only_brief = brief.negators.any() and not long.negators.any()
    only_long = long.negators.any() and not brief.negators.any()
    return [
        float(best @ brief.weights),
        float(brief.weights[best < uncovered].sum()),
        float(min(missing, MOST_MISSING)),
        float(np.sort(best)[:LOWEST].mean()),
        float(np.log1p(len(brief.keys))),
        float(only_brief),
        float(only_long),
        _turned(best, brief.negators) if only_brief else 0.0,
        _turned(other, long.negators) if only_long else 0.0,
        _adds(said, told),
        _adds(told, said),
        float(min(3, len(said.poles - told.poles - _HINTED))),
        float(min(3, len(told.poles - said.poles - _HINTED))),
        float(len((said.poles - told.poles) & WHOLE)),
        float(len((told.poles - said.poles) & WHOLE)),
        *(float(hint in said.poles and hint not in told.poles) for hint in HINTS),
    ]


def _size(side: Words, best: Matrix) -> tuple[int, float, tuple[str, ...], str]:
    """The briefer comes first; of two as long the one that the other covers better, else whichever sorts first."""
    return len(side.keys), -round(float(best @ side.weights), 4), side.keys, side.language


def _turned(best: Matrix, negators: Flags) -> float:
    """How well the other text covers the words round the negators."""
    near = [
        best[place]
        for negator in np.flatnonzero(negators).tolist()
        for place in range(max(0, negator - REACH), min(len(best), negator + REACH + 1))
        if not negators[place]
    ]
    return float(np.mean(near)) if near else 0.0


def _adds(one: Cues, other: Cues) -> float:
    """How many kinds of details one text names and the other does not."""
    return float(sum(bool(getattr(one, name)) and not getattr(other, name) for name in _DETAILS))
