from __future__ import annotations

import itertools

import pytest

from averral.matching.corpus import tables
from averral.matching.corpus.cache import Recent
from averral.matching.corpus.counts import LONG, USED_FOR, Counter
from averral.matching.corpus.store import Corpus
from averral.model import Filters
from matching_corpus import W, report


@pytest.fixture
def corpus():
    found = Corpus(tables.open_corpus())
    yield found
    found.close()


def ticking(step: float):
    """A clock that each look puts forward."""
    ticks = itertools.count()
    return lambda: next(ticks) * step


def counted(corpus: Corpus, step: float) -> list[int]:
    counter = Counter(corpus, ticking(step))
    found = []
    for name in ("one", "two"):
        corpus.add_documents([report(name)[0]])
        found += [counter.coverage(W, Filters()).documents, counter.stats(W).documents]
    return found


def test_what_is_quick_to_count_is_counted_each_time(corpus):
    assert counted(corpus, LONG / 10) == [1, 1, 2, 2]


def test_what_takes_long_is_kept_for_a_while(corpus):
    assert counted(corpus, 2 * LONG) == [1, 1, 1, 1]


def test_it_is_counted_again_in_the_end(corpus):
    counter = Counter(corpus, ticking(2 * LONG))
    assert counter.coverage(W, Filters()).documents == 0
    corpus.add_documents([report("one")[0]])
    seen = [counter.coverage(W, Filters()).documents for _ in range(USED_FOR + 2)]
    assert (seen[0], seen[-1]) == (0, 1)


def test_only_what_was_used_last_is_kept():
    recent: Recent[int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (1, None, 3)
