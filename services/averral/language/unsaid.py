"""Verbs of saying that are negated: "I never said that we would close the port", "the minister did not say “We are closing”".

What follows them others report as said, and it is denied. Words are data: section `unsaid` of each language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.normalise import key, words
from averral.language.phrases import Phrases

#: Code points of a text that are read.
LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Section `[unsaid]` of a language."""

    forms: tuple[str, ...] = ()
    """Verbs of saying with their negation."""
    own: tuple[str, ...] = ()
    """The same in the first person, where no pronoun need stand with them."""
    whole: tuple[str, ...] = ()
    """What says the same without a clause for what was not said: "those are not my words"."""
    selves: tuple[str, ...] = ()
    """I, we."""
    asking: tuple[str, ...] = ()
    """Words before what is only left open: "did not say *when*"."""


tables.register("unsaid", Unsaid)


def unsaid(language: str) -> Unsaid:
    """The table of a language."""
    return tables.section(language.partition("-")[0], "unsaid", Unsaid)


def is_asking(word: str, language: str) -> bool:
    """Whether the folded word opens a question that is left open."""
    return word in _keys(language)[0]


def is_self(word: str, language: str) -> bool:
    """Whether the folded word is "I" or "we"."""
    return word in _keys(language)[1]


@lru_cache(maxsize=1 << 13)
def denies_saying(text: str, language: str) -> bool:
    """Whether a text says that something was not said.

    >>> denies_saying("I never said that we would close the port", "en"), denies_saying("He did not say when", "en")
    (True, False)
    """
    phrases, found = _phrases(language.partition("-")[0]), words(text[:LONGEST_TEXT])
    if phrases is None:
        return False
    ends = [match.last + 1 for match in phrases.find(found)]
    return any(end >= len(found) or not is_asking(found[end].key, language) for end in ends)


@cache
def _phrases(language: str) -> Phrases | None:
    known = unsaid(language)
    if not (known.forms or known.own):
        return None
    clitics = tables.section(language, "concepts", ConceptWords).proclitics
    return Phrases({"unsaid": (*known.forms, *known.own, *known.whole)}, clitics)


@cache
def _keys(language: str) -> tuple[frozenset[str], frozenset[str]]:
    known = unsaid(language)
    return _folded(known.asking), _folded(known.selves)


def _folded(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, entries))
