"""One suite for every store of the corpus: what is stored stays, once, whatever happens in between."""

from __future__ import annotations

import asyncio
import itertools
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from averral.errors import Permanent, Reason
from averral.matching.corpus import tables
from averral.matching.reindex import reindex
from averral.matching.relations import occasion
from averral.matching.service import open_matcher
from averral.model import (
    Document,
    DocumentState,
    Filters,
    RelationKind,
    Source,
    Vectors,
)
from averral.runtime.items import embed_items, item_ids
from averral.runtime.settings import MatchingSettings
from matching_cases import DIMENSION, WordEmbedding
from matching_corpus import BODIES, WORDS, W, report


@pytest.fixture(params=["sqlite", "memory", "url"])
def opened(request, tmp_path):
    """A function that opens the store, again and again."""
    url = f"sqlite:///{tmp_path}/by-url.sqlite" if request.param == "url" else ""
    setup = MatchingSettings(data_dir=tmp_path, database_url=url, index_snapshot_seconds=0)
    matchers = []

    def open_store(embedding=None):
        matcher = open_matcher(setup, embedding or WordEmbedding(), in_memory=request.param == "memory")
        matchers.append(matcher)
        return matcher

    open_store.lasts = request.param != "memory"
    yield open_store
    for matcher in matchers:
        asyncio.run(matcher.close())


async def store(matcher, *names: str, workspace: str = W) -> None:
    for name in names:
        document, extraction = report(name, workspace)
        await matcher.add_documents([document])
        await matcher.index(workspace, extraction, await embed_items(WordEmbedding(), extraction))


async def everything(matcher, workspace: str = W) -> dict[str, object]:
    relations = (await matcher.list_relations(workspace)).items
    stats = await matcher.get_stats(workspace)
    return {
        "relations": set(relations),
        "claims": stats.claims,
        "quotes": stats.quotes,
        "documents": stats.documents,
    }


async def test_what_is_indexed_can_be_read_back(opened):
    matcher = opened()
    await store(matcher, "one")
    document, extraction = report("one")
    record = await matcher.get_document(W, document.id)
    assert (record.document, record.state) == (document, DocumentState.INDEXED)
    assert (await matcher.list_claims(W)).items == extraction.claims
    assert (await matcher.list_quotes(W, document.id)).items == extraction.quotes


async def test_what_a_document_names_is_read_back_with_its_items(opened):
    matcher = opened()
    await store(matcher, "one")
    document, extraction = report("one")
    for reader in (matcher, opened()) if opened.lasts else (matcher,):
        found = reader._corpus.items_of(W, document.id)
        names = occasion.names_of_document(document, extraction.language)
        assert {item.named for item in found} == {(extraction.language, names)}


async def test_indexing_twice_changes_nothing(opened):
    matcher = opened()
    await store(matcher, "one", "two")
    await matcher.relate(W, report("one")[0].id)
    before = await everything(matcher)
    await store(matcher, "one", "one")
    await matcher.relate(W, report("one")[0].id)
    assert await everything(matcher) == before
    assert set(item_ids(report("one")[1])) < set(await matcher.relate(W, report("one")[0].id)), (
        "a repeated call finishes what an interrupted one began"
    )


async def test_adding_a_document_twice_keeps_its_state(opened):
    matcher = opened()
    await store(matcher, "one")
    document = report("one")[0]
    await matcher.set_state(W, document.id, DocumentState.FAILED, "EMPTY_TEXT")
    (record,) = await matcher.add_documents([document])
    assert (record.state, record.reason) == (DocumentState.FAILED, "EMPTY_TEXT")


async def test_new_items_replace_the_old_ones(opened):
    matcher = opened()
    await store(matcher, "one", "two")
    await matcher.relate(W, report("one")[0].id)
    document, extraction = report("one")
    bare = replace(extraction, quotes=())
    await matcher.index(W, bare, await embed_items(WordEmbedding(), bare))
    assert (await matcher.list_quotes(W, document.id)).items == ()
    assert all("qt_" + document.id not in (r.a_id, r.b_id) for r in (await matcher.list_relations(W)).items)
    vectors = await WordEmbedding().embed([WORDS])
    assert "qt_" + document.id not in {
        hit.item_id for hit in (await matcher.search(W, vectors, Filters(), 10))[0]
    }


async def test_removing_takes_everything_and_names_who_lost_a_relation(opened):
    matcher = opened()
    await store(matcher, "one", "two")
    first, second = report("one")[0], report("two")[0]
    await matcher.relate(W, first.id)
    for _ in range(2):
        assert "qt_" + second.id in await matcher.remove(W, first.id), "also when the call before was cut off"
    assert [name for name, _ in await matcher.get_removals(W)] == [first.id]
    assert await matcher.get_removals("another") == ()
    await matcher.forget_removal(W, first.id)
    assert await matcher.remove(W, first.id) == ()
    assert (await everything(matcher))["relations"] == set()
    with pytest.raises(Permanent) as error:
        await matcher.get_document(W, first.id)
    assert error.value.reason is Reason.NOT_FOUND


async def test_the_same_words_in_two_documents_are_found_to_be_one_quote(opened):
    matcher = opened()
    await store(matcher, "one", "two", "three")
    changed = await matcher.relate(W, report("one")[0].id)
    assert {"qt_" + report(name)[0].id for name in BODIES} <= set(changed)
    evidence = (await matcher.get_evidence(W, ["qt_" + report("one")[0].id, "unknown"]))[0]
    assert {one.kind for one in evidence.relations} == {RelationKind.SAME_QUOTE}
    assert {passage.external_id for passage in evidence.passages} == set(BODIES)
    assert evidence.coverage.documents == 3


async def test_workspaces_do_not_see_each_other(opened):
    matcher = opened()
    await store(matcher, "one")
    await store(matcher, "two", workspace="elsewhere")
    assert set(await matcher.relate(W, report("one")[0].id)) == set(item_ids(report("one")[1]))
    vectors = await WordEmbedding().embed([WORDS])
    hits = (await matcher.search("elsewhere", vectors, Filters(), 10))[0]
    assert {hit.item_id for hit in hits} == set(item_ids(report("two", "elsewhere")[1]))


async def test_pages_cover_everything_once_and_tokens_are_bound_to_their_query(opened):
    matcher = opened()
    await store(matcher, *BODIES)
    ids, token = [], ""
    while True:
        page = await matcher.list_documents(W, page_size=1, page_token=token)
        ids += [record.document.id for record in page.items]
        token = page.next_page_token
        if not token:
            break
    assert ids == sorted({report(name)[0].id for name in BODIES})
    token = (await matcher.list_documents(W, page_size=1)).next_page_token
    for call in (matcher.list_quotes(W, page_token=token), matcher.list_documents(W, page_token="nonsense")):
        with pytest.raises(Permanent) as error:
            await call
        assert error.value.reason is Reason.INVALID_PAGE_TOKEN


async def test_reports_are_listed_by_time_and_outlets_with_what_they_printed(opened):
    matcher = opened()
    dated = [
        Document(
            "",
            f"Report {n} of that day.",
            source=Source(f"Outlet {n % 2}", "House"),
            language="en",
            published_at=at,
        )
        for n, at in enumerate(
            (
                datetime(2016, 12, 4, tzinfo=UTC),
                datetime(2016, 12, 6, tzinfo=UTC),
                None,
                datetime(2016, 12, 5, tzinfo=UTC),
            )
        )
    ]
    await matcher.add_documents([replace(document, workspace=W) for document in dated])
    seen, token = [], ""
    while True:
        page = await matcher.list_documents(W, None, 1, token, newest_first=True)
        seen += [record.document.body[7] for record in page.items]
        token = page.next_page_token
        if not token:
            break
    assert seen == ["1", "3", "0", "2"], "what is undated comes last"
    of_one = await matcher.list_documents(W, outlet="Outlet 1", newest_first=True)
    assert [record.document.body[7] for record in of_one.items] == ["1", "3"]

    first = await matcher.list_sources(W, 1)
    [second] = (await matcher.list_sources(W, 1, first.next_page_token)).items
    assert (first.items[0].source.outlet, first.items[0].documents) == ("Outlet 0", 2)
    assert (second.source.group, second.first, second.last) == (
        "House",
        dated[3].published_at,
        dated[1].published_at,
    )
    assert (await matcher.list_sources("elsewhere")).items == ()


async def test_another_embedding_model_is_refused_by_name_of_the_cure(opened):
    matcher = opened()
    await store(matcher, "one")
    document, extraction = report("two")
    await matcher.add_documents([document])
    foreign = await embed_items(WordEmbedding(fingerprint="words-2"), extraction)
    for call in (
        matcher.index(W, extraction, foreign),
        matcher.probe(W, document, extraction, foreign, Filters()),
    ):
        with pytest.raises(Permanent, match="averral reindex") as error:
            await call
        assert error.value.reason is Reason.MODEL_MISMATCH


async def test_an_emptied_index_takes_another_model(opened):
    matcher = opened()
    await store(matcher, "one")
    await matcher.remove(W, report("one")[0].id)
    document, extraction = report("two")
    await matcher.add_documents([document])
    await matcher.index(W, extraction, await embed_items(WordEmbedding(fingerprint="words-2"), extraction))
    assert (await matcher.get_stats(W)).fingerprint == "words-2"


async def test_reindexing_lets_another_model_in(opened):
    matcher = opened()
    await store(matcher, "one", "two")
    other = WordEmbedding(fingerprint="words-2")
    assert await reindex(matcher._corpus, other) == 4
    hits = (await matcher.search(W, await other.embed([WORDS]), Filters(), 1))[0]
    assert hits[0].score == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("data", [b"", b"\0" * 8, b"\xff" * (2 * DIMENSION * 4)])
async def test_vectors_that_do_not_fit_are_refused(opened, data):
    matcher = opened()
    document, extraction = report("one")
    await matcher.add_documents([document])
    with pytest.raises(Permanent) as error:
        await matcher.index(W, extraction, Vectors(data, DIMENSION, "words-1"))
    assert error.value.reason is Reason.INVALID_ARGUMENT


async def test_items_of_an_unknown_document_are_refused(opened):
    extraction = report("one")[1]
    with pytest.raises(Permanent) as error:
        await opened().index(W, extraction, await embed_items(WordEmbedding(), extraction))
    assert error.value.reason is Reason.NOT_FOUND


async def test_a_reopened_store_holds_what_it_held(opened):
    if not opened.lasts:
        pytest.skip("memory is not meant to last")
    first = opened()
    await store(first, "one", "two")
    await first.relate(W, report("one")[0].id)
    second = opened()
    assert await everything(second) == await everything(first)
    vectors = await WordEmbedding().embed([WORDS])
    assert await second.search(W, vectors, Filters(), 9) == await first.search(W, vectors, Filters(), 9)


async def test_two_open_stores_see_each_others_changes(opened):
    if not opened.lasts:
        pytest.skip("memory is not shared")
    first, second = opened(), opened()
    await store(first, "one")
    vectors = await WordEmbedding().embed([WORDS])
    assert len((await second.search(W, vectors, Filters(), 9))[0]) == 2
    await store(second, "two")
    await second.remove(W, report("one")[0].id)
    found = {hit.item_id for hit in (await first.search(W, vectors, Filters(), 9))[0]}
    assert found == set(item_ids(report("two")[1]))


async def test_items_that_another_process_changed_are_read_again(opened):
    if not opened.lasts:
        pytest.skip("memory is not shared")
    first, second = opened(), opened()
    await store(first, "one", "two")
    document, extraction = report("one")
    (before,) = await first.get_evidence(W, ["qt_" + document.id])
    told = replace(extraction.quotes[0], text="other words")
    changed = replace(extraction, quotes=(told,))
    await second.index(W, changed, await embed_items(WordEmbedding(), changed))
    (after,) = await first.get_evidence(W, ["qt_" + document.id])
    assert (before.text, after.text) == (WORDS, "other words")


async def test_what_a_new_reading_took_away_is_named_until_the_document_is_related(opened):
    matcher = opened()
    await store(matcher, "one", "two")
    first, second = report("one")[0], report("two")[0]
    await matcher.relate(W, first.id)
    bare = replace(report("one")[1], quotes=())
    await matcher.index(W, bare, await embed_items(WordEmbedding(), bare))
    lost = {"qt_" + first.id, "qt_" + second.id}
    for _ in range(2):
        assert lost <= set(await matcher.relate(W, first.id)), "also when the call before was cut off"
    await matcher.set_state(W, first.id, DocumentState.RELATED)
    assert "qt_" + first.id not in await matcher.relate(W, first.id)


async def test_removing_names_the_items_that_are_gone(opened):
    matcher = opened()
    await store(matcher, "one")
    assert set(await matcher.remove(W, report("one")[0].id)) == set(item_ids(report("one")[1]))


async def test_a_damaged_or_missing_snapshot_is_made_anew(opened, tmp_path):
    first = opened()
    await store(first, "one", "two")
    path = tmp_path / "vectors.index"
    if not path.exists():
        pytest.skip("memory keeps no snapshot")
    vectors = await WordEmbedding().embed([WORDS])
    expected = await first.search(W, vectors, Filters(), 9)
    for damage in (lambda: path.write_bytes(path.read_bytes()[:-50]), path.unlink):
        damage()
        assert await opened().search(W, vectors, Filters(), 9) == expected


async def test_an_index_that_is_missing_is_made_before_the_first_call(tmp_path, monkeypatch):
    monkeypatch.setattr("averral.matching.index.cache.LONG", 0.0)
    setup = MatchingSettings(data_dir=tmp_path)
    path = tmp_path / "vectors.index"
    first = open_matcher(setup, WordEmbedding())
    await store(first, "one")
    await first.close()
    saved = path.read_bytes()
    path.unlink()
    await open_matcher(setup, WordEmbedding()).close()
    assert path.read_bytes() == saved


def test_a_corpus_of_a_newer_program_is_refused(tmp_path):
    url = f"sqlite:///{tmp_path}/newer.sqlite"
    engine = tables.open_corpus(url=url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE averral_corpus_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(Permanent, match="install the newer one") as error:
        tables.open_corpus(url=url)
    assert error.value.reason is Reason.STORAGE_FAILED


def test_a_missing_driver_is_named():
    with pytest.raises(Permanent) as error:
        tables.open_corpus(url="postgresql+pg8000://nowhere/x")
    assert error.value.reason is Reason.MISSING_EXTRA


def test_a_killed_process_leaves_whole_documents_only(tmp_path):
    script = textwrap.dedent(
        """
        import asyncio, os, sys
        sys.path[:0] = sys.argv[2].split(os.pathsep)
        import test_stores as t
        from pathlib import Path
        async def main():
            matcher = t.open_matcher(t.MatchingSettings(data_dir=Path(sys.argv[1])), t.WordEmbedding())
            await t.store(matcher, "one", "two")
            await matcher.relate(t.W, t.report("one")[0].id)
            connection = matcher._corpus.engine.connect()
            connection.exec_driver_sql("DELETE FROM items")
            os.kill(os.getpid(), 9)
        asyncio.run(main())
        """
    )
    here = Path(__file__).parent
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), os.pathsep.join(map(str, (here, here.parent)))],
        check=False,
    )
    assert ended.returncode == -9

    async def look():
        matcher = open_matcher(MatchingSettings(data_dir=tmp_path), WordEmbedding())
        found = await everything(matcher)
        hits = (await matcher.search(W, await WordEmbedding().embed([WORDS]), Filters(), 9))[0]
        await matcher.close()
        return found, hits

    found, hits = asyncio.run(look())
    assert (found["documents"], found["quotes"], found["claims"], len(hits)) == (2, 2, 2, 4)
    assert len(found["relations"]) == 2


async def relations_in_order(order: tuple[str, ...], *, interleaved: bool) -> set[object]:
    matcher = open_matcher(MatchingSettings(), WordEmbedding(), in_memory=True)
    if not interleaved:
        await store(matcher, *order)
    for name in order:
        if interleaved:
            await store(matcher, name)
        await matcher.relate(W, report(name)[0].id)
    found = set((await matcher.list_relations(W)).items)
    await matcher.close()
    return found


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(sorted(BODIES)), interleaved=st.booleans())
def test_the_order_of_documents_does_not_change_the_relations(order, interleaved):
    expected = asyncio.run(relations_in_order(tuple(sorted(BODIES)), interleaved=False))
    assert len(expected) >= 4
    assert asyncio.run(relations_in_order(tuple(order), interleaved=interleaved)) == expected


def test_every_pair_of_documents_has_its_relation():
    found = asyncio.run(relations_in_order(tuple(BODIES), interleaved=True))
    ids = {name: report(name)[0].id for name in BODIES}
    pairs = {frozenset((one.a_document_id, one.b_document_id)) for one in found}
    assert pairs == {frozenset(pair) for pair in itertools.combinations(ids.values(), 2)}
