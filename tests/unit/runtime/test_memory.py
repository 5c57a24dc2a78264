"""Freed memory is given back where the system can be told, and elsewhere nothing happens."""

from __future__ import annotations

import sys

import psutil
import pytest

from averral.runtime import memory

PIECES, SIZE = 200_000, 600


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told")
def test_memory_that_was_freed_in_pieces_is_given_back():
    held = [bytes(SIZE) for _ in range(PIECES)]
    kept = held[:: PIECES // 100]
    del held
    before = psutil.Process().memory_info().rss
    memory.give_back()
    assert psutil.Process().memory_info().rss <= before
    assert len(kept) == 100


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "platform", "plan9")
    monkeypatch.setattr(memory.ctypes, "CDLL", None)
    memory.give_back()
