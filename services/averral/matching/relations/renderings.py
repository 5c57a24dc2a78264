"""Two renderings of one statement: what turns one of them round, if anything does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from averral.language.numbers import find_numbers
from averral.matching.items import Item
from averral.matching.relations import slots, wording
from averral.matching.relations.quote_pair import QuotePair, told_in
from averral.matching.relations.tenor import Negated, Part, clauses_of, sentences_of, tenor
from averral.model import RelationReason

#: The figure that some languages put into words of other kinds.
A_PAIR = 2
#: Words up to which a lone "may" bears on all that is said.
SHORT = 14
#: Letters of one part per letter of another from which they may be one: some scripts write no vowels.
ONE_PART = 0.35


def turned_by(pair: QuotePair) -> RelationReason | None:
    """What turns one of the two round; an excerpt may have left it out."""
    if not same_figures(pair):
        return RelationReason.VALUE
    if pair.is_excerpt:
        return None
    if negated(pair):
        return RelationReason.WORDING_NEGATION
    if slots.opposed(pair.a.text, pair.b.text, pair.a.language, pair.b.language):
        return RelationReason.OUTCOME
    doubt = tenor(pair.a.text, pair.a.language).doubts(tenor(pair.b.text, pair.b.language))
    short = all(len(wording.words_of(item.text, item.language)) <= SHORT for item in (pair.a, pair.b))
    return RelationReason.WORDING_MODALITY if doubt and short else None


def same_figures(pair: QuotePair) -> bool:
    """Whether both give the same figures; one that only one side gives alters no excerpt and nothing that is reported.

    Nor does "two" between languages: "twice" and "both" are no figure everywhere.
    """
    mine, yours = figures(pair.a), figures(pair.b)
    more, fewer = mine - yours, yours - mine
    if more and fewer:
        return False
    of_two = not pair.one_language and max(more | fewer, default=0) <= A_PAIR
    return mine == yours or pair.is_excerpt or of_two or not pair.verbatim


def negated(pair: QuotePair) -> bool:
    """Whether one side negates and the other does not even refuse."""
    mine, yours = told_in(pair.a), told_in(pair.b)
    found = {tenor(mine, pair.a.language).negated, tenor(yours, pair.b.language).negated}
    return found == {Negated.NO, Negated.YES} or (pair.verbatim and not pair.one_language and _in_part(pair))


def _in_part(pair: QuotePair) -> bool:
    """Whether one negates in a sentence, or in more clauses, where the other affirms: "We did *not* fail. …"."""
    mine, yours = (sentences_of(item.text, item.language) for item in (pair.a, pair.b))
    if len(mine) != len(yours):
        return False
    if len(mine) > 1:
        return _alike(mine, yours) and any(map(Part.turns, mine, yours))
    mine, yours = (clauses_of(item.text, item.language) for item in (pair.a, pair.b))
    plain = not any(part.tenor.fails for part in (*mine, *yours))
    # Languages put the same clauses in another order.
    counts = [sum(part.tenor.negated is Negated.YES for part in parts) for parts in (mine, yours)]
    return plain and len(mine) == len(yours) > 1 and _alike(mine, yours) and counts[0] != counts[1]


def _alike(mine: Sequence[Part], yours: Sequence[Part]) -> bool:
    return all(map(_alike_in_length, mine, yours))


def _alike_in_length(mine: Part, yours: Part) -> bool:
    shorter, longer = sorted((mine.letters, yours.letters))
    return shorter >= ONE_PART * longer


def figures(item: Item) -> frozenset[float]:
    """The figures that a quote gives, one aside."""
    return _figures_of(item.text, item.language)


@lru_cache(maxsize=4096)
def _figures_of(text: str, language: str) -> frozenset[float]:
    # "A single one" is a figure in one language and none in another. Each quote is held against a hundred others.
    return frozenset(n.best for n in find_numbers(text, language) if n.best != 1)
