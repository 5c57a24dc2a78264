"""Hand-built items for the tests of matching: a claim or a quote with only what a test needs to say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np

from averral.language.normalise import words
from averral.matching.items import Item
from averral.model import (
    Claim,
    ClaimKind,
    Document,
    Extraction,
    ModelInfo,
    PairScores,
    Participant,
    ParticipantRole,
    Place,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Source,
    Span,
    Speaker,
    TextPair,
    TimeInterval,
    Vectors,
)

DIMENSION = 64
NOWHERE = Span(0, 0)


def vector(text: str) -> np.ndarray:
    """A unit vector in which texts that share words are near: enough for tests, no language model."""
    total = np.zeros(DIMENSION, np.float32)
    for word in words(text):
        seed = int.from_bytes(hashlib.sha256(word.key.encode()).digest()[:4])
        total += np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    return total / (np.linalg.norm(total) or 1)


class WordEmbedding:
    """An embedding port over `vector`; every pair gets the scores that the test sets."""

    def __init__(self, scores: PairScores = PairScores(0.1, 0.1, 0.8), fingerprint: str = "words-1") -> None:
        self.scores = scores
        self.fingerprint = fingerprint

    async def embed(self, texts: Sequence[str], model: str = "") -> Vectors:
        data = np.array([vector(text) for text in texts], "<f4").tobytes()
        return Vectors(data, DIMENSION, self.fingerprint)

    async def score_pairs(self, pairs: Sequence[TextPair]) -> tuple[PairScores, ...]:
        return (self.scores,) * len(pairs)

    async def get_model(self, model: str = "") -> ModelInfo:
        return ModelInfo("words", self.fingerprint, DIMENSION)


def quantity(
    best: float, unit: str = "killed", qualifier: Qualifier = Qualifier.EXACT, population: str = "", **more
) -> Quantity:
    exact = qualifier is Qualifier.EXACT
    low = more.pop("low", best if exact else None)
    high = more.pop("high", best if exact else None)
    return Quantity(low, high, best, unit, qualifier, NOWHERE, population, **more)


def place(name: str, key: str, **more) -> Place:
    return Place(name, key, NOWHERE, **more)


def party(name: str, key: str, role: ParticipantRole = ParticipantRole.PARTY) -> Participant:
    return Participant(name, key, role, NOWHERE)


def on(day: str) -> TimeInterval:
    moment = date.fromisoformat(day)
    return TimeInterval(moment, moment)


def document(doc: str, body: str, published: str = "", outlet: str = "", group: str = "") -> Document:
    when = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return Document(f"doc_{doc}", body, external_id=doc, source=Source(outlet, group), published_at=when)


def claim_item(
    text: str,
    predicate: str,
    kind: ClaimKind,
    *,
    doc: str = "a",
    body: str = "",
    published: str = "",
    outlet: str = "",
    group: str = "",
    quote: Quote | None = None,
    near: str = "",
    language: str = "en",
    **facts,
) -> Item:
    """A claim that stands in its document's body; `near` gives the vector's text if not its own."""
    page = document(doc, body or text, published, outlet, group)
    start = page.body.index(text)
    span = Span(start, start + len(text))
    claim = Claim(
        f"clm_{doc}{start}", page.id, span, text, language, kind, predicate,
        as_of=page.published_at, quote_id=quote.id if quote else "", **facts,
    )  # fmt: skip
    extraction = Extraction(page.id, language, 1.0, quotes=(quote,) if quote else (), claims=(claim,))
    return Item(page, extraction, vector(near or text), claim, quote)


def make_quote(
    text: str,
    *,
    doc: str = "a",
    speaker: str = "",
    key: str = "",
    kind: QuoteKind = QuoteKind.DIRECT,
    language: str = "en",
    start: int = 0,
    **more,
) -> Quote:
    who = Speaker(speaker, key or f"name:{speaker.lower()}") if speaker else None
    anonymous = more.pop("anonymous", False)
    if who and anonymous:
        who = Speaker(speaker, key, anonymous=True)
    return Quote(
        f"qt_{doc}{start}",
        f"doc_{doc}",
        Span(start, start + len(text)),
        text,
        language,
        kind,
        speaker=who,
        **more,
    )


def quote_item(
    text: str,
    *,
    doc: str = "a",
    body: str = "",
    published: str = "",
    outlet: str = "",
    near: str = "",
    language: str = "en",
    **more,
) -> Item:
    page = document(doc, body or text, published, outlet)
    quote = make_quote(text, doc=doc, start=page.body.index(text), language=language, **more)
    extraction = Extraction(page.id, language, 1.0, quotes=(quote,))
    return Item(page, extraction, vector(near or text), None, quote)
