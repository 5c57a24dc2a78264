"""Whether two documents report the same occasion: the people and places that both of them name.

What one sentence leaves out its article has said before: "nine people died" is about the flood of the headline. Names
are compared by their sound, so that an article in one script meets one in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from averral.language import gazetteer, tables
from averral.language.entities import find_entities
from averral.language.matters import find_matters, has_names_in_capitals, tells_story
from averral.language.mentions import find_mentions
from averral.language.names import name_key
from averral.language.normalise import Word, words
from averral.language.place_words import PlaceTable
from averral.language.places import find_places
from averral.language.stems import is_known
from averral.matching.items import Item
from averral.matching.names import Names
from averral.matching.remembering import remembered
from averral.model import Document, Place, Span

#: Code points of a document that are read: its first paragraphs name whom and what it is about.
READ = 4_000
#: Code points of its body that tell, with the title, what it reports first.
LEAD = 400
#: Code points up to which a document is a question.
SENTENCE = 300
#: Documents remembered.
_REMEMBERED = 4_096
#: Consonants that a name must have to be told from other words across scripts, and those of a full name.
TELLING, FULL = 3, 4
#: What a shared name or place weighs: a long one, a short one, and a short one that may be any word.
LONG, SHORT, CHANCE = 1.0, 0.5, 0.25
#: Beginning of the key of a state.
_STATE = "state:"
#: Kind of entity that many people hold: presidents are in every report.
_OFFICE = "office"
#: Inhabitants of a town that is named in many reports.
LARGE = 300_000
#: The same of one that is meant wherever its name stands.
FAMOUS = 1_000_000
#: Letters of a word that may be a name.
_SHORTEST = 3
#: The same of a first word of a sentence that may be a first name: articles are shorter.
_FIRST_NAME = 4
#: Between two words of one name.
_JOINTS = (" ", "-", "\u00a0")
#: A town before a dash, with or without an agency: "CAIRO (AP) — ".
_DATELINE = re.compile(r"[^\n.:!?«“\"]{2,60} [-–—―] ")
#: Behind these a capital shows no name.
_SENTENCE_ENDS = '.!?:;\n«»“”„"؟۔'


def _tells(names: Names, *, but_states: bool) -> bool:
    """Whether anybody or anywhere is named, a state not counted if asked for."""
    if names.named or names.places:
        return True
    return any(not (but_states and key.startswith(_STATE)) for key in names.bodies)


@lru_cache(maxsize=_REMEMBERED)
def _lands(names: Names) -> frozenset[str]:
    """The countries that a text names, or whose places."""
    states = (key.removeprefix(_STATE) for key in names.bodies if key.startswith(_STATE))
    listed = (gazetteer.listed(key) for key in names.places)
    return frozenset([*states, *(place.country for place in listed if place)])


@dataclass(frozen=True, slots=True)
class Occasion:
    """What two documents name in common."""

    shared: frozenset[str]
    sounding: frozenset[str]
    """Names of one that sound like some word of the other, whose script does not show names."""
    apart: bool
    """Both name somebody or somewhere, and nothing in common."""
    silent: bool = False
    """One of them names nobody and no place."""
    unshown: bool = False
    """A question may name somebody, whom its script does not show."""
    asked: bool = False
    """One of them is no article but a sentence or two: a question."""

    weight: float = 0.0
    """How much they name in common; a short name may be chance."""
    rare: float = 0.0
    """The same without states, forces and large towns, which every report of one war names."""


def compare(a: Item, b: Item) -> Occasion:
    """The names that occur in both items' documents."""
    mine, yours = _names_of(a), _names_of(b)
    heard: frozenset[str] = frozenset()
    if not (mine.cased and yours.cased):
        heard = (mine.named & _heard_in(b)) | (yours.named & _heard_in(a))
    shared = (mine.named & yours.named) | (mine.places & yours.places) | (mine.bodies & yours.bodies)
    # A country alone names no occasion, where the other text is about the same one.
    one_land = not _lands(mine).isdisjoint(_lands(yours))
    told = all(_tells(side, but_states=one_land) for side in (mine, yours))
    # Where capitals do not show names, one that nobody finds may still stand there.
    silent = not told and all(side.cased or side.named or side.places for side in (mine, yours))
    asked = min(len(a.document.body), len(b.document.body)) <= SENTENCE
    return Occasion(
        shared,
        heard,
        told and not shared and not heard,
        silent,
        asked and not told and not silent,
        asked,
        _weight(shared, heard) if shared or heard else 0.0,
        _weight(_rare(mine, yours), heard),
    )


def _rare(mine: Names, yours: Names) -> frozenset[str]:
    """The people, the towns that no list has, and the smaller towns that both name."""
    towns = {key for key in mine.places & yours.places if not _is_large(key)}
    return frozenset({*mine.people} & {*yours.people} | towns)


def _weight(shared: frozenset[str], sounding: frozenset[str]) -> float:
    named = sum(SHORT if _is_short(key) or _is_large(key) else LONG for key in shared)
    return named + sum(CHANCE if _is_short(key) else LONG for key in sounding)


def people(item: Item) -> tuple[str, ...]:
    """Sound keys of the people that the item's own words name, in order; none where a script does not show names."""
    return names_in(item.text, item.language).people


def hides_names(item: Item) -> bool:
    """Whether the script of the item has no capitals that show names."""
    return not names_in(item.text, item.language).cased


def hears(item: Item, key: str) -> bool:
    """Whether some word of the item sounds like the name."""
    return key in heard_in(item.text, item.language)


def told_elsewhere(item: Item, key: str) -> bool:
    """Whether the item's document names somebody of this name."""
    return key in _names_of(item).named or key in _heard_in(item)


def tells_of(item: Item, place: Place) -> bool:
    """Whether the item's document names the listed place anywhere."""
    return place.key in _names_of(item).places


def leads_with(item: Item, place: Place, language: str) -> bool:
    """Whether the item's document names the place, found in a text of the language, in its title or first lines."""
    lead = _lead(item.document)
    return _names_place(names_in(lead, item.language), lead, item.language, place, language)


def names_place(item: Item, place: Place, language: str) -> bool:
    """Whether the item's document names the place, found in a text of the language, anywhere."""
    return _names_place(_names_of(item), _read(item.document), item.language, place, language)


def _names_place(names: Names, text: str, own: str, place: Place, language: str) -> bool:
    if place.key in names.places:
        return True
    sound = name_key(place.name, language)
    if names.cased:
        return len(sound) >= TELLING and sound in names.named
    return len(sound) >= FULL and sound in heard_in(text, own)


def lead_in_common(a: Item, b: Item) -> bool:
    """Whether the titles or first lines of both documents name one town or region."""
    mine, yours = (names_in(_lead(item.document), item.language) for item in (a, b))
    return not mine.places.isdisjoint(yours.places)


def opens_alike(a: Item, b: Item) -> bool:
    """Whether the titles or first lines of both documents name a person or a smaller town in common."""
    mine, yours = (names_in(_lead(item.document), item.language) for item in (a, b))
    return any(not _is_short(key) for key in _rare(mine, yours))


def one_story(a: Item, b: Item) -> bool:
    """Whether the titles or first lines of both documents speak of one kind of event: a ferry, a fire."""
    return not _stories(a).isdisjoint(_stories(b))


def _stories(item: Item) -> frozenset[str]:
    return _stories_in(_lead(item.document), item.language)


@lru_cache(maxsize=_REMEMBERED)
def _stories_in(text: str, language: str) -> frozenset[str]:
    return frozenset(one.label for one in find_matters(text, language) if tells_story(one.label))


def lands_of(item: Item) -> frozenset[str]:
    """The countries that the item's document names, or whose places."""
    return _lands(_names_of(item))


def under_other_lands(a: Item, b: Item) -> bool:
    """Whether the headlines name countries, and no common one: they report of two countries."""
    mine, yours = (
        {key for key in names_in(item.document.title, item.language).bodies if key.startswith(_STATE)}
        for item in (a, b)
    )
    return bool(mine and yours) and mine.isdisjoint(yours)


def is_namesake(item: Item, place: Place) -> bool:
    """Whether the listed place lies in none of the countries that the document is about: Palu, a town in Turkey.

    Gazetteers list the largest place of a name; the one that is meant may be too small for them.
    """
    listed = gazetteer.listed(place.key)
    if listed is None or listed.kind == "country" or listed.population >= FAMOUS:
        return False
    names = _names_of(item)
    others = _lands(replace(names, places=names.places - {place.key}))
    return any(key.startswith(_STATE) for key in names.bodies) and listed.country not in others


@lru_cache(maxsize=16_384)
def _is_large(key: str) -> bool:
    """Whether it is a state, or a town so large that it is in every report about its state."""
    place = gazetteer.listed(key)
    return key.startswith(_STATE) or (place is not None and place.population >= LARGE)


def _is_short(key: str) -> bool:
    return len(key) <= TELLING


def _names_of(item: Item) -> Names:
    if item.named is not None and item.named[0] == item.language:
        return item.named[1]
    return names_in(_read(item.document), item.language)


def _heard_in(item: Item) -> frozenset[str]:
    return heard_in(_read(item.document), item.language)


def names_of_document(document: Document, language: str) -> Names:
    """The names of a document, to be stored with it."""
    return names_in(_read(document), language)


@remembered
def _read(document: Document) -> str:
    return f"{document.title}\n{document.body[:READ]}"


@remembered
def _lead(document: Document) -> str:
    """Title and first lines, without the town that a correspondent reports from."""
    start = _DATELINE.match(document.body)
    begin = start.end() if start else 0
    return f"{document.title}\n{document.body[begin : begin + LEAD]}"


@lru_cache(maxsize=_REMEMBERED)
def heard_in(text: str, language: str) -> frozenset[str]:
    """Sound keys of all words of a text, and of any two that stand side by side."""
    found = _words(text)
    return frozenset(_keys([[one] for one in found] + _runs(found, text), text, language.partition("-")[0]))


def _words(text: str) -> list[Word]:
    return [word for word in words(text) if word.end - word.start >= _SHORTEST]


@lru_cache(maxsize=_REMEMBERED)
def names_in(text: str, language: str) -> Names:
    """The names of a text, by their sound."""
    code = language.partition("-")[0]
    found = _words(text)
    places = find_places(text, code)
    entities = find_entities(text, code)
    listed = frozenset(
        place.key
        for place in places
        if (known := gazetteer.listed(place.key)) is not None and known.kind != "country"
    )
    taken = [*(place.span for place in places), *(entity.span for entity in entities)]
    cased = tables.section(code, "places", PlaceTable).cased
    names = _names(found, text, code) if cased else []
    persons = [
        run for run in names if not any(span.overlap(Span(run[0].start, run[-1].end)) for span in taken)
    ]
    return Names(
        frozenset(_keys(names, text, code)),
        listed,
        frozenset(entity.key for entity in entities if entity.kind != _OFFICE),
        cased,
        tuple(_keys(sorted(persons, key=lambda run: run[0].start), text, code)),
    )


def _names(found: Sequence[Word], text: str, language: str) -> list[list[Word]]:
    dated = {
        place for mention in find_mentions(text, language) for place in range(mention.start, mention.end)
    }
    undated = [word for word in found if word.start not in dated]
    named = [word for word in undated if _is_name(word, text, language)]
    full = sorted([*named, *_first_names(undated, named, text, language)], key=lambda word: word.start)
    return [[word] for word in named] + _runs(full, text)


def _first_names(found: Sequence[Word], named: Sequence[Word], text: str, language: str) -> list[Word]:
    """Words that open a sentence right before a name: a first name too, though the language has a word like it."""
    if not has_names_in_capitals(language):
        return []
    names = {word.start for word in named}
    return [
        one
        for one, other in pairwise(found)
        if one.start not in names
        and one.end - one.start >= _FIRST_NAME
        and text[one.start].isupper()
        and not text[one.start : one.end].isupper()
        and other.start in names
    ]


def _runs(found: Sequence[Word], text: str) -> list[list[Word]]:
    """Words that stand side by side, two by two: a first name and a surname."""
    return [[one, other] for one, other in pairwise(found) if text[one.end : other.start] in _JOINTS]


def _keys(found: Sequence[Sequence[Word]], text: str, language: str) -> Iterator[str]:
    for run in found:
        key = name_key(text[run[0].start : run[-1].end], language)
        if len(key) >= (TELLING if len(run) == 1 else FULL + 1):
            yield key


def _is_name(word: Word, text: str, language: str) -> bool:
    written = text[word.start : word.end]
    if not written[0].isupper() or written.isupper():
        return False
    before = text[: word.start].rstrip(" ")[-1:]
    inside = bool(before) and before not in _SENTENCE_ENDS and has_names_in_capitals(language)
    return inside or not is_known(written.lower(), language)
