"""Whether two quotes are put in the mouth of one person."""

from __future__ import annotations

from averral.language.names import same_person, similarity
from averral.matching.relations import parties
from averral.model import Quote, Speaker


def compare_speakers(a: Quote, b: Quote) -> str:
    """`same`, `different` or `unknown`. Only two named people are surely different."""
    mine, yours = a.speaker, b.speaker
    if mine is None or yours is None or mine.anonymous or yours.anonymous or not mine.name or not yours.name:
        return "unknown"
    if mine.key and mine.key == yours.key:
        return "same"
    if _is_body(mine) and _is_body(yours):
        # Two states are two voices; a state and its ministry may be one.
        one_list = mine.key.partition(":")[0] == yours.key.partition(":")[0]
        return "different" if one_list else "unknown"
    if _is_body(mine) or _is_body(yours):
        return "unknown"
    if same_person(mine.name, yours.name, a.language, b.language):
        return "same"
    # A bare surname that fits the other name is not enough to say that they are one, nor that they are two.
    alike = similarity(mine.name, yours.name, a.language, b.language) >= parties.OTHER_NAME
    return "unknown" if alike else "different"


def _is_body(speaker: Speaker) -> bool:
    """States and institutions speak through people: two names may be one voice."""
    return parties.is_concept(speaker.key)
