"""Dates of other calendars, and months and weeks of ours.

The Hijri calendar is converted by `hijridate` (Umm al-Qura, 1343-1500 AH). The Solar Hijri (Jalali) calendar follows
the 2820-year arithmetic published by Ahmad Birashk, which is exact for all years that news speaks of.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from babel import Locale
from hijridate import Hijri

_JALALI_EPOCH = 1_948_320
"""Julian day before 1 Farvardin of the year 1 of the arithmetic's first cycle."""
_JULIAN_DAY_OF_ORDINAL = 1_721_425
_LONG_MONTHS = 6
"""The first six months have 31 days, the others 30."""
_NOWRUZ = (3, 21)
HIJRI_YEARS = range(1343, 1501)
JALALI_YEARS = range(1250, 1501)
GREGORIAN_YEARS = range(1800, 2101)


def day_of(calendar: str, year: int, month: int, day: int) -> date | None:
    """The Gregorian date; None if that calendar has no such day. `calendar` is gregorian, hijri or jalali."""
    try:
        if calendar == "hijri":
            return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
        if calendar == "jalali":
            return _jalali(year, month, day)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _jalali(year: int, month: int, day: int) -> date | None:
    long = month <= _LONG_MONTHS
    if not 1 <= day <= (31 if long else 30):
        return None
    cycle_year = 474 + (year - 474) % 2820
    before_month = (month - 1) * 31 if long else (month - 1) * 30 + _LONG_MONTHS
    leap_days = (cycle_year * 682 - 110) // 2816
    cycles = (year - 474) // 2820
    julian = day + before_month + leap_days + (cycle_year - 1) * 365 + cycles * 1_029_983 + _JALALI_EPOCH
    return date.fromordinal(julian - _JULIAN_DAY_OF_ORDINAL)


def year_in(calendar: str, day: date) -> int:
    """The year of another calendar that holds most of the Gregorian year around `day`."""
    if calendar == "hijri":
        return round((day.year + day.timetuple().tm_yday / 366 - 621.57) * 365.2425 / 354.36707)
    if calendar == "jalali":
        return day.year - (621 if (day.month, day.day) >= _NOWRUZ else 622)
    return day.year


def month_of(calendar: str, year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a month."""
    first = day_of(calendar, year, month, 1)
    if first is None:
        return None
    if calendar == "gregorian":
        return first, first.replace(day=monthrange(year, month)[1])
    following = day_of(calendar, year + month // 12, month % 12 + 1, 1)
    return None if following is None else (first, following - timedelta(days=1))


def months_after(day: date, months: int) -> tuple[date, date]:
    """First and last day of the month that is so many months after (negative: before) the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def weeks_after(day: date, weeks: int) -> tuple[date, date]:
    """Monday and Sunday of the week that is so many weeks after the week of `day` (ISO 8601 weeks)."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def year_of(year: int) -> tuple[date, date]:
    """First and last day of a Gregorian year, or of an Iranian one: no year that is written of lies in both ranges."""
    first, following = day_of("jalali", year, 1, 1), day_of("jalali", year + 1, 1, 1)
    if year in JALALI_YEARS and first and following:
        return first, following - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


@cache
def month_names(locales: tuple[str, ...], width: str) -> tuple[tuple[str, int], ...]:
    """(name, number) of the Gregorian months in CLDR locales; `width` is wide or abbreviated."""
    return _names(locales, "months", width)


@cache
def weekday_names(locales: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """(name, number) of the weekdays in CLDR locales, Monday is 0."""
    return _names(locales, "days", "wide")


def _names(locales: tuple[str, ...], what: str, width: str) -> tuple[tuple[str, int], ...]:
    found: dict[tuple[str, int], None] = {}
    for locale in locales:
        tables = getattr(Locale.parse(locale), what)
        for context in ("format", "stand-alone"):
            for number, name in tables[context][width].items():
                found[name.strip("."), number] = None
    return tuple(found)
