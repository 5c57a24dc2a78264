"""Which agencies and outlets an article credits: in its credit lines, in what was told to whom, in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from averral.extraction.facts import markers
from averral.extraction.reading import Reading
from averral.language.entities import Entity, find_entities
from averral.language.names import name_key
from averral.model import Quote, Span, Zone, ZoneKind

_REPORTERS = frozenset({"agency", "outlet"})
#: Zones whose outlet names stand for the whole article.
_CREDITING = frozenset({ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.CREDIT})
#: Whose the article is, in what is boilerplate otherwise.
_OWNED = "©"
_OPENING = "([（/-—–"
#: Marks and signs round an outlet's name in a credit line.
_ROUND = " \t\n•*-—–|/()[]«»“”\"'’:.,،"
#: A credit line with more words is a sentence, no name.
_NAME_WORDS = 4
#: How many words may stand between an outlet and a word such as "sources".
_SOURCE_WINDOW = 2


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that the article takes something from."""

    name: str
    key: str
    """Concept such as `agency:reuters`; `~` and a sound key for a name of no table."""
    span: Span | None = None
    whole: bool = False
    """Credited for the whole article, not for one statement."""


def find_credits(reading: Reading, quotes: tuple[Quote, ...]) -> tuple[Credit, ...]:
    """Credits by position, those of quotes last; one per key."""
    found: dict[str, Credit] = {}
    for credit in (*_in_zones(reading), *_in_text(reading), *_told(reading, quotes)):
        known = found.get(credit.key)
        if known is None or (credit.whole and not known.whole):
            found[credit.key] = credit
    return tuple(found.values())


def _in_zones(reading: Reading) -> Iterator[Credit]:
    for zone in reading.zones:
        owned = zone.kind is ZoneKind.BOILERPLATE and _OWNED in zone.span.of(reading.text)
        if zone.kind not in _CREDITING and not owned:
            continue
        inside = [
            each for each in reading.entities if zone.span.covers(each.span) and each.kind in _REPORTERS
        ]
        for entity in inside:
            yield _credit(reading, entity, whole=True)
        if not inside and zone.kind is ZoneKind.CREDIT:
            yield from _unknown(reading, zone)


def _unknown(reading: Reading, zone: Zone) -> Iterator[Credit]:
    name = zone.span.of(reading.text).strip(_ROUND)
    if 0 < len(name.split()) <= _NAME_WORDS and any(sign.isalpha() for sign in name):
        yield Credit(name, "~" + name_key(name, reading.language), zone.span, whole=True)


def _in_text(reading: Reading) -> Iterator[Credit]:
    """Outlets in brackets, and beside words like "sources": both say where something comes from."""
    sources = [
        (reading.words[match.first].start, reading.words[match.last].end)
        for match in markers(reading.language).find(reading.words)
        if match.label == "sources"
    ]
    for entity in reading.entities:
        if entity.kind not in _REPORTERS:
            continue
        before = reading.text[max(0, entity.span.start - 2) : entity.span.start].strip()
        if before[-1:] in _OPENING and before:
            yield _credit(reading, entity, whole=entity.kind == "agency")
        elif _beside(reading, entity, sources):
            yield _credit(reading, entity, whole=False)


def _beside(reading: Reading, entity: Entity, sources: list[tuple[int, int]]) -> bool:
    for start, end in sources:
        gap = Span(min(end, entity.span.end), max(start, entity.span.start))
        if abs(gap.end - gap.start) <= 24 and len(gap.of(reading.text).split()) <= _SOURCE_WINDOW:  # noqa: PLR2004
            return True
    return False


def _told(reading: Reading, quotes: tuple[Quote, ...]) -> Iterator[Credit]:
    for quote in quotes:
        if quote.told_to:
            known = [
                each for each in find_entities(quote.told_to, reading.language) if each.kind in _REPORTERS
            ]
            key = known[0].key if known else "~" + name_key(quote.told_to, reading.language)
            yield Credit(quote.told_to, key)


def _credit(reading: Reading, entity: Entity, *, whole: bool) -> Credit:
    return Credit(entity.span.of(reading.text), entity.key, entity.span, whole=whole)
