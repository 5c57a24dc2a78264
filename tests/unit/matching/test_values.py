from __future__ import annotations

from averral.matching.relations.values import Value, compare
from averral.model import Qualifier, Quantity, Span


def test_two_aircraft_are_not_two_hostages():
    aircraft, hostages = (
        Quantity(
            best=2,
            low=2,
            high=2,
            unit=unit,
            population=population,
            qualifier=Qualifier.EXACT,
            span=Span(0, 1),
        )
        for unit, population in (("other", "aircraft"), ("people", "hostages"))
    )
    assert compare([aircraft], [hostages]).value is Value.UNIT
