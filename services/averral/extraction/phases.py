"""What else a clause tells of talks than what came of them: that they ended, go on, were resumed or put off.

"The talks ended without result" says two things, and another report may bear out one and contradict the other.
"""

from __future__ import annotations

from averral.extraction.clauses import Clause
from averral.language.concepts import concept
from averral.language.triggers import Trigger

#: Slot of what came of talks.
_OUTCOME = "talks.outcome"
#: Where talks stand, which their outcome leaves open.
_PHASES = frozenset(
    {"talks.ended", "talks.continuing", "talks.resumed", "talks.postponed", "talks.suspended"}
)
#: The phase that another one brings to its end.
_GOING_ON = "talks.continuing"


def phase_beside(clause: Clause, told: Trigger | None) -> Trigger | None:
    """The first phase of talks that a clause tells beside their outcome; None where it tells but one of the two."""
    if told is None or concept(told.concept).slot != _OUTCOME:
        return None
    found = [each for each in clause.triggers if each.concept in _PHASES and _beside(each, told)]
    # "The talks, which went on for a week, ended without result."
    return next((each for each in found if each.concept != _GOING_ON), found[0] if found else None)


def _beside(phase: Trigger, told: Trigger) -> bool:
    """Whether both tell of the same noun, in words of their own."""
    one_noun = told.topic is None or phase.topic is None or phase.topic == told.topic
    return one_noun and not phase.failed and not phase.span.overlap(told.span)
