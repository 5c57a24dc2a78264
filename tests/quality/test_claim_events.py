"""Statements of invented events in ten languages: every slot of their claims, and whether translations agree."""

from __future__ import annotations

import pytest

from quality import claim_events
from quality.claim_events import PARTS
from quality.floors import check_floor

LANGUAGES = ("ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "uk")
#: A statement below this is not worth checking.
WORTH_CHECKING = 0.5


def of(part, language):
    return [
        each for each in claim_events.outcomes(PARTS[part]) if each.part == part and each.language == language
    ]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_of_a_statement_is_read(language, part):
    found = of(part, language)
    for slot in claim_events.SLOTS:
        hits = [each.right[slot] for each in found if slot in each.right]
        name = f"{language}-{part}.{slot}"
        check_floor("claim_events", name, sum(hits) / len(hits), [PARTS[part]])
    complete = sum(each.complete for each in found) / len(found)
    check_floor("claim_events", f"{language}-{part}.complete", complete, [PARTS[part]])


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_translations_yield_equal_claims(language, part):
    english = {each.id: each for each in of(part, "en")}
    equal = [each.says_the_same(english[each.id]) for each in of(part, language)]
    check_floor("claim_events", f"{language}-{part}.equal", sum(equal) / len(equal), [PARTS[part]])


def test_statements_are_worth_checking_and_opinions_are_not():
    events, opinions = claim_events.worthiness("events"), claim_events.worthiness("opinions")
    high = sum(each >= WORTH_CHECKING for each in events) / len(events)
    low = sum(each < WORTH_CHECKING for each in opinions) / len(opinions)
    check_floor("claim_events", "events_worth_checking", high, [PARTS["dev"]])
    check_floor("claim_events", "opinions_not_worth_checking", low, [claim_events.OPINIONS])
