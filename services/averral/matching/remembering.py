"""Remembers what was worked out of a claim or a document: each of them meets a hundred others.

By identity, since comparing all that a claim holds would cost what is saved; what is read twice is worked out twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

#: Things remembered for each function, some more than one answer looks at.
MOST = 8_192


def remembered(work: Callable[[Thing], Result]) -> Callable[[Thing], Result]:
    """The function, which works on each thing once as long as it is remembered; nobody may change the result."""
    held: dict[int, tuple[Thing, Result]] = {}

    @wraps(work)
    def ask(thing: Thing) -> Result:
        found = held.get(id(thing))
        # Another thing may have the place in memory of one that is gone; one that is held cannot be gone.
        if found is not None and found[0] is thing:
            return found[1]
        made = work(thing)
        if len(held) >= MOST:
            held.clear()
        held[id(thing)] = (thing, made)
        return made

    return ask
