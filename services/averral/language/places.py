"""Finds places.

A place in the gazetteer has the same key in every script. A village or quarter that is not gets a sound key behind a
word that announces it ("بلدة عزيزة", "village of Aziza", "посёлок Азиза"), so that it still matches across scripts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from averral.language import gazetteer
from averral.language.place_lands import settle
from averral.language.place_listed import NAME_WORDS, Name
from averral.language.place_lists import NameLists
from averral.language.place_words import place_words
from averral.language.tokens import Token
from averral.model import Place, Span

#: A namesake in a country of the text is meant only if it is not that many times smaller than the largest.
_RIVAL = 10


def locatives(language: str) -> frozenset[str]:
    """Keys of the words that tell where: in, near."""
    return place_words(language).locatives


@lru_cache(maxsize=8)
def find_places(text: str, language: str) -> tuple[Place, ...]:
    """The places of a text in order. Of places with one name the one in a country named beside it, else the largest."""
    reader = _Reader(text, language)
    names = reader.repeated(list(reader.names()))
    known = Counter(_country(name.keys[0]) for name in names if len(name.keys) == 1)
    return settle([reader.place(name, known) for name in names], text)


def _population(key: str) -> int:
    place = gazetteer.listed(key)
    return place.population if place else 0


def _country(key: str) -> str:
    place = gazetteer.listed(key)
    return place.country if place else ""


class _Reader(NameLists):
    """Reads one text; every step looks at a bounded number of tokens."""

    def names(self) -> Iterator[Name]:
        free = 0
        for index, token in enumerate(self.tokens):
            # In a script that has capitals a place that nothing announces begins with one.
            bare = not self.words.table.cased or self.capital(index)
            announces = token.key in self.words.announcing or self._is_compound(token)
            if index < free or not (bare or announces) or (index and self.is_split(index - 1)):
                # The "ואן" of "סיצ'ואן" is no town.
                continue
            together = self._list(index) if announces or self.words.listers_after else []
            if together:
                yield from together
                free = together[-1].last
                continue
            name = self._announced(index) if announces else None
            if name is None and bare:
                name = self._country(index) or self._listed(index) or self._behind(index)
            if name is not None:
                yield name
                free = name.last

    def repeated(self, names: list[Name]) -> list[Name]:
        """The names, and every other mention of those that the gazetteer lacks: one mention tells for all."""
        unlisted = {
            tuple(token.key for token in self.tokens[name.first : name.last]): name.keys
            for name in names
            if name.keys[0].startswith("~")
        }
        if not unlisted:
            return names
        taken = {index for name in names for index in range(name.first, name.last)}
        starts = {words[0] for words in unlisted}
        more = [
            Name(index, index + size, lead, unlisted[words])
            for index in range(len(self.tokens))
            if not self.words.table.cased or self.capital(index)
            for lead, first in self.first_words(self.tokens[index].key)
            if first in starts
            for size in range(1, min(NAME_WORDS, len(self.tokens) - index) + 1)
            if (words := (first, *self.keys_after(index, size))) in unlisted
            if not taken & set(range(index, index + size))
        ]
        return sorted([*names, *more], key=lambda name: name.first)

    def _announced(self, index: int) -> Name | None:
        """A name behind a word such as "village", in the gazetteer or not."""
        found = self.words.triggers.at(self.text, self.tokens, index)
        if found is None and self._is_compound(self.tokens[index]):
            found = (index + 1, True, 0)
        headed = index > 0 and self.tokens[index - 1].key in self.words.table.headed
        if found is None or headed:
            return None
        at = found[0]
        # "La ciudad costera de Tarfaya".
        described = at + 1 < len(self.tokens) and self.words.table.cased and not self.capital(at)
        if described and self.links(at + 1) and not self.links(at):
            at += 1
        if at < len(self.tokens) and self.links(at):
            at += 1
        if at >= len(self.tokens) or not self.near(at):
            return None
        at += self._is_described(at)
        if not self.words.table.cased and self.words.directions.at(self.text, self.tokens, at):
            return None
        named = self.words.namers.at(self.text, self.tokens, index) is not None
        named = named or self._is_compound(self.tokens[index])
        named = named or (not self.words.table.cased and self.tokens[at].key in self.words.compounds)
        doubtful = self.words.doubtful.at(self.text, self.tokens, index) is not None
        named = named or (doubtful and not self.is_common(at))
        listed = self._listed(at, announced=True)
        if listed is not None and named and self._begins(listed):
            return self._unlisted(at) or listed
        return listed or (self._unlisted(at) if named else None)

    def _is_described(self, at: int) -> bool:
        """Whether a word with the article tells what kind of town it is, and the name follows: "עיירת המכרות טולוורה"."""
        article, last = self.words.table.describing, at + 1
        if not article or last >= len(self.tokens) or not self.tokens[at].key.startswith(article):
            return False
        return self.near(last) and self.is_common(at) and (self.strange(last) or bool(self._listed(last)))

    def _is_compound(self, token: Token) -> bool:
        """Whether the last part of the word announces a town: Bergbau*stadt*."""
        endings = self.words.table.trigger_endings
        return bool(endings) and token.key.endswith(endings) and token.key not in endings

    def _begins(self, listed: Name) -> bool:
        """Whether the town is but the first word of a longer name: "قرية دير سلمان", and not the town of Deir."""
        if listed.last - listed.first > 1 or listed.last >= len(self.tokens):
            return False
        if self.words.table.cased or self.tokens[listed.first].key not in self.words.name_starts:
            return False
        behind = self.tokens[listed.last].key
        return self.near(listed.last) and behind not in self.words.stop | self.words.locatives

    def place(self, name: Name, known: Counter[str]) -> Place:
        """The place of a name, with the direction that stands beside it."""
        rivals = [key for key in name.keys if _population(key) * _RIVAL >= _population(name.keys[0])]
        key = max(rivals, key=lambda each: known.get(_country(each), 0))
        first, last = self.tokens[name.first], self.tokens[name.last - 1]
        start = first.start + (name.lead if not self._article_lead(first, name.lead) else name.lead - 1)
        direction = self.direction(name.first, name.last)
        span = Span(start, last.end)
        return Place(span.of(self.text), key, span, direction, name.country or _country(key))

    def _article_lead(self, token: Token, lead: int) -> bool:
        """A contracted article stays part of the name as far as it is written."""
        return any(token.key.startswith(each) and len(each) == lead for each in self.words.table.contracted)
