"""The chart of tolls: places of points, bounds, axes; and a figure in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from averral.gateway.pages.interface import interface
from averral.gateway.pages.slots import quantity_text
from averral.gateway.pages.timeline import HEIGHT, WIDTH, make_chart
from averral.model import Claim, ClaimKind, Origin, Passage, Qualifier, Quantity, Span

EN, AR = interface("en"), interface("ar")


def toll(best: float, qualifier: Qualifier = Qualifier.EXACT, unit: str = "killed", **given) -> Quantity:
    return Quantity(
        given.pop("low", best), given.pop("high", best), best, unit, qualifier, Span(0, 2), **given
    )


def claim(name: str, day: int, *quantities: Quantity) -> Claim:
    at = datetime(2016, 12, day, tzinfo=UTC)
    return Claim(
        name,
        f"d{name}",
        Span(0, 5),
        "words",
        "en",
        ClaimKind.CASUALTIES,
        "casualties.killed",
        as_of=at,
        quantities=quantities,
    )


def origin(*claims: Claim) -> Origin:
    passages = tuple(
        Passage(one.id, one.document_id, "", one.span, one.text, "en", outlet="O") for one in claims
    )
    return Origin(f"org_{claims[0].id}", "Label", passages)


def chart(ui, supporting, opposing=()):
    claims = {one.id: one for one in (*sum(supporting, ()), *sum(opposing, ()))}
    return make_chart(ui, [origin(*own) for own in supporting], [origin(*own) for own in opposing], claims)


def test_more_is_higher_and_later_is_further_as_the_reader_reads():
    told = ((claim("a", 4, toll(10)), claim("b", 6, toll(27))),)
    for ui, sign in ((EN, 1), (AR, -1)):
        first, last = chart(ui, told).points
        assert (last.x - first.x) * sign > 0
        assert last.y < first.y
        assert chart(ui, told).lines[0][0] == "supporting"


def test_open_and_closed_bounds_show():
    told = (
        (claim("a", 4, toll(10, Qualifier.AT_LEAST)),),
        (claim("b", 5, toll(15, Qualifier.RANGE, low=10, high=20)),),
    )
    least, between = chart(EN, told).points
    assert (least.open, least.low) == (True, None)
    assert between.high < between.y < between.low
    assert (least.text, between.text) == ("at least 10 killed", "10–20 killed")


def test_only_what_is_counted_most_often_is_drawn():
    told = (
        (claim("a", 4, toll(10), toll(50, unit="wounded")),),
        (claim("b", 5, toll(12)),),
    )
    assert {point.text for point in chart(EN, told).points} == {"10 killed", "12 killed"}


def test_points_that_coincide_stand_side_by_side_and_inside():
    told = (*tuple((claim(f"c{n}", 4, toll(10)),) for n in range(4)), (claim("z", 9, toll(0)),))
    drawn = chart(EN, told)
    places = [(point.x, point.y) for point in drawn.points]
    assert len(set(places)) == 5
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert {point.placed for point in drawn.points} >= {"side", ""}, "no text covers another"


@pytest.mark.parametrize("top", [1, 7, 99, 100, 5_000, 2_000_000])
def test_axes_have_a_few_round_marks_above_every_figure(top):
    drawn = chart(EN, ((claim("a", 1, toll(top)),), (claim("b", 28, toll(1)),)))
    assert 2 <= len(drawn.values) <= 7
    assert min(tick.at for tick in drawn.values) <= min(point.y for point in drawn.points)
    assert 1 <= len(drawn.days) <= 6


def test_one_figure_or_none_makes_no_chart():
    assert chart(EN, ((claim("a", 4, toll(10)),),)) is None
    assert chart(EN, ((claim("a", 4),), (claim("b", 5),))) is None


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (toll(27, Qualifier.AT_LEAST, population="soldiers"), "at least 27 killed (soldiers)"),
        (toll(30, population="civilians", unit="other"), "30 civilians"),
        (toll(5, unit="flying saucers"), "5 flying saucers"),
        (toll(5, unit="fighters", population="fighters"), "5 fighters"),
        (replace(toll(5, Qualifier.RANGE), high=None), "5 killed"),
    ],
)
def test_a_figure_is_said_in_words(quantity, said):
    assert quantity_text(EN, quantity) == said
