"""What of a finding's sides is shown: every origin before the second passage of any, and each passage with who claims it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from averral.language.telling import diff
from averral.model import Evidence, Origin, Passage, Relation, SideCount, WordRun

QUOTE = "quote"


def count(origins: Sequence[Origin], shown: Sequence[Origin]) -> SideCount:
    """How much a side holds, and how much of that is not shown."""
    documents = {passage.document_id for origin in origins for passage in origin.passages}
    return SideCount(len(origins), len(documents), _passages(origins) - _passages(shown))


def _passages(origins: Sequence[Origin]) -> int:
    return sum(len(origin.passages) for origin in origins)


def cut(origins: Sequence[Origin], most: int, own: str) -> tuple[Origin, ...]:
    """The origins with at most so many passages; `own` is the item that the finding is about, which is always there."""
    if _passages(origins) <= most:
        return tuple(origins)
    ranked = sorted(
        (passage.item_id != own, place, order, passage)
        for order, origin in enumerate(origins)
        for place, passage in enumerate(origin.passages)
    )
    kept = {passage.item_id for _, _, _, passage in ranked[:most]}
    left = (
        replace(origin, passages=tuple(one for one in origin.passages if one.item_id in kept))
        for origin in origins
    )
    return tuple(_with_links(origin) for origin in left if origin.passages)


def _with_links(origin: Origin) -> Origin:
    """The origin with the links of the passages that it still has."""
    there = {passage.item_id for passage in origin.passages}
    return replace(origin, links=tuple(one for one in origin.links if there.issuperset((one.a_id, one.b_id))))


class Teller:
    """Tells of passages all that a reader wants to know."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._claims = {claim.id: claim for claim in evidence.claims}
        self._relations = {_far_end(relation, evidence.item_id): relation for relation in evidence.relations}

    def origins(self, found: Sequence[Origin]) -> tuple[Origin, ...]:
        """The origins with their passages told."""
        return tuple(replace(each, passages=tuple(map(self.passage, each.passages))) for each in found)

    def passage(self, passage: Passage) -> Passage:
        """The passage with who says so and when it happened, how and why it stands to the item, and its words' digest."""
        claim = self._claims.get(passage.item_id)
        relation = self._relations.get(passage.item_id)
        return replace(
            passage,
            sha256=hashlib.sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest(),
            attribution=claim.attribution if claim else (),
            event_time=claim.event_time if claim else None,
            relation_id=relation.id if relation else passage.relation_id,
            relation_kind=relation.kind if relation else None,
            reasons=relation.reasons if relation else (),
            confidence=relation.confidence if relation else 0.0,
            wording=self._wording(passage),
        )

    def _wording(self, passage: Passage) -> tuple[WordRun, ...]:
        known = self._evidence
        another = passage.item_id != known.item_id
        comparable = known.kind == QUOTE and passage.language == known.language and another
        return diff(known.text, passage.text) if comparable else ()


def _far_end(relation: Relation, item_id: str) -> str:
    return relation.b_id if relation.a_id == item_id else relation.a_id
