"""Copied text: containment of word pairs, not Jaccard likeness, decides.

The same agency passage stands in articles that share nothing else (Broder, "On the resemblance and containment of
documents", 1997).
"""

from __future__ import annotations

from dataclasses import dataclass
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

#: The same for two whole articles, which makes copies of paragraphs that were rewritten: two reports of one event
#: reach 0.12, an article with three words of ten changed keeps 0.3.
REWRITTEN = 0.25
#: Word pairs that an article must have for that.
FEWEST_PAIRS = 40
#: Share of a paragraph's word pairs that the other article has, where the articles are copies; for what is too short
#: to have many, of its words.
SAME_PAIRS, SAME_WORDS = 0.25, 0.6
#: Code points of an article that are looked at.
ARTICLE = 20_000

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
    (own, round_own), (other, round_other) = pairs_of(a), pairs_of(b)
    return max(shared(round_own, round_other), shared(own, other))


def rewritten(a: Item, b: Item) -> float:
    """How much of one article stands in the other, if that is a copy and both passages belong to it; else 0."""
    if a.language != b.language:
        return 0.0
    mine, yours = a.document.body, b.document.body
    share = _articles(mine, yours)
    return share if share >= REWRITTEN and _within(a, yours) and _within(b, mine) else 0.0


def _within(item: Item, text: str) -> bool:
    """Whether the paragraph of an item is among those that the other article shares."""
    _, found = pairs_of(item)
    other = article(text)
    if len(found) >= FEWEST_WORDS:
        return len(found & other.pairs) >= SAME_PAIRS * len(found)
    own = [word.key for word in words(passage(item).of(item.document.body))]
    return sum(key in other.words for key in own) >= SAME_WORDS * len(own)


def word_pairs(text: str) -> Pairs:
    """Each two words that follow one another, as numbers: a set of them is small and quick to meet another."""
    return frozenset(map(hash, pairwise(word.key for word in words(text))))


@lru_cache(maxsize=4096)
def pairs_of(item: Item) -> tuple[Pairs, Pairs]:
    """Of the item itself, and of the passage round it. Items are equal only to themselves, so none is stale."""
    return _passage_pairs(item.text), _passage_pairs(passage(item).of(item.document.body))


@lru_cache(maxsize=8192)
def _passage_pairs(text: str) -> Pairs:
    """The word pairs of a passage: an agency's words stand in many articles."""
    return word_pairs(text)


@lru_cache(maxsize=8192)
def _articles(a: str, b: str) -> float:
    mine, yours = article(a).pairs, article(b).pairs
    fewer = min(len(mine), len(yours))
    return len(mine & yours) / fewer if fewer >= FEWEST_PAIRS else 0.0


@dataclass(frozen=True, slots=True)
class Article:
    """What is compared of a whole text."""

    pairs: Pairs
    words: frozenset[str]


@lru_cache(maxsize=1024)
def article(body: str) -> Article:
    """The word pairs and words of an article, as far as it is looked at."""
    return Article(word_pairs(body[:ARTICLE]), frozenset(word.key for word in words(body[:ARTICLE])))
