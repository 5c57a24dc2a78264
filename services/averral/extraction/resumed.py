"""Joins the words of one speaker whose marks open again with each paragraph and close but once.

"My mother is ninety. She sat there with a cat.

"When I came up she asked me," said the driver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from averral.extraction.building import build
from averral.extraction.reading import Reading
from averral.language.marks import Marked
from averral.model import Quote, QuoteKind, Span, SpeakerFound

#: Marks that open a quotation, and closing ones that go on with it in the next paragraph, as Spanish has them.
_REOPENED = frozenset({("«", "»"), ("“", "”"), ("„", "“"), ("‘", "’")})


def with_resumed(quotes: Sequence[Quote], reading: Reading) -> tuple[Quote, ...]:
    """The quotes, each run of paragraphs that nothing closes in between as one."""
    found = list(quotes)
    for run in _runs(reading):
        starts = {marked.inner.start for marked in run}
        members = [each for each in found if each.kind is QuoteKind.DIRECT and each.span.start in starts]
        if members:
            found = _joined(found, members, run, reading)
    return tuple(found)


def _joined(found: list[Quote], members: list[Quote], run: Sequence[Marked], reading: Reading) -> list[Quote]:
    main = next((each for each in members if _is_named(each)), members[0])
    whole = Span(min(run[0].inner.start, main.span.start), max(run[-1].inner.end, main.span.end))
    parts = [
        *(marked.inner for marked in run),
        *(part for part in main.parts if part.start >= run[-1].inner.end),
    ]
    new = build(
        reading, whole, QuoteKind.DIRECT, parts, main.speaker, main.cue, told=main.told_to, denied=main.denied
    )
    ids = {each.id for each in members}
    kept = [
        replace(each, parent_id=new.id) if each.parent_id in ids else each
        for each in found
        if each.id not in ids
    ]
    place = sum(each.span.start < whole.start for each in kept)
    return [*kept[:place], new, *kept[place:]]


def _is_named(quote: Quote) -> bool:
    return quote.speaker is not None and quote.speaker.found is SpeakerFound.EXPLICIT


def _runs(reading: Reading) -> Iterator[list[Marked]]:
    run: list[Marked] = []
    for marked in reading.marked:
        if marked.depth:
            continue
        if run and _goes_on(reading.text, run[-1], marked):
            run.append(marked)
            continue
        if len(run) > 1:
            yield run
        run = [marked]
    if len(run) > 1:
        yield run


def _goes_on(text: str, before: Marked, after: Marked) -> bool:
    """Whether nothing but the paragraph's end stands between the open words and those that the same mark opens again."""
    gap = text[before.inner.end : after.outer.start]
    opened = text[before.outer.start : before.inner.start].strip()
    again = text[after.outer.start : after.inner.start].strip()
    same = opened == again or (opened, again) in _REOPENED
    return not before.closed and "\n" in gap and not gap.strip() and bool(again) and same
