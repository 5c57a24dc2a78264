"""What is dropped at sight would have come out as unrelated: held on all pairs of many invented claims and quotes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta, timezone
from itertools import product

import numpy as np

from averral.language import concepts
from averral.matching.comparing import compare
from averral.matching.items import similarity
from averral.matching.relations import sight
from averral.model import (
    ClaimKind,
    Modality,
    ParticipantRole,
    Polarity,
    Qualifier,
    QuoteKind,
    RelationKind,
    TimeInterval,
)
from matching_cases import claim_item, party, place, quantity, quote_item

COUNT = 90
TEXTS = (
    ("en", "The talks in Oslo ended without a result and five delegates left"),
    ("en", "Rebels captured the airfield, 27 soldiers were killed in Aziza"),
    ("en", "He did not resign and denied that the town was lost"),
    ("fr", "Les pourparlers d’Oslo ont échoué, cinq délégués sont partis"),
    ("ru", "Повстанцы захватили аэродром, 27 солдат убиты в Азизе"),
    ("ar", "قتل 27 جنديا في عزيزة"),
)
PREDICATES = (
    "", "talks.failed", "talks.succeeded", "talks.continuing", "control.captured", "control.lost",
    "casualties.killed", "agreement.signed", "arrest.sentenced", "control.advanced", "control.withdrew",
)  # fmt: skip
PLACES = (
    place("Ankara", "gn:323786"),
    place("Lausanne", "gn:2659994"),
    place("Aziza", "~zz"),
    place("Azizieh", "~zzyh"),
)
PARTIES = (
    party("Russia", "state:RU", ParticipantRole.ACTOR),
    party("United States", "state:US", ParticipantRole.TARGET),
    party("Rebels", "side:opposition", ParticipantRole.ACTOR),
)
MODALITIES = (*[Modality.ASSERTED] * 4, Modality.DENIED, Modality.PLANNED)
DAY = date(2016, 12, 1)
DECIDES_NOTHING = {RelationKind.UNRELATED, RelationKind.SCOPE_DIFFERS, RelationKind.RELATED}


def some(chance, values):
    return tuple(chance.sample(values, chance.choice((0, 1, 1, 2))))


def day(chance):
    return DAY + timedelta(days=chance.choice((0, 0, 1, 3, 6, 9, 12, 20, 40, 80)))


def nearby(item, chance):
    """The item with a vector of few dimensions, so that any likeness of two occurs, published in some time zone."""
    vector = np.array([chance.gauss(0.3, 1) for _ in range(4)], np.float32)
    moment = item.document.published_at
    zone = timezone(timedelta(hours=chance.choice((-11, 0, 14))))
    page = replace(item.document, published_at=moment and moment.replace(tzinfo=zone))
    return replace(item, document=page, vector=vector / np.linalg.norm(vector))


def invented_claim(number, chance):
    language, text = chance.choice(TEXTS)
    predicate = chance.choice(PREDICATES)
    kind = ClaimKind(concepts.concept(predicate).kind) if predicate else chance.choice(list(ClaimKind))
    when = day(chance)
    basis = chance.choice(("text", "text", "published"))
    figures = [quantity(27.0), quantity(5.0, "people"), quantity(100.0, qualifier=Qualifier.AT_LEAST)]
    published = chance.choice(("", f"{day(chance)}T23:30:00", f"{day(chance)}T09:00:00"))
    item = claim_item(
        text,
        predicate,
        kind,
        doc=f"c{number}",
        body=chance.choice((text, f"{text}. Anna Berg of Geneva spoke with the mayor of Ankara in Oslo.")),
        published=published,
        language=language,
        polarity=chance.choice((Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.NEGATED)),
        modality=chance.choice(MODALITIES),
        places=some(chance, PLACES),
        context_places=some(chance, PLACES),
        participants=some(chance, PARTIES),
        quantities=some(chance, figures),
        event_time=chance.choice((None, TimeInterval(when, when, basis=basis))),
    )
    return nearby(item, chance)


def invented_quote(number, chance):
    language, text = chance.choice(TEXTS)
    item = quote_item(
        text,
        doc=f"q{number}",
        published=chance.choice(("", f"{day(chance)}T23:30:00", f"{day(chance)}T00:10:00")),
        language=language,
        speaker=chance.choice(("", "Anna Berg", "Oleg Petrov")),
        kind=chance.choice((QuoteKind.DIRECT, QuoteKind.INDIRECT)),
        denied=chance.random() < 0.2,
    )
    return nearby(item, chance)


def outline(item):
    return sight.outline(item.core, item.published.timestamp() if item.published else None)


def check(items):
    dropped = 0
    for a, b in product(items, items):
        if a is b or not sight.unrelated(outline(a), outline(b), similarity(a, b)):
            continue
        dropped += 1
        verdict = compare(a, b).verdict
        assert verdict.kind is RelationKind.UNRELATED, (a.core, b.core)
        assert not verdict.undecided, (a.core, b.core)
    return dropped / len(items) ** 2


def test_claims_that_are_dropped_at_sight_are_unrelated():
    chance = random.Random(1)
    assert check([invented_claim(number, chance) for number in range(COUNT)]) > 0.15


def test_quotes_that_are_dropped_at_sight_are_unrelated():
    chance = random.Random(2)
    assert check([invented_quote(number, chance) for number in range(COUNT)]) > 0.15


def test_look_alikes_of_another_time_decide_nothing_and_are_no_surer_than_told():
    chance = random.Random(3)
    items = [invented_claim(number, chance) for number in range(COUNT)]
    told = 0
    for a, b in product(items, items):
        surest = sight.surest(outline(a), outline(b), similarity(a, b)) if a is not b else None
        if surest is None:
            continue
        told += 1
        verdict = compare(a, b).verdict
        assert verdict.kind in DECIDES_NOTHING, (a.core, b.core)
        assert not verdict.undecided, (a.core, b.core)
        assert verdict.kind is RelationKind.UNRELATED or verdict.confidence <= surest, (a.core, b.core)
    assert told > 0.05 * COUNT**2


def test_claims_of_one_time_and_one_matter_are_left_to_the_comparison():
    texts = ("the rebels left the town", "a town without rebels")
    a, b = (
        claim_item(text, "", ClaimKind.OTHER, doc=str(number), published="2016-12-01")
        for number, text in enumerate(texts)
    )
    assert not sight.unrelated(outline(a), outline(b), -1.0)
