"""Joins a toll with its figure: "the death toll of the quake that struck the town rose to 27"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from averral.extraction.facts import markers
from averral.extraction.inventory import Inventory
from averral.language.concepts import concept
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Span


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
