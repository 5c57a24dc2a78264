"""What is counted, named alike in every language: грузовиков and camions are lorries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from averral.language import matters, tables
from averral.language.concept_words import ConceptWords
from averral.language.cues import Negation
from averral.language.normalise import key, words
from averral.language.numbers import find_numbers
from averral.matching.relations.values import PEOPLE
from averral.matching.relations.wording import WordingWords
from averral.matching.remembering import remembered
from averral.model import Claim, Quantity

#: Sign of a population that is a noun of the text's language, not a concept.
_NOUN = "~"
#: Unit of how long somebody is sent to prison.
TERM = "duration"
#: Concepts whose number is such a term.
SENTENCES = frozenset({"arrest.sentenced", "arrest.convicted"})
#: Code points beside a figure in which a word is looked for, and words behind it.
_NEAR, _BEHIND = 40, 2
#: Unit of what is neither a person nor an event of the tables.
_THINGS = "other"


@remembered
def counts(claim: Claim) -> Sequence[Quantity]:
    """The claim's quantities; nouns that name a known matter are replaced by it, and a sentence counts its years."""
    if claim.predicate in SENTENCES and (terms := _terms(claim.text, claim.language)):
        return terms
    meant = _meant(claim)
    if not any(quantity.population.startswith(_NOUN) for quantity in meant):
        return meant
    return tuple(_named(quantity, claim.language) for quantity in meant)


def are_sentences(a: Claim, b: Claim) -> bool:
    """Whether both tell for how long somebody is sent to prison, be it as a verdict or as a sentence."""
    return all(
        claim.predicate in SENTENCES and any(each.unit == TERM for each in counts(claim)) for claim in (a, b)
    )


def _meant(claim: Claim) -> Sequence[Quantity]:
    """The quantities without a figure that the claim sets right: "150 and not 165"."""
    if len(claim.quantities) < 2:  # noqa: PLR2004 - what is set right stands beside what is right
        return claim.quantities
    kept = [each for each in claim.quantities if not _is_refused(each, claim)]
    return tuple(kept) or claim.quantities


def _is_refused(quantity: Quantity, claim: Claim) -> bool:
    """Whether a word of negation stands right before the figure, or soon behind it where verbs come last."""
    start, end = (max(0, edge - claim.span.start) for edge in (quantity.span.start, quantity.span.end))
    return _refused_at(claim.text, claim.language, start, end)


@lru_cache(maxsize=8192)
def _refused_at(text: str, language: str, start: int, end: int) -> bool:
    """The same for the place of a figure; a claim meets a hundred others."""
    before, behind = _refusing(language)
    ahead = words(text[max(0, start - _NEAR) : start])[-1:]
    after = words(text[end : end + _NEAR])[:_BEHIND]
    return any(word.key in before for word in ahead) or any(word.key in behind for word in after)


@cache
def _refusing(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that refuse a figure from before it, and from behind it."""
    table = tables.section(language, "negation", Negation)
    plain = frozenset(map(key, tables.section(language, "wording", WordingWords).negations))
    before = {lead + key(word) for word in table.before for lead in ("", *table.proclitics)}
    last = tables.section(language, "concepts", ConceptWords).object == "before"
    return plain & before, plain & frozenset(map(key, table.after)) if last else frozenset()


def _named(quantity: Quantity, language: str) -> Quantity:
    if not quantity.population.startswith(_NOUN):
        return quantity
    matter = _matter(quantity.population, language)
    # Who is no concept of the tables is counted as people, whom other reports may call otherwise.
    if quantity.unit == _THINGS and matters.is_person(matter):
        return replace(quantity, unit=PEOPLE, population="")
    return replace(quantity, population=matter)


@lru_cache(maxsize=4096)
def _terms(text: str, language: str) -> tuple[Quantity, ...]:
    numbers = [number for number in find_numbers(text, language) if number.kind == TERM]
    return tuple(
        Quantity(number.low, number.high, number.best, TERM, number.qualifier, number.span)
        for number in numbers
    )


@lru_cache(maxsize=4096)
def _matter(noun: str, language: str) -> str:
    found = matters.find_matters(noun.removeprefix(_NOUN), language)
    return next((one.label for one in found if not matters.is_act(one.label)), noun)
