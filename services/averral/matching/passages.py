"""What a person is shown: the words of an item with their surroundings, and all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from averral.matching.items import Item
from averral.matching.origins import pairs
from averral.model import Coverage, Evidence, OriginLink, Passage, Relation
from averral.runtime.offsets import Utf16
from averral.runtime.sides import COUNTED, Side, side_of

#: Code points of context on either side: enough for a W3C text-quote selector to find the place again.
CONTEXT = 60
#: Passages whose origins are compared pair by pair, for who merges the answers to several parts of a question.
LINKED = 200


def make_passage(item: Item, relation_id: str = "") -> Passage:
    """The item as shown."""
    body, span, source = item.document.body, item.span, item.document.source
    return Passage(
        item_id=item.id,
        document_id=item.document.id,
        external_id=item.document.external_id,
        span=span,
        text=item.text,
        language=item.language,
        outlet=source.outlet,
        group=source.group,
        url=item.document.url,
        published_at=item.published,
        speaker=item.speaker.name if item.speaker else "",
        prefix=body[max(0, span.start - CONTEXT) : span.start],
        suffix=body[span.end : span.end + CONTEXT],
        relation_id=relation_id,
        utf16=Utf16(body).span(span),
    )


def make_evidence(
    item: Item,
    relations: Sequence[Relation],
    known: Mapping[str, Item],
    coverage: Coverage,
    *,
    translated: pairs.Translated,
    stored: bool,
    merged: Collection[str] = (),
) -> Evidence:
    """All that is known about an item.

    Args:
        item: The item.
        relations: Its relations.
        known: Items by id; relations to others are left out.
        coverage: What was searched.
        translated: Tells translations.
        stored: Whether the item is itself a passage.
        merged: Where the caller merges the evidence on several items: ids of all that stand on a side of one.
    """
    usable = [one for one in relations if far_end(one, item.id) in known]
    usable.sort(key=lambda one: (-one.confidence, one.id))
    passages = [make_passage(known[far_end(one, item.id)], one.id) for one in usable]
    own = [item] if stored else []
    ends = [known[end] for one in usable if (end := far_end(one, item.id)) in merged]
    sides = {
        side: [known[far_end(one, item.id)] for one in usable if side_of(one, item.id) == side]
        for side in COUNTED
    }
    counted = [*own, *(member for members in sides.values() for member in members)]
    return Evidence(
        item_id=item.id,
        text=item.text,
        language=item.language,
        kind=item.kind,
        check_worthiness=item.claim.check_worthiness if item.claim else 1.0,
        relations=tuple(usable),
        passages=(*map(make_passage, own), *passages),
        links=pairs.links(ends[:LINKED], translated) if merged else _links(own, sides, translated),
        claims=tuple(one.claim for one in counted if one.claim is not None),
        coverage=coverage,
    )


def sided(relations: Sequence[Relation], item_id: str) -> set[str]:
    """Ids of the items on either side of one."""
    return {far_end(one, item_id) for one in relations if side_of(one, item_id) in COUNTED}


def _links(
    own: Sequence[Item], sides: Mapping[Side, Sequence[Item]], translated: pairs.Translated
) -> tuple[OriginLink, ...]:
    found = [
        one
        for side, members in sides.items()
        for one in pairs.links_to_first([*(own if side == COUNTED[0] else ()), *members], translated)
    ]
    return tuple(dict.fromkeys(found))


def far_end(relation: Relation, item_id: str) -> str:
    """The id of the other item of a relation."""
    return relation.b_id if relation.a_id == item_id else relation.a_id
