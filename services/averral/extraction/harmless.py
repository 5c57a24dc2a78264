"""Harms told together as not having come about: "no deaths *or injuries*", "deaths *or injuries* were not reported"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from averral.extraction.facts import facts
from averral.language.concepts import concept
from averral.language.normalise import key
from averral.model import Claim, Polarity

#: The concept that nobody came to harm.
NOBODY = "casualties.none"
#: Code points of the longest word that joins, and what stands round it.
_REACH = 8


def spared_together(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims; a harm without a figure that "or" joins to one that nobody suffered was suffered by nobody either."""
    found = list(claims)
    for index, (first, second) in enumerate(pairwise(claims)):
        if NOBODY not in (first.predicate, second.predicate) or not _joined(first, second, text):
            continue
        if first.predicate == NOBODY and _is_bare(second):
            found[index + 1] = _spared(second)
        elif second.predicate == NOBODY and _is_bare(first):
            found[index] = _spared(first)
    return found


def _spared(claim: Claim) -> Claim:
    return replace(claim, predicate=NOBODY)


def _is_bare(claim: Claim) -> bool:
    """Whether it tells of a harm, and neither a figure nor a negation."""
    known = concept(claim.predicate) if claim.predicate else None
    return (
        known is not None
        and known.opposite == NOBODY
        and claim.polarity is Polarity.AFFIRMED
        and not claim.quantities
    )


def _joined(first: Claim, second: Claim, text: str) -> bool:
    """Whether nothing but a word such as "or" stands between the two, or opens the second."""
    between = text[first.span.end : second.span.start]
    if len(between.strip()) > _REACH:
        return False
    told = key(f"{between} {second.text[:_REACH]}").strip()
    return any(told.startswith(word + " ") for word in _alternatives(first.language))


@cache
def _alternatives(language: str) -> tuple[str, ...]:
    return tuple(map(key, facts(language).alternatives))
