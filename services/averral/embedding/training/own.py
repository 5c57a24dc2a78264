"""Writes the project's own texts: news sentences, templates of such filled from the project's lexicon, and two lexicons.

The tables (`own/*.tsv`: five or all ten languages) were written for this project and are free of others' text.
"""

from __future__ import annotations

import argparse
import csv
import random
from functools import cache
from pathlib import Path

from averral.embedding.training import data
from averral.embedding.training.data import Row

OWN = Path(__file__).parent / "own"
LANGUAGES = ("ar", "en", "fr", "tr", "ru")
FILLS = 80
SEED = 7
#: Of the sentences in ten languages, every third from this one on is kept from the encoder: the pair classifier learns
#: from them, and a sentence that the encoder was trained on lies nearer to its translation than any other will.
FIRST_KEPT, KEPT_EVERY = 50, 3
PLACES = [
    "Aleppo",
    "Damascus",
    "Homs",
    "Idlib",
    "Raqqa",
    "Mosul",
    "Baghdad",
    "Beirut",
    "Ankara",
    "Istanbul",
    "Moscow",
    "Geneva",
    "Gaza",
    "Tehran",
    "Riyadh",
    "Doha",
    "Kyiv",
    "Cairo",
    "Paris",
    "London",
    "Jerusalem",
    "Syria",
    "Iraq",
    "Yemen",
    "Libya",
    "Ukraine",
    "Lebanon",
]
ACTORS = [
    "the Syrian army",
    "regime forces",
    "government forces",
    "the Syrian opposition",
    "rebels",
    "gunmen",
    "armed groups",
    "Islamic State",
    "Free Syrian Army",
    "Hezbollah",
    "Kurdish forces",
    "Russia",
    "Turkey",
    "United States",
    "Iran",
    "Israel",
    "France",
    "Defense Ministry",
    "Foreign Ministry",
    "police",
    "the Russians",
]
DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


def lexicon(name: str) -> list[Row]:
    """One row per variant of an entry; a language with fewer variants repeats them."""
    rows = []
    for entry in templates(name):
        variants = {language: [text.strip() for text in cell.split("/")] for language, cell in entry.items()}
        rows += [
            {language: texts[number % len(texts)] for language, texts in variants.items()}
            for number in range(max(map(len, variants.values())))
        ]
    return rows


def sentences(seed: int = SEED) -> list[Row]:
    """Each template filled `FILLS` times with places, actors, days and numbers, alike in all languages."""
    draw = random.Random(seed)
    return [fill(template, fills(draw)) for template in templates("news_templates.tsv") for _ in range(FILLS)]


def seen() -> list[Row]:
    """The sentences in ten languages that the encoder learns from."""
    return [row for number, row in enumerate(templates("news_ten.tsv")) if not _kept(number)]


def kept() -> list[Row]:
    """The sentences in ten languages that the encoder never sees."""
    return [row for number, row in enumerate(templates("news_ten.tsv")) if _kept(number)]


def _kept(number: int) -> bool:
    return number >= FIRST_KEPT and number % KEPT_EVERY == 0


def templates(name: str) -> list[Row]:
    """The rows of a table in `own/`."""
    with (OWN / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def fills(draw: random.Random) -> dict[str, str]:
    """What to put into the slots: English words of the lexicon, or digits."""
    actor, other = draw.sample(ACTORS, 2)
    number = draw.choice([draw.randint(3, 99), draw.randint(100, 999), draw.randint(1, 99) * 1000])
    return {
        "{place}": draw.choice(PLACES),
        "{actor2}": other,
        "{actor}": actor,
        "{day}": draw.choice(DAYS),
        "{n}": str(number),
        "{m}": str(draw.randint(2, 60)),
        "{year}": str(draw.randint(2005, 2025)),
    }


def fill(template: Row, slots: dict[str, str]) -> Row:
    """The template in each of its languages."""
    words = _words()
    filled = {}
    for language in LANGUAGES:
        text = template[language]
        for slot, value in slots.items():
            text = text.replace(slot, words[value][language] if value in words else value)
        filled[language] = text
    return filled


@cache
def _words() -> dict[str, Row]:
    entries = templates("news_lexicon.tsv")
    return {
        entry["en"].split("/")[0]: {language: cell.split("/")[0].strip() for language, cell in entry.items()}
        for entry in entries
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that gets the files")
    folder = parser.parse_args().data
    data.write(folder / "news_lexicon.jsonl.gz", lexicon("news_lexicon.tsv"))
    data.write(folder / "news_words.jsonl.gz", lexicon("news_words.tsv"))
    data.write(folder / "news_sentences.jsonl.gz", sentences())
    data.write(folder / "news_ten.jsonl.gz", seen())


if __name__ == "__main__":
    main()
