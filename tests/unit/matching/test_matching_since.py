"""What has not happened yet, what is said never to have happened, and what only names the place that it happened to."""

from __future__ import annotations

import pytest

from averral.matching.relations.decide import decide_claims
from averral.model import ClaimKind, Modality, ParticipantRole, Polarity, RelationKind, RelationReason
from matching_cases import claim_item, on, party, place

K, R = RelationKind, RelationReason
GATE = place("Karasu", "~krs")
OWNER = party("Olu Bakare", "~l bkr", ParticipantRole.TARGET)


def closed(text, doc="a", published="2026-03-05T12:00Z", predicate="closure.closed", **facts):
    facts.setdefault("event_time", on("2026-03-04"))
    return claim_item(text, predicate, ClaimKind.OTHER, doc=doc, published=published, places=(GATE,), **facts)


def held(text, published, doc="a", **facts):
    return claim_item(
        text,
        "arrest.arrested",
        ClaimKind.ARREST,
        doc=doc,
        published=published,
        participants=(OWNER,),
        **facts,
    )


def test_what_was_closed_where_may_be_told_in_other_words():
    a = closed("the Karasu crossing was shut to travellers and goods")
    b = closed("Ukraine hat den Grenzübergang Karasu geschlossen", doc="b", language="de")
    assert decide_claims(a, b).kind is K.CORROBORATES


def test_who_denies_that_it_was_closed_does_not_say_that_it_was_opened_again():
    a = closed("the Karasu crossing was shut to travellers and goods")
    b = closed(
        "the Karasu crossing was shut", doc="b", published="2026-03-06T12:00Z", modality=Modality.DENIED
    )
    verdict = decide_claims(a, b)
    assert (verdict.kind, verdict.reasons) == (K.CONFLICTS, (R.DENIAL,))


@pytest.mark.parametrize(
    ("day", "published", "kind"),
    [
        ("2026-03-07", "2026-03-08T12:00Z", K.UPDATES),
        # Told of the same day on which the other knew nothing of it.
        ("2026-03-05", "2026-03-08T12:00Z", K.CONFLICTS),
    ],
)
def test_what_had_not_happened_may_happen_later(day, published, kind):
    before = held("Olu Bakare has not been arrested", "2026-03-05T12:00Z", polarity=Polarity.NEGATED)
    since = held("Olu Bakare was arrested", published, doc="b", event_time=on(day))
    assert decide_claims(before, since).kind is kind
    assert decide_claims(since, before).kind is kind
    if kind is K.UPDATES:
        assert decide_claims(since, before).later_first
        assert not decide_claims(before, since).later_first


@pytest.mark.parametrize(
    ("polarity", "reason"), [(Polarity.AFFIRMED, R.MODALITY), (Polarity.NEGATED, R.OUTCOME)]
)
def test_what_was_planned_or_ruled_out_is_overtaken_by_a_later_report_that_it_was_done(polarity, reason):
    plan = closed(
        "the Karasu crossing would be reopened on Sunday",
        predicate="closure.reopened",
        modality=Modality.PLANNED,
        polarity=polarity,
        event_time=on("2026-03-08"),
    )
    done = closed(
        "Karasu wurde wieder geöffnet",
        doc="b",
        published="2026-03-09T12:00Z",
        language="de",
        predicate="closure.reopened",
        event_time=on("2026-03-09"),
    )
    verdict = decide_claims(plan, done)
    assert (verdict.kind, verdict.reasons, verdict.later_first) == (K.UPDATES, (reason, R.AS_OF), False)
    assert decide_claims(done, plan).later_first


def test_a_plan_told_after_it_was_done_is_another_one():
    plan = closed(
        "the crossing will be reopened",
        published="2026-03-12T12:00Z",
        predicate="closure.reopened",
        modality=Modality.PLANNED,
    )
    done = closed("Karasu wurde wieder geöffnet", doc="b", language="de", predicate="closure.reopened")
    assert decide_claims(plan, done).kind in {K.RELATED, K.UNRELATED}


def test_a_plan_confirms_nothing_on_the_day_itself():
    plan = closed("will be closed", modality=Modality.PLANNED)
    done = closed("Karasu wurde geschlossen", doc="b", language="de")
    assert decide_claims(plan, done).kind in {K.RELATED, K.UNRELATED}
