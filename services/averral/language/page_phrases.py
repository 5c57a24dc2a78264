"""The phrases by which lines of a page are recognised, from section `zones` and the neutral `data/_zones.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache

from averral.language import tables
from averral.language.normalise import key


@dataclass(frozen=True, slots=True)
class Zones:
    """Schema of section `zones`: phrases as written; they are compared by key."""

    link_starts: tuple[str, ...] = ()
    """Begin a line that announces another article, whatever follows."""
    link_labels: tuple[str, ...] = ()
    """The same, but ordinary words: only before a colon or alone."""
    section_lines: tuple[str, ...] = ()
    """Stand alone; headlines of other articles follow."""
    navigation_lines: tuple[str, ...] = ()
    """Stand alone; one headline of another article follows."""
    chrome_lines: tuple[str, ...] = ()
    """Stand alone: buttons, tickers, headings of forms."""
    chrome_starts: tuple[str, ...] = ()
    """Begin a line of advertising or of a form."""
    chrome_parts: tuple[str, ...] = ()
    """Stand anywhere in such a line."""
    byline_starts: tuple[str, ...] = ()
    """Come before the author's name."""
    byline_parts: tuple[str, ...] = ()
    """Stand anywhere in a line about author or time: updated, desk."""
    date_words: tuple[str, ...] = ()
    """Months, weekdays and words of age (ago); with a number they make a date line."""
    caption_starts: tuple[str, ...] = ()
    """Come before the text of a caption or the photographer's name."""
    credit_starts: tuple[str, ...] = ()
    """Come before the agency or outlet that an article is credited to."""
    agencies: tuple[str, ...] = ()
    """Names that stand as credits."""


tables.register("zones", Zones)
tables.register_shared("zones", Zones)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, compiled. All are compared with `bare` keys."""

    starts_link: re.Pattern[str]
    labels: frozenset[str]
    sections: frozenset[str]
    navigation: frozenset[str]
    chrome: frozenset[str]
    starts_chrome: re.Pattern[str]
    part_chrome: re.Pattern[str]
    starts_byline: re.Pattern[str]
    part_byline: re.Pattern[str]
    dates: re.Pattern[str]
    starts_caption: re.Pattern[str]
    starts_credit: re.Pattern[str]
    agency: re.Pattern[str]


def bare(text: str) -> str:
    """A key without punctuation."""
    return " ".join(re.sub(r"[^\w\s]+|_", " ", text).split())


# Bounded: codes of languages without tables come from callers.
@lru_cache(maxsize=64)
def find_phrases(language: str) -> Phrases:
    """The phrases of a language (primary code) and of all pages."""
    own, common = tables.section(language, "zones", Zones), tables.shared("zones", Zones)
    lists = {
        each.name: frozenset(
            bare(key(phrase)) for phrase in (*getattr(own, each.name), *getattr(common, each.name))
        )
        - {""}
        for each in fields(Zones)
    }
    return Phrases(
        starts_link=_pattern(lists["link_starts"]),
        labels=lists["link_labels"],
        sections=lists["section_lines"],
        navigation=lists["navigation_lines"],
        chrome=lists["chrome_lines"],
        starts_chrome=_pattern(lists["chrome_starts"]),
        part_chrome=_pattern(lists["chrome_parts"]),
        starts_byline=_pattern(lists["byline_starts"]),
        part_byline=_pattern(lists["byline_parts"]),
        dates=_pattern(lists["date_words"]),
        starts_caption=_pattern(lists["caption_starts"]),
        starts_credit=_pattern(lists["credit_starts"]),
        agency=_pattern(lists["agencies"]),
    )


def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    # Where the page had columns, numbers stick to words: a digit beside a letter is an edge too.
    return re.compile(rf"(?<![^\W\d_])(?:{_alternatives(phrases)})(?![^\W\d_])")


def _alternatives(phrases: frozenset[str]) -> str:
    """Longest first, so that the whole phrase matches; an empty list matches nothing."""
    return (
        "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        or r"(?!)"
    )
