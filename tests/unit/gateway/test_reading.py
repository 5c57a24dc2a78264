"""In which language an answer is explained."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import Request

from averral.gateway.context import _asked_language


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", ""),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr-CH"),
        ("xx, ru;q=0.5", "ru"),
        ("de", ""),
        ("," * 5000 + "fr", ""),
    ],
)
def test_the_first_language_that_explanations_are_written_in_is_taken(header, wanted):
    request = Request({"type": "http", "headers": [(b"accept-language", header.encode())]})
    assert asyncio.run(_asked_language(request)) == wanted
