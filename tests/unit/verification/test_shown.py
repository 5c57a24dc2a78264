"""What of a finding's sides is shown, and what is told of each passage."""

from __future__ import annotations

import hashlib

import pytest

from averral.model import FindingState, Limits, Origin, OriginLevel, OriginLink, RelationKind, SideCount
from averral.verification import shown
from averral.verification.findings import build_finding
from unit.verification.builders import evidence, passage, relation


def origin(name: str, *items: str) -> Origin:
    links = tuple(OriginLink(items[0], item, OriginLevel.COPY, "containment=1") for item in items[1:])
    return Origin(name, name, tuple(passage(item) for item in items), links)


def items(origins: tuple[Origin, ...]) -> list[list[str]]:
    return [[one.item_id for one in each.passages] for each in origins]


SIDE = (origin("x", "a", "b", "c"), origin("y", "d"), origin("z", "e", "f"))


@pytest.mark.parametrize(
    ("most", "left"),
    [
        (9, [["a", "b", "c"], ["d"], ["e", "f"]]),
        (5, [["a", "b"], ["d"], ["e", "f"]]),
        (3, [["a"], ["d"], ["e"]]),
        (1, [["a"]]),
    ],
)
def test_every_origin_shows_its_first_before_any_shows_its_second(most, left):
    assert items(shown.cut(SIDE, most, own="")) == left


def test_the_item_itself_is_always_shown():
    assert items(shown.cut(SIDE, 1, own="f")) == [["f"]]


def test_links_to_what_is_hidden_are_left_out():
    first, *_ = shown.cut(SIDE, 5, own="")
    assert [link.b_id for link in first.links] == ["b"]


def test_all_are_counted_however_many_are_shown():
    assert shown.count(SIDE, shown.cut(SIDE, 2, own="")) == SideCount(origins=3, documents=6, hidden=4)


def test_a_finding_says_what_it_hides_and_counts_it_in_words():
    names = [f"p{number}" for number in range(7)]
    relations = [relation(RelationKind.CORROBORATES, name) for name in names]
    full = build_finding("default", evidence(relations, [passage(name) for name in names]))
    cut = build_finding("default", evidence(relations, [passage(name) for name in names]), most=3)
    assert full.supporting_count == SideCount(8, 8, 0)
    assert cut.supporting_count == SideCount(8, 8, 5)
    assert len(cut.supporting) == 3
    assert cut.opposing_count == SideCount()
    assert cut.state is full.state is FindingState.CORROBORATED
    assert "8 independent" in cut.why
    assert {point.item_id for point in cut.timeline} <= {
        one.item_id for each in cut.supporting for one in each.passages
    }


def test_a_passage_has_the_digest_of_its_words():
    told = shown.Teller(evidence([], [])).passage(passage("a"))
    assert told.sha256 == hashlib.sha256(told.text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        (0, FindingState.CORROBORATED),
        (2, FindingState.CORROBORATED),
        (3, FindingState.CORROBORATED),
        (4, FindingState.TOO_FEW_ORIGINS),
    ],
)
def test_more_origins_may_be_asked_for(asked, state):
    relations = [relation(RelationKind.CORROBORATES, name) for name in "bc"]
    found = build_finding("default", evidence(relations, [passage("b"), passage("c")]), min_origins=asked)
    assert found.state is state


def test_too_few_origins_take_nothing_from_a_conflict_or_a_single_origin():
    against = [relation(RelationKind.CORROBORATES, "b"), relation(RelationKind.CONFLICTS, "c")]
    found = build_finding("default", evidence(against, [passage("b"), passage("c")]), min_origins=9)
    assert found.state is FindingState.CONTESTED
    assert build_finding("default", evidence([], []), min_origins=9).state is FindingState.SINGLE_ORIGIN


def test_the_limit_is_that_of_the_installation():
    assert Limits().passages_per_side == 100
