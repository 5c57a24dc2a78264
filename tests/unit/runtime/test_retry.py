from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.errors import Permanent, Reason, Temporary
from averral.runtime.queue.retry import RetryPolicy, describe

POLICY = RetryPolicy(attempts=4, first=1.0, longest=10.0, jitter=0.5)
DEFECT = KeyError("what the article said")
TEMPORARY = Temporary(Reason.STORAGE_FAILED, "disk full", retry_after=0.0)

policies = st.builds(
    RetryPolicy,
    attempts=st.integers(1, 20),
    first=st.floats(0.01, 100),
    longest=st.floats(0.01, 1_000),
    jitter=st.floats(0, 1),
)


@pytest.mark.parametrize(("attempt", "wait"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 10), (50, 10)])
def test_waits_double_up_to_the_longest(attempt: int, wait: float) -> None:
    assert RetryPolicy(first=1, longest=10, jitter=0).wait(attempt, 0.3) == wait


def test_jitter_spreads_waits_between_half_and_full() -> None:
    assert POLICY.wait(3, 0.0) == 2
    assert POLICY.wait(3, 0.5) == 3
    assert POLICY.wait(3, 0.999) == pytest.approx(4, rel=0.01)


@given(policies, st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_no_wait_is_longer_than_the_longest_or_negative(
    policy: RetryPolicy, attempt: int, chance: float
) -> None:
    assert 0 <= policy.wait(attempt, chance) <= policy.longest * (1 + 1e-9)


@given(policies, st.integers(1, 30), st.floats(0, 1, exclude_max=True))
def test_a_permanent_error_is_never_tried_again(policy: RetryPolicy, attempt: int, chance: float) -> None:
    assert policy.next_delay(attempt, Permanent(Reason.EMPTY_TEXT, "empty"), chance) is None


def test_a_temporary_error_waits_at_least_as_long_as_it_asks() -> None:
    slow = Temporary(Reason.QUEUE_FULL, "full", retry_after=60)
    assert POLICY.next_delay(1, slow, 0.5) == 60
    assert POLICY.next_delay(3, TEMPORARY, 0.5) == 3


def test_a_defect_is_tried_again_until_attempts_run_out() -> None:
    assert [POLICY.next_delay(attempt, DEFECT, 0) is None for attempt in (1, 2, 3, 4, 5)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_message_that_kills_its_workers_is_exhausted_after_the_last_attempt() -> None:
    assert not POLICY.exhausted(4)
    assert POLICY.exhausted(5)


def test_a_cause_never_quotes_what_was_read() -> None:
    assert describe(DEFECT) == "INTERNAL: KeyError"
    assert describe(TEMPORARY) == "STORAGE_FAILED: disk full"
