"""Finds quantities in a text: how many, how hedged, and whether they are people, percent, money or time.

Digits that name something (resolution 2254, F-16, 14 March) are left out by `designations`; ordinals and the article
"one" are no quantities. The vague words follow the orders of magnitude that ACLED uses in its codebook: lower bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from averral.language.designations import Designations, designations
from averral.language.numerals import Numeral, lexicon, read_numeral
from averral.language.tables import register, section
from averral.language.tokens import Phrases, Token, adjoining, by_value, word_key
from averral.model import Qualifier, Span

#: How far a qualifier may stand from its number, in words.
_GAP_BEFORE = 2
_GAP_AFTER = 5
#: A verb of rising makes "from 20 to 27" two values instead of a range; it stands at most so many words before.
_RISE_WINDOW = 8
_REACHED_WINDOW = 9
_BETWEEN_SIGNS = " \t\u00a0\u202f\u200e\u200f-$€£¥₺₽~≈«\"'’“”("
_DASHES = frozenset("-‐‑–—ـ")
_PERCENT_SIGNS = ("%", "٪", "﹪")
_MONEY_SIGNS = ("$", "€", "£", "¥", "₺", "₽", "₴", "₪", "﷼")
_VAGUE_FACTOR = 1000


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity. None bounds are open; `best` is the single value to show and to sort by."""

    span: Span
    """The numeral itself."""
    low: float | None
    high: float | None
    best: float
    qualifier: Qualifier
    kind: str
    """count, percent, money or duration."""
    span_with_qualifier: Span


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Section `numbers`: what stands round a number. Keys of qualifier tables are `Qualifier` values."""

    before: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Qualifiers directly before the number."""
    before_gap: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Qualifiers that leave room for up to two words: "does not exceed in all 900"."""
    after: dict[str, tuple[str, ...]] = field(default_factory=dict)
    after_gap: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Qualifiers behind the counted noun: "27 fighters at least"."""
    between: tuple[str, ...] = ()
    """Before a range whose parts are joined by "and"."""
    links: tuple[str, ...] = ()
    """Between the parts of a range."""
    rises: tuple[str, ...] = ()
    """Beginnings of verbs that make "from A to B" a change."""
    percent: tuple[str, ...] = ()
    percent_before: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    duration: tuple[str, ...] = ()
    duals: tuple[str, ...] = ()
    """Nouns in the dual: two of them."""
    dual_durations: tuple[str, ...] = ()
    dotted: tuple[str, ...] = ()
    """Abbreviated scales whose full stop belongs to them."""


register("numbers", NumberTable)


@dataclass(frozen=True, slots=True)
class _Words:
    before: Phrases[Qualifier]
    before_gap: Phrases[Qualifier]
    after: Phrases[Qualifier]
    after_gap: Phrases[Qualifier]
    between: Phrases[bool]
    links: Phrases[bool]
    kinds: Phrases[str]
    percent_before: Phrases[bool]
    duals: dict[str, tuple[str, int]]
    """Word → its kind, and the letters of the clitic before it."""
    rises: tuple[str, ...]
    dotted: frozenset[str]
    joined: dict[str, Qualifier]
    """Qualifiers that are one letter, written with the number."""


@cache
def _words(language: str) -> _Words:
    table = section(language, "numbers", NumberTable)
    kinds = [(form, "percent") for form in table.percent]
    kinds += [(form, "money") for form in table.money] + [(form, "duration") for form in table.duration]
    return _Words(
        _qualifiers(language, table.before),
        _qualifiers(language, table.before_gap),
        Phrases((form, Qualifier(name)) for form, name in by_value(table.after)),
        Phrases((form, Qualifier(name)) for form, name in by_value(table.after_gap)),
        Phrases((form, True) for form in table.between),
        Phrases((form, True) for form in table.links),
        Phrases(kinds),
        Phrases((form, True) for form in table.percent_before),
        _duals(language, table),
        tuple(map(word_key, table.rises)),
        frozenset(map(word_key, table.dotted)),
        {form: Qualifier(name) for form, name in by_value(table.before) if len(form) == 1},
    )


def _duals(language: str, table: NumberTable) -> dict[str, tuple[str, int]]:
    kinds = {word_key(form): "count" for form in table.duals}
    kinds |= {word_key(form): "duration" for form in table.dual_durations}
    numerals = lexicon(language).table
    found = {
        clitic + form: (kind, len(clitic))
        for clitic in (*numerals.joiner_prefixes, *numerals.clitics)
        for form, kind in kinds.items()
    }
    return found | {form: (kind, 0) for form, kind in kinds.items()}


def _qualifiers(language: str, forms: dict[str, tuple[str, ...]]) -> Phrases[Qualifier]:
    table = lexicon(language).table
    entries = [(form, Qualifier(name)) for form, name in by_value(forms)]
    return Phrases(entries, (*table.joiner_prefixes, *table.clitics))


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity before its surroundings are read. Token indices are half-open."""

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float | None
    qualifier: Qualifier
    kind: str = ""


def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """All quantities of the text in order, without those inside dates, names of things and ordinals."""
    reader = _Reader(text, language)
    return tuple(reader.describe(found) for found in reader.find())


class _Reader:
    """Reads one text. Every step looks at a bounded number of tokens, so the whole is linear."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.designated: Designations = designations(text, language)
        self.tokens: Sequence[Token] = self.designated.tokens
        self.words = _words(language)
        self.lexicon = lexicon(language)

    def find(self) -> Iterator[_Found]:
        free = 0
        for index in [at for at, token in enumerate(self.tokens) if self._begins(token.key)]:
            if index < free:
                continue
            found = self._vague(index) or self._dual(index)
            if found is None:
                numeral = read_numeral(self.text, self.tokens, index, self.language)
                if numeral is None:
                    continue
                found = self._multiplied(numeral) or self._range(numeral)
                free = found.last if found else numeral.last
                if found is None and not self._quantity(numeral):
                    continue
                found = found or self._plain(numeral)
            free = found.last
            behind = self.words.kinds.at(self.text, self.tokens, free) if free < len(self.tokens) else None
            # The hundred in "por ciento" is no number of its own.
            free = behind[0] if behind else free
            yield found

    def _begins(self, key: str) -> bool:
        """Whether a quantity can begin with a word; most words begin none, and need no further look."""
        return self.lexicon.begins(key) or key in self.lexicon.vague.beginnings() or key in self.words.duals

    def _quantity(self, numeral: Numeral) -> bool:
        return not self.designated.names_something(numeral) and not self._article(numeral)

    def _article(self, numeral: Numeral) -> bool:
        return numeral.one and not self.designated.counts_one(numeral)

    def _plain(self, numeral: Numeral) -> _Found:
        qualifier = Qualifier.ABOUT if numeral.round else Qualifier.EXACT
        end = self._with_dot(numeral)
        return _Found(
            numeral.first, numeral.last, numeral.start, end, numeral.value, numeral.value, qualifier
        )

    def _with_dot(self, numeral: Numeral) -> int:
        dotted = self.tokens[numeral.last - 1].key in self.words.dotted
        return numeral.end + int(dotted and self.text.startswith(".", numeral.end))

    def _vague(self, index: int) -> _Found | None:
        found = self.lexicon.vague.at(self.text, self.tokens, index)
        if found is None:
            return None
        last, order, lead = found
        after = last
        while after < len(self.tokens) and self.tokens[after].key in self.lexicon.fillers:
            after += 1
        factor = self._vague_scale(after) if after - last <= 1 else None
        if factor is not None:
            last, order = factor[0], order * factor[1]
        start = self.tokens[index].start + lead
        return _Found(index, last, start, self.tokens[last - 1].end, order, None, Qualifier.VAGUE)

    def _vague_scale(self, index: int) -> tuple[int, float] | None:
        """The "thousands" of "hundreds of thousands"."""
        if index >= len(self.tokens):
            return None
        found = self.lexicon.vague.at(self.text, self.tokens, index)
        if found is not None and found[1] >= _VAGUE_FACTOR:
            return found[:2]
        scale = read_numeral(self.text, self.tokens, index, self.language)
        if scale is None or scale.value != scale.scale or scale.value < _VAGUE_FACTOR:
            return None
        return scale.last, scale.value

    def _dual(self, index: int) -> _Found | None:
        token = self.tokens[index]
        found = self.words.duals.get(token.key)
        if found is None:
            return None
        kind, lead = found
        return _Found(index, index + 1, token.start + lead, token.end, 2, 2, Qualifier.EXACT, kind)

    def _multiplied(self, numeral: Numeral) -> _Found | None:
        """A round number before a vague word: tr "on binlerce", tens of thousands."""
        if numeral.last >= len(self.tokens) or not self._touches(numeral.last - 1):
            return None
        vague = self.lexicon.vague.at(self.text, self.tokens, numeral.last)
        if vague is None or numeral.value not in (10, 100, 1000):
            return None
        end = self.tokens[vague[0] - 1].end
        order = numeral.value * vague[1]
        return _Found(numeral.first, vague[0], numeral.start, end, order, None, Qualifier.VAGUE)

    def _touches(self, index: int) -> bool:
        return adjoining(self.text, self.tokens[index], self.tokens[index + 1])

    def _range(self, first: Numeral) -> _Found | None:
        """Two numbers that bound one quantity; a shared scale stands behind the second."""
        start = self._second(first)
        if start is None or self.designated.names_something(first):
            return None
        second = read_numeral(self.text, self.tokens, start, self.language)
        if second is None or self.designated.names_something(second):
            return None
        low = first.value
        if first.scale == 1 and second.scale > 1 and low * second.scale <= second.value:
            low *= second.scale
        if low >= second.value or self._change(first):
            return None
        end = self._with_dot(second)
        return _Found(first.first, second.last, first.start, end, low, second.value, Qualifier.RANGE)

    def _second(self, first: Numeral) -> int | None:
        """Index of the token where the second number of a range would begin."""
        if first.last >= len(self.tokens):
            return None
        gap = self.text[first.end : self.tokens[first.last].start].strip()
        if gap and len(gap) == 1 and gap in _DASHES and self.tokens[first.last].is_digits == first.digits:
            return first.last
        linked = self.words.links.at(self.text, self.tokens, first.last)
        if linked and linked[0] < len(self.tokens) and not gap:
            return linked[0]
        return self._after_and(first) if not gap and self._follows_between(first) else None

    def _follows_between(self, first: Numeral) -> bool:
        return self.words.between.before(self.text, self.tokens, first.first) is not None

    def _after_and(self, first: Numeral) -> int | None:
        table, token = self.lexicon.table, self.tokens[first.last]
        if token.key in self.lexicon.joiners or token.key in map(word_key, table.joiner_prefixes):
            return first.last + 1 if first.last + 1 < len(self.tokens) else None
        joined = any(token.key.startswith(prefix) for prefix in table.joiner_prefixes)
        return first.last if joined else None

    def _change(self, first: Numeral) -> bool:
        return self._rises(first.first, _RISE_WINDOW)

    def _rises(self, index: int, reach: int) -> bool:
        """Whether a verb of rising or falling stands at most `reach` words before the token."""
        window = self.tokens[max(0, index - reach) : index]
        return any(token.key.startswith(self.words.rises) for token in window) if self.words.rises else False

    def describe(self, found: _Found) -> Number:
        """The quantity with the qualifier and the kind that its surroundings give it."""
        qualifier, whole = found.qualifier, Span(found.start, found.end)
        if qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
            qualifier, whole = self._qualified(found, whole)
        low, high = bounds(qualifier, found.low, found.high)
        best = found.low if found.high is None else (found.low + found.high) / 2
        return Number(
            Span(found.start, found.end), low, high, best, qualifier, found.kind or self._kind(found), whole
        )

    def _qualified(self, found: _Found, whole: Span) -> tuple[Qualifier, Span]:
        before = self._before(found)
        if before is not None:
            return before[1], Span(self.tokens[before[0]].start, whole.end)
        after = self._after(found)
        if after is not None:
            return after[1], Span(whole.start, self.tokens[after[0] - 1].end)
        return found.qualifier, whole

    def _before(self, found: _Found) -> tuple[int, Qualifier] | None:
        clitic = self.text[self.tokens[found.first].start : found.start]
        if clitic in self.words.joined:
            # "כמאתיים": the word for about is written with the number.
            return found.first, self.words.joined[clitic]
        if found.first == 0:
            return None
        gap = self.text[self.tokens[found.first - 1].end : self.tokens[found.first].start]
        near = self.words.before.before(self.text, self.tokens, found.first)
        if near is not None and not gap.strip(_BETWEEN_SIGNS):
            # "Rose to 61" is no bound, though the same word makes one in "up to 61".
            reached = near[1] is Qualifier.AT_MOST and self._rises(near[0], _REACHED_WINDOW)
            return (near[0], Qualifier.EXACT) if reached else near
        for end in range(found.first, max(found.first - _GAP_BEFORE, 0) - 1, -1):
            far = self.words.before_gap.before(self.text, self.tokens, end)
            if far is not None:
                return far
        return None

    def _after(self, found: _Found) -> tuple[int, Qualifier] | None:
        if found.last < len(self.tokens):
            near = self.words.after.at(self.text, self.tokens, found.last)
            if near is not None and self.tokens[found.last].start - found.end <= len(" ("):
                return near[:2]
        for index in range(found.last, min(found.last + _GAP_AFTER + 1, len(self.tokens))):
            far = self.words.after_gap.at(self.text, self.tokens, index)
            if far is not None:
                # "27 soldiers and at least twelve civilians": the next number's.
                return None if self._numeral_at(far[0]) else far[:2]
            if self.tokens[index].is_digits:
                return None
        return None

    def _numeral_at(self, index: int) -> bool:
        if index >= len(self.tokens):
            return False
        return read_numeral(self.text, self.tokens, index, self.language) is not None

    def _kind(self, found: _Found) -> str:
        behind = self.text[found.end : found.end + 2].lstrip()
        ahead = self.text[max(0, found.start - 2) : found.start].rstrip()
        if behind.startswith(_PERCENT_SIGNS) or ahead.endswith(_PERCENT_SIGNS):
            return "percent"
        if behind.startswith(_MONEY_SIGNS) or ahead.endswith(_MONEY_SIGNS):
            return "money"
        if self.words.percent_before.before(self.text, self.tokens, found.first):
            return "percent"
        for index in range(found.last, min(found.last + 2, len(self.tokens))):
            kind = self.words.kinds.at(self.text, self.tokens, index)
            if kind is not None:
                return kind[1]
            if self.tokens[index].key not in self.lexicon.fillers:
                break
        return "count"


def bounds(qualifier: Qualifier, low: float, high: float | None) -> tuple[float | None, float | None]:
    """The interval that a hedged number stands for; None is an open end."""
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE):
        return low, None
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        return None, high
    return low, high
