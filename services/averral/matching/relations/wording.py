"""Two wordings of one statement, word by word: what was cut, changed, negated or made less certain.

Alignment: Levenshtein over folded words. Words that differ by inflection or spelling alone count as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from averral.language import tables
from averral.language.normalise import key, words
from averral.model import RelationReason

#: Words of a quotation that are aligned; the rest of a speech adds nothing to the decision.
MOST_WORDS = 400
#: Likeness 0..100 from which two words are forms of one.
SAME_WORD = 72.0
#: Shorter words carry grammar, not content.
CONTENT_LETTERS = 3


@dataclass(frozen=True, slots=True)
class WordingWords:
    """Section `[wording]` of a language: words whose loss turns a statement round."""

    negations: tuple[str, ...] = ()
    """Words that negate, each as a whole word."""
    negative_infixes: tuple[str, ...] = ()
    """What negates inside a verb form, with the letters that come along: gid-ecek, git-mey-ecek."""
    negative_prefixes: tuple[str, ...] = ()
    """What negates at the front of a verb form."""
    hedges: tuple[str, ...] = ()
    """Words that make a statement possible, expected or conditional."""


tables.register("wording", WordingWords)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two wordings correspond."""

    matched: int
    """Words on both sides."""
    share: float
    """Of the shorter wording's words, 0..1."""
    negation: bool = False
    """One side negates what the other does not."""
    hedging: bool = False
    """One side is less certain."""
    numbers: bool = False
    """A figure was changed."""
    changed: tuple[tuple[str, str], ...] = ()
    """Content words put in place of others."""
    cut: bool = False
    """One side leaves words out."""

    @property
    def identical(self) -> bool:
        """Nothing differs but spelling."""
        return not (self.negation or self.hedging or self.numbers or self.changed or self.cut)


@dataclass(slots=True)
class _Differences:
    """Words of one side only, between the first and the last word of both."""

    mine: list[str] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    matched: int = 0
    dropped: bool = False


def align(a: str, b: str, language: str) -> Alignment:
    """Compares two wordings in one language."""
    mine = [word.key for word in words(a)][:MOST_WORDS]
    yours = [word.key for word in words(b)][:MOST_WORDS]
    shorter = min(len(mine), len(yours))
    if not shorter:
        return Alignment(0, 0.0)
    found = _differences(mine, yours)
    lists = _lists(language)
    negations = _count(found.mine, lists.negations) - _count(found.yours, lists.negations)
    inside = sum(_negated(x, y, lists) for x, y in found.pairs)
    return Alignment(
        matched=found.matched,
        share=found.matched / shorter,
        negation=(negations + inside) % 2 != 0,
        hedging=_count(found.mine, lists.hedges) != _count(found.yours, lists.hedges),
        numbers=_digits(found.mine) != _digits(found.yours),
        changed=tuple(_content(found.pairs)),
        cut=found.dropped,
    )


def negations(text: str, language: str) -> int:
    """How many words negate in a text."""
    return _count([word.key for word in words(text)], _lists(language).negations)


def reasons(found: Alignment) -> tuple[RelationReason, ...]:
    """What the differences are called, the gravest first."""
    named = (
        (found.negation, RelationReason.WORDING_NEGATION),
        (found.hedging, RelationReason.WORDING_MODALITY),
        (found.numbers, RelationReason.VALUE),
        (bool(found.changed), RelationReason.WORDING_CHANGED),
        (found.cut, RelationReason.WORDING_CUT),
    )
    return tuple(reason for holds, reason in named if holds)


def _differences(mine: Sequence[str], yours: Sequence[str]) -> _Differences:
    found = _Differences()
    blocks = [
        (op.tag, list(mine[op.src_start : op.src_end]), list(yours[op.dest_start : op.dest_end]))
        for op in Levenshtein.opcodes(mine, yours)
    ]
    equal = [index for index, (tag, _, _) in enumerate(blocks) if tag == "equal"]
    for index, (tag, left, right) in enumerate(blocks):
        if tag == "equal":
            found.matched += len(left)
            continue
        edge = not equal or index < equal[0] or index > equal[-1]
        _take(found, left, right, edge=edge)
    return found


def _take(found: _Differences, left: list[str], right: list[str], *, edge: bool) -> None:
    """Sorts one stretch of difference into respelt, replaced, and left-out words."""
    pairs = list(zip(left, right, strict=False))
    for x, y in pairs:
        if _same_word(x, y):
            found.matched += 1
        found.pairs.append((x, y))
        if x != y and not _same_word(x, y):
            found.mine.append(x)
            found.yours.append(y)
    rest = (left[len(pairs) :], right[len(pairs) :])
    found.dropped = found.dropped or any(rest)
    # What one side leaves off at the end of its excerpt says nothing about the words that it keeps,
    # unless the word next to them is the one that negates them.
    near = 1 if edge else None
    found.mine += rest[0][:near]
    found.yours += rest[1][:near]


def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if a.isdigit() or b.isdigit():
        return False
    return fuzz.ratio(a, b) >= SAME_WORD


def _content(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for x, y in pairs:
        if len(x) >= CONTENT_LETTERS and len(y) >= CONTENT_LETTERS and not _same_word(x, y):
            yield x, y


def _count(found: Sequence[str], listed: frozenset[str]) -> int:
    return sum(word in listed for word in found)


def _digits(found: Sequence[str]) -> list[str]:
    return sorted(word for word in found if word.isdigit())


def _negated(a: str, b: str, lists: _Lists) -> bool:
    """Whether one of two verb forms is the other one negated."""
    short, long = sorted((a, b), key=len)
    if any(long == prefix + short for prefix in lists.prefixes):
        return True
    head = 0
    while head < len(short) and short[head] == long[head]:
        head += 1
    tail = 0
    while tail < len(short) - head and short[-1 - tail] == long[-1 - tail]:
        tail += 1
    # The last letter of a stem may change before the suffix: gid-, git-.
    inside = long[head : len(long) - tail]
    return head >= CONTENT_LETTERS - 1 and len(short) - head - tail <= 1 and inside in lists.infixes


@dataclass(frozen=True, slots=True)
class _Lists:
    negations: frozenset[str]
    hedges: frozenset[str]
    infixes: frozenset[str]
    prefixes: tuple[str, ...]


@cache
def _lists(language: str) -> _Lists:
    found = tables.section(language, "wording", WordingWords)
    return _Lists(
        frozenset(map(key, found.negations)),
        frozenset(map(key, found.hedges)),
        frozenset(map(key, found.negative_infixes)),
        tuple(map(key, found.negative_prefixes)),
    )
