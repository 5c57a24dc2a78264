from __future__ import annotations

import pytest

from averral.matching.relations import free_text
from averral.matching.relations.decide import decide_claims
from averral.matching.relations.verdict import relation
from averral.model import (
    ClaimKind,
    Modality,
    PairScores,
    ParticipantRole,
    Polarity,
    Qualifier,
    RelationKind,
    RelationReason,
)
from matching_cases import claim_item, on, party, place, quantity

K, R = RelationKind, RelationReason
TALKS, DEAD, HELD = ClaimKind.TALKS, ClaimKind.CASUALTIES, ClaimKind.CONTROL
#: Two well-known cities, far from each other.
ANKARA, LAUSANNE = place("Ankara", "gn:323786"), place("Lausanne", "gn:2659994")
ACTOR, TARGET = ParticipantRole.ACTOR, ParticipantRole.TARGET
RUSSIA, AMERICA = party("Russia", "state:RU"), party("United States", "state:US")


def talks(predicate, where=ANKARA, doc="a", **facts):
    return claim_item(
        "the talks in the city", predicate, TALKS, doc=doc, places=(where,) if where else (), **facts
    )


def dead(number, doc="a", **facts):
    facts.setdefault("places", (ANKARA,))
    return claim_item(
        "people were killed in the attack", "casualties.killed", DEAD, doc=doc, quantities=(number,), **facts
    )


def kinds(a, b):
    found = decide_claims(a, b)
    mirrored = decide_claims(b, a)
    assert (found.kind, set(found.reasons)) == (mirrored.kind, set(mirrored.reasons))
    return found.kind, set(found.reasons)


def test_the_same_outcome_of_the_same_talks_corroborates():
    assert kinds(talks("talks.failed"), talks("talks.no_result", doc="b")) == (K.CORROBORATES, set())


def test_failed_and_succeeded_conflict():
    assert kinds(talks("talks.failed"), talks("talks.succeeded", doc="b")) == (K.CONFLICTS, {R.OUTCOME})


def test_talks_in_two_cities_are_two_talks():
    assert kinds(talks("talks.failed"), talks("talks.failed", LAUSANNE, "b")) == (K.SCOPE_DIFFERS, {R.PLACE})
    assert kinds(talks("talks.failed"), talks("talks.succeeded", LAUSANNE, "b")) == (
        K.SCOPE_DIFFERS,
        {R.PLACE},
    )


def test_talks_of_other_parties_are_other_talks():
    a = talks("talks.failed", participants=(RUSSIA, party("Iran", "state:IR")))
    b = talks("talks.failed", doc="b", participants=(RUSSIA, AMERICA))
    assert kinds(a, b) == (K.SCOPE_DIFFERS, {R.ACTOR})


def test_a_negated_claim_conflicts_with_its_assertion():
    a, b = talks("talks.started"), talks("talks.started", doc="b", polarity=Polarity.NEGATED)
    assert kinds(a, b) == (K.CONFLICTS, {R.POLARITY})


def test_a_denial_is_evidence_against():
    a, b = talks("talks.started"), talks("talks.started", doc="b", modality=Modality.DENIED)
    assert kinds(a, b) == (K.CONFLICTS, {R.DENIAL})


def test_a_plan_is_no_evidence_that_it_happened():
    a, b = talks("talks.started"), talks("talks.started", doc="b", modality=Modality.PLANNED)
    assert kinds(a, b) == (K.RELATED, {R.MODALITY})


def test_a_later_figure_above_a_lower_bound_updates_it():
    first = dead(quantity(17, qualifier=Qualifier.AT_LEAST), published="2020-03-04")
    later = dead(quantity(23), "b", published="2020-03-05")
    assert kinds(first, later) == (K.UPDATES, {R.VALUE, R.AS_OF})


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (quantity(17), quantity(17), (K.CORROBORATES, set())),
        (quantity(17), quantity(23), (K.CONFLICTS, {R.VALUE})),
        (quantity(17, qualifier=Qualifier.AT_LEAST), quantity(23), (K.CORROBORATES, set())),
        (quantity(17), quantity(9, population="children"), (K.SCOPE_DIFFERS, {R.POPULATION})),
        (quantity(17), quantity(17, "other", population="shop"), (K.SCOPE_DIFFERS, {R.UNIT})),
        (quantity(17), quantity(170), (K.CONFLICTS, {R.VALUE})),
    ],
)
def test_tolls_of_one_day_are_compared_by_value(a, b, expected):
    assert kinds(dead(a, published="2020-03-04"), dead(b, "b", published="2020-03-04")) == expected


def test_a_later_larger_toll_updates_the_earlier_one():
    early, late = dead(quantity(17), published="2020-03-04"), dead(quantity(23), "b", published="2020-03-05")
    assert kinds(early, late) == (K.UPDATES, {R.VALUE, R.AS_OF})
    for a, b in ((early, late), (late, early)):
        assert relation(a, b, decide_claims(a, b)).a_id == late.id


def test_a_later_smaller_toll_conflicts():
    early, late = dead(quantity(23), published="2020-03-04"), dead(quantity(17), "b", published="2020-03-05")
    assert kinds(early, late) == (K.CONFLICTS, {R.VALUE})


def test_a_toll_of_another_month_is_another_event():
    a, b = (
        dead(quantity(17), event_time=on("2020-03-04")),
        dead(quantity(17), "b", event_time=on("2020-05-04")),
    )
    assert kinds(a, b) == (K.SCOPE_DIFFERS, {R.TIME})


def test_many_killed_does_not_confirm_a_figure():
    vague = claim_item(
        "people were killed in the attack", "casualties.killed", DEAD, doc="b", places=(ANKARA,)
    )
    assert kinds(dead(quantity(17)), vague) == (K.RELATED, {R.VALUE})


def test_a_place_cannot_be_captured_by_two_enemies():
    a = claim_item(
        "they captured the town",
        "control.captured",
        HELD,
        places=(ANKARA,),
        participants=(party("Russia", "state:RU", ACTOR),),
    )
    b = claim_item(
        "they captured the town",
        "control.captured",
        HELD,
        doc="b",
        places=(ANKARA,),
        participants=(party("America", "state:US", ACTOR),),
    )
    assert kinds(a, b) == (K.CONFLICTS, {R.CONTROL})


def test_who_acts_and_who_suffers_must_not_be_swapped():
    def struck(doc, actor, target):
        people = (party("x", f"state:{actor}", ACTOR), party("y", f"state:{target}", TARGET))
        return claim_item(
            "an air strike hit the base", "attack.airstrike", ClaimKind.ATTACK, doc=doc, participants=people
        )

    found, _ = kinds(struck("a", "RU", "UA"), struck("b", "UA", "RU"))
    assert found is not K.CORROBORATES


def test_a_lost_town_updates_its_capture_only_later():
    def town(predicate, doc, day):
        return claim_item("the town and the army", predicate, HELD, doc=doc, places=(ANKARA,), published=day)

    earlier, later = town("control.captured", "a", "2020-03-03"), town("control.lost", "b", "2020-03-05")
    assert kinds(earlier, later)[0] is K.UPDATES
    assert (
        kinds(town("control.captured", "a", "2020-03-05"), town("control.lost", "b", "2020-03-05"))[0]
        is not K.CORROBORATES
    )


def test_general_statements_need_the_same_matter():
    def refused(text, doc):
        return claim_item(text, "position.reject", ClaimKind.INTENTION, doc=doc, participants=(RUSSIA,))

    same = kinds(
        refused("Russia rejects the new budget plan", "a"), refused("Russia rejects the new budget plan", "b")
    )
    other = kinds(
        refused("Russia rejects the new budget plan", "a"),
        refused("Moscow turned down a fishing treaty", "b"),
    )
    assert same[0] is K.CORROBORATES
    assert other[0] in {K.RELATED, K.UNRELATED}


def free(text, doc, **facts):
    return claim_item(text, "", ClaimKind.OTHER, doc=doc, **facts)


AGREE, CLASH = PairScores(0.95, 0.02, 0.03), PairScores(0.02, 0.95, 0.03)


@pytest.mark.parametrize(
    ("scores", "kind"),
    [(AGREE, K.CORROBORATES), (CLASH, K.CONFLICTS), (PairScores(0.4, 0.3, 0.3), K.RELATED)],
)
def test_the_classifier_decides_where_no_frame_applies(scores, kind):
    a, b = free("prices of bread doubled this winter", "a"), free("prices of bread doubled this winter", "b")
    verdict = decide_claims(a, b)
    assert verdict.undecided
    assert free_text.decide(a, b, verdict, scores).kind is kind


@pytest.mark.parametrize(
    "facts",
    [
        {"quantities": (quantity(40, "other"),)},
        {"polarity": Polarity.NEGATED},
        {"modality": Modality.DENIED},
        {"modality": Modality.PLANNED},
    ],
)
def test_no_likeness_of_words_is_agreement_where_figures_or_polarity_differ(facts):
    a = free("prices rose", "a", quantities=(quantity(4, "other"),) if "quantities" in facts else ())
    b = free("prices rose", "b", **facts)
    verdict = free_text.decide(a, b, decide_claims(a, b), AGREE)
    assert verdict.kind is not K.CORROBORATES


def test_who_denies_what_another_reports_contradicts_it_and_agrees_with_who_says_it_is_not_so():
    told = free("performing an unauthorised biopsy on the patient", "a")
    denied = free("performing an unauthorised biopsy on the patient", "b", modality=Modality.DENIED)
    verdict = decide_claims(told, denied)
    settled = free_text.decide(told, denied, verdict, PairScores(0.9, 0.05, 0.05), among_many=True)
    assert (settled.kind, settled.reasons) == (K.CONFLICTS, (R.DENIAL,))
    never = free("no such biopsy was performed on the patient", "c")
    contrary = PairScores(0.05, 0.9, 0.05)
    assert free_text.decide(never, denied, decide_claims(never, denied), contrary).kind is not K.CONFLICTS


def test_claims_about_different_things_are_unrelated():
    a, b = (
        free("prices of bread doubled this winter", "a"),
        free("a comet passed over northern villages", "b"),
    )
    assert kinds(a, b)[0] is K.UNRELATED


def test_each_step_of_a_decision_is_kept():
    found = decide_claims(dead(quantity(17)), dead(quantity(23), "b"))
    steps = {step.rule: step for step in found.trace}
    assert (steps["value"].a, steps["value"].b, steps["value"].outcome) == (
        "17 killed",
        "23 killed",
        "conflict",
    )
    assert steps["place"].outcome == "same"
