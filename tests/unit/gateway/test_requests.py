from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from averral.gateway.requests import Moment

MOMENT = TypeAdapter(Moment)


@pytest.mark.parametrize("given", ["6", 6, 1.5, "1480809600", "4 December 2016", ""])
def test_a_number_or_free_text_is_no_date(given):
    with pytest.raises(ValidationError):
        MOMENT.validate_python(given)


def test_a_day_and_a_moment_are_dates():
    assert MOMENT.validate_python("2016-12-04") in (
        date(2016, 12, 4),
        MOMENT.validate_python("2016-12-04T00:00:00"),
    )
    assert MOMENT.validate_python("2016-12-04T06:30:00+03:00").utcoffset().total_seconds() == 10_800
    assert MOMENT.validate_python(None) is None
