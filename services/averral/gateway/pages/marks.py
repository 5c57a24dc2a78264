"""Cuts text where marks begin and end, so that marks that overlap can be shown side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from averral.language.concepts import concept
from averral.language.events import find_concepts
from averral.language.telling import changed
from averral.language.triggers import Trigger
from averral.model import Claim, Passage, RelationReason, Span

#: Code points of context from which it was cut off, and does not end with the report.
FULL_CONTEXT = 60

#: Which words of a claim decide, by why it was compared as it was.
DECISIVE = {
    RelationReason.VALUE: ("number",),
    RelationReason.UNIT: ("number",),
    RelationReason.POPULATION: ("number",),
    RelationReason.AS_OF: ("number",),
    RelationReason.PLACE: ("place",),
    RelationReason.TIME: ("time",),
    RelationReason.ACTOR: ("who",),
    RelationReason.CONTROL: ("who",),
    RelationReason.OUTCOME: ("what",),
    RelationReason.POLARITY: ("what", "number"),
    RelationReason.MODALITY: ("what",),
    RelationReason.DENIAL: ("what", "number"),
}
#: Reasons of quotations, whose words are compared one by one.
_WORDING = frozenset(reason for reason in RelationReason if reason.value.startswith("wording_"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with a name for its look and, where it stands for an item, its id."""

    span: Span
    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two borders with the marks that cover it."""

    text: str
    marks: tuple[Mark, ...] = ()
    opened: tuple[str, ...] = ()
    """Ids of items that begin here."""

    @property
    def names(self) -> str:
        """Names of the marks, once each."""
        return " ".join(dict.fromkeys(mark.name for mark in self.marks))


def cut(text: str, marks: Iterable[Mark], start: int = 0) -> tuple[Piece, ...]:
    """The text in pieces; offsets of marks count from `start`."""
    inside = sorted(
        (
            Mark(
                Span(max(0, mark.span.start - start), min(len(text), mark.span.end - start)),
                mark.name,
                mark.id,
            )
            for mark in marks
            if mark.span.start - start < len(text) and mark.span.end > start
        ),
        key=lambda mark: (mark.span.start, -mark.span.end),
    )
    inside = [mark for mark in inside if len(mark.span) > 0]
    borders = sorted({0, len(text), *(m.span.start for m in inside), *(m.span.end for m in inside)})
    found: list[Piece] = []
    open_marks: list[Mark] = []
    coming = iter([*inside, None])
    following = next(coming)
    for begin, end in pairwise(borders):
        open_marks = [mark for mark in open_marks if mark.span.end > begin]
        opened: list[str] = []
        while following is not None and following.span.start <= begin:
            open_marks.append(following)
            opened += [following.id] if following.id else []
            following = next(coming)
        found.append(Piece(text[begin:end], tuple(open_marks), tuple(opened)))
    return tuple(found)


def in_context(
    passage: Passage, claim: Claim | None, reasons: Iterable[RelationReason], known: str = ""
) -> tuple[Piece, ...]:
    """A passage between the words round it, with the words marked that decide.

    `known` is the quotation, in the passage's language, that the passage tells in other words.
    """
    prefix, suffix = _whole_words(passage)
    whole = prefix + passage.text + suffix
    start = passage.span.start - len(prefix)
    marks = [Mark(Span(passage.span.start, passage.span.start + len(passage.text)), "passage")]
    marks += _decisive(passage, claim, frozenset(reasons), known)
    pieces = cut(whole, marks, start)
    before = (Piece("…\u00a0"),) if len(prefix) < len(passage.prefix) else ()
    after = (Piece("\u00a0…"),) if len(suffix) < len(passage.suffix) else ()
    return (*before, *pieces, *after)


def _decisive(
    passage: Passage, claim: Claim | None, reasons: frozenset[RelationReason], known: str
) -> list[Mark]:
    """Words of a passage that decide; where nothing differs, its figures, or else what happened."""
    if claim is None:
        told = changed(known, passage.text) if known and reasons & _WORDING else ()
        return [Mark(_moved(span, passage), "word") for span in told]
    wanted = {name for reason in reasons for name in DECISIVE.get(reason, ())}
    slots = _slots(claim)
    found = [mark for mark in slots if mark.name in wanted]
    if "what" in wanted:
        found += _events(passage, claim)
    return found or [mark for mark in slots if mark.name == "number"] or _events(passage, claim)


def _events(passage: Passage, claim: Claim) -> list[Mark]:
    """Where a claim's words for what happened stand in its passage."""
    return [
        Mark(_moved(span, passage), "what")
        for trigger in find_concepts(passage.text, passage.language)
        if claim.predicate in _readings(trigger)
        for span in (trigger.span, trigger.apart)
        if span is not None
    ]


def _readings(trigger: Trigger) -> tuple[str, ...]:
    """What words for an event may claim: failing to reach is not reaching, and announcing is a plan."""
    told = concept(trigger.concept)
    return (trigger.concept, told.opposite if trigger.failed else "", told.planned, told.refused)


def _moved(span: Span, passage: Passage) -> Span:
    return Span(passage.span.start + span.start, passage.span.start + span.end)


def _whole_words(passage: Passage) -> tuple[str, str]:
    """What stands round a passage, without the words that the cutting of the context has torn."""
    prefix, suffix = passage.prefix, passage.suffix
    if passage.span.start > len(prefix):
        prefix = prefix.partition(" ")[2]
    if len(suffix) >= FULL_CONTEXT:
        suffix = suffix.rpartition(" ")[0]
    return prefix, suffix


def _slots(claim: Claim) -> list[Mark]:
    """Where the parts of a claim stand."""
    found = [Mark(quantity.span, "number") for quantity in claim.quantities]
    found += [Mark(place.span, "place") for place in claim.places]
    found += [Mark(one.span, "who") for one in claim.participants]
    if claim.event_time is not None and claim.event_time.span is not None:
        found.append(Mark(claim.event_time.span, "time"))
    return found
