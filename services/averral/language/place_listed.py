"""Finds the names of places that the gazetteer or the table of states has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from averral.language import gazetteer
from averral.language.mentions import find_mentions
from averral.language.place_tokens import SHORTEST_NAME, PlaceTokens

#: Words of the longest name that no list has.
NAME_WORDS = 3
#: Inhabitants below which a town is meant by its bare name only where nothing else can be.
_LARGE = 300_000
#: Population from which "in" and a capital speak for the city, though its name is a word of the language too.
_CITY = 20_000
#: The same where no capital speaks for it.
_PLAIN_CITY = 60_000


@dataclass(frozen=True, slots=True)
class Name:
    """The bare name of a place: tokens, half-open, the clitic's letters, and its candidates."""

    first: int
    last: int
    lead: int
    keys: tuple[str, ...]
    country: str = ""


class ListedNames(PlaceTokens):
    """Reads what is listed off one text; every step looks at a bounded number of tokens."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__(text, language)
        mentions = find_mentions(text, language)
        self.dated = {each.start for each in mentions}
        self.months = {place for each in mentions if each.month for place in range(each.start, each.end)}

    def _country(self, index: int) -> Name | None:
        found = self.words.countries.at(self.text, self.tokens, index)
        if found is None or (self.words.table.cased and not self.capital(index)):
            return None
        told = self.locative(index) or self.suffixed(found[0])
        if self.tokens[index].key in self.words.homonyms and not told:
            # "Financial" is Mali's name in Persian.
            return None
        key = gazetteer.country_key(found[1])
        return Name(index, found[0], found[2], (key,), found[1]) if key else None

    def _listed(self, index: int, *, announced: bool = False) -> Name | None:
        """The longest spelling of the gazetteer at a token, also behind a clitic."""
        if self.words.table.cased and (not self.capital(index) or (not announced and self.acronym(index))):
            return None
        if self.tokens[index].start in self.months:
            return None
        if not announced and self.words.adjectives.at(self.text, self.tokens, index):
            return None
        firsts = self.firsts(index)
        longest = max(gazetteer.most_words(first) for _, first in firsts)
        longest = max(longest, NAME_WORDS) if self.is_split(index) else longest
        for size in range(min(longest, len(self.tokens) - index), 0, -1):
            ends = index + size - 1
            if (
                not self.together(index, size)
                or self.is_inflected(ends)
                or (size > 1 and self.goes_down(ends))
            ):
                continue
            rest = [token.key for token in self.tokens[index + 1 : index + size]]
            for lead, first in firsts:
                spelling = self.spelling(index, (first, *rest))
                # "In" and a capital tell a name from the common word that is spelled alike.
                led = size == 1 and (
                    self.sited(index) or self._led(index) or self.suffixed(index + size)
                    if self.words.table.cased
                    else self.sited_by(index, lead)
                )
                if spelling is not None and self._acceptable(
                    first,
                    rest,
                    spelling,
                    announced=announced or (led and not self._stopped(index, spelling)),
                    lead=lead,
                ):
                    lone = not (announced or led)
                    named = self.goes_on(index) or (lone and self.is_surname(index))
                    named = named or (lone and self.is_befallen(index + size))
                    if size == 1 and self._small(spelling) and named:
                        return None
                    return Name(index, index + size, lead, spelling.keys)
        return None

    def _stopped(self, index: int, spelling: gazetteer.Spelling) -> bool:
        """Whether a common word is rather meant; hardly where a capital and "in" speak for a city."""
        if self.tokens[index].key in self.words.stop:
            return True
        place = gazetteer.listed(spelling.keys[0])
        cased = self.words.table.cased
        city = place is not None and place.population >= (_CITY if cased else _PLAIN_CITY)
        return not (city and (cased or not self.is_ordinary(self.tokens[index].key))) and self.is_common(
            index
        )

    def _acceptable(
        self, first: str, rest: Sequence[str], spelling: gazetteer.Spelling, *, announced: bool, lead: int
    ) -> bool:
        if announced:
            return True
        return not (spelling.weak or self.is_ordinary(first, *rest)) and not (
            lead and len(first) <= SHORTEST_NAME and not rest and self._small(spelling)
        )

    def _small(self, spelling: gazetteer.Spelling) -> bool:
        return self._small_key(spelling.keys[0])

    def _small_key(self, key: str) -> bool:
        place = gazetteer.listed(key)
        return place is not None and place.population < _LARGE

    def _led(self, index: int) -> bool:
        """Whether a locative or an event stands before the token."""
        if index == 0 or not self.near(index):
            return False
        if self.locative(index):
            return True
        at = index - (self.tokens[index - 1].key in self.words.articles)
        if self.words.battles.before(self.text, self.tokens, at) is not None:
            return True
        return self.done_by(at)
