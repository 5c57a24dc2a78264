"""What of a finding's sides is shown: every origin before the second passage of any, and each passage with who claims it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from averral.model import Claim, Origin, Passage, SideCount


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


def told(origins: Sequence[Origin], claims: Mapping[str, Claim]) -> tuple[Origin, ...]:
    """The origins, their passages with all that a reader wants to know of each."""
    return tuple(
        replace(
            origin, passages=tuple(tell(passage, claims.get(passage.item_id)) for passage in origin.passages)
        )
        for origin in origins
    )


def tell(passage: Passage, claim: Claim | None = None) -> Passage:
    """The passage with the digest of its words and, of a claim, who makes it and when it happened."""
    return replace(
        passage,
        sha256=hashlib.sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest(),
        attribution=claim.attribution if claim else (),
        event_time=claim.event_time if claim else None,
    )
