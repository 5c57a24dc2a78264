"""Whether a short name is the end of a full one."""

from __future__ import annotations

from collections.abc import Sequence

#: Letters of a name that bears no case, at most.
SHORTEST_STEM = 3


def same_surname(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name is the last part of the other, allowing for case endings."""
    if not short or not full or len(short) == len(full):
        return len(short) == len(full) and all(alike(a, b) for a, b in zip(short, full, strict=True))
    fewer, more = sorted((short, full), key=len)
    return all(alike(a, b) for a, b in zip(fewer, more[-len(fewer) :], strict=True))


def alike(a: str, b: str) -> bool:
    """Whether two words are one, the longer with an ending."""
    a, b = a.casefold(), b.casefold()
    if a == b:
        return True
    # Лавров, Лаврова, Лаврову: the longer form adds at most two letters.
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) > SHORTEST_STEM and longer.startswith(shorter) and len(longer) - len(shorter) <= 2  # noqa: PLR2004
