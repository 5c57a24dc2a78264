from __future__ import annotations

import pytest
import sqlalchemy as sa

from averral.matching.corpus import tables


@pytest.mark.parametrize("end", ["document_id", "item_id"])
def test_the_relations_of_one_end_are_found_without_reading_all(end):
    engine = tables.open_corpus()
    query = sa.select(tables.relations.c.id).where(tables.relations_touching("w", **{end: "x"}))
    text = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    searches = [step for step in plan if step.startswith(("SEARCH", "SCAN"))]
    assert len(searches) == 3
    assert [step for step in searches if not step.endswith("id=?)")] == []
