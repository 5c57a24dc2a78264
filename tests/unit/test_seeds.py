"""The starter corpus is complete, in our own words, and sets the traps that its README promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from averral.model import FindingState
from shared_data import shared

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LANGUAGES = {"ar", "en", "fr", "tr", "ru"}
LONGEST_SHARED_RUN = 11


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / name).read_text(encoding="utf-8").splitlines()]


MANIFEST = lines("manifest.jsonl")
QUESTIONS = lines("questions.jsonl")
IDS = {row["id"] for row in MANIFEST}


def text_of(report: str) -> str:
    row = next(row for row in MANIFEST if row["id"] == report)
    return (SEEDS / row["file"]).read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    """Words without Arabic marks, tatweel and case, so that a run cannot hide behind spelling."""
    return re.findall(r"\w+", re.sub(r"[\u064b-\u0652\u0640]", "", text).casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_every_report_stands_in_the_manifest_once() -> None:
    files = {path.name for path in SEEDS.glob("*.txt")}
    assert Counter(row["file"] for row in MANIFEST) == Counter(files)
    assert len(IDS) == len(MANIFEST) >= 18


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["id"])
def test_a_row_says_who_published_what_when_and_where(row: dict[str, Any]) -> None:
    assert set(row) == {"id", "file", "outlet", "outlet_group", "lang", "published", "url"}
    assert all(row.values())
    assert row["file"] == f"{row['id']}.txt"
    assert date(2016, 10, 1) <= date.fromisoformat(row["published"]) <= date(2016, 12, 31)
    assert str(urlsplit(row["url"]).hostname).endswith(".example")


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["id"])
def test_a_report_has_a_headline_and_a_short_body(row: dict[str, Any]) -> None:
    headline, blank, body = text_of(row["id"]).split("\n", 2)
    assert headline.strip() == headline != ""
    assert blank == ""
    assert 80 <= len(words(body)) <= 250


def test_an_outlet_always_has_the_same_group_and_language() -> None:
    seen = {(row["outlet"], row["outlet_group"], row["lang"]) for row in MANIFEST}
    assert len(seen) == len({outlet for outlet, _, _ in seen})


def test_reports_and_questions_cover_all_five_languages() -> None:
    assert {row["lang"] for row in MANIFEST} == LANGUAGES
    assert {row["lang"] for row in QUESTIONS} == LANGUAGES
    assert min(Counter(row["lang"] for row in MANIFEST).values()) >= 3


def test_no_report_carries_a_sentence_over_from_the_seed_articles() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted(shared("seeds").glob("*.txt"))]
    assert sources
    taken = set().union(*(runs(source, LONGEST_SHARED_RUN + 1) for source in sources))
    assert {row["id"]: runs(text_of(row["id"]), LONGEST_SHARED_RUN + 1) & taken for row in MANIFEST} == {
        row["id"]: set() for row in MANIFEST
    }


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["id"])
def test_a_question_is_well_formed(row: dict[str, Any]) -> None:
    assert {"id", "kind", "text", "lang", "expect", "must_not"} <= set(row)
    assert set(row) <= {"id", "kind", "text", "lang", "speaker", "date", "expect", "must_not"}
    assert row["kind"] in {"claim", "quote"}
    assert ("speaker" in row) == (row["kind"] == "quote")
    assert row["expect"]
    assert set(row["expect"]) <= {state.value for state in FindingState}
    assert set(row["must_not"]) <= IDS
    assert "date" not in row or date.fromisoformat(row["date"])


def test_there_are_enough_questions_and_no_two_share_an_id() -> None:
    assert len({row["id"] for row in QUESTIONS}) == len(QUESTIONS) >= 12


def shared_part(a: str, b: str, length: int = 5) -> float:
    """Share of the shorter text's five-word runs that the other text has as well."""
    left, right = runs(text_of(a), length), runs(text_of(b), length)
    return len(left & right) / min(len(left), len(right))


def test_the_wire_copy_is_a_copy_and_the_other_reports_are_not() -> None:
    assert shared_part("malahifji-wire-1-en", "malahifji-wire-2-en") > 0.8
    for a, b in combinations(sorted(IDS - {"malahifji-wire-2-en"}), 2):
        assert shared_part(a, b) < 0.2, (a, b)


def test_the_wire_copy_is_printed_by_two_owner_groups() -> None:
    groups = {row["outlet_group"] for row in MANIFEST if row["id"].startswith("malahifji-wire-")}
    assert len(groups) == 2


def test_the_translated_copy_has_the_paragraphs_of_its_original_and_another_owner() -> None:
    original, copy = text_of("ankara-no-result-en"), text_of("ankara-no-result-ru")
    # The copy has a line of its own for outlet and date; the original has them before the first sentence.
    assert copy.count("\n\n") == original.count("\n\n") + 1
    owners = {row["outlet_group"] for row in MANIFEST if row["id"].startswith("ankara-no-result-")}
    assert len(owners) == 3


def test_one_owner_group_prints_the_same_toll_twice() -> None:
    groups = {row["outlet_group"] for row in MANIFEST if row["id"].startswith("aziza-27-group-")}
    outlets = {row["outlet"] for row in MANIFEST if row["id"].startswith("aziza-27-group-")}
    assert (len(groups), len(outlets)) == (1, 2)


def test_the_readme_names_every_report() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z0-9-]+)(\*?)`", readme)
    missing = [
        report
        for report in IDS
        if not any(report.startswith(name) if star else report == name for name, star in named)
    ]
    assert missing == []
