"""Claims are found by what only their articles name, and a winner does not contradict a loser."""

from __future__ import annotations

from averral.matching.candidates import keys_of, told_in
from averral.matching.comparing import compare
from averral.model import ClaimKind, RelationKind
from matching_cases import claim_item, place, quantity, quote_item

CITY, STATE = place("Valletta", "gn:2562305"), place("Malta", "gn:2562770")


def test_claims_meet_by_a_place_that_only_their_articles_name():
    toll = {"quantities": (quantity(9),)}
    bare = claim_item("nine were killed", "casualties.killed", ClaimKind.CASUALTIES, **toll)
    placed = claim_item("the mayor of Valletta spoke", "", ClaimKind.OTHER, places=(CITY, STATE))
    said = quote_item("we mourn", speaker="Anna Berg")
    told = told_in([bare, placed, said])
    assert told[0] == CITY.key
    assert STATE.key not in told
    there = claim_item("twelve died in Valletta", "casualties.killed", ClaimKind.CASUALTIES, places=(CITY,))
    mine = {key for key, _ in keys_of(bare.core, None, told)}
    yours = {key for key, _ in keys_of(there.core, None, told_in([there]))}
    assert mine & yours == {f"casualties^{CITY.key}"}


def test_what_every_report_has_is_not_found_by_its_article():
    other = claim_item("the weather was fine", "", ClaimKind.OTHER)
    assert not [key for key, _ in keys_of(other.core, None, (CITY.key,)) if "^" in key]


def test_who_wins_and_who_loses_are_two():
    where = {"places": (CITY,)}
    won = claim_item("Anna Berg won the election in Valletta", "election.won", ClaimKind.TURNOUT, **where)
    lost = claim_item(
        "Otto Lund lost the election in Valletta", "election.lost", ClaimKind.TURNOUT, doc="b", **where
    )
    beaten = claim_item(
        "Anna Berg lost the election in Valletta", "election.lost", ClaimKind.TURNOUT, doc="c", **where
    )
    assert compare(won, lost).verdict.kind is not RelationKind.CONFLICTS
    assert compare(won, beaten).verdict.kind is RelationKind.CONFLICTS
