"""Which side of an item a relation puts the other item on: what matching gathers and verification counts."""

from __future__ import annotations

from typing import Literal

from averral.model import Relation, RelationKind, RelationReason

Side = Literal["supporting", "opposing", "newer", "related"]

SUPPORTS = frozenset({RelationKind.CORROBORATES, RelationKind.SAME_QUOTE})
OPPOSES = frozenset({RelationKind.CONFLICTS, RelationKind.ALTERED_QUOTE, RelationKind.MISATTRIBUTED_QUOTE})
#: Sides whose origins are counted.
COUNTED: tuple[Side, Side] = ("supporting", "opposing")

#: A cut quotation keeps its meaning: it stands on the supporting side.
MEANING_KEPT = frozenset({RelationReason.WORDING_CUT})


def side_of(relation: Relation, item_id: str) -> Side:
    """Where the other item stands, as seen from `item_id`."""
    if relation.kind in SUPPORTS or is_excerpt(relation):
        return "supporting"
    if relation.kind in OPPOSES:
        return "opposing"
    if relation.kind is RelationKind.UPDATES:
        return "newer" if relation.b_id == item_id else "related"
    return "related"


def is_excerpt(relation: Relation) -> bool:
    """Whether one quotation is the other, shortened."""
    return relation.kind is RelationKind.ALTERED_QUOTE and set(relation.reasons) <= MEANING_KEPT
