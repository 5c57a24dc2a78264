"""Thirty-eight invented events: are the answers, the passages and the relations those that a careful reader would give?"""

from __future__ import annotations

import pytest

from averral.model import FindingState, RelationKind
from quality import dossiers
from quality.floors import check_floor

SPLITS = dossiers.SPLITS
NAMES = [name for split in SPLITS for name in dossiers.names(split)]
LANGUAGES = {"ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "uk"}
RELATIONS = {kind.value for kind in RelationKind} - {"related"}


@pytest.mark.parametrize("name", NAMES)
def test_the_annotation_of_a_dossier_is_well_formed(name):
    documents = {row["id"]: row for row in dossiers.rows(dossiers.FOLDER / name / "docs.jsonl")}
    for query in dossiers.rows(dossiers.FOLDER / name / "queries.jsonl"):
        sides = {*query["supporting"], *query["opposing"]}
        assert query["expect"]
        assert set(query["expect"]) <= {state.value for state in FindingState}
        assert sides | set(query["must_not"]) <= set(documents)
        assert not sides & set(query["must_not"])
    for row in dossiers.rows(dossiers.FOLDER / name / "relations.jsonl"):
        assert {row["kind"], *row.get("accept", ())} <= RELATIONS
        for end in (row["a"], row["b"]):
            assert documents[end["doc"]]["text"].count(end["excerpt"]) == 1, end


def test_the_dossiers_cover_all_languages_and_kinds_of_relation():
    def read(kind):
        return [row for name in NAMES for row in dossiers.rows(dossiers.FOLDER / name / f"{kind}.jsonl")]

    assert {row["lang"] for row in read("docs")} == LANGUAGES
    assert {row["kind"] for row in read("relations")} == RELATIONS


@pytest.mark.slow
@pytest.mark.parametrize("figure", ["claim_verdicts", "quote_verdicts", "evidence_recall", "relation_f1"])
@pytest.mark.parametrize("split", SPLITS)
def test_answers_and_relations_are_the_annotated_ones(split, figure):
    value = getattr(dossiers.score_split(split), figure)
    check_floor("dossiers", f"{split}_{figure}", value, dossiers.files(split))


@pytest.mark.slow
@pytest.mark.parametrize("split", SPLITS)
def test_no_look_alike_counts_as_evidence(split):
    # Counted negatively, so that the floor rises as traps go away.
    value = -dossiers.score_split(split).traps
    check_floor("dossiers", f"{split}_traps_not_taken", value, dossiers.files(split))
