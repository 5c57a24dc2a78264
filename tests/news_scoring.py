"""Scores the quotes found in our own news texts; `tests/cases/news` holds one file per language.

A row is `{id, lang, part, text, quotes}` where `part` is `held-out` or `blind-8` (never looked at while working on rules) or one of those that rules may
be fitted to; `fresh-open` and `blind-3` to `blind-7` were blind until the next blind part was written. A quote is `{start, end, text, kind, cue,
mention, speaker, anonymous, told_to, denied, segments?}` with offsets in code points.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from averral.model import Quote, Span
from quote_scoring import Score, add, outer_quotes_of, overlap, pair, pieces, same_name

NEWS = Path(__file__).parent / "cases" / "news"
LANGUAGES = tuple(sorted(path.stem for path in NEWS.glob("*.jsonl")))
PARTS = (
    "dev",
    "held-out",
    "fresh-dev",
    "fresh-dev-2",
    "fresh-open",
    "blind-3",
    "blind-4",
    "blind-5",
    "blind-6",
    "blind-7",
    "blind-8",
)
#: Parts in folders of their own.
_APART = ("fresh-dev-2", "blind-3", "blind-4", "blind-5", "blind-6", "blind-7", "blind-8")


@dataclass
class NewsScore(Score):
    """Counts for the further properties of a matched quote."""

    exact: int = 0
    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    @property
    def exact_f1(self) -> float:
        return 2 * self.exact / max(1, 2 * self.matched + self.spurious + self.missed)

    def accuracy(self, name: str) -> float:
        return self.right.get(name, 0) / max(1, self.asked.get(name, 0))

    def count(self, name: str, right: bool) -> None:
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right


def path_of(language: str, part: str) -> Path:
    return (NEWS / part if part in _APART else NEWS) / f"{language}.jsonl"


def rows(language: str, part: str) -> list[dict]:
    lines = path_of(language, part).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["part"] == part]


def spans_of(quote: dict) -> tuple[Span, ...]:
    """What a labelled quote covers."""
    return tuple(Span(a, b) for a, b in quote.get("segments") or [[quote["start"], quote["end"]]])


def score_news(language: str, part: str) -> NewsScore:
    total = NewsScore()
    for row in rows(language, part):
        found = outer_quotes_of(row["text"], language)
        pairs = pair(found, [spans_of(quote) for quote in row["quotes"]])
        add(total, len(pairs), len(found), len(row["quotes"]))
        for i, j in pairs:
            _compare(total, found[i], row["quotes"][j])
    return total


def _compare(total: NewsScore, found: Quote, wanted: dict) -> None:
    total.exact += pieces(found) == spans_of(wanted)
    total.kinds_right += found.kind.value == wanted["kind"]
    total.speakers += 1
    total.speakers_right += bool(found.speaker and same_name(found.speaker.name, wanted["speaker"]))
    total.count("anonymous", bool(found.speaker and found.speaker.anonymous) == wanted["anonymous"])
    if wanted["told_to"] or found.told_to:
        total.count("told_to", same_name(found.told_to, wanted["told_to"]))
    if wanted["denied"] or found.denied:
        total.count("denied", found.denied == wanted["denied"])
    if wanted["cue"]:
        where = Span(wanted["cue"]["start"], wanted["cue"]["end"])
        total.count("cue", found.cue is not None and overlap([found.cue], [where]) > 0)
