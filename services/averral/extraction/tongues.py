"""Texts in several languages: a statement in Arabic inside an English report is read as Arabic.

Told by script, line by line, so that no name or title in foreign letters is taken for a passage. Lines of two languages that
share a script are read as the one that most of the text is in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from averral.language import tables
from averral.language.identify import identify
from averral.model import Claim, Quote, Span

#: Letters from which a line is a passage, and the share of them that must be of one script.
FEWEST, ALMOST_ALL = 40, 0.8
#: Passages looked at; a text of more is no report.
MOST = 100

_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
}
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Passages:
    """Lines in one language."""

    language: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What was found in a text, or in its passages in one language."""

    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    passages: tuple[Span, ...] = ()


def foreign(text: str) -> tuple[Passages, ...]:
    """The lines in another script than the text's own, by language; only languages that are read."""
    counts = {span: count for span in _lines(text) if (count := _letters(text[span.start : span.end]))}
    whole: Counter[str] = Counter()
    for count in counts.values():
        whole.update(count)
    if len(whole) < 2:  # noqa: PLR2004 - one script, as nearly always
        return ()
    own = whole.most_common(1)[0][0]
    found: dict[str, list[Span]] = {}
    for span, count in list(counts.items()):
        script, letters = count.most_common(1)[0]
        if script == own or letters < FEWEST or letters < ALMOST_ALL * count.total():
            continue
        language = identify(span.of(text)).language
        if language in tables.languages() and sum(map(len, found.values())) < MOST:
            found.setdefault(language, []).append(span)
    return tuple(Passages(language, tuple(spans)) for language, spans in sorted(found.items()))


def only(text: str, spans: tuple[Span, ...]) -> str:
    """The text with nothing but the spans: all else is blank, and every offset stays."""
    return "".join(_kept(text, spans))


def without(text: str, passages: Sequence[Passages]) -> str:
    """The text with the passages blank."""
    spans = sorted(span for each in passages for span in each.spans)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    return only(text, tuple(map(Span, edges[::2], edges[1::2])))


def joined(own: Read, others: Sequence[Read]) -> Read:
    """What was read of the text and of its passages in other languages, by position.

    A claim of the text itself inside such a passage was misread. A quotation counts as the text tells it, since who says it may
    stand in a line before; what the passage tells besides comes to it.
    """
    if not others:
        return own
    inside = [span for each in others for span in each.passages]
    claims = [claim for claim in own.claims if not any(span.covers(claim.span) for span in inside)]
    quotes = list(own.quotes)
    for each in others:
        fresh = [one for one in each.quotes if not any(one.span.overlap(known.span) for known in own.quotes)]
        known = {one.id for one in fresh}
        quotes += fresh
        claims += [one if one.quote_id in known else replace(one, quote_id="") for one in each.claims]
    return Read(
        tuple(sorted(quotes, key=lambda one: (one.span, one.id))),
        tuple(sorted(claims, key=lambda one: (one.span, one.id))),
    )


def _kept(text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    at = 0
    for span in spans:
        yield _blank(text[at : span.start])
        yield span.of(text)
        at = span.end
    yield _blank(text[at:])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _lines(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in _LINE.finditer(text))


def _letters(line: str) -> Counter[str]:
    return Counter(
        {script: count for script, letter in _SCRIPTS.items() if (count := len(letter.findall(line)))}
    )
