"""Reads the training sources: `data.toml` says which, the folder `--data` holds one gzip JSONL file each."""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, str]
"""Language → text; the texts of a row mean the same."""

TABLE = Path(__file__).with_name("data.toml")


@dataclass(frozen=True, slots=True)
class Source:
    """One source with its rows; a second text in the same language has the language `xx2`."""

    name: str
    kind: str
    weight: float
    rows: tuple[Row, ...]


def table() -> dict[str, Any]:
    """The parsed `data.toml`."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def read(folder: Path) -> list[Source]:
    """All sources that the folder holds; missing ones are named on stderr, not an error."""
    settings = table()
    languages = set(settings["languages"])
    found = []
    for name, about in settings["sources"].items():
        path = folder / f"{name}.jsonl.gz"
        if not path.exists():
            sys.stderr.write(f"no {path.name}: trained without it\n")
            continue
        rows = tuple(row for row in _rows(path, languages) if len(row) > 1)
        found.append(Source(name, about["kind"], about["weight"], rows))
    return found


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, gzipped or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from map(json.loads, lines)


def write(path: Path, rows: Iterable[Row]) -> None:
    """Writes a source as `read` reads it."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": row}, ensure_ascii=False) + "\n" for row in rows)


def _rows(path: Path, languages: set[str]) -> Iterator[Row]:
    for record in jsonl(path):
        if "text" in record:
            yield {language: text for language, text in record["text"].items() if language in languages}
        else:
            second = record["lang_b"] + ("2" if record["lang_b"] == record["lang_a"] else "")
            yield {record["lang_a"]: record["a"], second: record["b"]}
