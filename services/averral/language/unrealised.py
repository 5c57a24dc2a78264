"""Tells what somebody tries, means or is told to do from what was done: "came to kill", "para matar", "чтобы убить".

An infinitive tells of nothing that happened, unless a verb governs it that implies its complement: "managed to", "was
forced to" (the implicative verbs of Karttunen 1971). Which forms are such, which words mark them and which verbs imply
them is data in section `modality`.
"""

from __future__ import annotations

from functools import cache

from averral.language.cues import Clauses, Cue, Modalities, matches
from averral.language.normalise import key

#: How many words may stand between a verb that implies and the infinitive: "forced the residents of the town to flee".
_GOVERNED = 12
#: Roles of verbs and prepositions that imply what they govern.
_IMPLYING, _IMPLYING_BEHIND, _IMPLYING_AT = "realised_before", "realised_after", "realised_at"


def is_unrealised(clauses: Clauses, table: Modalities) -> bool:
    """Whether the target is a verb form that tells of nothing done, as far as no verb implies that it was."""
    at = clauses.target.start
    formed = _stands_so(clauses, table, at) or (not clauses.capitalised and _is_marked(clauses, table, at))
    if not formed:
        return False
    return not any(_implies(clauses, cue) for cue in clauses.cues)


def is_aim(clauses: Clauses, cue: Cue, table: Modalities) -> bool:
    """Whether the verb of a cue is such a form itself: who means "to *prevent* attacks" has prevented none by that."""
    if not (_stands_so(clauses, table, cue.first) or _is_marked(clauses, table, cue.first)):
        return False
    return not any(
        _IMPLYING in other.roles and 0 <= cue.first - other.last <= _GOVERNED for other in clauses.cues
    )


def _stands_so(clauses: Clauses, table: Modalities, at: int) -> bool:
    return any(matches(affix, clauses.words[at].key) for affix in table.unrealised)


def _is_marked(clauses: Clauses, table: Modalities, at: int) -> bool:
    """Whether the word for "to" stands before the form, adverbs aside: "to *immediately* release"."""
    if not any(matches(affix, clauses.words[at].key) for affix in table.unrealised_marked):
        return False
    if at == 0:
        return clauses.led in _keys(table.unrealised_marks)
    before = at - 1
    while before > 0 and any(matches(affix, clauses.words[before].key) for affix in table.unrealised_between):
        before -= 1
    return clauses.words[before].key in _keys(table.unrealised_marks)


def _implies(clauses: Clauses, cue: Cue) -> bool:
    start, end = clauses.target.start, clauses.target.stop
    if _IMPLYING_AT in cue.roles and cue.last in (start, start - 1):
        return True
    if _IMPLYING in cue.roles and 0 <= start - cue.last <= _GOVERNED:
        return _reaches(clauses, cue)
    behind = _IMPLYING_BEHIND in cue.roles and 0 <= cue.first - end <= _GOVERNED
    return behind and not any(clauses.pauses[end : cue.first + 1])


def _reaches(clauses: Clauses, cue: Cue) -> bool:
    """Whether no new statement begins between a verb and what it governs; a comma alone begins none: "gelang es, … zu"."""
    start = clauses.target.start
    pauses = sum(clauses.pauses[cue.last : start + 1])
    linked = any("links" in other.roles and cue.last <= other.first < start for other in clauses.cues)
    return not pauses or (pauses == 1 and not linked)


@cache
def _keys(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(key, listed))
