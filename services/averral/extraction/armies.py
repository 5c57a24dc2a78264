"""Armies that a text calls by their state, or after that by their noun alone: "the Malian army … the army".

The army of a state has the state's key, however a language puts the two words, so that it is one army in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from averral.extraction.clauses import Clause
from averral.extraction.facts import armies
from averral.extraction.inventory import Inventory
from averral.language.entities import Entity, acts_for, find_entities
from averral.language.normalise import Word, words
from averral.model import Span

_STATE, _FORCE = "state:", "force:"
#: Beginning of the keys of sides in a war, of which one is the government's.
_SIDES = frozenset({"side:regime"})
#: Code points beside the name of a state in which the noun may stand.
_BESIDE = 24


def names_army(inventory: Inventory, span: Span) -> bool:
    """Whether the words name the army of a state, and nothing more: "Malian army", "Армия Мали"."""
    states = [each.span for each in inventory.entities.within(span) if each.key.startswith(_STATE)]
    rest = [
        word
        for word in inventory.reading.words_within(span)
        if not any(_holds(state, word) for state in states)
    ]
    return bool(states and rest) and _nouns(inventory.reading.language, rest) == len(rest)


def bare_armies(inventory: Inventory, clause: Clause) -> Iterator[tuple[Span, str]]:
    """Where the clause speaks of the army alone, and the key of the one army that the document names."""
    found = [
        Span(clause.tokens[match.first].start, clause.tokens[match.last].end)
        for match in armies(inventory.reading.language).find(clause.tokens)
        if match.label == "alone"
    ]
    if not found:
        return
    key = _only_army(inventory.reading.text, inventory.reading.language)
    taken = [each.span for each in inventory.entities.within(clause.span)]
    for span in found:
        beside = any(-1 <= max(other.start - span.end, span.start - other.end) <= 1 for other in taken)
        if key and not beside and not any(other.overlap(span) for other in taken):
            yield span, key


@lru_cache(maxsize=8)
def _only_army(text: str, language: str) -> str:
    """The key of the army, if the text names one state's only; asked for with each of its clauses."""
    found = find_entities(text, language)
    keys = {_master(each.key) for each in found if _is_force(each) or _has_army(text, language, each)}
    return keys.pop() if len(keys) == 1 else ""


def _is_force(entity: Entity) -> bool:
    master = acts_for(entity.key)
    return entity.key.startswith(_FORCE) and (master.startswith(_STATE) or master in _SIDES)


def _master(key: str) -> str:
    return key if acts_for(key) in _SIDES else acts_for(key)


def _has_army(text: str, language: str, entity: Entity) -> bool:
    """Whether the noun stands beside the name of a state."""
    if not entity.key.startswith(_STATE):
        return False
    span = entity.span
    before, after = (
        words(text[max(0, span.start - _BESIDE) : span.start]),
        words(text[span.end : span.end + _BESIDE]),
    )
    return any(_nouns(language, side) for side in (before[-1:], after[:1]))


def _nouns(language: str, tokens: Sequence[Word]) -> int:
    matches = armies(language).find(tokens)
    return sum(match.last - match.first + 1 for match in matches if match.label == "noun")


def _holds(span: Span, word: Word) -> bool:
    return span.start <= word.start < span.end
