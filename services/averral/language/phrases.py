"""Finds the entries of word lists in running text: single words, phrases, word beginnings.

An entry is written as the language writes it, with five signs: `word*` matches every word that begins so, `~word`
also matches behind the language's verb prefixes, a blank separates the words of a phrase, `a|b` is either of the two
words, and `…` stands for the words between the two parts of a phrase that is torn apart ("nahm … fest", "found …
guilty"); such a match covers the first part.
Folding is the same for entry and text. Every word costs a bounded number of look-ups, so finding is linear in the text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from averral.language.normalise import Word, words

#: A word as short as this keeps its first letters: what remains would be no word.
SHORTEST_REST = 2
#: The first part of a compound has at least so many letters: "Fischerei-abkommen".
SHORTEST_MODIFIER = 3
#: Sign for what stands between the parts of a phrase, and how many words that may be.
APART = "…"
FARTHEST_PART = 14
#: The table of words seen is emptied at this size; a running service must not grow with its texts.
CACHED_WORDS = 60_000
#: Rows of words whose matches are kept; those of one clause are asked for again at once.
CACHED_ROWS = 8


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found: indices of its first and last word in the words searched, and the label of its list."""

    first: int
    last: int
    label: str
    apart: tuple[int, int] | None = None
    """The same of the second part of a phrase that is torn apart."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What must follow the first atom, at once and further off, and the label to give."""

    rest: tuple[int, ...]
    label: str
    apart: tuple[int, ...]
    further: int
    """Number of words behind the first."""
    order: tuple[int, int]
    """Of equal finds the first stands first: number of the first atom, and of the entry among those that begin with it."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a word matches, and the entries that may begin with it; most words begin none."""

    atoms: frozenset[int]
    alone: tuple[_Entry, ...]
    """Those whose next word, if there is one, stands further off."""
    followed: Mapping[int, Sequence[_Entry]]
    """Next atom → those that go on with it."""
    begins: bool
    """Whether any entry may begin here."""
    labels: tuple[str, ...] | None
    """What the word matches if nothing follows that goes on with it; None where that depends on words further off."""


class Phrases:
    """Word lists by label, compiled for one language."""

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        proclitics: Sequence[str] = (),
        verb_prefixes: Sequence[str] = (),
        heads: Sequence[str] = (),
    ) -> None:
        self._proclitics = tuple(sorted((_key(each) for each in proclitics), key=len, reverse=True))
        self._heads = tuple(_key(each) for each in heads)
        self._atoms: dict[tuple[str, bool], int] = {}
        self._entries: dict[int, list[_Entry]] = {}
        self._seen: dict[str, _Seen] = {}
        self._found: dict[int, tuple[Sequence[Word], tuple[Match, ...]]] = {}
        for label, entries in lists.items():
            for entry in entries:
                for written in _expand(entry, verb_prefixes):
                    self._add(label, written)
        self._beginnings = sorted({len(key) for key, beginning in self._atoms if beginning})

    def find(self, tokens: Sequence[Word]) -> tuple[Match, ...]:
        """All entries in `tokens`; of overlapping ones the leftmost, then the longest. Equal spans all stay."""
        known = self._found.get(id(tokens))
        if known is not None and known[0] is tokens:
            return known[1]
        found = self._find(tokens)
        if isinstance(tokens, tuple):
            # A clause is looked through by a dozen readers, one right behind the other.
            if len(self._found) >= CACHED_ROWS:
                self._found.clear()
            self._found[id(tokens)] = (tokens, found)
        return found

    def _find(self, tokens: Sequence[Word]) -> tuple[Match, ...]:
        known = self._seen
        seen = [known.get(token.key) or self._look_at(token.key) for token in tokens]
        found: list[Match] = []
        free = 0
        for index in [at for at, word in enumerate(seen) if word.begins]:
            if index < free:
                continue
            here = self._longest_at(seen, index)
            found.extend(here)
            if here:
                free = here[0].last + 1
        return tuple(found)

    def labels(self, token: Word) -> tuple[str, ...]:
        """Labels of the one-word entries that match the word."""
        return tuple(
            entry.label
            for entry in (self._seen.get(token.key) or self._look_at(token.key)).alone
            if not entry.apart
        )

    def _longest_at(self, seen: Sequence[_Seen], index: int) -> list[Match]:
        here, goes_on = seen[index], frozenset[int]()
        if here.followed and index + 1 < len(seen):
            goes_on = seen[index + 1].atoms & here.followed.keys()
        if not goes_on and here.labels is not None:
            return [Match(index, index, label) for label in here.labels]
        entries = list(here.alone)
        for atom in goes_on:
            entries += here.followed[atom]
        found: list[tuple[_Entry, Match]] = []
        for entry in entries:
            if index + entry.further >= len(seen) or not _stand(entry.rest, seen, index + 1):
                continue
            last = index + len(entry.rest)
            apart = _further(entry.apart, seen, last + 1) if entry.apart else None
            if apart is not None or not entry.apart:
                found.append((entry, Match(index, last, entry.label, apart)))
        if len(found) < 2:  # noqa: PLR2004
            return [match for _, match in found]
        longest = max(entry.further for entry, _ in found)
        found = [each for each in found if each[0].further == longest]
        found.sort(key=lambda each: each[0].order)
        return list(dict.fromkeys(match for _, match in found))

    def _look_at(self, key: str) -> _Seen:
        if len(self._seen) >= CACHED_WORDS:
            self._seen.clear()
        atoms = frozenset(atom for form in self._forms(key) for atom in self._match(form))
        if not atoms and self._heads:
            atoms = frozenset(atom for form in self._compounded(key) for atom in self._match(form))
        entries = [entry for atom in atoms for entry in self._entries.get(atom, ())]
        followed: dict[int, list[_Entry]] = {}
        for entry in entries:
            if entry.rest:
                followed.setdefault(entry.rest[0], []).append(entry)
        alone = tuple(each for each in entries if not each.rest)
        known = self._seen[key] = _Seen(atoms, alone, followed, bool(entries), _labels(alone))
        return known

    def _forms(self, key: str) -> list[str]:
        """The word, and what remains of it without each proclitic that it may carry."""
        return [key] + [
            key[len(clitic) :]
            for clitic in self._proclitics
            if key.startswith(clitic) and len(key) - len(clitic) >= SHORTEST_REST
        ]

    def _compounded(self, key: str) -> list[str]:
        """The nouns that a word without entry of its own may be a compound of."""
        return [
            head for head in self._heads if key.endswith(head) and len(key) - len(head) >= SHORTEST_MODIFIER
        ]

    def _match(self, form: str) -> Iterable[int]:
        exact = self._atoms.get((form, False))
        if exact is not None:
            yield exact
        for length in self._beginnings:
            if length > len(form):
                break
            atom = self._atoms.get((form[:length], True))
            if atom is not None:
                yield atom

    def _add(self, label: str, written: str) -> None:
        together, _, apart = written.partition(APART)
        atoms = self._atoms_in(together)
        if atoms:
            rest, second = tuple(atoms[1:]), tuple(self._atoms_in(apart))
            beginning = self._entries.setdefault(atoms[0], [])
            order = (atoms[0], len(beginning))
            beginning.append(_Entry(rest, label, second, len(rest) + len(second), order))

    def _atoms_in(self, written: str) -> list[int]:
        atoms: list[int] = []
        for part in written.split():
            keys = [token.key for token in words(part.rstrip("*"))]
            for position, key in enumerate(keys):
                beginning = part.endswith("*") and position == len(keys) - 1
                atoms.append(self._atoms.setdefault((key, beginning), len(self._atoms)))
        return atoms


def _labels(alone: Sequence[_Entry]) -> tuple[str, ...] | None:
    """The labels of entries of one word, in order; None if a further part of one must be looked for."""
    if any(entry.apart for entry in alone):
        return None
    return tuple(dict.fromkeys(entry.label for entry in sorted(alone, key=lambda each: each.order)))


def _stand(wanted: Sequence[int], seen: Sequence[_Seen], index: int) -> bool:
    """Whether the atoms stand one behind the other from a word on."""
    if index + len(wanted) > len(seen):
        return False
    for at, atom in enumerate(wanted, index):  # noqa: SIM110 -- several times as fast as `all` in the innermost loop
        if atom not in seen[at].atoms:
            return False
    return True


def _further(wanted: Sequence[int], seen: Sequence[_Seen], index: int) -> tuple[int, int] | None:
    """Where the atoms stand behind a word, not too far off: first and last index."""
    for start in range(index, min(index + FARTHEST_PART, len(seen))):
        if _stand(wanted, seen, start):
            return start, start + len(wanted) - 1
    return None


def _expand(entry: str, verb_prefixes: Sequence[str]) -> list[str]:
    """The entry with every choice between words made, and `~` replaced by nothing and by each verb prefix."""
    if "|" in entry:
        choices = itertools.product(*(part.split("|") for part in entry.split()))
        return [each for choice in choices for each in _expand(" ".join(choice), verb_prefixes)]
    if "~" not in entry:
        return [entry]
    return [entry.replace("~", prefix) for prefix in ("", *verb_prefixes)]


def _key(written: str) -> str:
    return "".join(token.key for token in words(written))
