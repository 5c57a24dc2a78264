"""One sentence that says why a finding has its state, from templates in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from averral.language import tables
from averral.model import FindingState, Origin, RelationReason

#: Whoever reads in a language without templates reads English.
FALLBACK = "en"

#: Names listed per side; the rest are counted.
MAX_NAMES = 3


@dataclass(frozen=True, slots=True)
class WhyTable:
    """Templates by state, words by reason. Fields: {n} {m} origins, {for_} {against} names, {reasons}."""

    states: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    joiner: str = ", "
    unnamed: str = "?"


tables.register("why", WhyTable)


def explain(
    state: FindingState,
    supporting: Sequence[Origin],
    opposing: Sequence[Origin],
    reasons: Sequence[RelationReason],
    language: str,
) -> str:
    """The sentence; English where the language has no templates."""
    table = tables.section(language, "why", WhyTable)
    if state.value not in table.states:
        table = tables.section(FALLBACK, "why", WhyTable)
    return table.states[state.value].format(
        n=len(supporting),
        m=len(opposing),
        for_=_names(supporting, table),
        against=_names(opposing, table),
        reasons=table.joiner.join(table.reasons.get(reason.value, reason.value) for reason in reasons),
    )


def _names(origins: Sequence[Origin], table: WhyTable) -> str:
    labels = list(dict.fromkeys(origin.label or table.unnamed for origin in origins))
    more = f" +{len(labels) - MAX_NAMES}" if len(labels) > MAX_NAMES else ""
    return table.joiner.join(labels[:MAX_NAMES]) + more
