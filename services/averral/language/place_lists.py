"""Finds the places of a list: "the villages of Alma, Borki and Old Reka", "Alma, Borki ve Reka köylerini"."""

from __future__ import annotations

from averral.language.place_listed import Name
from averral.language.place_tokens import SHORTEST_NAME
from averral.language.place_unlisted import UnlistedNames
from averral.language.stems import is_known

#: Names that a list may have.
_MOST = 12


class NameLists(UnlistedNames):
    """Reads off one text the single names, and those that one word announces together."""

    def _list(self, index: int) -> list[Name]:
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
        while len(names) < _MOST:
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

    def _list_before(self, index: int) -> list[Name]:
        """The names before such a word: "Alma, Borki ve Reka köylerini"."""
        if not self.capital(index) or (self.opens(index) and self.is_common(index)):
            return []
        names: list[Name] = []
        at, last = index, False
        while not last and len(names) < _MOST and at < len(self.tokens):
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

    def _member(self, at: int, lead: int, *, first: bool) -> Name | None:
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
        return Name(at, last, lead, keys) if keys else None

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
