"""Two quotes of different documents, and what is known about them before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from averral.language.names import name_key
from averral.language.unsaid import denies_saying
from averral.matching.items import Item, similarity
from averral.matching.relations import occasion, time, wording
from averral.matching.relations.speakers import compare_speakers, has_role_alone, is_body
from averral.matching.relations.wording import Alignment
from averral.model import Quote, QuoteKind, SpeakerFound, TraceStep

#: Days within which two reports of a statement are about one occasion.
OCCASION = 3
#: By how much more two statements must be alike whose articles name nothing in common, or are headed by two countries:
#: ministers sell lithium everywhere; and what names in common make two articles reports of one event.
ELSEWHERE, ONE_REPORT = 0.2, 1.0
#: Letters of the shorter wording per letter of the longer one, below which it is an excerpt.
EXCERPT = 0.45


@dataclass(frozen=True, slots=True)
class QuotePair:
    """Two quotes and what is known about them so far."""

    a: Item
    b: Item
    mine: Quote
    yours: Quote
    speakers: str
    cosine: float
    words: Alignment | None
    """None across languages."""

    @property
    def steps(self) -> tuple[TraceStep, ...]:
        """What every verdict goes back to."""
        steps = (
            TraceStep("speaker", _name(self.mine), _name(self.yours), self.speakers),
            TraceStep("topic", outcome=f"cosine={self.cosine:.2f}"),
        )
        if self.words is None:
            return steps
        shared = f"share={self.words.share:.2f} words={self.words.matched}"
        return (*steps, TraceStep("wording", outcome=shared))

    @property
    def one_language(self) -> bool:
        """Whether words can be compared."""
        return self.words is not None

    @property
    def one_occasion(self) -> bool:
        """Whether nothing shows that they were said at two times."""
        days = time.apart(self.a, self.b)
        return days is None or days <= OCCASION

    @property
    def one_denies(self) -> bool:
        """Whether one side tells that somebody denies what the other reports."""
        return self.mine.denied != self.yours.denied

    @property
    def one_tells_of_it(self) -> bool:
        """Whether one says in its own words that something was not said: what that is, is a quote of its own."""
        mine, yours = (denies_saying(quote.text, quote.language) for quote in (self.mine, self.yours))
        return mine != yours

    @property
    def verbatim(self) -> bool:
        """Whether both sides claim to give the very words."""
        return is_verbatim(self.mine) and is_verbatim(self.yours)

    @property
    def of_one_name(self) -> bool:
        """Whether both are named, and the names do not merely allow that they are one: "factory owner Driss Lamrani"."""
        fits = self.speakers == "fits" and not (has_role_alone(self.mine) or has_role_alone(self.yours))
        return fits or self.speakers == "same"

    @property
    def farther(self) -> float:
        """What is asked for beyond the bounds where two people, or nobody known, speak in reports of two events."""
        if self.of_one_name or self.one_language:
            return 0.0
        met = occasion.compare(self.a, self.b)
        far = occasion.under_other_lands(self.a, self.b) or not (met.asked or met.weight >= ONE_REPORT)
        return ELSEWHERE if far else 0.0

    @property
    def of_body(self) -> bool:
        """Whether a state or body speaks on either side."""
        return _is_body(self.mine) or _is_body(self.yours)

    @property
    def in_doubt(self) -> bool:
        """Whether one speaker is but a pronoun that may stand for the other: nobody is said to have been misquoted for that."""
        return _may_be(self.mine, self.b, self.yours) or _may_be(self.yours, self.a, self.mine)

    @property
    def is_excerpt(self) -> bool:
        """Whether one side is so much shorter that it can hold a part only."""
        shorter, longer = sorted((len(self.a.text), len(self.b.text)))
        return shorter < EXCERPT * longer


def make_quote_pair(a: Item, b: Item) -> QuotePair:
    """Two quotes of different documents, and how their speakers, senses and words compare."""
    mine, yours = a.quote, b.quote
    assert mine is not None  # noqa: S101 - claims are compared elsewhere
    assert yours is not None  # noqa: S101
    return QuotePair(
        a,
        b,
        mine,
        yours,
        _compare_speakers(a, b, mine, yours),
        similarity(a, b),
        wording.align(told_in(a), told_in(b), a.language) if a.language == b.language else None,
    )


def _compare_speakers(a: Item, b: Item, mine: Quote, yours: Quote) -> str:
    """How the speakers compare; of whom only a role is told may be whom the article names, and the other report quotes."""
    found = compare_speakers(mine, yours)
    fits = found == "unknown" and (_may_mean(b, yours, mine) or _may_mean(a, mine, yours))
    return "fits" if fits else found


def _may_mean(item: Item, quote: Quote, other: Quote) -> bool:
    """Whether the quote's speaker has but a role, and the item's article names the other quote's speaker."""
    if quote.speaker is None or other.speaker is None or not has_role_alone(quote):
        return False
    surname = name_key(other.speaker.name, other.language).rpartition(" ")[2]
    return len(surname) > 1 and not has_role_alone(other) and occasion.told_elsewhere(item, surname)


def _may_be(quote: Quote, other: Item, theirs: Quote) -> bool:
    """Whether the other quote's speaker is but a pronoun, in a document that names the speaker of this one."""
    if theirs.speaker is None or theirs.speaker.found is not SpeakerFound.PRONOUN or quote.speaker is None:
        return False
    surname = name_key(quote.speaker.name, quote.language).rpartition(" ")[2]
    return len(surname) > 1 and occasion.told_elsewhere(other, surname)


def told_in(item: Item) -> str:
    """What is said; of reported speech without the reporter's remarks on somebody: "the doctor, *who has not been named*,"."""
    retold = item.quote is not None and not is_verbatim(item.quote)
    return wording.without_asides(item.text, item.language) if retold else item.text


def _is_body(quote: Quote) -> bool:
    return quote.speaker is not None and is_body(quote.speaker)


def is_verbatim(quote: Quote) -> bool:
    """Whether a quote claims to give the very words."""
    return quote.kind is not QuoteKind.INDIRECT and not quote.verbatim_doubt


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""
