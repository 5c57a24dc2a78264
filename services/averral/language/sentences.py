"""Splits text into sentences: sentencex, with what news copy needs on top of it.

The layer adds blocks (a line is a unit unless it is softly wrapped), acronyms and ellipses that end nothing, titles and
abbreviations by table, and bounded pieces, since the splitter's own cost grows with the square of the marks in a piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

from averral.language import tables, zones
from averral.language.normalise import HEBREW_SPELLING
from averral.model import Span

#: Code points handed to the splitter at once; longer blocks are cut at a space.
_PIECE = 8_000
#: A line shorter than this, or a continuation shorter than the next, is a heading and not a wrapped line.
_WRAPPED_WORDS = 15
_CONTINUED_WORDS = 8

_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?؟…۔:؛;][\s\"“”»«')\]]*$")
_ACRONYM = re.compile(r"(?<!\w)(?:\w\.){2,}")
_ACRONYM_END = re.compile(r"_(?=\s+[A-ZА-ЯÀ-ÝІЇЄҐİŞÇĞÖÜ])")
_LAST_WORD = re.compile(r"([^\s«\"“”(\[’']+)\.$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.$")
_LIST_NUMBER = re.compile(r"\s*\d{1,3}\.")
#: The point of a decimal, in digits of any script.
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
#: Letters of an abbreviation, which the splitter takes for quotation marks.
_INNER_MARK = re.compile(HEBREW_SPELLING)
_NEXT_LETTER = re.compile(r"\s*[^\w]*(\w)")
#: Stands in for dots that end nothing; same length, so offsets hold.
_LEADER = "\u2025"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Schema of section `sentences`; words without their full stop."""

    titles: tuple[str, ...] = ()
    """Always followed by a name: Dr, M, د."""
    abbreviations: tuple[str, ...] = ()
    """End a sentence only if the next word has a capital: г, etc, vb."""
    proclitics: tuple[str, ...] = ()
    """Letters written onto the front of a title: و, ب."""
    ordinal_dot: bool = False
    """A number and a full stop is an ordinal: 15. madde, 5. Mai."""
    acronym_may_end: bool = True
    """U.S. before a capital may end a sentence."""
    splitter: str = ""
    """Code that the splitter knows the language by, if it is another."""


tables.register("sentences", Sentences)


def split(text: str, language: str, spans: Sequence[Span] | None = None) -> tuple[Span, ...]:
    """Sentences in order, trimmed of white space; with `spans` (zones) only inside each of them, never across."""
    table = tables.section(language, "sentences", Sentences)
    code = table.splitter or language.partition("-")[0]
    whole = (Span(0, len(text)),) if spans is None else spans
    pieces = (
        piece for span in whole for block in _blocks(text, span, language) for piece in _pieces(text, block)
    )
    return tuple(sentence for piece in pieces for sentence in _sentences(text, piece, code, table))


def _blocks(text: str, span: Span, language: str) -> Iterator[Span]:
    """Lines, softly wrapped ones joined: a long line without an end mark runs on into a next long one."""
    block: Span | None = None
    last = ""
    for match in _LINE.finditer(text, span.start, span.end):
        line = match.group().strip()
        if not line:
            continue
        if block and _runs_on(text[block.end : match.start()], last, line, language):
            block = Span(block.start, match.end())
        else:
            if block:
                yield block
            block = Span(match.start(), match.end())
        last = line
    if block:
        yield block


def _runs_on(gap: str, last: str, line: str, language: str) -> bool:
    return (
        gap.count("\n") == 1
        and not _ENDED.search(last[-8:])
        and len(last.split(None, _WRAPPED_WORDS)) >= _WRAPPED_WORDS
        and len(line.split(None, _CONTINUED_WORDS)) >= _CONTINUED_WORDS
        and not zones.is_boilerplate_line(line, language)
    )


def _pieces(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    while block.end - start > _PIECE:
        cut = max(text.rfind(" ", start + _PIECE // 2, start + _PIECE), start + _PIECE // 2)
        yield Span(start, cut)
        start = cut
    yield Span(start, block.end)


def _sentences(text: str, piece: Span, code: str, table: Sentences) -> Iterator[Span]:
    original = piece.of(text)
    for start, end in _merged(original, _boundaries(_masked(original, table), code), table):
        sentence = original[start:end]
        stripped = sentence.strip()
        if stripped:
            first = piece.start + start + len(sentence) - len(sentence.lstrip())
            yield Span(first, first + len(stripped))


def _boundaries(text: str, code: str) -> Iterator[tuple[int, int]]:
    return ((found["start_index"], found["end_index"]) for found in get_sentence_boundaries(code, text))


def _masked(text: str, table: Sentences) -> str:
    """Same length, without line breaks, marks inside abbreviations and the dots that end nothing."""
    masked = _INNER_MARK.sub("_", text.replace("\n", " "))
    masked = _DECIMAL.sub("_", masked)
    masked = _ACRONYM.sub(lambda match: match.group().replace(".", "_"), masked)
    if table.acronym_may_end:
        masked = _ACRONYM_END.sub(".", masked)
    return masked.replace("..", _LEADER * 2)


def _merged(text: str, found: Iterable[tuple[int, int]], table: Sentences) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and _is_no_end(text[merged[-1][0] : start].rstrip()[-40:], text[start : start + 20], table):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _is_no_end(before: str, after: str, table: Sentences) -> bool:
    """Whether the full stop at the end of `before` belongs to a title, an abbreviation or an ordinal."""
    if _LIST_NUMBER.fullmatch(before):
        return True
    match = _NEXT_LETTER.match(after)
    capital = bool(match) and match.group(1).isupper() if match else True
    if table.ordinal_dot and not capital and _ORDINAL.search(before):
        return True
    last = _LAST_WORD.search(before)
    word = last.group(1) if last else ""
    bare = word.lstrip("".join(table.proclitics))
    if word and (word in table.titles or bare in table.titles):
        return True
    return bool(word) and word in table.abbreviations and not capital
