"""One sentence that says why a finding or a relation is what it is, from templates in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from averral.language import tables
from averral.model import Finding, FindingState, Origin, Relation, RelationReason

#: Whoever reads in a language without templates reads English.
FALLBACK = "en"

#: Names listed per side; the rest are counted.
MAX_NAMES = 3


@dataclass(frozen=True, slots=True)
class WhyTable:
    """Templates by state and by kind of relation, words by reason.

    Fields: {n} {m} origins, {for_} {against} names, {reasons}.
    """

    states: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
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
    counts: tuple[int, int] | None = None,
) -> str:
    """The sentence; English where the language has no templates. `counts` are those of all origins, where some are cut."""
    n, m = counts or (len(supporting), len(opposing))
    if state is FindingState.DENIED and _deny(supporting):
        # The finding is about the denial: who denies has not said it.
        supporting, opposing, n, m = opposing, supporting, m, n
    table = _table(language)
    return table.states[state.value].format(
        n=n,
        m=m,
        for_=_names(supporting, table),
        against=_names(opposing, table),
        reasons=_reasons(reasons, table),
    )


def _deny(origins: Sequence[Origin]) -> bool:
    passages = [passage for origin in origins for passage in origin.passages]
    return bool(passages) and all(passage.denied for passage in passages)


def explain_finding(finding: Finding, language: str) -> str:
    """The sentence about a finding in another language than the one it was made with."""
    counts = finding.origins_for, finding.origins_against
    return explain(finding.state, finding.supporting, finding.opposing, finding.reasons, language, counts)


def explain_relation(relation: Relation, language: str) -> str:
    """One sentence about how two reports stand to each other, with what tells so."""
    table = _table(language)
    sentence = table.relations[relation.kind.value]
    return f"{sentence} ({_reasons(relation.reasons, table)})." if relation.reasons else f"{sentence}."


def explains(language: str) -> bool:
    """Whether there are templates in the language."""
    return bool(tables.section(language.partition("-")[0].lower(), "why", WhyTable).states)


def _table(language: str) -> WhyTable:
    code = language.partition("-")[0].lower()
    return tables.section(code if explains(code) else FALLBACK, "why", WhyTable)


def _reasons(reasons: Sequence[RelationReason], table: WhyTable) -> str:
    return table.joiner.join(table.reasons.get(reason.value, reason.value) for reason in reasons)


def _names(origins: Sequence[Origin], table: WhyTable) -> str:
    labels = list(dict.fromkeys(origin.label or table.unnamed for origin in origins))
    more = f" +{len(labels) - MAX_NAMES}" if len(labels) > MAX_NAMES else ""
    return table.joiner.join(labels[:MAX_NAMES]) + more
