"""Reduces a word to a stem that its inflected forms share: a dictionary lemma, then affixes by table.

Dictionary: simplemma (memory-frugal reader, one language loaded at a time of need). Affixes: light stemming after
Larkey, Ballesteros and Connell (2002), with the lists in `data/<lang>` section `stems`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from averral.language import tables
from averral.language.normalise import key

#: Words remembered across documents; a stem is some hundred bytes.
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Stems:
    """Schema of section `stems`. Affixes are comparison keys; lists are tried longest first."""

    lemmas: str = ""
    """Code of the lemma dictionary; empty for none."""
    restore: tuple[str, ...] = ()
    """Last letters that the key has folded, as `folded>written`: the dictionary is asked for both spellings."""
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    weak_affixes: tuple[str, ...] = ()
    """Affixes that are often part of the word: one letter more must remain."""
    min_stem: int = 3
    """Letters that must remain when a prefix is removed."""
    min_suffix_stem: int = 3
    """Letters that must remain when a suffix is removed."""
    passes: int = 1
    """How many suffixes may be stacked."""


tables.register("stems", Stems)


def stem(word: str, language: str) -> str:
    """The stem of a word or of its comparison key; the key itself where the language has no table."""
    return _stem(word, language.partition("-")[0])


@lru_cache(maxsize=_REMEMBERED)
def is_known(word: str, language: str) -> bool:
    """Whether the dictionary of the language has the word, in small letters or as written.

    >>> is_known("Reading", "en"), is_known("Arjan", "en")
    (True, False)
    """
    table = tables.section(language.partition("-")[0], "stems", Stems)
    return bool(table.lemmas) and any(_look_up(form, table.lemmas) for form in (_small(word), word))


@lru_cache(maxsize=_REMEMBERED)
def is_listed(word: str, language: str) -> bool:
    """Whether the dictionary has the word itself; `is_known` also guesses lemmas of names by their endings.

    >>> is_known("Пелградой", "ru"), is_listed("Пелградой", "ru"), is_listed("Дорогой", "ru")
    (True, False, True)
    """
    table = tables.section(language.partition("-")[0], "stems", Stems)
    return bool(table.lemmas) and any(
        _dictionary().get_lemma(form, table.lemmas) for form in (_small(word), word)
    )


def _small(word: str) -> str:
    """The word in small letters, the Turkish İ as one letter."""
    return word.replace("İ", "i").lower()


@lru_cache(maxsize=256)
def has_dictionary(language: str) -> bool:
    """Whether there is a dictionary to tell known words from others."""
    return bool(tables.section(language.partition("-")[0], "stems", Stems).lemmas)


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str, language: str) -> str:
    table = tables.section(language, "stems", Stems)
    return _strip(key(_lemma(word, table)), table)


def _lemma(word: str, table: Stems) -> str:
    if not table.lemmas:
        return word
    # Without a prefix only where the dictionary knows the rest: للاجئين is ل with لاجئين, not لل with a rest.
    bare = (
        word[len(prefix) :] for prefix in reversed(_longest_first(table.prefixes)) if word.startswith(prefix)
    )
    readings = (word, *(rest for rest in bare if len(rest) > table.min_stem))
    for spelling in (spelling for reading in readings for spelling in _spellings(reading, table)):
        lemma = _look_up(spelling, table.lemmas)
        if lemma:
            # A participle's lemma may be the adjective, whose own lemma is the verb that the other forms share.
            return _look_up(lemma, table.lemmas) or lemma
    return word


def _look_up(word: str, dictionary: str) -> str:
    return _lemmatizer().get_lemma(word, dictionary) or ""


def _spellings(word: str, table: Stems) -> tuple[str, ...]:
    """The written forms that a key may stand for, then the key: a folded ending would be taken for a possessive."""
    pairs = (pair.split(">") for pair in table.restore)
    return (*(word[: -len(folded)] + written for folded, written in pairs if word.endswith(folded)), word)


def _strip(word: str, table: Stems) -> str:
    for prefix in _longest_first(table.prefixes):
        needed = table.min_stem + (prefix in table.weak_affixes)
        if word.startswith(prefix) and len(word) - len(prefix) >= needed:
            word = word[len(prefix) :]
            break
    for _ in range(table.passes):
        shorter = _without_suffix(word, table)
        if shorter == word:
            break
        word = shorter
    return word


def _without_suffix(word: str, table: Stems) -> str:
    for suffix in _longest_first(table.suffixes):
        needed = table.min_suffix_stem + (suffix in table.weak_affixes)
        if word.endswith(suffix) and len(word) - len(suffix) >= needed:
            return word[: -len(suffix)]
    return word


@cache
def _longest_first(affixes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(affixes, key=len, reverse=True))


@cache
def _dictionary() -> Any:
    from simplemma.strategies import DictionaryLookupStrategy  # noqa: PLC0415
    from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY  # noqa: PLC0415

    return DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


@cache
def _lemmatizer() -> Any:
    # Imported here: callers that only compare keys need no dictionaries.
    from simplemma.strategies import DefaultStrategy  # noqa: PLC0415

    return DefaultStrategy(low_memory=True)
