"""A particle of a verb before a number is no qualifier: who "hands over 16" hands over just these."""

from __future__ import annotations

import pytest

from averral.language.numbers import find_numbers
from averral.model import Qualifier


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Tarvia will hand over 16 sailors.", Qualifier.EXACT),
        ("The army took over 3 villages.", Qualifier.EXACT),
        ("The army handed over some 16 bodies.", Qualifier.ABOUT),
        ("Over 16 sailors drowned.", Qualifier.MORE_THAN),
    ],
)
def test_over(text, qualifier):
    assert [each.qualifier for each in find_numbers(text, "en")] == [qualifier]
