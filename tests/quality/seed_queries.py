"""Asks the gold questions about the five seed articles and scores the answers.

Run it to see every answer: `AVERRAL_SHARED=… python tests/quality/seed_queries.py`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from averral.cli import batch, installation
from averral.cli.inputs import read_documents
from averral.cli.rows import answer_row
from averral.cli.verify import ask
from averral.model import DEFAULT_WORKSPACE

#: The annotation's words for our states. A quote's verdict depends on how many origins report it.
CONFLICTING = {"CONTESTED", "CONTRADICTED", "SUPERSEDED", "ALTERED", "MISATTRIBUTED", "DENIED"}
NOTHING = {"NO_EVIDENCE", "NOT_FOUND", "NOT_CHECKABLE"}
QUOTE_KINDS = {"quote", "attribution"}


@dataclass(frozen=True)
class Score:
    verdicts: float
    evidence_recall: float
    traps: int
    wrong: list[str]


def verdict(row: dict[str, Any]) -> str:
    if row["state"] in NOTHING:
        return "not enough evidence"
    if row["state"] in CONFLICTING:
        return "conflicting"
    return "corroborated" if row["origins_supporting"] > 1 else "single-source"


async def answers(corpus: Path, queries: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    async with installation.in_process() as here:
        await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(corpus)))
        rows = {}
        for query in queries:
            kind = "quote" if query["kind"] in QUOTE_KINDS else "claim"
            asked = {
                "text": query["query"],
                "kind": kind,
                "lang": query["lang"],
                "date": (query["date_scope"] or "") if len(query["date_scope"] or "") == 10 else "",
            }
            rows[query["id"]] = answer_row(query["id"], await ask(here, DEFAULT_WORKSPACE, asked))
    return rows


def gold_ids(passage: dict[str, Any], items: list[dict[str, Any]]) -> set[str]:
    """Gold items that overlap the passage by half of the shorter, as the annotation's scorer has it."""
    found = set()
    for item in items:
        if item["doc_id"] == passage["document_id"]:
            common = min(item["end"], passage["end"]) - max(item["start"], passage["start"])
            shorter = min(item["end"] - item["start"], passage["end"] - passage["start"])
            if common > 0 and common >= 0.5 * shorter:
                found.add(item["id"])
    return found


def score(gold: Path, rows: dict[str, dict[str, Any]], *, show: bool = False) -> Score:
    items = _read(gold / "claims.jsonl") + _read(gold / "quotes.jsonl")
    queries = _read(gold / "queries.jsonl")
    right, wanted, found, traps, wrong = 0, 0, 0, 0, []
    for query in queries:
        row = rows[query["id"]]
        used = row["supporting"] + row["opposing"]
        hits: set[str] = set().union(*(gold_ids(passage, items) for passage in used)) if used else set()
        evidence = {item["id"] for item in query["expected_evidence"] if item["stance"] != "related"}
        trapped = sorted(set(query["must_not_count"]) & hits)
        wanted += len(evidence)
        found += len(evidence & hits)
        traps += len(trapped)
        right += (good := verdict(row) in query["accept"])
        if not good:
            wrong.append(query["id"])
        if show:
            sys.stdout.write(
                f"{'ok   ' if good else 'WRONG'} {query['id']} {query['lang']} {query['kind']} {query['query']}\n"
                f"      want {query['accept']} got {row['state']} {verdict(row)}"
                f" {row['origins_supporting']}:{row['origins_opposing']} {row['reasons']}\n"
                f"      evidence {sorted(evidence)} hit {sorted(evidence & hits)} other {sorted(hits - evidence)}"
                f" traps {trapped}\n"
            )
    return Score(right / len(queries), found / max(1, wanted), traps, wrong)


def _read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    root = Path(os.environ["AVERRAL_SHARED"])
    queries = _read(root / "gold/seeds/queries.jsonl")
    rows = asyncio.run(answers(root / "seeds", queries))
    sys.stdout.write(f"{score(root / 'gold/seeds', rows, show=True)}\n")
