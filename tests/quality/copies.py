"""Plants copies of the project's own reports, some words changed or all translated, and says which are seen as one origin.

Every error in words: `python tests/quality/copies.py --show`.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import combinations, product
from pathlib import Path

from averral.embedding import service as embedding_service
from averral.extraction.engine import extract
from averral.matching.comparing import compare
from averral.matching.items import Item, make_items, matrix
from averral.matching.origins.pairs import link
from averral.matching.origins.translations import Translations
from averral.matching.scale import Scale
from averral.model import Document, OriginLevel, Source
from averral.runtime.clients import EmbeddingClient
from averral.runtime.documents import with_id
from averral.runtime.items import embed_items
from averral.runtime.local import LocalStub
from averral.runtime.settings import EmbeddingSettings
from averral.runtime.sides import SUPPORTS

ROOT = Path(__file__).resolve().parents[2]
DOSSIERS = [
    ROOT / "tests" / "cases" / "dossiers" / name / "docs.jsonl"
    for name in ("exchange", "quake", "sentence", "strike", "talks", "verdict")
]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PARALLEL = ROOT / "tests" / "cases" / "parallel.jsonl"
#: Written after the thresholds were chosen on the others, and not looked at since.
FRESH = ROOT / "tests" / "cases" / "parallel_fresh.jsonl"
SHARES = (0.05, 0.15, 0.3)
#: Documents of the dossiers that do go back to one text, one agency or one authority (see their README).
ONE_ORIGIN = (
    frozenset({"talks-en-wire", "talks-ar-wire", "talks-en-reprint"}),
    frozenset({"verdict-en-wire", "verdict-en-reprint"}),
    frozenset({"exchange-fr-postponed", "exchange-ru-postponed"}),
    frozenset({"exchange-ar-deal", "exchange-en-deal"}),
    frozenset({"strike-en-first", "strike-ar-monitor"}),
    frozenset({"quake-tr-first", "quake-en-first"}),
)


@dataclass(frozen=True)
class Report:
    """A text of which copies are made, or to which others are independent."""

    name: str
    event: str
    language: str
    text: str
    published: datetime | None = None


@dataclass
class Seen:
    """How many pairs of documents were judged right; the others in words."""

    right: int = 0
    pairs: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of all pairs."""
        return self.right / max(1, self.pairs)

    def add(self, what: str, *, right: bool) -> None:
        """One more pair."""
        self.pairs += 1
        self.right += right
        self.errors += [] if right else [what]


def _read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def originals() -> tuple[Report, ...]:
    """The reports of the dossiers and of the starter corpus."""
    found = [
        Report(row["id"], path.parent.name, row["lang"], row["text"], _moment(row.get("published")))
        for path in DOSSIERS
        for row in _read(path)
    ]
    found += [
        Report(path.stem, path.stem.split("-")[0], path.stem.split("-")[-1], path.read_text(encoding="utf-8"))
        for path in SEEDS
    ]
    return tuple(found)


def _moment(stated: str | None) -> datetime | None:
    return datetime.fromisoformat(stated).replace(tzinfo=UTC) if stated else None


@cache
def parallel(path: Path = PARALLEL) -> tuple[Report, ...]:
    """Invented reports, each in several languages."""
    return tuple(
        Report(f"{row['event']}-{row['lang']}", row["event"], row["lang"], row["text"]) for row in _read(path)
    )


@cache
def planted(share: float) -> tuple[tuple[Report, Report], ...]:
    """Each original with a copy in which so many of the words are other words of the language."""
    pool = defaultdict(list)
    for report in originals():
        pool[report.language] += report.text.split()
    chance = random.Random(share)
    made = []
    for report in originals():
        lines = [
            " ".join(
                chance.choice(pool[report.language]) if word and chance.random() < share else word
                for word in line.split(" ")
            )
            for line in report.text.split("\n")
        ]
        copy = Report(
            report.name + "-copy", report.event, report.language, "\n".join(lines), report.published
        )
        made.append((report, copy))
    return tuple(made)


def translated(path: Path = PARALLEL) -> list[tuple[Report, Report]]:
    """Any two versions of one report."""
    return [(a, b) for a, b in combinations(parallel(path), 2) if a.event == b.event]


def independent() -> Iterator[tuple[Report, Report]]:
    """Reports of one event of a dossier that go back to different witnesses."""
    dossiers = [report for report in originals() if report.name not in {path.stem for path in SEEDS}]
    for a, b in combinations(dossiers, 2):
        if a.event == b.event and not any({a.name, b.name} <= group for group in ONE_ORIGIN):
            yield a, b


@cache
def _embedding() -> EmbeddingClient:
    return EmbeddingClient(LocalStub(embedding_service.create(EmbeddingSettings()).servicer))


@cache
def items_of(report: Report) -> tuple[Item, ...]:
    """The items of a report, as the corpus would hold them."""

    async def read() -> tuple[Item, ...]:
        source = Source(f"outlet of {report.name}")
        document = with_id(
            Document("", report.text, source=source, language=report.language, published_at=report.published)
        )
        extraction = extract(document)
        vectors = await embed_items(_embedding(), extraction)
        count = len(extraction.claims) + len(extraction.quotes)
        return make_items(document, extraction, matrix(vectors, count), Scale.of(vectors.scale))

    return asyncio.run(read())


def judge(pairs: Sequence[tuple[Report, Report]], *, one_origin: bool) -> Seen:
    """Whether all items that say the same are joined as copies, or none of them."""
    seen = Seen()
    for a, b in pairs:
        texts = {item.document.id: items_of(report) for report in (a, b) for item in items_of(report)}
        translations = Translations(lambda item, texts=texts: texts[item.document.id])
        levels = []
        for x, y in product(items_of(a), items_of(b)):
            if (x.claim is None) == (y.claim is None) and compare(x, y).verdict.kind in SUPPORTS:
                found = link(x, y, translations)
                levels.append(found.level if found else None)
        copies = sum(level is OriginLevel.COPY for level in levels)
        right = None not in levels if one_origin else not copies
        if levels or not one_origin:
            seen.add(f"{a.name} {b.name} {copies}/{len(levels)} copies", right=right)
    return seen


@cache
def score() -> dict[str, Seen]:
    """All figures by name."""
    return {
        **{f"changed_{round(100 * share)}": judge(planted(share), one_origin=True) for share in SHARES},
        "translated": judge(translated(), one_origin=True),
        "translated_fresh": judge(translated(FRESH), one_origin=True),
        "independent_kept_apart": judge(list(independent()), one_origin=False),
    }


def main() -> None:
    """Prints the figures, and on request every error."""
    for name, seen in score().items():
        print(f"{name}: {seen.right}/{seen.pairs} = {seen.share:.3f}")  # noqa: T201
        if "--show" in sys.argv:
            print("\n".join(f"   {error}" for error in seen.errors))  # noqa: T201


if __name__ == "__main__":
    main()
