"""Which side of an item a relation puts the other item on: what matching gathers and verification counts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Literal

from averral.model import Relation, RelationKind, RelationReason

Side = Literal["supporting", "opposing", "newer", "related"]

SUPPORTS = frozenset({RelationKind.CORROBORATES, RelationKind.SAME_QUOTE})
OPPOSES = frozenset({RelationKind.CONFLICTS, RelationKind.ALTERED_QUOTE, RelationKind.MISATTRIBUTED_QUOTE})
#: Sides whose origins are counted.
COUNTED: tuple[Side, Side] = ("supporting", "opposing")

#: Where a passage answers several parts of a question, what it says against one part counts most.
_TELLING = (
    RelationKind.CONFLICTS,
    RelationKind.MISATTRIBUTED_QUOTE,
    RelationKind.SAME_QUOTE,
    RelationKind.ALTERED_QUOTE,
    RelationKind.CORROBORATES,
    RelationKind.UPDATES,
    RelationKind.SCOPE_DIFFERS,
    RelationKind.RELATED,
    RelationKind.UNRELATED,
)

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


def most_telling(relations: Iterable[Relation], own: AbstractSet[str]) -> list[Relation]:
    """One relation per passage, whichever part of the question it answers; `own` are the ids of the parts."""
    best: dict[str, Relation] = {}
    for relation in sorted(relations, key=lambda r: (_TELLING.index(r.kind), -r.confidence, r.id)):
        best.setdefault(relation.b_id if relation.a_id in own else relation.a_id, relation)
    return list(best.values())


def is_excerpt(relation: Relation) -> bool:
    """Whether one quotation is the other, shortened."""
    return relation.kind is RelationKind.ALTERED_QUOTE and set(relation.reasons) <= MEANING_KEPT
