"""Questions that give no day, tolls of a war beside those of a strike, and people to whom two things happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from averral.matching.asking import answering, as_questions
from averral.matching.comparing import compare
from averral.matching.relations import time
from averral.matching.relations.decide import decide_claims
from averral.model import ClaimKind, RelationKind, TimeInterval
from matching_cases import claim_item, on, place, quantity, quote_item

DEAD = ClaimKind.CASUALTIES
TOWN = (place("Belkasa", "~blks"),)


def killed(number, doc, published, concept="casualties.killed", unit="killed", **facts):
    return claim_item(
        f"{number} people in Belkasa",
        concept,
        DEAD,
        doc=doc,
        near="one",
        published=published,
        places=TOWN,
        quantities=(quantity(number, unit),),
        **facts,
    )


def published_on(day):
    return TimeInterval(date.fromisoformat(day), date.fromisoformat(day), "day", "published")


def test_a_question_may_be_asked_days_after_the_event():
    asked = killed(34, "a", "2026-08-09", event_time=published_on("2026-08-09"))
    report = killed(34, "b", "2026-08-04", event_time=on("2026-08-03"))
    assert time.apart(asked, report) > 0
    (question,) = as_questions([asked])
    assert question.asked
    assert time.apart(question, report) == 0


def test_a_question_that_gives_its_day_is_held_to_it():
    (question,) = as_questions([killed(34, "a", "2026-08-09", event_time=on("2026-08-09"))])
    assert not question.asked


def test_the_toll_of_a_war_contradicts_none_of_a_strike():
    war = TimeInterval(date(2023, 4, 1), date(2026, 8, 5), "range", "text")
    total = killed(10_000, "a", "2026-08-05", event_time=war)
    strike = killed(34, "b", "2026-08-04", event_time=on("2026-08-03"))
    assert decide_claims(total, strike).kind is RelationKind.SCOPE_DIFFERS


def test_the_wounded_are_no_other_count_of_the_dead_however_alike_the_words():
    dead = killed(21, "a", "2026-08-04", event_time=on("2026-08-03"))
    hurt = killed(60, "b", "2026-08-04", "casualties.wounded", "wounded", event_time=on("2026-08-03"))
    found = decide_claims(dead, replace(hurt, vector=dead.vector))
    assert found.kind in {RelationKind.RELATED, RelationKind.UNRELATED}
    assert not found.undecided


def test_words_may_be_asked_about_weeks_after_they_were_said():
    asked = replace(quote_item("We will open the gates", published="2026-08-30"), asked=True)
    said = quote_item("سنفتح البوابات", language="ar", doc="b", published="2026-08-04")
    assert time.apart(asked, said) == 0
    assert time.apart(replace(asked, asked=False), said) > 0


def answers(asked, *reports):
    found = answering([asked], [compare(asked, report) for report in reports])
    return [one.verdict.kind for one in found]


def test_a_question_outbids_no_count_that_is_reported():
    first = killed(9, "b", "2026-08-04", event_time=on("2026-08-03"))
    latest = killed(16, "c", "2026-08-06", event_time=on("2026-08-03"))
    asked = killed(40, "a", "2026-08-09", event_time=published_on("2026-08-09"))
    # The latest count answers it; the earlier ones were overtaken by that.
    assert answers(*as_questions([asked]), first, latest) == [RelationKind.UPDATES, RelationKind.CONFLICTS]


def test_a_question_about_a_few_more_may_know_a_newer_count():
    latest = killed(16, "c", "2026-08-06", event_time=on("2026-08-03"))
    asked = killed(18, "a", "2026-08-09", event_time=published_on("2026-08-09"))
    assert answers(*as_questions([asked]), latest) == [RelationKind.UPDATES]


def test_a_count_that_some_report_bears_out_is_no_exaggeration():
    first = killed(9, "b", "2026-08-04", event_time=on("2026-08-03"))
    latest = killed(40, "c", "2026-08-08", event_time=on("2026-08-03"))
    asked = killed(40, "a", "2026-08-09", event_time=published_on("2026-08-09"))
    assert answers(*as_questions([asked]), first, latest) == [RelationKind.UPDATES, RelationKind.CORROBORATES]
