"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A test that runs a command sets up logging for the whole process; the next one finds it as it was."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)
