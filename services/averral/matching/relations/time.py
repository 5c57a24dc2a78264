"""When two reports are about, and which of them knew more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from averral.language.concepts import concept
from averral.matching.items import Item
from averral.model import ClaimKind, TimeInterval

Order = Literal["later", "earlier", "same", "unknown"]

#: Kinds that happen at one moment; all others last, and are reported on for longer.
MOMENTARY = frozenset(
    {
        ClaimKind.CASUALTIES,
        ClaimKind.ATTACK,
        ClaimKind.DISPLACEMENT,
        ClaimKind.ARREST,
        ClaimKind.EXCHANGE,
        ClaimKind.TURNOUT,
        ClaimKind.CONTROL,
    }
)
#: How long before a report an event may lie that it gives no date for, days.
REPORTED_WITHIN = {True: 3, False: 10}
#: The same before somebody asks about it, and before somebody asks whether it was said: words are asked about for longer.
ASKED_WITHIN, SAID_WITHIN = 10, 30
#: How far two stated days may lie apart: a night lies in two, and time zones move the day.
STATED_APART = {True: 1, False: 4}
#: Kinds that tell what somebody wants or holds, who goes on wanting it.
POSITIONS = frozenset({ClaimKind.INTENTION, ClaimKind.STATEMENT})
#: How many days further an occasion is reported on.
FOLLOWED_FOR = 7
#: Days within which a report gives the latest count.
COUNTED_WITHIN = 1


@dataclass(frozen=True, slots=True)
class Window:
    """Closed interval of days in which the event lies, as far as the report tells."""

    start: date
    end: date
    stated: bool
    """The text gives the day; otherwise the report's own date bounds it."""


def window(item: Item, *, momentary: bool) -> Window | None:
    """When the item's event was, or None when neither text nor publication tells."""
    interval = item.claim.event_time if item.claim else None
    return window_of(interval, item.as_of, momentary=momentary, asked=item.asked, said=item.quote is not None)


def window_of(
    interval: TimeInterval | None,
    moment: datetime | None,
    *,
    momentary: bool,
    asked: bool = False,
    said: bool = False,
) -> Window | None:
    """When something was done or `said` that a text gives this time for, and that was known, or `asked` about, at this moment."""
    if interval is not None and interval.basis != "published":
        return Window(interval.start, interval.end, stated=True)
    last = interval.end if interval else moment.date() if moment else None
    if last is None:
        return None
    # Before the first day that a calendar has there is nothing to go back to.
    within = (SAID_WITHIN if said else ASKED_WITHIN) if asked else REPORTED_WITHIN[momentary]
    first = max(last.toordinal() - within, date.min.toordinal())
    return Window(date.fromordinal(first), last, stated=False)


def apart(a: Item, b: Item, *, one_occasion: bool = False) -> int | None:
    """Days by which the two windows miss each other beyond what is tolerated, 0 when they meet; None unknown.

    Reports of one occasion go on for days: they are held apart only by days that both of them state.
    """
    momentary = kind_of(a) in MOMENTARY or kind_of(b) in MOMENTARY
    first, second = window(a, momentary=momentary), window(b, momentary=momentary)
    if first is None or second is None:
        return None
    later = a if first.start > second.start else b
    # Where the day of the event is told, only a count of the very day that the report appears on surely has another.
    running = _is_running(later, 0 if first.stated and second.stated else COUNTED_WITHIN)
    held = all(item.claim is not None and item.claim.kind in POSITIONS for item in (a, b))
    return missed(first, second, momentary=momentary, one_occasion=one_occasion, running=running, held=held)


def missed(
    first: Window,
    second: Window,
    *,
    momentary: bool,
    one_occasion: bool,
    running: bool = False,
    held: bool = False,
) -> int:
    """Days by which two windows miss each other beyond what is tolerated.

    `running` if the later dates but a count; `held` if both tell a position, which lasts beyond the day of a report.
    """
    gap = max((first.start - second.end).days, (second.start - first.end).days, 0)
    # Undated reports already have room before their date; dated ones get a little on both sides.
    if first.stated and second.stated:
        return max(0, gap - (FOLLOWED_FOR if running else STATED_APART[momentary]))
    if (one_occasion and _told_later(first, second)) or running:
        return max(0, gap - FOLLOWED_FOR)
    return max(0, gap - (STATED_APART[False] if held else 1))


def _is_running(item: Item, days: int) -> bool:
    """Whether it gives a toll of the day on which it appears, or of so many `days` before: "rose to 47 on Monday" dates the count, not the event."""
    told, published = stated(item), item.published
    if told is None or published is None or item.claim is None:
        return False
    if not 0 <= (published.date() - told.end).days <= days:
        return False
    return any(quantity.cumulative for quantity in item.claim.quantities)


def _told_later(first: Window, second: Window) -> bool:
    """Whether an undated report can follow up the other: none knows what happens after it."""
    if first.stated:
        return first.end <= second.end
    return not second.stated or second.end <= first.end


def same_day(a: Item, b: Item) -> bool:
    """Whether both texts state the day of the event, or to which it is put off, and it is the same one."""
    first, second = _day(a), _day(b)
    return first is not None and first == second


def _day(item: Item) -> tuple[date, date] | None:
    told = stated(item)
    if told is None or item.claim is None:
        return None
    predicate = item.claim.predicate
    return (told.end if predicate and concept(predicate).until else told.start, told.end)


def stated_days(item: Item) -> int:
    """Days of the stretch of time that its text gives; 0 where it gives none."""
    told = stated(item)
    return 0 if told is None else (told.end - told.start).days + 1


def order(a: Item, b: Item) -> Order:
    """Whether `a` knew more than `b`, by whole days: within one day as-of times overlap."""
    if a.as_of is None or b.as_of is None:
        return "unknown"
    days = (a.as_of.date() - b.as_of.date()).days
    if days == 0:
        return "same"
    return "later" if days > 0 else "earlier"


def days_between(a: Item, b: Item) -> int | None:
    """Days between what the two reports knew; None where one is undated."""
    if a.as_of is None or b.as_of is None:
        return None
    return abs((a.as_of.date() - b.as_of.date()).days)


def kind_of(item: Item) -> ClaimKind:
    """The claim's kind; a quote is a statement."""
    return item.claim.kind if item.claim else ClaimKind.STATEMENT


def stated(item: Item) -> TimeInterval | None:
    """When its text says that it was; None where only the report's own day bounds it."""
    interval = item.claim.event_time if item.claim else None
    return interval if interval is not None and interval.basis != "published" else None
