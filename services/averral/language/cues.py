"""Finds the cues of negation and modality around a target: phrases and word forms from the language's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from itertools import pairwise

from averral.language import tables
from averral.language.normalise import Word, key, words

#: Punctuation that ends a clause; a bare hyphen inside a name does not.
_PAUSE = re.compile(r"[,;:،؛.!?؟…()—–\[\]\n]| - ")


# Compared by identity: hashing all its lists for every word would take longer than to match them.
@dataclass(frozen=True, slots=True, eq=False)
class Affix:
    """A pattern of word forms, on comparison keys. Empty lists allow anything."""

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    except_prefixes: tuple[str, ...] = ()
    except_suffixes: tuple[str, ...] = ()
    except_words: tuple[str, ...] = ()
    min_stem: int = 2
    """Letters that must remain without prefix and suffix."""


#: Any form.
ANY_FORM = Affix()


@dataclass(frozen=True, slots=True)
class Conditional:
    """Cues that count only before certain word forms: Arabic قد is "may" before an imperfect only."""

    cues: tuple[str, ...]
    next_word: Affix = ANY_FORM
    target: Affix = ANY_FORM
    skip: tuple[str, ...] = ()
    """Words that may stand between the cue and the word that decides: قد لا."""
    unless: tuple[str, ...] = ()
    """Words close before the cue that make a past perfect of it: كان الطرفان قد تبادلا."""


@dataclass(frozen=True, slots=True)
class Negation:
    """Schema of section `negation`. A `*` at the end of a word stands for any ending. Windows are in words."""

    traps: tuple[str, ...] = ()
    """Look like negation and are not: not only, ما لا يقل عن."""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    implied_before: tuple[str, ...] = ()
    """Words whose object did not come about: failed to, رفض; without, where no verb follows its noun."""
    lacking: tuple[str, ...] = ()
    """Without, where a verb may follow its noun, which it does not reach: "без потерь заняли"."""
    lacking_through: tuple[str, ...] = ()
    """Words that may stand between: without *reaching a new* agreement."""
    implied_after: tuple[str, ...] = ()
    denial_before: tuple[str, ...] = ()
    denial_after: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """After a negated word they make it "only": لن ... إلا."""
    clauses: tuple[str, ...] = ()
    """Begin a clause that no earlier cue reaches: but, although, after."""
    complements: tuple[str, ...] = ()
    """Begin a clause that plain negation does not reach: that, who."""
    links: tuple[str, ...] = ()
    """Join a new statement that plain negation does not reach: and."""
    links_like: tuple[Affix, ...] = ()
    """The same as a prefix of the next verb: وستقاتل."""
    causes: tuple[str, ...] = ()
    """Verbs of causing: who "did not cause her death" leaves no doubt that she died."""
    owners: tuple[str, ...] = ()
    """Words right before what is known already: the, her."""
    described_before: bool = False
    """Whether a participle stands behind the noun that it describes: la femme tuée."""
    proclitics: tuple[str, ...] = ()
    """Letters written onto the front of a cue."""
    affixes: tuple[Affix, ...] = ()
    """Forms that are negative in themselves: gitmedi, نمی‌کنند."""
    helpers: int = 0
    """Words after the target that may carry its affix: terk etmeyecek."""
    window: int = 4
    after_window: int = 2
    implied_window: int = 7
    denial_window: int = 12


@dataclass(frozen=True, slots=True)
class Modalities:
    """Schema of section `modality`."""

    planned_before: tuple[str, ...] = ()
    planned_after: tuple[str, ...] = ()
    planned_if: tuple[Conditional, ...] = ()
    planned_affixes: tuple[Affix, ...] = ()
    possible_before: tuple[str, ...] = ()
    possible_after: tuple[str, ...] = ()
    possible_if: tuple[Conditional, ...] = ()
    possible_affixes: tuple[Affix, ...] = ()
    possible_far: tuple[str, ...] = ()
    """The same where the verb ends its clause, however much stands in between: ممکن است."""
    unrealised: tuple[Affix, ...] = ()
    """Forms that tell of nothing done, unless a verb implies it: tuer, убить, öldürmek."""
    unrealised_marked: tuple[Affix, ...] = ()
    """The same of forms behind one of the `unrealised_marks`: to kill, zu töten, أن يقتل."""
    unrealised_marks: tuple[str, ...] = ()
    unrealised_between: tuple[Affix, ...] = ()
    """Adverbs that may stand between mark and form: to *immediately* release."""
    realised_before: tuple[str, ...] = ()
    """Verbs that imply what they govern: managed to, was forced to."""
    realised_after: tuple[str, ...] = ()
    """The same behind it: öldürmeyi başardı."""
    realised_at: tuple[str, ...] = ()
    """Words that imply it only right before it: avant de, al, tras."""
    conditional: tuple[str, ...] = ()
    """If, unless: what follows is a possibility."""
    conditional_after: tuple[str, ...] = ()
    verb_last: bool = False
    """The verb ends its clause."""
    tidings: tuple[str, ...] = ()
    """Nouns for what is heard of something: where there are none, nobody says that it happened: no reports of."""
    tidings_far: tuple[str, ...] = ()
    """Those whose negation may stand behind what they tell of: информации о ранении не поступало."""
    window: int = 6
    after_window: int = 6


tables.register("negation", Negation)
tables.register("modality", Modalities)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found: word positions `[first, last)` and the lists that it stands in."""

    first: int
    last: int
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clauses:
    """The words around a target, where they pause, and the cues among them."""

    words: tuple[Word, ...]
    target: range
    """Positions of the target's words."""
    pauses: tuple[bool, ...]
    """Whether a mark that ends a clause stands before each word."""
    cues: tuple[Cue, ...] = field(default=())
    capitalised: bool = False
    """Whether the target is written with a capital inside its sentence: a German noun."""
    led: str = ""
    """Key of the word before a clause that begins with the target: the "to" of "vowed to | bomb them"."""
    owned: bool = False
    """Whether the target is told as known already: "*her* death", "Holt's death"."""


_AFFIX_LISTS = ("prefixes", "suffixes", "except_prefixes", "except_suffixes", "except_words")
#: Lists whose phrases work on a target behind them, and on one before them.
_BOTH = frozenset({"traps", "clauses", "complements", "links", "tidings", "tidings_far"})
_FORWARD = _BOTH | {
    "before",
    "implied_before",
    "lacking",
    "denial_before",
    "planned_before",
    "possible_before",
    "planned_if",
    "possible_if",
    "possible_far",
    "conditional",
    "causes",
    "realised_before",
    "realised_at",
}
_BACKWARD = _BOTH | {
    "after",
    "implied_after",
    "denial_after",
    "planned_after",
    "possible_after",
    "conditional_after",
    "only",
    "realised_after",
}

#: A phrase and the lists that it stands in.
_Listed = tuple[tuple[str, ...], frozenset[str]]
#: First word → phrases that begin with it, longest first.
_Index = Mapping[str, Sequence[_Listed]]


def matches(affix: Affix, word: str) -> bool:
    """Whether a word's key has the form."""
    return _matches(_keyed(affix), word)


@cache
def _keyed(affix: Affix) -> Affix:
    lists = {name: tuple(map(key, getattr(affix, name))) for name in _AFFIX_LISTS}
    return Affix(**lists, min_stem=affix.min_stem)


def _matches(affix: Affix, word: str) -> bool:
    if word in affix.except_words or word.startswith(affix.except_prefixes or ("\0",)):
        return False
    if affix.except_suffixes and word.endswith(affix.except_suffixes):
        return False
    if (affix.prefixes and not word.startswith(affix.prefixes)) or (
        affix.suffixes and not word.endswith(affix.suffixes)
    ):
        return False
    prefix = next((each for each in affix.prefixes if word.startswith(each)), None)
    suffix = next((each for each in affix.suffixes if word.endswith(each)), None)
    return len(word) - len(prefix or "") - len(suffix or "") >= affix.min_stem


def find_pauses(text: str, found: Sequence[Word]) -> tuple[bool, ...]:
    """For each word, whether a clause mark stands between it and the word before."""
    gaps = (text[before.end : word.start] for before, word in pairwise(found))
    return (True, *(gap != " " and _PAUSE.search(gap) is not None for gap in gaps))[: len(found)]


def find_cues(found: Sequence[Word], target: range, language: str) -> tuple[Cue, ...]:
    """Cues left to right, the longest phrase at each word. A phrase made of the target's own words is none."""
    before = found[: target.start]
    cues: list[Cue] = []
    position = 0
    while position < len(found):
        cue = None
        starting = () if position in target else _starting(found[position].key, language)
        if starting and position < target.start:
            cue = _cue_at(before, position, starting, _FORWARD)
        elif starting:
            cue = _cue_at(found, position, starting, _BACKWARD)
        if cue:
            cues.append(cue)
        position = cue.last if cue else position + 1
    return tuple(cues)


def _cue_at(
    found: Sequence[Word], position: int, starting: Sequence[_Listed], usable: frozenset[str]
) -> Cue | None:
    for phrase, roles in starting:
        rest = found[position + 1 : position + len(phrase)]
        fits = len(rest) == len(phrase) - 1 and all(map(_fits, phrase[1:], (word.key for word in rest)))
        if fits and roles & usable:
            return Cue(position, position + len(phrase), roles & usable)
    return None


@lru_cache(maxsize=1 << 15)
def _starting(word: str, language: str) -> tuple[_Listed, ...]:
    """The phrases that may begin with a word, in the order in which they are tried; most words begin none."""
    proclitics = tables.section(language, "negation", Negation).proclitics
    index = _index(language)
    return tuple(each for first in _readings(word, proclitics) for each in _candidates(first, index))


def _readings(word: str, proclitics: tuple[str, ...]) -> Iterator[str]:
    yield word
    yield from (
        word[len(letter) :]
        for letter in proclitics
        if word.startswith(letter) and len(word) > len(letter) + 1
    )


def _candidates(first: str, index: _Index) -> Iterator[_Listed]:
    """Phrases that may begin with the word, longest first within each kind: as it is, then as a stem with any ending."""
    yield from index.get(first, ())
    for length in range(len(first), 1, -1):
        yield from index.get(first[:length] + "*", ())


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


# Bounded: codes of languages without tables come from callers.
@lru_cache(maxsize=64)
def _index(language: str) -> _Index:
    roles: dict[tuple[str, ...], set[str]] = {}
    for table in (
        tables.section(language, "negation", Negation),
        tables.section(language, "modality", Modalities),
    ):
        for each in fields(table):
            for phrase in _phrases_of(getattr(table, each.name)):
                roles.setdefault(_words_of(phrase), set()).add(each.name)
    index: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for pattern, lists in sorted(roles.items(), key=lambda item: -len(item[0])):
        index.setdefault(pattern[0], []).append((pattern, frozenset(lists)))
    return index


def _phrases_of(value: object) -> Iterator[str]:
    if not isinstance(value, tuple):
        return
    for each in value:
        if isinstance(each, str):
            yield each
        elif isinstance(each, Conditional):
            yield from each.cues


def _words_of(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase's words, split as `words` splits text; a trailing `*` stays with its word."""
    return tuple(
        key(word.key) + ("*" if phrase[word.end : word.end + 1] == "*" else "") for word in words(phrase)
    )
