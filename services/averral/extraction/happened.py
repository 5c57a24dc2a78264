"""What a clause says happened: its concept, whether it is affirmed, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from averral.extraction.clauses import Clause
from averral.extraction.reading import Reading
from averral.language.clause_polarity import assess_clause
from averral.language.concepts import Concept, concept, kind_of_topic, nominal
from averral.language.events import is_future, tells_refusing
from averral.language.polarity import assess, denies_cause, negates_more
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Modality, Polarity, Quote, QuoteKind, Span, TimeInterval

#: What the word for agreeing makes with its topic.
_AGREED = frozenset({"agreement.reached", "ceasefire.agreed"})
#: Ends of concepts of what was planned and did not take place, and how many words a verb and its helpers are.
_CAME_TO_NOTHING, _VERB_GROUP = (".postponed", ".cancelled"), 3
#: Ends of concepts of what there is, whoever turns it down.
_KNOWN = (".offered", ".demanded")
#: End of concepts of what is not accepted.
_TURNED_DOWN = ".rejected"
#: The concept that nobody came to harm.
_NOBODY = "casualties.none"


@dataclass(frozen=True, slots=True)
class Event:
    """What a clause says happens, before it becomes a claim."""

    trigger: Trigger | None
    kind: ClaimKind
    predicate: str
    polarity: Polarity
    modality: Modality
    opened: Modality | None = None
    """Of a clause without an event word what its beginning alone tells, which weighs more than the form of any verb in it."""


def find_event(reading: Reading, clause: Clause, trigger: Trigger | None, *, counted: bool) -> Event:
    """The event of a clause by its event word; `counted` says that the clause gives a figure."""
    if trigger is None:
        return _mentioned(reading, clause)
    polarity, modality = _assessed(reading, clause, trigger)
    if _is_known(reading, clause, trigger):
        # What brought it about has no concept.
        return Event(None, ClaimKind.OTHER, "", Polarity.NEGATED, _attributed(modality, clause.quote))
    intended = concept(trigger.concept).intended or is_future(trigger.span.of(reading.text), reading.language)
    if modality is Modality.ASSERTED and intended:
        modality = Modality.PLANNED
    if modality is Modality.DENIED:
        # The denial says it all; counted once more, it would cancel itself.
        polarity = Polarity.AFFIRMED
    fallen = polarity is Polarity.NEGATED or trigger.concept.endswith(_CAME_TO_NOTHING)
    planned = fallen and _was_planned(reading, clause, trigger)
    aimed = planned and _ahead_by_form(reading, clause, trigger)
    if modality is Modality.PLANNED and ((planned and not aimed) or _settles(clause, trigger)):
        modality = Modality.ASSERTED
    if trigger.failed:
        polarity = Polarity.NEGATED
    known = concept(trigger.concept)
    known = _spared(known, polarity, counted=counted)
    if known.negative or _refuses_by_form(reading, trigger, known):
        polarity = Polarity.AFFIRMED
    aim = _aim(known, polarity) if modality is Modality.PLANNED else ""
    if aim and not _is_anothers(reading, clause, trigger, aim):
        known, polarity = concept(aim), Polarity.AFFIRMED
    attributed = _attributed(modality, None if _is_cue(trigger, clause.quote) else clause.quote)
    if attributed is Modality.DENIED and known.refusal:
        # Who "rejects leaving" refuses to leave, and denies nothing.
        attributed = Modality.ATTRIBUTED
    return Event(trigger, ClaimKind(known.kind), known.id, polarity, attributed)


def _mentioned(reading: Reading, clause: Clause) -> Event:
    """What a clause without an event word speaks of."""
    kind = kind_of_topic(clause.mentions[0].topic) if clause.mentions else ClaimKind.OTHER
    target = Span(clause.tokens[0].start, clause.tokens[0].end)
    _, modality = assess(reading.text, clause.span, target, reading.language, reading.words_within)
    polarity, told = assess_clause(reading.text, clause.span, reading.language, reading.words_within)
    opened = _attributed(modality, clause.quote)
    modality = _attributed(told, clause.quote) if modality is Modality.ASSERTED else opened
    meant = nominal(clause.mentions[0].topic) if clause.mentions and modality is Modality.DENIED else ""
    return Event(None, kind, meant, Polarity.AFFIRMED if meant else polarity, modality, opened)


def _is_known(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a harm is told as known, and only its cause negated."""
    harm = concept(trigger.concept).kind == ClaimKind.CASUALTIES
    return harm and denies_cause(reading.text, clause.span, trigger.span, reading.language)


def _only_describes(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether a harm tells of whom something else is negated: "the *killed* woman is not the singer"."""
    harm = concept(trigger.concept).opposite == _NOBODY and not trigger.failed
    return harm and negates_more(reading.text, clause.span, trigger.span, reading.language)


def _aim(known: Concept, polarity: Polarity) -> str:
    """The concept of meaning to do it, or of meaning not to; empty where there is none."""
    return known.planned if polarity is Polarity.AFFIRMED else known.refused


def _is_anothers(reading: Reading, clause: Clause, trigger: Trigger, aim: str) -> bool:
    """Whether only the form of the verb tells of a plan, and so not who has it: "called on the rebels *to withdraw*"."""
    return concept(aim).kind == ClaimKind.INTENTION and _ahead_by_form(reading, clause, trigger)


def _ahead_by_form(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether no word but the form of the verb tells that it lies ahead."""
    found = assess(reading.text, clause.span, trigger.span, reading.language, reading.words_within)
    return found[1] is Modality.ASSERTED


def _spared(known: Concept, polarity: Polarity, *, counted: bool) -> Concept:
    """The concept; that nobody was hurt, where a harm without figures is negated: "caused no casualties"."""
    harmless = polarity is Polarity.NEGATED and known.opposite == _NOBODY and not counted
    return concept(_NOBODY) if harmless else known


def _assessed(reading: Reading, clause: Clause, trigger: Trigger) -> tuple[Polarity, Modality]:
    """Polarity and modality of the event word, negated too by the verb whose content it is: "ruled out dismissing"."""
    polarity, modality = _said(reading, clause.span, trigger)
    if polarity is Polarity.AFFIRMED and _is_ruled_out(reading, clause, trigger):
        return Polarity.NEGATED, modality
    described = polarity is Polarity.NEGATED and _only_describes(reading, clause, trigger)
    return Polarity.AFFIRMED if described else polarity, modality


def _said(reading: Reading, within: Span, trigger: Trigger) -> tuple[Polarity, Modality]:
    """Polarity and modality of the event word in these words.

    Its own words negate nothing: neither the topic's ("an *end* to the fighting"), nor what talks are about, nor those of its second part ("lehnt … *ab*").
    """
    verb = not concept(trigger.concept).negative
    found = assess(reading.text, within, trigger.span, reading.language, reading.words_within, verb=verb)
    own = [
        span
        for span in (trigger.topic, trigger.apart, trigger.about)
        if span is not None and not span.overlap(trigger.span)
    ]
    if found[0] is Polarity.AFFIRMED or not own:
        return found
    start = min(within.start, trigger.span.start)
    end = max(within.end, *(span.end for span in own))
    masked = reading.text[start:end]
    for span in own:
        first = max(span.start, start)
        if span.end > first:
            masked = masked[: first - start] + "x" * (span.end - first) + masked[span.end - start :]
    target = Span(trigger.span.start - start, trigger.span.end - start)
    return assess(masked, Span(0, len(masked)), target, reading.language, verb=verb)


def _is_ruled_out(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether the verb whose content the clause is says that it will not be: "ruled out *dismissing the minister*"."""
    quote = clause.quote
    if quote is None or quote.cue is None or quote.kind is not QuoteKind.INDIRECT or _is_cue(trigger, quote):
        return False
    if trigger.concept.endswith(_KNOWN):
        # What is turned down was offered.
        return False
    told = Span(min(quote.cue.start, clause.span.start), max(quote.cue.end, clause.span.end))
    if quote.denied or not clause.sentence.covers(told):
        return False
    return _said(reading, told, trigger)[0] is Polarity.NEGATED


def _refuses_by_form(reading: Reading, trigger: Trigger, known: Concept) -> bool:
    """Whether a verb that is negated in itself makes the refusal: who "will not leave" is not one who does not refuse.

    The same holds for what is turned down by a word for not accepting: نپذیرفتند.
    """
    turned_down = known.id.endswith(_TURNED_DOWN)
    if not (known.refusal or turned_down):
        return False
    own, _ = assess(reading.text, trigger.span, trigger.span, reading.language, reading.words_within)
    told = trigger.span.of(reading.text)
    return own is Polarity.NEGATED and (turned_down or not tells_refusing(told, reading.language))


def _settles(clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause tells that just this was agreed: who "agreed to extend the truce" has extended it."""
    return concept(trigger.concept).kind == ClaimKind.AGREEMENT and any(
        each.concept in _AGREED and each.topic == trigger.topic and each.span.end <= trigger.span.start
        for each in clause.triggers
    )


def _was_planned(reading: Reading, clause: Clause, trigger: Trigger) -> bool:
    """Whether the noun alone is called planned, and the verb tells what came of it: "the talks planned for Monday were cancelled"."""
    if trigger.topic is None:
        return False
    before = [token.start for token in clause.tokens if token.end <= trigger.span.start][-_VERB_GROUP:]
    start = max(trigger.topic.end, min(before, default=clause.span.start))
    if start > trigger.span.start:
        # "Cancelled the planned march": what stands before the verb tells whether that itself is planned.
        group = Span(clause.span.start, max(clause.span.start, trigger.span.end))
        return _is_not_ahead(reading, group, trigger)
    return _is_not_ahead(reading, Span(start, max(start, clause.span.end)), trigger)


def _is_not_ahead(reading: Reading, group: Span, trigger: Trigger) -> bool:
    found = assess(reading.text, group, trigger.span, reading.language, reading.words_within)
    return found[1] is not Modality.PLANNED


def _attributed(modality: Modality, quote: Quote | None) -> Modality:
    if quote is not None and quote.denied:
        return Modality.DENIED
    if quote is not None and modality is Modality.ASSERTED:
        return Modality.ATTRIBUTED
    return modality


def _is_cue(trigger: Trigger, quote: Quote | None) -> bool:
    """Whether the event is told by the verb that introduces what it is about: "pledged 40 million", "rejected the bill"."""
    return (
        quote is not None
        and quote.cue is not None
        and any(part is not None and part.overlap(quote.cue) > 0 for part in (trigger.span, trigger.apart))
    )


def put_ahead(event: Event, time: TimeInterval | None, published: date | None) -> Event:
    """What is said to happen on a later day is planned, though the verb is in the present: "talks open on the 20th"."""
    later = time is not None and published is not None and time.start > published
    told = event.modality in (Modality.ASSERTED, Modality.ATTRIBUTED) and event.polarity is Polarity.AFFIRMED
    if event.trigger is None or not later or not told or not concept(event.predicate).planned:
        return event
    known = concept(concept(event.predicate).planned)
    return replace(event, predicate=known.id, kind=ClaimKind(known.kind), modality=Modality.PLANNED)


def told_of(event: Event, time: TimeInterval | None, published: date | None) -> TimeInterval | None:
    """When the event was: what is put off until a later day is so from when it is told to then."""
    ahead = time is not None and published is not None and time.start > published
    if time is None or published is None or not ahead or not event.predicate:
        return time
    return replace(time, start=published, precision="range") if concept(event.predicate).until else time
