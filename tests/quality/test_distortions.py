"""A report whose figure, outcome, place, date, actor or polarity was changed must not count as confirmation."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from averral.model import RelationKind
from matching_runs import compare_all, document
from quality.floors import check_floor

DATA = Path(__file__).parents[1] / "cases" / "distortions.jsonl"
#: Share of the reports changed in one way that may count as confirmation.
MOST_OF_A_KIND = 0.05
#: Share of paraphrases and translations that may be called contradictions.
MOST_CONTESTED = 0.03
FEWEST_LANGUAGES = 5
ROWS = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def kinds() -> dict[str, RelationKind]:
    pairs = [
        (
            document(row["a"], "a", row["lang_a"], "2021-04-15"),
            document(row["b"], "b", row["lang_b"], "2021-04-15"),
        )
        for row in ROWS
    ]
    return {row["id"]: found.kind for row, found in zip(ROWS, compare_all(pairs), strict=True)}


def share(kinds: dict[str, RelationKind], rows: list[dict[str, str]], wanted: RelationKind) -> float:
    return sum(kinds[row["id"]] is wanted for row in rows) / len(rows)


def test_distorted_reports_are_hardly_ever_taken_for_confirmation(kinds):
    distorted = [row for row in ROWS if row["expect"] == "other"]
    assert len(distorted) >= 600
    assert len({row["lang_b"] for row in distorted}) >= FEWEST_LANGUAGES
    wrong = share(kinds, distorted, RelationKind.CORROBORATES)
    assert wrong <= 0.03, [row["id"] for row in distorted if kinds[row["id"]] is RelationKind.CORROBORATES]
    check_floor("distortions", "not_corroborated", 1 - wrong, [DATA])


@pytest.mark.parametrize("change", sorted({row["change"] for row in ROWS if row["expect"] == "other"}))
def test_no_kind_of_distortion_is_often_taken_for_confirmation(kinds, change):
    rows = [row for row in ROWS if row["change"] == change]
    wrong = share(kinds, rows, RelationKind.CORROBORATES)
    assert wrong <= MOST_OF_A_KIND
    check_floor("distortions", f"not_corroborated_{change}", 1 - wrong, [DATA])


def test_paraphrases_and_translations_are_found_to_corroborate(kinds):
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in ROWS:
        if row["expect"] == "corroborates":
            groups[row["change"]].append(row)
    for change, rows in groups.items():
        check_floor(
            "distortions", f"corroborated_{change}", share(kinds, rows, RelationKind.CORROBORATES), [DATA]
        )


def test_paraphrases_and_translations_are_hardly_ever_taken_for_contradictions(kinds):
    alike = [row for row in ROWS if row["expect"] == "corroborates"]
    wrong = share(kinds, alike, RelationKind.CONFLICTS)
    assert wrong <= MOST_CONTESTED, [row["id"] for row in alike if kinds[row["id"]] is RelationKind.CONFLICTS]
    check_floor("distortions", "same_not_contested", 1 - wrong, [DATA])


def test_changed_figures_and_outcomes_are_named_as_conflicts(kinds):
    for change in ("value10", "value1", "outcome", "polarity"):
        rows = [row for row in ROWS if row["change"] == change]
        check_floor("distortions", f"conflicts_{change}", share(kinds, rows, RelationKind.CONFLICTS), [DATA])
