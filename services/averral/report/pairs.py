"""Every passage that stands for or against a finding, beside what the finding is about: pairs to work on offline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from averral.model import Finding, Origin, Passage
from averral.report.rows import Table, own_passage

#: Column → what it holds. `side` is for, against or related; spans count code points of the passage's document.
COLUMNS: dict[str, type] = {
    "finding_id": str,
    "state": str,
    "kind": str,
    "reasons": list,
    "side": str,
    "relation_id": str,
    "origin": str,
    "item_id": str,
    "document_id": str,
    "outlet": str,
    "language": str,
    "text": str,
    "other_item_id": str,
    "other_document_id": str,
    "other_outlet": str,
    "other_group": str,
    "other_language": str,
    "other_text": str,
    "other_start": int,
    "other_end": int,
    "other_speaker": str,
    "other_url": str,
    "other_published": str,
    "versions": str,
}


def pairs(finding: Finding) -> Iterator[dict[str, Any]]:
    """The finding with each passage of another document, by column."""
    own = own_passage(finding)
    common = {
        "finding_id": finding.id,
        "state": finding.state.name,
        "kind": finding.kind,
        "reasons": [reason.name for reason in finding.reasons],
        "item_id": finding.item_id,
        "document_id": (own.external_id or own.document_id) if own else "",
        "outlet": own.outlet if own else "",
        "language": finding.language,
        "text": finding.text,
        "versions": finding.versions,
    }
    for side, origin, passage in _passages(finding):
        if passage.item_id != finding.item_id:
            told = common | {"side": side, "origin": origin} | _other(passage)
            yield {name: told[name] for name in COLUMNS}


def _passages(finding: Finding) -> Iterator[tuple[str, str, Passage]]:
    sides: tuple[tuple[str, tuple[Origin, ...]], ...] = (
        ("for", finding.supporting),
        ("against", finding.opposing),
    )
    for side, origins in sides:
        for origin in origins:
            for passage in origin.passages:
                yield side, origin.label, passage
    for passage in finding.related:
        yield "related", "", passage


def _other(passage: Passage) -> dict[str, Any]:
    published = passage.published_at
    return {
        "relation_id": passage.relation_id,
        "other_item_id": passage.item_id,
        "other_document_id": passage.external_id or passage.document_id,
        "other_outlet": passage.outlet,
        "other_group": passage.group,
        "other_language": passage.language,
        "other_text": passage.text,
        "other_start": passage.span.start,
        "other_end": passage.span.end,
        "other_speaker": passage.speaker,
        "other_url": passage.url,
        "other_published": published.isoformat() if published else "",
    }


PAIRS = Table(COLUMNS, pairs)
