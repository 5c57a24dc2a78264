"""The line formats that scripts rely on: plain dictionaries in a stable order of keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from averral.language.why import explain_relation
from averral.model import (
    Claim,
    Document,
    Extraction,
    Finding,
    ItemFailure,
    Origin,
    OriginLink,
    Passage,
    Quantity,
    Quote,
    Relation,
    Span,
)

Row = dict[str, Any]


def extraction_row(document: Document, extraction: Extraction) -> Row:
    """One document with its quotes and claims; offsets are code points into its text."""
    return {
        "document_id": document.external_id,
        "language": extraction.language,
        "quotes": [_quote(document.body, quote) for quote in extraction.quotes],
        "claims": [_claim(claim) for claim in extraction.claims],
        "truncated": extraction.truncated,
        "versions": extraction.versions,
    }


def failure_row(failure: ItemFailure) -> Row:
    """What could not be processed, and why."""
    return {
        "document_id": failure.item_id,
        "error": {"reason": failure.reason, "message": failure.message},
    }


def _quote(body: str, quote: Quote) -> Row:
    speaker = quote.speaker
    return {
        "id": quote.id,
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.text,
        "kind": quote.kind.value,
        "parts": [[part.start, part.end] for part in quote.parts],
        "cue": _mention(body, quote.cue),
        "speaker": _mention(body, speaker.mention if speaker else None),
        "speaker_name": speaker.name if speaker else "",
        "speaker_role": speaker.role if speaker else "",
        "anonymous": bool(speaker and speaker.anonymous),
        "told_to": quote.told_to,
        "denied": quote.denied,
        "parent_id": quote.parent_id,
        "verbatim_doubt": quote.verbatim_doubt,
    }


def _mention(body: str, span: Span | None) -> Row | None:
    return {"start": span.start, "end": span.end, "text": span.of(body)} if span else None


def _claim(claim: Claim) -> Row:
    when = claim.event_time
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "kind": claim.kind.value,
        "predicate": claim.predicate,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
        "event_time": {"from": when.start.isoformat(), "to": when.end.isoformat()} if when else None,
        "places": [place.name for place in claim.places],
        "participants": [participant.name for participant in claim.participants],
        "attributed_to": claim.attribution[-1].name if claim.attribution else "",
        "check_worthiness": round(claim.check_worthiness, 3),
        "quote_id": claim.quote_id,
        "zone": claim.zone.value,
    }


def _quantity(quantity: Quantity) -> Row:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "population": quantity.population,
    }


def relation_row(relation: Relation) -> Row:
    """One relation between two items."""
    return {
        "type": "relation",
        "a": relation.a_id,
        "b": relation.b_id,
        "kind": relation.kind.value.upper(),
        "reasons": [reason.value.upper() for reason in relation.reasons],
        "confidence": round(relation.confidence, 3),
        "why": explain_relation(relation, "en"),
    }


def origin_rows(finding: Finding) -> Iterable[Row]:
    """The shared-witness evidence behind a finding's origins."""
    for origin in (*finding.supporting, *finding.opposing):
        documents = {passage.item_id: passage.external_id for passage in origin.passages}
        for link in origin.links:
            yield _origin(link, documents)


def _origin(link: OriginLink, documents: dict[str, str]) -> Row:
    members = [link.a_id, link.b_id]
    return {
        "type": "origin",
        "members": members,
        "documents": [documents.get(member, "") for member in members],
        "level": link.level.value.upper(),
        "evidence": link.evidence,
    }


def finding_row(finding: Finding) -> Row:
    """One finding of a batch; sides are lists of origins, each with its passages."""
    return {
        "type": "finding",
        "id": finding.item_id,
        "state": finding.state.value.upper(),
        "supporting": [_side(origin) for origin in finding.supporting],
        "opposing": [_side(origin) for origin in finding.opposing],
        "reasons": [reason.value.upper() for reason in finding.reasons],
        "text": finding.text,
        "language": finding.language,
        "topic": finding.topic,
        "why": finding.why,
    }


def _side(origin: Origin) -> Row:
    return {"origin": origin.label, "passages": [_passage(passage) for passage in origin.passages]}


def _passage(passage: Passage) -> Row:
    return {
        "document_id": passage.external_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "id": passage.item_id,
    }


def answer_row(query_id: str, finding: Finding) -> Row:
    """The answer to one question."""
    coverage = finding.coverage
    return {
        "query_id": query_id,
        "state": finding.state.value.upper(),
        "supporting": [_passage(p) for origin in finding.supporting for p in origin.passages],
        "opposing": [_passage(p) for origin in finding.opposing for p in origin.passages],
        "related": [_passage(passage) for passage in finding.related],
        "origins_supporting": finding.origins_for,
        "origins_opposing": finding.origins_against,
        "reasons": [reason.value.upper() for reason in finding.reasons],
        "why": finding.why,
        "coverage": {
            "documents": coverage.documents,
            "sources": coverage.sources,
            "first": _moment(coverage.first),
            "last": _moment(coverage.last),
        },
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
