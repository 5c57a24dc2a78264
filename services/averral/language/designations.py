"""Tells digits that name something from digits that count: resolution 2254, F-16, 19:00, 728 x 90, a date, a year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from averral.language.mentions import find_mentions
from averral.language.numerals import Numeral, lexicon
from averral.language.tables import register, section
from averral.language.tokens import Phrases, Token, adjoining, tokens, word_key

_YEARS = range(1900, 2101)
_TEN = 10
_YEAR_DIGITS = 4
_LONG_DIGITS = 10
"""Plain digits without any separator are a telephone or an identity number from here on."""
_LISTED_DIGITS = 2
_LINE_LOOK = 40
_SIZE_BEHIND = re.compile(r"\s{0,2}[x×хХX]\s{0,2}\d")
_SIZE_AHEAD = re.compile(r"\d\s{0,2}[x×хХX]\s{0,2}$")
_CLOCK_BEHIND = re.compile(r":\d\d(?!\d)|[hH]\d{0,2}\b")
_CLOCK_AHEAD = re.compile(r"(?<!\d)\d{1,2}:$")
_TELEPHONE = re.compile(r"\+\d[\d ()-]{5,20}\d")
_PATH_SIGNS = "/_#@=&\\"
_HYPHENS = "-‐‑–"


@dataclass(frozen=True, slots=True)
class DesignationTable:
    """Section `designations`: words that make a number the name of something."""

    labels: tuple[str, ...] = ()
    """Before digits that are a name: resolution, article, channel, group."""
    label_words: tuple[str, ...] = ()
    """Between a label and its digits: "number"; a label on their own."""
    clock_before: tuple[str, ...] = ()
    clock_after: tuple[str, ...] = ()
    ordinal_suffixes: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    """Ordinals that are spelt like a number with an article: "השני"."""
    ordinals_before: tuple[str, ...] = ()
    """Units of an ordinal whose ten is spelt like the number: الحادي عشر."""
    ordinal_prefix: str = ""
    """What makes an ordinal of a word for a number above ten."""
    doubtful: tuple[str, ...] = ()
    """Words for a number that are small words as well; behind an "and" they count before a counted noun only: نه."""
    """Written behind digits, with a hyphen or without: 2nd, 15-й."""
    dot_ordinals: bool = False
    """Whether a full stop behind digits makes an ordinal when a small letter follows."""
    counted: tuple[str, ...] = ()
    """Beginnings of nouns that are counted: after them "2000" is no year and "one" no article."""


register("designations", DesignationTable)


@dataclass(frozen=True, slots=True)
class _Words:
    labels: Phrases[bool]
    label_words: Phrases[bool]
    clock_before: Phrases[bool]
    clock_after: Phrases[bool]
    ordinal_suffixes: frozenset[str]
    ordinals: frozenset[str]
    ordinals_before: frozenset[str]
    ordinal_prefix: str
    doubtful: frozenset[str]
    counted: tuple[str, ...]
    clitics: frozenset[str]
    dot_ordinals: bool


@cache
def _words(language: str) -> _Words:
    table = section(language, "designations", DesignationTable)
    numerals = lexicon(language).table
    clitics = (*numerals.joiner_prefixes, *numerals.clitics)
    return _Words(
        Phrases(((label, True) for label in table.labels), clitics),
        _set(table.label_words),
        _set(table.clock_before),
        _set(table.clock_after),
        frozenset(map(word_key, table.ordinal_suffixes)),
        frozenset(map(word_key, table.ordinals)),
        frozenset(map(word_key, table.ordinals_before)),
        table.ordinal_prefix,
        frozenset(map(word_key, table.doubtful)),
        tuple(map(word_key, table.counted)),
        frozenset(map(word_key, clitics)),
        table.dot_ordinals,
    )


def _set(forms: Sequence[str]) -> Phrases[bool]:
    return Phrases((form, True) for form in forms)


class Designations:
    """The surroundings of the numbers of one text."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokens(text)
        self._words = _words(language)
        taken = [
            (each.start, each.end)
            for each in find_mentions(text, language)
            if not (each.relative or each.ago)
        ]
        taken = sorted(taken + [found.span() for found in _TELEPHONE.finditer(text)])
        self._starts = [start for start, _ in taken]
        self._ends = [end for _, end in taken]

    def names_something(self, numeral: Numeral) -> bool:
        """Whether the numeral is part of a date or a name, or an ordinal."""
        if self._taken(numeral.start) or self._labelled(numeral) or self._clock(numeral):
            return True
        if not numeral.digits:
            return self._spelt_ordinal(numeral) or self._no_number(numeral)
        return any(
            check(numeral) for check in (self._glued, self._size, self._ordinal, self._year, self._listed)
        )

    def counts_one(self, numeral: Numeral) -> bool:
        """Whether "one" counts: digits do, and so does the word before a counted noun."""
        return numeral.digits or self._before_counted(numeral)

    def _before_counted(self, numeral: Numeral) -> bool:
        if numeral.last >= len(self.tokens) or not self._words.counted:
            return False
        near = adjoining(self.text, self.tokens[numeral.last - 1], self.tokens[numeral.last])
        return near and self.tokens[numeral.last].key.startswith(self._words.counted)

    def _taken(self, start: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and start < self._ends[index]

    def _labelled(self, numeral: Numeral) -> bool:
        first = numeral.first
        word = self._words.label_words.before(self.text, self.tokens, first)
        near = first > 0 and adjoining(self.text, self.tokens[first - 1], self.tokens[first])
        if word is not None:
            return True
        # "Adopted the resolution 13 to 2", "резолюцию 13 голосами": what is counted behind it makes it a number.
        return (
            near
            and numeral.digits
            and self._words.labels.before(self.text, self.tokens, first) is not None
            and not self._before_counted(numeral)
        )

    def _clock(self, numeral: Numeral) -> bool:
        ahead = self.text[max(0, numeral.start - 3) : numeral.start]
        if numeral.digits and (_CLOCK_BEHIND.match(self.text, numeral.end) or _CLOCK_AHEAD.search(ahead)):
            return True
        if self._words.clock_before.before(self.text, self.tokens, numeral.first):
            return True
        last = numeral.last
        return last < len(self.tokens) and bool(self._words.clock_after.at(self.text, self.tokens, last))

    def _glued(self, numeral: Numeral) -> bool:
        """F-16, MH17, a path, a telephone number."""
        ahead, behind = (
            self.text[max(0, numeral.start - 2) : numeral.start],
            self.text[numeral.end : numeral.end + 2],
        )
        if ahead.endswith((*_PATH_SIGNS, "+")) or behind.startswith(tuple(_PATH_SIGNS)):
            return True
        if numeral.end - numeral.start >= _LONG_DIGITS and self.text[numeral.start : numeral.end].isdigit():
            return True
        if numeral.first == 0:
            return False
        before = self.tokens[numeral.first - 1]
        gap = self.text[before.end : numeral.start]
        touching = gap == "" or (len(gap) == 1 and gap in _HYPHENS)
        if numeral.value % 1 and self.text[before.start : before.end].islower():
            # "A magnitude-5.9 earthquake": a decimal measures.
            return False
        return touching and not before.is_digits and before.key not in self._words.clitics

    def _size(self, numeral: Numeral) -> bool:
        ahead = self.text[max(0, numeral.start - 6) : numeral.start]
        return bool(_SIZE_BEHIND.match(self.text, numeral.end) or _SIZE_AHEAD.search(ahead))

    def _ordinal(self, numeral: Numeral) -> bool:
        if numeral.last >= len(self.tokens):
            return False
        after = self.tokens[numeral.last]
        gap = self.text[numeral.end : after.start]
        if gap in ("", "-", "’", "'") and after.key in self._words.ordinal_suffixes:
            return True
        return self._words.dot_ordinals and gap == ". " and self.text[after.start].islower()

    def _spelt_ordinal(self, numeral: Numeral) -> bool:
        """Whether words make an ordinal: "للأسبوع الحادي عشر", "השבוע האחד-עשר"."""
        key, start = self.tokens[numeral.first].key, self.tokens[numeral.first].start
        if key in self._words.ordinals:
            return True
        prefix = self._words.ordinal_prefix
        if prefix and numeral.value > _TEN and self.text[start : numeral.start] == prefix:
            return True
        before = self.tokens[numeral.first - 1] if numeral.first else None
        unit = before is not None and before.key in self._words.ordinals_before
        return unit and numeral.value == _TEN and numeral.last - numeral.first == 1

    def _no_number(self, numeral: Numeral) -> bool:
        """Whether a small word is meant that is spelt like the number."""
        lone = numeral.last - numeral.first == 1 and self.tokens[numeral.first].key in self._words.doubtful
        if not lone or not numeral.first or self._before_counted(numeral):
            return False
        # "و نه بارانی": behind an "and" or a comma it is "and not".
        before = self.tokens[numeral.first - 1]
        return not adjoining(self.text, before, self.tokens[numeral.first]) or len(before.key) == 1

    def _year(self, numeral: Numeral) -> bool:
        """Four bare digits that look like a year and count nothing."""
        plain = numeral.end - numeral.start == _YEAR_DIGITS and numeral.last - numeral.first == 1
        return plain and int(numeral.value) in _YEARS and not self._before_counted(numeral)

    def _listed(self, numeral: Numeral) -> bool:
        """The number of a list item at the beginning of a line."""
        if (
            numeral.end - numeral.start > _LISTED_DIGITS
            or self.text[numeral.end : numeral.end + 1] not in ".)"
        ):
            return False
        if not self.text[numeral.end + 1 : numeral.end + 2].isspace():
            return False
        line = self.text[max(0, numeral.start - _LINE_LOOK) : numeral.start]
        return not line.rpartition("\n")[2].strip() and (numeral.start <= _LINE_LOOK or "\n" in line)


def designations(text: str, language: str) -> Designations:
    """Prepares a text for telling names from counts."""
    return Designations(text, language)
