from __future__ import annotations

import itertools

import pytest
import sqlalchemy as sa

from averral.matching.corpus import links, tables
from averral.matching.corpus.store import Corpus
from averral.matching.engine import best
from averral.model import Relation, RelationKind, Span

KINDS = (RelationKind.CONFLICTS, RelationKind.RELATED, RelationKind.CORROBORATES, RelationKind.SCOPE_DIFFERS)
NAMES = tuple("abcdefgh")


def relations() -> list[Relation]:
    """Between all of eight items, of all kinds, many of them equally sure."""
    return [
        Relation(
            f"rel_{a}{b}",
            KINDS[n % 4],
            a,
            b,
            f"d{a}",
            f"d{b}",
            Span(0, 1),
            Span(0, 1),
            confidence=(n % 3) / 4,
        )
        for n, (a, b) in enumerate(itertools.combinations(NAMES, 2))
    ]


@pytest.fixture
def corpus() -> Corpus:
    found = Corpus(tables.open_corpus())
    with found.engine.begin() as connection:
        rows = [links._row(workspace, one) for one in relations() for workspace in ("w", "another")]
        connection.execute(tables.relations.insert(), rows)
    return found


@pytest.mark.parametrize("asked", [NAMES[:1], NAMES])
def test_the_strongest_relations_are_those_that_would_be_chosen_among_all(corpus, asked):
    found = links.strongest(corpus, "w", asked, 500, 20)
    for name in asked:
        assert found[name] == best([one for one in relations() if name in (one.a_id, one.b_id)])
    few = links.strongest(corpus, "w", asked, 2, 1)
    for name in asked:
        telling = [one for one in found[name] if one.kind not in links.WEAK]
        weak = [one for one in found[name] if one.kind in links.WEAK]
        assert few[name] == telling[:2] + weak[:1]
    assert links.strongest(corpus, "nobody's", asked, 500, 20) == {name: [] for name in asked}


def test_they_are_found_without_reading_all(corpus):
    given = {"workspace": "w", "item": "a", "most": 500, "most_weak": 20}
    compiled = links._STRONGEST.compile()
    query = sa.text(f"EXPLAIN QUERY PLAN {compiled}")
    with corpus.engine.connect() as connection:
        plan = [row[-1] for row in connection.execute(query, compiled.params | given)]
    looked = [step for step in plan if "relations" in step]
    assert len(looked) == 4
    assert all(step.startswith("SEARCH") and "weak=?" in step for step in looked)
    assert not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize(("day", "limit"), [(0, 40), (700, 1), (700, 7), (700, 400), (1, 5)])
def test_rows_with_a_key_come_nearest_in_time_first(day, limit):
    corpus = Corpus(tables.open_corpus())
    known = [
        {"workspace": workspace, "key": key, "day": found, "row": row}
        for row in range(200)
        for workspace, key in (("w", "a@b"), ("w", "a@c"), ("another", "a@b"))
        for found in {0 if row % 9 == 0 else 650 + row * 7 % 101}
    ]
    with corpus.engine.begin() as connection:
        connection.execute(tables.item_keys.insert(), known)
    own = [(each["day"], each["row"]) for each in known if (each["workspace"], each["key"]) == ("w", "a@b")]
    near = sorted((abs(found - day), row) for found, row in own if not found or abs(found - day) <= 45)
    wanted = [row for _, row in near] if day else sorted(row for _, row in own)
    found = links.rows_with_keys(corpus, "w", {"i": (("a@b", day),), "j": (("x@y", day),)}, 45, limit)
    assert found == {"i": tuple(wanted[:limit]), "j": ()}
