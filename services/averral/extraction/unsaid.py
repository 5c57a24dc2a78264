"""Speakers who deny in their own words what they are said to have said: "“I never said that we would close the port.”"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from averral.extraction.cues import lexicon
from averral.extraction.reading import Reading
from averral.language.phrases import Phrases
from averral.model import Quote

#: Words at either end of a quotation among which the denial must stand.
_EDGE = 3


def with_denials(reading: Reading, quote: Quote) -> Quote:
    """The quotation, denied where it begins or ends with a denial of having said it."""
    phrases = _denials(reading.language)
    if quote.denied or phrases is None:
        return quote
    found = reading.words_within(quote.span)
    denies = any(match.first < _EDGE or match.last >= len(found) - _EDGE for match in phrases.find(found))
    return replace(quote, denied=True) if denies else quote


@cache
def _denials(language: str) -> Phrases | None:
    """The phrases of a language; None where it has none."""
    known = lexicon(language).speech.self_denials
    return Phrases({"denial": known}) if known else None
