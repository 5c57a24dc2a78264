"""Writes sources that other data already holds: the language tables, names of places, texts that meet in English.

The tables of `language/data` give the same keys in every language, which is a lexicon. Two sentence sources that
translate the same English sentence give a pair without English, and a wheel of Home Assistant (Apache-2.0) holds its
interface texts in most languages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from averral.embedding.training import data
from averral.language.tables import FOLDER

LANGUAGES = ("en", "ar", "fr", "tr", "ru", "es", "de", "fa", "he", "uk")
#: Tables whose keys name things; the rest is grammar.
TABLES = (
    "entities.entities.states",
    "entities.entities.named",
    "entities.entities.adjectives",
    "entities.entities.peoples",
    "entities.entities.capitals",
    "entities.entities.offices",
    "concepts.concepts.acts",
    "concepts.concepts.topics",
    "contrast.contrast.poles",
    "numerals.numerals",
    "dates.dates.months",
    "dates.dates.weekdays",
    "dates.dates.relative",
    "claims.claims.things",
    "claims.claims.populations",
    "places.places.directions",
)
#: Languages that a key needs, and words taken of one.
FEWEST, MOST = 4, 10
#: Inhabitants from which a place counts, spellings taken of one, and the language that stands for each script.
LARGE, SPELLINGS = 30_000, 4
SCRIPTS = {"latin": "en", "arabic": "ar", "cyrillic": "ru", "hebrew": "he"}
#: A stem, an alternative or a pattern is no word.
_NO_WORD = re.compile(r"[*~{}\[\]()\\|<>$^+]")
_MARKUP = re.compile(r"\[%.*?%\]|\{[^}]*\}|\[([^\]]*)\]\([^)]*\)|[`*]")
_TRANSLATION = re.compile(r"(homeassistant/components/.+?/translations/(?:[\w.]+\.)?)([a-z]{2})\.json$")
SEED = 7


def tables() -> Iterator[data.Row]:
    """Rows of the language tables: the first words of a key together, then the second ones, and so on."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for language in LANGUAGES:
        for path in sorted((FOLDER / f"{language}.d").glob("*.toml")):
            for key, words in _leaves(tomllib.loads(path.read_text(encoding="utf-8")), path.stem):
                kept = [word.strip() for word in words if len(word.strip()) > 1 and not _NO_WORD.search(word)]
                if kept and key.startswith(TABLES):
                    found[key][language] = kept
    for words_of in found.values():
        if len(words_of) >= FEWEST:
            yield from _zipped(words_of, MOST)


def places() -> Iterator[data.Row]:
    """Spellings of larger places in the four scripts."""
    with gzip.open(FOLDER / "_places.tsv.gz", "rt", encoding="utf-8") as lines:
        large = {cells[0] for cells in _cells(lines) if int(cells[3] or 0) >= LARGE}
    spellings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for script, language in SCRIPTS.items():
        with gzip.open(FOLDER / f"_spellings.{script}.tsv.gz", "rt", encoding="utf-8") as lines:
            for cells in _cells(lines):
                if cells[1] in large:  # spellings of several places are left out
                    spellings[cells[1]][language].append(cells[0])
    draw = random.Random(SEED)
    for place in sorted(spellings):
        words_of = {
            language: draw.sample(sorted(words), min(SPELLINGS, len(words)))
            for language, words in spellings[place].items()
        }
        if len(words_of) > 1:
            yield from _zipped(words_of, SPELLINGS)


def pivoted(sources: Sequence[data.Source]) -> Iterator[data.Row]:
    """Texts in other languages whose English is the same, from two sources or from several rows of one."""
    met: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for source in sources:
        if source.kind == "sentence" and source.name not in {"pivoted", "news_sentences", "home_assistant"}:
            for row in source.rows:
                key = re.sub(r"\W+", " ", row.get("en", "").lower()).strip()
                met[key].update(
                    {(language, source.name): text for language, text in row.items() if language != "en"}
                )
    for key, texts in met.items():
        together: data.Row = {}
        for (language, _), text in texts.items():
            together.setdefault(language, text)
        names = {name for _, name in texts}
        if key and len(together) > 1 and (len(names) > 1 or names == {"tatoeba_en_ar_tr"}):
            yield together


def interface(wheel: Path) -> Iterator[data.Row]:
    """The interface texts of a Home Assistant wheel, placeholders taken out, each English text once."""
    texts: dict[str, data.Row] = defaultdict(dict)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            match = _TRANSLATION.match(name)
            if match and match[2] in LANGUAGES:
                for key, (text,) in _leaves(json.loads(archive.read(name)), match[1]):
                    texts[key][match[2]] = _MARKUP.sub(" ", text).strip()
    seen = set()
    for row in texts.values():
        english = row.get("en", "")
        kept = {
            language: text
            for language, text in row.items()
            if len(text) > 2 and (language == "en" or text != english)  # noqa: PLR2004 - "OK" is no sentence
        }
        if len(kept) > 1 and "en" in kept and english.lower() not in seen:
            seen.add(english.lower())
            yield kept


def _leaves(value: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}")
    elif isinstance(value, str):
        yield path, [value]
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        yield path, value


def _zipped(words_of: dict[str, list[str]], most: int) -> Iterator[data.Row]:
    for number in range(min(most, max(map(len, words_of.values())))):
        yield {language: words[number % len(words)] for language, words in words_of.items()}


def _cells(lines: Iterable[str]) -> Iterator[list[str]]:
    return (line.rstrip("\n").split("\t") for line in lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the sources; gets the new ones")
    parser.add_argument("--home-assistant", type=Path, help="wheel of the package `homeassistant`")
    given = parser.parse_args()
    data.write(given.data / "language_tables.jsonl.gz", tables())
    data.write(given.data / "place_names.jsonl.gz", places())
    data.write(given.data / "pivoted.jsonl.gz", list(pivoted(data.read(given.data))))
    if given.home_assistant:
        data.write(given.data / "home_assistant.jsonl.gz", interface(given.home_assistant))


if __name__ == "__main__":
    main()
