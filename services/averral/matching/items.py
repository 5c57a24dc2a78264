"""One claim or quote with all that a comparison looks at: its document, its vector, who says it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np
import numpy.typing as npt

from averral.errors import Permanent, Reason
from averral.matching.names import Names
from averral.matching.scale import PLAIN, Scale
from averral.model import Claim, Document, Extraction, Quote, Span, Speaker, Vectors, ZoneKind

Matrix = npt.NDArray[np.float32]

#: Zones that may name who made the whole article.
CREDITING = frozenset({ZoneKind.BYLINE, ZoneKind.CREDIT, ZoneKind.DATELINE})
#: `Item.kind` of a quote, beside the values of ClaimKind.
QUOTE = "quote"


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """A stored claim or quote without its document."""

    document_id: str
    core: Claim | Quote
    vector: Matrix
    """Unit vector, shape (dimension,)."""
    published: float | None
    """When the document appeared, in seconds since 1970."""

    @property
    def id(self) -> str:
        """Id of the claim or quote."""
        return self.core.id


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A claim or a quote in its document."""

    document: Document
    extraction: Extraction
    """Of the document; its quotes, claims and sentences may be left out, and zones that credit nobody."""
    vector: Matrix
    """Unit vector, shape (dimension,)."""
    claim: Claim | None = None
    quote: Quote | None = None
    """The quote itself, or for a claim the quote that carries it."""
    named: tuple[str, Names] | None = None
    """What the document names, and the language that it was read in; None where that is not stored."""
    scale: Scale = PLAIN
    """What the cosines of its vector stand for."""
    asked: bool = False
    """It is a question that gives no day: when it is asked hardly tells when its event was."""
    nearest: float = 0.0
    """Of a question, beside an item of a report: the highest cosine of anything in that report."""

    @property
    def core(self) -> Claim | Quote:
        """The claim, else the quote."""
        found = self.claim or self.quote
        assert found is not None  # noqa: S101 - one of both is always given
        return found

    @property
    def id(self) -> str:
        """Id of the claim or quote."""
        return self.core.id

    @property
    def text(self) -> str:
        """Its words."""
        return self.core.text

    @property
    def span(self) -> Span:
        """Where it stands in the body."""
        return self.core.span

    @property
    def language(self) -> str:
        """ISO 639-1 code, or `und`."""
        return self.core.language

    @property
    def kind(self) -> str:
        """ClaimKind value, or `quote`."""
        return self.claim.kind.value if self.claim else QUOTE

    @property
    def speaker(self) -> Speaker | None:
        """Who is reported to say it, if anybody."""
        return self.quote.speaker if self.quote else None

    @property
    def published(self) -> datetime | None:
        """When the document appeared, as far as known."""
        return published_at(self.document, self.extraction)

    @property
    def as_of(self) -> datetime | None:
        """When the report knew it."""
        return (self.claim.as_of if self.claim else None) or self.published

    @property
    def day(self) -> date | None:
        """The day that it is about: its event's first day, else that of the report."""
        if self.claim and self.claim.event_time:
            return self.claim.event_time.start
        moment = self.as_of
        return moment.date() if moment else None


def published_at(document: Document, extraction: Extraction | None) -> datetime | None:
    """The caller's time of publication, else midnight UTC of the day that the text states."""
    if document.published_at:
        return document.published_at
    if extraction and extraction.published:
        return datetime.combine(extraction.published, time(), UTC)
    return None


def similarity(a: Item, b: Item) -> float:
    """Cosine of the two vectors on the scale that all bounds are on, -1..1."""
    return a.scale(float(a.vector @ b.vector))


def matrix(vectors: Vectors, rows: int) -> Matrix:
    """The vectors as an array of shape (rows, dimension).

    Raises:
        Permanent: INVALID_ARGUMENT when the bytes do not hold that many rows, or hold NaN or infinity.
    """
    expected = rows * vectors.dimension * 4
    if vectors.dimension < 0 or len(vectors.data) != expected:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"{rows} items need {expected} bytes of vectors, {len(vectors.data)} came: send one row per item.",
            field="vectors",
            metadata={"expected": str(expected), "found": str(len(vectors.data))},
        )
    found: Matrix = np.frombuffer(vectors.data, dtype="<f4").reshape(rows, vectors.dimension)
    if not np.isfinite(found).all():
        raise Permanent(
            Reason.INVALID_ARGUMENT, "The vectors hold values that are no numbers.", field="vectors"
        )
    return found


def make_items(
    document: Document, extraction: Extraction, vectors: Any, scale: Scale = PLAIN
) -> tuple[Item, ...]:
    """All items of a document, claims first, each with its row of `vectors` (an array)."""
    carriers = {quote.id: quote for quote in extraction.quotes}
    cores: list[tuple[Claim | None, Quote | None]] = [
        (claim, carriers.get(claim.quote_id)) for claim in extraction.claims
    ]
    cores += [(None, quote) for quote in extraction.quotes]
    return tuple(
        Item(document, extraction, row, claim, quote, scale=scale)
        for (claim, quote), row in zip(cores, vectors, strict=True)
    )
