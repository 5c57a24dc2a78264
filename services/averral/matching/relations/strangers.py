"""Whether two like reports tell of two: other people in court, other trades on strike."""

from __future__ import annotations

from averral.language.concepts import concept
from averral.language.matters import find_matters, is_act, is_common
from averral.matching.items import Item
from averral.matching.relations import counted, occasion, slots
from averral.model import Claim, ClaimKind

#: Slots of the state of a strike.
_STRIKES = frozenset({"strike"})
#: Kinds of events that befall somebody, who may be told by name.
_OF_ONE = ({ClaimKind.ARREST}, {ClaimKind.CASUALTIES})
#: What every report of a strike speaks of.
_STRIKE = "labour_strike"


def are_told_of(a: Item, b: Item) -> bool:
    """Whether those whom two claims are about are surely others, as far as their words and documents name them."""
    claim, other = a.claim, b.claim
    if claim is None or other is None:
        return False
    if {claim.kind, other.kind} in _OF_ONE:
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
