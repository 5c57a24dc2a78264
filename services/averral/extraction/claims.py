"""Finds the claims of a document: one checkable proposition per event clause, with all that it can be compared by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from averral.extraction.blamed import blamed_for, laid_to_accused, told_by_accuser
from averral.extraction.carried import carried
from averral.extraction.clauses import Clause, find_clauses
from averral.extraction.context import Surroundings
from averral.extraction.counting import find_quantities
from averral.extraction.credits import Credit, find_credits
from averral.extraction.elided import going_on
from averral.extraction.facts import recounting
from averral.extraction.figures import gives_earlier
from averral.extraction.frames import find_participants, speakers_by_word, with_denier, without_venues
from averral.extraction.happened import Event, find_event, put_ahead, told_of
from averral.extraction.harmless import spared_together
from averral.extraction.inner import inner_sentences
from averral.extraction.inventory import Inventory, take_inventory
from averral.extraction.leading import primary
from averral.extraction.offers import with_refusals
from averral.extraction.own_acts import told_of_oneself
from averral.extraction.phases import phase_beside
from averral.extraction.reading import Reading
from averral.extraction.repeats import without_repeats
from averral.extraction.slots import find_places, find_time
from averral.extraction.tellers import counts_tellers
from averral.extraction.turnouts import apart, continued, of_crowds
from averral.extraction.venues import with_venue
from averral.extraction.wanted import put_as_offered, put_as_wanted, wanted_in
from averral.extraction.worthiness import Features, check_worthiness
from averral.language.concepts import concept, kind_of_topic
from averral.language.names import name_key
from averral.language.triggers import Trigger
from averral.model import (
    Attribution,
    Claim,
    ClaimKind,
    Modality,
    Polarity,
    Quantity,
    Quote,
    Span,
    TimeInterval,
)

#: A sentence without full stop may run on; a claim is at most so many code points.
LONGEST_CLAIM = 1_000
#: A headline of two words can be a claim, one word cannot.
_FEWEST_WORDS = 2


#: Kinds of events of which several sources give figures.
_RECOUNTED = frozenset(
    {
        ClaimKind.TURNOUT,
        ClaimKind.CASUALTIES,
        ClaimKind.DISPLACEMENT,
        ClaimKind.ARREST,
        ClaimKind.EXCHANGE,
        ClaimKind.SIEGE,
    }
)
#: Words of a quote that is but a figure.
_FIGURE_ALONE = 4
#: Words beside the verb of "I have never said that": pronoun, auxiliary, conjunction.
_OPENING = 4
#: Units of who comes to a march or a vote, and of a share of them.
_PEOPLE, _PERCENT = "people", "percent"
_UNCOUNTED = frozenset({"money", _PERCENT})


@dataclass(frozen=True, slots=True)
class _Context:
    """What all claims of a document share."""

    inventory: Inventory
    speakers: dict[str, Quote]
    credits: tuple[Credit, ...]
    as_of: datetime | None
    surroundings: Surroundings
    wanted: frozenset[str]
    """Ids of quotations that ask for what they tell."""
    denying: dict[int, Span]
    """Verbs of "I never said that …" by where the clause before the denied words ends."""


def find_claims(
    reading: Reading, quotes: tuple[Quote, ...], credited: tuple[Credit, ...] | None = None
) -> tuple[Claim, ...]:
    """The claims of headline, body and captions, in order of position. Deterministic.

    `credited` are the document's credits, where the caller has found them already.
    """
    inventory = take_inventory(reading, quotes)
    credited = find_credits(reading, quotes) if credited is None else credited
    context = _Context(
        inventory,
        speakers_by_word(quotes),
        credited,
        _as_of(reading),
        Surroundings(reading),
        wanted_in(reading, quotes),
        _denying(reading, quotes),
    )
    found: list[Claim] = []
    sentences: list[int] = []
    sentence: Span | None = None
    for clause in _recounting(inventory):
        before = found[-1] if found and clause.sentence == sentence else None
        told = (
            laid_to_accused(_told_again(claim, clause, before), before) for claim in _claims(context, clause)
        )
        sentence = clause.sentence
        for claim in told:
            known = going_on(claim, clause, before, reading.text)
            # Who goes on to do something does it again.
            sentences.append(sentence.start if known is claim else -len(found) - 1)
            found.append(told_of_oneself(known, clause, reading))
    kept = without_repeats(list(zip(sentences, found, strict=True)))
    return with_refusals(with_venue(spared_together(kept, reading.text)))


def _denying(reading: Reading, quotes: Sequence[Quote]) -> dict[int, Span]:
    denied = [(quote.cue, quote.span.start) for quote in quotes if quote.denied and quote.parent_id]
    return {
        cue.start + len(reading.text[cue.start : start].rstrip()): cue
        for cue, start in denied
        if cue is not None and cue.start < start
    }


def _told_again(claim: Claim, clause: Clause, before: Claim | None) -> Claim:
    told = continued(claim, clause, before)
    return (
        claim
        if told is claim
        else replace(told, id=_id(told.document_id, told.span, told.predicate, told.quantities))
    )


def _recounting(inventory: Inventory) -> Iterator[Clause]:
    """The clauses; those that give but another figure know the event words of what was told right before them."""
    told: Clause | None = None
    named: Clause | None = None
    for clause in _clauses(inventory):
        known = carried(inventory.reading, clause, named)
        named = known if known.triggers or known.mentions else named
        if told is not None and not known.before and _recounts(inventory, told, known):
            known = replace(known, before=told.triggers)
        yield known
        if known.triggers and ClaimKind(concept(primary(known.triggers).concept).kind) in _RECOUNTED:
            told = known
        elif told is not None and known.before:
            told = replace(known, triggers=known.before)


def _recounts(inventory: Inventory, told: Clause, clause: Clause) -> bool:
    """Whether a clause gives another figure for what the sentence before tells: "The police put it at 2,000"."""
    reading = inventory.reading
    if clause.triggers or any(kind_of_topic(each.topic) is not ClaimKind.OTHER for each in clause.mentions):
        return False
    if len(inventory.numbers.within(clause.span)) != 1 or clause.sentence.start < told.sentence.start:
        return False
    if reading.text[told.sentence.end : clause.sentence.start].strip():
        return False
    alone = clause.quote is not None and len(clause.tokens) <= _FIGURE_ALONE
    around = reading.sentence_words(clause.sentence) if alone else clause.tokens
    return bool(recounting(reading.language).find(around))


def _clauses(inventory: Inventory) -> Iterator[Clause]:
    """Clauses of all sentences, each sentence with the quotes that touch it."""
    quotes = sorted(inventory.quotes, key=lambda quote: quote.span)
    waiting, open_quotes = 0, list[Quote]()
    for sentence in inventory.reading.sentences:
        while waiting < len(quotes) and quotes[waiting].span.start < sentence.end:
            open_quotes.append(quotes[waiting])
            waiting += 1
        open_quotes = [quote for quote in open_quotes if quote.span.end > sentence.start]
        for part in inner_sentences(inventory.reading, sentence, open_quotes):
            touching = [each for each in open_quotes if each.span.overlap(part)]
            for clause in find_clauses(inventory, part, touching):
                yield from apart(inventory, clause)


def _claims(context: _Context, clause: Clause) -> Iterator[Claim]:
    span = _bounded(clause)
    # A clause cut from a sentence may be its verb alone: "the engineer, who was kidnapped in May, returned".
    if len(clause.tokens) < _FEWEST_WORDS and (clause.span == clause.segment or not clause.triggers):
        return
    if _only_denies(context, clause):
        return
    reading = context.inventory.reading
    quantities = find_quantities(context.inventory, clause)
    if counts_tellers(context.inventory, clause, quantities):
        return
    counted = {
        fate: own
        for unit, fate in _by_unit(clause).items()
        if (own := tuple(each for each in quantities if each.unit == unit))
    }
    if len(counted) > 1:
        for fate, own in counted.items():
            yield _claim(context, clause, span, find_event(reading, clause, fate, counted=True), own)
        return
    # Sums and shares count nobody: "20 million dollars for refugees".
    counts = any(each.unit not in _UNCOUNTED for each in quantities)
    trigger = primary(clause.triggers, counts=counts) if clause.triggers else None
    event = find_event(reading, clause, trigger, counted=bool(quantities))
    if clause.before and quantities:
        event, quantities = _counted_again(event, primary(clause.before), quantities)
    quantities = of_crowds(event.predicate, quantities)
    told = _claim(context, clause, span, event, quantities)
    yield told
    attack = blamed_for(told, clause.triggers)
    if attack is not None:
        blamed = find_event(reading, clause, attack, counted=bool(quantities))
        yield told_by_accuser(_claim(context, clause, span, blamed, quantities), told)
    phase = phase_beside(clause, event.trigger)
    if phase is not None:
        began = _apart_from(event, find_event(reading, clause, phase, counted=bool(quantities)))
        yield _claim(context, clause, span, began, quantities)


def _only_denies(context: _Context, clause: Clause) -> bool:
    """Whether the clause but opens what a speaker denies to have said: "I never said that", the rest is a claim of its own."""
    cue = context.denying.get(clause.span.end) if not clause.triggers else None
    if cue is None or not clause.span.overlap(cue):
        return False
    return sum(not token.span.overlap(cue) for token in clause.tokens) <= _OPENING


def _apart_from(outcome: Event, phase: Event) -> Event:
    """The phase, not negated by the words of an outcome that hold a negation: "ended *without* result"."""
    return replace(phase, polarity=Polarity.AFFIRMED) if concept(outcome.predicate).negative else phase


def _counted_again(
    event: Event, before: Trigger, quantities: tuple[Quantity, ...]
) -> tuple[Event, tuple[Quantity, ...]]:
    """The event that was told before, with another figure for it: "40,000 marched; the police counted 12,000"."""
    known = concept(before.concept)
    kind = ClaimKind(known.kind)
    unit = known.unit or (_PEOPLE if kind is ClaimKind.TURNOUT else "")
    bare = unit and all(each.unit == "other" and not each.population for each in quantities)
    if not bare and not all(each.unit in {unit, _PERCENT} for each in quantities):
        return event, quantities
    counted = tuple(replace(each, unit=unit) for each in quantities) if bare else quantities
    return replace(event, kind=kind, predicate=known.id), counted


def _by_unit(clause: Clause) -> dict[str, Trigger]:
    """Words for different fates in one clause ("dead and wounded") make a claim each."""
    found: dict[str, Trigger] = {}
    for trigger in clause.triggers:
        known = concept(trigger.concept)
        if known.kind == ClaimKind.CASUALTIES and known.unit:
            found.setdefault(known.unit, trigger)
    return found


def _bounded(clause: Clause) -> Span:
    """The clause, cut behind a word where it is longer than a claim may be."""
    if len(clause.span) <= LONGEST_CLAIM:
        return clause.span
    limit = clause.span.start + LONGEST_CLAIM
    inside = [token.end for token in clause.tokens if token.end <= limit]
    return Span(clause.span.start, inside[-1] if inside else limit)


def _claim(
    context: _Context, clause: Clause, span: Span, event: Event, quantities: tuple[Quantity, ...]
) -> Claim:
    inventory, reading = context.inventory, context.inventory.reading
    event = put_as_wanted(event, clause.quote, context.wanted)
    event = put_as_offered(event, clause.quote, reading)
    participants = find_participants(inventory, clause, event.trigger, context.speakers)
    topic = event.trigger.topic if event.trigger is not None else None
    places = find_places(inventory, clause, [topic] if topic else [each.span for each in clause.mentions])
    parties = without_venues(participants, places, clause, event.trigger, reading.language)
    parties = with_denier(parties, inventory, clause, event.trigger)
    lasts = bool(event.predicate) and concept(event.predicate).until
    event_time = find_time(inventory, clause, ahead=event.modality is Modality.PLANNED, lasts=lasts)
    event_time = told_of(event, event_time, reading.published)
    dated = event_time is not None and event_time.basis != "published"
    event = put_ahead(event, event_time, reading.published) if dated else event
    dated = dated or (event_time is not None and event_time.end != reading.published)
    features = Features(
        event.predicate, event.opened or event.modality, participants, places, quantities, dated
    )
    return Claim(
        id=_id(reading.document.id, span, event.predicate, quantities),
        document_id=reading.document.id,
        span=span,
        text=span.of(reading.text),
        language=reading.language,
        kind=event.kind,
        predicate=event.predicate,
        polarity=event.polarity,
        modality=event.modality,
        participants=parties,
        places=places,
        quantities=quantities,
        event_time=event_time,
        as_of=_known_at(context, clause, event_time, quantities),
        attribution=_attribution(context, clause.quote),
        check_worthiness=check_worthiness(clause, reading.language, features),
        quote_id=clause.quote.id if clause.quote is not None else "",
        zone=reading.zone_at(span.start),
        context_places=context.surroundings.places(span.start, places),
    )


def _attribution(context: _Context, quote: Quote | None) -> tuple[Attribution, ...]:
    """Outlet ← agency ← speaker. The agency is the one that the quote was told to, else the one the page credits."""
    reading = context.inventory.reading
    source = reading.document.source
    chain: list[Attribution] = []
    if source.outlet:
        chain.append(Attribution(source.outlet, _credit_key(context, source.outlet), "outlet"))
    told = [credit for credit in context.credits if quote is not None and credit.name == quote.told_to]
    chain.extend(
        Attribution(credit.name, credit.key, "agency")
        for credit in told or [each for each in context.credits if each.whole]
    )
    if quote is not None and quote.speaker is not None:
        speaker = quote.speaker
        chain.append(Attribution(speaker.name, speaker.key, "speaker", anonymous=speaker.anonymous))
    return tuple(chain)


def _credit_key(context: _Context, name: str) -> str:
    known = [credit.key for credit in context.credits if credit.name == name]
    return known[0] if known else "~" + name_key(name, context.inventory.reading.language)


def _known_at(
    context: _Context, clause: Clause, event_time: TimeInterval | None, quantities: Sequence[Quantity]
) -> datetime | None:
    """When the claim was known: a figure that is told as an earlier one, on the day of the event or the day before the report."""
    if context.as_of is None or not quantities or not gives_earlier(context.inventory, clause):
        return context.as_of
    before = context.as_of - timedelta(days=1)
    stated = event_time is not None and event_time.basis != "published"
    if event_time is None or not stated or event_time.start > before.date():
        return before
    return datetime.combine(event_time.start, context.as_of.timetz())


def _as_of(reading: Reading) -> datetime | None:
    if reading.document.published_at is not None:
        return reading.document.published_at
    return None if reading.published is None else datetime.combine(reading.published, time(), UTC)


def _id(document_id: str, span: Span, predicate: str, quantities: Sequence[Quantity]) -> str:
    where = ",".join(str(quantity.span.start) for quantity in quantities)
    seed = f"{document_id}\0{span.start}\0{span.end}\0{predicate}\0{where}"
    return "clm_" + hashlib.sha256(seed.encode()).hexdigest()[:16]
