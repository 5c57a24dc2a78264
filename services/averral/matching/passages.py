"""What a person is shown: the words of an item with their surroundings, and all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from averral.matching.items import Item
from averral.matching.origins import pairs
from averral.model import Coverage, Evidence, Modality, OriginLink, Passage, Relation
from averral.runtime.offsets import Utf16
from averral.runtime.sides import COUNTED, Side, most_telling, side_of

#: Code points of context on either side: enough for a W3C text-quote selector to find the place again.
CONTEXT = 60

#: Documents whose offsets are kept: each passage of one, for each that it speaks to, asks for them.
_utf16 = lru_cache(maxsize=1024)(Utf16)


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
        utf16=_utf16(body).span(span),
        denied=item.claim.modality is Modality.DENIED
        if item.claim
        else bool(item.quote and item.quote.denied),
    )


def make_evidence(
    item: Item,
    relations: Sequence[Relation],
    known: Mapping[str, Item],
    coverage: Coverage,
    *,
    translated: pairs.Translated,
    stored: bool,
) -> Evidence:
    """All that is known about an item.

    Args:
        item: The item.
        relations: Its relations.
        known: Items by id; relations to others are left out.
        coverage: What was searched.
        translated: Tells translations.
        stored: Whether the item is itself a passage.
    """
    usable = [one for one in relations if far_end(one, item.id) in known]
    usable.sort(key=lambda one: (-one.confidence, one.id))
    passages = [make_passage(known[far_end(one, item.id)], one.id) for one in usable]
    own = [item] if stored else []
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
        links=_links(own, sides, translated),
        claims=tuple(one.claim for one in counted if one.claim is not None),
        coverage=coverage,
    )


def links_across(
    parts: Mapping[str, Sequence[Relation]], known: Mapping[str, Item], translated: pairs.Translated
) -> tuple[OriginLink, ...]:
    """What links counting takes where the answers to the parts of a question are merged to one answer.

    Only what one part brought up together is compared: the items of a draft are as many parts, and nobody merges them.

    Args:
        parts: The relations of each part, by its id.
        known: Items by id; relations to others are left out.
        translated: Tells translations.
    """
    brought_up: dict[str, set[str]] = {}
    for part, relations in parts.items():
        for one in relations:
            brought_up.setdefault(far_end(one, part), set()).add(part)
    sides: dict[Side, list[Item]] = {side: [] for side in COUNTED}
    for one in most_telling((one for found in parts.values() for one in found), parts.keys()):
        part = one.a_id if one.a_id in parts else one.b_id
        side, item = side_of(one, part), known.get(far_end(one, part))
        if item is not None and side in sides:
            sides[side].append(item)
    return tuple(
        one
        for members in sides.values()
        for one in pairs.links_to_first(
            members, translated, lambda item: {item.document.id, *brought_up[item.id]}
        )
    )


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
