"""Of the look-alikes of a question those are compared that comparing all would have shown."""

from __future__ import annotations

import random
from itertools import product

import pytest

from averral.matching import lookalikes
from averral.matching.comparing import compare
from averral.matching.engine import MOST_WEAK, best
from averral.matching.items import similarity
from averral.matching.lookalikes import LookAlike
from averral.matching.relations import sight
from averral.model import RelationKind
from unit.matching.test_matching_sight import invented_claim, outline

QUESTIONS, REPORTS = 4, 300


class Shelf:
    """Holds the reports, and counts those that are read."""

    def __init__(self, items):
        self.held = {item.id: item for item in items}
        self.read = 0

    def items(self, workspace, ids):
        self.read += len(ids)
        return tuple(self.held[item_id] for item_id in ids if item_id in self.held)


def relations(compared):
    return [one.relation for one in compared if one.verdict.kind is not RelationKind.UNRELATED]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_shown_is_what_comparing_all_would_show(seed):
    chance = random.Random(seed)
    questions = [invented_claim(number, chance) for number in range(QUESTIONS)]
    shelf = Shelf([invented_claim(QUESTIONS + number, chance) for number in range(REPORTS)])
    found = [
        LookAlike(a, b.id, surest)
        for a, b in product(questions, shelf.held.values())
        if (surest := sight.surest(outline(a), outline(b), similarity(a, b)))
    ]
    shown = list(lookalikes.to_show(shelf, "w", found, MOST_WEAK))
    for question in questions:
        every = [compare(one.item, shelf.held[one.other]) for one in found if one.item is question]
        some = [one for one in shown if question.id in {one.a.id, one.b.id}]
        assert best(relations(some)) == best(relations(every))
    assert shelf.read <= len(found)


def test_reports_that_cannot_be_shown_are_not_read():
    chance = random.Random(0)
    question = invented_claim(0, chance)
    shelf = Shelf([invented_claim(1 + number, chance) for number in range(REPORTS)])
    found = [
        LookAlike(question, item.id, surest)
        for item in shelf.held.values()
        if (surest := sight.surest(outline(question), outline(item), similarity(question, item)))
    ]
    assert len(found) > 2 * MOST_WEAK
    list(lookalikes.to_show(shelf, "w", found, MOST_WEAK))
    assert shelf.read < len(found)
