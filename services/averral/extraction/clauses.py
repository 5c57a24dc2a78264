"""Cuts sentences into clauses, one for each event that they tell.

A cut is made only between two event words, at the strongest sign that stands between them: punctuation before a
conjunction, a subordinating word, a coordinating word, a comma. Event words with nothing between them share a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from averral.extraction.aims import without_aims
from averral.extraction.bygone import without_bygone
from averral.extraction.cues import lexicon
from averral.extraction.cuts import find_cuts
from averral.extraction.facts import markers
from averral.extraction.inventory import Inventory
from averral.extraction.leading import primary
from averral.extraction.named import holds_saying, is_named, is_town
from averral.extraction.parting import split, trimmed
from averral.extraction.tolls import with_tolls
from averral.language.concepts import concept, kind_of_topic
from averral.language.events import Mention, find_in
from averral.language.normalise import Word
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Quote, QuoteKind, Span, ZoneKind

_HARD = re.compile(r"[;؛]|(?<=\s)(?:\.\.+|…)(?=\s)")
#: Signs that end a question; a sentence may carry its closing mark after them.
_QUESTION = re.compile(r"[?؟][\s\"'”»’)\]]*$")


#: How far into an indirect quote the object of its cue may begin: an article, a preposition.
_OBJECT_REACH = 4
#: Kinds of events whose words name people as well: the injured, refugees.
_HARMED = frozenset({ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT})
#: Letters between a count and the word for those that came to harm.
_COUNT_REACH = 25


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the event words in it."""

    span: Span
    segment: Span
    """The piece of the sentence, inside or outside a quote, that the clause was cut from."""
    sentence: Span
    tokens: tuple[Word, ...]
    triggers: tuple[Trigger, ...]
    mentions: tuple[Mention, ...]
    quote: Quote | None = None
    """The innermost quote whose content it is."""
    before: tuple[Trigger, ...] = ()
    """Event words told right before, for a clause that has none: what it counts was named there."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    tokens: tuple[Word, ...]
    triggers: tuple[Trigger, ...]
    mentions: tuple[Mention, ...]


def find_clauses(inventory: Inventory, sentence: Span, quotes: Sequence[Quote]) -> tuple[Clause, ...]:
    """The clauses of a sentence that claim something.

    `quotes` are those that touch the sentence. What a quote says and what introduces it are different clauses; the
    introduction is one only if it tells an event of its own.
    """
    read = _read(inventory, sentence)
    if not read.tokens:
        return ()
    segments = list(_segments(read.span, quotes))
    introduced = _introductions(inventory, read, segments, quotes)
    told = [each for clauses in introduced.values() for each in clauses]
    found: list[Clause] = []
    for index, (span, quote) in enumerate(segments):
        if index in introduced:
            found.extend(introduced[index])
            continue
        inside = _within(read.triggers, span)
        triggers = tuple(
            trigger
            for trigger in inside
            if not _said_before(trigger, told)
            and not _is_saying(inventory, trigger, quote)
            and not _is_named_victim(inventory, trigger, told, quote)
        )
        if (
            quote is not None
            and not triggers
            and any(each.span.covers(_bare(inventory, span)) for each in told)
        ):
            continue
        if quote is not None or not quotes or _tells(inventory, read, span, quotes):
            found.extend(_clauses(inventory, read, span, quote, triggers))
    return tuple(found)


def _within(triggers: Sequence[Trigger], span: Span) -> tuple[Trigger, ...]:
    return tuple(each for each in triggers if _begins_in(each.span.start, each.span.end, span))


def _begins_in(start: int, end: int, span: Span) -> bool:
    """Whether a word begins in the span; one letter before it is a conjunction written onto the word: "שההפוגה"."""
    return span.start - 1 <= start < span.end and (end <= span.end or start < span.end - 1)


def _bare(inventory: Inventory, span: Span) -> Span:
    return trimmed(inventory.reading.text, span.start, span.end)


def _said_before(trigger: Trigger, told: Sequence[Clause]) -> bool:
    """Whether a speech act tells the event already: "refused to hold talks" holds none; or other words of the same one."""
    if any(
        act.concept == trigger.concept
        and any(part is not None and part.overlap(trigger.span) for part in (act.span, act.apart))
        for clause in told
        for act in clause.triggers
    ):
        return True
    return any(
        concept(act.concept).speech
        and clause.span.covers(trigger.span)
        and act.span != trigger.span
        and (act.concept == trigger.concept or (act.topic is not None and act.topic == trigger.topic))
        for clause in told
        for act in clause.triggers
    )


def _is_named_victim(
    inventory: Inventory, trigger: Trigger, told: Sequence[Clause], quote: Quote | None
) -> bool:
    """Whether a word for those that came to harm only names for whom something is said: "promised aid *to the injured*"."""
    if quote is None or concept(trigger.concept).kind not in _HARMED or is_clause(inventory, quote):
        return False
    within = any(clause.span.covers(trigger.span) for clause in told)
    before = Span(max(quote.span.start, trigger.span.start - _COUNT_REACH), trigger.span.end)
    counted = any(number.kind == "count" for number in inventory.numbers.within(before))
    return within and not counted


def _is_saying(inventory: Inventory, trigger: Trigger, quote: Quote | None) -> bool:
    """Whether a word only names what is denied: "rejected *accusations* that" denies no accusation."""
    if quote is None or not quote.denied or trigger.topic is not None:
        return False
    return holds_saying(inventory, trigger.span)


def _introductions(
    inventory: Inventory,
    read: _Sentence,
    segments: Sequence[tuple[Span, Quote | None]],
    quotes: Sequence[Quote],
) -> dict[int, list[Clause]]:
    """Clauses of the segments outside quotes that tell an event, by the segment's index."""
    found: dict[int, list[Clause]] = {}
    for index, (span, quote) in enumerate(segments):
        triggers = _within(read.triggers, span)
        if not triggers or (quote is not None and not _holds_next(segments, index, quote)):
            continue
        before = segments[max(0, index - 1)][0].start
        if index > 1 and segments[index - 2][1] is None:
            before = segments[index - 2][0].start
        after = segments[min(index + 1, len(segments) - 1)][0].end
        told = _told(inventory, triggers, quotes, read.triggers)
        if quote is None:
            own = _until_teller(inventory, read, span, told, quotes)
            around = Span(before, after if own == span else own.end)
            found[index] = _introducing(inventory, read, own, told, around)
        elif told and _speaks_last(told):
            found[index] = _introducing(inventory, read, span, triggers, Span(span.start, after), quote)
    return found


def _until_teller(
    inventory: Inventory, read: _Sentence, span: Span, told: Sequence[Trigger], quotes: Sequence[Quote]
) -> Span:
    """The words outside a quote without those that only introduce it: "the talks failed, while the minister said"."""
    last = max((_last_part(trigger).end for trigger in told), default=span.end)
    for quote in quotes:
        cue = quote.cue
        if cue is None or not span.covers(cue) or not last <= cue.start < cue.end <= quote.span.start:
            continue
        mention = quote.speaker.mention if quote.speaker is not None else None
        teller = min(cue.start, mention.start) if mention is not None and mention.start >= last else cue.start
        tokens = [token for token in read.tokens if span.start <= token.start < span.end]
        cuts = [offset for offset, _ in find_cuts(inventory, tokens) if last <= offset <= teller]
        if cuts:
            return trimmed(inventory.reading.text, span.start, max(cuts))
    return span


def _holds_next(segments: Sequence[tuple[Span, Quote | None]], index: int, quote: Quote) -> bool:
    """Whether a quote inside this one follows: the source says that they reject "the new offer"."""
    if index + 1 >= len(segments):
        return False
    inner = segments[index + 1][1]
    return inner is not None and inner is not quote and quote.span.covers(inner.span)


def _speaks_last(triggers: Sequence[Trigger]) -> bool:
    return concept(primary(triggers).concept).speech


def _tells(inventory: Inventory, read: _Sentence, span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether words outside a quote tell something although no event word is among them; who speaks tells nothing."""
    names = _names(quotes)
    told = [
        mention
        for mention in read.mentions
        if span.start <= mention.span.start < span.end
        and kind_of_topic(mention.topic) is not ClaimKind.OTHER
        and not _is_named_in(mention.span, names)
    ]
    return bool(told) or any(number.kind != "duration" for number in inventory.numbers.within(span))


def _names(quotes: Sequence[Quote]) -> list[Span]:
    """How the speakers of quotes are named: "the *election* commission", "the *air force*"."""
    speakers = [quote.speaker for quote in quotes if quote.speaker is not None]
    return [each.mention for each in speakers if each.mention is not None]


def _is_named_in(word: Span, names: Sequence[Span]) -> bool:
    return any(name.overlap(word) for name in names)


def _told(
    inventory: Inventory, triggers: Sequence[Trigger], quotes: Sequence[Quote], held: Sequence[Trigger]
) -> tuple[Trigger, ...]:
    """The event words that are more than a cue: "said", "announced", "warned" only introduce what is quoted."""
    introducing = [quote for quote in quotes if quote.cue is not None]
    return tuple(
        trigger
        for trigger in triggers
        if not _introduces(inventory, trigger, introducing, held)
        and (
            concept(trigger.concept).speech
            or all(
                _is_object(inventory, trigger, quote, held)
                for quote in introducing
                if quote.cue is not None and trigger.span.overlap(quote.cue)
            )
        )
    )


def _introduces(
    inventory: Inventory, trigger: Trigger, quotes: Sequence[Quote], held: Sequence[Trigger]
) -> bool:
    """Whether a speech act is but a cue: "a diplomat close to the mediators insisted", "rejected accusations of shelling"."""
    if trigger.topic is not None:
        return concept(trigger.concept).speech and _is_named_in(trigger.topic, _names(quotes))
    return any(
        quote.denied
        and quote.cue is not None
        and (
            _is_saying(inventory, trigger, quote)
            or (trigger.span.overlap(quote.cue) and holds_saying(inventory, quote.span))
        )
        and _within(held, quote.span)
        for quote in quotes
    )


def _is_object(inventory: Inventory, trigger: Trigger, quote: Quote, held: Sequence[Trigger]) -> bool:
    """Whether the words behind a cue are its noun, and so part of the event: "declared a state of emergency".

    Where the noun does not stand first, no other event may be told there: "rejected the draft budget".
    """
    part = _last_part(trigger)
    if quote.kind is not QuoteKind.INDIRECT or part.end <= quote.span.start:
        return False
    told = any(quote.span.covers(each.span) for each in held if each.span != part)
    if part.start - quote.span.start <= _OBJECT_REACH:
        return True
    return not told and _ends_by(part, quote) and not is_clause(inventory, quote)


def is_clause(inventory: Inventory, quote: Quote) -> bool:
    """Whether a comma or a word such as "that" parts cue and content: "announced that it would reject the deal"."""
    if quote.cue is None:
        return False
    gap = Span(min(quote.cue.end, quote.span.end), max(quote.cue.start, quote.span.start))
    known = lexicon(inventory.reading.language)
    opened = any(known.traits(word.key).complementizer for word in inventory.reading.words_within(gap))
    return opened or any(mark in gap.of(inventory.reading.text) for mark in ",،:")


def _ends_by(part: Span, quote: Quote) -> bool:
    """Whether the part stands in the quote, or right behind it: the "ab" of "lehnte den Entwurf ab"."""
    return part.start - quote.span.end <= 1


def _last_part(trigger: Trigger) -> Span:
    """The noun of the event or the second part of its verb, whichever comes last; else the verb."""
    return max(each for each in (trigger.span, trigger.topic, trigger.apart) if each is not None)


def _introducing(
    inventory: Inventory,
    read: _Sentence,
    span: Span,
    triggers: tuple[Trigger, ...],
    around: Span,
    quote: Quote | None = None,
) -> list[Clause]:
    """Clauses outside quotes; a speech act ("demanded", "refused") takes along what it introduces.

    `around` reaches over the quotes on either side; one before the verb is taken if the verb's object stands in it.
    """
    if not triggers:
        return []
    clauses = list(_clauses(inventory, read, span, quote, triggers))
    if clauses and around.end > span.end and (_speaks(clauses[-1]) or _goes_on(clauses[-1])):
        end = max(around.end, _last_part(primary(clauses[-1].triggers)).end)
        clauses[-1] = _widened(inventory, read, clauses[-1], Span(clauses[-1].span.start, end))
    if clauses and around.start < span.start and _takes_before(clauses[0]):
        clauses[0] = _widened(inventory, read, clauses[0], Span(around.start, clauses[0].span.end))
    return clauses


def _speaks(clause: Clause) -> bool:
    return bool(clause.triggers) and concept(primary(clause.triggers).concept).speech


def _goes_on(clause: Clause) -> bool:
    """Whether part of the clause's event stands behind it, in what was taken for a quote."""
    return bool(clause.triggers) and _last_part(primary(clause.triggers)).end > clause.span.end


def _takes_before(clause: Clause) -> bool:
    """Whether the noun of the clause's event stands before it, in what was taken for a quote."""
    topic = primary(clause.triggers).topic if clause.triggers else None
    return (_speaks(clause) and len(clause.tokens) == 1) or (
        topic is not None and topic.start < clause.span.start
    )


def _widened(inventory: Inventory, read: _Sentence, clause: Clause, span: Span) -> Clause:
    whole = trimmed(inventory.reading.text, span.start, span.end)
    held = tuple(token for token in read.tokens if whole.start <= token.start < whole.end)
    return replace(clause, span=whole, segment=whole, tokens=held)


def _read(inventory: Inventory, sentence: Span) -> _Sentence:
    reading = inventory.reading
    span = _without_question(inventory, sentence)
    tokens = reading.sentence_words(span)
    places = tuple(place.span for place in inventory.places.within(span))
    triggers, mentions = find_in(tokens, reading.language, places)
    triggers = tuple(
        each
        for each in triggers
        if not is_named(inventory, each.span) and not is_town(inventory, each.span, places)
    )
    told = without_aims(triggers, tokens, markers(reading.language).find(tokens))
    told = without_bygone(told, tokens, inventory, span)
    return _Sentence(span, tokens, told, mentions)


def _clauses(
    inventory: Inventory, read: _Sentence, span: Span, quote: Quote | None, triggers: tuple[Trigger, ...]
) -> Iterator[Clause]:
    tokens = tuple(token for token in read.tokens if _begins_in(token.start, token.end, span))
    topics, told = tuple[Mention, ...](), tuple[Trigger, ...]()
    for piece in _pieces(inventory, span, triggers):
        inside = tuple(token for token in tokens if _begins_in(token.start, token.end, piece))
        for whole, group in with_tolls(inventory, split(inventory, piece, inside, _within(triggers, piece))):
            part = _without_coordinator(inventory, whole, inside)
            held = tuple(token for token in inside if _begins_in(token.start, token.end, part))
            if held:
                mentions = tuple(each for each in read.mentions if part.start <= each.span.start < part.end)
                # "Turnout was 58 per cent; the board had put it at 71": what is counted was named before.
                telling = group or any(kind_of_topic(each.topic) is not ClaimKind.OTHER for each in mentions)
                topics, told = (mentions, group) if telling else (topics, told)
                yield Clause(part, span, read.span, held, group, topics, quote, () if group else told)


def _pieces(inventory: Inventory, span: Span, triggers: Sequence[Trigger]) -> Iterator[Span]:
    """The span cut at semicolons on whose either side something is counted or an event told, and at dots of a headline."""
    start = span.start
    for mark in _HARD.finditer(inventory.reading.text, span.start, span.end):
        sides = (Span(start, mark.start()), Span(mark.end(), span.end))
        dotted = mark.group() not in ";؛" and inventory.reading.zone_at(span.start) is ZoneKind.HEADLINE
        if dotted or all(_within(triggers, side) or inventory.numbers.within(side) for side in sides):
            yield sides[0]
            start = mark.end()
    yield Span(start, span.end)


def _without_question(inventory: Inventory, sentence: Span) -> Span:
    """A question claims only what stands before its question word; a sentence that is no question stays whole."""
    reading = inventory.reading
    if not _QUESTION.search(reading.text, max(sentence.start, sentence.end - 6), sentence.end):
        return sentence
    tokens = reading.sentence_words(sentence)
    for match in markers(reading.language).find(tokens):
        if match.label == "questions":
            return trimmed(reading.text, sentence.start, tokens[match.first].start)
    return Span(sentence.start, sentence.start)


def _segments(sentence: Span, quotes: Sequence[Quote]) -> Iterator[tuple[Span, Quote | None]]:
    """The sentence cut at the edges of quotes, each piece with the innermost quote that covers it."""
    edges = {sentence.start, sentence.end}
    for quote in quotes:
        edges.update(
            edge for edge in (quote.span.start, quote.span.end) if sentence.start < edge < sentence.end
        )
    marks = sorted(edges)
    for start, end in pairwise(marks):
        piece = Span(start, end)
        owners = [quote for quote in quotes if quote.span.covers(piece)]
        yield piece, min(owners, key=lambda quote: len(quote.span), default=None)


def _without_coordinator(inventory: Inventory, span: Span, tokens: Sequence[Word]) -> Span:
    """The clause without the "and" that it begins with, where that is a word of its own."""
    held = [token for token in tokens if span.start <= token.start < span.end][:2]
    if len(held) > 1 and held[0].start == span.start:
        labels = [match.label for match in markers(inventory.reading.language).find(held[:1])]
        if "coordinators" in labels:
            return Span(held[1].start, span.end)
    return span
