"""What single words say about a pair of texts: shared ones, names without a counterpart, exchanged ones, their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

import numpy as np
import numpy.typing as npt

from averral.embedding.encoder import Matrix
from averral.language.names import capitals_tell
from averral.language.normalise import Word
from averral.language.sounds import likeness, skeleton, strong

Flags = npt.NDArray[np.bool_]

#: Features that `compare` gives, in order.
WORDS = (
    "shared_low",
    "shared_high",
    "heaviest_low",
    "heaviest_high",
    "exchanged",
    "names_shared",
    "names_missing_low",
    "names_missing_high",
    "order",
)
#: Share of capitals inside sentences from which they mark no names, as in headlines in title case.
TITLE_CASE = 0.6
#: Similarity from which a word is another's counterpart, and how alike two names must sound.
COUNTERPART, SOUNDS_LIKE = 0.6, 0.75
#: Strong consonants that a name needs to be known by its sound alone.
LEAST_SOUNDS = 2
#: Names looked at, and words put in order.
MOST_NAMES, MOST_ORDERED = 12, 16
_ENDS = re.compile(r"[.!?:;\n\u2026\u061f\u00bf\u00a1\"\u201c\u201d\u00ab\u00bb\u2013\u2014|]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order."""

    keys: tuple[str, ...]
    names: Flags
    """Whether each is written as a name."""
    vectors: Matrix
    weights: Matrix
    language: str
    negators: Flags
    """Whether each turns its statement round."""


def find_names(text: str, found: Sequence[Word], language: str) -> list[bool]:
    """For each word, whether it has a capital that no beginning of a sentence explains."""
    if not capitals_tell(language):
        return [False] * len(found)
    inside = [not _ENDS.search(text[before.end : word.start]) for before, word in pairwise(found)]
    inside = [False, *inside][: len(found)]
    capitals = [text[word.start].isupper() for word in found]
    shown = [a and b for a, b in zip(inside, capitals, strict=True)]
    letters = sum(text[word.start].isalpha() for word, a in zip(found, inside, strict=True) if a)
    return shown if sum(shown) < TITLE_CASE * letters else [False] * len(found)


def compare(a: Words, b: Words, similar: Matrix, uncovered: float) -> list[float]:
    """The features in the order of `WORDS`; `similar` is the similarity of each word of `a` to each of `b`."""
    best_a, best_b = similar.max(axis=1), similar.max(axis=0)
    shared = sorted((_shared(a, b), _shared(b, a)))
    rest_a, rest_b = np.where(best_a < uncovered, a.weights, 0), np.where(best_b < uncovered, b.weights, 0)
    heaviest = sorted((float(rest_a.max()), float(rest_b.max())))
    exchanged = float(similar[rest_a.argmax(), rest_b.argmax()]) if heaviest[0] > 0 else 0.0
    missing = [*_missing(a, b, best_a), *_missing(b, a, best_b)]
    lacking = sorted((_share(missing[0], missing[1]), _share(missing[2], missing[3])))
    named = missing[1] + missing[3]
    names_shared = _share(named - missing[0] - missing[2], named)
    return [*shared, *heaviest, exchanged, names_shared, *lacking, _disorder(a, b)]


def _shared(a: Words, b: Words) -> float:
    """Share of the weight of `a` that stands in `b` letter by letter."""
    there = {*b.keys}
    return float(sum(weight for key, weight in zip(a.keys, a.weights, strict=True) if key in there))


def _missing(a: Words, b: Words, best: Matrix) -> tuple[int, int]:
    """How many names of `a` have no counterpart in `b`, and how many names there are."""
    places = np.flatnonzero(a.names)[:MOST_NAMES]
    return sum(best[place] < COUNTERPART and not _sounds(a.keys[place], a, b) for place in places), len(
        places
    )


def _sounds(name: str, a: Words, b: Words) -> bool:
    sound = skeleton(name, a.language)
    return len(strong(sound)) >= LEAST_SOUNDS and any(
        likeness(sound, skeleton(key, b.language)) >= SOUNDS_LIKE for key in b.keys
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _disorder(a: Words, b: Words) -> float:
    """Share of the pairs of shared words that the texts put the other way round."""
    there = {key: place for place, key in enumerate(b.keys)}
    once = {key: place for place, key in enumerate(a.keys)}
    places = [there[key] for key in islice((key for key in once if key in there), MOST_ORDERED)]
    pairs = list(combinations(places, 2))
    return sum(second < first for first, second in pairs) / len(pairs) if pairs else 0.0
