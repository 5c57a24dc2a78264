"""In which country a place lies that no gazetteer lists, as far as its text says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from averral.language import gazetteer
from averral.model import Place

#: Letters between a place and the country that follows it: ", in the ".
_BESIDE = 16
#: Inhabitants below which a town is no capital that stands for its government.
_TOWN = 1_000_000
_ENDS = frozenset('.!?;:\n؟۔؛"«»“”„')


def settle(places: Sequence[Place], text: str) -> tuple[Place, ...]:
    """The places in order; unlisted ones with the country named right behind them somewhere, else the only one whose towns the text names."""
    only = _only_country(places)
    beside = _named_beside(places, text)
    return tuple(
        replace(place, country=beside.get(place.key, only))
        if _is_unlisted(place) and not place.country
        else place
        for place in places
    )


def _is_unlisted(place: Place) -> bool:
    return gazetteer.listed(place.key) is None


def _only_country(places: Sequence[Place]) -> str:
    """The one country that a text names towns of; naming the country alone may tell who acts, not where."""
    told = {place.country for place in places if place.country}
    towns = any(
        listed.kind != "country" and listed.population < _TOWN
        for place in places
        if (listed := gazetteer.listed(place.key)) is not None
    )
    return next(iter(told)) if towns and len(told) == 1 else ""


def _named_beside(places: Sequence[Place], text: str) -> dict[str, str]:
    """Country by key, of those that are never said to lie in two."""
    found: dict[str, set[str]] = {}
    for place, following in pairwise(places):
        between = text[place.span.end : following.span.start]
        listed = gazetteer.listed(following.key)
        if (
            _is_unlisted(place)
            and listed is not None
            and listed.kind == "country"
            and len(between) <= _BESIDE
            and _ENDS.isdisjoint(between)
        ):
            found.setdefault(place.key, set()).add(listed.country)
    return {key: next(iter(each)) for key, each in found.items() if len(each) == 1}
