"""The words of time of a language, from its table and from CLDR, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from averral.language.calendars import month_names, weekday_names
from averral.language.numerals import Lexicon, lexicon
from averral.language.tables import register, section
from averral.language.tokens import Phrases, by_value, word_key

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class DateTable:
    """Section `dates`: the words of time. Month and weekday names of CLDR come in addition, from `locales`."""

    locales: tuple[str, ...] = ()
    """CLDR locales whose month and weekday names are read."""
    months: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Number → further names and inflected forms."""
    short_months: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weekdays: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """0 is Monday."""
    no_weekdays: tuple[str, ...] = ()
    """CLDR names that mean something else as often."""
    hijri: dict[str, tuple[str, ...]] = field(default_factory=dict)
    jalali: dict[str, tuple[str, ...]] = field(default_factory=dict)
    clitics: tuple[str, ...] = ()
    """Written together with the name of a month or weekday."""
    suffixes: tuple[str, ...] = ()
    """Written after the name of a month or weekday."""
    relative: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Unit and offset (`day-1`, `week+1`) → words; `same+1` counts days from the day that the text names before."""
    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    """Last, next, this; beside a weekday or a month."""
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """day, week, month, year → words that take a number."""
    single_units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that mean one of them without a number."""
    dual_units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    ago_about: tuple[str, ...] = ()
    """May stand between "ago" and the number."""
    day_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ordinal words for the day of the month."""
    day_suffixes: tuple[str, ...] = ()
    """Behind the digits of a day: "4th"."""
    of: tuple[str, ...] = ()
    """Between day and month, or month and year."""
    day_links: tuple[str, ...] = ()
    """Between two days of one month."""
    month_first: bool = False
    """Whether the day may follow the month; "12/04" is then 4 December."""
    weekday_last: bool = False
    capital: bool = False
    """Whether names of months and weekdays have a capital."""
    plain: tuple[str, ...] = ()
    """Names that mean nothing else, and so count without their capital; `word*` is every form that begins so."""
    plain_before: tuple[str, ...] = ()
    """Words behind a name that show it to be one without its capital."""
    month_after: tuple[str, ...] = ()
    """Before the bare name of a month, without which it may be another word."""
    month_prefixes: tuple[str, ...] = ()
    """Prepositions written onto the bare name of a month."""
    month_endings: tuple[str, ...] = ()
    """Case endings of the bare name of a month, or of the word "month" behind it."""
    year_opens: bool = False
    """Whether a year may open a sentence without a word before it: "2011 starben neun"."""
    year_before: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()


register("dates", DateTable)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name. A short one counts only beside a day or a year."""

    calendar: str
    number: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class DateWords:
    """The phrases of `DateTable`, compiled."""

    months: Phrases[Month]
    weekdays: Phrases[int]
    relative: Phrases[str]
    modifiers: Phrases[int]
    units: Phrases[str]
    single_units: Phrases[str]
    dual_units: Phrases[str]
    ago_before: Phrases[bool]
    ago_after: Phrases[bool]
    ago_about: Phrases[bool]
    day_words: Phrases[int]
    month_after: Phrases[bool]
    year_before: Phrases[bool]
    day_suffixes: frozenset[str]
    of: frozenset[str]
    day_links: frozenset[str]
    year_after: frozenset[str]
    month_prefixes: tuple[str, ...]
    month_endings: tuple[str, ...]
    plain: frozenset[str]
    plain_starts: tuple[str, ...]
    plain_before: frozenset[str]
    joiners: frozenset[str]
    table: DateTable
    numerals: Lexicon
    beginnings: frozenset[str]
    """Words other than numbers that a date can begin with."""

    def begins(self, key: str) -> bool:
        """Whether a date can begin with a word; most words begin none, and need no further look."""
        return key in self.beginnings or self.numerals.begins(key)


@cache
def date_words(language: str) -> DateWords:
    """The words of time of a language; empty for a language without a table."""
    table = section(language, "dates", DateTable)
    modifiers = [(form, -1) for form in table.past] + [(form, 1) for form in table.future]
    modifiers += [(form, 0) for form in table.current]
    months = Phrases(_with_suffixes(table, _months(table)), table.clitics)
    weekdays = Phrases(_with_suffixes(table, _weekdays(table)), table.clitics)
    relative = Phrases(by_value(table.relative), table.clitics)
    single, dual = Phrases(by_value(table.single_units)), Phrases(by_value(table.dual_units))
    ago, about = _set(table.ago_before), _set(table.ago_about)
    days = Phrases((form, int(day)) for form, day in by_value(table.day_words))
    opening: tuple[Phrases[Any], ...] = (months, weekdays, relative, single, dual, ago, about, days)
    return DateWords(
        months,
        weekdays,
        relative,
        Phrases(modifiers),
        Phrases(by_value(table.units)),
        single,
        dual,
        ago,
        _set(table.ago_after),
        about,
        days,
        _set(table.month_after),
        _set(table.year_before),
        _keys(table.day_suffixes),
        _keys(table.of),
        _keys(table.day_links),
        _keys(table.year_after),
        tuple(map(word_key, table.month_prefixes)),
        tuple(map(word_key, table.month_endings)),
        _keys(table.plain),
        tuple(word_key(form[:-1]) for form in table.plain if form.endswith("*")),
        _keys(table.plain_before),
        lexicon(language).joiners | _keys(lexicon(language).table.joiner_prefixes),
        table,
        lexicon(language),
        frozenset(key for phrases in opening for key in phrases.beginnings()),
    )


def _set(forms: tuple[str, ...]) -> Phrases[bool]:
    return Phrases((form, True) for form in forms)


def _keys(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(word_key, forms))


def _months(table: DateTable) -> list[tuple[str, Month]]:
    found = [(name, Month("gregorian", number)) for name, number in month_names(table.locales, "wide")]
    for calendar, forms in (("gregorian", table.months), ("hijri", table.hijri), ("jalali", table.jalali)):
        found += [(name, Month(calendar, int(number))) for name, number in by_value(forms)]
    short = [(name, number) for name, number in month_names(table.locales, "abbreviated")]
    short += [(name, int(number)) for name, number in by_value(table.short_months)]
    return found + [(name, Month("gregorian", number, short=True)) for name, number in short]


def _weekdays(table: DateTable) -> list[tuple[str, int]]:
    found = [(name, int(number)) for name, number in by_value(table.weekdays)]
    return found + [pair for pair in weekday_names(table.locales) if pair[0] not in table.no_weekdays]


def _with_suffixes(table: DateTable, entries: list[tuple[str, Value]]) -> Iterator[tuple[str, Value]]:
    for name, value in entries:
        yield name, value
        yield from ((name + suffix, value) for suffix in table.suffixes)
