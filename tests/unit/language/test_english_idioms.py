"""English words of events that tell of none: what is close to a border, a target, a pledge of allegiance, an alleged deed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document

PRINTED = datetime(2026, 9, 14, tzinfo=UTC)


def predicates(text):
    found = extract(Document("d", text, language="en", published_at=PRINTED)).claims
    return {claim.predicate for claim in found}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The summit was held in Selmo, a town close to the Tarvan border.", "closure.closed"),
        ("The treasurer kept nine million Tarvan pounds in Selmo.", "attack.shelling"),
        ("The singer captured the public's imagination in Selmo.", "control.captured"),
        ("Officials in Selmo could not immediately comment on the reported raid.", "attack.repelled"),
        ("The envoy pledged his allegiance to the group.", "aid.promised"),
        ("The report speaks of the threat of terrorism in Tarvan.", "intention.threaten"),
        ("The teacher, who was allegedly seen in Selmo, has left the country.", "statement.accused"),
        ("Doctors in Selmo saw patients with missing kidneys.", "casualties.missing"),
        ("He never came to terms with the loss of his shop in Selmo.", "agreement.reached"),
        ("The governor attacked his rivals over the budget at a rally in Selmo.", "attack.launched"),
    ],
)
def test_what_only_sounds_like_an_event_is_none(text, never):
    assert never not in predicates(text)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Warplanes launched a strike on a market in Selmo.", "attack.airstrike"),
        ("Kuwait pledged 25 million dollars for Selmo.", "aid.promised"),
        ("The Tarvan forces control Selmo.", "control.held"),
        ("The militia threatened to cut the road to Selmo.", "intention.threaten"),
        ("The mayor alleged that the police had hidden the bodies.", "statement.accused"),
    ],
)
def test_what_tells_of_one_is_read(text, predicate):
    assert predicate in predicates(text)
