"""Look-alikes of another time: of the hundred that a question meets, only those that its answer shows are read and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averral.matching.comparing import Compared, compare
from averral.matching.corpus.store import Corpus
from averral.matching.items import Item
from averral.matching.relations.verdict import relation_id
from averral.model import RelationKind


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An item of another time than a question's, before it is read."""

    item: Item
    other: str
    """Its id."""
    surest: float
    """Its relation decides nothing, and is no surer than this."""

    @property
    def rank(self) -> tuple[float, str]:
        """Where its relation stands at best among those to show."""
        return _rank(self.surest, relation_id(self.item.id, self.other))


def to_show(corpus: Corpus, workspace: str, found: Sequence[LookAlike], most: int) -> Iterator[Compared]:
    """The comparisons among which are those to show, so many for each item."""
    of_items: dict[str, list[LookAlike]] = {}
    for each in found:
        of_items.setdefault(each.item.id, []).append(each)
    for alike in of_items.values():
        yield from _of_one(corpus, workspace, alike, most)


def _of_one(corpus: Corpus, workspace: str, found: Sequence[LookAlike], most: int) -> Iterator[Compared]:
    ordered = sorted(found, key=lambda each: each.rank)
    ranks: list[tuple[float, str]] = []
    for start in range(0, len(ordered), most):
        part = ordered[start : start + most]
        if len(ranks) >= most and sorted(ranks)[most - 1] <= part[0].rank:
            return
        loaded = {item.id: item for item in corpus.items(workspace, [each.other for each in part])}
        compared = [compare(each.item, loaded[each.other]) for each in part if each.other in loaded]
        ranks += [_rank_of(one) for one in compared if one.verdict.kind is not RelationKind.UNRELATED]
        yield from compared


def _rank_of(one: Compared) -> tuple[float, str]:
    relation = one.relation
    return _rank(relation.confidence, relation.id)


def _rank(confidence: float, relation: str) -> tuple[float, str]:
    return -round(confidence, 3), relation
