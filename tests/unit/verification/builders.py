"""Hand-built evidence for the tests of findings."""

from __future__ import annotations

from datetime import UTC, datetime

from averral.model import (
    Evidence,
    OriginLevel,
    OriginLink,
    Passage,
    Relation,
    RelationKind,
    RelationReason,
    Span,
)

ITEM = "clm_subject"


def passage(name: str, day: int = 4, language: str = "en", speaker: str = "", document: str = "") -> Passage:
    return Passage(
        item_id=name,
        document_id=document or f"doc_{name}",
        external_id=name,
        span=Span(0, 10),
        text=f"words of {name}",
        language=language,
        outlet=f"outlet {name}",
        published_at=datetime(2016, 12, day, tzinfo=UTC),
        speaker=speaker,
    )


def relation(kind: RelationKind, other: str, *reasons: RelationReason, subject_is_a: bool = True) -> Relation:
    a, b = (ITEM, other) if subject_is_a else (other, ITEM)
    return Relation(
        id=f"rel_{kind.value}_{other}",
        kind=kind,
        a_id=a,
        b_id=b,
        a_document_id=f"doc_{a}",
        b_document_id=f"doc_{b}",
        a_span=Span(0, 10),
        b_span=Span(0, 10),
        reasons=reasons,
        confidence=0.9,
    )


def evidence(
    relations: list[Relation],
    passages: list[Passage],
    links: list[OriginLink] | None = None,
    kind: str = "casualties",
    stored: bool = True,
    worth: float = 0.9,
) -> Evidence:
    own = [passage(ITEM, day=1)] if stored else []
    return Evidence(
        item_id=ITEM,
        text="27 were killed",
        language="en",
        kind=kind,
        check_worthiness=worth,
        relations=tuple(relations),
        passages=(*own, *passages),
        links=tuple(links or ()),
    )


def link(a: str, b: str, level: OriginLevel = OriginLevel.CREDIT) -> OriginLink:
    return OriginLink(a, b, level, "test")
