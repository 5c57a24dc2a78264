"""One document read once: language, zones, sentences, words, marks, names. Quotes and claims start from here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from averral.errors import Permanent, Reason
from averral.language.dates import find_dates
from averral.language.entities import Entity, find_entities
from averral.language.identify import identify
from averral.language.marks import Marked, find_marked
from averral.language.normalise import Word, words
from averral.language.places import find_places
from averral.language.sentences import split
from averral.language.zones import find_zones
from averral.model import Document, Limits, Place, Span, Zone, ZoneKind

#: Zones whose sentences are read for quotes and claims.
READ = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION})

#: Zones that may state the day of publication, the most reliable first.
DATED = (ZoneKind.BYLINE, ZoneKind.DATELINE)

#: Kinds of entities whose names hold places that nothing happens in.
_BODIES = frozenset({"org", "agency", "outlet"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that later steps need to know about one document. Lists are sorted by position."""

    document: Document
    text: str
    """The body as received; every span points into it."""
    language: str
    """ISO 639-1 code, or `und`."""
    language_confidence: float
    zones: tuple[Zone, ...]
    sentences: tuple[Span, ...]
    """Of headline, body and captions only."""
    words: tuple[Word, ...]
    """Of the whole text."""
    marked: tuple[Marked, ...]
    """Stretches inside quotation marks, in the zones that are read."""
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    capitals: frozenset[str]
    """Keys of words that take a capital inside a sentence: names, in scripts that have capitals."""
    published: date | None
    """Day of publication: the caller's, else the one that a byline states."""
    _starts: tuple[int, ...] = field(repr=False, default=())
    _entity_starts: tuple[int, ...] = field(repr=False, default=())
    _place_starts: tuple[int, ...] = field(repr=False, default=())
    _mark_starts: tuple[int, ...] = field(repr=False, default=())

    def sentence_words(self, sentence: Span) -> tuple[Word, ...]:
        """The words that begin inside the span."""
        return self.words[bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)]

    def words_within(self, span: Span) -> tuple[Word, ...]:
        """The words of the span read for itself: one that its edge cuts through is there in part."""
        held = self.sentence_words(span)
        before = bisect_left(self._starts, span.start) - 1
        if (held and held[-1].end > span.end) or (before >= 0 and self.words[before].end > span.start):
            return words(self.text, span)
        return held

    def words_from(self, offset: int) -> Word | None:
        """The first word that begins at the code point or after it."""
        index = bisect_left(self._starts, offset)
        return self.words[index] if index < len(self.words) else None

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """The sentences that share a code point with the span."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.end)
        last = bisect_left(self.sentences, span.end, key=lambda sentence: sentence.start)
        return self.sentences[first:last]

    def entities_in(self, span: Span) -> tuple[Entity, ...]:
        """The entities that begin inside the span."""
        return _within(self.entities, self._entity_starts, span)

    def places_in(self, span: Span) -> tuple[Place, ...]:
        """The places that begin inside the span."""
        return _within(self.places, self._place_starts, span)

    def marked_in(self, span: Span) -> tuple[Marked, ...]:
        """The marked stretches that lie inside the span with their marks."""
        begun = self.marked[
            bisect_left(self._mark_starts, span.start) : bisect_left(self._mark_starts, span.end)
        ]
        return tuple(marked for marked in begun if marked.outer.end <= span.end)

    def count_words(self, span: Span) -> int:
        """Number of words that begin inside the span."""
        return bisect_left(self._starts, span.end) - bisect_left(self._starts, span.start)

    def zone_at(self, offset: int) -> ZoneKind:
        """Kind of the zone that holds the code point; between zones it is body."""
        index = bisect_right(self.zones, offset, key=lambda zone: zone.span.start) - 1
        if index >= 0 and offset < self.zones[index].span.end:
            return self.zones[index].kind
        return ZoneKind.BODY


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Found = TypeVar("Found", bound=_Placed)


def _within(items: tuple[Found, ...], starts: Sequence[int], span: Span) -> tuple[Found, ...]:
    return items[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _starts_of(items: Sequence[_Placed]) -> tuple[int, ...]:
    return tuple(item.span.start for item in items)


def read(document: Document, told_by: str = "") -> Reading:
    """Reads a document; `told_by` is the part of its text that tells the language, where that is not all of it.

    Raises:
        Permanent: the body is blank (EMPTY_TEXT), too long (TEXT_TOO_LARGE) or holds half
            characters (TEXT_NOT_UNICODE).
    """
    text = _checked(document.body)
    found = identify(told_by or text, hint=document.language)
    zones = find_zones(text, found.language)
    spans = tuple(zone.span for zone in zones if zone.kind in READ)
    tokens = words(text)
    sentences = split(text, found.language, spans)
    entities = find_entities(text, found.language)
    places = _happening(find_places(text, found.language), entities)
    marked = tuple(each for span in spans for each in find_marked(text, span))
    return Reading(
        document=document,
        text=text,
        language=found.language,
        language_confidence=found.confidence,
        zones=zones,
        sentences=sentences,
        words=tokens,
        marked=marked,
        entities=entities,
        places=places,
        capitals=_capitals(text, tokens, sentences),
        published=_published(document, zones, found.language),
        _starts=tuple(token.start for token in tokens),
        _entity_starts=_starts_of(entities),
        _place_starts=_starts_of(places),
        _mark_starts=tuple(each.outer.start for each in marked),
    )


def _happening(places: Sequence[Place], entities: Sequence[Entity]) -> tuple[Place, ...]:
    """Without what only belongs to the name of a body: the Observatory for Human Rights is in no town of Human."""
    bodies = [entity.span for entity in entities if entity.kind in _BODIES]
    starts = [body.start for body in bodies]
    kept: list[Place] = []
    for place in places:
        before = bisect_right(starts, place.span.start)
        if not before or not bodies[before - 1].covers(place.span):
            kept.append(place)
    return tuple(kept)


def _capitals(text: str, tokens: Sequence[Word], sentences: Sequence[Span]) -> frozenset[str]:
    starts = {sentence.start for sentence in sentences}
    return frozenset(
        token.key
        for token in tokens
        if text[token.start].isupper() and not starts.intersection(range(token.start - 3, token.start + 1))
    )


def _checked(text: str) -> str:
    if not text.strip():
        raise Permanent(
            Reason.EMPTY_TEXT, "The document has no text. Send the article in `body`.", field="body"
        )
    limit = Limits().document_code_points
    if len(text) > limit:
        raise Permanent(
            Reason.TEXT_TOO_LARGE,
            f"The document has {len(text)} characters; {limit} are allowed. Split it and send the parts.",
            field="body",
            metadata={"length": str(len(text)), "limit": str(limit)},
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Permanent(
            Reason.TEXT_NOT_UNICODE,
            f"Character {error.start} is half of a surrogate pair. Decode the text as UTF-8 before sending it.",
            field="body",
            metadata={"offset": str(error.start)},
        ) from error
    return text


def _published(document: Document, zones: Sequence[Zone], language: str) -> date | None:
    if document.published_at is not None:
        return document.published_at.date()
    for kind in DATED:
        for zone in zones:
            if zone.kind is kind:
                days = find_dates(zone.span.of(document.body), language, None)
                exact = [day.start for day in days if day.start == day.end]
                if exact:
                    return exact[0]
    return None
