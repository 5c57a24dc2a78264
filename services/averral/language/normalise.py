"""Folds spelling variants without losing the way back to the original text.

Three strengths: `clean` repairs what typesetting did and keeps an offset map; `fold` keeps the length, so that matches
point straight into the original; `key` is for comparing and looking up. Method: Unicode normalisation form C, the
presentation forms of Arabic decomposed (Unicode Standard Annex 15; never NFKC on whole text, which would rewrite
quotation marks and fractions), then the character tables in `data/_characters.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from averral.language import tables
from averral.model import Span

#: Arabic presentation forms A and B: one code point per shape of a letter, or per ligature.
_PRESENTATION = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))
#: Above this there are only scripts of no table and symbols; all case pairs of ours lie below.
_LAST_FOLDED = 0xFFFF


@dataclass(frozen=True, slots=True)
class Characters:
    """Schema of `data/_characters.toml`; ranges are `HHHH-HHHH`."""

    invisible: tuple[str, ...] = ()
    diacritics: tuple[str, ...] = ()
    spaces: tuple[str, ...] = ()
    letters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Normalised:
    """Cleaned text with the place of each of its characters in the original."""

    text: str
    offsets: array[int]
    """Start of each character's source."""
    ends: array[int]
    """End of each character's source; a composed letter covers several code points."""

    def original(self, start: int, end: int) -> Span:
        """The part of the original that `text[start:end]` came from; empty ranges stay empty."""
        if start >= end:
            place = self.offsets[start] if start < len(self.offsets) else (self.ends[-1] if self.ends else 0)
            return Span(place, place)
        return Span(self.offsets[start], self.ends[end - 1])


# Not frozen, as making a frozen one takes four times as long and there is one for every word; nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Word:
    """A word or number in a text: `start` and `end` include the suffix."""

    start: int
    end: int
    key: str
    suffix: str = ""
    """What an apostrophe sets off: `da` in Ankara'da, `s` in Russia's."""

    @property
    def span(self) -> Span:
        """The place in the text."""
        return Span(self.start, self.end)


def clean(text: str) -> Normalised:
    """The text as it was meant: letters for presentation forms, no invisible characters, composed, single spaces."""
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for match in _repairs().finditer(text):
        a, b = match.span()
        parts.append(text[done:a])
        starts.extend(range(done, a))
        ends.extend(range(done + 1, a + 1))
        for piece, start, end in _repair(text, a, b):
            parts.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        done = b
    parts.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Normalised("".join(parts), starts, ends)


def key(text: str) -> str:
    """The comparison key: clean, without diacritics, letters unified, digits ASCII, caseless, trimmed."""
    plain = (
        unicodedata.normalize("NFC", text.translate(_shapes()))
        .translate(_keys())
        .casefold()
        .translate(_keys())
    )
    return _SPACE_RUN.sub(" ", _HEBREW_MARK.sub("", plain)).strip()


def fold(text: str) -> str:
    """As `key`, but every code point becomes exactly one, so offsets hold. Marks and invisible characters stay."""
    return text.translate(_folds())


def words(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """Words and digit runs in reading order, with their keys.

    An apostrophe splits off an elided article before it (l'accord are two words) and a suffix after it; it stays
    inside a word where it is a letter (п'ять, ג'נבה, don't).
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    return tuple(_words(text, start, end))


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        a, b = match.span()
        if match.lastgroup is None:
            yield Word(a, b, _word_key(text[a:b]))
            continue
        head, tail = match.start("tail"), match.start("tail") + 1
        how = _apostrophe(_word_key(text[a:head]), _word_key(text[tail:b]))
        if how == "elided":
            yield Word(a, head, _word_key(text[a:head]))
            yield Word(tail, b, _word_key(text[tail:b]))
        elif how == "suffix":
            yield Word(a, b, _word_key(text[a:head]), _word_key(text[tail:b]))
        else:
            yield Word(a, b, _word_key(match.group()))


def _apostrophe(head: str, tail: str) -> str:
    """What the apostrophe between two parts does: `elided`, `suffix` or `letter`."""
    table = tables.shared("apostrophes", Apostrophes)
    if f"{head}'{tail}" in table.whole or tail in table.bound or head in table.prefixes:
        return "letter"
    return "elided" if head in table.elided else "suffix"


@dataclass(frozen=True, slots=True)
class Apostrophes:
    """Schema of `data/_apostrophes.toml`."""

    elided: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


tables.register_shared("characters", Characters)
tables.register_shared("apostrophes", Apostrophes)


@lru_cache(maxsize=1 << 16)
def _word_key(raw: str) -> str:
    return key(raw)


def _points(ranges: tuple[str, ...]) -> Iterator[int]:
    for each in ranges:
        first, _, last = each.partition("-")
        yield from range(int(first, 16), int(last, 16) + 1)


@cache
def _characters() -> Characters:
    return tables.shared("characters", Characters)


@cache
def _shapes() -> dict[int, str]:
    """Repairs that need no context: presentation forms, invisible characters, spaces."""
    shapes = {point: _letters_of(point) for point in _PRESENTATION}
    shapes |= dict.fromkeys(_points(_characters().invisible), "")
    return shapes | dict.fromkeys(_points(_characters().spaces), " ")


def _letters_of(point: int) -> str:
    """The letters of a presentation form; its diacritics are carried by a space or a tatweel, which is dropped."""
    return unicodedata.normalize("NFKC", chr(point)).strip(" ـ") or chr(point)


@cache
def _keys() -> dict[int, str]:
    keys = dict.fromkeys(_points(_characters().diacritics), "")
    return keys | _unified()


@cache
def _unified() -> dict[int, str]:
    """Letters written in several ways, and the decimal digits of all scripts."""
    digits = {
        point: str(unicodedata.decimal(chr(point)))
        for point in range(0x80, _LAST_FOLDED)
        if chr(point).isdecimal()
    }
    return digits | {ord(variant): letter for variant, letter in _characters().letters.items()}


@cache
def _folds() -> dict[int, str]:
    """One code point to one code point: lower case, single-letter presentation forms, unified letters, spaces."""
    folds = {point: shape for point, shape in _shapes().items() if len(shape) == 1}
    lower = {point: chr(point).lower()[0] for point in range(_LAST_FOLDED) if chr(point).isupper()}
    # Marks are left alone here: apostrophes and quotation marks must stay what they are.
    unified = {
        point: letter for point, letter in _unified().items() if chr(point).isalnum() and letter != "'"
    }
    folds |= lower | unified
    return {point: unified.get(ord(letter), letter) for point, letter in folds.items()}


@cache
def _repairs() -> re.Pattern[str]:
    """Whatever `clean` must touch: runs of spaces, shapes to replace, and letters followed by combining marks."""
    marks = "".join(chr(point) for point in range(_LAST_FOLDED) if unicodedata.combining(chr(point)))
    shapes = "".join(chr(point) for point in _shapes())
    spaces = " " + "".join(chr(point) for point in _points(_characters().spaces))
    invisible = "".join(chr(point) for point in _points(_characters().invisible))
    return re.compile(
        f"[{re.escape(spaces)}][{re.escape(spaces + invisible)}]+|[{re.escape(shapes)}]+|[^\\W{re.escape(marks)}][{re.escape(marks)}]+"
    )


def _repair(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The replacement of `text[start:end]` as pieces with their source ranges."""
    piece = text[start:end]
    if piece[0].isspace():
        yield " ", start, end
    elif len(piece) > 1 and unicodedata.combining(piece[1]):
        composed = unicodedata.normalize("NFC", piece)
        if len(composed) == len(piece):
            yield from ((letter, start + index, start + index + 1) for index, letter in enumerate(piece))
        else:
            yield composed, start, end
    else:
        yield from (
            (shape, start + index, start + index + 1) for index, shape in enumerate(map(_shape_of, piece))
        )


def _shape_of(letter: str) -> str:
    return _shapes().get(ord(letter), letter)


_SPACE_RUN = re.compile(r"\s+")
_HEBREW_MARK = re.compile(r"(?<=[א-ת])[\"'״׳](?=[א-ת])")
# Marks and joiners inside a word belong to it: combining accents, Hebrew points, Arabic signs, zero-width joiners.
_INSIDE = r"\w\u00ad\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufe70-\ufe7f"
#: A mark inside a Hebrew abbreviation; behind a lone preposition or conjunction it opens a quotation instead, unless a
#: single letter follows.
HEBREW_SPELLING = (
    r"(?<=[א-ת])(?:(?<![^א-ת\"״][ושבלכמה])(?<![^א-ת\"״][וכ]ש)[\"״](?=[א-ת])|[\"״](?=[א-ת](?![א-ת])))"
)
_WORD = re.compile(
    rf"[^\W_][{_INSIDE}]*"
    # Between letters of these scripts an apostrophe or Hebrew mark is spelling, never a suffix.
    rf"(?:(?<=[א-תА-яЁёІіЇїЄєҐґ])(?:['’ʼ`׳]|{HEBREW_SPELLING})(?=[א-תА-яЁёІіЇїЄєҐґ])[{_INSIDE}]+)*"
    rf"(?P<tail>['’ʼ](?=[^\W\d_])[{_INSIDE}]+)?"
)
