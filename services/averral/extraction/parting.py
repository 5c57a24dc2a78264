"""Parts a sentence between its event words, and trims what hangs on the edges of the parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from averral.extraction.cuts import Force, count_cut, find_cuts, joined_cut, relative_cut
from averral.extraction.inventory import Inventory
from averral.extraction.tolls import with_figure
from averral.language.concepts import concept
from averral.language.normalise import Word
from averral.language.triggers import Trigger
from averral.model import Span

#: Everything that may hang on the edge of a clause without belonging to it.
_EDGE = " \t\u00a0\u202f\n\r,،;؛:—–-\u200e\u200f"
#: Marks that make no sense at the end, or at the beginning, of a clause.
_OPENING, _CLOSING = "“«„‹「([", "”»›」)]"
#: Weight of concepts that only tell that something takes place, and the end of those that it goes on.
_PHASE, _GOING_ON = 1, ".continuing"


def split(
    inventory: Inventory, span: Span, tokens: Sequence[Word], triggers: Sequence[Trigger]
) -> Iterator[tuple[Span, tuple[Trigger, ...]]]:
    """The parts of the words, each with its event words: cut wherever a sign stands between two of these."""
    text = inventory.reading.text
    group: list[Trigger] = []
    start = span.start
    cuts = find_cuts(inventory, tokens) if len(triggers) > 1 else []
    for trigger in triggers:
        if group:
            cut = with_figure(inventory, cuts, _cut_between(cuts, group[-1], trigger, start), group, trigger)
            cut = relative_cut(inventory, tokens, group[-1], trigger) if cut is None else cut
            cut = count_cut(inventory, group[-1], trigger) if cut is None else cut
            cut = joined_cut(inventory, group[-1], trigger) if cut is None else cut
            if cut is not None and not _describes_its_topic(group, trigger):
                yield trimmed(text, start, cut), tuple(group)
                start, group = cut, []
        group.append(trigger)
    yield trimmed(text, start, span.end), tuple(group)


def _describes_its_topic(group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Whether the clause before only tells where the talks were held that end here: "the talks, held in Geneva, ended"."""
    topic = trigger.topic
    return topic is not None and all(
        each.topic == topic
        and each.span.start > topic.end
        and (concept(each.concept).weight <= _PHASE or each.concept.endswith(_GOING_ON))
        for each in group
    )


def _cut_between(
    cuts: Sequence[tuple[int, Force]], before: Trigger, after: Trigger, start: int
) -> int | None:
    """Where to cut between two event words: at the strongest sign, of equal ones the last."""
    edge = max(before.span.end, start)
    if before.apart is not None and before.apart.end >= after.span.end:
        # "Werden nach einem Schiffbruch vermisst": what stands inside a verb that is torn apart parts nothing,
        # nor do the goods of "a convoy with flour and medicines arrived".
        edge = before.apart.end
    if before.topic is not None and before.topic.end <= after.span.start:
        edge = max(edge, before.topic.end)
    until = after.span.start
    if after.topic is not None and edge < after.topic.start < until:
        until = after.topic.start
    between = [(force, offset) for offset, force in cuts if edge <= offset <= until]
    if before.topic is not None and before.topic == after.topic and before.topic.end <= before.span.start:
        # What is told of one thing first is inserted up to the last sign: "who left after a row, came back".
        return max((offset for _, offset in between), default=None)
    return max(between)[1] if between else None


def trimmed(text: str, start: int, end: int) -> Span:
    """The words without punctuation at the edges, and without a quotation mark whose partner was cut off."""
    while end > start and (text[end - 1] in _EDGE or _lone(text, start, end, text[end - 1], _OPENING)):
        end -= 1
    while start < end and (text[start] in _EDGE or _lone(text, start, end, text[start], _CLOSING)):
        start += 1
    return Span(start, end)


def _lone(text: str, start: int, end: int, mark: str, sided: str) -> bool:
    return mark in sided or (mark == '"' and text.count('"', start, end) % 2 == 1)
