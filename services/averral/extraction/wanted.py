"""Quotations that tell what somebody wants done, which has not happened by that: "called on Rwanda to *stop the air strikes*"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.building import is_verbatim
from averral.extraction.cues import lexicon
from averral.extraction.happened import Event
from averral.extraction.reading import Reading
from averral.extraction.units import find_units
from averral.language.concept_words import event_phrases
from averral.language.concepts import concept
from averral.model import ClaimKind, Modality, Quote

#: Kinds of cues that ask for something, among what else such a word may do.
_ASKING = frozenset({"demand", "call", "urge"})
#: Label of the words for demanding.
_DEMAND = "act:demand"
#: Kinds of events of which a call to stop them, or to bring them about, would read as a report.
_READ_AS_REPORT = frozenset({ClaimKind.ATTACK, ClaimKind.CONTROL})
#: Label of the words for offering, and the kind of event that is but offered by that.
_OFFER, _OFFERED = "act:offer", ClaimKind.EXCHANGE
_TOLD = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})
_AHEAD = _TOLD | {Modality.PLANNED}


def wanted_in(reading: Reading, quotes: tuple[Quote, ...]) -> frozenset[str]:
    """Ids of the quotations whose cue asks for what they tell."""
    return frozenset(quote.id for quote in quotes if _asks(reading, quote))


def _asks(reading: Reading, quote: Quote) -> bool:
    """Whether the cue is a word for demanding in both tables; "insisted" may tell as well, and marks hold what was said."""
    if quote.cue is None or is_verbatim(quote):
        return False
    found = event_phrases(reading.language).find(reading.words_within(quote.cue))
    if not any(match.label == _DEMAND for match in found):
        return False
    known = lexicon(reading.language)
    units = find_units(reading, known, within=quote.cue)
    return any(_ASKING & {*cue.frame.kinds} for unit in units for cue in known.find(unit.tokens))


def put_as_wanted(event: Event, quote: Quote | None, wanted: frozenset[str]) -> Event:
    """The event as one that may come: what is asked for has not happened, nor has what shall end ended."""
    if quote is None or quote.id not in wanted or event.modality not in _AHEAD or not event.predicate:
        return event
    return replace(event, modality=Modality.POSSIBLE) if event.kind in _READ_AS_REPORT else event


def put_as_offered(event: Event, quote: Quote | None, reading: Reading) -> Event:
    """The event as one that somebody offers: "proposed *swapping 30 prisoners*"."""
    if quote is None or quote.cue is None or event.kind is not _OFFERED or event.modality not in _TOLD:
        return event
    aim = concept(event.predicate).planned if event.predicate else ""
    found = event_phrases(reading.language).find(reading.words_within(quote.cue))
    offered = aim and any(match.label == _OFFER for match in found)
    return replace(event, predicate=aim) if offered else event
