"""Lists of findings: the latest change first, and narrowed by place, day, language and document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.model import Finding, FindingFilters, Place, RelationKind, Span, TimeInterval
from averral.verification import listing
from averral.verification.findings import build_finding
from averral.verification.store import LISTING, Store
from unit.verification.builders import evidence, passage, relation

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ALEPPO = Place("حلب", "gn:170063", Span(0, 3))
AZIZA = Place("Aziza", "~zz", Span(0, 5))


@pytest.fixture
def store():
    store = Store(None, now=lambda: NOW)
    yield store
    store.close()


def finding(number: int, **changed) -> Finding:
    made = build_finding("default", evidence([relation(RelationKind.CORROBORATES, "b")], [passage("b")]))
    return replace(made, id=f"fnd_{number}", item_id=f"clm_{number}", topic=f"t{number}", **changed)


def listed(store: Store, size: int = 100, *, newest_first: bool = True, **filters) -> list[str]:
    ids, token, wanted = [], "", listing.narrowing(FindingFilters(**filters))
    while True:
        page = store.list_findings(
            "default", (), (), size, token, wanted, per_topic=False, newest_first=newest_first
        )
        ids += [found.id for found in page.items]
        token = page.next_page_token
        if not token:
            return ids


@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_latest_change_comes_first_on_pages_of_any_size(store, size):
    store.save_findings("default", [finding(n) for n in range(5)])
    store.save_findings("default", [finding(2, text="changed"), finding(4)])
    assert listed(store, size) == ["fnd_2", "fnd_4", "fnd_3", "fnd_1", "fnd_0"]


def test_a_finding_that_is_gone_is_listed_no_more(store):
    store.save_findings("default", [finding(1, places=(AZIZA,)), finding(2)])
    store.save_findings("default", [], gone=["fnd_1"])
    assert listed(store) == ["fnd_2"]
    with store.engine.connect() as connection:
        assert connection.execute(sa.select(LISTING.places)).all() == []


@pytest.mark.parametrize("name", ["Aleppo", "حلب", "Alep", "Halep", "Алеппо", "  aleppo "])
def test_a_place_is_found_by_its_name_in_any_language(store, name):
    store.save_findings("default", [finding(1, places=(ALEPPO,)), finding(2, places=(AZIZA,)), finding(3)])
    assert listed(store, places=(name,)) == ["fnd_1"]


@pytest.mark.parametrize("name", ["Aziza", "عزيزة", "Азиза"])
def test_a_place_that_no_gazetteer_lists_is_found_by_its_sound(store, name):
    store.save_findings("default", [finding(1, places=(ALEPPO,)), finding(2, places=(AZIZA,))])
    assert listed(store, places=(name,)) == ["fnd_2"]


def test_a_place_of_signs_only_finds_nothing(store):
    store.save_findings("default", [finding(1, places=(AZIZA,))])
    assert listed(store, places=("!!!",)) == []


def test_days_are_those_of_the_event_and_inclusive(store):
    event = TimeInterval(date(2016, 12, 3), date(2016, 12, 5), "range")
    store.save_findings("default", [finding(1, event_time=event), finding(2)])
    assert listed(store, first=date(2016, 12, 5)) == ["fnd_1"]
    assert listed(store, last=date(2016, 12, 3)) == ["fnd_1"]
    assert listed(store, first=date(2016, 12, 6)) == []
    assert listed(store, last=date(2016, 12, 2)) == []


def test_languages_and_documents_narrow_lists_in_either_order(store):
    store.save_findings("default", [finding(1, language="ar"), finding(2, language="fr")])
    assert listed(store, languages=("ar",), newest_first=False) == ["fnd_1"]
    assert listed(store, languages=("ar", "fr")) == ["fnd_2", "fnd_1"]
    assert listed(store, document_id="doc_other") == []


def test_a_token_is_bound_to_the_filters_and_the_order(store):
    store.save_findings("default", [finding(n, language="ar") for n in range(3)])
    wanted = listing.narrowing(FindingFilters(languages=("ar",)))
    token = store.list_findings(
        "default", (), (), 1, "", wanted, per_topic=False, newest_first=True
    ).next_page_token
    for other, newest in ((listing.Narrowing(), True), (wanted, False)):
        with pytest.raises(Permanent) as refused:
            store.list_findings("default", (), (), 1, token, other, per_topic=False, newest_first=newest)
        assert refused.value.reason is Reason.INVALID_PAGE_TOKEN


def test_more_places_than_a_list_takes_are_refused():
    with pytest.raises(Permanent) as refused:
        listing.narrowing(FindingFilters(places=("x",) * (listing.MOST_PLACES + 1)))
    assert refused.value.reason is Reason.TOO_MANY_ITEMS


def test_a_file_of_an_older_version_is_listed_as_well(tmp_path):
    store = Store(tmp_path / "old.db", now=lambda: NOW)
    store.save_findings("default", [finding(1, places=(ALEPPO,))])
    with store.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE averral_verification_version"))
        connection.execute(sa.text("DROP TABLE changes"))
        connection.execute(sa.text("DROP TABLE finding_places"))
    store.close()
    store = Store(tmp_path / "old.db", now=lambda: NOW)
    assert listed(store, places=("Aleppo",)) == ["fnd_1"]
    store.close()


def test_a_stored_finding_says_where_when_and_in_which_document():
    made = build_finding("default", evidence([relation(RelationKind.CORROBORATES, "b")], [passage("b")]))
    assert made.places == ()
    assert made.event_time is None


def test_states_and_kinds_narrow_the_latest_changes_too(store):
    changed = [finding(n, kind=("talks", "quote")[n % 2]) for n in range(4)]
    store.save_findings("default", changed)
    page = store.list_findings("default", (), ("talks",), 10, "", per_topic=False, newest_first=True)
    assert [found.id for found in page.items] == ["fnd_2", "fnd_0"]
    store.save_findings("default", [replace(changed[0], kind="quote")])
    page = store.list_findings("default", (), ("talks",), 10, "", per_topic=False, newest_first=True)
    assert [found.id for found in page.items] == ["fnd_2"]


def test_no_list_reads_what_it_leaves_out(store):
    """The planner takes the indexes that hold what lists are narrowed by."""
    sql: list[str] = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda *call: sql.append((call[2], call[3])))
    options = {"per_topic": False, "newest_first": True}
    store.list_findings("default", ("contested",), ("siege",), 10, "", **options)
    store.list_findings("default", ("contested",), ("siege",), 10, "", per_topic=False)
    document = listing.narrowing(FindingFilters(document_id="d"))
    store.list_findings("default", (), (), 10, "", document, per_topic=False)
    wanted = ("INDEX changes_by_number", "INDEX findings_by_rank", "INDEX changes_by_document")
    with store.engine.connect() as connection:
        lists = [call for call in sql if "findings.record" in call[0]]
        for (statement, values), index in zip(lists, wanted, strict=True):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert any(index in row[-1] for row in plan), (index, plan)
