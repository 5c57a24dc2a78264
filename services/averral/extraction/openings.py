"""Where the reported content of a cue begins, and what opens it there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from averral.extraction.scene import Scene

#: Tokens between a cue and its content: a subject with its apposition, a hearer, a venue.
WINDOW = 40
#: The same where the subject stands before the verb.
NARROW = 14
#: A clause has at least so many words; shorter ones are noise.
SHORTEST_CLAUSE = 3
SHORTEST_OBJECT = 2
#: Letters of a word that a link is written onto.
SHORTEST_LINKED = 4


class How(IntEnum):
    """What opens a content."""

    CLAUSE = 0
    COLON = 1
    MARK = 2
    NOMINAL = 3
    BARE = 4
    OBJECT = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """Content begins at token `start`, `skip` characters into it; between cue and `gap_end` stand subject and hearer."""

    how: How
    start: int
    gap_end: int
    skip: int = 0


def clause_at(scene: Scene, index: int) -> Opening | None:
    """The clause, or the marks, that a complementizer at `index` opens."""
    after = scene.complementizer(index)
    if index < after < len(scene.tokens):
        return Opening(How.MARK if scene.is_mark(after) else How.CLAUSE, after, index)
    if scene.has_pronoun_complementizer(index):
        marked = scene.is_mark(index + 1)
        return Opening(How.MARK, index + 1, index) if marked else Opening(How.CLAUSE, index, index)
    prefix = scene.complementizer_prefix(index)
    return Opening(How.CLAUSE, index, index, skip=prefix) if prefix else None
