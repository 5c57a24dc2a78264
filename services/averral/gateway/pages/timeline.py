"""Reported tolls over time as a chart: one line per origin, open bounds as whiskers. Geometry only, no markup."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from averral.gateway.pages.interface import Interface
from averral.gateway.pages.slots import quantity_text
from averral.model import Claim, Origin, Passage, Qualifier, Quantity

WIDTH, HEIGHT = 720.0, 270.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 24.0, 22.0, 34.0
_MOST_LABELS = 6
#: Room that a text takes: width of a letter, and the height of a line.
_LETTER, _LINE = 7.0, 16.0
#: Points nearer than this would cover each other; the later one moves aside.
_APART = 20.0


@dataclass(frozen=True)
class Point:
    """One reported figure."""

    x: float
    y: float
    low: float | None
    """End of the whisker below; None without one."""
    high: float | None
    open: bool
    """The bound above is open: at least so many."""
    side: str
    number: int
    """Of the origin, from 1."""
    text: str
    day: str
    passage: Passage
    label: str
    placed: str = "side"
    """Where the text stands: at the side, above, or nowhere where others stand already; the table has it."""


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class Chart:
    """What the template draws."""

    points: tuple[Point, ...]
    lines: tuple[tuple[str, str], ...]
    """Side and coordinates of what joins one origin's points."""
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True)
class _Figure:
    at: datetime
    quantity: Quantity
    side: str
    number: int
    passage: Passage
    label: str


def make_chart(
    ui: Interface, supporting: Sequence[Origin], opposing: Sequence[Origin], claims: Mapping[str, Claim]
) -> Chart | None:
    """The chart of what most claims count; None where fewer than two reports give a dated figure."""
    figures = _figures(supporting, opposing, claims)
    if len(figures) < 2:  # noqa: PLR2004 - one figure is no development
        return None
    scale = _Scale(figures, mirrored=ui.mirrored)
    points = _labelled(_thinned([_point(ui, scale, figure) for figure in figures]), mirrored=ui.mirrored)
    return Chart(
        points,
        _lines(points),
        tuple(Tick(scale.x(day), ui.day(day.date())) for day in scale.days()),
        tuple(Tick(scale.y(value), ui.number(value)) for value in scale.values()),
    )


def _figures(
    supporting: Sequence[Origin], opposing: Sequence[Origin], claims: Mapping[str, Claim]
) -> list[_Figure]:
    found: list[_Figure] = []
    number = 0
    for side, origins in (("supporting", supporting), ("opposing", opposing)):
        for origin in origins:
            number += 1
            for passage in origin.passages:
                claim = claims.get(passage.item_id)
                at = (claim.as_of if claim else None) or passage.published_at
                if claim and at and claim.quantities:
                    found += [
                        _Figure(at, quantity, side, number, passage, origin.label)
                        for quantity in claim.quantities
                        if quantity.unit not in ("other", "money", "percent")
                    ]
    units = Counter(figure.quantity.unit for figure in found)
    unit = units.most_common(1)[0][0] if units else ""
    return sorted((one for one in found if one.quantity.unit == unit), key=lambda one: one.at)


class _Scale:
    """Moments and figures to places in the drawing; time runs as the reader reads."""

    def __init__(self, figures: Sequence[_Figure], *, mirrored: bool) -> None:
        pad = timedelta(hours=18)
        self._first = min(figure.at for figure in figures) - pad
        self._last = max(figure.at for figure in figures) + pad
        most = max(max(figure.quantity.best, figure.quantity.high or 0) for figure in figures)
        self._step = _nice(most / 4 or 1)
        self._top = self._step * (math.floor(most / self._step) + 1)
        self._mirrored = mirrored

    def x(self, at: datetime) -> float:
        share = (at - self._first) / (self._last - self._first)
        across = WIDTH - LEFT - RIGHT
        return round(WIDTH - LEFT - across * share if self._mirrored else LEFT + across * share, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value, self._top) / self._top, 1)

    def values(self) -> list[float]:
        return [self._step * n for n in range(round(self._top / self._step) + 1)]

    def days(self) -> list[datetime]:
        midnight = self._first.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        count = (self._last - midnight).days + 1
        every = max(1, math.ceil(count / _MOST_LABELS))
        return [midnight + timedelta(days=n) for n in range(0, count, every)]


def _nice(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, … that is not smaller."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(1.0, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= value))


def _point(ui: Interface, scale: _Scale, figure: _Figure) -> Point:
    quantity = figure.quantity
    bounds = (quantity.low, quantity.high)
    spread = quantity.qualifier in (Qualifier.RANGE, Qualifier.ABOUT) and None not in bounds
    low, high = bounds if spread else (None, None)
    return Point(
        x=scale.x(figure.at),
        y=scale.y(quantity.best),
        low=scale.y(low) if low is not None else None,
        high=scale.y(high) if high is not None else None,
        open=quantity.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE),
        side=figure.side,
        number=figure.number,
        text=quantity_text(ui, quantity),
        day=ui.day(figure.at.date()),
        passage=figure.passage,
        label=figure.label,
    )


def _thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """What coincides is drawn once per origin, points move aside for others, and texts stand where there is room."""
    found: dict[tuple[float, float, int], Point] = {}
    for point in points:
        found.setdefault((point.x, point.y, point.number), point)
    shown: list[Point] = []
    for place in found.values():
        point = place
        while any(abs(o.x - point.x) < _APART and abs(o.y - point.y) < _APART for o in shown):
            point = replace(point, x=round(point.x + _APART, 1))
        shown.append(point)
    return tuple(shown)


def _labelled(points: Sequence[Point], *, mirrored: bool) -> tuple[Point, ...]:
    """The points with the place of each text: first come, first served."""
    taken = [(point.x - 10, point.x + 10, point.y) for point in points]
    found = []
    for point in points:
        width = _LETTER * len(point.text)
        side = (point.x - 14 - width, point.x - 14) if mirrored else (point.x + 14, point.x + 14 + width)
        places = {
            "side": (*side, point.y),
            "above": (point.x - width / 2, point.x + width / 2, point.y - (30 if point.open else 18)),
        }
        free = [name for name, room in places.items() if not any(_cover(room, other) for other in taken)]
        found.append(replace(point, placed=free[0] if free else ""))
        taken += [places[name] for name in free[:1]]
    return tuple(found)


def _cover(a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    return a[0] < b[1] and b[0] < a[1] and abs(a[2] - b[2]) < _LINE


def _lines(points: Sequence[Point]) -> tuple[tuple[str, str], ...]:
    found = []
    for number in dict.fromkeys(point.number for point in points):
        own = [point for point in points if point.number == number]
        if len({point.x for point in own}) > 1:
            found.append((own[0].side, " ".join(f"{point.x},{point.y}" for point in own)))
    return tuple(found)
