"""What people are to a report: governor, spokeswoman, surgeon. The same labels in every language.

"The governor" in one report and the governor's name in another may be one person, whatever the languages. Words are data:
section `roles` of each language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.normalise import words
from averral.language.phrases import Match, Phrases

#: Code points of a description that are read, and letters up to which its first word may be an article.
LONGEST_TEXT, ARTICLE = 200, 4


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Section `[roles]`; see `phrases` for the signs in entries."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Role → entries."""


tables.register("roles", RoleWords)


@lru_cache(maxsize=1 << 14)
def roles_in(text: str, language: str) -> frozenset[str]:
    """The roles that a description of somebody names.

    >>> sorted(roles_in("the police commander for the coastal zone", "en"))
    ['commander', 'police']
    """
    return frozenset(match.label for match in _matches(text[:LONGEST_TEXT], language))


def is_role_alone(text: str, language: str) -> bool:
    """Whether all words but an article name a role and nobody: "the governor".

    >>> is_role_alone("the governor", "en"), is_role_alone("Governor Amina Sow", "en")
    (True, False)
    """
    cut = text[:LONGEST_TEXT]
    found = words(cut)
    told = {place for match in _matches(cut, language) for place in range(match.first, match.last + 1)}
    return bool(told) and all(
        place in told or (place == 0 and written.end <= ARTICLE) for place, written in enumerate(found)
    )


def _matches(text: str, language: str) -> Iterator[Match]:
    phrases = _phrases(language.partition("-")[0])
    yield from phrases.find(words(text)) if phrases else ()


@cache
def _phrases(language: str) -> Phrases | None:
    lists = tables.section(language, "roles", RoleWords).words
    if not lists:
        return None
    return Phrases(lists, tables.section(language, "concepts", ConceptWords).proclitics)
