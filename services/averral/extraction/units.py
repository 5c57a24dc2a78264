"""Cuts a reading into units: a sentence, or several where quotation marks bridge them, as a row of tokens.

A stretch inside marks is one token, so that looking for a cue never strays into quoted words; marks that hold a name
("told the «Daily»") dissolve into their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from averral.extraction.cues import Lexicon
from averral.extraction.reading import Reading
from averral.language.marks import Marked
from averral.language.normalise import Word
from averral.model import Span, ZoneKind

_POINT = re.compile(r"[,،;؛:!?؟…—–―()\[\]]|(?<=\s)-+(?=\s)|\n(?=\s*\S)")
_STOP = re.compile(r"[.!?؟…]\s")
#: Digits behind the comma of a figure.
_THOUSANDS = 3
_SENTENCE_FINAL = ".!?؟…۔"
_DASHES = "—–―-"

#: Behind the key of a name that only its spelling tells from a common word.
_NAME_SIGN = "'"
#: Tokens of an attribution inside marks.
LONGEST_ATTRIBUTION = 12

#: A longer row of tokens is no sentence; it is read in pieces, so that a rule never looks further.
LONGEST_UNIT = 500

#: A name in marks is short; longer stretches are speech or slogans.
NAME_WORDS = 4
#: Characters of the helping verb before a word, the space between them included.
LONGEST_AUXILIARY = 8
#: Longer names begin with a capital, where there are any.
SHORT_NAME_WORDS = 4


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    POINT = 1
    MARK = 2


# Not frozen, as making a frozen one takes four times as long and there is one for every word; nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Token:
    """A word, a punctuation character, or everything inside a pair of marks."""

    start: int
    end: int
    key: str
    kind: Kind
    capital: bool = False
    suffix: str = ""
    in_name: bool = False
    """Inside marks that hold a name of something."""
    marked: Marked | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens of one or more sentences that are read together."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    """Counts up with every empty or ended line."""
    depth: int = 0
    """Of the marks that are outermost here: more than 0 inside somebody's own words."""


def find_units(
    reading: Reading, lexicon: Lexicon, within: Span | None = None, depth: int = 0
) -> tuple[Unit, ...]:
    """The units of a document, or of the content of one quote when `within` is given.

    `depth` is the nesting of the marks that count as outermost there.
    """
    held = reading.marked if within is None else reading.marked_in(within)
    marks = [marked for marked in held if marked.depth == depth]
    spans = list(_spans(reading, within))
    units: list[Unit] = []
    spelled = _spelled_names(reading, lexicon)
    paragraph = 0
    used = 0
    names: set[str] = set()
    previous_end = 0
    for span in _bridged(reading, lexicon, spans, marks):
        if "\n" in reading.text[previous_end : span.start]:
            paragraph += 1
        previous_end = span.end
        while used < len(marks) and marks[used].outer.start < span.start:
            used += 1
        first = used
        while used < len(marks) and marks[used].outer.start < span.end:
            used += 1
        tokens = tuple(_tokens(reading, lexicon, span, marks[first:used], names))
        if spelled:
            _set_apart(reading, tokens, spelled)
        pieces = range(0, len(tokens), LONGEST_UNIT)
        units.extend(Unit(span, tokens[piece : piece + LONGEST_UNIT], paragraph, depth) for piece in pieces)
    return tuple(units)


def _spelled_names(reading: Reading, lexicon: Lexicon) -> frozenset[str]:
    """Names that the text spells apart from common words with the same key."""
    rules = (rule.partition(">") for rule in lexicon.speech.spelled_names)
    return frozenset(name for name, _, word in rules if f" {word} " in reading.text)


def _set_apart(reading: Reading, tokens: Sequence[Token], names: frozenset[str]) -> None:
    """Gives a name so spelled a key of its own, so that no rule takes it for the common word."""
    for token in tokens:
        if token.kind is Kind.WORD and reading.text[token.start : token.end] in names:
            token.key += _NAME_SIGN


def _spans(reading: Reading, within: Span | None) -> Iterator[Span]:
    if within is None:
        datelines = {
            zone.span.start: zone.span.end for zone in reading.zones if zone.kind is ZoneKind.DATELINE
        }
        for sentence in reading.sentences:
            start = datelines.get(sentence.start, sentence.start)
            yield Span(start, sentence.end) if start < sentence.end else sentence
        return
    for sentence in reading.sentences_in(within):
        start, end = max(sentence.start, within.start), min(sentence.end, within.end)
        if start < end:
            yield Span(start, end)


def _bridged(
    reading: Reading, lexicon: Lexicon, spans: Sequence[Span], marks: Sequence[Marked]
) -> Iterator[Span]:
    """Joins sentences that a pair of marks spans, and a sentence that goes on after closing marks."""
    index = 0
    current: Span | None = None
    for span in spans:
        while index < len(marks) and marks[index].outer.end <= (current.end if current else span.start):
            index += 1
        bridges = current is not None and (
            (index < len(marks) and marks[index].outer.start < current.end < marks[index].outer.end)
            or _goes_on(reading, lexicon, current, span)
        )
        if current is not None and bridges:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _goes_on(reading: Reading, lexicon: Lexicon, current: Span, following: Span) -> bool:
    """Whether «…?» is followed by its attribution, which begins with a small letter, a verb of speech or a dash."""
    text = reading.text
    if "\n" in text[current.end : following.start] or text[current.end - 1] not in "”»\"'’“!?؟":
        return False
    first = text[following.start]
    if not lexicon.speech.cased and text[current.end - 1 : current.end] in tuple("”»\"'’“"):
        word = reading.words_from(following.start)
        asked = text[current.end - 2] in "!?؟"
        return asked and word is not None and bool(lexicon.cues.at((word,), 0)[1])
    return first.islower() or (
        first in _DASHES and text[following.start + 1 : following.start + 3].strip()[:1].isalpha()
    )


def _tokens(
    reading: Reading, lexicon: Lexicon, span: Span, marks: Sequence[Marked], names: set[str]
) -> Iterator[Token]:
    """The tokens of a unit; `names` gathers what stood in marks as a name, for it is one in later units too."""
    position = span.start
    before: Word | None = None
    for marked in marks:
        between = Span(position, marked.outer.start)
        yield from _plain(reading, between)
        before = (reading.sentence_words(between) or (before,))[-1]
        written = marked.inner.of(reading.text)
        if written in names or _is_name(reading, lexicon, marked, before):
            names.add(written)
            yield from _plain(reading, marked.outer, in_name=True)
        elif (pieces := _interrupted(reading, lexicon, marked)) is not None:
            yield from pieces
            before = None
        else:
            yield Token(marked.outer.start, marked.outer.end, "", Kind.MARK, marked=marked)
            before = None
        position = marked.outer.end
    yield from _plain(reading, Span(min(position, span.end), span.end))


def _plain(reading: Reading, span: Span, *, in_name: bool = False) -> Iterator[Token]:
    position = span.start
    for word in reading.sentence_words(span):
        if reading.text[position : word.start] not in ("", " "):
            yield from _points(reading.text, position, word.start)
        end = min(span.end, word.end)
        yield Token(
            word.start, end, word.key, Kind.WORD, reading.text[word.start].isupper(), word.suffix, in_name
        )
        position = end
    yield from _points(reading.text, position, span.end)


def _points(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _POINT.finditer(text, start, end):
        if not _is_in_figure(text, match.start()):
            yield Token(match.start(), match.end(), _plain_point(match.group()), Kind.POINT)


def _is_in_figure(text: str, at: int) -> bool:
    """Whether a comma parts thousands, or a colon hours: "8,000", "19:30"."""
    before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 4]
    hours = text[at] == ":" and behind[:2].isdecimal()
    thousands = text[at] in ",،" and len(behind) == _THOUSANDS and behind.isdecimal()
    return before.isdecimal() and (hours or thousands)


def _plain_point(character: str) -> str:
    if character[0] in _DASHES:
        return "-"
    return {"،": ",", "؛": ";", "؟": "?"}.get(character, character)


def _interrupted(reading: Reading, lexicon: Lexicon, marked: Marked) -> list[Token] | None:
    """The tokens of marks that hold an attribution too: «We are ready, said the envoy, to talk».

    None if there is none. The two pieces of speech become marked tokens of their own.
    """
    signs = lexicon.speech.interrupts
    if not signs:
        return None
    tokens = list(_plain(reading, marked.inner))
    points = [i for i, token in enumerate(tokens) if token.kind is Kind.POINT and token.key in signs]
    for first, point in enumerate(points):
        if not point > 0 or not _attributes(lexicon, tokens, point + 1):
            continue
        comma = points[first + 1] if first + 1 < len(points) else len(tokens)
        stop = _sentence_end(reading, tokens, point + 1)
        # "… , says Ali, 34. We" ends with the sentence, "…, says Ali, but not at any price." with the comma.
        closing = stop if stop and not _resumes(lexicon, tokens, comma, stop) else comma
        if closing - point > LONGEST_ATTRIBUTION:
            continue
        head = _piece(reading, marked, marked.inner.start, _before(tokens, point))
        after = closing + (closing < len(tokens) and tokens[closing].kind is Kind.POINT)
        rest = tokens[after].start if after < len(tokens) else marked.inner.end
        tail = _piece(reading, marked, rest, marked.inner.end)
        return [*head, *tokens[point:after], *tail]
    return None


def _sentence_end(reading: Reading, tokens: Sequence[Token], start: int) -> int:
    """Index of the first token of the next sentence, if one begins soon after `start`; 0 otherwise."""
    for index in range(start, min(start + LONGEST_ATTRIBUTION, len(tokens) - 1)):
        if _STOP.search(reading.text, tokens[index].end, tokens[index + 1].start):
            return index + 1
    return 0


def _resumes(lexicon: Lexicon, tokens: Sequence[Token], comma: int, stop: int) -> bool:
    """Whether the speech goes on behind the comma, so that it cannot be an apposition up to the stop."""
    if comma >= stop:
        return False
    first = tokens[comma + 1]
    words = (
        lexicon.clause_breaks,
        lexicon.coordinators,
        lexicon.pronouns,
        lexicon.negations,
        lexicon.openers,
    )
    return any(first.key in each for each in words)


def _before(tokens: Sequence[Token], point: int) -> int:
    """End of the words before the points at `point`."""
    while point > 0 and tokens[point - 1].kind is Kind.POINT and tokens[point - 1].key == ",":
        point -= 1
    return tokens[point - 1].end


def _attributes(lexicon: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """Whether a cue stands here, behind auxiliaries at most, with somebody after it or a pronoun before it."""
    pronoun = False
    while index < len(tokens) and (
        tokens[index].key in lexicon.auxiliaries or tokens[index].key in lexicon.pronouns
    ):
        pronoun = pronoun or tokens[index].key in lexicon.pronouns
        index += 1
    if index >= len(tokens) or not lexicon.is_cue_word(tokens[index].key):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    named = following is not None and (
        following.capital
        or any(following.key in words for words in (lexicon.determiners, lexicon.pronouns, lexicon.roles))
    )
    return pronoun or named


def _piece(reading: Reading, marked: Marked, start: int, end: int) -> list[Token]:
    stripped = reading.text[start:end].strip()
    if not stripped:
        return []
    start = reading.text.index(stripped[0], start)
    inner = Span(start, start + len(stripped))
    return [Token(start, inner.end, "", Kind.MARK, marked=Marked(inner, inner, marked.depth, marked.closed))]


def _is_name(reading: Reading, lexicon: Lexicon, marked: Marked, before: Word | None) -> bool:
    """Whether the marks hold a name or title and no speech."""
    inner = reading.sentence_words(marked.inner)
    if not inner or len(inner) > 2 * NAME_WORDS:
        return not inner
    if reading.text[marked.inner.end - 1] in _SENTENCE_FINAL + ",":
        return False
    gap = reading.text[before.end : marked.outer.start] if before else ""
    if lexicon.speech.cased and len(inner) > SHORT_NAME_WORDS and reading.text[marked.inner.start].islower():
        return False
    if _is_announced_name(reading, lexicon, marked, len(inner), before, gap):
        return True
    return len(inner) <= NAME_WORDS and (
        (_is_group(lexicon, inner, before) and ":" not in gap)
        or _is_outlet(reading, marked)
        or _is_titled(reading, lexicon, inner, before, gap)
    )


def _is_group(lexicon: Lexicon, inner: Sequence[Word], before: Word | None) -> bool:
    """Whether the marks hold "forces of the north": without capitals the first word alone tells a name."""
    if lexicon.speech.cased or len(inner) == 1 or before is None or lexicon.is_cue_word(before.key):
        return False
    return any(form in lexicon.naming for form in lexicon.bare_forms(inner[0].key))


def _is_announced_name(
    reading: Reading, lexicon: Lexicon, marked: Marked, size: int, before: Word | None, gap: str
) -> bool:
    """Whether a naming noun stands right beside the marks: "the newspaper «…»"."""
    if before is not None and not gap.strip(" \u00a0\u0640"):
        if before.key in lexicon.naming:
            return not _tells(reading, lexicon, before)
        if any(form in lexicon.hearer_nouns for form in lexicon.attached_forms(before.key)):
            return size <= NAME_WORDS
        if size <= NAME_WORDS and before.key in lexicon.naming_links:
            return True
    after = reading.words_from(marked.outer.end) if lexicon.speech.naming_follows else None
    if after is None or after.start - marked.outer.end > 1 or after.key not in lexicon.naming:
        return False
    # "«…» *denilen* örgüt" names it, "«…» *denilen açıklama*" is speech.
    beyond = reading.words_from(after.end)
    return beyond is None or lexicon.cues.at((after, beyond), 0)[0] < 2  # noqa: PLR2004


def _tells(reading: Reading, lexicon: Lexicon, word: Word) -> bool:
    """Whether a word that may announce a name is a verb of speech here: "s'est dit «…»"."""
    if not lexicon.is_cue_word(word.key):
        return False
    earlier = reading.sentence_words(Span(max(0, word.start - LONGEST_AUXILIARY), word.start))
    return bool(earlier) and any(
        earlier[-1].key in words for words in (lexicon.auxiliaries, lexicon.pronouns)
    )


def _is_outlet(reading: Reading, marked: Marked) -> bool:
    return any(
        entity.span.covers(marked.inner) and entity.kind in ("agency", "outlet")
        for entity in reading.entities_in(marked.inner)
    )


def _is_titled(
    reading: Reading, lexicon: Lexicon, inner: Sequence[Word], before: Word | None, gap: str
) -> bool:
    """Whether every word has a capital, as in names and titles, and nothing announces speech."""
    if not lexicon.speech.cased or ":" in gap or before is None or "," in gap:
        return False
    capitals = sum(
        reading.text[word.start].isupper() or (0 < place < len(inner) - 1 and _joins(lexicon, word.key))
        for place, word in enumerate(inner)
    )
    first_is_only = len(inner) == 1 and not lexicon.is_cue_word(before.key)
    return (len(inner) > 1 and capitals == len(inner)) or (first_is_only and capitals == 1)


def _joins(lexicon: Lexicon, key: str) -> bool:
    """Whether a small word may stand inside a title: "Commander *in* Chief", "the Bridge *of* Sighs"."""
    words = (lexicon.openers, lexicon.determiners, lexicon.name_links, lexicon.coordinators)
    return not lexicon.speech.noun_capitals and any(key in each for each in words)
