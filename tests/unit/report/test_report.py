"""Reports of a batch: what is counted, what is drawn, and that no article's words can break out of them."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree, html
from pyarrow import parquet as arrow

from averral.cli.output import finding_cells
from averral.errors import Permanent, Reason
from averral.language.why import explain
from averral.model import (
    BatchChange,
    Finding,
    FindingState,
    ItemFailure,
    Origin,
    Passage,
    Span,
    TimelinePoint,
)
from averral.report import charts, page, parquet, rows
from averral.report.digest import Digest, Event, Share, Toll
from averral.report.pairs import PAIRS

NASTY = '<script>alert(1)</script> "quoted" & قُتل 27 جندياً'


def passage(item: str, outlet: str, text: str = "Ten were killed.", url: str = "") -> Passage:
    return Passage(item, f"doc_{item}", f"ext {item}", Span(0, len(text)), text, "en", outlet, url=url)


def origin(name: str, *passages: Passage) -> Origin:
    return Origin(f"org_{name}", name, passages)


def finding(item: str, state: FindingState, supporting, opposing=(), **given) -> Finding:
    plain = {"kind": "casualties", "topic": item, "text": "Ten were killed.", "language": "en"} | given
    return Finding(
        f"fnd_{item}", item, "default", state=state, supporting=supporting, opposing=opposing, **plain
    )


def day(number: int) -> datetime:
    return datetime(2016, 12, number, tzinfo=UTC)


CONTESTED = finding(
    "a",
    FindingState.CONTESTED,
    (origin("Agency", passage("a", "Asi"), passage("b", "Bel")),),
    (origin("Army", passage("c", "Cor")),),
    timeline=(
        TimelinePoint(day(4), "org_Agency", "at_least 27 killed soldiers", "a"),
        TimelinePoint(day(5), "org_Army", "exact 10 killed soldiers", "c"),
        TimelinePoint(day(5), "org_Army", "talks.failed", "c"),
        TimelinePoint(None, "org_Army", "exact 11 killed soldiers", "c"),
    ),
)
SINGLE = finding(
    "s", FindingState.SINGLE_ORIGIN, (origin("Agency", passage("s", "Asi"), passage("t", "Bel")),)
)
AGREED = finding(
    "g", FindingState.CORROBORATED, (origin("A", passage("g", "Asi")), origin("B", passage("h", "Bel")))
)


def test_claims_are_shared_out_by_origins_not_by_articles():
    digest = Digest().add_all([CONTESTED, SINGLE, AGREED])
    assert digest.overall == Share("", corroborated=1, single=1, disputed=1)
    assert digest.outlet_shares == [Share("Asi", 1, 1, 1)]
    assert digest.kind_shares == [Share("casualties", 1, 1, 1)]


def test_outlets_contradict_each_other_once_a_matter():
    twin = finding("b", FindingState.CONTESTED, CONTESTED.opposing, CONTESTED.supporting, topic="a")
    names, counts = Digest().add_all([CONTESTED, twin, SINGLE]).against
    assert counts == {("Asi", "Cor"): 1, ("Bel", "Cor"): 1}
    assert names[0] == "Cor"


def test_tolls_are_gathered_by_origin_and_time():
    [event] = Digest().add_all([CONTESTED, SINGLE]).events
    assert event.origins == ["Agency", "Army"]
    assert event.tolls == {Toll(day(4), "Agency", 27, "at_least"), Toll(day(5), "Army", 10, "exact")}


def test_one_count_told_of_in_two_findings_is_one_chart():
    twin = finding(
        "b", FindingState.CONTESTED, CONTESTED.supporting, CONTESTED.opposing, timeline=CONTESTED.timeline
    )
    assert len(Digest().add_all([CONTESTED, twin]).events) == 1


@pytest.mark.parametrize(
    "tolls",
    [
        {Toll(day(4), "A", 27, "exact"), Toll(day(4), "B", 0, "vague")},
        {
            Toll(day(1), "A", 280_000, "about"),
            Toll(day(28), "B", 3e6, "at_most"),
            Toll(day(3), "A", 1, "exact"),
        },
        {Toll(datetime(1999, 1, 1, tzinfo=UTC), "A", 5, "range"), Toll(day(1), "B", 6, "at_least")},
    ],
)
def test_a_chart_is_well_formed_and_stays_in_its_frame(tolls):
    drawn = etree.fromstring(charts.tolls_chart(Event("x", "en", "killed", tolls)))
    xs = [float(one.get("cx")) for one in drawn.iter("{*}circle")]
    ys = [float(one.get("cy")) for one in drawn.iter("{*}circle")]
    assert all(charts.LEFT <= x <= charts.WIDTH - charts.RIGHT for x in xs)
    assert all(charts.TOP <= y <= charts.HEIGHT - charts.BOTTOM for y in ys)
    marks = len(list(drawn.iter("{*}title")))
    assert marks == len(tolls)
    assert len(list(drawn.iter("{*}text"))) < 25


@pytest.mark.parametrize(("most", "step"), [(0, 1), (3, 1), (27, 10), (280_000, 100_000), (41, 20)])
def test_grid_lines_stand_at_round_figures(most, step):
    assert charts.nice_step(most) == step


def about(**given) -> page.About:
    return page.About("Cross-check of x", datetime(2026, 1, 1, tzinfo=UTC), 3, **given)


def test_the_page_loads_nothing_runs_nothing_and_keeps_words_as_words():
    nasty = finding(
        "n",
        FindingState.CONTESTED,
        (origin(NASTY, passage("n", NASTY, NASTY, "javascript:alert(1)")),),
        (origin("B", passage("m", "B", NASTY, "https://b.example/1?a=1&b=2")),),
        text=NASTY,
        why=NASTY,
        timeline=(
            TimelinePoint(day(4), "org_" + NASTY, "exact 27 killed", "n"),
            TimelinePoint(day(5), "org_B", "exact 10 killed", "m"),
        ),
    )
    changes = [BatchChange("new", "n", None, nasty), BatchChange("cleared", "s", SINGLE, None)]
    told = page.render(
        about(failures=[ItemFailure(NASTY, "EMPTY_TEXT", NASTY)], failed=3, changes=changes),
        Digest().add_all([nasty, SINGLE, AGREED]),
    )
    tree = html.fromstring(told)
    assert not tree.xpath("//script | //img | //link | //iframe | //@src | //@onload | //@onclick")
    assert tree.xpath("//a/@href") == ["https://b.example/1?a=1&b=2"]
    assert "url(" not in told
    assert NASTY in tree.xpath("string(//article)")
    assert "and 2 more" in tree.text_content()
    assert "1 conflicts are new, 1 are gone" in " ".join(tree.text_content().split())
    # Words of another direction must not drag their neighbours along.
    assert all(one.tag == "bdi" or one.get("dir") for one in tree.xpath("//*[@lang and not(self::html)]"))


def test_an_empty_report_says_that_there_is_nothing():
    text = page.render(about(), Digest())
    assert "No claim was found." in text
    assert "No conflict was found." in text


def test_no_cell_is_a_formula():
    bad = finding("f", FindingState.SINGLE_ORIGIN, (origin("=A1", passage("f", "=cmd")),), text=" =1+1\nx")
    cells = next(csv.DictReader(io.StringIO(rows.FINDINGS.header() + rows.FINDINGS.csv(bad))))
    assert list(cells) == list(rows.COLUMNS)
    assert (cells["text"], cells["outlet"]) == ("'=1+1 x", "'=cmd")


def test_a_parquet_file_has_typed_columns_in_groups(monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 2)
    out = io.BytesIO()
    parquet.write([CONTESTED, SINGLE, AGREED], out)
    file = arrow.ParquetFile(out)
    assert file.num_row_groups == 2
    found = file.read().to_pylist()
    assert [row["state"] for row in found] == ["CONTESTED", "SINGLE_ORIGIN", "CORROBORATED"]
    assert (found[0]["origins_for"], found[0]["articles_for"], found[0]["outlets_for"]) == (
        1,
        2,
        ["Asi", "Bel"],
    )
    empty = io.BytesIO()
    parquet.write([], empty)
    assert arrow.read_table(empty).column_names == list(rows.COLUMNS)


def test_pairs_are_the_passages_for_and_against_beside_what_the_finding_is_about():
    later = passage("d", "Dor", url="https://dor.example/1")
    found = replace(CONTESTED, related=(later,))
    told = list(PAIRS.rows(found))
    assert [(row["side"], row["other_outlet"], row["origin"]) for row in told] == [
        ("for", "Bel", "Agency"),
        ("against", "Cor", "Army"),
        ("related", "Dor", ""),
    ]
    assert {(row["item_id"], row["document_id"], row["outlet"]) for row in told} == {("a", "ext a", "Asi")}
    assert (told[2]["other_url"], told[2]["other_document_id"]) == ("https://dor.example/1", "ext d")
    lines = [json.loads(line) for line in PAIRS.jsonl(found).splitlines()]
    assert lines == told
    table = list(csv.DictReader(io.StringIO(PAIRS.header() + PAIRS.csv(found))))
    assert [row["other_item_id"] for row in table] == ["b", "c", "d"]
    out = io.BytesIO()
    parquet.write([found, SINGLE], out, PAIRS)
    assert arrow.read_table(out).to_pylist()[:3] == [row | {"reasons": row["reasons"]} for row in told]


def test_parquet_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Permanent) as error:
        parquet.check_installed()
    assert (error.value.reason, error.value.metadata) == (Reason.MISSING_EXTRA, {"extra": "parquet"})


def test_words_that_are_told_as_denied_are_shown_with_that():
    denial = replace(passage("d", "Cor", "shelling the market"), denied=True)
    said = passage("e", "Asi", "shelling the market")
    sides = ((origin("Army", denial),), (origin("Mayor", said),))
    told = finding("d", FindingState.CONTESTED, *sides, text="shelling the market")
    assert own_words(finding_cells(told)) == ["denied", "denied", "plain"]
    assert explain(FindingState.DENIED, *sides, (), "en").index("Mayor") < explain(
        FindingState.DENIED, *sides, (), "en"
    ).index("Army")


def own_words(cells):
    return ["denied" if "denied:" in each else "plain" for each in cells[1:]]
