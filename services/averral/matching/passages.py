"""What a person is shown: the words of an item with their surroundings, and all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from averral.matching import origins
from averral.matching.items import QUOTE, Item
from averral.model import Coverage, Evidence, Passage, Relation, RelationKind
from averral.runtime.offsets import Utf16

#: Code points of context on either side: enough for a W3C text-quote selector to find the place again.
CONTEXT = 60
#: Passages whose origins are compared pair by pair; beyond it only the best-supported are.
LINKED = 200
#: Relations that put no passage on either side.
WEAK = frozenset({RelationKind.RELATED, RelationKind.SCOPE_DIFFERS})


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
    item: Item, relations: Sequence[Relation], others: Sequence[Item], coverage: Coverage, *, stored: bool
) -> Evidence:
    """All that is known about an item; `others` are the items at the far ends of its relations."""
    known = {other.id: other for other in others}
    usable = [one for one in relations if far_end(one, item.id) in known]
    usable.sort(key=lambda one: (-one.confidence, one.id))
    passages = [make_passage(known[far_end(one, item.id)], one.id) for one in usable]
    # A question in several parts may need what is weak for one of them; a stored item's sides stand here.
    sided = [one for one in usable if not stored or one.kind not in WEAK]
    linked = [known[far_end(one, item.id)] for one in sided[:LINKED]]
    own = [item] if stored else []
    return Evidence(
        item_id=item.id,
        text=item.text,
        language=item.language,
        kind=item.kind,
        check_worthiness=item.claim.check_worthiness if item.claim else 1.0,
        relations=tuple(usable),
        passages=(*map(make_passage, own), *passages),
        links=origins.links([*own, *linked]),
        claims=tuple(one.claim for one in (*own, *linked) if one.claim is not None and one.kind != QUOTE),
        coverage=coverage,
    )


def far_end(relation: Relation, item_id: str) -> str:
    """The id of the other item of a relation."""
    return relation.b_id if relation.a_id == item_id else relation.a_id
