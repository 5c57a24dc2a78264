"""Makes a quote of a report: its span, kind and verbatim pieces, and whether the words in marks can be the speaker's own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from averral.extraction.cues import Cue
from averral.extraction.endings import LONG_MARK
from averral.extraction.reading import Reading
from averral.extraction.report import Report
from averral.extraction.scene import Scene
from averral.language.normalise import Word
from averral.model import Quote, QuoteKind, Span, Speaker

#: Signs that belong to the number before them.
_SIGNS = re.compile(r"\s?[%٪€$£₺₽]")

#: The mark that closes a name, with the space that some typographies set before it.
_CLOSING = re.compile(r"[ \u00a0\u202f]?[\"”»“’']")

_TATWEEL = "ـ"
#: Characters of a pair of marks, with the spaces that some typographies set inside.
_BOTH_MARKS = 4


def is_retold(scene: Scene, report: Report) -> bool:
    """Whether marks behind a complementizer hold a paraphrase: the speaker is "he" in his own words."""
    index = report.content[0]
    if scene.has_pronoun_complementizer(index - 1):
        return True
    words = _words_of(scene, index)
    if not words:
        return False
    if scene.lexicon.speech.content_first and _is_nominal(scene, words[-1].key):
        return True
    follows = any(scene.complementizer(index - back) == index for back in (1, 2))
    bare = report.cue is not None and report.cue[1] == index
    return (follows or bare) and _speaks_of_him(scene, [word.key for word in words[:2]])


def _speaks_of_him(scene: Scene, keys: Sequence[str]) -> bool:
    """Whether the first word is "he", "his" or "his country", behind a preposition at most."""
    first, *others = keys
    behind = first in scene.lexicon.openers and first not in scene.lexicon.third_person
    return any(key in scene.lexicon.third_person for key in (others if behind else [first]))


def _is_nominal(scene: Scene, key: str) -> bool:
    """Whether the words end as a noun clause, which nobody says by itself: "“*that it is ready*” he said"."""
    return key.endswith(scene.lexicon.speech.clause_endings or ("\0",))


def content_of(scene: Scene, report: Report) -> tuple[Span, QuoteKind, tuple[Span, ...]]:
    """Span, kind and verbatim pieces of a report."""
    start, end = report.content
    pieces = [token.marked for token in scene.tokens[start:end] if token.marked is not None]
    parts = tuple(marked.inner for marked in pieces)
    if end - start == 1 and pieces and _is_fragment(scene, report):
        first = start - (scene.is_word(start - 1) and scene.key(start - 1) in scene.lexicon.determiners)
        return Span(scene.tokens[first].start, pieces[0].outer.end), QuoteKind.MIXED, parts
    if report.marks:
        exact = [scene.tokens[index].marked for index in report.marks]
        spans = tuple(marked.inner for marked in exact if marked is not None)
        return Span(spans[0].start, spans[-1].end), QuoteKind.DIRECT, spans
    if len(pieces) == 1 and end - start == 1:
        return parts[0], QuoteKind.DIRECT, parts
    whole = scene.span(start, end)
    text = scene.reading.text
    signs = _SIGNS.match(text, whole.end)
    # The mark that closes a name at the end belongs to it.
    closing = _CLOSING.match(text, whole.end) if scene.tokens[end - 1].in_name else None
    closed = len(closing.group()) if closing else 0
    first = whole.start + report.skip
    while report.skip and text[first] == _TATWEEL:
        first += 1
    span = Span(first, signs.end() if signs else whole.end + closed)
    if report.dashed and not parts:
        return span, QuoteKind.DIRECT, (span,)
    return span, QuoteKind.MIXED if parts else QuoteKind.INDIRECT, parts


def _is_fragment(scene: Scene, report: Report) -> bool:
    """Whether the marks hold a part of the reporter's own sentence: called it “a farce”, said that “the ice is thin”."""
    start = report.content[0]
    cue = scene.cue_starts.get(report.cue[0]) if report.cue else None
    if cue is None:
        return False
    if cue.first >= report.content[1]:
        return _is_fragment_ahead(scene, cue, start)
    return scene.is_word(start - 1) and (cue.frame.describes or _is_joined(scene, cue, start))


def _is_fragment_ahead(scene: Scene, cue: Cue, start: int) -> bool:
    """The same where the verb stands last."""
    speech = scene.lexicon.speech
    if not (speech.content_first or speech.object_marker):
        return False
    words = _words_of(scene, start)
    return cue.frame.describes or (speech.content_first and bool(words) and _is_nominal(scene, words[-1].key))


def _is_joined(scene: Scene, cue: Cue, start: int) -> bool:
    """Whether a conjunction or link before the marks at `start`, or the verb itself, makes them a part of its sentence."""
    before, speech = scene.key(start - 1), scene.lexicon.speech
    if scene.complementizer(start - 1) == start or before == speech.complementizer_prefix:
        return speech.mixed_clauses
    words = _words_of(scene, start)
    if before in {link.rstrip("+") for link in cue.frame.links} and len(words) < LONG_MARK:
        return True
    small = bool(words) and scene.reading.text[words[0].start].islower()
    return small and (cue.frame.object or "call" in cue.frame.kinds)


def _words_of(scene: Scene, index: int) -> tuple[Word, ...]:
    marked = scene.tokens[index].marked
    return scene.reading.sentence_words(marked.inner) if marked else ()


def is_verbatim(quote: Quote) -> bool:
    """Whether all that is quoted stands inside one pair of marks, or is direct speech."""
    whole = len(quote.parts) == 1 and len(quote.span) - len(quote.parts[0]) <= _BOTH_MARKS
    return quote.kind is QuoteKind.DIRECT or (quote.kind is QuoteKind.MIXED and whole)


def _without_comma(text: str, span: Span) -> Span:
    """The words without a comma at their end, which only joins them to their attribution: “It fell*,*” she said."""
    end = span.end - (len(span) > 1 and text[span.end - 1] in ",،")
    return Span(span.start, end)


def build(
    reading: Reading,
    span: Span,
    kind: QuoteKind,
    parts: Sequence[Span],
    speaker: Speaker | None,
    cue: Span | None,
    *,
    told: str = "",
    denied: bool = False,
    doubt: bool = False,
) -> Quote:
    """The quote; its id is derived from the document, the span and the kind."""
    document = reading.document.id
    parts = tuple(_without_comma(reading.text, part) for part in parts)
    if kind is QuoteKind.DIRECT:
        span = _without_comma(reading.text, span)
    digest = hashlib.sha256(f"{document}:{span.start}:{span.end}:{kind}".encode()).hexdigest()[:16]
    return Quote(
        id=f"quo_{digest}",
        document_id=document,
        span=span,
        text=span.of(reading.text),
        language=reading.language,
        kind=kind,
        parts=parts,
        cue=cue,
        speaker=speaker,
        told_to=told,
        denied=denied,
        verbatim_doubt=doubt,
    )
