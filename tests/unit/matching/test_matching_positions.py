"""What stands beside the main event of a claim, and the subject that a speaker takes a stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from averral.matching.asking import answering
from averral.matching.candidates import keys_of
from averral.matching.comparing import compare
from averral.matching.relations import slots
from averral.matching.relations.speakers import speaks_for
from averral.model import ClaimKind, ParticipantRole, Polarity, QuoteKind, RelationKind
from matching_cases import claim_item, make_quote, on, party, place, quote_item

TOWN = place("Gao", "gn:2457163")


def talks(text, predicate, language="en", **fields):
    return claim_item(text, predicate, ClaimKind.TALKS, language=language, **fields).claim


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the talks in Gao ended without result", "en"),
        ("les pourparlers de Gao ont pris fin sans résultat", "fr"),
        ("переговоры в Гао завершились безрезультатно", "ru"),
        ("انتهت محادثات غاو دون نتائج", "ar"),
    ],
)
def test_talks_that_ended_without_result_ended(text, language):
    both = talks(text, "talks.no_result", language)
    assert slots.aside(both, talks("the Gao talks are over", "talks.ended")) == "agrees"
    assert slots.aside(both, talks("the Gao talks go on", "talks.continuing")) == "conflicts"


def test_what_is_resumed_and_postponed_again_has_been_held():
    both = talks("the talks in Gao are resumed and postponed without end", "talks.no_result")
    assert slots.aside(both, talks("talks were held in Gao", "talks.held")) == "independent"
    assert slots.aside(both, talks("the Gao talks are over", "talks.ended")) == "conflicts"


def test_what_has_not_ended_beside_the_main_event_is_not_told_as_ended():
    both = talks("the talks in Gao have not ended and brought no result", "talks.no_result")
    assert slots.aside(both, talks("the Gao talks are over", "talks.ended")) == "independent"


def test_who_offers_talks_on_a_withdrawal_wants_it():
    offered = claim_item(
        "Mali is ready for talks on the withdrawal of all fighters",
        "intention.ready_for_talks",
        ClaimKind.INTENTION,
    ).claim
    wanted = claim_item(
        "Mali wants all fighters out", "intention.demand_withdrawal", ClaimKind.INTENTION
    ).claim
    other = claim_item(
        "Mali is ready for talks on trade", "intention.ready_for_talks", ClaimKind.INTENTION
    ).claim
    assert slots.aside(offered, wanted) == "agrees"
    assert slots.aside(other, wanted) == "independent"


def test_positions_on_one_subject_are_found_by_it():
    refused = claim_item(
        "the withdrawal of the fighters from Gao is not on the table",
        "position.off_table",
        ClaimKind.STATEMENT,
        places=(TOWN,),
    )
    offered = claim_item(
        "Mali is ready for talks on a withdrawal from Gao",
        "intention.ready_for_talks",
        ClaimKind.INTENTION,
        places=(TOWN,),
    )
    mine, yours = ({key for key, _ in keys_of(item.core, None)} for item in (refused, offered))
    assert f"about:exit@{TOWN.key}" in mine & yours


def wants(text, predicate, day, doc, kind=ClaimKind.INTENTION):
    return claim_item(text, predicate, kind, doc=doc, published=f"2031-05-{day:02}", places=(TOWN,))


def test_who_wants_something_wants_it_some_days_later_too():
    early = wants(
        "Mali demands the withdrawal of all fighters from Gao", "intention.demand_withdrawal", 1, "a"
    )
    late = wants("Mali seeks the withdrawal of all fighters from Gao", "intention.demand_withdrawal", 3, "b")
    assert compare(early, late).verdict.kind is RelationKind.CORROBORATES


def test_a_demand_for_talks_is_a_will_as_readiness_for_them_is():
    demanded = wants("Mali calls for talks in Gao", "talks.demanded", 1, "a", ClaimKind.TALKS)
    ready = wants("Mali is ready for talks in Gao", "intention.ready_for_talks", 1, "b")
    held = wants("talks were held in Gao", "talks.held", 1, "c", ClaimKind.TALKS)
    assert compare(demanded, ready).verdict.kind is RelationKind.CORROBORATES
    assert compare(held, ready).verdict.kind is not RelationKind.CORROBORATES


SIDES = (
    party("Peru", "state:PE", ParticipantRole.ACTOR),
    party("Chile", "state:CL", ParticipantRole.TARGET),
)


def stands(text, predicate, doc, kind=ClaimKind.STATEMENT, sides=SIDES, **facts):
    return claim_item(text, predicate, kind, doc=doc, places=(TOWN,), participants=sides, **facts)


def test_a_side_that_adopts_another_s_position_agrees_with_it():
    adopted = stands("Peru adopted what Chile holds", "position.adopted", "a")
    joined = stands("Peru has joined Chile", "position.support", "b")
    failed = stands(
        "no deal came of it", "agreement.reached", "c", ClaimKind.AGREEMENT, polarity=Polarity.NEGATED
    )
    others = stands("Peru has joined in", "position.support", "d", sides=SIDES[:1])
    assert compare(adopted, joined).verdict.kind is RelationKind.CORROBORATES
    assert compare(adopted, failed).verdict.kind is RelationKind.CONFLICTS
    assert compare(adopted, others).verdict.kind is not RelationKind.CORROBORATES


def test_a_minister_speaks_for_the_state():
    state = make_quote("ready for talks", speaker="Peru", key="state:PE")
    minister = make_quote("not on the table", speaker="Ana Paz", doc="b")
    minister = replace(minister, speaker=replace(minister.speaker, affiliation="office:foreign-minister:PE"))
    stranger = replace(minister, speaker=replace(minister.speaker, affiliation="office:foreign-minister:CL"))
    assert speaks_for(state, minister)
    assert not speaks_for(state, stranger)
    assert not speaks_for(minister, minister)


def test_claims_of_two_kinds_are_found_where_one_tells_a_position():
    adopted = stands("Peru adopted what Chile holds", "position.adopted", "a")
    failed = stands("no deal came of it", "agreement.reached", "c", ClaimKind.AGREEMENT)
    mine, yours = ({key for key, _ in keys_of(item.core, None)} for item in (adopted, failed))
    assert {f"agreement+statement@{TOWN.key}", "agreement+statement#state:PE"} <= mine & yours


def test_what_began_on_the_day_asked_about_is_not_overtaken_by_what_came_of_it():
    def truce(text, predicate, doc, day):
        published = f"2031-05-{day:02}"
        facts = {"event_time": on(published), "participants": SIDES, "places": (TOWN,)}
        return claim_item(text, predicate, ClaimKind.AGREEMENT, doc=doc, published=published, **facts)

    began = truce("the truce came into force on Monday", "ceasefire.in_force", "a", 12)
    broken = truce("the truce has collapsed", "ceasefire.collapsed", "b", 15)
    compared = compare(began, broken)
    assert compared.verdict.kind is RelationKind.UPDATES
    assert answering((began,), (compared,))[0].verdict.kind is RelationKind.RELATED
    assert answering((broken,), (compared,))[0].verdict.kind is RelationKind.UPDATES


def test_a_state_and_its_army_at_one_place_say_the_same_of_the_ground():
    gained = claim_item(
        "they storm the east",
        "control.advanced",
        ClaimKind.CONTROL,
        doc="a",
        participants=SIDES[:1],
        places=(TOWN,),
    )
    taken = claim_item(
        "wide areas were regained",
        "control.captured",
        ClaimKind.CONTROL,
        doc="b",
        participants=SIDES[:1],
        places=(TOWN,),
    )
    assert compare(gained, taken).verdict.kind is RelationKind.CORROBORATES


def test_a_speaker_who_says_the_contrary_of_one_subject_contradicts_what_was_said():
    one = {"speaker": "Ana Paz", "kind": QuoteKind.INDIRECT}
    off = quote_item("the withdrawal of the miners is off the table for now", doc="a", **one)
    ready = quote_item("Peru is ready for talks with Chile on a withdrawal of all miners", doc="b", **one)
    trade = quote_item("Peru is ready for talks with Chile on trade", doc="c", **one)
    assert compare(off, ready).verdict.kind is RelationKind.CONFLICTS
    assert compare(off, trade).verdict.kind is not RelationKind.CONFLICTS


def test_who_has_won_a_town_has_not_won_the_country():
    peru, lima = place("Peru", "gn:3932488", country="PE"), place("Lima", "gn:3936456", country="PE")

    def won(text, where, doc):
        return claim_item(text, "election.won", ClaimKind.TURNOUT, doc=doc, places=(where,))

    president = won("Ada Quispe won the vote in Peru", peru, "a")
    mayor = won("Ada Quispe won the vote in Lima", lima, "b")
    again = won("Ada Quispe has won in Peru", peru, "c")
    assert compare(president, again).verdict.kind is RelationKind.CORROBORATES
    assert compare(president, mayor).verdict.kind is not RelationKind.CORROBORATES
