"""Joins a toll with its figure: "the death toll of the quake that struck the town rose to 27"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from averral.extraction.facts import markers
from averral.extraction.inventory import Inventory
from averral.language.concepts import concept
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Span

#: Weight of concepts that count people.
_COUNTING = 4


def with_figure(
    inventory: Inventory,
    cuts: Sequence[tuple[int, int]],
    cut: int | None,
    group: Sequence[Trigger],
    after: Trigger,
) -> int | None:
    """The cut, or one behind the toll's figure: "the toll | after the slide rose to 58, *14* are missing"."""
    first = group[0].span.start
    counts = (concept(each.concept).weight >= _COUNTING for each in (group[0], after))
    if cut is None or not all(counts) or inventory.numbers.within(Span(first, cut)):
        return cut
    later = [offset for offset, _ in cuts if cut < offset < after.span.start]
    numbers = {number.span.start for number in inventory.numbers.within(Span(cut, after.span.start))}
    return next((offset for offset in later if offset in numbers), cut)


def with_tolls(
    inventory: Inventory, parts: Iterable[tuple[Span, tuple[Trigger, ...]]]
) -> Iterator[tuple[Span, tuple[Trigger, ...]]]:
    """The parts of a sentence, each with its event words; one that awaits a figure goes on to the next."""
    kept: tuple[Span, tuple[Trigger, ...]] | None = None
    for whole, group in parts:
        start, triggers = (kept[0].start, kept[1]) if kept else (whole.start, ())
        kept = Span(start, whole.end), (*triggers, *group)
        if not _awaits_figure(inventory, *kept):
            yield kept
            kept = None
    if kept:
        yield kept


def _awaits_figure(inventory: Inventory, span: Span, triggers: Sequence[Trigger]) -> bool:
    """Whether words for a running total of the dead or wounded stand without any number."""
    if not triggers or concept(triggers[0].concept).kind != ClaimKind.CASUALTIES:
        return False
    if inventory.numbers.within(span):
        return False
    marks = markers(inventory.reading.language).find(inventory.reading.sentence_words(span))
    return any(mark.label == "cumulative" for mark in marks)
