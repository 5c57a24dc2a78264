"""Copied text: containment of word pairs, not Jaccard likeness, decides.

The same agency passage stands in articles that share nothing else (Broder, "On the resemblance and containment of
documents", 1997).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from averral.language.normalise import words
from averral.matching.items import Item
from averral.model import Span

#: Share of the shorter passage's word pairs found in the other; unrelated paragraphs stay below 0.25.
COPIED = 0.5
#: Passages with fewer words are alike by chance.
FEWEST_WORDS = 12
#: Code points round an item that are compared, within its paragraph.
PASSAGE = 700

Pairs = frozenset[int]


def passage(item: Item) -> Span:
    """The item with its surroundings: within its paragraph, at most `PASSAGE` code points to either side."""
    body, span = item.document.body, item.span
    start = body.rfind("\n", max(0, span.start - PASSAGE), span.start) + 1 or max(0, span.start - PASSAGE)
    end = body.find("\n", span.end, span.end + PASSAGE)
    return Span(min(start, span.start), end if end >= 0 else min(len(body), span.end + PASSAGE))


def containment(a: str, b: str) -> float:
    """Share of the shorter text's word pairs that the other text has too, 0..1; 0 for short texts."""
    return shared(word_pairs(a), word_pairs(b))


def shared(mine: Pairs, yours: Pairs) -> float:
    """The same for the word pairs of two texts."""
    fewer = min(len(mine), len(yours))
    return len(mine & yours) / fewer if fewer >= FEWEST_WORDS - 1 else 0.0


def copied(a: Item, b: Item) -> float:
    """How much of one item, or of the passage round it, stands in the other's."""
    if a.language != b.language:
        return 0.0
    (own, round_own), (other, round_other) = _pairs_of(a), _pairs_of(b)
    return max(shared(round_own, round_other), shared(own, other))


def word_pairs(text: str) -> Pairs:
    """Each two words that follow one another, as numbers: a set of them is small and quick to meet another."""
    return frozenset(map(hash, pairwise(word.key for word in words(text))))


@lru_cache(maxsize=4096)
def _pairs_of(item: Item) -> tuple[Pairs, Pairs]:
    """Of the item itself, and of the passage round it. Items are equal only to themselves, so none is stale."""
    return word_pairs(item.text), word_pairs(passage(item).of(item.document.body))
