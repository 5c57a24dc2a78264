"""From relations and origins to the state of a finding. No passage, no decisive state."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from averral.model import FindingState, Relation, RelationKind, RelationReason
from averral.runtime.sides import MEANING_KEPT, is_excerpt

#: Below this a claim that nobody else reports is opinion, slogan or forecast: not checkable.
CHECKABLE = 0.25

#: Independent origins that corroborate a claim.
CORROBORATING = 2

#: Steps of a relation's trace that say who spoke and how the words compare.
SPEAKER_RULE, WORDING_RULE = "speaker", "wording"


def claim_state(
    supporting: int,
    opposing: int,
    *,
    superseded: bool,
    check_worthiness: float,
    enough: int = CORROBORATING,
) -> FindingState:
    """State of a claim from the number of independent origins on either side; so many are `enough` to corroborate."""
    if opposing:
        return FindingState.CONTESTED if supporting else FindingState.CONTRADICTED
    if superseded:
        return FindingState.SUPERSEDED
    if supporting > 1:
        return FindingState.CORROBORATED if supporting >= enough else FindingState.TOO_FEW_ORIGINS
    if check_worthiness < CHECKABLE and supporting <= 1:
        return FindingState.NOT_CHECKABLE
    return FindingState.SINGLE_ORIGIN if supporting else FindingState.NO_EVIDENCE


def quote_state(
    relations: Sequence[Relation],
    languages: Sequence[str],
    language: str,
    *,
    stored: bool,
    first_told: AbstractSet[RelationKind] = frozenset(),
) -> FindingState:
    """State of a quotation from its relations.

    Args:
        relations: All that touch it.
        languages: Those of the supporting passages.
        language: Its own.
        stored: Whether it stands in a document, and was not asked for.
        first_told: How those differ who told it first, and are no fewer than those who tell it as it stands.
    """
    reasons = {reason for relation in relations for reason in relation.reasons}
    if _of_kind(relations, RelationKind.CONFLICTS):
        return FindingState.DENIED if RelationReason.DENIAL in reasons else FindingState.CONTESTED
    same = _of_kind(relations, RelationKind.SAME_QUOTE)
    altered = _of_kind(relations, RelationKind.ALTERED_QUOTE)
    excerpts = [relation for relation in altered if is_excerpt(relation)]
    misattributed = _of_kind(relations, RelationKind.MISATTRIBUTED_QUOTE)
    turned = len(altered) > len(excerpts)
    worded = _has_words(altered) and not _has_words(same)
    if turned and (not same or worded or RelationKind.ALTERED_QUOTE in first_told):
        # The words themselves, changed, say more than a translation that happens to be near.
        return FindingState.ALTERED
    own = [relation for relation in same if _by_same_speaker(relation)]
    worded = _has_words(misattributed) and not _has_words(own)
    if misattributed and (not own or worded or RelationKind.MISATTRIBUTED_QUOTE in first_told):
        return FindingState.MISATTRIBUTED
    if same:
        return _same_state(same, languages, language)
    if excerpts:
        return FindingState.EXCERPT
    return FindingState.SINGLE_ORIGIN if stored else FindingState.NOT_FOUND


def _of_kind(relations: Sequence[Relation], kind: RelationKind) -> list[Relation]:
    return [relation for relation in relations if relation.kind is kind]


def _by_same_speaker(relation: Relation) -> bool:
    """Whether both sides name one speaker, or one the role of the other; without a trace nothing speaks against it."""
    outcomes = [step.outcome for step in relation.trace if step.rule == SPEAKER_RULE]
    return not outcomes or not {"same", "fits"}.isdisjoint(outcomes)


def _has_words(relations: Sequence[Relation]) -> bool:
    """Whether words of one language were compared."""
    return any(step.rule == WORDING_RULE for relation in relations for step in relation.trace)


def _same_state(same: Sequence[Relation], languages: Sequence[str], language: str) -> FindingState:
    worded = [relation for relation in same if _has_words([relation])]
    if language not in languages or not (worded or _without_trace(same)):
        return FindingState.TRANSLATED
    worded = worded or list(same)
    if any(not relation.reasons for relation in worded):
        return FindingState.VERBATIM
    if any(set(relation.reasons) <= MEANING_KEPT for relation in worded):
        return FindingState.EXCERPT
    return FindingState.PARAPHRASED


def _without_trace(relations: Sequence[Relation]) -> bool:
    return not any(relation.trace for relation in relations)
