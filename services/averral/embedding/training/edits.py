"""Systematic edits of a sentence: another figure, place, actor or day, or a denial round it.

The words come from the language tables, where one key names the same thing in every language. An edit puts another
key's word in the place of the one found, so the sentence stays whole but says something else.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel.dates import format_date

from averral.embedding.training import own
from averral.language import tables
from averral.language.numbers import find_numbers

#: What may be exchanged: paths in the language tables.
EXCHANGES = {
    "actor": ("entities", "entities", "adjectives"),
    "place": ("entities", "entities", "states"),
    "capital": ("entities", "entities", "capitals"),
    "day": ("dates", "dates", "weekdays"),
    "month": ("dates", "dates", "months"),
    "act": ("concepts", "concepts", "acts"),
    "number": ("numerals", "numerals", "cardinals"),
}
#: Forms shorter than this are part of too many words.
SHORTEST = 3
#: Numbers from here on; one and two double as articles and pronouns.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Edited:
    """A changed sentence: a report of what the first one says cannot say this."""

    text: str
    kind: str


def exchanges(text: str, language: str, draw: random.Random) -> list[Edited]:
    """One edit for each kind of word that the text holds."""
    made = []
    for kind, path in EXCHANGES.items():
        forms = _forms(language, path)
        found = [match for match in re.finditer(r"\w+", text) if match.group().casefold() in forms]
        if found:
            match = draw.choice(found)
            key, place = forms[match.group().casefold()]
            other = _other(_words(language, path), key, place, draw)
            changed = text[: match.start()] + _cased(other, match.group()) + text[match.end() :]
            if changed != text:  # some words stand under two keys
                made.append(Edited(changed, kind))
    return made


def rewritten(text: str, language: str, draw: random.Random) -> list[Edited]:
    """One number of the text in digits (`digits`, the same news), and as another number (`figure`)."""
    whole = [
        number
        for number in find_numbers(text, language)
        if number.best >= LEAST and number.best == int(number.best) and number.low == number.high
    ]
    if not whole:
        return []
    number = draw.choice(whole)
    changed = max(LEAST, round(number.best * draw.choice((0.1, 0.5, 0.8, 1.3, 2, 10))))
    return [
        Edited(text[: number.span.start] + str(int(value)) + text[number.span.end :], kind)
        for value, kind in ((number.best, "digits"), (changed, "figure"))
        if kind == "digits" or value != number.best
    ]


def shortened(text: str, share: float, draw: random.Random) -> str:
    """The beginning or the end of a sentence, `share` of its words or more."""
    words = text.split()
    size = max(3, round(len(words) * draw.uniform(share, 1)))
    return " ".join(words[:size] if draw.random() < 0.5 else words[-size:])  # noqa: PLR2004 - a coin


def reported(text: str, language: str, kind: str, draw: random.Random) -> str:
    """The sentence inside a denial (`deny`) or a confirmation (`affirm`)."""
    frames = [row[language] for row in own.templates("reports.tsv") if row["kind"] == kind]
    return draw.choice(frames).replace("{x}", text)


def days(draw: random.Random) -> tuple[date, date]:
    """A day and a later one."""
    day = date(draw.randint(1990, 2030), draw.randint(1, 12), draw.randint(1, 28))
    return day, day + timedelta(days=draw.choice((1, 2, 7, 30, 61, 365)))


def dated(text: str, language: str, day: date) -> str:
    """The sentence behind a date line, as agencies write it."""
    return f"{format_date(day, 'long', locale=language)}: {text}"


def _other(words: Mapping[str, Sequence[str]], key: str, place: int, draw: random.Random) -> str:
    other = draw.choice(sorted(name for name in words if name != key))
    return words[other][min(place, len(words[other]) - 1)]


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


@cache
def _forms(language: str, path: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    return {
        form.casefold(): (key, place)
        for key, forms in _words(language, path).items()
        for place, form in enumerate(forms)
        if len(form) >= SHORTEST
    }


@cache
def _words(language: str, path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The single words of a table by key; stems (`word*`) and phrases are left out."""
    table: Any = tomllib.loads(
        (tables.FOLDER / f"{language}.d" / f"{path[0]}.toml").read_text(encoding="utf-8")
    )
    for name in path[1:]:
        table = table.get(name, {})
    words = {key: tuple(form for form in _listed(forms) if form.isalpha()) for key, forms in table.items()}
    return {key: forms for key, forms in words.items() if forms and not (key.isdigit() and int(key) < LEAST)}


def _listed(forms: Any) -> list[str]:
    return [forms] if isinstance(forms, str) else [form for form in forms if isinstance(form, str)]
