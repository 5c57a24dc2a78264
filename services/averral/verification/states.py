"""From relations and origins to the state of a finding. No passage, no decisive state."""

from __future__ import annotations

from collections.abc import Sequence

from averral.model import FindingState, Relation, RelationKind, RelationReason

#: Below this a claim that nobody else reports is opinion, slogan or forecast: not checkable.
CHECKABLE = 0.25

SUPPORTS = frozenset({RelationKind.CORROBORATES, RelationKind.SAME_QUOTE})
OPPOSES = frozenset({RelationKind.CONFLICTS, RelationKind.ALTERED_QUOTE, RelationKind.MISATTRIBUTED_QUOTE})

#: A cut quotation keeps its meaning: it stands on the supporting side.
_MEANING_KEPT = frozenset({RelationReason.WORDING_CUT})


def side_of(relation: Relation, item_id: str) -> str:
    """`supporting`, `opposing`, `newer` or `related`, as seen from `item_id`."""
    if relation.kind in SUPPORTS or _is_excerpt(relation):
        return "supporting"
    if relation.kind in OPPOSES:
        return "opposing"
    if relation.kind is RelationKind.UPDATES:
        return "newer" if relation.b_id == item_id else "related"
    return "related"


def _is_excerpt(relation: Relation) -> bool:
    return relation.kind is RelationKind.ALTERED_QUOTE and set(relation.reasons) <= _MEANING_KEPT


def claim_state(supporting: int, opposing: int, *, superseded: bool, check_worthiness: float) -> FindingState:
    """State of a claim from the number of independent origins on either side."""
    if opposing:
        return FindingState.CONTESTED if supporting else FindingState.CONTRADICTED
    if superseded:
        return FindingState.SUPERSEDED
    if supporting > 1:
        return FindingState.CORROBORATED
    if check_worthiness < CHECKABLE and supporting <= 1:
        return FindingState.NOT_CHECKABLE
    return FindingState.SINGLE_ORIGIN if supporting else FindingState.NO_EVIDENCE


def quote_state(
    relations: Sequence[Relation], languages: Sequence[str], language: str, *, stored: bool
) -> FindingState:
    """State of a quotation from its relations; `languages` are those of the supporting passages."""
    kinds = {relation.kind for relation in relations}
    reasons = {reason for relation in relations for reason in relation.reasons}
    if RelationKind.CONFLICTS in kinds:
        return FindingState.DENIED if RelationReason.DENIAL in reasons else FindingState.CONTESTED
    same = [r for r in relations if r.kind is RelationKind.SAME_QUOTE]
    if not same and RelationKind.MISATTRIBUTED_QUOTE in kinds:
        return FindingState.MISATTRIBUTED
    altered = [r for r in relations if r.kind is RelationKind.ALTERED_QUOTE]
    if any(not _is_excerpt(relation) for relation in altered) and not same:
        return FindingState.ALTERED
    if same:
        return _same_state(same, languages, language)
    if altered:
        return FindingState.EXCERPT
    return FindingState.SINGLE_ORIGIN if stored else FindingState.NOT_FOUND


def _same_state(same: Sequence[Relation], languages: Sequence[str], language: str) -> FindingState:
    if any(not relation.reasons for relation in same) and language in languages:
        return FindingState.VERBATIM
    if any(RelationReason.WORDING_CUT in relation.reasons for relation in same):
        return FindingState.EXCERPT
    if language not in languages:
        return FindingState.TRANSLATED
    return FindingState.PARAPHRASED
