"""Figures of a clause that belong to a noun of another event: "hurt when *two* trams collided", "in protest at the expulsion of *two* nuns"."""

from __future__ import annotations

from collections.abc import Sequence

from averral.extraction.aims import PURSUITS, aims_in
from averral.extraction.clauses import Clause
from averral.extraction.counted_nouns import Counted
from averral.extraction.facts import markers
from averral.extraction.leading import primary
from averral.language.concepts import concept
from averral.language.numbers import Number
from averral.language.phrases import Match
from averral.model import Span

#: Labels of words that may stand between the noun and its number: "a collision *between* two trams".
_LINKS = frozenset({"between", "object"})


def counts_for_another(clause: Clause, number: Number, noun: Counted, language: str, *, alone: bool) -> bool:
    """Whether the figure counts things of another event than the one that names the clause; `alone` it may be its only one."""
    if number.kind != "count" or not clause.triggers:
        return False
    marks = markers(language).find(clause.tokens)
    told = primary(clause.triggers)
    for aim in aims_in(marks, clause.tokens):
        within = aim.start <= number.span.start < aim.end and not aim.covers(told.span)
        if within and (told.concept.startswith(PURSUITS) or _protests(clause, aim)):
            return True
    if noun.people or noun.unit:
        return False
    # "The toll of the flood passed 90": the only figure is that of the toll.
    return not alone and bool(concept(told.concept).unit) and _behind_event(clause, number, told.span, marks)


def _protests(clause: Clause, aim: Span) -> bool:
    """Whether the words before the aim tell of a protest themselves: "in *protest* at"."""
    acts = (each.span for each in clause.triggers if each.concept.startswith(PURSUITS))
    topics = (each.span for each in clause.mentions if each.topic == "protest")
    return any(aim.start <= span.start < aim.end for span in (*acts, *topics))


def _behind_event(clause: Clause, number: Number, told: Span, marks: Sequence[Match]) -> bool:
    """Whether a noun of another event stands right before the number."""
    start = number.span_with_qualifier.start
    before = [token for token in clause.tokens if token.end <= start]
    links = {mark.last for mark in marks if mark.label in _LINKS}
    if before and len(before) - 1 in links:
        before = before[:-1]
    if not before:
        return False
    words = (*(each.span for each in clause.triggers), *(each.span for each in clause.mentions))
    events = [span for span in words if span != told]
    return any(span.end == before[-1].end or span.covers(number.span) for span in events)
