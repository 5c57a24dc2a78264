"""What ties two claims together, and what a question without a date asks about."""

from __future__ import annotations

from dataclasses import replace

from averral.matching.asking import answering, beside, dated
from averral.matching.comparing import compare
from averral.matching.relations import counted
from averral.matching.relations.decide import decide_claims
from averral.model import ClaimKind, ParticipantRole, Polarity, RelationKind, RelationReason, Span
from matching_cases import claim_item, on, party, place, quantity

K, R = RelationKind, RelationReason
DEAD, HELD, TALKS = ClaimKind.CASUALTIES, ClaimKind.CONTROL, ClaimKind.TALKS
VILLAGE, CITY, ABROAD = place("Qasra", "~ksr"), place("Ankara", "gn:323786"), place("Lausanne", "gn:2659994")
ARMY, STATE, REBELS = (
    party("Turkish army", "force:turkish-army", ParticipantRole.ACTOR),
    party("Turkey", "state:TR", ParticipantRole.ACTOR),
    party("Houthis", "force:houthis", ParticipantRole.ACTOR),
)


def dead(number, doc="a", near="", **facts):
    text = "people were killed there"
    return claim_item(
        text, "casualties.killed", DEAD, doc=doc, near=near or text, quantities=(quantity(number),), **facts
    )


def held(predicate, actor, doc="a", **facts):
    return claim_item(
        "the town changed hands", predicate, HELD, doc=doc, places=(CITY,), participants=(actor,), **facts
    )


def test_the_place_of_the_text_round_a_claim_ties_it_to_one_that_names_the_place():
    named = dead(12, event_time=on("2024-03-02"), places=(VILLAGE,))
    elsewhere = dead(17, "b", near="quite other words", event_time=on("2024-03-02"))
    here = replace(elsewhere, claim=replace(elsewhere.claim, context_places=(VILLAGE,)))
    assert decide_claims(named, elsewhere).kind is not K.CONFLICTS
    assert decide_claims(named, here).kind is K.CONFLICTS


def test_who_acts_for_a_state_ties_as_the_state_does():
    a = claim_item("it began", "attack.launched", ClaimKind.ATTACK, participants=(ARMY,), places=(CITY,))
    b = claim_item(
        "so it did", "attack.launched", ClaimKind.ATTACK, doc="b", participants=(STATE,), places=(CITY,)
    )
    found = decide_claims(a, b)
    assert found.kind is K.CORROBORATES
    assert any(step.rule == "participants" and step.outcome == "shared" for step in found.trace)


def test_what_one_force_takes_the_other_loses():
    assert (
        decide_claims(held("control.captured", ARMY), held("control.lost", REBELS, "b")).kind
        is K.CORROBORATES
    )


def test_one_force_does_not_take_and_lose_a_place_at_once():
    found = decide_claims(held("control.captured", ARMY), held("control.lost", ARMY, "b"))
    assert (found.kind, found.reasons) == (K.CONFLICTS, (R.CONTROL,))


def test_the_venue_of_talks_is_not_compared_with_their_subject():
    venue, subject = replace(CITY, names_event=True), ABROAD
    a = claim_item("the talks failed", "talks.failed", TALKS, places=(venue,))
    b = claim_item("the talks failed", "talks.failed", TALKS, doc="b", places=(subject,))
    c = claim_item(
        "the talks failed", "talks.failed", TALKS, doc="c", places=(replace(ABROAD, names_event=True),)
    )
    assert decide_claims(a, b).kind is not K.SCOPE_DIFFERS
    assert decide_claims(a, c).kind is K.SCOPE_DIFFERS


def test_an_undated_question_asks_about_the_time_of_the_reports_that_agree():
    where = {"places": (CITY,), "event_time": on("2024-03-02")}
    asked = dead(12, "q", **where)
    first = dead(12, "a", published="2024-03-02", **where)
    later = dead(31, "b", published="2024-03-04", **where)
    compared = [compare(asked, first), compare(asked, later)]
    assert [one.verdict.kind for one in compared] == [K.CORROBORATES, K.CONFLICTS]
    again = dated([asked], compared)
    assert [one.verdict.kind for one in again] == [K.CORROBORATES, K.UPDATES]
    assert again[1].relation.a_id == later.id


def test_without_a_report_that_agrees_the_conflict_stays():
    where = {"places": (CITY,), "event_time": on("2024-03-02")}
    asked, later = dead(12, "q", **where), dead(31, "b", published="2024-03-04", **where)
    assert [one.verdict.kind for one in dated([asked], [compare(asked, later)])] == [K.CONFLICTS]


def test_an_advance_agrees_with_a_capture_but_does_not_answer_whether_it_was_one():
    asked, advance = held("control.captured", ARMY, "q"), held("control.advanced", ARMY, "b")
    compared = [compare(asked, advance)]
    assert [one.verdict.kind for one in compared] == [K.CORROBORATES]
    assert [one.verdict.kind for one in answering([asked], compared)] == [K.RELATED]
    assert [one.verdict.kind for one in answering([advance], compared)] == [K.CORROBORATES]


def test_a_toll_in_another_country_is_another_toll():
    state = party("Mozambique", "state:MZ", ParticipantRole.TARGET)
    here = dead(61, "a", places=(place("Zanzibar", "gn:148730"),))
    abroad = dead(61, "b", places=(place("Mozambique", "gn:1036973"),), participants=(state,))
    assert decide_claims(here, abroad).reasons == (R.PLACE,)


def test_what_is_postponed_has_not_taken_place():
    kind, where = ClaimKind.EXCHANGE, {"places": (CITY,), "event_time": on("2024-03-02")}
    asked = claim_item("the exchange was postponed", "exchange.postponed", kind, **where)
    report = claim_item(
        "the exchange did not happen", "exchange.done", kind, doc="b", polarity=Polarity.NEGATED, **where
    )
    held_then = claim_item("the exchange happened", "exchange.done", kind, doc="c", **where)
    assert decide_claims(asked, report).kind is K.CORROBORATES
    assert decide_claims(asked, held_then).kind is not K.CORROBORATES


def test_a_day_without_a_year_is_one_of_the_year_of_the_report():
    asked = claim_item("The talks of 14 May failed", "talks.failed", TALKS)
    report = claim_item("the talks failed", "talks.failed", TALKS, doc="b", published="2025-05-15")
    read = beside(asked, report)
    assert read.claim.event_time.start.isoformat() == "2025-05-14"
    assert (
        beside(replace(asked, claim=replace(asked.claim, event_time=on("2020-05-14"))), report).day.year
        == 2020
    )


def test_an_undated_question_is_not_contradicted_by_another_year():
    asked = dead(41, "q", places=(CITY,))
    then = dead(41, "a", places=(CITY,), event_time=on("2020-01-24"))
    now = dead(47, "b", places=(CITY,), event_time=on("2024-11-02"))
    compared = [compare(asked, then), compare(asked, now)]
    assert [one.verdict.kind for one in compared] == [K.CORROBORATES, K.CONFLICTS]
    assert [one.verdict.kind for one in answering([asked], compared)] == [K.CORROBORATES, K.RELATED]


def test_a_figure_that_is_set_right_is_not_counted():
    text = "150 prisoners were exchanged, not 165"
    right = replace(quantity(150, "people"), span=Span(0, 3))
    wrong = replace(quantity(165, "people"), span=Span(text.index("165"), len(text)))
    item = claim_item(text, "exchange.done", ClaimKind.EXCHANGE, quantities=(right, wrong))
    assert [each.best for each in counted.counts(item.claim)] == [150]


#: What every report of one war names, and more than a question is long.
WAR = (
    "The Houthis and the Turkish army have fought for months. "
    "Aid groups say that the war in Yemen goes on, that roads are cut and that schools in the north are shut. "
    "Diplomats in New York spoke of slow progress, and the president thanked Switzerland for its patience with both sides."
)


def told(number, text, doc="a", **facts):
    return claim_item(
        text, "casualties.killed", DEAD, doc=doc, body=f"{text}. {WAR}", published="2026-03-02",
        quantities=(quantity(number),), participants=(REBELS,), **facts,
    )  # fmt: skip


def test_reports_of_one_war_are_not_about_one_event_by_the_parties_that_both_name():
    ambush, raid = (
        "Houthi fighters shot dead 12 soldiers at dawn",
        "40 men died as the rebels stormed a depot",
    )
    assert decide_claims(told(12, ambush), told(40, raid, "b")).kind in {K.RELATED, K.UNRELATED}
    there = {"context_places": (VILLAGE,)}
    assert decide_claims(told(12, ambush, **there), told(40, raid, "b", **there)).kind in {
        K.CONFLICTS,
        K.UPDATES,
    }


def hurt(text, predicate, doc="a"):
    return claim_item(
        text, predicate, DEAD, doc=doc, near="the strike on the commander", context_places=(VILLAGE,)
    )


def test_who_was_hurt_is_not_confirmed_to_be_dead_however_alike_the_words():
    asked = hurt("Commander Ivo Tarran was killed in the strike", "casualties.killed")
    wounded = hurt("Commander Ivo Tarran was hurt in the strike", "casualties.wounded", "b")
    found = decide_claims(asked, wounded)
    assert found.kind is K.RELATED
    assert not found.undecided


def test_the_death_of_one_man_is_not_that_of_another():
    asked = hurt("Ivo Tarran was killed in the strike", "casualties.killed")
    other = hurt("Lena Marsh was killed in the strike", "casualties.killed", "b")
    assert decide_claims(asked, other).reasons == (R.ACTOR,)
    assert decide_claims(asked, hurt(asked.text, "casualties.killed", "c")).kind is K.CORROBORATES


def test_names_alone_do_not_tell_of_a_known_event():
    asked = hurt("Commander Ivo Tarran was killed in the strike", "casualties.killed")
    named = claim_item(
        "Commander Ivo Tarran of the northern front",
        "",
        ClaimKind.OTHER,
        doc="b",
        near="the strike on the commander",
    )
    assert not decide_claims(asked, named).undecided
    abroad = replace(
        named, claim=replace(named.claim, language="fr"), extraction=replace(named.extraction, language="fr")
    )
    assert decide_claims(asked, abroad).undecided
