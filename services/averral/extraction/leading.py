"""Which of several event words names a clause: outcomes before phases, and what came of something before what it was."""

from __future__ import annotations

from collections.abc import Sequence

from averral.language.concepts import concept, ends, excludes
from averral.language.triggers import Trigger
from averral.model import Span

#: Without a noun it only introduces what was agreed: "agreed to lift the sanctions".
_AGREED = "agreement.reached"
#: Ends of concepts of what was planned and did not take place.
_CAME_TO_NOTHING = (".postponed", ".cancelled")
#: Ends of concepts of a truce that is over, and of one that holds.
_BROKEN, _HELD = (".collapsed", ".violated"), ".in_force"
#: What is broken had been agreed: "has violated the truce three times since it was signed".
_VIOLATED, _MADE = ".violated", (".agreed", ".signed")
#: Whom a search is for has not been found by that: "the search for survivors was suspended".
_SEARCH, _SOUGHT = "search.", frozenset({"casualties.survived", "casualties.missing", "casualties.killed"})
#: What the release of those held ends, whoever counted them.
_CAPTURED = "casualties.captured"
#: A clause with more event words than this is none, and the rest of them tell nothing.
_MOST = 100
#: Weight of concepts whose words say little without a number.
_COUNTING = 4


def primary(triggers: Sequence[Trigger], *, counts: bool = True) -> Trigger:
    """The event word that names a clause: outcomes before phases, of equal ones the first.

    Words for the dead and wounded lead only where somebody is counted (`counts`). Of equal ones that name the same noun,
    those beside it only describe it: "the truce brokered in May has collapsed".
    """
    triggers = triggers[:_MOST]
    sought = any(each.concept.startswith(_SEARCH) for each in triggers)
    return max(
        triggers,
        key=lambda each: (
            _weight(each, counts=counts)
            - 2 * (sought and each.concept in _SOUGHT and not counts)
            - 2 * is_undone(each, triggers),
            not _describes(each, triggers),
        ),
    )


def is_undone(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether it only tells how those came to be held who are set free: "freed six people they had captured"."""
    return trigger.concept == _CAPTURED and any(ends(each.concept, _CAPTURED) for each in triggers)


def _describes(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    topic = trigger.topic
    if any(_comes_of(other, trigger) for other in triggers):
        return True
    if topic is None:
        introduces = trigger.concept == _AGREED and len(triggers) > 1
        return introduces or any(_encloses(other, trigger) for other in triggers)
    return _touches(trigger.span, topic) and any(
        other.topic == topic and other.span != trigger.span and not _touches(other.span, topic)
        for other in triggers
    )


def _comes_of(news: Trigger, before: Trigger) -> bool:
    """Whether one tells what came of the other: "the jailed blogger walks free", "talks due to be held were put off"."""
    if news.concept.endswith(_BROKEN) and before.concept.endswith(_HELD):
        # "The truce collapsed hours after it had come into force."
        return True
    if news.concept.endswith(_VIOLATED) and before.concept.endswith(_MADE):
        return news.topic == before.topic
    if news.concept.endswith(_CAME_TO_NOTHING):
        return news.topic == before.topic and excludes(news.concept, before.concept)
    return ends(news.concept, before.concept) and not before.concept.endswith(_CAME_TO_NOTHING)


def _encloses(news: Trigger, beside: Trigger) -> bool:
    """Whether one stands between the noun of the other and its verb: "the talks with crews *on strike* have failed"."""
    return (
        news.topic is not None and news.topic.end <= beside.span.start and beside.span.end <= news.span.start
    )


def _touches(a: Span, b: Span) -> bool:
    return 0 <= a.distance(b) <= 1


def _weight(trigger: Trigger, *, counts: bool) -> int:
    known = concept(trigger.concept)
    uncounted = known.unit and known.weight >= _COUNTING and not counts
    return known.weight - 2 if uncounted else known.weight
