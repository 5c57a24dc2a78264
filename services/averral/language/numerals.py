"""Reads one number, in digits or in words, at a given token: the grammar of counting, with all words from tables.

Number words of all our languages combine by the same few rules: a smaller unit is added to a larger one, a scale
multiplies what stands before it, a conjunction may join both, some languages say the unit before the ten.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from averral.language.sums import Atom, Part, Sum
from averral.language.tables import register, section
from averral.language.tokens import Phrases, Token, adjoining, by_value, folded, word_key

#: A number word of several parts written as one is at least this long; shorter ones stand in the table.
_GLUED_MIN = 5
_HUNDRED = 100
_THOUSAND = 1000
_MAX_DIGITS = 15
#: What was found out about words is forgotten at this size; a running service must not grow with its texts.
_REMEMBERED = 20_000
_DIGITS = re.compile(
    r"(?P<grouped>\d{1,3}(?:(?P<sep>[.,٬'’])\d{3})(?:(?P=sep)\d{3})*(?!\d)(?:[.,٫]\d+)?)|\d+(?:[.,٫]\d+)?",
)
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class NumeralTable:
    """Section `numerals`: the number words of a language. Keys of the tables are values."""

    cardinals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that are added up: 1 to 99, and hundreds that are one word."""
    scales: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that multiply: 100, 1000, 1000000."""
    fixed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """A scale with its factor inside, such as a dual "two thousand"."""
    rounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Collective nouns that mean about so many: fr "trentaine"."""
    collectives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Collective nouns that mean exactly so many: "dozen"."""
    halves: dict[str, tuple[str, ...]] = field(default_factory=dict)
    halves_after: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Fractions that follow the unit without a conjunction: tr "buçuk"."""
    vague: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Order of magnitude → words such as "dozens"; scale words belong here too if they say it without a number."""
    articles: tuple[str, ...] = ()
    """Articles that count as one before a scale: "a hundred"."""
    joiners: tuple[str, ...] = ()
    """Conjunctions between the parts of one number."""
    joiner_prefixes: tuple[str, ...] = ()
    """Conjunctions written together with the next word."""
    clitics: tuple[str, ...] = ()
    """Other letters written together with the number: prepositions."""
    fillers: tuple[str, ...] = ()
    """Words that may stand between a fraction or a vague word and its scale: "half *a* million"."""
    join_above: int = 20
    """The smallest part after which a conjunction may add a smaller one."""
    unit_first: bool = False
    """Whether the unit may stand before the ten: "five and twenty"."""
    glued: bool = False
    """Whether number words are also written together."""
    space_groups: bool = False
    """Whether a plain space may part groups of three digits."""


register("numerals", NumeralTable)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. `first` and `last` are token indices, half-open."""

    first: int
    last: int
    start: int
    end: int
    value: float
    digits: bool
    """Only digits, no word."""
    scale: float
    """The last scale word, 1 without one."""
    round: bool
    one: bool
    """Only the word "one", which is an article as often as a number."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of a language, ready for look-up."""

    atoms: Phrases[Atom]
    vague: Phrases[float]
    joiners: frozenset[str]
    fillers: frozenset[str]
    scales: dict[str, Atom]
    """Words that are a scale behind a number and "two thousand" by themselves."""
    pieces: dict[str, Atom]
    """Single words for splitting glued ones; empty where a language writes them apart."""
    table: NumeralTable
    beginnings: dict[str, bool] = field(default_factory=dict)
    """Whether words that were asked for can begin a number."""

    def begins(self, key: str) -> bool:
        """Whether a number can begin with a word; most words begin none, and need no further look."""
        known = self.beginnings.get(key)
        if known is None:
            if len(self.beginnings) >= _REMEMBERED:
                self.beginnings.clear()
            known = self.beginnings[key] = (
                key[:1].isdecimal() or key in self.atoms.beginnings() or _split(key, self) is not None
            )
        return known


_PARTS = (
    ("fixed", Part.FIXED),
    ("scales", Part.SCALE),
    ("cardinals", Part.UNIT),
    ("rounds", Part.ROUND),
    ("collectives", Part.COLLECTIVE),
    ("halves", Part.HALF),
    ("halves_after", Part.HALF_AFTER),
)


@cache
def lexicon(language: str) -> Lexicon:
    """The number words of a language; empty for a language without a table."""
    table = section(language, "numerals", NumeralTable)
    atoms = [(form, Atom(float(value), part)) for name, part in _PARTS for form, value in _forms(table, name)]
    atoms += [(article, Atom(1.0, Part.ARTICLE)) for article in table.articles]
    fixed = {word_key(form) for form, atom in atoms if atom.part is Part.FIXED}
    scales = {word_key(form): atom for form, atom in atoms if atom.part is Part.SCALE}
    vague = [(form, float(value)) for form, value in by_value(table.vague)]
    pieces = {word_key(form): atom for form, atom in atoms if " " not in form} if table.glued else {}
    return Lexicon(
        Phrases([*atoms, *_with_clitics(table, atoms)]),
        Phrases(vague, (*table.joiner_prefixes, *table.clitics)),
        frozenset(map(word_key, table.joiners)),
        frozenset(map(word_key, table.fillers)),
        {form: atom for form, atom in scales.items() if form in fixed},
        pieces,
        table,
    )


def _forms(table: NumeralTable, name: str) -> Iterator[tuple[str, str]]:
    yield from by_value(getattr(table, name))


def _with_clitics(table: NumeralTable, atoms: list[tuple[str, Atom]]) -> Iterator[tuple[str, Atom]]:
    for form, atom in atoms:
        for prefix in table.joiner_prefixes:
            yield prefix + form, Atom(atom.value, atom.part, joined=True, lead=len(prefix))
        for prefix in table.clitics:
            yield prefix + form, Atom(atom.value, atom.part, lead=len(prefix))


def read_numeral(text: str, sequence: Sequence[Token], index: int, language: str) -> Numeral | None:
    """The longest number that begins at token `index`, or None."""
    words = lexicon(language)
    if index >= len(sequence) or not words.begins(sequence[index].key):
        return None
    total = Sum(words.table.join_above, words.table.unit_first)
    done: tuple[int, float, int] | None = None
    read: list[Atom] = []
    at, joined = index, False
    while at < len(sequence) and (at == index or adjoining(text, sequence[at - 1], sequence[at])):
        found = _atom(text, sequence, at, words)
        if found is None or (found[1].part is Part.ARTICLE and at > index):
            if at == index or not _skippable(sequence[at], total, words):
                break
            joined = joined or sequence[at].key in words.joiners
            at += 1
            continue
        at, atom, end = found
        if read and sequence[at - 1].key in words.scales:
            atom = words.scales[sequence[at - 1].key]
        if not total.add(atom, joined=joined or atom.joined):
            break
        read.append(atom)
        joined = False
        if total.complete:
            done = (at, total.value, end)
    if done is None:
        return None
    return _numeral(sequence, index, done, read, total)


def _skippable(token: Token, total: Sum, words: Lexicon) -> bool:
    """A conjunction between two parts, or "a" and "of" between a fraction and its scale."""
    filler = token.key in words.fillers and (total.fraction or total.last in (Part.ROUND, Part.COLLECTIVE))
    return bool(filler) or token.key in words.joiners


def _numeral(
    sequence: Sequence[Token], first: int, done: tuple[int, float, int], read: list[Atom], total: Sum
) -> Numeral:
    last, value, end = done
    return Numeral(
        first,
        last,
        sequence[first].start + _lead(sequence[first], read[0]),
        end,
        value,
        digits=all(atom.part is Part.DIGITS for atom in read),
        scale=_last_scale(total, read),
        round=total.round,
        one=value == 1 and read[0].part is Part.UNIT,
    )


def _last_scale(total: Sum, read: list[Atom]) -> float:
    if not math.isinf(total.scale):
        return total.scale
    return float(_HUNDRED) if read[-1].part is Part.SCALE else 1.0


def _lead(token: Token, atom: Atom) -> int:
    return min(atom.lead, token.end - token.start - 1)


def _atom(text: str, sequence: Sequence[Token], index: int, words: Lexicon) -> tuple[int, Atom, int] | None:
    """The number word at a token: the index after it, the word, and the offset where it ends."""
    token = sequence[index]
    if token.is_digits:
        return _digits(text, sequence, index, words)
    found = words.atoms.at(text, sequence, index)
    if found is None:
        glued = _split(token.key, words)
        return None if glued is None else (index + 1, Atom(glued, Part.UNIT), token.end)
    return found[0], found[1], sequence[found[0] - 1].end


def _split(word: str, words: Lexicon) -> float | None:
    """The value of a number word written together from several; None if it is not one."""
    if not words.pieces or len(word) < _GLUED_MIN:
        return None
    total = Sum(words.table.join_above, words.table.unit_first)
    at, joined = 0, False
    while at < len(word):
        piece = next((word[at:end] for end in range(len(word), at, -1) if word[at:end] in words.pieces), None)
        if piece is None:
            joiner = next((each for each in words.joiners if word.startswith(each, at)), "")
            if not joiner or joined:
                return None
            at, joined = at + len(joiner), True
            continue
        if not total.add(words.pieces[piece], joined=joined):
            return None
        at, joined = at + len(piece), False
    return total.value if total.complete else None


def _digits(text: str, sequence: Sequence[Token], index: int, words: Lexicon) -> tuple[int, Atom, int] | None:
    start = sequence[index].start
    # A number is short: a window keeps this constant per token.
    window = folded(text)[start : start + 40]
    found = (words.table.space_groups and _SPACED.match(window)) or _unspaced(window, text, start)
    if not found or len(found.group()) > 2 * _MAX_DIGITS:
        return None
    end = start + found.end()
    after = index + 1
    while after < len(sequence) and sequence[after].start < end:
        after += 1
    return after, Atom(digits_value(found.group()), Part.DIGITS), end


def _unspaced(window: str, text: str, start: int) -> re.Match[str] | None:
    """Digits whose groups are parted by a sign or by a narrow space, which nobody writes between two numbers."""
    narrow = _SPACED.match(window)
    if narrow and all(text[start + at] != " " for at, sign in enumerate(narrow.group()) if sign == " "):
        return narrow
    return _DIGITS.match(window)


def digits_value(written: str) -> float:
    """The value of digits with separators; three digits behind the only separator are thousands.

    News counts people and money far oftener than thousandths, so `1.200` is 1200 wherever it was printed.
    """
    plain = written.replace(" ", "").replace("٬", "").replace("'", "").replace("’", "").replace("٫", ".")
    parts = re.split("[.,]", plain)
    if len(parts) == 1:
        return float(parts[0])
    grouped = all(len(part) == len("000") for part in parts[1:]) and parts[0] not in ("", "0")
    same = len(set(re.findall("[.,]", plain))) == 1
    if grouped and same and "٫" not in written:
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1])
