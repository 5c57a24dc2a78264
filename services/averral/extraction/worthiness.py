"""How far a claim can be checked against other reports: 0..1 from what it holds, no model behind it.

The features are those that Hassan, Li and Tremayne (ClaimBuster, 2015-2017) and the CheckThat! labs found to carry most
of the signal: numbers, names, places and dates speak for a checkable fact; judgement, feeling, the speaker's own
person and the future speak against it. Weights are logits, set by hand and checked on development data.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from averral.extraction.clauses import Clause
from averral.extraction.facts import markers
from averral.language.concepts import concept
from averral.model import Modality, Participant, Place, Quantity

BASE = -0.7
EVENT = 0.9
#: Stances and appeals are facts about what somebody said, less about what happened.
STATEMENT = 0.5
QUANTITY = 0.9
#: Figures that count nothing: a share, a year, a sum.
FIGURE = 0.7
PARTICIPANT = 0.5
#: Somebody else said it, who can be held to it.
REPORTED = 0.2
PLACE = 0.4
DATE = 0.4
MEASURE = 0.9
OPINION = -1.2
#: The speech of someone with a stake: I, we, you.
OWN_PERSON = -0.7
POSSIBLE = -1.0
PLANNED = -0.5
SHORT = -0.6
#: A clause with fewer words tells too little to be found again.
SHORT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of."""

    predicate: str
    modality: Modality
    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    dated: bool


def check_worthiness(clause: Clause, language: str, features: Features) -> float:
    """Logistic of the summed weights, rounded to two decimals."""
    labels = {match.label for match in markers(language).find(clause.tokens)}
    terms = (
        _event(features.predicate),
        QUANTITY * bool(features.quantities),
        FIGURE * any(token.key.isdigit() for token in clause.tokens),
        PARTICIPANT * bool(features.participants or _named(clause)),
        REPORTED * (clause.quote is not None and clause.quote.speaker is not None),
        PLACE * bool(features.places),
        DATE * features.dated,
        MEASURE * ("measures" in labels),
        OPINION * ("opinion" in labels),
        OWN_PERSON * ("speakers" in labels),
        POSSIBLE * (features.modality is Modality.POSSIBLE),
        PLANNED * (features.modality is Modality.PLANNED),
        SHORT * (len(clause.tokens) < SHORT_WORDS),
    )
    return round(1 / (1 + math.exp(-(BASE + sum(terms)))), 2)


def _named(clause: Clause) -> bool:
    """Whether somebody known says it: who tells something is somebody to ask."""
    speaker = clause.quote.speaker if clause.quote is not None else None
    return speaker is not None and not speaker.anonymous and bool(speaker.affiliation or ":" in speaker.key)


def _event(predicate: str) -> float:
    if not predicate:
        return 0.0
    return STATEMENT if concept(predicate).kind == "statement" else EVENT
