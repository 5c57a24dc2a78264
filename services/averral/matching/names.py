"""What a text names, and how that is stored with a document: finding it takes longer than all else about a candidate."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names."""

    named: frozenset[str]
    """Sound keys of words that look like names; empty where a script does not show them."""
    places: frozenset[str]
    """Keys of listed places, countries left out: a country is in every report about it."""
    bodies: frozenset[str]
    """Keys of states and bodies."""
    cased: bool
    """Whether the script shows names."""
    people: tuple[str, ...] = ()
    """Of `named`, in order, those that are neither places nor bodies."""


def dump(names: Names, language: str) -> str:
    """As text, with the language that they were read in."""
    sets = [sorted(each) for each in (names.named, names.places, names.bodies)]
    return json.dumps([language, *sets, names.cased, names.people], ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[str, Names] | None:
    """Language and names back from `dump`; None for what an older version stored."""
    if not text:
        return None
    language, named, places, bodies, cased, people = json.loads(text)
    return language, Names(frozenset(named), frozenset(places), frozenset(bodies), bool(cased), tuple(people))
