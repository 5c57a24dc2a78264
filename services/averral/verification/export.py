"""Findings as lines for other programs. A ClaimReview is a draft: the rating is a person's to give."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

from averral.errors import Permanent, Reason
from averral.model import Finding, Origin, Passage

COLUMNS = ("id", "state", "kind", "language", "text", "supporting", "opposing", "outlets", "reasons", "why")

#: A cell that a spreadsheet would run as a formula starts with one of these, after blanks; the wide forms are
#: what East Asian spreadsheets take for the same.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

_MARK = "\ufeff"

_SCHEMA = "https://schema.org"


async def export_lines(
    findings: AsyncIterable[Finding], wanted: str, *, mark: bool = False
) -> AsyncIterator[str]:
    """Lines without their line ends: `jsonl`, `csv` (with a header), `claim_review` or `json_ld`.

    `mark` puts a byte order mark before a CSV.

    Raises:
        Permanent: INVALID_ARGUMENT for another format.
    """
    makers = {
        "jsonl": _json,
        "unspecified": _json,
        "csv": _csv,
        "claim_review": _claim_review,
        "json_ld": _json_ld,
    }
    make = makers.get(wanted)
    if make is None:
        raise Permanent(Reason.INVALID_ARGUMENT, f"There is no export format {wanted}.", field="format")
    # Asked for before the header is given: a refusal must come in place of a file, not inside one.
    rest = aiter(findings)
    first = await anext(rest, None)
    if wanted == "csv":
        yield (_MARK if mark else "") + _row(COLUMNS)
    if first is not None:
        yield make(first)
    async for finding in rest:
        yield make(finding)


def _json(finding: Finding) -> str:
    return _dump(as_json(finding))


def as_json(finding: Finding) -> dict[str, Any]:
    """The finding as programs get it."""
    return {
        "id": finding.id,
        "item_id": finding.item_id,
        "state": finding.state.value.upper(),
        "kind": finding.kind,
        "language": finding.language,
        "text": finding.text,
        "supporting": [_origin(origin) for origin in finding.supporting],
        "opposing": [_origin(origin) for origin in finding.opposing],
        "origins_supporting": finding.origins_for,
        "origins_opposing": finding.origins_against,
        "reasons": [reason.value.upper() for reason in finding.reasons],
        "why": finding.why,
        "versions": finding.versions,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "label": origin.label,
        "passages": [
            {
                "document_id": passage.external_id or passage.document_id,
                "outlet": passage.outlet,
                "url": passage.url,
                "start": passage.span.start,
                "end": passage.span.end,
                "text": passage.text,
                "sha256": passage.sha256,
            }
            for passage in origin.passages
        ],
    }


def _csv(finding: Finding) -> str:
    passages = [p for origin in (*finding.supporting, *finding.opposing) for p in origin.passages]
    return _row(
        (
            finding.id,
            finding.state.value.upper(),
            finding.kind,
            finding.language,
            finding.text,
            finding.origins_for,
            finding.origins_against,
            "; ".join(dict.fromkeys(passage.outlet for passage in passages if passage.outlet)),
            "; ".join(reason.value.upper() for reason in finding.reasons),
            finding.why,
        )
    )


def _row(cells: tuple[Any, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([_safe(str(cell)) for cell in cells])
    return line.getvalue()


def _safe(cell: str) -> str:
    """On one line, and never a formula."""
    line = " ".join(cell.split())
    return "'" + line if line.startswith(_FORMULA) else line


def _claim_review(finding: Finding) -> str:
    supporting = [_article(p) for origin in finding.supporting for p in origin.passages]
    opposing = [_article(p) for origin in finding.opposing for p in origin.passages]
    return _dump(
        {
            "@context": _SCHEMA,
            "@type": "ClaimReview",
            "identifier": finding.id,
            "creativeWorkStatus": "Draft",
            "claimReviewed": finding.text,
            "inLanguage": finding.language,
            "reviewBody": finding.why,
            "itemReviewed": {"@type": "Claim", "text": finding.text, "appearance": supporting},
            # Where the claim is made stands above; what is reported against it is only cited.
            "citation": opposing,
        }
    )


def _article(passage: Passage) -> dict[str, Any]:
    """The article that printed a passage, in schema.org's words; what is unknown is left out."""
    published = passage.published_at
    found = {
        "@type": "NewsArticle",
        "identifier": passage.external_id or passage.document_id,
        "url": passage.url,
        "inLanguage": passage.language,
        "datePublished": published.isoformat() if published else "",
        "publisher": {"@type": "Organization", "name": passage.outlet} if passage.outlet else "",
    }
    return {name: value for name, value in found.items() if value}


def _json_ld(finding: Finding) -> str:
    return _dump(
        {
            "@context": {"@vocab": f"{_SCHEMA}/", "averral": "urn:averral:v1:"},
            "@type": "Claim",
            "@id": f"urn:averral:{finding.item_id}",
            "text": finding.text,
            "inLanguage": finding.language,
            "averral:state": finding.state.value.upper(),
            "averral:reasons": [reason.value.upper() for reason in finding.reasons],
            "averral:supportedBy": [_origin_node(origin) for origin in finding.supporting],
            "averral:opposedBy": [_origin_node(origin) for origin in finding.opposing],
        }
    )


def _origin_node(origin: Origin) -> dict[str, Any]:
    """One witness line with the claims that go back to it."""
    return {
        "@id": f"urn:averral:{origin.id}",
        "averral:label": origin.label,
        "averral:passages": [
            {
                "@id": f"urn:averral:{passage.item_id}",
                "@type": "Claim",
                "text": passage.text,
                "inLanguage": passage.language,
                "appearance": _article(passage),
            }
            for passage in origin.passages
        ],
    }


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
