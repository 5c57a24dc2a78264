"""Draws training batches: pairs of texts that mean the same, one language pair and kind per batch."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from averral.embedding.training import data

Ints = npt.NDArray[np.int64]

#: Pieces of a text that training reads; longer ones add little and cost much.
LONGEST = 96
#: Below this many pairs a language pair is left out.
FEWEST = 30
#: Texts below this many pieces keep all: a name without its only piece teaches nothing.
SHORT = 4
#: Lexicons below this many pairs are not joined into longer texts.
JOINABLE = 400
#: Sources count by size to this power, so that large ones do not drown small ones.
DAMPING = 0.6


@dataclass(frozen=True, slots=True)
class Corpus:
    """All distinct texts as word pieces: `pieces[starts[i]:starts[i] + lengths[i]]` is text i."""

    pieces: Ints
    starts: Ints
    lengths: Ints

    def gather(self, texts: Ints, joined: int, drop: float, draw: np.random.Generator) -> tuple[Ints, Ints]:
        """Pieces of the texts and where each row starts; `joined` texts make a row, pieces are dropped at random."""
        lengths = self.lengths[texts]
        before = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        pieces = self.pieces[np.repeat(self.starts[texts] - before, lengths) + np.arange(lengths.sum())]
        rows = np.repeat(np.arange(len(texts)), lengths)
        keep = (draw.random(len(pieces)) > drop) | (lengths[rows] < SHORT)
        rows = rows[keep] // joined
        return pieces[keep], np.searchsorted(rows, np.arange(len(texts) // joined))


@dataclass(frozen=True, slots=True)
class Bucket:
    """Pairs of text numbers of one kind and language pair, with the cumulative odds to draw each."""

    kind: str
    languages: tuple[str, str]
    pairs: Ints
    odds: npt.NDArray[np.float64]

    def draw(self, count: int, draw: np.random.Generator) -> Ints:
        """`count` pairs, with repetition."""
        chosen = np.searchsorted(self.odds, draw.random(count))
        return self.pairs[np.minimum(chosen, len(self.pairs) - 1)]


def build(
    sources: Sequence[data.Source], tokenizer: Any
) -> tuple[Corpus, list[Bucket], npt.NDArray[np.float64]]:
    """The corpus, its buckets and the odds to draw each bucket."""
    numbers: dict[str, int] = {}
    groups: dict[tuple[str, str, str], list[tuple[Ints, float]]] = collections.defaultdict(list)
    table = data.table()
    for source in sources:
        for languages, pairs in _by_languages(source, numbers).items():
            kind = source.weight * table["kinds"][source.kind]
            weight = kind * _weight(languages, table) * len(pairs) ** DAMPING
            groups[source.kind, *languages].append((np.array(pairs), weight))
    buckets, weights = [], []
    for (kind, first, second), parts in groups.items():
        if sum(len(pairs) for pairs, _ in parts) >= FEWEST:
            odds = np.cumsum(
                np.concatenate([np.full(len(pairs), weight / len(pairs)) for pairs, weight in parts])
            )
            pairs = np.concatenate([pairs for pairs, _ in parts])
            buckets.append(Bucket(kind, (first, second), pairs, odds / odds[-1]))
            weights.append(sum(weight for _, weight in parts))
    return _encode(list(numbers), tokenizer), buckets, np.array(weights) / sum(weights)


def raised(
    buckets: Sequence[Bucket], weights: npt.NDArray[np.float64], direct: float, russian: float
) -> npt.NDArray[np.float64]:
    """The odds with those of pairs between the direct languages, and of pairs with Russian, so much higher."""
    listed = set(data.table()["direct"]["languages"])
    spoken = [{language.rstrip("2") for language in bucket.languages} for bucket in buckets]
    factors = [(direct if both <= listed else 1.0) * (russian if "ru" in both else 1.0) for both in spoken]
    found: npt.NDArray[np.float64] = weights * np.array(factors)
    return found / found.sum()


def batches(
    corpus: Corpus,
    buckets: Sequence[Bucket],
    weights: npt.NDArray[np.float64],
    *,
    size: int,
    drop: float,
    join: float,
    draw: np.random.Generator,
) -> Iterator[tuple[tuple[Ints, Ints], tuple[Ints, Ints], npt.NDArray[np.bool_]]]:
    """Endless batches: both sides as (pieces, row starts), and a mask of pairs that are no negatives.

    With probability `join` a lexicon batch joins 2 to 6 entries into a row, which teaches the model
    that the meaning of a text is the sum of its words.
    """
    while True:
        bucket = buckets[draw.choice(len(buckets), p=weights)]
        joined = 1
        if bucket.kind == "lexicon" and len(bucket.pairs) > JOINABLE and draw.random() < join:
            joined = int(draw.integers(2, 7))
        rows = min(size, len(bucket.pairs) // joined)
        chosen = bucket.draw(rows * joined, draw)
        left, right = chosen[:, 0], chosen[:, 1]
        same = np.zeros((rows, rows), dtype=bool)
        if joined == 1:
            same = (left[:, None] == left[None, :]) | (right[:, None] == right[None, :])
            np.fill_diagonal(same, val=False)
        yield corpus.gather(left, joined, drop, draw), corpus.gather(right, joined, drop, draw), same


def _by_languages(
    source: data.Source, numbers: dict[str, int]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = collections.defaultdict(list)
    for row in source.rows:
        for a, b in combinations(sorted(row), 2):
            pairs[a, b].append(
                (numbers.setdefault(row[a], len(numbers)), numbers.setdefault(row[b], len(numbers)))
            )
    return pairs


def _weight(languages: tuple[str, str], table: dict[str, Any]) -> float:
    plain = {language.rstrip("2") for language in languages}
    first, second = (table["languages"][language.rstrip("2")] for language in languages)
    direct = table["direct"]["weight"] if plain <= set(table["direct"]["languages"]) else 1.0
    # Pairs without either hub language come for free with the others.
    return float(first * second * direct * (1.0 if {"ar", "en"} & plain else 0.5))


def _encode(texts: list[str], tokenizer: Any) -> Corpus:
    rows: list[Ints] = []
    for start in range(0, len(texts), 20_000):
        encoded = tokenizer.encode_batch_fast(texts[start : start + 20_000], add_special_tokens=False)
        rows += [np.array(one.ids[:LONGEST] or [0], dtype=np.int64) for one in encoded]
    lengths = np.array([len(row) for row in rows])
    return Corpus(np.concatenate(rows), np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
