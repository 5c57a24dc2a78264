from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.model import Finding, FindingState, Job, RelationKind, Review, ReviewAction
from averral.runtime import paging
from averral.runtime.records import dump, load
from averral.verification.findings import build_finding
from averral.verification.store import Store
from unit.verification.builders import evidence, passage, relation

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store():
    store = Store(None, now=lambda: NOW)
    yield store
    store.close()


def finding(number: int, state: FindingState = FindingState.SINGLE_ORIGIN) -> Finding:
    made = build_finding("default", evidence([relation(RelationKind.CORROBORATES, "b")], [passage("b")]))
    return replace(
        made, id=f"fnd_{number:03d}", item_id=f"clm_{number:03d}", state=state, topic=f"t{number % 3}"
    )


def listed(store: Store, size: int = 100, **kwargs) -> list[str]:
    ids, token = [], ""
    options = {"states": (), "kinds": (), "per_topic": False, **kwargs}
    while True:
        page = store.list_findings("default", page_size=size, page_token=token, **options)
        ids += [found.id for found in page.items]
        token = page.next_page_token
        if not token:
            return ids


def test_a_finding_comes_back_as_it_was_stored(store):
    store.save_findings("default", [finding(1)])
    assert store.get_finding("default", "fnd_001") == replace(finding(1), updated_at=NOW)


def test_saving_the_same_finding_again_changes_nothing_and_makes_no_event(store):
    assert store.save_findings("default", [finding(1)]) == ("fnd_001",)
    assert store.save_findings("default", [finding(1)]) == ()
    assert len(store.list_events("default", 0, 10)) == 1


def test_a_changed_state_makes_an_event_with_the_previous_state(store):
    store.save_findings("default", [finding(1)])
    store.save_findings("default", [finding(1, FindingState.CONTESTED)])
    last = store.list_events("default", 0, 10)[-1]
    assert (last.state, last.previous) == (FindingState.CONTESTED, FindingState.SINGLE_ORIGIN)
    assert store.list_events("default", last.id, 10) == ()


def test_pages_neither_skip_nor_repeat(store):
    store.save_findings("default", [finding(n) for n in range(23)])
    assert sorted(listed(store, size=5)) == [f"fnd_{n:03d}" for n in range(23)]


def test_conflicts_come_first(store):
    store.save_findings("default", [finding(1), finding(2, FindingState.CONTESTED)])
    assert listed(store) == ["fnd_002", "fnd_001"]


def test_one_finding_per_topic_is_the_strongest(store):
    store.save_findings("default", [finding(n) for n in range(6)] + [finding(7, FindingState.CONTESTED)])
    assert listed(store, per_topic=True) == ["fnd_007", "fnd_000", "fnd_002"]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("newest_first", [False, True])
def test_what_changes_between_pages_is_neither_missed_nor_shown_at_two_places(store, newest_first, seed):
    dice = random.Random(seed)
    store.save_findings("default", [finding(n) for n in range(30)])
    shown: list[tuple[str, FindingState]] = []
    changed: set[str] = set()
    token, pages = "", 0
    while True:
        page = store.list_findings(
            "default", (), (), dice.choice([3, 7]), token, per_topic=False, newest_first=newest_first
        )
        shown += [(found.id, found.state) for found in page.items]
        token, pages = page.next_page_token, pages + 1
        if not token:
            break
        if pages < 4:
            for _ in range(2):
                number = dice.randrange(33)  # some of them are new
                state = dice.choice([FindingState.CONTESTED, FindingState.CORROBORATED])
                changed.update(store.save_findings("default", [finding(number, state)]))
    ids = [name for name, _ in shown]
    still = [name for name in ids if name not in changed]
    assert len(still) == len(set(still)), "what stood still is shown once"
    assert set(ids) == set(listed(store)), "nothing is missed"
    assert dict(shown) == {name: store.get_finding("default", name).state for name in ids}, (
        "the last word is true"
    )
    assert max(ids.count(name) for name in ids) <= 2


@pytest.mark.parametrize("key", ["2.3.x", "x.3.x", "0..x", "0.3.", "0.99999999999999999999.x", "fnd"])
def test_a_token_that_was_made_up_is_refused(store, key):
    scope = paging.scope("findings", "default", "/", "FalseFalse")
    with pytest.raises(Permanent) as error:
        store.list_findings("default", (), (), 2, paging.encode(key, scope), per_topic=False)
    assert error.value.reason is Reason.INVALID_PAGE_TOKEN


def test_a_token_of_another_query_is_refused(store):
    store.save_findings("default", [finding(n) for n in range(3)])
    token = store.list_findings("default", (), (), 2, "", per_topic=False).next_page_token
    with pytest.raises(Permanent) as error:
        store.list_findings("default", ("contested",), (), 2, token, per_topic=False)
    assert error.value.reason is Reason.INVALID_PAGE_TOKEN


def test_a_foreign_workspace_sees_nothing(store):
    store.save_findings("default", [finding(1)])
    with pytest.raises(Permanent) as error:
        store.get_finding("other", "fnd_001")
    assert error.value.reason is Reason.NOT_FOUND
    assert store.list_findings("other", (), (), 10, "", per_topic=False).items == ()


def test_a_review_is_kept_beside_the_finding_and_recorded_once(store):
    review = Review("rev_1", "fnd_001", ReviewAction.NOTE, "Mona", "ask the hospital", NOW)
    store.save_review("default", review)
    store.save_review("default", replace(review, note="other"))
    assert store.list_reviews("default", "fnd_001") == (review,)


def test_a_job_is_kept_with_its_workspace(store):
    store.save_job("desk", Job("job_1", ("doc_1",)))
    assert store.get_job("job_1") == ("desk", Job("job_1", ("doc_1",)))


def test_records_survive_json():
    assert load(Finding, dump(finding(4))) == finding(4)


def test_a_database_of_newer_code_is_refused(tmp_path):
    path = tmp_path / "verification.db"
    Store(path).close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(sa.text("PRAGMA user_version=99"))
    engine.dispose()
    with pytest.raises(Permanent) as error:
        Store(path)
    assert error.value.reason is Reason.STORAGE_FAILED
