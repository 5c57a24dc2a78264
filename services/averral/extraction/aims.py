"""Event words that tell no event of their own.

What people protest against or demand has not happened by that: "they marched over the closure of the mine".
"""

from __future__ import annotations

from collections.abc import Sequence

from averral.language.normalise import Word
from averral.language.phrases import Match
from averral.language.triggers import Trigger
from averral.model import Span

#: How many words behind "in protest at", or before it where a language puts it last, belong to it.
_REACH = 9
#: Beginnings of the concepts that an aim, or what is protested against, is told with.
PURSUITS = ("protest.", "strike.", "relations.recalled")


def without_aims(
    triggers: Sequence[Trigger], tokens: Sequence[Word], marks: Sequence[Match]
) -> tuple[Trigger, ...]:
    """The event words of a sentence that do not stand in the aim of a protest or a strike."""
    aims = aims_in(marks, tokens)
    if not _pursues(triggers, aims):
        # Where the verb stands last, what somebody does for his aim follows it: "demanding more pay on strike went".
        aims = [_up_to_pursuit(aim, triggers) for aim in aims]
    outside = tuple(each for each in triggers if not any(_starts_in(each.span, aim) for aim in aims))
    return outside if any(each.concept.startswith(PURSUITS) for each in outside) else tuple(triggers)


def _pursues(triggers: Sequence[Trigger], aims: Sequence[Span]) -> bool:
    return any(
        each.concept.startswith(PURSUITS) and not any(_starts_in(each.span, aim) for aim in aims)
        for each in triggers
    )


def _up_to_pursuit(aim: Span, triggers: Sequence[Trigger]) -> Span:
    starts = [
        each.span.start
        for each in triggers
        if each.concept.startswith(PURSUITS) and aim.start < each.span.start < aim.end
    ]
    return Span(aim.start, max(starts, default=aim.end))


def aims_in(marks: Sequence[Match], tokens: Sequence[Word]) -> list[Span]:
    """What somebody protests against or demands, as far as words announce it."""
    return [aim for mark in marks for aim in _aim(mark, tokens)]


def _aim(mark: Match, tokens: Sequence[Word]) -> list[Span]:
    if mark.label == "aims":
        last = mark.last
        while last + 1 < len(tokens) and last - mark.last < _REACH and not _paused(tokens, last):
            last += 1
        return [Span(tokens[mark.first].start, tokens[last].end)]
    if mark.label == "aims_after":
        first = mark.first
        while first > 0 and mark.first - first < _REACH and not _paused(tokens, first - 1):
            first -= 1
        return [Span(tokens[first].start, tokens[mark.last].end)]
    return []


def _paused(tokens: Sequence[Word], index: int) -> bool:
    """Whether more than a blank stands between a word and the next."""
    return tokens[index + 1].start - tokens[index].end > 1


def _starts_in(span: Span, aim: Span) -> bool:
    return aim.start <= span.start < aim.end
