"""Resolves the dates of a text to intervals of days, against the day of publication where they need one.

A weekday is the last one up to and including publication; a date without a year is the latest that is not more than a
month ahead; "last week" is a calendar week. Without publication only dates that name their year are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from averral.language.calendars import day_of, month_of, months_after, weeks_after, year_in, year_of
from averral.language.datewords import DateTable
from averral.language.mentions import Mention, find_mentions
from averral.language.tables import section
from averral.model import Span, TimeInterval

#: A date without a year may lie so far ahead of publication: news announces, but mostly it reports.
_AHEAD = timedelta(days=30)
_DAYS_IN_WEEK = 7
#: So many years from an end of the calendar counting on or back may leave it, and no report is of such a day.
_NEAR_AN_END = 100
_PUBLICATION_LINE = 300
#: Beginning of the codes that count from the day named before, and how many code points back that may be.
_SAME, _CLOSE_BY = "same", 600
#: Beginning of the words for a time in the past named before, and how many days it is past at least.
_THEN, _LONG_PAST = "then", 45
#: How long ago the last summer, or winter, began and ended.
_LAST_SEASON = (timedelta(days=560), timedelta(days=50))

_Days = tuple[date, date]


def find_dates(text: str, language: str, published: date | None) -> tuple[TimeInterval, ...]:
    """The dates of a text in order, each with its span, precision (day, week, month, year, range) and basis.

    `basis` is `text` where the words name the date, `relative` where they count from publication.
    """
    month_first = section(language, "dates", DateTable).month_first
    if published is not None and not _NEAR_AN_END < published.year < date.max.year - _NEAR_AN_END:
        published = None
    return tuple(_resolved(find_mentions(text, language), published, month_first=month_first))


def find_publication(line: str, language: str) -> date | None:
    """The day that a byline names with its year; None if there is none or the line is a paragraph."""
    if len(line) > _PUBLICATION_LINE:
        return None
    for found in find_dates(line, language, None):
        if found.precision == "day":
            return found.start
    return None


def _resolved(
    mentions: tuple[Mention, ...], published: date | None, *, month_first: bool
) -> Iterator[TimeInterval]:
    named: TimeInterval | None = None
    last: TimeInterval | None = None
    for mention in mentions:
        if mention.relative.startswith(_SAME):
            resolved = _from_named(mention, named)
        elif mention.relative.startswith(_THEN):
            resolved = _back_then(mention, last, published)
        else:
            resolved = _resolve(mention, published, month_first=month_first)
        if resolved is not None:
            (start, end), precision, basis = resolved
            found = TimeInterval(start, end, precision, basis, Span(mention.start, mention.end))
            named = found if precision == "day" else named
            last = found
            yield found


def _from_named(mention: Mention, named: TimeInterval | None) -> tuple[_Days, str, str] | None:
    """The day named before, or one beside it: "on the same day"; nothing where none is named close by."""
    if named is None or named.span is None or mention.start - named.span.end > _CLOSE_BY:
        return None
    return _shifted(named.start, "day", _offset(mention.relative)[1])


def _back_then(
    mention: Mention, last: TimeInterval | None, published: date | None
) -> tuple[_Days, str, str] | None:
    """The time named before, if it is long past: "In 2014 a ferry sank. *Back then* 27 people died"."""
    if last is None or last.span is None or published is None or mention.start - last.span.end > _CLOSE_BY:
        return None
    past = (published - last.end).days > _LONG_PAST
    return ((last.start, last.end), last.precision, last.basis) if past else None


def _resolve(mention: Mention, published: date | None, *, month_first: bool) -> tuple[_Days, str, str] | None:
    if mention.numeric is not None:
        day = _numeric(mention, published, month_first=month_first)
        return ((day, day), "day", "text") if day else None
    if mention.month is not None:
        return _in_month(mention, published)
    if mention.year is not None:
        return year_of(mention.year), "year", "text"
    if published is None:
        return None
    return _relative(mention, published)


def _numeric(mention: Mention, published: date | None, *, month_first: bool) -> date | None:
    """12/04/2016 is 12 April or 4 December: the reading near publication, else the language's habit."""
    year, first, second = mention.numeric or (0, 0, 0)
    calendar = "jalali" if year < 1600 else "gregorian"  # noqa: PLR2004 -- no other calendar is at 1600 yet
    if mention.year is not None:
        return day_of(calendar, year, first, second)
    day_month, month_day = day_of(calendar, year, second, first), day_of(calendar, year, first, second)
    readings = [each for each in ((month_day, day_month) if month_first else (day_month, month_day)) if each]
    if not readings or published is None:
        return readings[0] if readings else None
    return min(readings, key=lambda day: abs(day - published))


def _in_month(mention: Mention, published: date | None) -> tuple[_Days, str, str] | None:
    if mention.month is None:
        return None
    year = mention.year or _year_for(mention, published)
    if year is None:
        return None
    calendar, month = mention.month.calendar, mention.month.number
    if mention.days is None:
        whole = month_of(calendar, year, month)
        return (whole, "month", "text") if whole else None
    first, last = (day_of(calendar, year, month, day) for day in mention.days)
    if first is None or last is None or last < first:
        return None
    return (first, last), "day" if first == last else "range", "text"


def _year_for(mention: Mention, published: date | None) -> int | None:
    """The year of a date that names none: the latest not too far ahead of publication."""
    if published is None or mention.month is None:
        return None
    calendar, month = mention.month.calendar, mention.month.number
    day = mention.days[0] if mention.days else 1
    this = year_in(calendar, published)
    if mention.modifier == 0:
        return this
    latest = published + (_AHEAD if mention.days else timedelta())
    if mention.modifier == 1:
        latest = published + timedelta(days=365)
    if mention.modifier == -1 and not mention.days:
        latest = published - timedelta(days=published.day)
    years = [
        year
        for year in (this + 1, this, this - 1)
        if (day_of(calendar, year, month, day) or date.max) <= latest
    ]
    return years[0] if years else None


def _relative(mention: Mention, published: date) -> tuple[_Days, str, str] | None:
    if mention.ago is not None:
        return _counted_back(published, *mention.ago)
    if mention.relative:
        unit, offset = _offset(mention.relative)
        return _shifted(published, unit, offset)
    if mention.weekday is None:
        return None
    day = _weekday(mention.weekday, published, mention.modifier)
    if mention.to_weekday is None:
        return (day, day), "day", "relative"
    last = day + timedelta(days=(mention.to_weekday - mention.weekday) % _DAYS_IN_WEEK)
    return (day, last), "range", "relative"


def _weekday(weekday: int, published: date, modifier: int | None) -> date:
    if modifier == 1:
        return published + timedelta(days=(weekday - published.weekday() - 1) % _DAYS_IN_WEEK + 1)
    back = (published.weekday() - weekday) % _DAYS_IN_WEEK
    if modifier == -1 and back == 0:
        back = _DAYS_IN_WEEK
    return published - timedelta(days=back)


def _offset(code: str) -> tuple[str, int]:
    """`day-1` as ("day", -1)."""
    unit = code.rstrip("+-0123456789")
    return unit, int(code[len(unit) :])


def _counted_back(published: date, number: float, unit: str) -> tuple[_Days, str, str] | None:
    """So many units before publication; a week counts as seven days back to one day."""
    try:
        if unit == "week":
            return _shifted(published, "day", -int(number * _DAYS_IN_WEEK))
        return _shifted(published, unit, -int(number))
    except (OverflowError, ValueError):
        return None


def _shifted(published: date, unit: str, offset: int) -> tuple[_Days, str, str]:
    if unit == "day":
        day = published + timedelta(days=offset)
        return (day, day), "day", "relative"
    if unit == "week":
        return weeks_after(published, offset), "week", "relative"
    if unit == "season":
        # Nobody says "last summer" of one that is just over.
        return (published - _LAST_SEASON[0], published - _LAST_SEASON[1]), "range", "relative"
    if unit == "month":
        return months_after(published, offset), "month", "relative"
    return year_of(published.year + offset), "year", "relative"
