"""What is counted, named alike in every language: грузовиков and camions are lorries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from averral.language import matters
from averral.language.numbers import find_numbers
from averral.matching.relations.values import PEOPLE
from averral.model import Claim, Quantity

#: Sign of a population that is a noun of the text's language, not a concept.
_NOUN = "~"
#: Unit of how long somebody is sent to prison.
TERM = "duration"
#: Concepts whose number is such a term.
SENTENCES = frozenset({"arrest.sentenced", "arrest.convicted"})
#: Unit of what is neither a person nor an event of the tables.
_THINGS = "other"


def counts(claim: Claim) -> Sequence[Quantity]:
    """The claim's quantities; nouns that name a known matter are replaced by it, and a sentence counts its years."""
    if claim.predicate in SENTENCES and (terms := _terms(claim.text, claim.language)):
        return terms
    if not any(quantity.population.startswith(_NOUN) for quantity in claim.quantities):
        return claim.quantities
    return tuple(_named(quantity, claim.language) for quantity in claim.quantities)


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
