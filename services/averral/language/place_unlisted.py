"""Finds the names of places that no list has, by what stands before and behind them; they get a key by their sound."""

from __future__ import annotations

from averral.language.entities import find_entities
from averral.language.names import name_key
from averral.language.place_listed import NAME_WORDS, ListedNames, Name
from averral.language.place_tokens import SHORTEST_NAME, bare_forms, is_word
from averral.language.stems import is_known
from averral.language.tokens import adjoining

#: So many equal letters stand in no name.
_DRAWN_OUT = 3


class UnlistedNames(ListedNames):
    """Reads off one text what is listed, and what only its surroundings show to be a place."""

    def _unlisted(self, at: int) -> Name | None:
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
        return Name(at, last, 0, keys) if keys else None

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

    def _behind(self, index: int) -> Name | None:
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

    def _compound(self, index: int) -> Name | None:
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
                return Name(index, index + 2, lead, self._sound(index, index + 2, lead))
            if (led or self.strange(index + 1)) and first in self.words.compounds:
                found = self._unlisted(index)
                return found and Name(index, found.last, lead, self._sound(index, found.last, lead))
        return None

    def _lone(self, index: int) -> Name | None:
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
                return Name(index, last, lead, named)
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
