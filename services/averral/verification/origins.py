"""Counts witnesses, not articles: passages that go back to one origin are one voice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from averral.model import Origin, OriginLink, Passage

_NEVER = datetime.max.replace(tzinfo=UTC)


def group_origins(passages: Sequence[Passage], links: Iterable[OriginLink]) -> tuple[Origin, ...]:
    """Passages by origin, earliest first.

    Every member shares a direct link with the earliest passage of its origin. Links do not chain:
    an article may print an agency's words beside its own, and whoever shares only the latter with
    it does not share the agency.
    """
    linked = {frozenset((link.a_id, link.b_id)): link for link in links}
    heads: list[list[Passage]] = []
    for passage in sorted(passages, key=_by_time):
        home = next((group for group in heads if _shared(group[0], passage, linked)), None)
        if home is None:
            heads.append([passage])
        else:
            home.append(passage)
    return tuple(_origin(group, linked) for group in heads)


def _by_time(passage: Passage) -> tuple[datetime, str, int, str]:
    return (passage.published_at or _NEVER, passage.document_id, passage.span.start, passage.item_id)


def _shared(head: Passage, other: Passage, linked: dict[frozenset[str], OriginLink]) -> bool:
    if head.document_id == other.document_id:
        return True
    return frozenset((head.item_id, other.item_id)) in linked


def _origin(group: list[Passage], linked: dict[frozenset[str], OriginLink]) -> Origin:
    head = group[0]
    pairs = (frozenset((head.item_id, other.item_id)) for other in group[1:])
    digest = hashlib.sha256(head.item_id.encode()).hexdigest()[:16]
    return Origin(
        id="org_" + digest,
        label=head.speaker or head.outlet or head.group or head.external_id,
        passages=tuple(group),
        links=tuple(linked[pair] for pair in pairs if pair in linked),
    )
