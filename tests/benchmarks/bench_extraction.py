"""Speed, growth, start and memory of extraction: `python tests/benchmarks/bench_extraction.py`.

The texts are our own news of tests/cases/news, joined to about 400 words. They are dense: a quotation in nearly every
sentence. Times are processor time. With spaCy installed (`pip install averral[bench]`) each language's time is also given
as a ratio to its blank tokenizer on the same texts in the same run, which says more than seconds on a busy machine.
Start and memory are taken in a process of their own, so that nothing else is counted.

The aim is 100 documents a second and five times spaCy's time. Measured on a shared machine: 47 to 64 a second (28 to 35
before the tables were asked once per word), 5 to 27 times spaCy. Growth is linear up to a million characters, the first
document takes a second, and all ten languages take 315 MB, 380 MB at the peak. Where the time goes, of all languages
together: reading 30 % (places 9, naming the language 8, entities 4, zones 3), quotes 37 % (rules 12, units 7, cues and
names 6, the rest speakers and nested quotes), claims 32 % (clauses 9, polarity 5, participants 4, quantities and dates 6).
No step stands out any more: some 90,000 calls of Python for a text, 250 for a word, each about a tenth of a microsecond.
To halve that again means to compile the token rules, or to leave out work: naming the language where the caller states
it, and reading every quotation a second time for speech inside it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from averral.extraction.engine import extract
from averral.model import Document

NEWS = Path(__file__).parents[1] / "cases" / "news"
WORDS = 400
ROUNDS = 5
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
LANGUAGES = tuple(sorted(path.stem for path in NEWS.glob("*.jsonl")))

out = sys.stdout.write


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


def read(body: str, language: str) -> object:
    """What is measured."""
    return extract(Document(id="doc_bench", body=body, language=language))


def seconds(work: Callable[[str], object], bodies: list[str]) -> float:
    """Processor time for 400 words, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for body in bodies:
            work(body)
        best = min(best, time.process_time() - start)
    return best * WORDS / sum(len(body.split()) for body in bodies)


def tokenizer(language: str) -> Callable[[str], object] | None:
    """The blank tokenizer of spaCy, if that is installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    blank: Callable[[str], object] = importlib.import_module("spacy").blank(language)
    return blank


def speed() -> None:
    """One line per language, and the mean."""
    each, ratios = list[float](), list[float]()
    for language in LANGUAGES:
        bodies, blank = texts(language), tokenizer(language)
        ours = seconds(lambda body, language=language: read(body, language), bodies)  # type: ignore[misc]
        line = f"{language}: {1 / ours:.0f} documents of {WORDS} words a second"
        if blank:
            ratios.append(ours / seconds(blank, bodies))
            line += f", {ratios[-1]:.1f} times spaCy's blank tokenizer"
        each.append(ours)
        out(line + "\n")
    out(f"mean: {len(each) / sum(each):.0f} documents a second")
    out(
        f", {sum(ratios) / len(ratios):.1f} times spaCy\n"
        if ratios
        else "; for the ratio: pip install averral[bench]\n"
    )


def growth() -> None:
    """Seconds for ever longer texts of one article after another."""
    whole = "\n\n".join(texts("en"))
    for size in SIZES:
        body = (f"{whole}\n\n" * (1 + size // len(whole)))[:size]
        start = time.process_time()
        read(body, "en")
        spent = time.process_time() - start
        out(f"{size:>9} characters: {spent:6.2f} s, {spent / size * 1e6:.1f} µs a character\n")


def start_and_memory() -> None:
    """Of a fresh process: ready for the first language, ready for all, and what it holds then and after 1 MB of text."""
    start = time.process_time()
    body = texts("en")[0]
    read(body, "en")
    first = time.process_time() - start
    for language in LANGUAGES:
        read(texts(language)[0], language)
    ready, held = time.process_time() - start, _resident()
    read(((body + "\n\n") * (1 + SIZES[-1] // len(body)))[: SIZES[-1]], "en")
    out(f"first document in {first:.1f} s, one of each language in {ready:.1f} s (imports not counted)\n")
    out(f"resident with all languages {held} MB; peak with a text of 1 MB {_peak()} MB\n")


def _resident() -> int:
    """Megabytes in memory now, where the system tells; else the most so far."""
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    """A figure of Linux about this process alone; `getrusage` counts what the parent held when it started us."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)
    lines = (line.split() for line in status.read_text(encoding="ascii").splitlines())
    return next(int(words[1]) for words in lines if words[0] == f"{name}:") >> 10


def main() -> None:
    """Prints speed per language, growth, start and memory."""
    if sys.argv[1:] == ["memory"]:
        start_and_memory()
        return
    speed()
    growth()
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "memory"], check=True)


if __name__ == "__main__":
    main()
