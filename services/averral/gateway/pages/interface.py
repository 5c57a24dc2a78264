"""Languages of the interface: which one a reader gets, its catalogue, its direction, its dates and numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date, format_datetime, format_interval
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CATALOGUES = Path(__file__).parent / "locales"
#: The language of the templates.
SOURCE = "en"
#: Whose dates and numbers a language has here, where its own are another country's.
_REGIONS = {SOURCE: "en_GB"}
#: Longest header of languages that is read.
_LONGEST = 500


@dataclass(frozen=True)
class Interface:
    """One language of the interface."""

    code: str
    locale: Locale
    texts: NullTranslations

    @property
    def direction(self) -> str:
        """`rtl` for Arabic, Persian, Hebrew and other scripts written from right to left."""
        return str(self.locale.text_direction)

    @property
    def mirrored(self) -> bool:
        """Whether the layout runs from right to left."""
        return self.direction == "rtl"

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return str(Locale.parse(self.code).get_display_name(self.code) or self.code).capitalize()

    def day(self, moment: date | None) -> str:
        """A day, such as 4 Dec 2016."""
        return "" if moment is None else str(format_date(moment, "d MMM y", locale=self.locale))

    def moment(self, moment: datetime | None) -> str:
        """A moment in UTC, to the minute."""
        return "" if moment is None else str(format_datetime(moment, "d MMM y, HH:mm", locale=self.locale))

    def days(self, first: date | None, last: date | None) -> str:
        """A span of days, one where both are the same."""
        if first is None or last is None or first == last:
            return self.day(first or last)
        return str(format_interval(first, last, "yMMMd", locale=self.locale))

    def number(self, value: float) -> str:
        """A number with the digits and marks of the language."""
        return str(format_decimal(value, locale=self.locale))

    def language(self, code: str) -> str:
        """The name of a language, or its code."""
        try:
            return str(Locale.parse(code, sep="-").get_display_name(self.locale) or code)
        except (ValueError, UnknownLocaleError):
            return code


@cache
def codes() -> tuple[str, ...]:
    """Languages that there is a catalogue for, and the source."""
    return tuple(sorted({SOURCE, *(path.stem for path in CATALOGUES.glob("*.po"))}))


@cache
def interface(code: str) -> Interface:
    """One of `codes()`."""
    return Interface(code, Locale.parse(_REGIONS.get(code, code)), _texts(code))


def _texts(code: str) -> NullTranslations:
    path = CATALOGUES / f"{code}.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as lines:
        catalogue = read_po(lines, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def choose(kept: str, accepted: str) -> Interface:
    """The reader's language: the one chosen before, else the best that the browser asks for."""
    if kept in codes():
        return interface(kept)
    asked = [part.partition(";")[0].strip() for part in accepted[:_LONGEST].split(",")]
    found = negotiate_locale([one.replace("-", "_") for one in asked if one], codes())
    return interface(found or SOURCE)
