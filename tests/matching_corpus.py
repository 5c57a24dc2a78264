"""Three small reports that carry one statement, two of them one outcome: for tests of the stores and the service."""

from __future__ import annotations

from datetime import date

from averral.model import Claim, ClaimKind, Document, Extraction, Quote, QuoteKind, Source, Span, Speaker
from averral.runtime.documents import with_id

W = "default"
WORDS = "We will never hand over the eastern districts to hired militias"
BODIES = {
    "one": f"Haddad said: {WORDS}. The talks in the capital failed on Monday.",
    "two": f"Karim Haddad told reporters: {WORDS}! The talks in the capital failed on Monday, officials say.",
    "three": f"A speech: {WORDS}. Rain fell on the coast.",
}


def report(name: str, workspace: str = W) -> tuple[Document, Extraction]:
    """A document with the quote and, where there is one, the claim of its body."""
    document = with_id(Document("", BODIES[name], workspace, name, Source(outlet=name)))
    body, start = document.body, document.body.index(WORDS)
    span = Span(start, start + len(WORDS))
    speaker = Speaker("Karim Haddad", "name:krm hdd")
    quote = Quote("qt_" + document.id, document.id, span, WORDS, "en", QuoteKind.DIRECT, speaker=speaker)
    claims = []
    if "The talks" in body:
        text = "The talks in the capital failed on Monday"
        where = Span(body.index(text), body.index(text) + len(text))
        claims = [
            Claim("clm_" + document.id, document.id, where, text, "en", ClaimKind.TALKS, "talks.failed")
        ]
    return document, Extraction(
        document.id, "en", 1.0, quotes=(quote,), claims=tuple(claims), published=date(2020, 3, 4)
    )
