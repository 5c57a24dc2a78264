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
