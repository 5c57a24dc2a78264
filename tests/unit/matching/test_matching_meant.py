"""Which report a question is about that names little: how near all of it comes, and whom and what land it tells of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from averral.matching.asking import answering
from averral.matching.comparing import compare
from averral.matching.relations.asked import WEIGHTS, chance, signs
from averral.matching.relations.decide import decide_claims
from averral.matching.relations.pair import make_pair
from averral.model import ClaimKind, Modality, RelationKind
from matching_cases import claim_item, on, place, quantity

STORY = (
    "Workers at the port of Lusanga walked out on Monday. The strike has begun, and ships lie at anchor off the coast. "
    "Unions want higher pay, the harbour master said, and talks with the owners are to be held later in the week. "
    "Olu Bakare, who leads the union, said that nobody would go back before an offer was made in writing by the owners."
)
SAID = "The strike has begun"


def question(text="Die Hafenarbeiter sind in den Streik getreten.", nearest=0.0, **facts):
    facts.setdefault("event_time", on("2026-03-03"))
    item = claim_item(
        text,
        "strike.started",
        ClaimKind.OTHER,
        doc="q",
        near="pay",
        language="de",
        published="2026-03-03T12:00Z",
        **facts,
    )
    return replace(item, nearest=nearest)


def report(body=STORY, **facts):
    return claim_item(
        SAID,
        "strike.started",
        ClaimKind.OTHER,
        doc="r",
        body=body,
        published="2026-03-02T12:00Z",
        event_time=on("2026-03-02"),
        **facts,
    )


@pytest.mark.parametrize(
    ("nearest", "kind"), [(0.5, RelationKind.CORROBORATES), (0.05, RelationKind.UNRELATED)]
)
def test_a_report_that_comes_near_the_question_anywhere_is_about_it(nearest, kind):
    assert decide_claims(question(nearest=nearest), report()).kind is kind


def test_who_is_asked_about_must_be_named_in_the_report():
    asked = question("Die Leute von Anna Bergström sind in den Streik getreten.", nearest=0.9)
    assert decide_claims(asked, report()).kind is RelationKind.UNRELATED
    asked = question("Die Leute von Olu Bakare sind in den Streik getreten.", nearest=0.9)
    assert decide_claims(asked, report()).kind is RelationKind.CORROBORATES


def test_a_report_from_another_land_is_not_meant():
    asked = question("In Norwegen sind Hafenarbeiter in den Streik getreten.", nearest=0.9)
    assert decide_claims(asked, report()).kind is RelationKind.UNRELATED


def test_little_ties_no_report_that_contradicts_the_question():
    denied = report(modality=Modality.DENIED)
    assert decide_claims(question(nearest=0.5), denied).kind is RelationKind.UNRELATED


def test_between_two_reports_nothing_is_meant():
    other = claim_item(
        "Dockers at the harbour went on strike",
        "strike.started",
        ClaimKind.OTHER,
        doc="o",
        body=f"Dockers at the harbour went on strike. {STORY.replace('Lusanga', 'Tarvia').replace('Olu Bakare', 'Ines Roth')}",
        published="2026-03-02T12:00Z",
        event_time=on("2026-03-02"),
    )
    assert not make_pair(replace(other, nearest=0.9), report()).meant


def test_every_sign_has_a_weight():
    pair = make_pair(question(), report())
    assert WEIGHTS.keys() - {"base"} == signs(pair).keys()
    assert 0 < chance(pair) < 1


HIT = "nine people were killed when a rocket hit a hotel in Lusanga"


def toll(body=f"{HIT}. {STORY}"):
    return claim_item(
        HIT,
        "casualties.killed",
        ClaimKind.CASUALTIES,
        doc="t",
        body=body,
        published="2026-03-02T12:00Z",
        event_time=on("2026-03-02"),
        places=(place("Lusanga", "~lsng"),),
        quantities=(quantity(9),),
    )


def attack(doc="q", body=""):
    text = "Eine Rakete hat ein Hotel in Lusanga getroffen."
    return claim_item(
        text,
        "attack.shelling",
        ClaimKind.ATTACK,
        doc=doc,
        body=body,
        near=HIT,
        published="2026-03-03T12:00Z",
        event_time=on("2026-03-02"),
        language="de",
        places=(place("Lusanga", "~lsng"),),
    )


def test_who_tells_whom_an_attack_killed_tells_of_the_attack_somebody_asks_about():
    assert decide_claims(attack(), toll()).kind is RelationKind.CORROBORATES


def test_between_reports_an_attack_confirms_no_toll():
    report_of_it = attack("o", f"Eine Rakete hat ein Hotel in Lusanga getroffen. {STORY}")
    assert decide_claims(report_of_it, toll()).kind is not RelationKind.CORROBORATES


def test_an_attack_answers_no_question_after_a_toll():
    asked = toll(body=HIT)
    (one,) = answering([asked], [compare(asked, attack("o", f"{attack().text} {STORY}"))])
    assert one.verdict.kind is not RelationKind.CORROBORATES
