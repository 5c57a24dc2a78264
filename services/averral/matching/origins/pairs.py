"""Pairwise links between items that go back to one witness, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from averral.language.entities import find_entities
from averral.language.names import name_key
from averral.matching.items import CREDITING, Item, similarity
from averral.matching.origins.copies import COPIED, containment, copied, rewritten
from averral.matching.relations import values
from averral.matching.relations.speakers import compare_speakers
from averral.matching.relations.values import Value
from averral.model import OriginLevel, OriginLink

#: Cosine from which the same words in another language are a translation, when figures and names agree too.
TRANSLATION = 0.82
#: Days between two reports of what one witness said on one occasion.
OCCASION = 2
#: Cosine from which two reports of one witness are about one statement, in two languages and in one.
ONE_STATEMENT = (0.3, 0.4)

_NEVER = datetime.max.replace(tzinfo=UTC)
#: What of two sources makes them one owner's, the widest first.
_OWNERS = ("group", "outlet", "domain")
#: Marks and signs round an outlet's name in a credit line.
_ROUND = " \t\n\u00a0•*-—–|/()[]«»“”\"'’:.,،"


#: The evidence that two items in two languages are one passage, or an empty string.
Translated = Callable[[Item, Item], str]


def _apart(_a: Item, _b: Item) -> str:
    """For who has no texts to compare."""
    return ""


def _one_group(_item: Item) -> Collection[str]:
    return ("",)


def link(a: Item, b: Item, translated: Translated = _apart) -> OriginLink | None:
    """The strongest evidence that two items go back to one witness, or None."""
    return _link(a, b, translated) if a.id <= b.id else _link(b, a, translated)


@lru_cache(maxsize=1 << 16)
def _link(first: Item, second: Item, translated: Translated) -> OriginLink | None:
    # The reports of one event are each other's evidence, and each pair of them comes up for each of their items.
    for level, find in _FINDERS:
        evidence = find(first, second)
        if not evidence and level is OriginLevel.COPY:
            evidence = translated(first, second)
        if evidence:
            return OriginLink(first.id, second.id, level, evidence)
    return None


def links_to_first(
    items: Sequence[Item],
    translated: Translated = _apart,
    groups: Callable[[Item], Collection[str]] = _one_group,
) -> tuple[OriginLink, ...]:
    """Links of each item to the earliest of its line: all that counting the lines needs.

    The items are taken in order of time. Each joins the first line whose earliest item it is linked to, as
    `verification.origins` counts them, or begins one, so that a busy event costs its items times its lines.

    Args:
        items: The items.
        translated: Tells translations.
        groups: The groups that an item is in; only what has one in common is compared.
    """
    heads: list[Item] = []
    places: dict[str, list[int]] = {}
    found: list[OriginLink] = []
    for item in sorted(items, key=_by_time):
        own = groups(item)
        near = sorted({place for group in own for place in places.get(group, ())})
        home = next((one for place in near if (one := link(heads[place], item, translated))), None)
        if home is not None:
            found.append(home)
            continue
        for group in own:
            places.setdefault(group, []).append(len(heads))
        heads.append(item)
    return tuple(found)


def _by_time(item: Item) -> tuple[datetime, str, int, str]:
    return (item.published or _NEVER, item.document.id, item.span.start, item.id)


@lru_cache(maxsize=8192)
def credits_of(item: Item) -> frozenset[str]:
    """Keys of the agencies and outlets that this very item is credited to."""
    keys = set()
    if item.claim is not None:
        keys = {part.key for part in item.claim.attribution if part.level == "agency" and part.key}
    if item.quote is not None and item.quote.told_to:
        keys |= _names(item.language, item.quote.told_to)
    return frozenset(keys)


@lru_cache(maxsize=8192)
def gatherers(item: Item) -> frozenset[str]:
    """Keys of the outlet that made the whole article, as far as its source or its credit lines tell."""
    source = item.document.source.outlet
    keys = set(_names(item.language, source)) if source else set()
    credited = set(item.extraction.credits)
    for zone in item.extraction.zones:
        if zone.kind in CREDITING:
            name = zone.span.of(item.document.body).strip(_ROUND)
            keys |= credited & _names(item.language, name)
    return frozenset(keys)


def _same_document(a: Item, b: Item) -> str:
    return f"document={a.document.id}" if a.document.id == b.document.id else ""


def _copy(a: Item, b: Item) -> str:
    if a.language != b.language:
        return _translated(a, b)
    share = copied(a, b)
    if share < COPIED:
        share = rewritten(a, b)
    return f"containment={share:.2f}" if share else ""


def _translated(a: Item, b: Item) -> str:
    """The item in another language: nearly the same vector, and the same figures and names."""
    cosine = similarity(a, b)
    if cosine < TRANSLATION or a.claim is None or b.claim is None:
        return ""
    numbers = values.compare(a.claim.quantities, b.claim.quantities)
    alike = numbers.exact and len(a.claim.quantities) == len(b.claim.quantities)
    mine, yours = (
        {*(one.key for one in claim.participants), *(one.key for one in claim.places)}
        for claim in (a.claim, b.claim)
    )
    # Two reports of one plain fact are near each other too; only a figure and two names make it one text.
    return f"translated={cosine:.2f}" if alike and mine == yours and len(mine) > 1 else ""


def _credit(a: Item, b: Item) -> str:
    mine, yours = credits_of(a), credits_of(b)
    both = (mine & yours) | (mine & gatherers(b)) | (yours & gatherers(a))
    return f"credit={min(both)}" if both else ""


def _witness(a: Item, b: Item) -> str:
    if a.quote is None or b.quote is None or compare_speakers(a.quote, b.quote) != "same":
        return ""
    if not _one_occasion(a, b) or not _one_statement(a, b):
        return ""
    return f"speaker={a.quote.speaker.name if a.quote.speaker else ''}"


def _one_occasion(a: Item, b: Item) -> bool:
    mine, yours = a.published, b.published
    if mine is None or yours is None:
        # Without dates only nearly equal words show that it is one occasion.
        return containment(a.text, b.text) >= COPIED or similarity(a, b) >= TRANSLATION
    return abs((mine.date() - yours.date()).days) <= OCCASION


def _one_statement(a: Item, b: Item) -> bool:
    if similarity(a, b) >= ONE_STATEMENT[a.language == b.language]:
        return True
    if a.claim is None or b.claim is None:
        return False
    return values.compare(a.claim.quantities, b.claim.quantities).value is Value.AGREE


def _owner(a: Item, b: Item) -> str:
    mine, yours = a.document.source, b.document.source
    for name in _OWNERS:
        x, y = getattr(mine, name), getattr(yours, name)
        if x and x.casefold() == y.casefold():
            return f"{name}={x}"
    both = gatherers(a) & gatherers(b)
    return f"outlet={min(both)}" if both else ""


_FINDERS = (
    (OriginLevel.SAME_DOCUMENT, _same_document),
    (OriginLevel.COPY, _copy),
    (OriginLevel.CREDIT, _credit),
    (OriginLevel.WITNESS, _witness),
    (OriginLevel.OWNER, _owner),
)


@lru_cache(maxsize=4096)
def _names(language: str, name: str) -> frozenset[str]:
    """The keys that a name of an outlet may have: from the tables, and by its sound."""
    return frozenset(
        {*(found.key for found in find_entities(name, language)), "~" + name_key(name, language)}
    )


def document_links(
    a: Sequence[Item], b: Sequence[Item], translated: Translated = _apart
) -> Iterator[OriginLink]:
    """Links across two documents, between any item of one and any of the other."""
    return (found for x in a for y in b if (found := link(x, y, translated)))
