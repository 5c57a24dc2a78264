"""Charts as SVG, drawn here.

They hold figures and dates only; words stand beside them in HTML, which knows how to set Arabic next to English.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from averral.report.digest import Event, Share, Toll

WIDTH, HEIGHT = 560, 240
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 12, 30
#: Told apart also by those who do not see all colours (Okabe and Ito), and by the marks' numbers.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a7a00", "#555555")
#: Series beyond the colours share the last one.
_TICKS = 4
_DAY = timedelta(days=1)


def colour(index: int) -> str:
    """The colour of a series."""
    return COLOURS[min(index, len(COLOURS) - 1)]


class _Scale:
    """Moments and figures to places on the drawing."""

    def __init__(self, tolls: Sequence[Toll]) -> None:
        moments = [toll.at for toll in tolls]
        pad = max((max(moments) - min(moments)) * 0.04, _DAY / 2)
        self.first, self.last = min(moments) - pad, max(moments) + pad
        self.step = nice_step(max(toll.value for toll in tolls))
        self.top = self.step * max(1, math.ceil(max(toll.value for toll in tolls) * 1.05 / self.step))

    def x(self, at: datetime) -> float:
        share = (at - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM), 1)


def nice_step(most: float) -> float:
    """A distance of grid lines that reads well: 1, 2 or 5 times a power of ten."""
    raw = max(most, 1.0) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next((factor * power for factor in (1, 2, 5) if factor * power >= raw), 10 * power)
    return max(1.0, step)


def tolls_chart(event: Event) -> str:
    """Tolls over time, a line for each origin; how a figure is qualified is told by its mark."""
    tolls = sorted(event.tolls, key=lambda toll: (toll.at, toll.value))
    scale = _Scale(tolls)
    label = f"Reported {event.unit} over time by origin: " + ", ".join(
        f"{toll.at:%Y-%m-%d} {toll.value:g}" for toll in tolls[:20]
    )
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" direction="ltr" aria-label="{escape(label)}">',
        *_grid(scale),
        *_days(scale),
    ]
    for index, origin in enumerate(event.origins):
        own = [toll for toll in tolls if toll.origin == origin]
        parts += _series(scale, own, index)
    return "".join([*parts, "</svg>"])


def _grid(scale: _Scale) -> list[str]:
    lines, value = [], 0.0
    while value <= scale.top:
        y = scale.y(value)
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        lines.append(f'<text class="tick" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:,.0f}</text>')
        value += scale.step
    return lines


def _days(scale: _Scale) -> list[str]:
    span = scale.last - scale.first
    days = max(1, math.ceil(span / _DAY / 6))
    at = datetime(scale.first.year, scale.first.month, scale.first.day, tzinfo=scale.first.tzinfo) + _DAY
    form = "%d %b" if span < 300 * _DAY else "%b %Y"
    found = []
    while at <= scale.last:
        x = scale.x(at)
        found.append(
            f'<line class="grid" x1="{x}" x2="{x}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM + 5}"/>'
        )
        found.append(
            f'<text class="tick" x="{x}" y="{HEIGHT - BOTTOM + 19}" text-anchor="middle">{at.strftime(form)}</text>'
        )
        at += days * _DAY
    return found


def _series(scale: _Scale, tolls: Sequence[Toll], index: int) -> list[str]:
    ink = colour(index)
    points = [(scale.x(toll.at), scale.y(toll.value)) for toll in tolls]
    way = " ".join(f"{x},{y}" for x, y in points)
    found = (
        [f'<polyline points="{way}" fill="none" stroke="{ink}" stroke-width="2"/>'] if len(points) > 1 else []
    )
    for toll, (x, y) in zip(tolls, points, strict=True):
        said = escape(
            f"{toll.origin}: {toll.qualifier.replace('_', ' ')} {toll.value:g}, {toll.at:%Y-%m-%d %H:%M}"
        )
        found.append(f"<g><title>{said}</title>{mark(toll.qualifier, x, y, ink)}</g>")
    return found


def mark(qualifier: str, x: float, y: float, ink: str) -> str:
    """A full dot for an exact figure, a triangle for a bound in its direction, a ring for what is about right."""
    if qualifier in ("at_least", "at_most"):
        rise = -6 if qualifier == "at_least" else 6
        corners = f"{x},{y + rise} {x - 5.5},{y - rise * 0.6} {x + 5.5},{y - rise * 0.6}"
        return f'<polygon points="{corners}" fill="{ink}"/>'
    if qualifier == "exact":
        return f'<circle cx="{x}" cy="{y}" r="4.5" fill="{ink}"/>'
    return f'<circle cx="{x}" cy="{y}" r="4" fill="var(--paper)" stroke="{ink}" stroke-width="2"/>'


def share_bar(share: Share) -> str:
    """One bar of a whole: corroborated, single origin, disputed."""
    left, parts = 0.0, []
    for name, count in (
        ("corroborated", share.corroborated),
        ("single", share.single),
        ("disputed", share.disputed),
    ):
        width = 100 * count / share.total if share.total else 0
        if width:
            parts.append(
                f'<rect class="{name}" x="{left:.2f}" y="0" width="{width:.2f}" height="10">'
                f"<title>{name}: {count} of {share.total}</title></rect>"
            )
        left += width
    label = f"{share.corroborated} corroborated, {share.single} of a single origin, {share.disputed} disputed"
    return (
        f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" direction="ltr" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )
