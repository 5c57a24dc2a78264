"""How two places lie to each other, and the sounds by which places that no gazetteer lists are known again."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from averral.language import gazetteer
from averral.language.names import name_key
from averral.language.place_listed import NAME_WORDS
from averral.language.sounds import likeness, skeleton, strong
from averral.language.tokens import tokens
from averral.model import Place

Comparison = Literal["same", "inside", "contains", "overlaps", "different", "unknown"]
_OPPOSITE = ({"north", "south"}, {"east", "west"}, {"centre", "rural"})
_WHOLE = {"", "centre"}
_NEIGHBOUR_KM = 6.0
_SAME_SOUND, _OTHER_SOUND = 0.85, 0.6
#: A shorter sound key says too little about a place to be known again by it.
_TELLING_SOUND = 3
_VOWELS = "wyh"


@lru_cache(maxsize=4096)
def sounds_of(text: str, language: str) -> frozenset[str]:
    """Sound keys of all runs of up to three words: what unlisted places the text may name, whatever its spelling."""
    sequence = tokens(text)
    return frozenset(
        "~" + name_key(text[sequence[first].start : sequence[last - 1].end], language).replace(" ", "")
        for first in range(len(sequence))
        for last in range(first + 1, min(first + NAME_WORDS, len(sequence)) + 1)
    )


def compare_places(a: Place, b: Place) -> Comparison:
    """How `a` lies to `b`: the same, inside it, containing it, overlapping, different, or not known."""
    if a.key == b.key:
        return _compare_directions(a.direction, b.direction)
    found = _compare_listed(a.key, b.key)
    if found is not None:
        return found
    unlisted = gazetteer.listed(a.key) is gazetteer.listed(b.key)
    return _compare_sounds(a, b) if unlisted else _compare_spellings(a, b)


@lru_cache(maxsize=65_536)
def _compare_listed(a: str, b: str) -> Comparison | None:
    """The outcome for the keys of two places of the gazetteer; None where it lacks one of them."""
    mine, yours = gazetteer.listed(a), gazetteer.listed(b)
    if mine is None or yours is None:
        return None
    if _within(mine, yours):
        return "inside"
    if _within(yours, mine):
        return "contains"
    if mine.country == yours.country and "region" in (mine.kind, yours.kind):
        return "unknown"
    near = mine.kind == yours.kind == "city" and gazetteer.kilometres(mine, yours) < _NEIGHBOUR_KM
    return "overlaps" if near else "different"


def _within(inner: gazetteer.Listed, outer: gazetteer.Listed) -> bool:
    if outer.kind == "country":
        return inner.kind != "country" and inner.country == outer.country
    return bool(inner.parent) and f"region:{inner.parent}" == outer.key


def _compare_directions(a: str, b: str) -> Comparison:
    if a == b:
        return "same"
    if {a, b} == _WHOLE:
        # What happens in the centre of a town happens in the town.
        return "same"
    mine, yours = set(filter(None, a.split("-"))), set(filter(None, b.split("-")))
    if mine > yours:
        return "inside"
    if mine < yours:
        return "contains"
    opposed = any(mine & pair and yours & pair and mine & pair != yours & pair for pair in _OPPOSITE)
    return "different" if opposed else "overlaps"


def _compare_spellings(a: Place, b: Place) -> Comparison:
    """A listed place and one whose spelling the gazetteer lacks: alike by sound is the same, else only countries tell."""
    if _sound_alike(a.name, b.name) or _one_key(a, b):
        return _compare_directions(a.direction, b.direction)
    return _compare_lands(a, b)


def _sound_alike(a: str, b: str) -> bool:
    """Whether two names sound alike, as written or by their strong consonants: Mequinez is مكناس."""
    mine, yours = skeleton(a), skeleton(b)
    if min(len(mine), len(yours)) >= _TELLING_SOUND and _whole(mine, yours) >= _SAME_SOUND:
        return True
    mine, yours = strong(mine), strong(yours)
    return min(len(mine), len(yours)) > _TELLING_SOUND and likeness(mine, yours) >= _SAME_SOUND


def _whole(a: str, b: str) -> float:
    """How alike two names sound, the last vowel aside, which a case may have changed: Нізві, Nizwa."""
    return max(likeness(mine, yours) for mine in {a, a.rstrip(_VOWELS)} for yours in {b, b.rstrip(_VOWELS)})


def _compare_lands(a: Place, b: Place) -> Comparison:
    """An unlisted place lies in the country that its text tells, and so in no other."""
    if not (a.country and b.country):
        return "unknown"
    if a.country != b.country:
        return "different"
    mine, yours = _is_land(a), _is_land(b)
    return "contains" if mine else "inside" if yours else "unknown"


def _is_land(place: Place) -> bool:
    listed = gazetteer.listed(place.key)
    return listed is not None and listed.kind == "country"


def _one_key(a: Place, b: Place) -> bool:
    """Whether a listed name has the sound key of the unlisted one, whose article its key has lost: الريصاني, Rissani."""
    unlisted, listed = (a, b) if a.key.startswith("~") else (b, a)
    sounds, others = unlisted.key.removeprefix("~"), name_key(listed.name).replace(" ", "")
    if min(len(sounds), len(others)) > _TELLING_SOUND:
        return likeness(sounds, others) >= _SAME_SOUND
    return len(sounds) >= _TELLING_SOUND and sounds == others


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return " ".join(token.key for token in tokens(name))


def _compare_sounds(a: Place, b: Place) -> Comparison:
    if _folded(a.name) == _folded(b.name):
        # One spelling may sound differently in two languages: the Turkish c of Cayma.
        return _compare_directions(a.direction, b.direction)
    alike = likeness(a.key.removeprefix("~"), b.key.removeprefix("~"))
    if alike >= _SAME_SOUND or (alike >= _OTHER_SOUND and _sound_alike(a.name, b.name)):
        return _compare_directions(a.direction, b.direction)
    return "different" if alike < _OTHER_SOUND else "unknown"
