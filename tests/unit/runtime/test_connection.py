from __future__ import annotations

import pytest

from averral.errors import Permanent, Reason
from averral.runtime.queue.connection import _host_and_port, _retries, open_client


@pytest.mark.parametrize("url", ["", "http://localhost", "localhost:6379", "redis+other://x"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(Permanent, match="AVERRAL_REDIS_URL") as refused:
        open_client(url)
    assert refused.value.reason is Reason.INVALID_ARGUMENT


def test_patience_is_spent_in_growing_waits() -> None:
    assert _retries(0) == 0
    assert _retries(0.05) == 1
    assert _retries(10) == 14


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a:1", ("a", 1)), ("a", ("a", 26379)), ("[::1]:5", ("::1", 5))],
)
def test_sentinels_are_read_with_and_without_port(text: str, expected: tuple[str, int]) -> None:
    assert _host_and_port(text) == expected
