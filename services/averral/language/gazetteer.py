"""Looks up places by their spelling in any script. Tables are read once per process, and per script when first needed.

The tables come from GeoNames (CC BY 4.0) by `build_places`; regions that are no city stand in `data/_regions.toml`.
"""

from __future__ import annotations

import gzip
import math
from dataclasses import dataclass, field
from functools import cache, lru_cache

from averral.language.packed import PackedTable
from averral.language.tables import FOLDER, register_shared, shared
from averral.language.tokens import phrase_key

_SCRIPT_RANGES = (
    ("arabic", "\u0600", "\u06ff"),
    ("cyrillic", "\u0400", "\u04ff"),
    ("hebrew", "\u0590", "\u05ff"),
)
_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Region:
    """A region that is neither a city nor a state. `parent` is another region's id."""

    country: str
    names: tuple[str, ...]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class RegionTable:
    """The neutral table `_regions.toml`."""

    regions: dict[str, Region] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key of a listed place → spellings that the gazetteer lacks."""


register_shared("regions", RegionTable)


@dataclass(frozen=True, slots=True)
class Listed:
    """A place of the table. `key` is `gn:<GeoNames id>` or `region:<id>`; kind is city, country or region."""

    key: str
    country: str
    kind: str
    population: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Candidates of one spelling, largest first. A weak one is an ordinary word as well."""

    keys: tuple[str, ...]
    weak: bool


def script_of(word: str) -> str:
    """arabic, cyrillic, hebrew or latin, by the first letter."""
    first = word[:1]
    for name, low, high in _SCRIPT_RANGES:
        if low <= first <= high:
            return name
    return "latin"


@cache
def spellings(script: str) -> PackedTable:
    """Folded spelling → the rest of its line, of one script."""
    return PackedTable(gzip.decompress((FOLDER / f"_spellings.{script}.tsv.gz").read_bytes()))


@cache
def _longest(script: str) -> dict[str, int]:
    """First word of the spellings of several words → how many words the longest of them has."""
    found: dict[str, int] = {}
    for key in (*spellings(script).keys(), *_region_names()):
        first, blank, rest = key.partition(" ")
        if blank:
            found[first] = max(found.get(first, 0), rest.count(" ") + 2)
    return found


@lru_cache(maxsize=16_384)
def most_words(first: str) -> int:
    """How many words a spelling that begins with a word may have."""
    return _longest(script_of(first)).get(first, 1)


@cache
def _rows() -> PackedTable:
    return PackedTable(gzip.decompress((FOLDER / "_places.tsv.gz").read_bytes()))


@cache
def _region_names() -> dict[str, str]:
    table = shared("regions", RegionTable)
    named = [(f"region:{number}", region.names) for number, region in table.regions.items()]
    named += table.aliases.items()
    return {" ".join(phrase_key(name)): key for key, names in named for name in names}


@cache
def _country_ids() -> dict[str, str]:
    rows = (line.split("\t", 2) for line in _rows().lines_with("\tcountry\t"))
    return {code: number for number, code, _ in rows}


@lru_cache(maxsize=16_384)
def spelled(key: str) -> Spelling | None:
    """The candidates for a folded spelling, words joined by blanks."""
    region = _region_names().get(key)
    if region is not None:
        return Spelling((region,), weak=False)
    line = spellings(script_of(key)).get(key)
    if line is None:
        return None
    numbers, weak = line.split("\t")
    return Spelling(tuple(f"gn:{number}" for number in numbers.split(",")), weak == "w")


def country_key(code: str) -> str:
    """The key of a country by its ISO 3166 code; empty if unknown."""
    number = _country_ids().get(code)
    return f"gn:{number}" if number else ""


@lru_cache(maxsize=65_536)
def listed(key: str) -> Listed | None:
    """The place of a key, None for a sound key."""
    prefix, _, number = key.partition(":")
    if prefix == "region":
        region = shared("regions", RegionTable).regions.get(number)
        return Listed(key, region.country, "region", parent=region.parent) if region else None
    row = _rows().get(number)
    if prefix != "gn" or row is None:
        return None
    country, kind, population, latitude, longitude = row.split("\t")
    return Listed(key, country, kind, int(population), float(latitude), float(longitude))


def kilometres(a: Listed, b: Listed) -> float:
    """Distance of two places on a sphere (haversine)."""
    x, y = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(b.longitude - a.longitude)
    chord = math.sin((y - x) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(chord))
