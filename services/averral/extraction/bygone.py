"""Event words that tell no event of their own because the sentence looks back, or only names people, with them.

"Released after two months in captivity" tells of the release, and "aid for the victims of the drought" of the aid.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from averral.extraction.cuts import find_cuts
from averral.extraction.facts import sufferers
from averral.extraction.inventory import Inventory
from averral.language.concepts import concept, ends, opposite
from averral.language.normalise import Word
from averral.language.triggers import Trigger
from averral.model import Span

#: How many words may stand between a length of time and the state that lasted so long.
_LASTED = 2
#: What stands between a length of time and another clause.
_PAUSE = re.compile(r"[,،;؛—–]")
#: How many words before or behind the noun for people may stand how many they are.
_COUNTED = 3
#: How many words may stand between a word and the month that it is dated by.
_DATED = 2
#: A sentence with more event words than this is none, and is not compared word by word.
_MOST = 100
#: An event word alone is the news.
_SEVERAL = 2
#: Kinds of events that are told of as of figures, or of what was said.
_NO_NEWS = frozenset({"statement", "other"})
#: Kinds of numbers that count, and that tell a length of time.
_COUNT = "count"
_DURATION = "duration"
#: Being held, in the words for it, and what ends it.
_HELD = frozenset({"arrest.held", "arrest.kidnapped", "arrest.arrested", "casualties.captured"})
_FREED = "arrest.released"
#: Ends of concepts of what comes after a while, and does not last for it: "reopened after seven months".
_RESTORED = (".reopened", ".restored", ".resumed", ".released", ".lifted", ".started", ".ended", ".collapsed")
#: What a court ruled, and what a higher one does with it.
_RULED = frozenset({"arrest.sentenced", "arrest.convicted"})
_REVIEWED = frozenset({"trial.upheld", "trial.overturned", "trial.appealed"})


def without_bygone(
    triggers: Sequence[Trigger], tokens: Sequence[Word], inventory: Inventory, sentence: Span
) -> tuple[Trigger, ...]:
    """The event words of a sentence without states that it only tells the length of, and people named but not counted."""
    if len(triggers) > _MOST:
        return tuple(triggers)
    numbers, language = inventory.numbers.within(sentence), inventory.reading.language
    lengths = [each.span for each in numbers if each.kind == _DURATION]
    counts = [each.span for each in numbers if each.kind == _COUNT]
    told = frozenset(each.concept for each in triggers if concept(each.concept).kind != "statement")
    people = {tokens[match.first].start for match in sufferers(language).find(tokens)}
    gone = [
        each.span
        for each in triggers
        if (lengths and _is_over(each.concept, told) and _lasted(inventory, each.span, lengths, tokens))
        or (each.concept in _RULED and not told.isdisjoint(_REVIEWED))
        or (each.span.start in people and not _near(each.span, counts, tokens, _COUNTED))
    ]
    gone += _dated_back(triggers, tokens, inventory, sentence)
    return tuple(each for each in triggers if not any(span.overlap(each.span) for span in gone))


def _dated_back(
    triggers: Sequence[Trigger], tokens: Sequence[Word], inventory: Inventory, sentence: Span
) -> list[Span]:
    """Words that but tell what was done to somebody months ago: "two fishermen *seized* in May walked free on Monday"."""
    dates = inventory.dates.within(sentence)
    days = [each for each in dates if each.time.precision == "day"]
    if not days or len(days) == len(dates) or len(triggers) < _SEVERAL:
        return []
    cuts = [offset for offset, _ in find_cuts(inventory, tokens)]
    fresh = [_nearest(triggers, day.span) for day in days]
    found: list[Span] = []
    for date in dates:
        if date.time.precision == "day" or not any(date.time.end < day.time.start for day in days):
            continue
        near = [
            each
            for each in triggers
            if not any(_is_of(each, news) for news in fresh)
            and _between(each.span, date.span, tokens) <= _DATED
        ]
        if near and _is_beside_news(_nearest(near, date.span), date.span, triggers, cuts):
            found.append(_nearest(near, date.span).span)
    return found


def _is_of(trigger: Trigger, news: Trigger) -> bool:
    """Whether a word is one that is told of a day, or says something of the same thing."""
    return trigger.span == news.span or (trigger.topic is not None and trigger.topic == news.topic)


def _nearest(triggers: Sequence[Trigger], date: Span) -> Trigger:
    return min(triggers, key=lambda each: each.span.distance(date))


def _is_beside_news(told: Trigger, date: Span, triggers: Sequence[Trigger], cuts: Sequence[int]) -> bool:
    """Whether another event is told in the same clause: nothing parts the two."""
    start, end = min(told.span.start, date.start), max(told.span.end, date.end)
    return any(
        not any(min(end, each.span.end) <= cut <= max(start, each.span.start) for cut in cuts)
        for each in triggers
        if not each.span.overlap(told.span) and concept(each.concept).kind not in _NO_NEWS
    )


def _is_over(state: str, told: Collection[str]) -> bool:
    if state.endswith(_RESTORED):
        return False
    return any(
        ends(other, state) or opposite(other) == state or (other == _FREED and state in _HELD)
        for other in told
    )


def _lasted(inventory: Inventory, state: Span, lengths: Sequence[Span], tokens: Sequence[Word]) -> bool:
    """Whether the length of time stands right beside the state: "a three-day closure", "closed for two months"."""
    text = inventory.reading.text
    return any(
        _between(state, length, tokens) <= _LASTED and not _PAUSE.search(text, *_gap(state, length))
        for length in lengths
    )


def _gap(a: Span, b: Span) -> tuple[int, int]:
    return (a.end, b.start) if a.end <= b.start else (b.end, a.start)


def _near(span: Span, counts: Sequence[Span], tokens: Sequence[Word], most: int) -> bool:
    return any(_between(span, count, tokens) <= most for count in counts)


def _between(a: Span, b: Span, tokens: Sequence[Word]) -> int:
    low, high = _gap(a, b)
    return sum(low <= token.start < high for token in tokens)
