from __future__ import annotations

import asyncio

import pytest

from quality.floors import check_floor
from quality.seed_queries import answers, score
from shared_data import rows, shared

GOLD = ("gold/seeds/queries.jsonl", "gold/seeds/claims.jsonl", "gold/seeds/quotes.jsonl")


@pytest.fixture(scope="module")
def result():
    given = rows("gold/seeds/queries.jsonl")
    return score(shared("gold/seeds"), asyncio.run(answers(shared("seeds"), given)))


def test_questions_about_the_seed_articles_get_the_annotated_verdict(result):
    check_floor("queries", "verdicts", result.verdicts, [shared(path) for path in GOLD])


def test_the_passages_shown_are_the_annotated_evidence(result):
    check_floor("queries", "evidence_recall", result.evidence_recall, [shared(path) for path in GOLD])


def test_no_look_alike_counts_as_evidence(result):
    # Counted negatively, so that the floor rises as traps go away.
    check_floor("queries", "traps_not_taken", -result.traps, [shared(path) for path in GOLD])
