"""Finds places.

A place in the gazetteer has the same key in every script. A village or quarter that is not gets a sound key behind a
word that announces it ("بلدة عزيزة", "village of Aziza", "посёлок Азиза"), so that it still matches across scripts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from averral.language import gazetteer
from averral.language.entities import find_entities
from averral.language.mentions import find_mentions
from averral.language.names import name_key
from averral.language.place_lands import settle
from averral.language.place_tokens import SHORTEST_NAME, PlaceTokens, bare_forms, is_word
from averral.language.place_words import place_words
from averral.language.stems import is_known
from averral.language.tokens import Token, adjoining
from averral.model import Place, Span

NAME_WORDS = 3
#: So many equal letters stand in no name.
_DRAWN_OUT = 3
#: A namesake in a country of the text is meant only if it is not that many times smaller than the largest.
_RIVAL = 10


def locatives(language: str) -> frozenset[str]:
    """Keys of the words that tell where: in, near."""
    return place_words(language).locatives


@dataclass(frozen=True, slots=True)
class _Name:
    """The bare name of a place: tokens, half-open, the clitic's letters, and its candidates."""

    first: int
    last: int
    lead: int
    keys: tuple[str, ...]
    country: str = ""


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


class _Reader(PlaceTokens):
    """Reads one text; every step looks at a bounded number of tokens."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__(text, language)
        mentions = find_mentions(text, language)
        self.dated = {each.start for each in mentions}
        self.months = {place for each in mentions if each.month for place in range(each.start, each.end)}

    def names(self) -> Iterator[_Name]:
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

    def repeated(self, names: list[_Name]) -> list[_Name]:
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
            _Name(index, index + size, lead, unlisted[words])
            for index in range(len(self.tokens))
            if not self.words.table.cased or self.capital(index)
            for lead, first in self.first_words(self.tokens[index].key)
            if first in starts
            for size in range(1, min(NAME_WORDS, len(self.tokens) - index) + 1)
            if (words := (first, *self.keys_after(index, size))) in unlisted
            if not taken & set(range(index, index + size))
        ]
        return sorted([*names, *more], key=lambda name: name.first)

    def _announced(self, index: int) -> _Name | None:
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

    def _begins(self, listed: _Name) -> bool:
        """Whether the town is but the first word of a longer name: "قرية دير سلمان", and not the town of Deir."""
        if listed.last - listed.first > 1 or listed.last >= len(self.tokens):
            return False
        if self.words.table.cased or self.tokens[listed.first].key not in self.words.name_starts:
            return False
        behind = self.tokens[listed.last].key
        return self.near(listed.last) and behind not in self.words.stop | self.words.locatives

    def _list(self, index: int) -> list[_Name]:
        """The names behind a word such as "villages": "the villages of Alma, Borki and Old Reka"."""
        found = self.words.listers.at(self.text, self.tokens, index)
        if found is None:
            return self._list_before(index) if self.words.listers_after else []
        at = found[0]
        while at < len(self.tokens) and self.tokens[at].key in self.words.trigger_links:
            at += 1
        if at >= len(self.tokens) or not self.near(at):
            return []
        first = self._member(at, 0, first=True)
        if first is None:
            return []
        names, sure = [first], 1
        while len(names) < _LISTED:
            at, lead, last = self._next_member(self._behind_name(names[-1].last))
            member = self._member(at, lead, first=False) if at < len(self.tokens) else None
            if member is None:
                break
            names.append(member)
            # Behind a comma alone something else may begin; the "and" tells that the list went on until here.
            sure = len(names) if last or lead else sure
            if last:
                break
        return names[:sure]

    def _list_before(self, index: int) -> list[_Name]:
        """The names before such a word: "Alma, Borki ve Reka köylerini"."""
        if not self.capital(index) or (self.opens(index) and self.is_common(index)):
            return []
        names: list[_Name] = []
        at, last = index, False
        while not last and len(names) < _LISTED and at < len(self.tokens):
            member = self._member(at, 0, first=not names)
            if member is None:
                return []
            names.append(member)
            at, _, last = self._next_member(member.last) if member.last < len(self.tokens) else (at, 0, True)
        final = self._member(at, 0, first=False) if last and at < len(self.tokens) else None
        names = [*names, final] if final else names
        end = names[-1].last if names else len(self.tokens)
        closed = end < len(self.tokens) and self.words.listers_after.at(self.text, self.tokens, end)
        return names if closed and len(names) > 1 else []

    def _member(self, at: int, lead: int, *, first: bool) -> _Name | None:
        """A name of a list, its "and" of `lead` letters not counted."""
        if self.words.table.cased:
            found = self._country(at) or self._listed(at, announced=True)
            return (found or self._unlisted(at)) if self.capital(at) else None
        listed = self._listed(at, announced=first)
        if listed is not None or self.tokens[at].start in self.dated:
            return listed
        written = self.tokens[at].key[lead:]
        known = is_known(self.text[self.tokens[at].start + lead : self.tokens[at].end], self.language)
        nominal = not first and written.endswith(self.words.name_endings)
        starts = written in self.words.name_starts
        common = written in self.words.stop or (known and not nominal)
        if len(written) < SHORTEST_NAME or (common and not starts):
            return None
        last = min(at + 1 + starts, len(self.tokens))
        keys = self._sound(at, last, lead)
        return _Name(at, last, lead, keys) if keys else None

    def _behind_name(self, at: int) -> int:
        """Index behind the directions of a name: "old Aleppo", where they follow it."""
        while not self.words.table.cased and at < len(self.tokens) and self.near(at):
            behind = self.words.directions.at(self.text, self.tokens, at)
            if behind is None or behind[2]:
                break
            at = behind[0]
        return at

    def _next_member(self, at: int) -> tuple[int, int, bool]:
        """Where the next name of a list begins, the letters of an "and" written with it, and whether an "and" stands before it."""
        none = (len(self.tokens), 0, False)
        if at >= len(self.tokens):
            return none
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        if gap.strip() not in ("", ",", "،"):
            return none
        clitic = self.words.table.list_clitic
        if clitic and self.tokens[at].key.startswith(clitic):
            return at, len(clitic), False
        if self.tokens[at].key in self.words.list_words:
            return (at + 1, 0, True) if at + 1 < len(self.tokens) and self.near(at + 1) else none
        return (at, 0, False) if gap.strip() else none

    def _unlisted(self, at: int) -> _Name | None:
        last = self._name_end(at)
        if last == at or self.tokens[at].start in self.dated:
            return None
        if self.tokens[last - 1].end - self.tokens[at].start < SHORTEST_NAME:
            return None
        written = " ".join(token.key for token in self.tokens[at:last])
        if written in self.words.stop or written in self.words.articles:
            return None
        begins = last - at > 1 and self.tokens[at].key in self.words.name_starts
        announces = not begins and self.words.triggers.at(self.text, self.tokens, at)
        if announces or self.words.adjectives.at(self.text, self.tokens, at):
            return None
        keys = self._sound(at, last, 0)
        return _Name(at, last, 0, keys) if keys else None

    def _sound(self, first: int, last: int, lead: int) -> tuple[str, ...]:
        """The sound key of a name, empty where it has no sound."""
        written = self.text[self.tokens[first].start + lead : self.tokens[last - 1].end]
        sounds = name_key(written, self.language)
        return (f"~{sounds.replace(' ', '')}",) if sounds else ()

    def _name_end(self, at: int) -> int:
        """Index behind the last word of a name that begins at `at`; `at` if none does."""
        if self.tokens[at].is_digits:
            return at
        if not self.words.table.cased:
            more = self.tokens[at].key in self.words.name_starts or self.is_split(at)
            return min(at + 1 + more, len(self.tokens))
        last = at
        while last < min(at + NAME_WORDS, len(self.tokens)) and self.capital(last):
            if last > at and (
                not adjoining(self.text, self.tokens[last - 1], self.tokens[last])
                or self.words.triggers_after.at(self.text, self.tokens, last)
            ):
                break
            last += 1
            if self.joins(last):
                last += 1
        return last

    def _country(self, index: int) -> _Name | None:
        found = self.words.countries.at(self.text, self.tokens, index)
        if found is None or (self.words.table.cased and not self.capital(index)):
            return None
        told = self.locative(index) or self.suffixed(found[0])
        if self.tokens[index].key in self.words.homonyms and not told:
            # "Financial" is Mali's name in Persian.
            return None
        key = gazetteer.country_key(found[1])
        return _Name(index, found[0], found[2], (key,), found[1]) if key else None

    def _listed(self, index: int, *, announced: bool = False) -> _Name | None:
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
                    named = self.goes_on(index) or (not (announced or led) and self.is_surname(index))
                    if size == 1 and self._small(spelling) and named:
                        return None
                    return _Name(index, index + size, lead, spelling.keys)
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

    def _behind(self, index: int) -> _Name | None:
        """An unknown name behind a locative, or before a word such as "village"."""
        if not self.words.table.cased:
            return self._compound(index) or self._lone(index)
        # No name begins with the "Refugee" of "Jenin Refugee Camp".
        if not self.capital(index) or (index and self.words.triggers_after.at(self.text, self.tokens, index)):
            return None
        last = self._name_end(index)
        if last - index > 1 and self.opens(index) and self.is_common(index):
            # The capital of a sentence is no part of the name: "Taraflar Bardai'de".
            return None
        led = self._led(index) or self.suffixed(last) or self.fought_for(last) or self.reached(index)
        followed = self.followed(index, last)
        if not followed and not (led and self._unknown_name(index, last)):
            return None
        listed, unlisted = self._listed(index, announced=True), self._unlisted(index)
        return listed if listed and unlisted and listed.last == unlisted.last else unlisted

    def _compound(self, index: int) -> _Name | None:
        """Where capitals do not tell: behind "in", a first word that only such names have, with the next."""
        if index + 1 >= len(self.tokens) or not adjoining(
            self.text, self.tokens[index], self.tokens[index + 1]
        ):
            return None
        hyphened = self.hyphened(index)
        for lead, first in self.first_words(self.tokens[index].key, split=hyphened):
            led = bool(lead) or (index > 0 and self.tokens[index - 1].key in self.words.locatives)
            if first in self.words.name_articles and hyphened:
                # "אל-אוביד": the article of a foreign name.
                return _Name(index, index + 2, lead, self._sound(index, index + 2, lead))
            if (led or self.strange(index + 1)) and first in self.words.compounds:
                found = self._unlisted(index)
                return found and _Name(index, found.last, lead, self._sound(index, found.last, lead))
        return None

    def _lone(self, index: int) -> _Name | None:
        """Where capitals do not tell: directly behind "in", a word that no dictionary has in any form."""
        token = self.tokens[index]
        clause = self.words.table.clause_clitic
        conjoined = bool(clause) and token.key.startswith(clause) and self.follows_word(index)
        leads = [len(clitic) for clitic in ("", *self.words.table.clitics) if token.key.startswith(clitic)]
        for lead in [len(clause), *leads] if conjoined else leads:
            last = index + 1 + self.is_split(index)
            fought = self.moved_to(index, joined=bool(lead)) or self.arrives(index, lead)
            bare = not lead or (conjoined and lead == len(clause))
            fought = fought or (bare and (self.fought_for(last) or self.fought_before(index)))
            if not (fought or self.vouched(index, lead)) or self._is_word(index, lead):
                continue
            named = self._sound(index, last, lead)
            if named and self.tells(index, last, lead) and not self._is_entity(index, last):
                return _Name(index, last, lead, named)
        return None

    def _is_word(self, index: int, lead: int) -> bool:
        """Whether the token is no bare name: a number, a day, a word of the language with or without an ending."""
        token = self.tokens[index]
        written = self.text[token.start + lead : self.tokens[index + self.is_split(index)].end]
        if token.start in self.dated or len(written) < SHORTEST_NAME or not is_word(written):
            return True
        if any(letter * _DRAWN_OUT in written for letter in written):
            # "Whyyy" is drawn out, and in no dictionary for that.
            return True
        if token.key in self.words.stop or token.key[lead:] in self.words.stop:
            return True
        # A name in two words stands behind its first: "קריסטין בלאזי".
        if lead and index > 0 and self.near(index) and self.strange(index - 1):
            return True
        return self.is_common(index) or any(
            is_known(form, self.language) for form in bare_forms(written, self.words.table.word_endings)
        )

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

    def _unknown_name(self, index: int, last: int) -> bool:
        """Words that look like a name, one of them in no dictionary: no acronym, no party, nobody known."""
        words = [
            self.text[token.start : token.end]
            for token in self.tokens[index:last]
            if token.key not in self.words.name_articles
        ]
        if not words or any(word.isupper() or len(word) < SHORTEST_NAME for word in words):
            return False
        if all(self._is_usual(at, index, last) for at in range(index, last)) or self._swallows(index, last):
            return False
        return not self._is_entity(index, last)

    def _is_usual(self, at: int, index: int, last: int) -> bool:
        """Whether the word is no name; where names have cases, one word behind "in" may be but guessed to be known, by its ending."""
        if (
            self.words.table.case_endings
            and last - index == 1
            and (self.locative(index) or self.reached(index))
        ):
            return self.is_ordinary_word(at)
        return self.is_common(at)

    def _is_entity(self, index: int, last: int) -> bool:
        return any(
            entity.span.start < self.tokens[last - 1].end and self.tokens[index].start < entity.span.end
            for entity in find_entities(self.text, self.language)
        )

    def _swallows(self, index: int, last: int) -> bool:
        """Whether a further word is a place of its own: "Police İzmir'de", but not the Rashid of "Ain Rashid"."""
        return self.tokens[index].key not in self.words.name_starts and any(
            (found := self._listed(at)) is not None and not self._small_key(found.keys[0])
            for at in range(index + 1, last)
        )

    def place(self, name: _Name, known: Counter[str]) -> Place:
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


_LARGE = 300_000
#: Population from which "in" and a capital speak for the city, though its name is a word of the language too.
_CITY = 20_000
#: The same where no capital speaks for it.
_PLAIN_CITY = 60_000
#: Names that a list may have.
_LISTED = 12
