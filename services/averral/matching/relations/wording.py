"""Two wordings of one statement, word by word: what was cut, changed, negated or made less certain.

Alignment: Levenshtein over folded words. Words that differ by inflection or spelling alone count as one, and so do a
figure in digits and the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from averral.language import tables
from averral.language.cues import find_pauses
from averral.language.normalise import key, words
from averral.language.numbers import find_numbers
from averral.model import RelationReason, Span

#: Words of a quotation that are aligned; the rest of a speech adds nothing to the decision.
MOST_WORDS = 400
#: Likeness 0..100 from which two words are forms of one.
SAME_WORD = 72.0
#: Marks the key of a figure.
FIGURE = "#"
#: Words behind an excerpt that may turn it round: "is warm (not)".
BEHIND = 2
#: The same ahead of it, in its clause: "(nobody can say that) he brought it on himself".
AHEAD = 8
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
    hollow: tuple[str, ...] = ()
    """Phrases whose negation another language does without: no fewer than. `…` stands for a few words: solange … nicht."""
    hedges: tuple[str, ...] = ()
    """Words that make a statement possible, expected or conditional."""
    maybes: tuple[str, ...] = ()
    """Of these, words and phrases by which something may be so: each has its like in every language."""
    abilities: tuple[str, ...] = ()
    """Words for "can" where they are not those for "may": what one language says with these another says with `maybes`."""
    relatives: tuple[str, ...] = ()
    """Words that open a clause telling more of somebody: who, which."""
    joins: tuple[str, ...] = ()
    """Conjunctions that open another clause: and, but, nor."""
    fails: tuple[str, ...] = ()
    """Forms of to fail, to lose, to give up; `*` stands for any ending."""
    maybe_forms: bool = False
    """Whether verb forms that section `modality` lists as possible say the same."""


tables.register("wording", WordingWords)


_Keys = Sequence[str]
_Block = tuple[str, range, range]
"""What happened, to which words of one side, and to which of the other."""


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
    spread: float = 1.0
    """How far the common words lie apart on the longer side, by the length of the shorter one."""

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
    stretch: int = 0
    """Words from the first to the last common one, on the side where these are more."""


def align(a: str, b: str, language: str) -> Alignment:
    """Compares two wordings in one language."""
    (mine, pauses), (yours, other_pauses) = _figured(a, language), _figured(b, language)
    shorter = min(len(mine), len(yours))
    if not shorter:
        return Alignment(0, 0.0)
    found = _differences((mine, yours), (pauses, other_pauses))
    lists = _lists(language)
    negations = _count(found.mine, lists.negations) - _count(found.yours, lists.negations)
    inside = sum(_negated(x, y, lists) for x, y in found.pairs)
    return Alignment(
        matched=found.matched,
        share=found.matched / shorter,
        negation=(negations + inside) % 2 != 0,
        hedging=_count(found.mine, lists.hedges) != _count(found.yours, lists.hedges),
        numbers=any(x != y and x.startswith(FIGURE) and y.startswith(FIGURE) for x, y in found.pairs),
        changed=tuple(_content(found.pairs)),
        cut=found.dropped,
        spread=found.stretch / shorter,
    )


@lru_cache(maxsize=8192)
def without_asides(text: str, language: str) -> str:
    """A text without what it tells of somebody behind a comma.

    >>> without_asides("the doctor, who has not been named, took a picture", "en")
    'the doctor, took a picture'
    """
    found, relatives = words(text), _lists(language).relatives
    starts = [index for index, pause in enumerate(find_pauses(text, found)) if pause]
    ends = [*(found[start].start for start in starts[1:]), len(text)]
    asides = [
        Span(found[start].start, end)
        for start, end in zip(starts, ends, strict=True)
        if start > 0 and found[start].key in relatives
    ]
    edges = [0, *(edge for aside in asides for edge in (aside.start, aside.end)), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def words_of(text: str, language: str) -> list[str]:
    """The words, each figure as one word that is the same however it is written."""
    return _figured(text, language)[0]


@lru_cache(maxsize=8192)
def _figured(text: str, language: str) -> tuple[list[str], list[bool]]:
    """The words, and for each whether a clause may begin with it."""
    figures, joins = list(find_numbers(text, language)), _lists(language).joins
    found = words(text)[:MOST_WORDS]
    keys: list[str] = []
    pauses: list[bool] = []
    for word, pause in zip(found, find_pauses(text, found), strict=True):
        while figures and figures[0].span.end <= word.start:
            figures.pop(0)
        inside = bool(figures) and figures[0].span.start <= word.start
        figure = f"{FIGURE}{figures[0].best:g}" if inside else word.key
        if not (inside and keys and keys[-1] == figure):
            keys.append(figure)
            pauses.append(pause or word.key in joins)
    return keys, pauses


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


def _differences(sides: tuple[_Keys, _Keys], pauses: tuple[list[bool], list[bool]]) -> _Differences:
    found = _Differences()
    blocks = _excerpt(*sides) or [
        (op.tag, range(op.src_start, op.src_end), range(op.dest_start, op.dest_end))
        for op in Levenshtein.opcodes(*sides)
    ]
    equal = [index for index, (tag, _, _) in enumerate(blocks) if tag == "equal"]
    for index, (tag, *stretches) in enumerate(blocks):
        if tag == "equal":
            found.matched += len(stretches[0])
            continue
        ordered = [list(stretch) for stretch in stretches]
        before = bool(equal) and index < equal[0]
        near = [len(stretch) for stretch in ordered]
        if before:
            # Before the excerpt the words next to it are the last ones.
            ordered = [stretch[::-1] for stretch in ordered]
        if not equal or before or index > equal[-1]:
            near = [_beside(*each, before=before) for each in zip(ordered, pauses, strict=True)]
        left, right = ([side[i] for i in each] for side, each in zip(sides, ordered, strict=True))
        _take(found, left, right, (near[0], near[1]))
    if equal:
        inside = blocks[equal[0] : equal[-1] + 1]
        found.stretch = max(sum(len(block[side]) for block in inside) for side in (1, 2))
    return found


def _excerpt(mine: _Keys, yours: _Keys) -> list[_Block]:
    """The blocks where one side stands in the other as it is; the fewest edits may take a word from another sentence."""
    if len(mine) > len(yours):
        return [(tag, dest, src) for tag, src, dest in _excerpt(yours, mine)]
    size, whole = len(mine), list(mine)
    starts = (start for start in range(len(yours) - size + 1) if yours[start] == mine[0])
    at = next((start for start in starts if list(yours[start : start + size]) == whole), None)
    if at is None:
        return []
    ends = (range(at), range(at, at + size), range(at + size, len(yours)))
    blocks = zip(("insert", "equal", "insert"), (range(0), range(size), range(size, size)), ends, strict=True)
    return [block for block in blocks if block[2]]


def _beside(stretch: Sequence[int], pauses: Sequence[bool], *, before: bool) -> int:
    """How many words of a stretch, read away from the excerpt, stand close to it in its clause."""
    most = AHEAD if before else BEHIND
    for step, index in enumerate(stretch[:most]):
        last = index + 1 if before else index
        if last < len(pauses) and pauses[last]:
            return step
    return min(most, len(stretch))


def _take(found: _Differences, left: list[str], right: list[str], near: tuple[int, int]) -> None:
    """Sorts one stretch of difference into respelt, replaced, and left-out words; of the latter the `near` ones tell."""
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
    # unless a word next to them is the one that negates them.
    found.mine += rest[0][: max(0, near[0] - len(pairs))]
    found.yours += rest[1][: max(0, near[1] - len(pairs))]


def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if a.startswith(FIGURE) or b.startswith(FIGURE) or a.isdigit() or b.isdigit():
        return False
    return fuzz.ratio(a, b) >= SAME_WORD


def _content(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for x, y in pairs:
        if len(x) >= CONTENT_LETTERS and len(y) >= CONTENT_LETTERS and not _same_word(x, y):
            yield x, y


def _count(found: Sequence[str], listed: frozenset[str]) -> int:
    return sum(word in listed for word in found)


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
    relatives: frozenset[str]
    joins: frozenset[str]


@cache
def _lists(language: str) -> _Lists:
    found = tables.section(language, "wording", WordingWords)
    return _Lists(
        frozenset(map(key, found.negations)),
        frozenset(map(key, found.hedges)),
        frozenset(map(key, found.negative_infixes)),
        tuple(map(key, found.negative_prefixes)),
        frozenset(map(key, found.relatives)),
        frozenset(map(key, found.joins)),
    )
