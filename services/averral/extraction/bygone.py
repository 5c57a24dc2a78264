"""Event words that tell no event of their own because the sentence looks back, or only names people, with them.

"Released after two months in captivity" tells of the release, and "aid for the victims of the drought" of the aid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from averral.extraction.facts import sufferers
from averral.language.concepts import concept, ends, opposite
from averral.language.normalise import Word
from averral.language.numbers import Number
from averral.language.triggers import Trigger
from averral.model import Span

#: How many words may stand between a length of time and the state that lasted so long.
_LASTED = 2
#: How many words before or behind the noun for people may stand how many they are.
_COUNTED = 3
#: Kinds of numbers that count, and that tell a length of time.
_COUNT = "count"
_DURATION = "duration"
#: Being held, in the words for it, and what ends it.
_HELD = frozenset({"arrest.held", "arrest.kidnapped", "arrest.arrested", "casualties.captured"})
_FREED = "arrest.released"
#: What a court ruled, and what a higher one does with it.
_RULED = frozenset({"arrest.sentenced", "arrest.convicted"})
_REVIEWED = frozenset({"trial.upheld", "trial.overturned", "trial.appealed"})


def without_bygone(
    triggers: Sequence[Trigger], tokens: Sequence[Word], numbers: Iterable[Number], language: str
) -> tuple[Trigger, ...]:
    """The event words of a sentence without states that it only tells the length of, and people named but not counted."""
    known = tuple(numbers)
    lengths = [each.span for each in known if each.kind == _DURATION]
    counts = [each.span for each in known if each.kind == _COUNT]
    told = frozenset(each.concept for each in triggers if concept(each.concept).kind != "statement")
    people = {tokens[match.first].start for match in sufferers(language).find(tokens)}
    gone = [
        each.span
        for each in triggers
        if (lengths and _is_over(each.concept, told) and _lasted(each.span, lengths, tokens))
        or (each.concept in _RULED and not told.isdisjoint(_REVIEWED))
        or (each.span.start in people and not _near(each.span, counts, tokens, _COUNTED))
    ]
    return tuple(each for each in triggers if not any(span.overlap(each.span) for span in gone))


def _is_over(state: str, told: Collection[str]) -> bool:
    return any(
        ends(other, state) or opposite(other) == state or (other == _FREED and state in _HELD)
        for other in told
    )


def _lasted(state: Span, lengths: Sequence[Span], tokens: Sequence[Word]) -> bool:
    """Whether the length of time stands right before the state: "a three-day closure", "two months in captivity"."""
    return any(
        length.end <= state.start
        and sum(length.end <= token.start < state.start for token in tokens) <= 1 + _LASTED
        for length in lengths
    )


def _near(span: Span, counts: Sequence[Span], tokens: Sequence[Word], most: int) -> bool:
    return any(_between(span, count, tokens) <= most for count in counts)


def _between(a: Span, b: Span, tokens: Sequence[Word]) -> int:
    low, high = (a.end, b.start) if a.end <= b.start else (b.end, a.start)
    return sum(low <= token.start < high for token in tokens)
