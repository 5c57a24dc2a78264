"""The sound of a word, whatever its script: a skeleton of consonants, and how far two skeletons are apart.

Strong consonants must agree; the weak ones (w, y, h) come and go between scripts, because some write vowels and some
do not. The distance is Levenshtein's with costs by sound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from averral.language.name_words import NameTable
from averral.language.tables import register_shared, section, shared

#: Longer words are no names; the distance is quadratic in the length.
_MAX_SOUNDS = 40
_MIN_LENGTH = 1.5
#: A doubled w may be a consonant and a vowel: جاووش, Çavuş.
_REPEATED = re.compile(r"([^w])\1+")


@dataclass(frozen=True, slots=True)
class SoundTable:
    """The neutral table `_sounds.toml`."""

    letters: dict[str, str] = field(default_factory=dict)
    digraphs: dict[str, str] = field(default_factory=dict)
    soft: dict[str, str] = field(default_factory=dict)
    """Digraphs of languages whose first letter sounds as in the table of letters: "ce" is no Turkish one."""
    weak: str = ""
    drop: dict[str, float] = field(default_factory=dict)
    weak_pair: float = 0.3
    other_pair: float = 1.2
    confused: dict[str, float] = field(default_factory=dict)
    borrowed: dict[str, str] = field(default_factory=dict)
    """Letters that sound otherwise in names from elsewhere."""


register_shared("sounds", SoundTable)


@dataclass(frozen=True, slots=True)
class _Sounds:
    letters: dict[str, str]
    digraphs: re.Pattern[str]
    by_digraph: dict[str, str]


@cache
def _table() -> SoundTable:
    return shared("sounds", SoundTable)


@cache
def _sounds(language: str) -> _Sounds:
    table = _table()
    own = section(language, "names", NameTable).letters if language else {}
    soft = {letters: sound for letters, sound in table.soft.items() if letters[0] not in own}
    digraphs = {**soft, **table.digraphs}
    combinations = sorted(digraphs, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, combinations)) or "(?!)")
    return _Sounds({**table.letters, **own}, pattern, digraphs)


@lru_cache(maxsize=65_536)
def skeleton(word: str, language: str = "") -> str:
    """The sounds of one word in ASCII; empty if it has none. Doubled sounds count once."""
    sounds = _sounds(language)
    word = word.lower()
    written: list[str] = []
    at = 0
    for found in sounds.digraphs.finditer(word):
        written.extend(_single(word[at : found.start()], sounds))
        written.append(sounds.by_digraph[found.group()])
        at = found.end()
    written.extend(_single(word[at:], sounds))
    return _REPEATED.sub(r"\1", "".join(written))[:_MAX_SOUNDS]


def as_borrowed(word: str) -> str:
    """A word in Latin letters as it may sound in a name from elsewhere, with soft c, g and ch."""
    return _borrowing().sub(lambda found: _table().borrowed[found.group()], word)


@cache
def _borrowing() -> re.Pattern[str]:
    combinations = sorted(_table().borrowed, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, combinations)) or "(?!)")


def _single(letters: str, sounds: _Sounds) -> Iterator[str]:
    for letter in unicodedata.normalize("NFC", letters):
        sound = sounds.letters.get(letter)
        if sound is None:
            sound = sounds.letters.get(unicodedata.normalize("NFD", letter)[0], "")
        yield sound


def strong(sounds: str) -> str:
    """The strong consonants of a skeleton."""
    weak = _table().weak
    return "".join(sound for sound in sounds if sound not in weak)


@lru_cache(maxsize=65_536)
def likeness(a: str, b: str) -> float:
    """How alike two skeletons sound, 0 to 1; 0 if one of them is empty."""
    if not a or not b:
        return 0.0
    table = _table()
    light = sum(sound in "wy" for sound in a) + sum(sound in "wy" for sound in b)
    length = max(_MIN_LENGTH, (len(a) + len(b) - light) / 2)
    return max(0.0, 1.0 - _distance(a, b, table) / length)


def _distance(a: str, b: str, table: SoundTable) -> float:
    drop = table.drop
    previous = [0.0]
    for sound in b:
        previous.append(previous[-1] + drop.get(sound, 1.0))
    for left in a:
        current = [previous[0] + drop.get(left, 1.0)]
        for index, right in enumerate(b):
            current.append(
                min(
                    previous[index] + _swap(left, right, table),
                    previous[index + 1] + drop.get(left, 1.0),
                    current[index] + drop.get(right, 1.0),
                )
            )
        previous = current
    return previous[-1]


def _swap(a: str, b: str, table: SoundTable) -> float:
    if a == b:
        return 0.0
    if a in table.weak and b in table.weak:
        return table.weak_pair
    return table.confused.get(a + b if a < b else b + a, table.other_pair)
