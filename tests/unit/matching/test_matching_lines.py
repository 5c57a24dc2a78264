"""Counting origins takes a link of each item to the first of its line: held on all pairs of many invented items."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np

from averral.matching.items import similarity
from averral.matching.origins.pairs import link, links_to_first
from averral.matching.passages import links_across, make_passage
from averral.model import Attribution, Relation, RelationKind, Source, Span
from averral.verification.origins import group_origins
from matching_cases import claim_item, make_quote, place, quantity, quote_item

COUNT = 70
REPORT = (
    "officials said the northern ferry carried more passengers than its licence allowed when it turned over in rough "
    "water near the old breakwater and four boats from the village brought people to the shore before night fell"
)
TOPICS = (
    "our reporter counted eleven burnt houses along the main street",
    "the council sold the waterworks to a bank after a long debate",
)


def passage(chance):
    """Some stretch of one report, or of others, with words changed."""
    source = chance.choice((REPORT, REPORT, *TOPICS)).split()
    start = chance.randrange(max(1, len(source) - 14))
    found = source[start : start + chance.choice((6, 13, 25))]
    return " ".join(chance.choice(("then", word, word, word, word, word)) for word in found)


def invented(number, chance):
    text = passage(chance)
    body = f"{passage(chance)}\n{text} {passage(chance)}\n{passage(chance)} {passage(chance)}"
    published = chance.choice(("", "2020-03-04", "2020-03-05", "2020-03-30"))
    facts = {
        "doc": chance.choice((f"d{number}", f"d{number}", f"d{number % 7}")),
        "body": body,
        "published": published,
        "language": chance.choice(("en", "en", "fr")),
    }
    speaker = chance.choice(("", "Karim Haddad", "K. Haddad", "Anna Berg"))
    if chance.random() < 0.5:
        told_to = chance.choice(("", "", "Reuters"))
        item = quote_item(text, speaker=speaker, told_to=told_to, **facts)
    else:
        agency = Attribution("Reuters", "~rtrs", "agency")
        item = claim_item(
            text,
            "",
            "other",
            quote=make_quote(text, speaker=speaker) if speaker else None,
            places=(place("Oslo", "gn:3143244"), place("Aziza", "~zz")),
            quantities=(quantity(chance.choice((4.0, 11.0))),),
            attribution=chance.choice(((), (), (agency,))),
            **facts,
        )
    source = Source(chance.choice(("", "Herald", "HERALD", "Post")), chance.choice(("", "", "Group")))
    vector = np.array([chance.gauss(0.5, 1) for _ in range(4)], np.float32)
    page = replace(item.document, source=source)
    return replace(item, document=page, vector=vector / np.linalg.norm(vector))


def translated(a, b):
    return "aligned=0.50" if a.language != b.language and similarity(a, b) > 0.6 else ""


def counted(items, links):
    """Origins as sets of item ids, as verification counts them."""
    found = group_origins([make_passage(item) for item in items], links)
    return [{passage.item_id for passage in origin.passages} for origin in found]


def test_links_to_the_first_of_each_line_are_all_that_counting_needs():
    chance = random.Random(3)
    items = [invented(number, chance) for number in range(COUNT)]
    every = [found for a, b in combinations(items, 2) if (found := link(a, b, translated))]
    few = links_to_first(items, translated)
    assert counted(items, few) == counted(items, every)
    assert set(few) <= set(every)
    assert len(few) < len(every) / 3
    assert {one.level for one in every} >= {"copy", "credit", "witness", "owner", "same_document"}


def test_only_items_with_a_group_in_common_are_compared():
    chance = random.Random(5)
    items = [invented(number, chance) for number in range(COUNT)]
    groups = {item.id: {str(chance.randrange(3)), item.document.id} for item in items}
    together = [(a, b) for a, b in combinations(items, 2) if groups[a.id] & groups[b.id]]
    every = [found for a, b in together if (found := link(a, b, translated))]
    few = links_to_first(items, translated, lambda item: groups[item.id])
    assert counted(items, few) == counted(items, every)
    assert set(few) <= set(every)


def test_parts_of_a_question_are_merged_with_the_links_that_their_sides_need():
    a, b, c = (
        replace(plain, document=replace(plain.document, source=Source("Herald")))
        for plain in (claim_item(f"the ferry sank {name}", "", "other", doc=name) for name in "abc")
    )
    relations = {
        "first": [related("first", a), related("first", b)],
        "second": [related("second", b), related("second", c, RelationKind.RELATED)],
    }
    found = links_across(relations, {item.id: item for item in (a, b, c)}, translated)
    assert [{one.a_id, one.b_id} for one in found] == [{a.id, b.id}]


def related(part, item, kind=RelationKind.CORROBORATES):
    whole = Span(0, 1)
    return Relation(
        id=f"{part}-{item.id}",
        kind=kind,
        a_id=part,
        b_id=item.id,
        a_document_id="question",
        b_document_id=item.document.id,
        a_span=whole,
        b_span=whole,
    )
