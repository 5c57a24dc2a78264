"""One relation for a pair of quotes: the same statement, an altered one, or one put in another mouth."""

from __future__ import annotations

from averral.language.numbers import find_numbers
from averral.matching.items import Item, similarity
from averral.matching.relations import slots, time, wording
from averral.matching.relations.speakers import compare_speakers
from averral.matching.relations.verdict import Verdict
from averral.matching.relations.wording import Alignment
from averral.model import Quote, QuoteKind, RelationKind, RelationReason, TraceStep

#: Share of the shorter wording's words from which two wordings are one statement, and the fewest such words.
SAME_STATEMENT, FEWEST_WORDS = 0.7, 4
#: The same where another person is said to have said it: chance must be out of the question.
OTHER_MOUTH, FEWEST_WORDS_OTHER_MOUTH = 0.85, 6
#: Cosine from which a named speaker's two statements of one occasion are one, in two languages and in one.
TRANSLATED, REWORDED = 0.5, 0.62
#: With that many of the shorter wording's words in common, likeness of sense need only be so much.
SHARED_WORDS, WITH_SHARED_WORDS = 0.4, 0.4
#: Cosine from which it is one without a named speaker.
UNNAMED = 0.72
#: Share of common words that, with likeness of sense, makes up for a speaker who is not named on both sides.
HALF = 0.55
#: Words put in place of others, per common word, up to which a paraphrase may still be of the same statement.
MOST_CHANGED = 0.2
#: Days within which two reports of a statement are about one occasion.
OCCASION = 3

UNRELATED = Verdict(RelationKind.UNRELATED)


def decide_quotes(a: Item, b: Item) -> Verdict:
    """How two quotes of different documents stand to each other."""
    assert a.quote is not None  # noqa: S101 - claims are compared elsewhere
    assert b.quote is not None  # noqa: S101
    speakers = compare_speakers(a.quote, b.quote)
    cosine = similarity(a, b)
    steps = (
        TraceStep("speaker", _name(a.quote), _name(b.quote), speakers),
        TraceStep("topic", outcome=f"cosine={cosine:.2f}"),
    )
    found = wording.align(a.text, b.text, a.language) if a.language == b.language else None
    if found is not None and found.share >= SAME_STATEMENT and found.matched >= FEWEST_WORDS:
        return _same_words(a.quote, b.quote, found, speakers, steps)
    if speakers == "different":
        return UNRELATED
    return _same_sense(a, b, cosine, _threshold(a, b, speakers, found), (speakers, steps))


def _same_words(a: Quote, b: Quote, found: Alignment, speakers: str, steps: tuple[TraceStep, ...]) -> Verdict:
    trace = (*steps, TraceStep("wording", outcome=f"share={found.share:.2f} words={found.matched}"))
    trace += tuple(TraceStep("changed", x, y) for x, y in found.changed[:5])
    if a.denied != b.denied:
        return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.75, trace)
    if speakers == "different":
        certain = found.share >= OTHER_MOUTH and found.matched >= FEWEST_WORDS_OTHER_MOUTH
        kind = RelationKind.MISATTRIBUTED_QUOTE if certain else RelationKind.RELATED
        return Verdict(kind, (RelationReason.SPEAKER,), 0.5 + 0.4 * found.share, trace)
    named = wording.reasons(found)
    turned = found.negation or found.hedging or found.numbers or slots.opposed(a.text, b.text, a.language)
    if turned or (found.changed and _verbatim(a) and _verbatim(b)):
        return Verdict(RelationKind.ALTERED_QUOTE, named, 0.6 + 0.3 * found.share, trace)
    if len(found.changed) > MOST_CHANGED * found.matched:
        return Verdict(RelationKind.RELATED, named, 0.5, trace)
    return Verdict(RelationKind.SAME_QUOTE, named, 0.65 + 0.3 * found.share, trace)


def _threshold(a: Item, b: Item, speakers: str, found: Alignment | None) -> float:
    """The cosine from which two quotes say the same."""
    if speakers == "same":
        if found is not None and found.share >= SHARED_WORDS and found.matched >= FEWEST_WORDS:
            return WITH_SHARED_WORDS
        return REWORDED if a.language == b.language else TRANSLATED
    if found is not None and found.share >= HALF and found.matched >= FEWEST_WORDS_OTHER_MOUTH:
        return REWORDED
    return UNNAMED


def _same_sense(
    a: Item, b: Item, cosine: float, threshold: float, known: tuple[str, tuple[TraceStep, ...]]
) -> Verdict:
    """The statement in another language, or reported in other words."""
    assert a.quote is not None  # noqa: S101 - checked by the caller
    assert b.quote is not None  # noqa: S101
    speakers, steps = known
    days = time.apart(a, b)
    if cosine < threshold or (days is not None and days > OCCASION):
        related = speakers == "same" and cosine >= TRANSLATED
        return Verdict(RelationKind.RELATED, (), cosine, steps) if related else UNRELATED
    if a.quote.denied != b.quote.denied:
        return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.6, steps)
    if not _same_figures(a, b):
        return Verdict(RelationKind.RELATED, (RelationReason.VALUE,), cosine, steps)
    negated = [wording.negations(item.text, item.language) for item in (a, b)]
    if sum(negated) % 2:
        return Verdict(RelationKind.RELATED, (RelationReason.POLARITY,), cosine, steps)
    reworded = (RelationReason.WORDING_CHANGED,) if a.language == b.language else ()
    return Verdict(RelationKind.SAME_QUOTE, reworded, 0.4 + 0.5 * cosine, steps)


def _same_figures(a: Item, b: Item) -> bool:
    figures = [{number.best for number in find_numbers(item.text, item.language)} for item in (a, b)]
    return figures[0] == figures[1]


def _verbatim(quote: Quote) -> bool:
    return quote.kind is not QuoteKind.INDIRECT and not quote.verbatim_doubt


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""
