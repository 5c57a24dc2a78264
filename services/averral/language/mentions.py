"""Finds what looks like a date, without saying yet which day it means: day, month, year, weekday, relative words.

A mention is built from neighbouring pieces in whatever order the language puts them ("Sunday, December 4, 2016",
"4 Aralık 2016 Pazar"). Which day a weekday or "yesterday" means is decided in `dates`, where publication is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from averral.language.calendars import GREGORIAN_YEARS, HIJRI_YEARS, JALALI_YEARS
from averral.language.datewords import Month, date_words
from averral.language.numerals import read_numeral
from averral.language.tokens import Phrases, Token, adjoining, folded, tokens

_MARK = "[\u200e\u200f\u061c]{0,2}"
_NUMERIC = re.compile(
    rf"(?<![\d.,/:-])(?:(?P<y>(?:1[3489]|20)\d\d){_MARK}(?P<s>[/.-]){_MARK}(?P<m>\d{{1,2}}){_MARK}(?P=s){_MARK}(?P<d>\d{{1,2}})"
    rf"|(?P<a>\d{{1,2}}){_MARK}(?P<t>[/.-]){_MARK}(?P<b>\d{{1,2}}){_MARK}(?P=t){_MARK}(?P<z>(?:1[3489]|20)\d\d))(?![\d/]|[.,-]\d)"
)
_GAP = re.compile(rf"{_MARK}[ \t\u00a0\u202f]{{0,2}}[,،.]?[ \t\u00a0\u202f]{{0,2}}{_MARK}")
_ALTERNATIVE = re.compile(r"[ \u00a0]?[/(][ \u00a0]?")
_DASH = re.compile(r"[ \u00a0]?[-‐‑–—/][ \u00a0]?")
_LAST_DAY = 31
_YEAR_DIGITS = 4
_DAY_DIGITS = 2


#: Between a preposition and a year: "mid-2011", "ב-2011".
_HYPHENS = ("-", "־", "‑")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as written. Offsets are code points, `last` is the token index after it; unknown parts are None."""

    start: int
    end: int
    last: int
    days: tuple[int, int] | None = None
    month: Month | None = None
    year: int | None = None
    weekday: int | None = None
    to_weekday: int | None = None
    relative: str = ""
    ago: tuple[float, str] | None = None
    numeric: tuple[int, int, int] | None = None
    """The three numbers of a numeric date; (year, month, day) if `year` is set."""
    modifier: int | None = None
    """-1 last, 0 this, 1 next."""

    @property
    def empty(self) -> bool:
        """Whether nothing has been read yet."""
        return self.end == self.start


@lru_cache(maxsize=4)
def find_mentions(text: str, language: str) -> tuple[Mention, ...]:
    """All date mentions of a text in order, not overlapping."""
    return tuple(_Scanner(text, language).find())


class _Scanner:
    """Reads one text; every step looks at a bounded number of tokens."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.tokens = tokens(text)
        self.words = date_words(language)
        self.numeric = {found.start(): found for found in _NUMERIC.finditer(folded(text))}

    def find(self) -> Iterator[Mention]:
        index, previous = 0, None
        while index < len(self.tokens):
            begins = self.words.begins(self.tokens[index].key)
            mention = self._ago(index) or self._composed(index, previous) if begins else None
            if mention is None:
                index += 1
                continue
            index, previous = max(mention.last, index + 1), mention
            yield mention

    # Relative: so many units ago.

    def _ago(self, index: int) -> Mention | None:
        before = self.words.ago_before.at(self.text, self.tokens, index)
        counted = self._counted(before[0] if before else index)
        if counted is None:
            return None
        number, unit, last = counted
        if before is None:
            after = self._phrase(self.words.ago_after, last)
            if after is None:
                return None
            last = after
        return Mention(self.tokens[index].start, self.tokens[last - 1].end, last, ago=(number, unit))

    def _counted(self, index: int) -> tuple[float, str, int] | None:
        """A number of units at token `index`: "three days", "two weeks" in the dual, "a month"."""
        index = self._phrase(self.words.ago_about, index) or index
        if index >= len(self.tokens):
            return None
        for units, number in ((self.words.dual_units, 2.0), (self.words.single_units, 1.0)):
            unit = units.at(self.text, self.tokens, index)
            if unit is not None:
                return number, unit[1], unit[0]
        numeral = read_numeral(self.text, self.tokens, index, self.language)
        if numeral is None or numeral.last >= len(self.tokens):
            return None
        unit = self.words.units.at(self.text, self.tokens, numeral.last)
        near = adjoining(self.text, self.tokens[numeral.last - 1], self.tokens[numeral.last])
        return (numeral.value, unit[1], unit[0]) if unit and near else None

    def _phrase(self, phrases: Phrases[bool], index: int) -> int | None:
        if index >= len(self.tokens):
            return None
        found = phrases.at(self.text, self.tokens, index)
        return found[0] if found else None

    # Absolute: neighbouring pieces.

    def _composed(self, index: int, previous: Mention | None) -> Mention | None:
        start = self.tokens[index].start
        mention = Mention(start, start, index)
        while (longer := self._piece(mention)) is not None:
            mention = longer
        if mention.empty:
            return self._bare_year(index)
        mention = self._modified(mention, index)
        return mention if self._credible(mention, index, previous) else None

    def _piece(self, mention: Mention) -> Mention | None:
        """The mention with one more piece, or None if none follows."""
        at = mention.last
        if at >= len(self.tokens):
            return None
        gap = self.text[mention.end : self.tokens[at].start]
        if not mention.empty:
            if mention.month and not mention.year and _ALTERNATIVE.fullmatch(gap):
                return self._other_name(mention, at)
            if mention.weekday is not None and _DASH.fullmatch(gap) and not mention.month:
                return self._weekday_range(mention, at)
            if not _GAP.fullmatch(gap):
                return None
        return (
            self._numeric(mention, at)
            or self._relative(mention, at)
            or self._weekday(mention, at)
            or self._day(mention, at)
            or self._month(mention, at)
            or self._year(mention, at)
        )

    def _extended(self, mention: Mention, last: int, **parts: object) -> Mention:
        return replace(mention, end=self.tokens[last - 1].end, last=last, **parts)  # type: ignore[arg-type]

    def _numeric(self, mention: Mention, at: int) -> Mention | None:
        found = self.numeric.get(self.tokens[at].start)
        if found is None or mention.month or mention.numeric:
            return None
        last = at
        while last < len(self.tokens) and self.tokens[last].start < found.end():
            last += 1
        year, parts = found["y"] or found["z"], (found["m"] or found["a"], found["d"] or found["b"])
        numbers = (int(year), int(parts[0]), int(parts[1]))
        known = int(year) if found["y"] else None
        return replace(mention, end=found.end(), last=last, numeric=numbers, year=known)

    def _relative(self, mention: Mention, at: int) -> Mention | None:
        if not mention.empty:
            return None
        found = self.words.relative.at(self.text, self.tokens, at)
        return self._begun(mention, found, relative=found[1]) if found else None

    def _begun(self, mention: Mention, found: tuple[int, object, int], **parts: object) -> Mention:
        """The mention with a piece whose clitic, if it comes first, stays outside."""
        lead = found[2] if mention.empty else 0
        return self._extended(replace(mention, start=mention.start + lead), found[0], **parts)

    def _weekday(self, mention: Mention, at: int) -> Mention | None:
        if mention.weekday is not None or mention.ago:
            return None
        if mention.month and not self.words.table.weekday_last:
            return None
        if mention.relative and not mention.relative.startswith("day"):
            return None
        found = self.words.weekdays.at(self.text, self.tokens, at)
        if found is None or not self._capital(at):
            return None
        return self._begun(mention, found, weekday=found[1])

    def _weekday_range(self, mention: Mention, at: int) -> Mention | None:
        found = self.words.weekdays.at(self.text, self.tokens, at)
        return self._extended(mention, found[0], to_weekday=found[1]) if found else None

    def _capital(self, at: int) -> bool:
        """Whether the name of a month or weekday is written as one, or can be nothing else."""
        token = self.tokens[at]
        if not self.words.table.capital or self.text[token.start].isupper():
            return True
        following = self.tokens[at + 1].key if at + 1 < len(self.tokens) else ""
        return (
            token.key in self.words.plain
            or token.key.startswith(self.words.plain_starts)
            or following in self.words.plain_before
        )

    def _month(self, mention: Mention, at: int) -> Mention | None:
        if mention.month or mention.numeric:
            return None
        found = self.words.months.at(self.text, self.tokens, at)
        if found is None or not self._capital(at):
            return None
        longer = self._begun(mention, found, month=found[1])
        return self._day_behind(longer) if self.words.table.month_first else longer

    def _other_name(self, mention: Mention, at: int) -> Mention | None:
        """The same month by another name: "كانون الأول/ديسمبر"."""
        found = self.words.months.at(self.text, self.tokens, at)
        if found is None or mention.month is None or found[1].number != mention.month.number:
            return None
        longer = self._extended(mention, found[0])
        closing = int(self.text.startswith(")", longer.end))
        return replace(longer, end=longer.end + closing)

    def _day(self, mention: Mention, at: int) -> Mention | None:
        """A day of the month, or two, if a month follows."""
        if mention.days or mention.month or mention.numeric:
            return None
        first = self._day_number(at)
        if first is None:
            return None
        day, last = first
        second = self._second_day(last)
        days, last = ((day, second[0]), second[1]) if second else ((day, day), last)
        last = self._skip(last, self.words.of)
        if last >= len(self.tokens) or not self._near(last) or not self._is_month(last):
            return None
        return replace(mention, end=self.tokens[last - 1].end, last=last, days=days)

    def _near(self, at: int) -> bool:
        return _GAP.fullmatch(self.text, self.tokens[at - 1].end, self.tokens[at].start) is not None

    def _is_month(self, at: int) -> bool:
        return self.words.months.at(self.text, self.tokens, at) is not None and self._capital(at)

    def _day_number(self, at: int) -> tuple[int, int] | None:
        """A day and the token index behind it and its suffix."""
        token = self.tokens[at]
        word = self.words.day_words.at(self.text, self.tokens, at)
        if word is not None:
            return word[1], word[0]
        if not token.is_digits or len(token.key) > _DAY_DIGITS or not 1 <= int(token.key) <= _LAST_DAY:
            return None
        return int(token.key), self._skip(at + 1, self.words.day_suffixes)

    def _skip(self, at: int, words: frozenset[str]) -> int:
        return at + 1 if at < len(self.tokens) and self.tokens[at].key in words else at

    def _second_day(self, at: int) -> tuple[int, int] | None:
        if at + 1 >= len(self.tokens):
            return None
        if _DASH.fullmatch(self.text, self.tokens[at - 1].end, self.tokens[at].start):
            return self._day_number(at)
        linked = self.tokens[at].key in self.words.day_links and self._near(at)
        return self._day_number(at + 1) if linked and self.tokens[at + 1].is_digits else None

    def _day_behind(self, mention: Mention) -> Mention:
        """The day behind the month: "December 4"."""
        at = mention.last
        if mention.days or at >= len(self.tokens) or not self._near(at):
            return mention
        day = self._day_number(at)
        if day is None or not self.tokens[at].is_digits:
            return mention
        second = self._second_day(day[1])
        days, last = ((day[0], second[0]), second[1]) if second else ((day[0], day[0]), day[1])
        return self._extended(mention, last, days=days)

    def _year(self, mention: Mention, at: int) -> Mention | None:
        if not mention.month or mention.year:
            return None
        at = self._skip(at, self.words.of)
        if at >= len(self.tokens) or not self._near(at):
            return None
        year = self._year_number(at, mention.month.calendar)
        if year is None:
            return None
        return self._era(self._extended(mention, at + 1, year=year))

    def _era(self, mention: Mention) -> Mention:
        """A Hijri date takes its era letter along: "1438 هـ"."""
        if mention.month and mention.month.calendar == "hijri" and mention.last < len(self.tokens):
            letter = self.tokens[mention.last]
            if letter.key == "ه":
                return self._extended(mention, mention.last + 1)
        return mention

    def _year_number(self, at: int, calendar: str = "gregorian") -> int | None:
        token = self.tokens[at]
        if not token.is_digits or len(token.key) != _YEAR_DIGITS:
            return None
        years = {"hijri": HIJRI_YEARS, "jalali": JALALI_YEARS}.get(calendar, GREGORIAN_YEARS)
        return int(token.key) if int(token.key) in years else None

    def _bare_year(self, index: int) -> Mention | None:
        """A year on its own, if a word before or behind it says so."""
        year = self._year_number(index)
        if year is None and self.words.table.jalali:
            year = self._year_number(index, "jalali")
        if year is None or not self._stands_alone(self.tokens[index]):
            return None
        joined = index > 0 and self.text[self.tokens[index - 1].end : self.tokens[index].start] in _HYPHENS
        led = self.words.year_before.before(self.text, self.tokens, index) and (joined or self._near(index))
        after = index + 1 < len(self.tokens) and self.tokens[index + 1].key in self.words.year_after
        if not led and not after and not self._opens(index):
            return None
        return Mention(self.tokens[index].start, self.tokens[index].end, index + 1, year=year)

    def _opens(self, index: int) -> bool:
        """Whether the year opens a sentence before its verb, where the language writes it so; 2000 is a number."""
        if not self.words.table.year_opens or int(self.tokens[index].key) % 100 == 0:
            return False
        opening = index == 0 or any(
            sign in ".!?\n" for sign in self.text[self.tokens[index - 1].end : self.tokens[index].start]
        )
        behind = self.text[self.tokens[index].end : self.tokens[index].end + 2]
        return opening and behind[:1] == " " and behind[1:].islower()

    def _stands_alone(self, token: Token) -> bool:
        """Not part of a larger figure such as 2000.5, 2016/7 or 1 2016."""
        behind = self.text[token.end : token.end + 2]
        return not (behind[:1] in tuple(",./٫٬") and behind[1:2].isdigit())

    # Modifiers and credibility.

    def _modified(self, mention: Mention, index: int) -> Mention:
        """Takes in "last" or "next" beside a weekday or month; "this" only counts, it is left outside."""
        bare = mention.days is None and mention.year is None and not mention.relative and not mention.numeric
        if not bare:
            return mention
        if mention.last < len(self.tokens) and self._near(mention.last):
            behind = self.words.modifiers.at(self.text, self.tokens, mention.last)
            if behind is not None:
                outside = behind[1] == 0
                longer = self._extended(mention, behind[0], modifier=behind[1])
                return replace(longer, end=mention.end) if outside else longer
        ahead = self.words.modifiers.before(self.text, self.tokens, index)
        if ahead is None or not self._near(index):
            return mention
        start = mention.start if ahead[1] == 0 else self.tokens[ahead[0]].start
        return replace(mention, start=start, modifier=ahead[1])

    def _credible(self, mention: Mention, index: int, previous: Mention | None) -> bool:
        """Whether a bare month is one: names of months are words, names and verbs too."""
        if mention.month is None or mention.days or mention.year:
            return True
        if mention.month.short or mention.month.calendar != "gregorian":
            return False
        if mention.modifier is not None or self._led_by(index, self.words.month_after):
            return True
        if self._ends_in_time(index, mention):
            return True
        return previous is not None and previous.month is not None and self._joined_to(previous, index)

    def _ends_in_time(self, index: int, mention: Mention) -> bool:
        """Whether a case ending or a preposition written onto the name says "in": "Nisanda", "באפריל"."""
        first, last = self.tokens[index], self.tokens[mention.last - 1]
        if first.key.startswith(self.words.month_prefixes) or last.key.endswith(self.words.month_endings):
            return True
        behind = self.tokens[mention.last].key if mention.last < len(self.tokens) else ""
        return behind in self.words.month_endings and self.text[last.end : last.end + 1] in tuple("'’")

    def _led_by(self, index: int, phrases: Phrases[bool]) -> bool:
        return phrases.before(self.text, self.tokens, index) is not None and self._near(index)

    def _joined_to(self, previous: Mention, index: int) -> bool:
        between = self.tokens[previous.last : index]
        return len(between) <= 1 and all(token.key in self.words.joiners for token in between)
