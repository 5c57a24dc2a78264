"""Matches quotes that were found with quotes that were expected: one to one, by overlap of their contents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from averral.extraction.quotes import find_quotes
from averral.extraction.reading import read
from averral.model import Document, Quote, Span

CASES = Path(__file__).parent / "cases" / "quotes.jsonl"

#: Contents match when they share at least half of what they cover together.
OVERLAP = 0.5


@dataclass
class Score:
    """Counts over any number of documents."""

    matched: int = 0
    spurious: int = 0
    missed: int = 0
    speakers: int = 0
    """Matched quotes whose speaker is known, and of these the right ones."""
    speakers_right: int = 0
    kinds_right: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.matched / max(1, 2 * self.matched + self.spurious + self.missed)

    @property
    def speaker_accuracy(self) -> float:
        return self.speakers_right / max(1, self.speakers)

    @property
    def kind_accuracy(self) -> float:
        return self.kinds_right / max(1, self.matched)


def quotes_of(text: str, language: str) -> tuple[Quote, ...]:
    return find_quotes(read(Document(id="doc_test", body=text, language=language)))


def outer_quotes_of(text: str, language: str) -> tuple[Quote, ...]:
    return tuple(quote for quote in quotes_of(text, language) if not quote.parent_id)


def pieces(quote: Quote) -> tuple[Span, ...]:
    """What the content covers: an interrupted direct quote does not cover its interruption."""
    return quote.parts if quote.kind == "direct" and len(quote.parts) > 1 else (quote.span,)


def attributions(text: str, quotes: Sequence[Quote]) -> list[list[Quote]]:
    """Quotes gathered by attribution: a direct quote under the cue of the one before, or right behind it without one."""
    gathered: list[list[Quote]] = []
    for quote in quotes:
        last = gathered[-1][-1] if gathered else None
        if last is not None and quote.kind == "direct" and _continues(text, last, quote):
            gathered[-1].append(quote)
        else:
            gathered.append([quote])
    return gathered


def _continues(text: str, last: Quote, quote: Quote) -> bool:
    if quote.cue is not None:
        return quote.cue == last.cue
    same = quote.speaker and last.speaker and quote.speaker.key == last.speaker.key
    return bool(same) and last.kind == "direct" and "\n" not in text[last.span.end : quote.span.start]


def characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {offset for start, end in spans for offset in range(start, end)}


def covered(quotes: Iterable[Quote]) -> set[int]:
    return characters((span.start, span.end) for quote in quotes for span in pieces(quote))


def pair_sets(found: Sequence[set[int]], expected: Sequence[set[int]]) -> list[tuple[int, int]]:
    """Indices of matching sets of characters, best matches first."""
    scores = sorted(
        (-len(a & b) / len(a | b), i, j) for i, a in enumerate(found) for j, b in enumerate(expected) if a & b
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in scores:
        if -score >= OVERLAP and not any(i == a or j == b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    first = {offset for span in a for offset in range(span.start, span.end)}
    second = {offset for span in b for offset in range(span.start, span.end)}
    return len(first & second) / max(1, len(first | second))


def pair(found: Sequence[Quote], expected: Sequence[tuple[Span, ...]]) -> list[tuple[int, int]]:
    """Indices of matching quotes, best matches first."""
    scores = sorted(
        (-overlap(pieces(quote), spans), i, j)
        for i, quote in enumerate(found)
        for j, spans in enumerate(expected)
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in scores:
        taken = any(i == a or j == b for a, b in pairs)
        if -score >= OVERLAP and not taken:
            pairs.append((i, j))
    return pairs


def cases(language: str) -> list[dict]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["lang"] == language]


def score_cases(language: str) -> Score:
    total = Score()
    for case in cases(language):
        found = outer_quotes_of(case["text"], language)
        starts = [case["text"].index(quote["content"]) for quote in case["quotes"]]
        spans = [(Span(a, a + len(q["content"])),) for a, q in zip(starts, case["quotes"], strict=True)]
        pairs = pair(found, spans)
        add(total, len(pairs), len(found), len(spans))
        for i, j in pairs:
            wanted = case["quotes"][j]
            name = found[i].speaker.name if found[i].speaker else ""
            total.speakers += 1
            total.speakers_right += same_name(name, wanted["speaker"])
            total.kinds_right += found[i].kind.value == wanted["kind"]
    return total


def add(total: Score, matched: int, found: int, expected: int) -> None:
    total.matched += matched
    total.spurious += found - matched
    total.missed += expected - matched


def same_name(found: str, wanted: str) -> bool:
    """Whether the names agree, an article or an affiliation aside."""
    a, b = found.casefold().strip(), wanted.casefold().strip()
    return bool(a) and (b in a or (a in b and len(a) > 2))
