import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from averral.extraction.engine import extract
from averral.model import ClaimKind, Document, Modality, ParticipantRole, Polarity, Source, ZoneKind

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "cases" / "claims.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
DAY = datetime(2024, 5, 2, tzinfo=UTC)


def read(text, language="en", **fields):
    return extract(Document(id="doc_test", body=text, language=language, published_at=DAY, **fields))


def claims(text, language="en", **fields):
    return read(text, language, **fields).claims


def told(claim):
    return claim.predicate, claim.polarity.value


def counts(claim):
    return [(each.unit, each.population, each.low, each.high) for each in claim.quantities]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_labelled_sentences_give_their_claims(case):
    found = claims(case["text"], case["lang"])
    for wanted in case["claims"]:
        alike = [each for each in found if told(each) == (wanted["predicate"], wanted["polarity"])]
        assert alike, [told(each) for each in found]
        assert alike[0].kind == wanted["kind"]
        numbers = [tuple(each.values()) for each in wanted["quantities"]]
        assert set(numbers) <= set(counts(alike[0]))


def test_a_sentence_with_two_events_gives_two_claims():
    text = "Talks ended without result and fighting went on in the suburbs."
    assert list(dict.fromkeys(each.text for each in claims(text))) == [
        "Talks ended without result",
        "fighting went on in the suburbs.",
    ]


def test_every_span_points_at_the_text_it_carries():
    text = "قُتل 14 مدنياً وأصيب 30 آخرون. وفشلت المحادثات في مسقط."
    found = claims(text, "ar")
    assert len(found) == 3
    assert all(each.span.of(text) == each.text for each in found)


def test_a_sentence_without_a_frame_is_a_claim_of_another_kind():
    (claim,) = claims("The library of the village owns two medieval maps.")
    assert (claim.kind, claim.predicate) == (ClaimKind.OTHER, "")


def test_a_question_claims_nothing_but_what_stands_before_it():
    assert claims("Will the talks fail again?") == ()
    assert [each.predicate for each in claims("The talks failed, so what will the envoy do now?")] == [
        "talks.failed"
    ]


def test_a_part_of_a_number_has_its_own_population():
    (claim,) = claims("Floods displaced 12,000 people, including 4,000 children, in the delta.")
    assert counts(claim) == [("displaced", "", 12000, 12000), ("displaced", "children", 4000, 4000)]


def test_a_running_total_is_cumulative_and_a_count_is_not():
    (total,) = claims("The death toll from the storm has risen to 87.")
    (count,) = claims("The storm killed nine fishermen on Monday.")
    assert [each.cumulative for each in total.quantities] == [True]
    assert [each.cumulative for each in count.quantities] == [False]


def test_things_are_told_apart_by_what_they_are():
    (shops,) = claims("Shells destroyed 17 shops.")
    (schools,) = claims("Shells destroyed 17 schools.")
    assert [counts(each)[0][:2] for each in (shops, schools)] == [("other", "shops"), ("other", "schools")]


def test_the_day_of_the_event_comes_from_the_text_or_the_publication():
    (said,) = claims("Rebels seized the town on 28 April 2024.")
    (unsaid,) = claims("Rebels seized the town.")
    assert (said.event_time.start, said.event_time.basis) == (date(2024, 4, 28), "text")
    assert (unsaid.event_time.start, unsaid.event_time.basis) == (DAY.date(), "published")
    assert unsaid.as_of == DAY


def test_who_acts_depends_on_voice_and_order():
    active, passive = claims("Russia attacked Ukraine.")[0], claims("Ukraine was attacked by Russia.")[0]
    for claim in (active, passive):
        roles = {each.key: each.role for each in claim.participants}
        assert roles["state:RU"] is ParticipantRole.ACTOR
        assert roles["state:UA"] is ParticipantRole.TARGET


def test_sides_of_talks_are_parties():
    (claim,) = claims("Talks between Russia and Ukraine failed.")
    assert {each.key for each in claim.participants} >= {"state:RU", "state:UA"}
    assert {each.role for each in claim.participants} == {ParticipantRole.PARTY}


def test_an_announced_withdrawal_is_an_intention():
    (claim,) = claims("The army will withdraw from the valley.")
    assert (claim.kind, claim.predicate) == (ClaimKind.INTENTION, "intention.will_leave")
    assert claim.modality is Modality.PLANNED


def test_what_failed_is_negated():
    (claim,) = claims("Government forces failed to capture the airport.")
    assert told(claim) == ("control.captured", Polarity.NEGATED)


def test_a_claim_inside_a_quote_is_attributed_to_the_speaker():
    text = 'The minister, Sarah Kent, said: "The talks in Oslo have failed."'
    found = read(text, source=Source(outlet="Daily Test"))
    (claim,) = [each for each in found.claims if each.predicate == "talks.failed"]
    assert claim.quote_id == found.quotes[0].id
    assert claim.modality is Modality.ATTRIBUTED
    assert [link.level for link in claim.attribution] == ["outlet", "speaker"]


def test_captions_and_headlines_carry_their_zone():
    text = "Talks fail in Oslo\n\nThe talks between the two governments failed on Monday, officials wrote."
    assert claims(text)[0].zone is ZoneKind.HEADLINE


def test_facts_are_worth_more_than_judgements():
    (fact,) = claims("An explosion killed 12 people in Lyon on Monday.")
    (judgement,) = claims("We believe this is a wonderful and just idea.")
    assert fact.check_worthiness > 0.5 > judgement.check_worthiness
    assert all(0 <= each.check_worthiness <= 1 for each in (fact, judgement))


def test_reading_twice_gives_the_same_ids_and_no_id_twice():
    text = " ".join(case["text"] for case in CASES if case["lang"] == "en")
    first, second = claims(text), claims(text)
    assert first == second
    assert len({each.id for each in first}) == len(first)
    assert all(each.id.startswith("clm_") and len(each.id) == 20 for each in first)
