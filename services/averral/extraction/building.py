"""Makes a quote of a report: its span, kind and verbatim pieces, and whether the words in marks can be the speaker's own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from averral.extraction.reading import Reading
from averral.extraction.report import Report
from averral.extraction.scene import Scene
from averral.model import Quote, QuoteKind, Span, Speaker

#: Signs that belong to the number before them.
_SIGNS = re.compile(r"\s?[%٪€$£₺₽]")

_TATWEEL = "ـ"


def is_retold(scene: Scene, report: Report) -> bool:
    """Whether marks behind a complementizer hold a paraphrase: the speaker is "he" in his own words."""
    index = report.content[0]
    if scene.has_pronoun_complementizer(index - 1):
        return True
    marked = scene.tokens[index].marked
    words = scene.reading.sentence_words(marked.inner) if marked else ()
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
    partly = scene.lexicon.speech.mixed_clauses and scene.complementizer(start - 1) == start
    if partly and len(report.marks) == 1:
        return scene.span(start, end), QuoteKind.MIXED, parts
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
    closed = scene.tokens[end - 1].in_name and text[whole.end : whole.end + 1] in tuple("\"”»“’'")
    first = whole.start + report.skip
    while report.skip and text[first] == _TATWEEL:
        first += 1
    span = Span(first, signs.end() if signs else whole.end + closed)
    if report.dashed and not parts:
        return span, QuoteKind.DIRECT, (span,)
    return span, QuoteKind.MIXED if parts else QuoteKind.INDIRECT, parts


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
