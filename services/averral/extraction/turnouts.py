"""A second figure for the same, given by somebody else and without its noun.

"Organisers said 80,000 people marched, while police put the number at 25,000": the second clause counts marchers too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from averral.extraction.clauses import Clause
from averral.extraction.facts import count_stops, markers
from averral.extraction.figures import SEPARATES
from averral.extraction.inventory import Inventory
from averral.language.concepts import concept
from averral.language.numbers import Number
from averral.model import Claim, Quantity, Span

#: Units that count no people.
_NO_PEOPLE = frozenset({"", "other", "percent", "money"})
#: The concept that people have come together, and the unit in which they are counted.
_CROWD, _PEOPLE = "protest.held", "people"


def apart(inventory: Inventory, clause: Clause) -> Iterator[Clause]:
    """The clause, cut before what tells its last number once more from another source."""
    numbers = [each for each in inventory.numbers.within(clause.span) if each.kind == "count"]
    cut = _cut(inventory, clause, numbers[-2], numbers[-1]) if len(numbers) > 1 else None
    if cut is None:
        yield clause
        return
    for span in (
        Span(clause.span.start, clause.tokens[cut - 1].end),
        Span(clause.tokens[cut].start, clause.span.end),
    ):
        yield replace(
            clause,
            span=span,
            tokens=tuple(token for token in clause.tokens if span.start <= token.start < span.end),
            triggers=tuple(each for each in clause.triggers if span.start <= each.span.start < span.end),
            mentions=tuple(each for each in clause.mentions if span.start <= each.span.start < span.end),
        )


def _cut(inventory: Inventory, clause: Clause, first: Number, second: Number) -> int | None:
    """Index of the word that begins the clause of the second number, if there is one and it only names who counted."""
    between = [
        i for i, token in enumerate(clause.tokens) if first.span.end <= token.start < second.span.start
    ]
    marks = markers(inventory.reading.language).find(clause.tokens)
    breaks = {mark.first for mark in marks if mark.label in {"breaks", "coordinators"}}
    # A comma alone parts too much: what follows may only say more of the same.
    cuts = [i for i in between if i in breaks]
    nouns = _nouns(inventory, clause, second)
    if not cuts or not (nouns or _is_bare(inventory, clause, second)):
        return None
    told = any(mark.label == "tellers" and mark.first >= cuts[0] for mark in marks)
    behind = [each for each in clause.triggers if each.span.start >= clause.tokens[cuts[0]].start]
    more = any(each.concept not in nouns for each in behind)
    return cuts[0] if told and not more else None


def _nouns(inventory: Inventory, clause: Clause, number: Number) -> set[str]:
    """What the word right behind the number says of those counted, where the words before it say the same: "of 37 held"."""
    behind = next((token for token in clause.tokens if token.start >= number.span.end), None)
    if behind is None or SEPARATES.match(inventory.reading.text, number.span.end):
        return set()
    named = {each.concept for each in clause.triggers if each.span.start == behind.start}
    units = {concept(each).unit for each in named}
    before = {concept(each.concept).unit for each in clause.triggers if each.span.end <= number.span.start}
    return named if units & before - {""} else set()


def _is_bare(inventory: Inventory, clause: Clause, number: Number) -> bool:
    behind = next((token for token in clause.tokens if token.start >= number.span.end), None)
    return (
        behind is None
        or behind.key in count_stops(inventory.reading.language)
        or SEPARATES.match(inventory.reading.text, number.span.end) is not None
    )


def of_crowds(predicate: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities; a bare figure beside a word for a crowd counts people: "police put the crowd at 18,000"."""
    if predicate != _CROWD:
        return quantities
    return tuple(
        replace(each, unit=_PEOPLE) if each.unit == "other" and not each.population else each
        for each in quantities
    )


def continued(claim: Claim, clause: Clause, before: Claim | None) -> Claim:
    """The claim with what its bare figure counts, where it goes on from the claim before it in its sentence."""
    main = _counted(before) if before is not None else None
    if before is None or main is None or not _only_counts(claim) or not _is_told(claim, clause):
        return claim
    figure = replace(claim.quantities[0], unit=main.unit, population=main.population)
    return replace(
        claim,
        kind=before.kind,
        predicate=before.predicate,
        polarity=before.polarity,
        places=claim.places or before.places,
        quantities=(figure,),
    )


def _counted(claim: Claim) -> Quantity | None:
    people = (each for each in claim.quantities if each.unit not in _NO_PEOPLE)
    return next(people, None) if claim.predicate else None


def _only_counts(claim: Claim) -> bool:
    """Whether all that the claim says is one number of nothing."""
    one = claim.quantities[0] if len(claim.quantities) == 1 else None
    return one is not None and not claim.predicate and one.unit == "other" and not one.population


def _is_told(claim: Claim, clause: Clause) -> bool:
    """Whether somebody gives the number: the clause is quoted, or names those who count."""
    found = markers(claim.language).find(clause.tokens)
    return clause.quote is not None or any(mark.label == "tellers" for mark in found)
