"""Sides of a war that a text names once in full and after that by their noun alone: "the opposition factions … the factions"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from averral.extraction.clauses import Clause
from averral.extraction.cues import lexicon
from averral.extraction.facts import facts
from averral.extraction.inventory import Inventory
from averral.language.entities import acts_for, find_entities
from averral.language.normalise import words
from averral.model import Span

#: Beginnings of the keys of those who fight, and of whom no noun stands for alone: armies have their own rule.
_FIGHTING, _STATE, _REGIME = ("side:", "force:"), "state:", "side:regime"


def bare_sides(inventory: Inventory, clause: Clause) -> Iterator[tuple[Span, str]]:
    """Where the clause speaks of a side by its noun alone, and the side's key."""
    language = inventory.reading.language
    nouns = _nouns(inventory.reading.text, language)
    taken = [each.span for each in inventory.entities.within(clause.span)] if nouns else []
    for index, token in enumerate(clause.tokens):
        before = clause.tokens[index - 1].key if index else ""
        key = next((nouns[noun] for noun in _definite(language, token.key, before) if noun in nouns), "")
        beside = any(-1 <= max(other.start - token.end, token.start - other.end) <= 1 for other in taken)
        if key and not beside and not any(other.overlap(token.span) for other in taken):
            yield token.span, key


def _definite(language: str, word: str, before: str) -> Iterator[str]:
    """The noun that stands with an article, before it or written onto it."""
    known, article = facts(language), lexicon(language).speech.article
    if not article:
        if before in known.definites:
            yield word
        return
    for prefix in ("", *known.joined_coordinators):
        if word.startswith(prefix + article):
            yield word[len(prefix) + len(article) :]


@lru_cache(maxsize=8)
def _nouns(text: str, language: str) -> Mapping[str, str]:
    """Nouns at the edge of the names of sides, of several words, that the text gives to one side only."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    article = lexicon(language).speech.article
    for entity in find_entities(text, language):
        named = [word.key for word in words(entity.span.of(text))]
        if entity.key.startswith(_FIGHTING) and len(named) > 1:
            for edge in (named[0], named[-1]):
                found[edge.removeprefix(article)].add(entity.key)
    return {noun: key for noun, keys in found.items() if len(keys) == 1 and not _is_army(key := min(keys))}


def _is_army(key: str) -> bool:
    master = acts_for(key)
    return master.startswith(_STATE) or master == _REGIME
