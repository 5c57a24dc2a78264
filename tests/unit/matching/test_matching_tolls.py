"""Tolls of one event and of look-alikes: what reports name first, two towns, parts, and figures alone."""

from __future__ import annotations

from dataclasses import replace

from averral.matching.asking import answering
from averral.matching.comparing import compare
from averral.matching.relations.decide import decide_claims
from averral.model import ClaimKind, RelationKind
from matching_cases import claim_item, on, place, quantity

K = RelationKind
DEAD = ClaimKind.CASUALTIES
TOWN, OTHER = place("Belkasa", "~blks"), place("Tormino", "~trmn")


def dead(number, doc, text, body, **facts):
    found = claim_item(
        text, "casualties.killed", DEAD, doc=doc, near=doc, quantities=(quantity(number),), **facts
    )
    return replace(found, document=replace(found.document, body=body))


FIRE = "Fire guts a factory in Belkasa.\n26 people died, the prosecutor said."


def test_a_claim_without_a_place_lies_where_its_report_begins():
    asked = dead(
        14,
        "a",
        "14 died in the fire at the factory in Belkasa",
        "14 died in the fire at the factory in Belkasa",
        places=(TOWN,),
        event_time=on("2024-03-02"),
    )
    told = dead(26, "b", "26 people died", FIRE, event_time=on("2024-03-02"))
    elsewhere = dead(
        26, "c", "26 people died", FIRE.replace("Belkasa", "Tormino"), event_time=on("2024-03-02")
    )
    assert decide_claims(asked, told).kind in {K.CONFLICTS, K.UPDATES}
    assert decide_claims(asked, elsewhere).kind is K.UNRELATED


def test_equal_figures_of_reports_with_nothing_in_common_say_nothing():
    fire = dead(26, "a", "26 people died", FIRE, event_time=on("2024-03-02"))
    flood = dead(
        26, "b", "26 were killed", "Flood hits Tormino.\n26 were killed.", event_time=on("2024-03-02")
    )
    assert decide_claims(fire, flood).kind is K.UNRELATED


def test_tolls_of_two_towns_do_not_conflict():
    here = dead(26, "a", "26 people died in Belkasa", FIRE, places=(TOWN,), event_time=on("2024-03-02"))
    there = dead(
        3,
        "b",
        "three died in Tormino",
        FIRE + " Another killed three in Tormino.",
        places=(OTHER,),
        event_time=on("2024-03-02"),
    )
    assert decide_claims(here, there).kind not in {K.CONFLICTS, K.UPDATES}


def test_a_fraction_of_a_reports_own_toll_is_no_contrary_toll():
    day = on("2024-03-02")
    asked = dead(
        14,
        "a",
        "14 died in the fire in Belkasa",
        "14 died in the fire in Belkasa",
        places=(TOWN,),
        event_time=day,
    )
    toll = dead(26, "b", "26 people died", FIRE, places=(TOWN,), event_time=day)
    part = dead(3, "b", "three bodies were counted twice", FIRE, places=(TOWN,), event_time=day)
    compared = tuple(compare(asked, each) for each in (toll, part))
    kinds = {one.verdict.kind for one in answering((asked,), compared)}
    assert {one.verdict.kind for one in compared} == {K.CONFLICTS}
    assert kinds <= {K.CONFLICTS, K.RELATED}
