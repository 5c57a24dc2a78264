"""Takes the letters off Arabic and Hebrew words that are words of their own: and, in, to, from, the, that.

"And in Jerusalem" is one written word in both languages. Which first letters are such words and which belong to the
stem only a dictionary knows: a prefix is cut off where the rest is a known word and the whole is none. Known are the
words of the training text that simplemma's dictionaries list. They become one pattern, a trie written as a regular
expression, so that the tokenizer file needs nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Script:
    """How one language writes its proclitics."""

    letters: str
    """Character class of the script, after folding."""
    prefix: str
    """Pattern of all prefixes; matches the empty string too."""
    shortest: int
    """Letters that a stem has at least."""
    article: str = ""
    """What is cut by a rule of its own; a word that begins with it is left to that rule."""
    neighbours: tuple[str, ...] = ()
    """Languages of the same script without these proclitics: their words stay whole."""


SCRIPTS = {
    "ar": Script("\u0621-\u064a\u0671-\u06d3", "[وف]?[بلكس]?", 3, "[وف]?(?:[بك]?ال|لل)", ("fa",)),
    "he": Script("\u05d0-\u05ea", "ו?(?:כש|ש|מש|לכש)?[בלמכ]?ה?", 2),
}
#: Prefixes have up to this many letters.
LONGEST_PREFIX = 4
#: A word of a neighbouring language that no dictionary lists counts as known from this many times on.
OFTEN = 4


def pattern(
    language: str, words: Iterable[str], dictionary: dict[str, str], fold: Fold, whole: set[str]
) -> str:
    """The regular expression that matches a proclitic before a known stem; `whole` are words never to be cut."""
    script = SCRIPTS[language]
    known = {fold(form) for form in (*dictionary, *dictionary.values())} - _composed(script, dictionary, fold)
    stems = set(whole)
    for word in words:
        stems |= {word} if word in known else _stems(script, word, known)
    listed = trie(sorted(word for word in stems if len(word) >= script.shortest))
    not_article = f"(?!{script.article})" if script.article else ""
    end = f"(?![{script.letters}])"
    return (
        f"(?<stem>{listed}){{0}}(?<![{script.letters}])(?!\\g<stem>{end}){not_article}"
        f"(?:{script.prefix})(?=\\g<stem>{end})"
    )


def trie(words: Iterable[str]) -> str:
    """A regular expression for the words, whose choices never share a first letter: matching one is linear."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _written(root)


def _written(node: dict[str, Any]) -> str:
    choices = [re.escape(letter) + _written(after) for letter, after in sorted(node.items()) if letter]
    if not choices:
        return ""
    return f"(?:{'|'.join(choices)})" + ("?" if "" in node else "")


def _stems(script: Script, word: str, known: set[str]) -> set[str]:
    bare = re.sub(f"^{script.article}", "", word) if script.article else word
    if bare != word:
        return {bare} & known
    return {word[cut:] for cut in _cuts(script, word)} & known


def _cuts(script: Script, word: str) -> list[int]:
    last = min(LONGEST_PREFIX, len(word) - script.shortest)
    return [cut for cut in range(1, last + 1) if re.fullmatch(script.prefix, word[:cut])]


def _composed(script: Script, dictionary: dict[str, str], fold: Fold) -> set[str]:
    """Listed forms that hold a proclitic themselves: the rest is listed too, with the same lemma."""
    lemmas = {fold(form): fold(lemma) for form, lemma in dictionary.items()}
    known = {*lemmas, *lemmas.values()}

    def lemma(word: str) -> str:
        return lemmas.get(word, word)

    return {
        word
        for word in known
        if word
        and lemma(word) != word
        and any(word[cut:] in known and lemma(word[cut:]) == lemma(word) for cut in _cuts(script, word))
    }
