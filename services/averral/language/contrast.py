"""Words that turn a statement round: negators, and poles such as rise and fall that exclude each other.

Broader and shallower than `concepts`: it says nothing about events, only that two texts pull in different
directions, which is a hint for comparing free text. Words are data: section `contrast` of each language and
the neutral table `data/_contrast.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from averral.language import tables
from averral.language.normalise import key

#: What a negator gives in `read`.
NEGATION = "negation"
#: Shortest part that a suffix entry (`*n't`) needs before it.
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class ContrastWords:
    """Section `[contrast]`. Entries: `word`, `stem*` for its inflected forms, `*end` for a suffix."""

    negators: tuple[str, ...] = ()
    poles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    proclitics: tuple[str, ...] = ()
    """What is written together with the following word; taken off before a word is looked up."""


@dataclass(frozen=True, slots=True)
class ContrastTable:
    """`data/_contrast.toml`."""

    opposites: tuple[tuple[str, ...], ...] = ()
    """Pairs of poles that exclude each other."""


tables.register("contrast", ContrastWords)
tables.register_shared("contrast", ContrastTable)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: dict[str, frozenset[str]]
    starts: dict[str, frozenset[str]]
    ends: dict[str, frozenset[str]]
    longest: int
    proclitics: tuple[str, ...]

    def labels(self, word: str) -> Iterator[str]:
        """All labels of one word key; costs its length, not the size of the table."""
        yield from self.whole.get(word, ())
        for size in range(1, min(len(word), self.longest) + 1):
            yield from self.starts.get(word[:size], ())
            if len(word) - size >= _SHORTEST_STEM:
                yield from self.ends.get(word[-size:], ())


def read(keys: Iterable[str], language: str) -> tuple[int, frozenset[str]]:
    """Number of negators and the set of poles among word keys."""
    lexicon = _lexicon(language.partition("-")[0].lower() if language else "")
    negators, poles = 0, set()
    for word in keys:
        labels = set(lexicon.labels(word))
        for clitic in lexicon.proclitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                labels.update(lexicon.labels(word[len(clitic) :]))
        negators += NEGATION in labels
        poles |= labels - {NEGATION}
    return negators, frozenset(poles)


@lru_cache(maxsize=8192)
def negates(key: str, language: str) -> bool:
    """Whether a word key turns a statement round."""
    return read((key,), language)[0] > 0


def opposed(a: frozenset[str], b: frozenset[str]) -> int:
    """How many opposites stand between two sets of poles, not counting poles that both sides name."""
    only_a, only_b = a - b, b - a
    return sum((x in only_a and y in only_b) or (x in only_b and y in only_a) for x, y in _opposites())


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in tables.shared("contrast", ContrastTable).opposites)


@cache
def _lexicon(language: str) -> _Lexicon:
    table = tables.section(language, "contrast", ContrastWords)
    whole: dict[str, set[str]] = {}
    starts: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    for label, entries in ((NEGATION, table.negators), *table.poles.items()):
        for entry in entries:
            side = starts if entry.endswith("*") else ends if entry.startswith("*") else whole
            side.setdefault(key(entry.strip("*")), set()).add(label)
    longest = max(map(len, (*starts, *ends)), default=0)
    return _Lexicon(
        _frozen(whole), _frozen(starts), _frozen(ends), longest, tuple(map(key, table.proclitics))
    )


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(labels) for word, labels in table.items()}
