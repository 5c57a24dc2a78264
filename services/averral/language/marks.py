"""Pairs quotation marks of all styles, also where typesetting has swapped, mixed or lost them.

A mark opens or closes by what stands beside it (space, letter, punctuation) before what it looks like, because in
Arabic news the shapes are interchanged freely. One pass per paragraph; a mark left open ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from averral.language.normalise import HEBREW_SPELLING
from averral.model import Span

#: Invisible characters passed over to see what stands beside a mark.
_SKIPPED = 3

#: Paragraphs without marks of their own that may lie inside one pair.
LONGEST_BRIDGE = 4

#: Deeper nesting is typesetting gone wrong; further opening marks are then read as text.
MAX_DEPTH = 4

_OPENING = "“„‟«‹‘‚‛「『"
_CLOSING = "”»›’」』"
_FAMILY = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "＂", "״", "''", "‘‘", "’’", ",,", "``"], "double"),
    **dict.fromkeys(["«", "»", "<<", ">>"], "angle"),
    **dict.fromkeys(["‹", "›"], "single angle"),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], "single"),
    **dict.fromkeys(["「", "」"], "corner"),
    **dict.fromkeys(["『", "』"], "white corner"),
}
_LOOKS_OPEN = frozenset([*_OPENING, "‘‘", ",,", "``", "<<"])
_LOOKS_CLOSED = frozenset([*_CLOSING, "’’", ">>"])
_MARK = re.compile(r"''|‘‘|’’|``|,,(?=\w)|<<|>>|[“”„‟\"＂״«»‹›‘’‚‛'「」『』]")

_BEFORE_OPENING = " \t\n\r\u00a0\u202f\u2009([{—–-:/؛،,"
_AFTER_CLOSING = " \t\n\r\u00a0\u202f\u2009)]}—–-:/.,;!?،؛؟…۔"
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
# A line that ends a sentence, or an empty line, ends the paragraph; other line ends are soft wraps.
_PARAGRAPH_END = re.compile(r"\n[ \t\r\u00a0]*(?=\n)|(?<=[.!?؟…۔”»\"'’])[ \t\r\u00a0]{0,8}\n")
#: The marks inside Hebrew abbreviations are letters.
_HEBREW_SPELLING = re.compile(HEBREW_SPELLING)
_SENTENCE_END = re.compile(r"[.!?؟…۔](?=\s)")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words inside quotation marks."""

    inner: Span
    """Without the marks, trimmed of spaces."""
    outer: Span
    """With the marks."""
    depth: int
    """0 for the outermost marks, at most `MAX_DEPTH` - 1."""
    closed: bool
    """False where the closing mark is missing: the paragraph's end stands in for it."""


class _Side(IntEnum):
    """What the characters beside a mark say."""

    UNCLEAR = 0
    OPENS = 1
    CLOSES = 2


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str
    looks: _Side
    side: _Side
    weak: bool
    """A closing apostrophe that may as well be a plural possessive."""


@dataclass(slots=True)
class _Open:
    mark: _Mark
    depth: int


def find_marked(text: str, span: Span) -> tuple[Marked, ...]:
    """The marked passages inside `span`, by start; nested ones follow the passage that holds them."""
    found: list[Marked] = []
    waiting: list[Span] = []
    is_open = False
    for paragraph in _paragraphs(text, span):
        closer = _lone_closer(text, paragraph) if is_open and len(waiting) < LONGEST_BRIDGE else None
        if closer is not None:
            last = Span(paragraph.start, closer.end)
            found += _carried(text, [*waiting, last], closer.start)
        marked = list(_pair(text, paragraph))
        if is_open and closer is None and not marked:
            waiting.append(paragraph)
            continue
        waiting, is_open = [], bool(marked) and _breaks_off(text, marked[-1], paragraph)
        found += marked
    return tuple(sorted(found, key=lambda marked: (marked.outer.start, -marked.outer.end)))


def _breaks_off(text: str, last: Marked, paragraph: Span) -> bool:
    """Whether outermost marks are still open where the paragraph ends."""
    return not last.closed and not last.depth and not text[last.inner.end : paragraph.end].strip()


def _lone_closer(text: str, paragraph: Span) -> _Mark | None:
    """A closing mark that no mark of its paragraph opens: it closes those of an earlier one."""
    first = next(iter(_marks(text, paragraph)), None)
    if first is None or first.family == "single" or first.side is not _Side.CLOSES:
        return None
    return first if text[paragraph.start : first.start].strip() else None


def _carried(text: str, paragraphs: list[Span], end: int) -> Iterator[Marked]:
    """What paragraphs without opening marks hold of the words that an earlier one opened."""
    for paragraph in paragraphs:
        is_last = paragraph.end > end
        inner = _trimmed(text, paragraph.start, end if is_last else paragraph.end)
        if inner is not None:
            yield Marked(inner, Span(inner.start, paragraph.end if is_last else inner.end), 0, closed=is_last)


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _PARAGRAPH_END.finditer(text, span.start, span.end):
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, span.end)


def _pair(text: str, paragraph: Span) -> Iterator[Marked]:
    marks = _marks(text, paragraph)
    closers = _closers_left(marks)
    stack: list[_Open] = []
    for index, mark in enumerate(marks):
        opener = _opener(stack, mark, closers[index])
        if _closes(mark, opener is not None, closers[index]):
            if opener is not None:
                yield from _close(text, stack, opener, mark)
        elif _opens(mark, stack, closers[index]):
            if opener is not None and closers[index].get(mark.family, 0) < 1 + _depth_of(stack, mark.family):
                stack.remove(opener)
                yield from _unclosed(text, opener, _last_sentence_end(text, opener.mark.end, mark.start))
            stack.append(_Open(mark, len(stack)))
    for opener in stack:
        yield from _unclosed(text, opener, paragraph.end)


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        shape = match.group()
        before, after = _beside(text, match.start(), match.end(), paragraph)
        if _is_spelling(shape, before, after) or _HEBREW_SPELLING.match(text, match.start()):
            continue
        side = _side(before, after)
        weak = shape in "'’" and before == "s" and side is _Side.CLOSES and after.isspace()
        marks.append(_Mark(match.start(), match.end(), _FAMILY[shape], _looks(shape), side, weak))
    return marks


def _looks(shape: str) -> _Side:
    if shape in _LOOKS_OPEN:
        return _Side.OPENS
    return _Side.CLOSES if shape in _LOOKS_CLOSED else _Side.UNCLEAR


def _beside(text: str, start: int, end: int, paragraph: Span) -> tuple[str, str]:
    """The visible characters before and after, a space at the paragraph's edges."""
    before, after = start - 1, end
    while before >= paragraph.start and start - before <= _SKIPPED and text[before] in _INVISIBLE:
        before -= 1
    while after < paragraph.end and after - end < _SKIPPED and text[after] in _INVISIBLE:
        after += 1
    left = text[before] if before >= paragraph.start else " "
    return left, text[after] if after < paragraph.end else " "


def _is_spelling(shape: str, before: str, after: str) -> bool:
    """Apostrophes (don't, l'accord, Ankara'da, '90s) are letters."""
    if shape in "'’‘‛" and before.isalnum() and after.isalnum():
        return True
    return shape in "'’" and not before.isalnum() and after.isdigit()


def _side(before: str, after: str) -> _Side:
    left = before in _BEFORE_OPENING or before in _FAMILY
    right = after in _AFTER_CLOSING or after in _FAMILY
    if left == right:
        return _Side.UNCLEAR
    return _Side.OPENS if left else _Side.CLOSES


def _closers_left(marks: list[_Mark]) -> list[dict[str, int]]:
    """For each mark, how many marks after it may close, per family, with `strong single` counted up to the next opener."""
    left: dict[str, int] = {}
    result = []
    for mark in reversed(marks):
        result.append(dict(left))
        if mark.side is not _Side.OPENS:
            left[mark.family] = left.get(mark.family, 0) + 1
            if mark.family == "single" and not mark.weak:
                left["strong single"] = left.get("strong single", 0) + 1
        elif mark.family == "single":
            left["strong single"] = 0
    return result[::-1]


def _opener(stack: list[_Open], mark: _Mark, closers: dict[str, int]) -> _Open | None:
    """The innermost open mark that this one could close: of its family, else one whose own closing mark is lacking."""
    for opener in reversed(stack):
        if opener.mark.family == mark.family:
            return opener
    if mark.side is _Side.CLOSES and mark.family != "single":
        for opener in reversed(stack):
            if opener.mark.family != "single" and not closers.get(opener.mark.family, 0):
                return opener
    return None


def _depth_of(stack: list[_Open], family: str) -> int:
    return sum(opener.mark.family == family for opener in stack)


def _closes(mark: _Mark, is_open: bool, closers: dict[str, int]) -> bool:  # noqa: FBT001
    if mark.side is _Side.CLOSES:
        return not (mark.weak and closers.get("strong single", 0))
    if mark.side is _Side.OPENS:
        return is_open and mark.looks is _Side.CLOSES
    return is_open and mark.looks is not _Side.OPENS


def _opens(mark: _Mark, stack: list[_Open], closers: dict[str, int]) -> bool:
    if len(stack) >= MAX_DEPTH:
        return False
    # A lone single mark is far more often an apostrophe or a transliterated letter than a quotation.
    return mark.family != "single" or (mark.side is _Side.OPENS and closers.get("single", 0) > 0)


def _close(text: str, stack: list[_Open], opener: _Open, mark: _Mark) -> Iterator[Marked]:
    while stack[-1] is not opener:
        yield from _unclosed(text, stack.pop(), mark.start)
    stack.pop()
    inner = _trimmed(text, opener.mark.end, mark.start)
    if inner is not None:
        yield Marked(inner, Span(opener.mark.start, mark.end), opener.depth, closed=True)


def _unclosed(text: str, opener: _Open, end: int) -> Iterator[Marked]:
    inner = _trimmed(text, opener.mark.end, end)
    if inner is not None and opener.mark.family != "single":
        yield Marked(inner, Span(opener.mark.start, inner.end), opener.depth, closed=False)


def _last_sentence_end(text: str, start: int, end: int) -> int:
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    return ends[-1] if ends else end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))
