from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from averral.model import Finding, FindingState, Origin, Passage, RelationReason, Span
from averral.verification.export import COLUMNS, export_lines

#: Properties that schema.org gives to ClaimReview (with those of Review, CreativeWork and Thing), Claim, NewsArticle
#: and Organization; only those that concern us.
PROPERTIES = {
    "ClaimReview": {
        "claimReviewed", "itemReviewed", "reviewBody", "reviewRating", "author", "datePublished", "inLanguage",
        "creativeWorkStatus", "citation", "identifier", "url", "publisher", "text",
    },
    "Claim": {"appearance", "firstAppearance", "claimInterpreter", "text", "inLanguage", "identifier", "url"},
    "NewsArticle": {"identifier", "url", "inLanguage", "datePublished", "publisher", "text", "headline"},
    "Organization": {"name", "url", "identifier"},
}  # fmt: skip


def finding(text: str = "27 were killed") -> Finding:
    at = datetime(2016, 12, 4, tzinfo=UTC)
    passages = (
        Passage(
            "c1", "d1", "a-1", Span(0, 5), "27 killed", "en", "Outlet, A", url="https://a", published_at=at
        ),
        Passage("c2", "d2", "", Span(0, 5), "لم يقتل أحد", "ar"),
    )
    return Finding(
        "fnd_1",
        "clm_1",
        "default",
        text,
        "en",
        FindingState.CONTESTED,
        supporting=(Origin("org_1", "Outlet, A", passages[:1]),),
        opposing=(Origin("org_2", "", passages[1:]),),
        reasons=(RelationReason.VALUE,),
        why="One origin for it,\none against it.",
        kind="casualties",
    )


async def lines(wanted: str, *findings: Finding, mark: bool = False) -> list[str]:
    async def each():
        for one in findings or (finding(),):
            yield one

    return [line async for line in export_lines(each(), wanted, mark=mark)]


def check_properties(node: object) -> None:
    if isinstance(node, list):
        for part in node:
            check_properties(part)
    elif isinstance(node, dict):
        kind = node["@type"]
        unknown = {name for name in node if not name.startswith("@")} - PROPERTIES[kind]
        assert not unknown, (kind, unknown)
        for name, part in node.items():
            if name not in ("@type", "@context", "@id"):
                check_properties(part)


async def test_a_claim_review_is_a_draft_without_a_rating_in_words_that_schema_org_knows():
    review = json.loads((await lines("claim_review"))[0])
    check_properties(review)
    assert review["creativeWorkStatus"] == "Draft"
    assert "reviewRating" not in review
    assert review["itemReviewed"]["appearance"][0]["url"] == "https://a"
    assert review["citation"][0]["identifier"] == "d2"


async def test_relations_name_the_origins_on_both_sides():
    node = json.loads((await lines("json_ld"))[0])
    assert node["averral:reasons"] == ["VALUE"]
    assert node["averral:supportedBy"][0]["averral:passages"][0]["@id"] == "urn:averral:c1"
    assert node["averral:opposedBy"][0]["averral:passages"][0]["text"] == "لم يقتل أحد"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2 dead", "@SUM(A1)", "\t=1+1", " =1+1", "\r\n=cmd|' /C calc'!A0", "＝1+1", "\u00a0=1"],
)
async def test_no_cell_is_a_formula_and_a_row_is_one_line(text):
    header, line = await lines("csv", finding(text))
    row = dict(zip(header.split(","), next(csv.reader(io.StringIO(line))), strict=True))
    assert tuple(row) == COLUMNS
    assert row["text"].startswith("'")
    assert "\n" not in line
    assert row["outlets"] == "Outlet, A"


async def test_a_csv_has_a_mark_on_request_only():
    assert (await lines("csv", mark=True))[0].startswith("\ufeffid,")
    assert (await lines("csv"))[0].startswith("id,")
