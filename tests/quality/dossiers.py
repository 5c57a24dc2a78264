"""Reads the dossiers of invented events as one corpus each, asks their questions and scores what comes back.

Every error in words: `python tests/quality/dossiers.py --show [NAME …]`; names are those of folders or of splits.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from averral.cli import batch, installation
from averral.cli.inputs import read_documents
from averral.cli.rows import answer_row
from averral.cli.verify import ask
from averral.model import DEFAULT_WORKSPACE, Relation, RelationKind, RelationReason, Span

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "dossiers"
QUOTE_KINDS = {RelationKind.SAME_QUOTE, RelationKind.ALTERED_QUOTE, RelationKind.MISATTRIBUTED_QUOTE}
SIDES = ("supporting", "opposing")
SPLITS = ("dev", "dev-2", "dev-3", "dev-4", "dev-5", "dev-6", "dev-7", "dev-8", "dev-9", "held-out-9")

Row = dict[str, Any]


@dataclass
class Score:
    """Counts over one or several dossiers; errors in words."""

    claims: list[bool] = field(default_factory=list)
    quotes: list[bool] = field(default_factory=list)
    wanted: int = 0
    found: int = 0
    traps: int = 0
    relations: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def claim_verdicts(self) -> float:
        """Share of claims with an accepted state."""
        return sum(self.claims) / max(1, len(self.claims))

    @property
    def quote_verdicts(self) -> float:
        """The same of quotations."""
        return sum(self.quotes) / max(1, len(self.quotes))

    @property
    def evidence_recall(self) -> float:
        """Share of the annotated documents that are shown on their side."""
        return self.found / max(1, self.wanted)

    @property
    def relation_f1(self) -> float:
        """Mean over the annotated kinds of the harmonic mean of precision and recall."""
        kinds = {gold for gold, _ in self.relations}
        return sum(self._f1(kind) for kind in kinds) / max(1, len(kinds))

    def _f1(self, kind: str) -> float:
        right = sum(gold == got == kind for gold, got in self.relations)
        marked = sum(gold == kind for gold, _ in self.relations) + sum(
            got == kind for _, got in self.relations
        )
        return 2 * right / marked if marked else 0.0

    def add(self, other: Score) -> None:
        """Counts another dossier in."""
        self.claims += other.claims
        self.quotes += other.quotes
        self.wanted += other.wanted
        self.found += other.found
        self.traps += other.traps
        self.relations += other.relations
        self.errors += other.errors

    def __str__(self) -> str:
        """One line of figures."""
        return (
            f"claims {sum(self.claims)}/{len(self.claims)}  quotes {sum(self.quotes)}/{len(self.quotes)}"
            f"  evidence {self.found}/{self.wanted}  traps {self.traps}  relation F1 {self.relation_f1:.3f}"
        )


@dataclass(frozen=True)
class Texts:
    """What a corpus holds: bodies by the caller's ids, these by ours, and the ids of all quotes."""

    bodies: dict[str, str]
    homes: dict[str, str]
    quotes: set[str]


def rows(path: Path) -> list[Row]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def names(split: str) -> list[str]:
    """Dossiers of a split."""
    return [row["name"] for row in rows(FOLDER / "manifest.jsonl") if row["split"] == split]


def files(split: str) -> list[Path]:
    """All files of a split, for the digest that a floor is bound to."""
    kinds = ("docs", "queries", "relations")
    return [FOLDER / name / f"{kind}.jsonl" for name in names(split) for kind in kinds]


@cache
def score_split(split: str) -> Score:
    """The sum over the dossiers of a split."""
    total = Score()
    for name in names(split):
        total.add(score(name))
    return total


@cache
def score(name: str) -> Score:
    """One dossier, in a corpus of its own."""
    return asyncio.run(_score(FOLDER / name))


async def _score(folder: Path) -> Score:
    result = Score()
    async with installation.in_process() as here:
        await batch.take_in(here, DEFAULT_WORKSPACE, read_documents(str(folder / "docs.jsonl")))
        for query in rows(folder / "queries.jsonl"):
            _take_answer(result, query, answer_row(query["id"], await ask(here, DEFAULT_WORKSPACE, query)))
        stored = {
            record.document.id: record.document
            for record in (await here.matching.list_documents(DEFAULT_WORKSPACE, page_size=100)).items
        }
        bodies = {document.external_id: document.body for document in stored.values()}
        quotes = {
            quote.id
            for document in stored
            for quote in (await here.matching.list_quotes(DEFAULT_WORKSPACE, document, page_size=500)).items
        }
        between: dict[frozenset[str], list[Relation]] = defaultdict(list)
        async for relation in batch.all_relations(here, DEFAULT_WORKSPACE):
            ends = (relation.a_document_id, relation.b_document_id)
            between[frozenset(stored[end].external_id for end in ends)].append(relation)
    texts = Texts(bodies, {document.id: document.external_id for document in stored.values()}, quotes)
    for row in rows(folder / "relations.jsonl"):
        pair = between[frozenset((row["a"]["doc"], row["b"]["doc"]))]
        _take_relation(result, row, kind_found(row, pair, texts))
    return result


def _take_answer(result: Score, query: Row, answer: Row) -> None:
    state = answer["state"].lower()
    right = state in query["expect"]
    (result.claims if query["kind"] == "claim" else result.quotes).append(right)
    shown = {side: {passage["document_id"] for passage in answer[side]} for side in SIDES}
    missing = [f"{side} {doc}" for side in SIDES for doc in query[side] if doc not in shown[side]]
    trapped = sorted(set(query["must_not"]) & (shown["supporting"] | shown["opposing"]))
    result.wanted += sum(len(query[side]) for side in SIDES)
    result.found += sum(len(query[side]) for side in SIDES) - len(missing)
    result.traps += len(trapped)
    if right and not missing and not trapped:
        return
    mark = "ok   " if right else "WRONG"
    count = f"{answer['origins_supporting']}:{answer['origins_opposing']}"
    lines = [
        f"{mark} {query['id']} {query['lang']} {query['kind']} {query['text']} [{query.get('speaker', '')}]"
    ]
    lines.append(f"      want {query['expect']} got {state} {count} {answer['reasons']}")
    lines.append("      shown " + " | ".join(f"{side} {sorted(shown[side])}" for side in SIDES))
    lines += [f"      missing {', '.join(missing)}"] if missing else []
    lines += [f"      TRAPS {', '.join(trapped)}"] if trapped else []
    result.errors.append("\n".join(lines))


def _take_relation(result: Score, row: Row, got: str) -> None:
    gold = row["kind"]
    if got in row.get("accept", ()):
        got = gold
    result.relations.append((gold, got))
    if got != gold:
        a, b = row["a"], row["b"]
        result.errors.append(
            f"RELATION want {gold} {row['reasons']} got {got}\n"
            f"      {a['doc']}: {a['excerpt']}\n      {b['doc']}: {b['excerpt']}"
        )


def kind_found(row: Row, relations: Iterable[Relation], texts: Texts) -> str:
    """The kind of the relation whose passages lie closest to the two excerpts; on a tie the annotated one.

    A pair annotated as a quotation is looked for among quotes, any other among claims; look-alikes among both.
    """
    gold = RelationKind(row["kind"])
    accepted = {row["kind"], *row.get("accept", ())}
    quotes = gold in QUOTE_KINDS or RelationReason.DENIAL.value in row["reasons"]
    best = (0.0, False, 0.0)
    kind = RelationKind.UNRELATED.value
    for relation in relations:
        if gold is not RelationKind.UNRELATED and (relation.a_id in texts.quotes) != quotes:
            continue
        near = _nearness(row, relation, texts)
        rank = (round(near, 3), relation.kind.value in accepted, relation.confidence)
        if near and rank > best:
            best, kind = rank, relation.kind.value
    return RelationKind.UNRELATED.value if kind == RelationKind.RELATED.value else kind


def _nearness(row: Row, relation: Relation, texts: Texts) -> float:
    spans = {
        texts.homes[relation.a_document_id]: relation.a_span,
        texts.homes[relation.b_document_id]: relation.b_span,
    }
    total = 1.0
    for end in ("a", "b"):
        excerpt, body = row[end]["excerpt"], texts.bodies[row[end]["doc"]]
        start = body.index(excerpt)
        total *= _overlap(spans[row[end]["doc"]], Span(start, start + len(excerpt)))
    return total


def _overlap(mine: Span, yours: Span) -> float:
    """Intersection over union; 0 when they share less than half of the shorter one."""
    common = min(mine.end, yours.end) - max(mine.start, yours.start)
    if common < 0.5 * min(len(mine), len(yours)):
        return 0.0
    return common / (len(mine) + len(yours) - common)


def report(chosen: Iterable[str], *, show: bool) -> str:
    """Figures per dossier, with every error if asked for."""
    lines = []
    for name in chosen:
        lines.append(f"{name}: {score(name)}")
        lines += score(name).errors if show else []
    lines += [f"{split}: {score_split(split)}" for split in SPLITS if set(names(split)) <= set(chosen)]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Prints the report about the dossiers or splits named, or about all."""
    given = [word for word in arguments if not word.startswith("--")] or list(SPLITS)
    chosen = [name for word in given for name in (names(word) or [word])]
    print(report(chosen, show="--show" in arguments))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
