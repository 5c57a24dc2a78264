"""Speed, growth and memory of extraction: `python tests/benchmarks/bench_extraction.py`.

The texts are our own news of tests/cases/news, joined to about 400 words. With spaCy installed the time is also given as a
ratio to its blank tokenizer for the same language on the same texts in the same run.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from averral.extraction.engine import extract
from averral.model import Document

NEWS = Path(__file__).parents[1] / "cases" / "news"
WORDS = 400
ROUNDS = 3
SIZES = (10_000, 100_000, 1_000_000)


def texts(language: str) -> list[str]:
    """Texts of about 400 words, made of whole articles."""
    rows = [
        json.loads(line) for line in (NEWS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found, gathered = list[str](), list[str]()
    for row in rows:
        gathered.append(row["text"])
        if sum(len(text.split()) for text in gathered) >= WORDS:
            found.append("\n\n".join(gathered))
            gathered = []
    return found


def seconds(work: Callable[[str], object], bodies: list[str]) -> float:
    """Processor time for one text, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for body in bodies:
            work(body)
        best = min(best, time.process_time() - start)
    return best / len(bodies)


def tokenizer(language: str) -> Callable[[str], object] | None:
    """The blank tokenizer of spaCy, if that is installed and knows the language."""
    if importlib.util.find_spec("spacy") is None:
        return None
    spacy = importlib.import_module("spacy")
    blank: Callable[[str], object] = spacy.blank(language)
    return blank


def main() -> None:
    """Prints one line per language, then growth and memory."""
    out = sys.stdout.write
    for path in sorted(NEWS.glob("*.jsonl")):
        language, bodies = path.stem, texts(path.stem)

        def read(body: str, language: str = language) -> object:
            return extract(Document(id="doc_bench", body=body, language=language))

        start = time.process_time()
        read(bodies[0])
        first = time.process_time() - start
        each, blank = seconds(read, bodies), tokenizer(language)
        ratio = f", {each / seconds(blank, bodies):.1f} times spaCy's blank tokenizer" if blank else ""
        out(f"{language}: {1 / each:.0f} documents a second, first in {first:.2f} s{ratio}\n")
    for size in SIZES:
        body = ("\n\n".join(texts("en")) + "\n\n") * (1 + size // 4_000)
        start = time.process_time()
        extract(Document(id="doc_bench", body=body[:size], language="en"))
        out(f"{size} characters: {time.process_time() - start:.2f} s\n")
    out(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")


if __name__ == "__main__":
    main()
