"""Which reports go back to one witness: pairwise links with their evidence, and groups of what is linked.

Articles are not counted, witnesses are. Copies are found by containment of word pairs, not by Jaccard likeness:
the same agency passage stands in articles that share nothing else (Broder, "On the resemblance and containment of
documents", 1997).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from averral.language.entities import find_entities
from averral.language.names import name_key
from averral.language.normalise import words
from averral.matching.items import Item, similarity
from averral.matching.relations import values
from averral.matching.relations.speakers import compare_speakers
from averral.matching.relations.values import Value
from averral.model import OriginLevel, OriginLink, Span, ZoneKind

#: Share of the shorter passage's word pairs found in the other; unrelated paragraphs stay below 0.25.
COPIED = 0.5
#: Passages with fewer words are alike by chance.
FEWEST_WORDS = 12
#: Code points round an item that are compared, within its paragraph.
PASSAGE = 700
#: Cosine from which the same words in another language are a translation, when figures and names agree too.
TRANSLATION = 0.82
#: Days between two reports of what one witness said on one occasion.
OCCASION = 2
#: Cosine from which two reports of one witness are about one statement.
ONE_STATEMENT = 0.4
#: Levels that pass from one report to the next: if a copies b and b copies c, all three are one witness line.
CHAINING = frozenset({OriginLevel.SAME_DOCUMENT, OriginLevel.COPY, OriginLevel.CREDIT, OriginLevel.WITNESS})

#: Marks and signs round an outlet's name in a credit line.
_ROUND = " \t\n\u00a0•*-—–|/()[]«»“”\"'’:.,،"
_OWN_ZONES = frozenset({ZoneKind.BYLINE, ZoneKind.CREDIT, ZoneKind.DATELINE})


def link(a: Item, b: Item) -> OriginLink | None:
    """The strongest evidence that two items go back to one witness, or None."""
    first, second = (a, b) if a.id <= b.id else (b, a)
    for level, find in _FINDERS:
        evidence = find(first, second)
        if evidence:
            return OriginLink(first.id, second.id, level, evidence)
    return None


def links(items: Sequence[Item]) -> tuple[OriginLink, ...]:
    """Links between any two of the items."""
    return tuple(found for a, b in combinations(items, 2) if (found := link(a, b)))


def group(items: Sequence[str], found: Iterable[OriginLink]) -> tuple[tuple[str, ...], ...]:
    """Items by witness line, in the order given.

    Same document, copy, credit and witness chain. One owner does not: a group joins another through owner links
    only when each of its members, or each of the other's, has one, so that an outlet's own reporting and the
    agency report that its sister paper printed stay two.
    """
    known = list(dict.fromkeys(items))
    home = {item: item for item in known}
    usable = [one for one in found if one.a_id in home and one.b_id in home]
    for one in usable:
        if one.level in CHAINING:
            _merge(home, one.a_id, one.b_id)
    owners = [one for one in usable if one.level not in CHAINING]
    for one in owners:
        if _owned(home, one, owners):
            _merge(home, one.a_id, one.b_id)
    groups: dict[str, list[str]] = {}
    for item in known:
        groups.setdefault(_root(home, item), []).append(item)
    return tuple(tuple(members) for members in groups.values())


def _root(home: dict[str, str], item: str) -> str:
    """The item that stands for the group, found with path halving (union-find)."""
    while home[item] != item:
        home[item] = home[home[item]]
        item = home[item]
    return item


def _merge(home: dict[str, str], a: str, b: str) -> None:
    home[_root(home, b)] = _root(home, a)


def _owned(home: dict[str, str], link_: OriginLink, owners: Sequence[OriginLink]) -> bool:
    """Whether all members of one of the two groups have an owner link into the other."""
    sides = {_root(home, link_.a_id), _root(home, link_.b_id)}
    across = {
        end
        for one in owners
        for end in (one.a_id, one.b_id)
        if {_root(home, one.a_id), _root(home, one.b_id)} == sides
    }
    return any(all(item in across for item in home if _root(home, item) == side) for side in sides)


def passage(item: Item) -> Span:
    """The item with its surroundings: within its paragraph, at most `PASSAGE` code points to either side."""
    body, span = item.document.body, item.span
    start = body.rfind("\n", max(0, span.start - PASSAGE), span.start) + 1 or max(0, span.start - PASSAGE)
    end = body.find("\n", span.end, span.end + PASSAGE)
    return Span(min(start, span.start), end if end >= 0 else min(len(body), span.end + PASSAGE))


def containment(a: str, b: str) -> float:
    """Share of the shorter text's word pairs that the other text has too, 0..1; 0 for short texts."""
    mine, yours = _pairs(a), _pairs(b)
    fewer = min(len(mine), len(yours))
    return len(mine & yours) / fewer if fewer >= FEWEST_WORDS - 1 else 0.0


def credits_of(item: Item) -> frozenset[str]:
    """Keys of the agencies and outlets that this very item is credited to."""
    keys = set()
    if item.claim is not None:
        keys = {part.key for part in item.claim.attribution if part.level == "agency" and part.key}
    if item.quote is not None and item.quote.told_to:
        keys |= _names(item.language, item.quote.told_to)
    return frozenset(keys)


def gatherers(item: Item) -> frozenset[str]:
    """Keys of the outlet that made the whole article, as far as its source or its credit lines tell."""
    source = item.document.source.outlet
    keys = set(_names(item.language, source)) if source else set()
    credited = set(item.extraction.credits)
    for zone in item.extraction.zones:
        if zone.kind in _OWN_ZONES:
            name = zone.span.of(item.document.body).strip(_ROUND)
            keys |= credited & _names(item.language, name)
    return frozenset(keys)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    keys = [word.key for word in words(text)]
    return frozenset(pairwise(keys))


def _same_document(a: Item, b: Item) -> str:
    return f"document={a.document.id}" if a.document.id == b.document.id else ""


def _copy(a: Item, b: Item) -> str:
    if a.language != b.language:
        return _translated(a, b)
    texts = [(passage(item).of(item.document.body)) for item in (a, b)]
    share = max(containment(*texts), containment(a.text, b.text))
    return f"containment={share:.2f}" if share >= COPIED else ""


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
    if similarity(a, b) >= ONE_STATEMENT:
        return True
    if a.claim is None or b.claim is None:
        return False
    return values.compare(a.claim.quantities, b.claim.quantities).value is Value.AGREE


def _owner(a: Item, b: Item) -> str:
    mine, yours = a.document.source, b.document.source
    for name, x, y in (
        ("group", mine.group, yours.group),
        ("outlet", mine.outlet, yours.outlet),
        ("domain", mine.domain, yours.domain),
    ):
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


def document_links(a: Sequence[Item], b: Sequence[Item]) -> Iterator[OriginLink]:
    """Links across two documents, between any item of one and any of the other."""
    return (found for x in a for y in b if (found := link(x, y)))
