"""Memory that a process has freed and still holds."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Gives freed memory back to the system: after something large was loaded or made, pieces of it lie about unused.

    Only glibc keeps so much and can be told; elsewhere this does nothing.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
