"""How a wording stands to what it says: affirms it, negates it, holds it for merely possible. For texts in two languages.

Coarse on purpose: languages negate in different places and different numbers of words (double negation, "until" for
"as long as not"), so only the presence of any negation is compared, never its count: of the whole, and sentence by
sentence or clause by clause where both wordings have as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise

from averral.language import tables
from averral.language.cues import Affix, Modalities, Negation, find_pauses, matches
from averral.language.normalise import key, words
from averral.language.sentences import split
from averral.matching.relations.wording import WordingWords
from averral.model import Span

#: Mark of the words between the parts of a phrase, and how many they may be.
_GAP, _FARTHEST = "…", 5


class Negated(IntEnum):
    """Whether a wording negates anything."""

    NO = 0
    IMPLIED = 1
    """Only by verbs such as refuse, fail, reject, which some languages put as a plain negation."""
    YES = 2


@dataclass(frozen=True, slots=True)
class Tenor:
    """What is compared across languages."""

    negated: Negated
    maybe: bool
    """It says that something may be so."""
    able: bool = False
    """It says that something can be done, in a language that has another word for "may"."""
    fails: bool = False
    """It holds a verb such as refuse or fail, negated or not."""

    def doubts(self, other: Tenor) -> bool:
        """Whether only one of the two is uncertain; what one language can do may be done in another."""
        return self.maybe != other.maybe and not (other if self.maybe else self).able


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or clause of a wording."""

    tenor: Tenor
    letters: int

    def turns(self, other: Part) -> bool:
        """Whether one negates and the other affirms: "did not come", "came"; "did not fail", "failed"."""
        mine, yours = self.tenor, other.tenor
        if mine.fails and yours.fails:
            return {mine.negated, yours.negated} == {Negated.IMPLIED, Negated.YES}
        return not (mine.fails or yours.fails) and mine.negated != yours.negated


@lru_cache(maxsize=8192)
def sentences_of(text: str, language: str) -> tuple[Part, ...]:
    """Whether each sentence of a wording negates anything."""
    return _by_part(text, language, [each.start for each in split(text, language)])


@lru_cache(maxsize=8192)
def clauses_of(text: str, language: str) -> tuple[Part, ...]:
    """Whether each part of a wording between commas and stops negates anything."""
    found = words(text)
    pauses = find_pauses(text, found)
    return _by_part(text, language, [word.start for word, pause in zip(found, pauses, strict=False) if pause])


def _by_part(text: str, language: str, starts: Sequence[int]) -> tuple[Part, ...]:
    edges = [0, *(start for start in starts if start > 0), len(text)]
    parts = (Span(start, end).of(text) for start, end in pairwise(edges))
    return tuple(Part(tenor(part, language), len(part)) for part in parts if words(part))


@lru_cache(maxsize=8192)
def tenor(text: str, language: str) -> Tenor:
    """The tenor of a wording."""
    lists = _lists(language)
    found = [word.key for word in words(text)]
    for phrase in lists.hollow:
        found = _without(found, *phrase)
    joined = " " + " ".join(found) + " "
    plain = any(word in lists.negations for word in found) or any(
        matches(affix, word) for affix in lists.negative_forms for word in found
    )
    implied = any(f" {phrase} " in joined for phrase in lists.implied) or any(
        word.startswith(lists.implied_beginnings or ("\0",)) for word in found
    )
    maybe = any(f" {phrase} " in joined for phrase in lists.maybes) or any(
        matches(affix, word) for affix in lists.maybe_forms for word in found
    )
    able = any(word in lists.abilities for word in found)
    return Tenor(Negated.YES if plain else Negated.IMPLIED if implied else Negated.NO, maybe, able, implied)


@dataclass(frozen=True, slots=True)
class _Lists:
    negations: frozenset[str]
    hollow: tuple[tuple[tuple[str, ...], str], ...]
    negative_forms: tuple[Affix, ...]
    implied: tuple[str, ...]
    implied_beginnings: tuple[str, ...]
    maybes: tuple[str, ...]
    abilities: frozenset[str]
    maybe_forms: tuple[Affix, ...]


@cache
def _lists(language: str) -> _Lists:
    wording = tables.section(language, "wording", WordingWords)
    negation = tables.section(language, "negation", Negation)
    modality = tables.section(language, "modality", Modalities)
    implied = (
        *negation.implied_before,
        *negation.lacking,
        *negation.implied_after,
        *negation.denial_before,
        *wording.fails,
    )
    return _Lists(
        negations=frozenset(map(key, wording.negations)),
        hollow=tuple(map(_hollow, wording.hollow)),
        negative_forms=negation.affixes,
        implied=tuple(_phrase(each) for each in implied if not each.endswith("*")),
        implied_beginnings=tuple(key(each.rstrip("*")) for each in implied if each.endswith("*")),
        maybes=tuple(map(_phrase, wording.maybes)),
        abilities=frozenset(map(key, wording.abilities)),
        maybe_forms=modality.possible_affixes if wording.maybe_forms else (),
    )


def _hollow(phrase: str) -> tuple[tuple[str, ...], str]:
    """The words of a phrase that stand together, and the one further on, if there is one: "solange … nicht"."""
    lead, _, negation = phrase.partition(_GAP)
    return tuple(_phrase(lead).split()), _phrase(negation)


def _without(found: list[str], lead: tuple[str, ...], negation: str) -> list[str]:
    """The words without those of a phrase, or without the negation that it leads to."""
    size = len(lead)
    if lead[0] not in found:
        return found
    for start in range(len(found) - size + 1):
        if tuple(found[start : start + size]) != lead:
            continue
        if not negation:
            return found[:start] + found[start + size :]
        near = found[start + size : start + size + _FARTHEST]
        if negation in near:
            at = start + size + near.index(negation)
            return found[:at] + found[at + 1 :]
    return found


def _phrase(phrase: str) -> str:
    return " ".join(word.key for word in words(phrase))
