"""The lists of a speech table, compiled: single words, and phrases found from their first word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from averral.language.normalise import words

#: What is left of a word without its proclitic, and the part of a compound that stands for it, are longer than one letter.
SHORTEST_BEGINNING = 2
#: What was found out about words is forgotten at this size; a running service must not grow with its texts.
REMEMBERED_WORDS = 20_000


class Keyed(Protocol):
    """A token or word: all that matching looks at."""

    @property
    def key(self) -> str:
        """The folded word."""
        ...


class WordList(Protocol):
    """A set of words; a plain set wherever no entry is a mere beginning."""

    def __contains__(self, key: str, /) -> bool:
        """Whether the word is listed."""
        ...


class _Beginnings:
    """Words that may also begin with an entry (`word*`), or end with one (`*word`)."""

    def __init__(self, exact: frozenset[str], beginnings: frozenset[str], endings: frozenset[str]) -> None:
        self._exact = exact
        self._beginnings = beginnings
        self._endings = tuple(endings)
        self._lengths = sorted({len(beginning) for beginning in beginnings})

    def __contains__(self, key: str) -> bool:
        if key in self._exact or (self._endings and key.endswith(self._endings)):
            return True
        for length in self._lengths:
            if length > len(key):
                return False
            if key[:length] in self._beginnings:
                return True
        return False


def word_list(entries: Iterable[str]) -> WordList:
    """Single words, exact, by beginning (`word*`) or by ending (`*word`)."""
    exact, beginnings, endings = set[str](), set[str](), set[str]()
    for entry in entries:
        keys = [word.key for word in words(entry.strip("*"))]
        if entry.endswith("*") and keys:
            beginnings.add(keys[-1])
        elif entry.startswith("*") and keys:
            endings.add(keys[-1])
        elif len(keys) == 1:
            exact.add(keys[0])
        else:
            # The parts of "porte-parole" stand for it, as the text is cut the same way.
            exact.update(key for key in keys if len(key) > SHORTEST_BEGINNING)
    if not (beginnings or endings):
        return frozenset(exact)
    return _Beginnings(frozenset(exact), frozenset(beginnings), frozenset(endings))


@dataclass(frozen=True, slots=True)
class Traits:
    """What the table says of one word, whatever stands round it. Most words begin nothing, and need no further look."""

    forms: tuple[tuple[str, str], ...]
    """The key, and the key without each proclitic, with what was taken away."""
    bare: tuple[str, ...]
    """The key without conjunction, and without article as well."""
    cue: bool
    """Whether a cue may begin here."""
    exception: bool
    """Whether a phrase may begin that only looks like a cue."""
    attribution: bool
    """Whether an according-phrase or "as X said" may begin."""
    cites: bool
    """Whether an outlet may name its source from here on."""
    complementizer: bool
    pronoun_complementizer: bool
    telling: bool
    """Whether the word names an office, a body or somebody unnamed."""
    common: bool
    """Whether the word is known as something else than a person's name."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[str, ...]
    starred: tuple[bool, ...]
    row: int


class PhraseList:
    """Phrases with an id each, found from their first word."""

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        self._exact: dict[str, tuple[_Phrase, ...]] = {}
        self._beginnings: dict[str, tuple[_Phrase, ...]] = {}
        for entry, row in entries:
            keys, starred = _parts(entry)
            if keys:
                where = self._beginnings if starred[0] else self._exact
                phrase = _Phrase(tuple(keys[1:]), tuple(starred[1:]), row)
                where[keys[0]] = (*where.get(keys[0], ()), phrase)
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def at(self, tokens: Sequence[Keyed], index: int, first: str = "") -> tuple[int, tuple[int, ...]]:
        """Index after the longest phrase at `index`, and the rows it stands in; `index` and () if there is none.

        `first` replaces the key of the first token, for a word without its proclitic.
        """
        starting = self.starting(first or tokens[index].key)
        if not starting:
            return index, ()
        end, rows = index, list[int]()
        for phrase in starting:
            stop = index + 1 + len(phrase.rest)
            if stop < end or stop > len(tokens) or (phrase.rest and not _follows(phrase, tokens, index)):
                continue
            rows = [*rows, phrase.row] if stop == end else [phrase.row]
            end = stop
        return end, tuple(dict.fromkeys(rows)) if len(rows) > 1 else tuple(rows)

    def starting(self, key: str) -> tuple[_Phrase, ...]:
        """The phrases that may begin with a word."""
        found = self._exact.get(key, ())
        for length in self._lengths:
            if length > len(key):
                break
            found += self._beginnings.get(key[:length], ())
        return found


def _follows(phrase: _Phrase, tokens: Sequence[Keyed], index: int) -> bool:
    """Whether the rest of a phrase stands behind its first word."""
    for wanted, begins in zip(phrase.rest, phrase.starred, strict=True):
        index += 1
        key = tokens[index].key
        if key != wanted and not (begins and key.startswith(wanted)):
            return False
    return True


def _parts(entry: str) -> tuple[list[str], list[bool]]:
    keys: list[str] = []
    starred: list[bool] = []
    for part in entry.split():
        found = [word.key for word in words(part.rstrip("*"))]
        keys.extend(found)
        starred.extend([False] * len(found))
        if part.endswith("*") and found:
            starred[-1] = True
    return keys, starred
