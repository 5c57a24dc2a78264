"""Which numbers of a clause count something, and what they count: no ages, no dates, no earlier figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from averral.extraction.clauses import Clause
from averral.extraction.facts import count_stops, counted, facts, markers
from averral.extraction.inventory import Inventory
from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.numbers import Number
from averral.language.phrases import Match
from averral.language.triggers import Trigger
from averral.model import Qualifier, Quantity, Span

#: Letters of " day " between a number and the name of a day.
_DAY_WORD = 5
#: The highest age, and the longest name looked at before one.
_OLDEST, _LONGEST_NAME = 119, 60
#: Words between a number and the verb that tells that so many came.
_ATTENDED_REACH = 4
#: Code points behind a number in which an ending may stand.
_LONGEST_ENDING = 8
#: Words between "instead of" and a share: the, reported.
_FORMER_REACH = 2
#: Kinds of numbers that need no noun.
_MEASURED = frozenset({"percent", "money"})
#: What is counted on both sides.
_VOTES = "thing:votes"
#: What parts a number from the words behind it.
SEPARATES = re.compile(r"\s?[,،;؛:.!?؟)\]—–]")


def passed(
    quantity: Quantity, number: Number, around: Span, marks: Sequence[Match], clause: Clause
) -> Quantity:
    """The quantity as a lower bound, where a verb tells that the number was passed: "the toll has topped 90"."""
    if quantity.qualifier is not Qualifier.EXACT:
        return quantity
    starts = [(mark.label, clause.tokens[mark.first].start) for mark in marks]
    told = any(
        (label == "exceeds" and around.start <= start < number.span.start)
        or (label == "exceeds_after" and number.span.end <= start < around.end)
        for label, start in starts
    )
    return replace(quantity, low=number.best, high=None, qualifier=Qualifier.MORE_THAN) if told else quantity


def figures(inventory: Inventory, clause: Clause, marks: Sequence[Match]) -> list[Number]:
    """The numbers that the clause gives for its event, in order."""
    dates = [dated.span for dated in inventory.dates.within(clause.span)]
    numbers = [
        _freed(inventory.reading.text, number, clause.triggers)
        for number in inventory.numbers.within(clause.span)
        if (number.kind != "duration" or _before_day(dates, number))
        and not any(date.overlap(number.span) for date in dates)
        and not _is_age(inventory, number)
        and not _is_size(clause, number, marks)
    ]
    if len(numbers) == 1:
        return numbers
    return [number for number in numbers if not _is_former(inventory, clause, number, marks)]


def _is_size(clause: Clause, number: Number, marks: Sequence[Match]) -> bool:
    """Whether so many live where it was: "a town of some 75,000 inhabitants"."""
    start, end = number.span_with_qualifier.start, number.span.end
    return any(
        (mark.label == "sized" and 0 <= start - clause.tokens[mark.last].end <= 1)
        or (mark.label == "sized_after" and 0 <= clause.tokens[mark.first].start - end <= 1)
        for mark in marks
    )


def _before_day(dates: Sequence[Span], number: Number) -> bool:
    """Whether what looks like "days" begins a date: Persian "of magnitude 5.8, [on] day Wednesday"."""
    return any(0 <= date.start - number.span.end <= _DAY_WORD for date in dates)


def attended(inventory: Inventory, clause: Clause, number: Number, marks: Sequence[Match]) -> bool:
    """Whether so many came to what the clause tells beside: "arrested 43 at a march that 20,000 joined"."""
    numbers = inventory.numbers.within(clause.span)
    verbs = [clause.tokens[mark.first] for mark in marks if mark.label == "attended"]
    return any(
        number is min(numbers, key=lambda each: _steps(inventory, clause, each.span, verb.start))
        and _steps(inventory, clause, number.span, verb.start) <= _ATTENDED_REACH
        for verb in verbs
    )


def _steps(inventory: Inventory, clause: Clause, number: Span, verb: int) -> int:
    """Words between a number and a verb; beyond a comma it is out of reach, and behind a verb that stands last."""
    low, high = (number.end, verb) if number.end <= verb else (verb, number.start)
    last = tables.section(inventory.reading.language, "concepts", ConceptWords).object == "before"
    if (last and low == verb) or any(mark in inventory.reading.text[low:high] for mark in ",،;:"):
        return len(clause.tokens) + _ATTENDED_REACH
    return sum(low < token.start < high for token in clause.tokens)


def _freed(text: str, number: Number, triggers: Sequence[Trigger]) -> Number:
    """The number without a hedge that is a particle of the verb: "handed over 146 prisoners" is no "over 146"."""
    start = number.span_with_qualifier.start
    words = text[start : number.span.start].split()
    if len(words) != 1 or not any(each.span.start < start < each.span.end for each in triggers):
        return number
    best = number.best
    return replace(number, low=best, high=best, qualifier=Qualifier.EXACT, span_with_qualifier=number.span)


def _is_former(inventory: Inventory, clause: Clause, number: Number, marks: Sequence[Match]) -> bool:
    """Whether a number without a noun is what another one was before: "was lowered to 95 from 103"."""
    start = number.span_with_qualifier.start
    # "Instead of the reported 5.1 percent": what is measured needs no noun, and so may have words before it.
    between = _FORMER_REACH if number.kind in _MEASURED else 0
    before = [
        mark
        for mark in marks
        if mark.label == "former"
        and 0 <= (gap := _words_between(clause, clause.tokens[mark.last].end, start)) <= between
        and not (gap and inventory.numbers.within(Span(clause.tokens[mark.last].end, start)))
    ]
    if number.kind in _MEASURED and _is_marked_former(inventory, number):
        return True
    if not before or _is_vote(inventory, clause, before[0]):
        return False
    behind = next((token for token in clause.tokens if token.start >= number.span.end), None)
    return (
        number.kind in _MEASURED
        or behind is None
        or behind.key in count_stops(inventory.reading.language)
        or SEPARATES.match(inventory.reading.text, number.span.end) is not None
    )


def _words_between(clause: Clause, end: int, start: int) -> int:
    """Words between two places; -1 where the second does not come behind the first."""
    return sum(end <= token.start < start for token in clause.tokens) if end <= start else -1


def _is_marked_former(inventory: Inventory, number: Number) -> bool:
    """Whether a letter on the number says "from": "yüzde 5,9'dan", "מ-5.9"."""
    known, text = facts(inventory.reading.language), inventory.reading.text
    behind = text[number.span.end : number.span.end + _LONGEST_ENDING].removeprefix("'").removeprefix("’")
    ending = any(
        behind.startswith(end) and not behind[len(end) : len(end) + 1].isalpha()
        for end in known.former_endings
    )
    return ending or any(
        text.endswith(prefix, 0, number.span.start)
        and not text[max(0, number.span.start - len(prefix) - 1) : number.span.start - len(prefix)].isalpha()
        for prefix in known.former_prefixes
    )


def _is_age(inventory: Inventory, number: Number) -> bool:
    """Whether a bare number is set off behind somebody: "Goh, 56, said", "Müller (56)"; behind a place it counts.

    Only scripts with capitals write ages so.
    """
    text, span = inventory.reading.text, number.span
    before, behind = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 1]
    framed = (before == ", " and behind == ",") or (before == " (" and behind == ")")
    if not framed or not span.of(text).isdigit() or not 0 < number.best <= _OLDEST:
        return False
    edge = span.start - len(before)
    last = text[edge - 1 : edge]
    places = inventory.places.within(Span(max(0, edge - _LONGEST_NAME), edge))
    return last.lower() != last.upper() and not any(place.span.end == edge for place in places)


def _is_vote(inventory: Inventory, clause: Clause, mark: Match) -> bool:
    """Whether votes stand before the word: "by 80 votes against 42"."""
    beside = clause.tokens[max(0, mark.first - 1) : mark.first]
    found = counted(inventory.reading.language).find(beside)
    return any(match.label == _VOTES for match in found)


def gives_earlier(inventory: Inventory, clause: Clause) -> bool:
    """Whether its only figure was given before the report's own: "raising an *earlier toll* of six".

    The words for it may stand before what is quoted: "earlier it was reported that 33 had died".
    """
    numbers = inventory.numbers.within(clause.sentence)
    own = [each for each in numbers if clause.span.start <= each.span.start < clause.span.end]
    before = [each.span.end for each in numbers if each.span.end <= clause.span.start]
    start = max([clause.sentence.start, *before]) if clause.quote is not None else clause.span.start
    around = inventory.reading.sentence_words(Span(start, clause.span.end))
    return len(own) == 1 and any(
        mark.label == "earlier" for mark in markers(inventory.reading.language).find(around)
    )
