"""What is left out before pairs are looked at has no link: held on all pairs of many invented items."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np

from averral.matching.items import similarity
from averral.matching.origins.pairs import MANY, link, links
from averral.model import Attribution, Source
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


def test_many_items_are_linked_like_any_two():
    chance = random.Random(3)
    items = [invented(number, chance) for number in range(COUNT)]
    assert len(items) >= MANY
    expected = tuple(found for a, b in combinations(items, 2) if (found := link(a, b, translated)))
    assert links(items, translated) == expected
    assert {one.level for one in expected} >= {"copy", "credit", "witness", "owner", "same_document"}
    assert len(expected) < COUNT * COUNT / 3


def test_few_items_are_linked_too():
    chance = random.Random(4)
    items = [invented(number, chance) for number in range(4)]
    assert links(items) == tuple(found for a, b in combinations(items, 2) if (found := link(a, b)))
