"""Compares names of people across scripts: لافروف, Lavrov, Лавровым are one.

Two names are the same person only if two words agree, or one word is the surname of the fuller form; a weak match
never merges. Titles, case endings and clitics are taken off by the tables first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from averral.language.gazetteer import script_of
from averral.language.name_words import NameTable
from averral.language.sounds import as_borrowed, likeness, skeleton, strong
from averral.language.tables import section
from averral.language.tokens import phrase_key, word_key

#: From the development pairs: at 70 two of 6040 pairs of different people are alike.
SAME_PERSON = 70.0
#: A single word must sound much the same, and have enough sounds to be told from others.
SAME_SURNAME = 78.0
_SOUNDS_IN_SURNAME = 2
_SHORTEST_STEM = 3
#: The words of a name that are compared; a longer one is a sentence.
_MAX_WORDS = 8
_WHOLE = 0.9
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]
    particles: frozenset[str]
    articles: tuple[str, ...]
    clitics: tuple[str, ...]
    endings: tuple[str, ...]


@cache
def _words(language: str) -> _Words:
    table = section(language, "names", NameTable)
    return _Words(
        frozenset(word_key(title) for title in table.titles if " " not in title),
        frozenset(map(word_key, table.particles)),
        tuple(map(word_key, table.articles)),
        tuple(map(word_key, table.clitics)),
        tuple(sorted(map(word_key, (*table.endings, *table.suffixes)), key=len, reverse=True)),
    )


def similarity(a: str, b: str, a_language: str = "", b_language: str = "") -> float:
    """How alike two names sound, 0 to 100. Both first name and surname must agree where both are given."""
    return _similarity(a, b, a_language, b_language)


@lru_cache(maxsize=32_768)
def _similarity(a: str, b: str, a_language: str, b_language: str) -> float:
    short, long = _parts(a, a_language), _parts_beside(b, b_language, a, a_language)
    if len(short) > len(long):
        short, long = long, short
    if not short:
        return 0.0
    if len(short) == 1:
        return _PERCENT * _one_word(short[0], long)
    score = _several(short, long)
    return _PERCENT * (max(score, _several(long, short)) if len(short) == len(long) else score)


def same_person(a: str, b: str, a_language: str = "", b_language: str = "") -> bool:
    """Whether two names mean one person: two words agree, or one word is the surname of the fuller name."""
    score = similarity(a, b, a_language, b_language)
    short, long = sorted((_parts(a, a_language), _parts(b, b_language)), key=len)
    if len(short) > 1:
        return score >= SAME_PERSON
    return bool(short) and score >= SAME_SURNAME and _telling(short[0]) and _telling(long[-1])


def _telling(word: _Name) -> bool:
    return max(len(strong(form)) for form in word) >= _SOUNDS_IN_SURNAME


@cache
def capitals_tell(language: str) -> bool:
    """Whether a word with a capital inside a sentence is a name in this language."""
    return not section(language, "names", NameTable).nouns_have_capitals


@lru_cache(maxsize=32_768)
def name_key(name: str, language: str = "") -> str:
    """The strong consonants of a name's words without titles, joined by blanks; equal keys sound the same.

    A name without strong consonants keeps its weak ones, and one without sounds its letters.
    """
    words = []
    for word in _stripped(name, language):
        base = _base(word, language)
        sounds = skeleton(base, language)
        words.append(strong(sounds) or sounds or base)
    return " ".join(words)


#: The skeletons that one written word may stand for: as it is, and without clitic, article or ending.
_Name = tuple[str, ...]


@lru_cache(maxsize=32_768)
def _parts(name: str, language: str) -> tuple[_Name, ...]:
    return tuple(_forms(word, language) for word in _stripped(name, language)[:_MAX_WORDS])


def _parts_beside(name: str, language: str, other: str, other_language: str) -> tuple[_Name, ...]:
    """The same beside another name: what both write with the same letters sounds the same, whichever language reads it.

    A name from elsewhere keeps its spelling: Ocampo is Ocampo in Turkish, where c is read as j.
    """
    if language == other_language:
        return _parts(name, language)
    shared = frozenset(_stripped(other, other_language))
    return tuple(
        _forms(word, other_language) if word in shared else forms
        for word, forms in zip(_stripped(name, language), _parts(name, language), strict=False)
    )


def _stripped(name: str, language: str) -> tuple[str, ...]:
    """The words of a name without titles and particles; all of them if nothing else is left."""
    words = _word_keys(name)
    table = _words(language)
    rest = [word for word in words if word not in table.titles]
    bare = [word for word in rest if word not in table.particles]
    return tuple(bare or rest or words)


def _word_keys(name: str) -> tuple[str, ...]:
    """The words of a name; what a suffix behind an apostrophe adds to a long enough word is dropped.

    Only Latin letters have such suffixes: in others the apostrophe is a part of the name, "סיראג'פור", "Слов'янськ".
    """
    kept: list[str] = []
    for word in name.split():
        head, mark, _ = word.replace("’", "'").partition("'")
        suffixed = mark and len(head) >= _SHORTEST_STEM and script_of(head) == "latin"
        kept.extend(phrase_key(head if suffixed else word.replace("'", "")))
    return tuple(kept)


def _forms(word: str, language: str) -> _Name:
    table = _words(language)
    stems = dict.fromkeys([word])
    for clitic in table.clitics:
        stems |= _without_start(word, clitic)
    for article in table.articles:
        for stem in tuple(stems):
            stems |= _without_start(stem, article)
    for ending in table.endings:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST_STEM:
            stems[word.removesuffix(ending)] = None
    stems |= dict.fromkeys(map(as_borrowed, tuple(stems)))
    return tuple(dict.fromkeys(filter(None, (skeleton(stem, language) for stem in stems)))) or ("",)


def _without_start(word: str, start: str) -> dict[str, None]:
    rest = word.removeprefix(start)
    return {rest: None} if rest != word and len(rest) >= _SHORTEST_STEM else {}


def _base(word: str, language: str) -> str:
    """The word without an article or a case ending."""
    table = _words(language)
    for article in table.articles:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            word = word.removeprefix(article)
    return word


def _alike(a: _Name, b: _Name) -> float:
    return max(likeness(left, right) for left in a for right in b)


def _joined(words: Sequence[_Name]) -> _Name:
    """Several words read as one: جاووش أوغلو is Çavuşoğlu."""
    return ("".join(word[0] for word in words),)


def _one_word(word: _Name, long: Sequence[_Name]) -> float:
    """One word against a name: it must be the surname, which may be written in several words."""
    tails: Iterator[Sequence[_Name]] = (long[-size:] for size in (2, 3) if size <= len(long))
    return max(_alike(word, long[-1]), *(_alike(word, _joined(tail)) for tail in tails), 0.0)


def _several(short: Sequence[_Name], long: Sequence[_Name]) -> float:
    surname = _alike(short[-1], long[-1])
    if len(long) > len(short):
        surname = max(surname, _alike(short[-1], _joined(long[-2:])))
    if len(short) > 2:  # noqa: PLR2004 -- a first name and a surname in two words
        surname = max(surname, _alike(_joined(short[-2:]), long[-1]))
    first = max(
        (_alike(short[0], other) - (0.05 if index else 0.0) for index, other in enumerate(long[:-1])),
        default=0.0,
    )
    whole = _alike(_joined(short), _joined(long))
    return max(min(first, surname), whole if whole > _WHOLE else 0.0)
