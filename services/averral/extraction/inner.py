"""Sentences inside quotations, which belong to one sentence of the text: «The talks failed. We are leaving,» he said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from averral.extraction.reading import Reading
from averral.language.sentences import split
from averral.model import Quote, QuoteKind, Span

#: Where a sentence may end inside marks.
_END = re.compile(r"[.!?؟…]\s")


def inner_sentences(reading: Reading, sentence: Span, quotes: Sequence[Quote]) -> Iterator[Span]:
    """The sentence cut where sentences end inside the verbatim words of its quotations."""
    cuts = {sentence.start, sentence.end}
    for quote in quotes:
        start, end = max(sentence.start, quote.span.start), min(sentence.end, quote.span.end)
        if quote.kind is QuoteKind.INDIRECT or not _END.search(reading.text, start, end):
            continue
        inside = split(reading.text, reading.language, [Span(start, end)])
        cuts.update(each.start for each in inside[1:])
    for start, end in pairwise(sorted(cuts)):
        yield Span(start, end)
