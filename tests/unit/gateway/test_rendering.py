"""Ids of the language layer are shown as words."""

from __future__ import annotations

import pytest

from averral.gateway.pages.interface import interface
from averral.gateway.pages.rendering import _bodies


@pytest.mark.parametrize(
    ("code", "key", "name"),
    [
        ("ar", "side:opposition", "المعارضة"),
        ("fr", "state:RU", "Russie"),
        ("en", "office:foreign-minister:RU", "foreign minister, Russia"),
        ("he", "office:foreign-minister", "שר החוץ"),
        ("tr", "org:no-such-body", "no such body"),
    ],
)
def test_a_body_has_its_name_in_the_language_of_the_pages(code, key, name):
    assert _bodies(interface(code))(key) == name
