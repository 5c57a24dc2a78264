"""Coverage-guided fuzzing of everything that reads what a stranger sends: extraction, HTML, and all input formats.

    pip install atheris
    python tests/fuzz/fuzz_readers.py -max_total_time=3600 -max_len=4096 build/fuzz

The folder keeps the inputs that reached new code, so that the next run goes on from there. What breaks is written to
`crash-…` or `timeout-…`; move it to `tests/fuzz/seeds`, where `test_seeds.py` replays it for ever.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "services"))

from averral.cli.inputs import read_documents
from averral.cli.inputs.archives import read_archive
from averral.cli.inputs.feeds import read_feed
from averral.cli.inputs.lines import read_csv, read_jsonl
from averral.cli.inputs.pages import about_page, decode_page
from averral.errors import AverralError
from averral.extraction.engine import extract
from averral.gateway.html_text import HtmlText
from averral.language import tables
from averral.model import Document

#: Pieces that open, close, count or attribute something in one language or another; an input names them by number.
PIECES = (
    "killed", "27", "talks failed", "قتل", "وأصيب", "قال", "إن", "«", "»", '"', "“", "”", "„", "'", "’", "—", "–", "-",
    "(", ")", "[", "]", ":", ";", ",", ".", "?", "!", "…", "؟", "،", "\n", "\n\n", "\t", " ", "\x00", "\u200f", "\u202e",
    "\ufeff", "\u0301", "\U0001f600", "12,000", "20-30", "3.5", "%", "$", "2016/12/04", "5 May", "Monday", "including",
    "and", "и", "ve", "et", "y", "und", "و", "said", "says", "according to", "selon", "dedi", "заявил", "сказал", "повідомив",
    "sagte", "dijo", "گفت", "אמר", "that", "que", "dass", "что", "أن", "که", "Reuters", "Moscow", "Ankara'da", "the minister",
    "<p>", "</p>", "<br>", "<script>", "</script>", "<!--", "-->", "&amp;", "<h1>", "</h1>", "<article>", "<a href=x>", "</a>",
    "By", "Photo:", "©", "not", "denied", "will", "may", "village of", "قرية", "hundred", "thousand", "двадцать", "yirmi", "ст",
)  # fmt: skip

#: Processor seconds for the text of any input, tens of thousands of characters; what takes longer grows faster than
#: the text. The fuzzer's own counting makes everything ten times as slow.
LONGEST = 20.0


def mixed(data: bytes) -> str:
    """A text of the pieces that the bytes name; one with the high bit set repeats the piece before it."""
    parts: list[str] = []
    for byte in data:
        if byte < 0x80:
            parts.append(PIECES[byte % len(PIECES)])
        elif parts:
            parts.extend([parts[-1]] * (byte & 0x1F))
    return " ".join(parts)


def read_text(text: str, language: str = "") -> None:
    """Extracts; every span must lie in the text and hold what it says."""
    found = extract(Document(id="doc_fuzz", body=text, language=language))
    for item in (*found.quotes, *found.claims):
        assert 0 <= item.span.start < item.span.end <= len(text), item
    assert all(0 <= sentence.start < sentence.end <= len(text) for sentence in found.sentences)


def _any_text(data: bytes) -> None:
    read_text(data.decode("utf-8", "replace"))


def _mixture(data: bytes) -> None:
    languages = ("", *tables.languages())
    read_text(mixed(data[1:]), languages[data[0] % len(languages)] if data else "")


def _editor_html(data: bytes) -> None:
    shown = HtmlText.of_html(data.decode("utf-8", "replace"))
    assert all(0 <= block.start <= len(shown.text) for block in shown.blocks)


def _page(data: bytes) -> None:
    page = decode_page(data, "fuzz")
    about_page(page)
    read_text("<html><body>" + page)


def _lines(data: bytes) -> None:
    list(read_jsonl(enumerate(data.splitlines(keepends=True), 1), "fuzz"))


def _table(data: bytes) -> None:
    list(read_csv(io.BytesIO(b"id,text\n" + data), "fuzz"))


def _feed(data: bytes) -> None:
    list(read_feed(data, "fuzz"))


def _archive(data: bytes) -> None:
    list(read_archive(io.BytesIO(data), "fuzz"))


def _file(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "fuzz.txt")
        path.write_bytes(data)
        list(read_documents(str(path)))


#: The first byte of an input says which reader gets the rest.
READERS: tuple[Callable[[bytes], None], ...] = (
    _mixture, _any_text, _mixture, _editor_html, _mixture, _page, _mixture, _lines, _table, _feed, _archive, _file,
)  # fmt: skip


def check(data: bytes) -> None:
    """Gives the input to its reader. An `AverralError` is an answer; anything else is a fault, and so is slowness."""
    start = time.process_time()
    with suppress(AverralError):
        READERS[data[0] % len(READERS)](data[1:]) if data else None
    spent = time.process_time() - start
    assert spent < LONGEST, f"{len(data)} bytes took {spent:.1f} s"


def main() -> None:
    """Runs until it is stopped, or as libFuzzer's options say."""
    try:
        import atheris
    except ImportError:
        sys.exit("The fuzzer needs atheris: pip install 'atheris>=2.3,<4'")
    for number in range(len(tables.languages()) + 1):
        # Loads the tables before the clock runs.
        _mixture(bytes([number, *range(len(PIECES))]))
    atheris.instrument_all()
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
