from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from averral.matching.index import snapshot
from averral.matching.index.catalogue import Catalogue, Entry
from averral.matching.index.centres import find_centres, share_out
from averral.matching.index.faiss_index import Allowed, VectorIndex, sample_size
from averral.model import Filters

SIZE, COUNT = 32, 1_000


def vectors(count: int = COUNT) -> np.ndarray:
    found = np.random.default_rng(7).normal(size=(count, SIZE)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def filled(exact_below: int) -> VectorIndex:
    index = VectorIndex(SIZE, exact_below)
    for start in range(0, COUNT, 250):
        index.add(np.arange(start, start + 250), vectors()[start : start + 250])
    return index


@pytest.fixture(params=[10_000, 400], ids=["exact", "inverted"])
def index(request) -> VectorIndex:
    return filled(request.param)


def test_a_large_index_changes_its_kind_and_keeps_its_rows():
    index = filled(400)
    assert not index.exact
    assert sorted(index.rows()) == list(range(COUNT))


def test_each_vector_finds_itself_first(index):
    found = index.search(vectors()[:50], 3, None)
    assert [hits[0][0] for hits in found] == list(range(50))
    assert found[0][0][1] == pytest.approx(1.0, abs=1e-2)


def test_removed_rows_are_not_found_again(index):
    index.remove(np.arange(100))
    assert len(index) == COUNT - 100
    assert all(row >= 100 for hits in index.search(vectors()[:100], 5, None) for row, _ in hits)


def test_a_filter_is_applied_before_the_limit(index):
    allowed = np.zeros(COUNT, bool)
    allowed[500:503] = True
    found = index.search(vectors()[:1], 10, Allowed(allowed, COUNT))[0]
    assert sorted(row for row, _ in found) == [500, 501, 502]


def test_nothing_allowed_finds_nothing(index):
    assert index.search(vectors()[:1], 10, Allowed(np.zeros(COUNT, bool), COUNT)) == [[]]


@pytest.mark.parametrize("share", [0.02, 0.8, 1.0])
def test_a_filter_lets_through_what_it_should_and_nothing_else(index, share):
    mask = np.random.default_rng(3).random(COUNT) < share
    exact = np.where(mask, vectors() @ vectors()[17], -2.0).argsort()[::-1][:5].tolist()
    found = [row for row, _ in index.search(vectors()[17:18], 5, Allowed(mask, COUNT))[0]]
    assert mask[found].all()
    assert len(set(found) & set(exact)) >= 4


def test_an_index_that_expects_many_is_made_for_them_at_once():
    index = VectorIndex(SIZE, 400)
    index.expect(COUNT, vectors()[: sample_size(COUNT)])
    assert not index.exact
    made = index.native
    index.add(np.arange(COUNT), vectors())
    assert index.native is made
    assert index.search(vectors()[5:6], 1, None)[0][0][0] == 5
    small = VectorIndex(SIZE, 400)
    small.expect(100, vectors()[:100])
    assert small.exact


def test_centres_are_as_many_as_asked_and_lie_among_what_they_stand_for():
    sample = vectors()
    found = find_centres(sample, 50)
    assert found.shape == (50, SIZE)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-3)
    nearest = (sample @ found.T).argmax(axis=1)
    assert np.bincount(nearest, minlength=50).max() < COUNT / 10


@pytest.mark.parametrize("count", [1, 4, 10, 17])
def test_every_cluster_gets_its_share_and_none_more_than_it_has(count):
    members = np.array([1, 9, 0, 7])
    shares = share_out(members, count)
    assert shares.sum() == count
    assert (shares <= members).all()


def test_a_snapshot_comes_back_and_can_be_changed(index, catalogue, tmp_path):
    path = tmp_path / "vectors.index"
    snapshot.save(path, index, catalogue, "model-1")
    found = snapshot.load(path, "model-1", SIZE, 400)
    assert found is not None
    back, columns = found
    for filters in (
        Filters(),
        Filters(languages=("ar",)),
        Filters(published_from=datetime(2020, 5, 2, tzinfo=UTC)),
    ):
        assert (columns.allowed("w", filters) == catalogue.allowed("w", filters)).all()
    columns.add([Entry(2_000, "w", "aid", "new", "Three", None)])
    assert np.flatnonzero(columns.allowed("w", Filters(languages=("new",)))).tolist() == [2_000]
    back.remove(np.array([3]))
    back.add(np.array([COUNT]), vectors()[3:4])
    assert back.search(vectors()[3:4], 1, None)[0][0][0] == COUNT
    assert list(tmp_path.iterdir()) == [path]


def test_a_crash_while_saving_leaves_the_last_snapshot(index, catalogue, tmp_path, monkeypatch):
    path = tmp_path / "vectors.index"
    snapshot.save(path, index, catalogue, "model-1")
    before = path.read_bytes()
    monkeypatch.setattr(Catalogue, "dump", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    index.remove(np.array([1]))
    with pytest.raises(OSError, match="disk full"):
        snapshot.save(path, index, catalogue, "model-1")
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["missing", "torn", "changed", "empty", "other model", "other size"])
def test_a_snapshot_that_does_not_fit_counts_as_missing(index, catalogue, tmp_path, damage):
    path = tmp_path / "vectors.index"
    snapshot.save(path, index, catalogue, "model-1")
    data = path.read_bytes()
    spoilt = {"torn": data[:-20], "changed": data[:500] + bytes([data[500] ^ 1]) + data[501:], "empty": b""}
    if damage == "missing":
        path.unlink()
    elif damage in spoilt:
        path.write_bytes(spoilt[damage])
    model, size = (
        ("model-2" if damage == "other model" else "model-1"),
        (16 if damage == "other size" else SIZE),
    )
    assert snapshot.load(path, model, size, 10_000) is None


@pytest.fixture
def catalogue() -> Catalogue:
    found = Catalogue()
    day = datetime(2020, 5, 1, tzinfo=UTC).timestamp()
    found.add(
        [
            Entry(1, "w", "talks", "ar", "One", day),
            Entry(2, "w", "quote", "en", "Two", None),
            Entry(3, "other", "talks", "ar", "One", day),
            Entry(9, "w", "talks", "fr", "Two", day + 86_400),
        ]
    )
    return found


@pytest.mark.parametrize(
    ("filters", "quotes", "rows"),
    [
        (Filters(), None, [1, 2, 9]),
        (Filters(), True, [2]),
        (Filters(), False, [1, 9]),
        (Filters(languages=("ar", "en")), None, [1, 2]),
        (Filters(outlets=("Two",)), None, [2, 9]),
        (Filters(kinds=("quote",)), None, [2]),
        (Filters(languages=("xx",)), None, []),
        (Filters(published_from=datetime(2020, 5, 1, tzinfo=UTC)), None, [1, 9]),
        (Filters(published_to=datetime(2020, 5, 1, tzinfo=UTC)), None, [1]),
    ],
)
def test_filters_keep_to_the_workspace_and_to_what_is_asked(catalogue, filters, quotes, rows):
    assert np.flatnonzero(catalogue.allowed("w", filters, quotes=quotes)).tolist() == rows


def test_rows_removed_from_the_catalogue_are_gone(catalogue):
    catalogue.remove([1, 5_000_000])
    assert np.flatnonzero(catalogue.allowed("w", Filters())).tolist() == [2, 9]


def test_an_unknown_workspace_sees_nothing(catalogue):
    assert not catalogue.allowed("nobody's", Filters()).any()


def test_a_kept_filter_follows_what_changes(index, catalogue):
    kept = Allowed(catalogue.allowed("w", Filters()), 3)
    seen = catalogue.version
    catalogue.add([Entry(4, "w", "aid", "en", "One", None), Entry(5, "other", "aid", "en", "One", None)])
    catalogue.remove([1])
    changed = catalogue.since(seen)
    assert changed.tolist() == [1, 4, 5]
    kept.change(changed, catalogue.allowed("w", Filters(), rows=changed), 4)
    fresh = Allowed(catalogue.allowed("w", Filters()), 4)
    assert (kept.count, kept.rows) == (fresh.count, fresh.rows) == (3, 4)
    found = [[row for row, _ in index.search(vectors()[4:5], 9, one)[0]] for one in (kept, fresh)]
    assert found[0] == found[1]
    assert set(found[0]) == {2, 4, 9}


def test_a_version_too_long_ago_is_not_known(catalogue, monkeypatch):
    monkeypatch.setattr("averral.matching.index.catalogue.LOGGED", 2)
    seen = catalogue.version
    catalogue.add([Entry(row, "w", "aid", "en", "One", None) for row in range(20, 30)])
    assert catalogue.since(seen) is None
    assert catalogue.since(catalogue.version).tolist() == []
