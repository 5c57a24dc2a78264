"""The five hand-annotated articles: which conflicts, confirmations and common quotes are found, and which traps not."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pytest

from averral.matching.items import Item
from averral.matching.origins.pairs import document_links
from averral.model import Relation, RelationKind
from matching_runs import WORKSPACE, document, ingest, open_services
from quality.floors import check_floor
from shared_data import rows, shared

K = RelationKind
#: Gold relation → the kinds that count as having found it.
FOUND = {
    "corroborates": {K.CORROBORATES, K.SAME_QUOTE},
    "conflicts": {K.CONFLICTS, K.UPDATES, K.ALTERED_QUOTE},
    "same_quote": {K.SAME_QUOTE, K.ALTERED_QUOTE},
}
#: Kinds that join a pair as being about one thing.
JOINING = {K.CORROBORATES, K.CONFLICTS, K.SAME_QUOTE, K.ALTERED_QUOTE, K.MISATTRIBUTED_QUOTE}
QUOTE_RELATIONS = {"same_quote_reworded", "same_statement"}
MOST_TRAPS = 4


@dataclass(frozen=True)
class Run:
    """What the system made of the five articles."""

    items: dict[str, Item]
    relations: tuple[Relation, ...]
    gold: dict[str, frozenset[str]]
    """Gold id → ids of our items of the same level that cover half of the shorter of the two."""


def covers(start: int, end: int, item: Item) -> bool:
    overlap = min(end, item.span.end) - max(start, item.span.start)
    return overlap > 0 and overlap >= 0.5 * min(end - start, len(item.span))


@cache
def run() -> Run:
    gold_docs = rows("gold/seeds/docs.jsonl")
    bodies = {row["doc_id"]: shared(f"seeds/{row['file']}").read_text(encoding="utf-8") for row in gold_docs}
    return asyncio.run(_run(bodies))


async def _run(bodies: dict[str, str]) -> Run:
    embedding, matcher = open_services()
    documents = {name: document(body, name) for name, body in bodies.items()}
    await ingest(embedding, matcher, documents.values())
    items = {
        item.id: item for each in documents.values() for item in matcher._corpus.items_of(WORKSPACE, each.id)
    }
    relations, token = [], ""
    while True:
        page = await matcher.list_relations(WORKSPACE, page_size=500, page_token=token)
        relations += page.items
        token = page.next_page_token
        if not token:
            break
    await matcher.close()
    gold = {}
    for name, wanted in (("claims", True), ("quotes", False)):
        for row in rows(f"gold/seeds/{name}.jsonl"):
            doc = documents[row["doc_id"]].id
            gold[row["id"]] = frozenset(
                item.id
                for item in items.values()
                if item.document.id == doc
                and (item.claim is not None) == wanted
                and covers(row["start"], row["end"], item)
            )
    return Run(items, tuple(relations), gold)


def kinds_between(found: Run, a: str, b: str) -> set[RelationKind]:
    mine, yours = found.gold.get(a, frozenset()), found.gold.get(b, frozenset())
    return {
        relation.kind
        for relation in found.relations
        if {relation.a_id, relation.b_id} & mine and {relation.a_id, relation.b_id} & yours
    }


def gold_relations() -> list[dict]:
    return [
        row
        for row in rows("gold/seeds/relations.jsonl")
        if row["level"] != "document" and not row.get("same_document")
    ]


def data() -> list:
    return [
        shared("gold/seeds/relations.jsonl"),
        shared("gold/seeds/claims.jsonl"),
        shared("gold/seeds/quotes.jsonl"),
    ]


def recall(relation: str, strengths: Iterable[str]) -> tuple[int, int, list[str]]:
    wanted = [
        row
        for row in gold_relations()
        if (row["relation"] in QUOTE_RELATIONS if relation == "same_quote" else row["relation"] == relation)
        and row["strength"] in strengths
    ]
    missed = [row["id"] for row in wanted if not kinds_between(run(), row["a"], row["b"]) & FOUND[relation]]
    return len(wanted) - len(missed), len(wanted), missed


@pytest.mark.parametrize("relation", sorted(FOUND))
def test_gold_relations_are_found(relation):
    hit, total, _ = recall(relation, {"strong", "medium", "weak"})
    check_floor("relations", f"{relation}_recall", hit / total, data())


@pytest.mark.parametrize("relation", sorted(FOUND))
def test_strong_gold_relations_are_found(relation):
    hit, total, _ = recall(relation, {"strong"})
    check_floor("relations", f"{relation}_strong_recall", hit / total, data())


def traps() -> list[str]:
    wanted = [row for row in gold_relations() if row["relation"] == "related_not_same"]
    return [row["id"] for row in wanted if kinds_between(run(), row["a"], row["b"]) & JOINING]


def test_close_look_alikes_are_hardly_ever_joined():
    joined = traps()
    assert len(joined) <= MOST_TRAPS, joined


@cache
def origins() -> dict[frozenset[str], set[str]]:
    by_document = defaultdict(list)
    for item in run().items.values():
        by_document[item.document.external_id].append(item)
    return {
        frozenset(pair): {
            link.level.value for link in document_links(by_document[pair[0]], by_document[pair[1]])
        }
        for pair in itertools.combinations(sorted(by_document), 2)
    }


def test_documents_share_an_origin_or_do_not_as_annotated():
    wanted = [row for row in rows("gold/seeds/relations.jsonl") if row["level"] == "document"]
    right = [
        bool(origins()[frozenset((row["a"], row["b"]))]) == (row["relation"] == "shares_origin")
        for row in wanted
    ]
    check_floor("relations", "document_origins", sum(right) / len(right), data())


def report() -> str:
    """All figures with what was missed, for reading: `python tests/quality/test_relations.py`."""
    lines = [json.dumps({name: recall(name, {"strong", "medium", "weak"}) for name in FOUND})]
    lines.append(json.dumps({"traps": traps()}))
    lines += [f"{sorted(pair)} {sorted(levels)}" for pair, levels in origins().items() if levels]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())  # noqa: T201
