"""Questions without a date: they are taken to ask about the time of the reports that agree with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from averral.matching.comparing import Compared, compare
from averral.matching.items import Item
from averral.model import RelationKind


def dated(asked: Sequence[Item], compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The comparisons, with conflicts that are only a matter of time told as updates.

    Who asks whether twelve were killed, after the first reports said so, asks about a toll that later reports overtook.
    """
    found = list(compared)
    for item in asked:
        if item.claim is None or item.as_of is not None:
            continue
        own = [index for index, one in enumerate(found) if item.id in {one.a.id, one.b.id}]
        moments = [
            far.as_of
            for index in own
            if found[index].verdict.kind is RelationKind.CORROBORATES
            and (far := _far(found[index], item)).as_of is not None
        ]
        if moments:
            known = replace(item, claim=replace(item.claim, as_of=max(filter(None, moments))))
            for index in own:
                found[index] = _again(found[index], item, known)
    return tuple(found)


def _again(one: Compared, item: Item, known: Item) -> Compared:
    if one.verdict.kind is not RelationKind.CONFLICTS:
        return one
    again = compare(known, _far(one, item))
    return again if again.verdict.kind is RelationKind.UPDATES else one


def _far(one: Compared, item: Item) -> Item:
    return one.b if one.a.id == item.id else one.a
