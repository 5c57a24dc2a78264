"""The lines of a plain-text article as units: where each stands, how long it is, whether it reads like a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from averral.language.normalise import key
from averral.model import Span

#: Words counted at most: longer lines are running text whatever they say.
_WORDS_COUNTED = 60
#: Code points of a line whose words are compared with phrases.
_KEY_LENGTH = 300
#: Columns between which an editor breaks lines, and how full a broken line is.
_NARROWEST, _WIDEST, _FULL = 40, 130, 0.7

_LINE = re.compile(r"[^\n]+")
_STOPPED = re.compile(r"[.。۔…][\s\"“”»«')\]]*$")
_ASKED = re.compile(r"[?!؟][\s\"“”»«')\]]*$")
_PUNCTUATION = re.compile(r"[^\w\s]+|_")


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the page: a line, or a paragraph broken at the right margin."""

    span: Span
    text: str
    words: int
    """At most 60 are counted."""
    key: str
    """Comparison key of the first 300 code points."""
    bare: str
    """The key without punctuation and digits."""
    is_adjacent: bool
    """Whether no empty line stands before it."""

    @property
    def is_stopped(self) -> bool:
        """Whether it ends like a statement."""
        return bool(_STOPPED.search(self.text[-12:]))

    @property
    def is_asked(self) -> bool:
        """Whether it ends like a question or a call."""
        return bool(_ASKED.search(self.text[-12:]))


def find_lines(text: str) -> tuple[Line, ...]:
    """The units of `text` that hold anything, in order."""
    return tuple(
        _line(text, span, is_adjacent=index > 0)
        for group in _groups(text)
        for index, span in enumerate(_units(text, group))
    )


def _groups(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no empty line between them."""
    group: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        if group and text.count("\n", end, match.start()) > 1:
            yield group
            group = []
        start = match.start() + match.group().index(stripped[0])
        group.append(Span(start, start + len(stripped)))
        end = match.end()
    if group:
        yield group


def _units(text: str, group: list[Span]) -> Iterator[Span]:
    if _is_wrapped(text, group):
        yield Span(group[0].start, group[-1].end)
    else:
        yield from group


def _is_wrapped(text: str, group: list[Span]) -> bool:
    """Whether the lines are one paragraph broken at a margin: all but the last full, and running on."""
    if len(group) < 2:  # noqa: PLR2004
        return False
    widest = max(map(len, group))
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    if any(len(line) < _FULL * widest for line in group[:-1]):
        return False
    running = sum(not _STOPPED.search(text[line.end - 12 : line.end]) for line in group[:-1])
    lowered = sum(text[line.start].islower() for line in group[1:])
    cased = any(text[line.start].isupper() for line in group)
    return 2 * running > len(group) - 1 and (2 * lowered > len(group) - 1 if cased else len(group) > 3)  # noqa: PLR2004


def _line(text: str, span: Span, *, is_adjacent: bool) -> Line:
    words = len(
        text[span.start : min(span.end, span.start + 20 * _WORDS_COUNTED)].split(None, _WORDS_COUNTED)
    )
    folded = key(text[span.start : min(span.end, span.start + _KEY_LENGTH)])
    bare = " ".join(word for word in _PUNCTUATION.sub(" ", folded).split() if not word.isdecimal())
    return Line(span, span.of(text), words, folded, bare, is_adjacent)
