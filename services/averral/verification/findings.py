"""Builds findings from evidence: a pure function, so that order of arrival cannot matter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from averral.language.why import explain
from averral.model import (
    Claim,
    Evidence,
    Finding,
    FindingState,
    Limits,
    Origin,
    Passage,
    Relation,
    RelationKind,
    RelationReason,
    TimelinePoint,
)
from averral.runtime.sides import side_of
from averral.verification import shown
from averral.verification.origins import group_origins
from averral.verification.states import CORROBORATING, claim_state, quote_state

#: Passages shown beside the decisive ones.
MAX_RELATED = 20
#: How a quotation can be told otherwise than it stands.
TOLD_OTHERWISE = (RelationKind.MISATTRIBUTED_QUOTE, RelationKind.ALTERED_QUOTE)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Passages by what they do for the item; a passage stands on one side only."""

    supporting: list[Passage] = field(default_factory=list)
    opposing: list[Passage] = field(default_factory=list)
    newer: list[Passage] = field(default_factory=list)
    related: list[Passage] = field(default_factory=list)


def finding_id(item_id: str) -> str:
    """The finding about an item has an id derived from the item's."""
    return "fnd_" + hashlib.sha256(item_id.encode()).hexdigest()[:16]


def build_finding(
    workspace: str,
    evidence: Evidence,
    reader: str = "",
    *,
    most: int = Limits().passages_per_side,
    min_origins: int = 0,
) -> Finding:
    """The finding about one claim or quote.

    Args:
        workspace: Whose it is.
        evidence: What it is made of.
        reader: Language of the explanation; empty for that of the claim or quote.
        most: Passages shown on each side; all are counted.
        min_origins: Independent origins that corroborate; 0 means two.
    """
    sides = _take_sides(evidence)
    supporting = group_origins(sides.supporting, evidence.links)
    opposing = group_origins(sides.opposing, evidence.links)
    state = _state(evidence, supporting, opposing, sides, min_origins)
    own = next((claim for claim in evidence.claims if claim.id == evidence.item_id), None)
    teller = shown.Teller(evidence)
    seen = [teller.origins(shown.cut(side, most, evidence.item_id)) for side in (supporting, opposing)]
    return Finding(
        id=finding_id(evidence.item_id),
        item_id=evidence.item_id,
        workspace=workspace,
        text=evidence.text,
        language=evidence.language,
        state=state,
        supporting=seen[0],
        opposing=seen[1],
        related=tuple(map(teller.passage, (sides.newer + sides.related)[:MAX_RELATED])),
        timeline=_timeline(evidence.claims, seen[0] + seen[1]),
        reasons=_reasons(evidence, sides),
        why=explain(state, supporting, opposing, _reasons(evidence, sides), reader or evidence.language),
        coverage=evidence.coverage,
        topic=min((evidence.item_id, *(p.item_id for p in sides.supporting))),
        kind=evidence.kind,
        versions=evidence.relations[0].versions if evidence.relations else "",
        places=(own.places or own.context_places[:1]) if own else (),
        event_time=own.event_time if own else None,
        supporting_count=shown.count(supporting, seen[0]),
        opposing_count=shown.count(opposing, seen[1]),
    )


def _take_sides(evidence: Evidence) -> _Sides:
    passages = {passage.item_id: passage for passage in evidence.passages}
    sides = _Sides()
    if evidence.item_id in passages:
        sides.supporting.append(passages[evidence.item_id])
    for relation in sorted(evidence.relations, key=lambda r: r.id):
        other = relation.b_id if relation.a_id == evidence.item_id else relation.a_id
        if other in passages and other != evidence.item_id:
            getattr(sides, side_of(relation, evidence.item_id)).append(passages[other])
    return _with_disputes(sides, evidence)


def _with_disputes(sides: _Sides, evidence: Evidence) -> _Sides:
    """The sides; a later figure that one report gives beside the earlier one has not overtaken it, but disputes it."""
    figures = [relation for relation in evidence.relations if RelationReason.VALUE in relation.reasons]
    counted = {end for relation in figures for end in (relation.a_id, relation.b_id)}
    known = {claim.id: claim.as_of for claim in evidence.claims}
    # What the report itself calls an earlier figure it does not dispute.
    both = {
        passage.document_id
        for passage in sides.supporting
        if (moment := known.get(passage.item_id)) is None
        or passage.published_at is None
        or moment >= passage.published_at
    }
    disputes = [each for each in sides.newer if each.document_id in both and each.item_id in counted]
    if not disputes:
        return sides
    newer = [passage for passage in sides.newer if passage not in disputes]
    return replace(sides, opposing=sides.opposing + disputes, newer=newer)


def _state(
    evidence: Evidence,
    supporting: Sequence[Origin],
    opposing: Sequence[Origin],
    sides: _Sides,
    min_origins: int,
) -> FindingState:
    stored = any(passage.item_id == evidence.item_id for passage in evidence.passages)
    if evidence.kind == "quote":
        languages = [p.language for p in sides.supporting if p.item_id != evidence.item_id]
        first = frozenset(kind for kind in TOLD_OTHERWISE if _first_told(kind, evidence, sides))
        return quote_state(evidence.relations, languages, evidence.language, stored=stored, first_told=first)
    return claim_state(
        len(supporting),
        len(opposing),
        superseded=bool(sides.newer),
        check_worthiness=evidence.check_worthiness,
        enough=max(min_origins, CORROBORATING),
    )


def _first_told(kind: RelationKind, evidence: Evidence, sides: _Sides) -> bool:
    """Whether who tells a quotation otherwise told it first, and is no fewer than those who tell it as it stands."""
    items = {end for each in evidence.relations if each.kind is kind for end in (each.a_id, each.b_id)}
    theirs = [passage for passage in sides.opposing if passage.item_id in items]
    others, own = (group_origins(side, evidence.links) for side in (theirs, sides.supporting))
    if not others or not own or len(others) < len(own):
        return False
    first, ours = (origins[0].passages[0].published_at for origins in (others, own))
    return first is not None and ours is not None and first < ours


def _reasons(evidence: Evidence, sides: _Sides) -> tuple[RelationReason, ...]:
    decisive = {p.item_id for p in sides.opposing} or {p.item_id for p in sides.newer}
    found = {reason for relation in _touching(evidence, decisive) for reason in relation.reasons}
    return tuple(sorted(found))


def _touching(evidence: Evidence, items: set[str]) -> list[Relation]:
    return [r for r in evidence.relations if r.a_id in items or r.b_id in items]


def _timeline(claims: Sequence[Claim], origins: Sequence[Origin]) -> tuple[TimelinePoint, ...]:
    by_item = {passage.item_id: origin.id for origin in origins for passage in origin.passages}
    points = [
        TimelinePoint(claim.as_of, by_item[claim.id], _value(claim), claim.id)
        for claim in claims
        if claim.id in by_item and (claim.quantities or claim.predicate)
    ]
    return tuple(sorted(points, key=lambda p: (p.as_of is None, str(p.as_of), p.item_id)))


def _value(claim: Claim) -> str:
    if not claim.quantities:
        return claim.predicate
    first = claim.quantities[0]
    return f"{first.qualifier.value} {first.best:g} {first.unit} {first.population}".strip()
