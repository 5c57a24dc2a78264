"""Cuts a text into numerals and words, and finds the phrases of a table in them.

One pass over the text; everything that numbers, dates, places and entities look at is a bounded window of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from averral.language.normalise import fold, key
from averral.model import Span

Value = TypeVar("Value")

#: Signs inside a word that are no letters: combining marks of all our scripts, tatweel, joiners, direction marks.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff"
#: A Ukrainian apostrophe stands inside a word; a Turkish or French one ends it.
_INNER_APOSTROPHE = "(?<=[а-яєіїґ])['’ʼ](?=[яюєїе])"
_TOKEN = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{_MARKS}]|{_INNER_APOSTROPHE})*")
_INNER = re.compile(_INNER_APOSTROPHE)
_DIRECTION_MARKS = "\u200e\u200f\u061c\u2066-\u2069"
#: What may stand between the words of one phrase: spaces, a hyphen, the dot inside an abbreviation; never a line break.
_PHRASE_GAP = re.compile(
    rf"[ \t\u00a0\u202f{_DIRECTION_MARKS}]{{0,3}}[-\u2010\u2011'’]?[ \t\u00a0\u202f]?|(?<![^\W\d_]{{2}})\.[ ]?"
)


# Not frozen, as making a frozen one takes four times as long and there is one for every word; nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Token:
    """A run of digits, or of letters with their marks. `key` is fully folded; digits are ASCII."""

    start: int
    end: int
    key: str

    @property
    def is_digits(self) -> bool:
        """Whether this is a run of digits."""
        return self.key[:1].isdecimal()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """The comparison key of one word; an apostrophe inside a word is dropped."""
    return key(_INNER.sub("", word.lower())) or word


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """The text folded code point by code point, kept because many readers ask for it."""
    return fold(text)


@lru_cache(maxsize=4)
def tokens(text: str) -> tuple[Token, ...]:
    """All tokens of the text in order."""
    spans = (found.span() for found in _TOKEN.finditer(folded(text)))
    return tuple(Token(start, end, word_key(text[start:end])) for start, end in spans)


def adjoining(text: str, before: Token, after: Token) -> bool:
    """Whether nothing but a space, a hyphen or an apostrophe stands between two tokens."""
    return _PHRASE_GAP.fullmatch(text, before.end, after.start) is not None


def phrase_key(phrase: str) -> tuple[str, ...]:
    """A phrase of a table as the keys of its tokens."""
    return tuple(word_key(found.group()) for found in _TOKEN.finditer(phrase.lower()))


class Phrases(Generic[Value]):
    """Looks up phrases of several words in a sequence of tokens, longest first.

    `clitics` may be written together with the first word of any phrase.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]], clitics: Iterable[str] = ()) -> None:
        self._values: dict[tuple[str, ...], tuple[Value, int]] = {}
        self._longest: dict[str, int] = {}
        self._last: dict[str, int] = {}
        plain = {phrase_key(phrase): value for phrase, value in reversed(list(entries))}
        plain.pop((), None)
        for keys, value in plain.items():
            self._add(keys, value, 0)
        for clitic in map(word_key, clitics):
            for keys, value in plain.items():
                self._add((clitic + keys[0], *keys[1:]), value, len(clitic))

    def _add(self, keys: tuple[str, ...], value: Value, lead: int) -> None:
        if self._values.setdefault(keys, (value, lead)) == (value, lead):
            self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))
            self._last[keys[-1]] = max(self._last.get(keys[-1], 0), len(keys))

    def __bool__(self) -> bool:
        return bool(self._values)

    def beginnings(self) -> KeysView[str]:
        """Keys of the words that a phrase begins with; all others begin none."""
        return self._longest.keys()

    def at(self, text: str, sequence: Sequence[Token], start: int) -> tuple[int, Value, int] | None:
        """The longest phrase that begins at token `start`: the index after it, its value, letters of a clitic."""
        longest = self._longest.get(sequence[start].key)
        if longest is None:
            return None
        keys = tuple([token.key for token in sequence[start : start + longest]])
        for size in range(len(keys), 0, -1):
            found = self._values.get(keys[:size])
            if found is not None and _together(text, sequence, start, start + size):
                return start + size, *found
        return None

    def before(self, text: str, sequence: Sequence[Token], end: int) -> tuple[int, Value] | None:
        """The longest phrase whose last token is `end - 1`: the index of its first token and its value."""
        longest = self._last.get(sequence[end - 1].key) if end > 0 else None
        if longest is None:
            return None
        for size in range(min(longest, end), 0, -1):
            found = self._values.get(tuple(token.key for token in sequence[end - size : end]))
            if found is not None and _together(text, sequence, end - size, end):
                return end - size, found[0]
        return None


def _together(text: str, sequence: Sequence[Token], start: int, end: int) -> bool:
    return end - start == 1 or all(
        adjoining(text, sequence[index], sequence[index + 1]) for index in range(start, end - 1)
    )


def by_value(table: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    """(form, value) pairs of a table that lists forms by value."""
    return ((form, value) for value, forms in table.items() for form in forms)
