"""Figures that count who tells, and not what is told: "*two* aid workers reached by telephone said that the truce had failed"."""

from __future__ import annotations

from collections.abc import Sequence

from averral.extraction.clauses import Clause
from averral.extraction.inventory import Inventory
from averral.language.concepts import kind_of_topic
from averral.model import ClaimKind, Quantity, Quote, Span

#: That hundreds say so is news itself.
_MOST = 10
#: Letters between the words for who speaks and the count before them.
_REACH = 4


def counts_tellers(inventory: Inventory, clause: Clause, quantities: Sequence[Quantity]) -> bool:
    """Whether the words outside a quote tell but who says it, so many of them, and where they were asked."""
    if clause.quote is not None or clause.triggers or clause.before or not quantities:
        return False
    telling = [
        each
        for each in inventory.quotes
        if each.cue is not None and clause.segment.covers(each.cue) and each.parent_id == ""
    ]
    told = [each for each in clause.mentions if not any(_names(each.span, quote) for quote in telling)]
    if any(kind_of_topic(each.topic) is not ClaimKind.OTHER for each in told):
        return False
    return bool(telling) and all(_is_beside(each, telling) for each in quantities)


def _names(word: Span, quote: Quote) -> bool:
    """Whether a word stands in the name of who speaks, or is its first: "two *aid* workers"."""
    speaker = quote.speaker.mention if quote.speaker is not None else None
    return speaker is not None and word.distance(speaker) <= 1


def _is_beside(quantity: Quantity, quotes: Sequence[Quote]) -> bool:
    thing = quantity.unit == "other" and quantity.population[:1] not in {"", "~"}
    return thing or (quantity.best <= _MOST and any(_counts(quantity.span, quote) for quote in quotes))


def _counts(number: Span, quote: Quote) -> bool:
    """Whether a number counts who speaks: it stands in the words for him, or right before them, or between them and the verb."""
    speaker = quote.speaker.mention if quote.speaker is not None else None
    if speaker is None or quote.cue is None:
        return False
    around = Span(min(speaker.start, quote.cue.start), max(speaker.end, quote.cue.end))
    return number.overlap(around) > 0 or 0 <= speaker.start - number.end <= _REACH
