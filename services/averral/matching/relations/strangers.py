"""Whether two like reports tell of two: other people in court, other trades on strike."""

from __future__ import annotations

import re
from functools import lru_cache

from averral.language.concepts import concept
from averral.language.matters import find_matters, is_act, is_common
from averral.language.names import name_key
from averral.language.roles import roles_in
from averral.matching.items import Item
from averral.matching.relations import counted, occasion, slots
from averral.model import Claim, ClaimKind

#: Slots of the state of a strike.
_STRIKES = frozenset({"strike"})
#: Kinds of events that befall somebody, who may be told by name.
_OF_ONE = ({ClaimKind.ARREST}, {ClaimKind.CASUALTIES})
#: A name with the mark of an owner, and how far behind it who belongs to them may stand, in code points.
_OWNER = re.compile(r"(\w{3,40})['\u2019](?:s|in|\u0131n|un|\u00fcn|nin|n\u0131n|nun|n\u00fcn)\b")
_NEAR = 24
#: The same behind a word for "of": "a companion of al-Baghdadi".
_OF = re.compile(r"\b(?:of|de|del|von)\s(?:[Aa]l-)?(\w{3,40})(?:\s(\w{3,40}))?")
#: What every report of a strike speaks of.
_STRIKE = "labour_strike"


def are_told_of(a: Item, b: Item) -> bool:
    """Whether those whom two claims are about are surely others, as far as their words and documents name them."""
    claim, other = a.claim, b.claim
    if claim is None or other is None:
        return False
    if {claim.kind, other.kind} in _OF_ONE:
        if _is_anothers(a, b) or _is_anothers(b, a):
            return True
        return not (_counts(claim) or _counts(other)) and _other_person(a, b)
    return _strikes(claim) and _strikes(other) and _other_trade(claim, other)


def _counts(claim: Claim) -> bool:
    """Whether it gives a number of people: then no single fate is told."""
    return any(quantity.unit in slots.FATES for quantity in counted.counts(claim))


def _strikes(claim: Claim) -> bool:
    return bool(claim.predicate) and concept(claim.predicate).id.partition(".")[0] in _STRIKES


def _other_person(a: Item, b: Item) -> bool:
    """Whether each names somebody of whom the other's document knows nothing, or but one names anybody that scripts show."""
    mine, yours = _accused(a), _accused(b)
    if not (mine or yours):
        return False
    known = any(occasion.told_elsewhere(b, key) for key in mine) or any(
        occasion.told_elsewhere(a, key) for key in yours
    )
    return not known and bool((mine and yours) or occasion.hides_names(b if mine else a))


def _is_anothers(a: Item, b: Item) -> bool:
    """Whether one tells of somebody who belongs to whom the other tells of: al-Baghdadi's aide is not al-Baghdadi."""
    owners = _owners(a.text, a.language)
    met = [key for key in occasion.people(b) if key.split()[-1] in owners]
    return bool(met) and owners.isdisjoint(_owners(b.text, b.language))


@lru_cache(maxsize=16_384)
def _owners(text: str, language: str) -> frozenset[str]:
    """Sound keys of the last names behind which, with the mark of an owner, a person follows: "Baghdadi's key aide"."""
    before = (
        found[1]
        for found in _OWNER.finditer(text)
        if roles_in(text[found.end() : found.end() + _NEAR].rsplit(" ", 1)[0], language)
    )
    behind = (
        name
        for found in _OF.finditer(text)
        if roles_in("".join(text[max(0, found.start() - _NEAR) : found.start()].split()[-1:]), language)
        for name in found.groups()
        if name and name[0].isupper()
    )
    return frozenset(name_key(name, language) for name in (*before, *behind))


def _accused(item: Item) -> list[str]:
    """The people whom a claim names but for those who say it."""
    assert item.claim is not None  # noqa: S101 - only claims are compared here
    telling = {each.key for each in item.claim.attribution} | {item.speaker.key if item.speaker else ""}
    said = {word for key in telling for word in key.split()}
    return [key for key in occasion.people(item) if not said & {*key.split(), key.removeprefix("~")}]


def _other_trade(a: Claim, b: Claim) -> bool:
    """Whether each speaks of a trade, or what it works with, and the other of none of it."""
    mine, yours = _trades(a), _trades(b)
    return bool(mine and yours) and mine.isdisjoint(yours)


def _trades(claim: Claim) -> set[str]:
    labels = {one.label for one in find_matters(claim.text, claim.language)}
    return {label for label in labels if label != _STRIKE and not is_common(label) and not is_act(label)}
