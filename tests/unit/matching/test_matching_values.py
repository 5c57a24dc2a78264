from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.matching.relations import values
from averral.matching.relations.values import Value
from averral.model import Qualifier
from matching_cases import quantity

AT_LEAST, ABOUT, RANGE, VAGUE = Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.RANGE, Qualifier.VAGUE


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (quantity(17), quantity(17), Value.AGREE),
        (quantity(17), quantity(23), Value.CONFLICT),
        (quantity(17), quantity(18), Value.CONFLICT),
        (quantity(17, qualifier=AT_LEAST), quantity(18), Value.AGREE),
        (quantity(17, qualifier=AT_LEAST), quantity(23), Value.AGREE),
        (quantity(23, qualifier=AT_LEAST), quantity(17), Value.CONFLICT),
        (quantity(17, qualifier=AT_LEAST), quantity(170), Value.CONFLICT),
        (quantity(20, qualifier=AT_LEAST), quantity(50), Value.COMPATIBLE),
        (quantity(25, qualifier=RANGE, low=20, high=30), quantity(25), Value.AGREE),
        (quantity(25, qualifier=RANGE, low=20, high=30), quantity(31), Value.CONFLICT),
        (quantity(300, qualifier=ABOUT), quantity(310), Value.AGREE),
        (quantity(300, qualifier=ABOUT), quantity(400), Value.CONFLICT),
        (quantity(280_000), quantity(283_412), Value.AGREE),
        (quantity(280_000), quantity(28_000), Value.CONFLICT),
        (quantity(12, qualifier=VAGUE, low=12, high=None), quantity(20), Value.COMPATIBLE),
        (quantity(12, qualifier=VAGUE, low=12, high=None), quantity(5), Value.CONFLICT),
        (quantity(12, qualifier=VAGUE, low=12, high=None), quantity(100), Value.COMPATIBLE),
        (quantity(12, qualifier=VAGUE, low=12, high=None), quantity(400), Value.CONFLICT),
        (quantity(17, qualifier=Qualifier.AT_MOST), quantity(23), Value.CONFLICT),
    ],
)
def test_numbers_are_compared_as_intervals(a, b, expected):
    assert values.compare([a], [b]).value is expected
    assert values.compare([b], [a]).value is expected


def test_dead_are_not_compared_with_shops():
    found = values.compare([quantity(17)], [quantity(17, "other", population="shop")])
    assert found.value is Value.UNIT


def test_children_are_a_part_and_no_contradiction_of_all():
    assert values.compare([quantity(27)], [quantity(9, population="children")]).value is Value.POPULATION


def test_soldiers_are_not_civilians():
    found = values.compare([quantity(27, population="soldiers")], [quantity(27, population="civilians")])
    assert found.value is Value.POPULATION


def test_each_number_meets_the_one_that_counts_the_same():
    found = values.compare([quantity(27), quantity(40, "wounded")], [quantity(40, "wounded"), quantity(27)])
    assert found.value is Value.AGREE
    assert found.exact


def test_one_conflict_among_several_numbers_is_a_conflict_and_says_who_is_larger():
    found = values.compare([quantity(27), quantity(40, "wounded")], [quantity(27), quantity(14, "wounded")])
    assert found.value is Value.CONFLICT
    assert found.larger == 1


def test_no_number_on_one_side_is_missing():
    assert values.compare([], [quantity(3)]).value is Value.MISSING


numbers = st.builds(
    quantity, st.integers(1, 10_000), st.sampled_from(["killed", "wounded"]),
    st.sampled_from([Qualifier.EXACT, AT_LEAST, ABOUT, Qualifier.LESS_THAN]), st.sampled_from(["", "children"]),
)  # fmt: skip


@given(a=st.lists(numbers, max_size=2), b=st.lists(numbers, max_size=2))
def test_a_comparison_does_not_depend_on_who_comes_first_for_single_numbers(a, b):
    a, b = a[:1], b[:1]
    assert values.compare(a, b).value is values.compare(b, a).value


@given(numbers)
def test_every_number_agrees_with_itself(number):
    assert values.compare([number], [number]).value is Value.AGREE


@given(best=st.integers(1, 1_000_000), qualifier=st.sampled_from([Qualifier.EXACT, AT_LEAST, ABOUT]))
def test_a_tenfold_figure_never_agrees(best, qualifier):
    found = values.compare([quantity(best, qualifier=qualifier)], [quantity(best * 10, qualifier=qualifier)])
    assert found.value is Value.CONFLICT


def test_ministers_of_seven_states_are_seven_ministers_but_other_numbers_of_both_say_nothing():
    states, ministers = (
        quantity(7, "other", population="states"),
        quantity(7, "other", population="ministers"),
    )
    assert values.compare([states], [ministers]).value is Value.AGREE
    more = quantity(12, "other", population="ministers")
    assert values.compare([states], [more]).value not in {Value.AGREE, Value.CONFLICT}


def test_parts_that_come_to_the_whole_agree_with_it_and_a_part_beside_the_whole_says_nothing():
    whole = quantity(180, "people", population="prisoners")
    ours = quantity(95, "people", population="prisoners")
    theirs = quantity(85, "other", population="~rebels")
    assert values.compare([ours, theirs], [whole]).value is Value.AGREE
    assert values.compare([whole, ours], [whole]).value is Value.AGREE
    assert values.compare([ours], [whole]).value is Value.CONFLICT


def test_equal_figures_of_unknown_nouns_are_one_only_across_languages():
    names, lorries = quantity(12, "other", population="~names"), quantity(12, "other", population="~camions")
    assert values.compare([names], [lorries]).value is not Value.AGREE
    assert values.compare([names], [lorries], one_language=False).value is Value.AGREE


def test_sixty_prisoners_are_not_sixty_fighters():
    prisoners = quantity(60, "people", population="prisoners")
    fighters = quantity(60, "fighters", population="fighters")
    assert values.compare([prisoners], [fighters]).value is not Value.AGREE
