"""Quotations that tell what somebody wants done, which has not happened by that: "called on Rwanda to *stop the air strikes*"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.cues import lexicon
from averral.extraction.happened import Event
from averral.extraction.reading import Reading
from averral.extraction.units import find_units
from averral.language.concepts import concept
from averral.model import ClaimKind, Modality, Quote

#: Kinds of cues that only ask for something.
_ASKING = frozenset({"demand", "call", "urge"})
#: The same of what else such a word may be listed under, for the clauses that it takes.
_SAYING = frozenset({"say", "state"})
#: Kinds of claims that are somebody's will or word themselves.
_SAID = frozenset({ClaimKind.INTENTION, ClaimKind.STATEMENT})
#: End of the slots of what is demanded, offered, rejected.
_WILL = ".will"
_TOLD = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})


def wanted_in(reading: Reading, quotes: tuple[Quote, ...]) -> frozenset[str]:
    """Ids of the quotations whose cue asks for what they tell."""
    return frozenset(quote.id for quote in quotes if _asks(reading, quote))


def _asks(reading: Reading, quote: Quote) -> bool:
    if quote.cue is None:
        return False
    known = lexicon(reading.language)
    units = find_units(reading, known, within=quote.cue)
    kinds = {kind for unit in units for cue in known.find(unit.tokens) for kind in cue.frame.kinds}
    return not kinds.isdisjoint(_ASKING) and kinds <= _ASKING | _SAYING


def put_as_wanted(event: Event, quote: Quote | None, wanted: frozenset[str]) -> Event:
    """The event as one that may come: what is asked for has not happened, nor has what shall end ended."""
    if quote is None or quote.id not in wanted or event.modality not in _TOLD or not event.predicate:
        return event
    said = event.kind in _SAID or concept(event.predicate).slot.endswith(_WILL)
    return event if said else replace(event, modality=Modality.POSSIBLE)
