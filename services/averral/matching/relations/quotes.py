"""One relation for a pair of quotes: the same statement, an altered one, or one put in another mouth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from averral.language import events, gazetteer
from averral.language.names import name_key
from averral.language.numbers import find_numbers
from averral.language.places import find_places
from averral.language.unsaid import denies_saying
from averral.matching.items import Item, similarity
from averral.matching.relations import occasion, slots, time, wording
from averral.matching.relations.speakers import compare_speakers, has_role_alone, is_body, speaks_for
from averral.matching.relations.tenor import Negated, Part, clauses_of, sentences_of, tenor
from averral.matching.relations.verdict import Verdict
from averral.matching.relations.wording import Alignment
from averral.model import PairScores, Quote, QuoteKind, RelationKind, RelationReason, SpeakerFound, TraceStep

#: Share of the shorter wording's words from which two wordings are one statement, and the fewest such words.
SAME_STATEMENT, FEWEST_WORDS = 0.7, 4
#: Fewer words will do where one person is said to have said exactly them.
FEWEST_EXACT = 2
#: How far the common words may lie apart, by the length of the shorter wording.
MOST_SPREAD = 2.0
#: The same where another person is said to have said it: chance must be out of the question.
OTHER_MOUTH, FEWEST_WORDS_OTHER_MOUTH = 0.85, 6
FEWEST_EXACT_OTHER_MOUTH = 4
#: Likeness of sense from which wordings with other words are free renderings of one statement.
FREELY_RENDERED = 0.9
#: Words put in place of others, per common word, up to which a paraphrase may still be of the same statement.
MOST_CHANGED = 0.2
#: Days within which two reports of a statement are about one occasion.
OCCASION = 3

#: Cosine from which two statements of one occasion are one, in two languages and in one: of a named person, of a state
#: or body (which says much in a day), and where a speaker is not named on both sides.
PERSON = (0.42, 0.58)
BODY = (0.5, 0.62)
UNNAMED = (0.55, 0.7)
#: The same of words in marks on both sides.
UNNAMED_WORDS = (0.43, 0.7)
#: Cosine below which nothing that both give makes one statement of what two say who are not known to be one.
OF_OTHERS = 0.33
#: The same where one is named and of the other only a role is told that fits.
FITTING = (0.42, 0.62)
#: The same of somebody's statement and somebody's denial of one: few people deny two in a day.
DENIED = (0.35, 0.5)
#: Below that, cosine from which the pair classifier is asked whether two quotes say the same, by how their speakers compare.
ASKED = {"same": 0.2, "fits": 0.26, "unknown": 0.28, "different": 0.26}
#: What cosine and classifier must come to together: its probability of agreement, and half that of conflict, since what
#: is put the other way round is still one statement. One speaker says few things in a day; others say much alike.
SURE = {"same": 0.95, "fits": 0.95, "unknown": 1.3, "different": 1.2}
#: Probability of agreement that will do for one speaker.
AGREED = 0.55
#: What cosine and classifier must come to for states and bodies, which say much in a day, and from where what is turned round is an alteration.
SURE_OF_BODIES, SURELY_ALTERED = 0.95, 0.95
#: With that many of the shorter wording's words in common, likeness of sense need only be so much.
SHARED_WORDS, WITH_SHARED_WORDS = 0.4, 0.4
#: Share of common words that, with likeness of sense, makes up for a speaker who is not named on both sides.
HALF = 0.55
#: By how much less likeness will do where both give the same figure.
SAME_FIGURE = 0.07
#: The figure that some languages put into words of other kinds.
A_PAIR = 2
#: Cosine, and what the classifier's agreement and conflict must come to, from which somebody denies what he is said to have said.
DENIES_THAT, DENIAL_SURE = 0.25, 0.75
#: Cosine from which one speaker's statements with opposite outcomes are of one matter.
CONTRARY = 0.15
#: The same where both speak of one kind of event.
SAME_EVENT = 0.15
#: Cosine from which marked words of two people, in two languages, are one statement.
TRANSLATED_OTHER_MOUTH = 0.5
#: By how much more two statements must be alike whose articles name nothing in common, or are headed by two countries:
#: ministers sell lithium everywhere; and what names in common make two articles reports of one event.
ELSEWHERE, ONE_REPORT = 0.2, 1.0
#: Cosine from which a negation or a "may" on one side only is an alteration and no other statement.
ALTERED, ALTERED_UNNAMED = 0.45, 0.55
#: Words up to which a lone "may" bears on all that is said.
SHORT = 14
#: Letters of the shorter wording per letter of the longer one, below which it is an excerpt.
EXCERPT = 0.45
#: The same of two sentences in two scripts, one of which writes no vowels, from which one may be the other.
ONE_PART = 0.35

UNRELATED = Verdict(RelationKind.UNRELATED)


@dataclass(frozen=True, slots=True)
class _Pair:
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
        return _verbatim(self.mine) and _verbatim(self.yours)

    @property
    def farther(self) -> float:
        """What is asked for beyond the bounds where two people, or nobody known, speak in reports of two events."""
        if self.speakers == "same" or self.one_language:
            return 0.0
        met = occasion.compare(self.a, self.b)
        far = occasion.under_other_lands(self.a, self.b) or not (met.asked or met.weight >= ONE_REPORT)
        return ELSEWHERE if far else 0.0

    @property
    def is_excerpt(self) -> bool:
        """Whether one side is so much shorter that it can hold a part only."""
        shorter, longer = sorted((len(self.a.text), len(self.b.text)))
        return shorter < EXCERPT * longer


def decide_quotes(a: Item, b: Item) -> Verdict:
    """How two quotes of different documents stand to each other."""
    assert a.quote is not None  # noqa: S101 - claims are compared elsewhere
    assert b.quote is not None  # noqa: S101
    pair = _pair(a, b, a.quote, b.quote)
    if pair.words is not None and _says_the_same(pair.words, pair.speakers):
        return _same_words(pair, pair.words)
    if pair.speakers == "different":
        return _other_mouth(pair)
    return _same_sense(pair)


def settle_quotes(a: Item, b: Item, verdict: Verdict, scores: PairScores) -> Verdict:
    """The verdict on two quotes that the vectors left open, with the pair classifier's word on their sense."""
    assert a.quote is not None  # noqa: S101 - claims are settled elsewhere
    assert b.quote is not None  # noqa: S101
    pair = _pair(a, b, a.quote, b.quote)
    step = TraceStep(
        "classifier", outcome=f"corroborates={scores.corroborates:.2f} conflicts={scores.conflicts:.2f}"
    )
    likeness = pair.cosine + scores.corroborates + scores.conflicts / 2
    bodies = _is_body(pair.mine) or _is_body(pair.yours)
    sure = SURE_OF_BODIES if bodies and pair.speakers == "same" else SURE[pair.speakers]
    agreed = pair.speakers == "same" and scores.corroborates >= AGREED
    if pair.one_denies and pair.speakers != "different" and pair.cosine >= DENIES_THAT:
        agreed = agreed or scores.corroborates + scores.conflicts >= DENIAL_SURE
    if not agreed and likeness < sure + pair.farther:
        return replace(verdict, trace=(*verdict.trace, step), undecided=False)
    found = _misattributed(pair) if pair.speakers == "different" else _one_statement(pair, likeness)
    return replace(found, confidence=min(0.8, 0.6 * likeness), trace=(*found.trace, step))


def _pair(a: Item, b: Item, mine: Quote, yours: Quote) -> _Pair:
    return _Pair(
        a,
        b,
        mine,
        yours,
        _compare_speakers(a, b, mine, yours),
        similarity(a, b),
        wording.align(_told(a), _told(b), a.language) if a.language == b.language else None,
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


def _in_doubt(pair: _Pair) -> bool:
    """Whether one speaker is but a pronoun that may stand for the other: nobody is said to have been misquoted for that."""
    return _may_be(pair.mine, pair.b, pair.yours) or _may_be(pair.yours, pair.a, pair.mine)


def _may_be(quote: Quote, other: Item, theirs: Quote) -> bool:
    """Whether the other quote's speaker is but a pronoun, in a document that names the speaker of this one."""
    if theirs.speaker is None or theirs.speaker.found is not SpeakerFound.PRONOUN or quote.speaker is None:
        return False
    surname = name_key(quote.speaker.name, quote.language).rpartition(" ")[2]
    return len(surname) > 1 and occasion.told_elsewhere(other, surname)


def _says_the_same(found: Alignment, speakers: str) -> bool:
    if found.spread > MOST_SPREAD:
        return False
    exact = found.share == 1.0 and speakers == "same"
    return found.share >= SAME_STATEMENT and found.matched >= (FEWEST_EXACT if exact else FEWEST_WORDS)


def _same_words(pair: _Pair, found: Alignment) -> Verdict:
    trace = pair.steps
    trace += tuple(TraceStep("changed", x, y) for x, y in found.changed[:5])
    if pair.one_denies and not (found.negation and _negated(pair)):
        return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.75, trace)
    if pair.one_denies or pair.one_tells_of_it:
        # Who never said that it is safe may well have said that it is not.
        return Verdict(RelationKind.RELATED, (), 0.5, trace)
    if pair.speakers == "different":
        told = _is_no_chance(pair, found) and not _in_doubt(pair)
        kind = RelationKind.MISATTRIBUTED_QUOTE if told else RelationKind.RELATED
        return Verdict(kind, (RelationReason.SPEAKER,), 0.5 + 0.4 * found.share, trace)
    named = _reasons(pair, found)
    opposed = slots.opposed(pair.a.text, pair.b.text, pair.a.language, pair.b.language)
    turned = opposed or {
        RelationReason.WORDING_NEGATION,
        RelationReason.WORDING_MODALITY,
        RelationReason.VALUE,
    } & {*named}
    swapped = any((theirs, ours) in found.changed for ours, theirs in found.changed)
    replaced = bool(found.changed) and pair.verbatim and (swapped or pair.cosine < FREELY_RENDERED)
    if turned or replaced:
        return Verdict(RelationKind.ALTERED_QUOTE, named, 0.6 + 0.3 * found.share, trace)
    if len(found.changed) > MOST_CHANGED * found.matched and pair.cosine < WITH_SHARED_WORDS:
        return Verdict(RelationKind.RELATED, named, 0.5, trace)
    return Verdict(RelationKind.SAME_QUOTE, named, 0.65 + 0.3 * found.share, trace)


def _reasons(pair: _Pair, found: Alignment) -> tuple[RelationReason, ...]:
    """What the differences are called; reported speech shifts its verbs, so there only a real "may" counts."""
    named = wording.reasons(found)
    retold = not pair.verbatim and found.share < 1.0 and RelationReason.WORDING_CHANGED not in named
    if retold:
        named = (*named, RelationReason.WORDING_CHANGED)
    if pair.verbatim or RelationReason.WORDING_MODALITY not in named:
        return named
    if tenor(pair.a.text, pair.a.language).doubts(tenor(pair.b.text, pair.b.language)):
        return named
    return tuple(reason for reason in named if reason is not RelationReason.WORDING_MODALITY)


def _is_no_chance(pair: _Pair, found: Alignment) -> bool:
    if found.share == 1.0 and pair.verbatim and found.matched >= FEWEST_EXACT_OTHER_MOUTH:
        return True
    return found.share >= OTHER_MOUTH and found.matched >= FEWEST_WORDS_OTHER_MOUTH


def _other_mouth(pair: _Pair) -> Verdict:
    """Marked words of two people that are one sentence in two languages."""
    long = all(len(wording.words_of(item.text, item.language)) >= FEWEST_WORDS for item in (pair.a, pair.b))
    told = pair.verbatim and long and not (_is_body(pair.mine) or _is_body(pair.yours))
    if pair.one_language or not told or not pair.one_occasion or pair.one_denies or pair.one_tells_of_it:
        return UNRELATED
    if pair.cosine >= TRANSLATED_OTHER_MOUTH + pair.farther:
        return _misattributed(pair)
    return Verdict(RelationKind.UNRELATED, trace=pair.steps, undecided=pair.cosine >= ASKED["different"])


def _misattributed(pair: _Pair) -> Verdict:
    if not _same_figures(pair) or _negated(pair) or _in_doubt(pair):
        return UNRELATED
    return Verdict(RelationKind.MISATTRIBUTED_QUOTE, (RelationReason.SPEAKER,), 0.9 * pair.cosine, pair.steps)


def _same_sense(pair: _Pair) -> Verdict:
    """The statement in another language, or reported in other words."""
    contrary = pair.speakers == "same" and pair.one_occasion and pair.cosine >= CONTRARY
    if contrary and not pair.one_language and slots.excluding(*_texts(pair), of_one_kind=True):
        # The same speaker on the same matter, with the opposite outcome: one of the two reports has it wrong.
        return Verdict(RelationKind.ALTERED_QUOTE, (RelationReason.OUTCOME,), 0.5, pair.steps)
    if pair.one_occasion and (pair.cosine >= _threshold(pair) or _one_offer(pair)):
        return _one_statement(pair)
    if pair.one_language and pair.one_occasion and _contradicts(pair):
        return Verdict(RelationKind.CONFLICTS, (RelationReason.OUTCOME,), 0.5, pair.steps)
    related = pair.speakers == "same" and pair.cosine >= BODY[0]
    kind = RelationKind.RELATED if related else RelationKind.UNRELATED
    askable = pair.one_occasion and (pair.speakers == "same" or pair.verbatim)
    undecided = askable and pair.cosine >= ASKED[pair.speakers]
    return Verdict(kind, (), pair.cosine if related else 0.0, pair.steps, undecided=undecided)


def _one_offer(pair: _Pair) -> bool:
    """Whether one voice tells in both of its will on one subject, and names one town: ready to send a delegation to Geneva."""
    dated = time.apart(pair.a, pair.b) is not None
    alike = pair.words is None or pair.words.matched >= FEWEST_EXACT
    if pair.speakers != "same" or pair.cosine < SAME_EVENT or not (dated and alike):
        return False
    return slots.one_will(*_texts(pair)) and not _towns(pair.a).isdisjoint(_towns(pair.b))


def _towns(item: Item) -> frozenset[str]:
    return _towns_of(item.text, item.language)


@lru_cache(maxsize=4096)
def _towns_of(text: str, language: str) -> frozenset[str]:
    """The listed places of a text, countries aside."""
    listed = ((place.key, gazetteer.listed(place.key)) for place in find_places(text, language))
    return frozenset(key for key, place in listed if place is not None and place.kind != "country")


def _contradicts(pair: _Pair) -> bool:
    """Whether one voice says of one subject what excludes what it says of it elsewhere: on the table, off it."""
    if pair.speakers != "same" and not speaks_for(pair.mine, pair.yours):
        return False
    subjects, others = (events.topics_in(item.text, item.language) for item in (pair.a, pair.b))
    return not subjects.isdisjoint(others) and slots.excluding(*_texts(pair))


def _texts(pair: _Pair) -> tuple[str, str, str, str]:
    return pair.a.text, pair.b.text, pair.a.language, pair.b.language


def _one_statement(pair: _Pair, likeness: float = 0.0) -> Verdict:
    """Two reports of one statement: what differs in them. `likeness` is what cosine and classifier come to."""
    if pair.one_denies and not pair.one_tells_of_it and _negated(pair):
        # Who never said that it is safe may well have said that it is not.
        return Verdict(RelationKind.RELATED, (), 0.5, pair.steps)
    if pair.one_denies:
        return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.6, pair.steps)
    if pair.one_tells_of_it:
        return Verdict(RelationKind.RELATED, (), 0.5, pair.steps)
    if pair.speakers != "same" and slots.other_event(*_texts(pair)):
        return Verdict(RelationKind.RELATED, (RelationReason.OUTCOME,), pair.cosine, pair.steps)
    altered = _altered(pair)
    if altered is not None:
        told = pair.speakers == "same" and pair.verbatim and likeness >= SURELY_ALTERED
        sure = told or pair.cosine >= (ALTERED if pair.speakers in {"same", "fits"} else ALTERED_UNNAMED)
        kind = RelationKind.ALTERED_QUOTE if sure else RelationKind.RELATED
        open_still = not (sure or likeness) and pair.speakers == "same" and pair.verbatim
        return Verdict(kind, (altered,), 0.8 * pair.cosine, pair.steps, undecided=open_still)
    reasons: tuple[RelationReason, ...] = ()
    if pair.is_excerpt:
        reasons = (RelationReason.WORDING_CUT,)
    elif pair.one_language:
        reasons = (RelationReason.WORDING_CHANGED,)
    return Verdict(RelationKind.SAME_QUOTE, reasons, 0.4 + 0.5 * pair.cosine, pair.steps)


def _threshold(pair: _Pair) -> float:
    """The cosine from which two quotes say the same."""
    found = pair.words
    bodies = _is_body(pair.mine) or _is_body(pair.yours)
    if pair.speakers == "same" and found is not None:
        if found.share >= SHARED_WORDS and found.matched >= FEWEST_WORDS:
            return WITH_SHARED_WORDS
    elif found is not None and found.share >= HALF and found.matched >= FEWEST_WORDS_OTHER_MOUTH:
        # A state and its minister are one voice, if two names.
        return BODY[0] if speaks_for(pair.mine, pair.yours) else PERSON[1]
    unnamed = UNNAMED_WORDS if pair.verbatim else UNNAMED
    levels = {"same": BODY if bodies else PERSON, "fits": FITTING}.get(pair.speakers, unnamed)
    denied = pair.speakers in {"same", "fits"} and pair.one_denies
    if denied:
        levels = DENIED
    figures = _figures(pair.a)
    eased = SAME_FIGURE if figures and figures == _figures(pair.b) and not pair.is_excerpt else 0.0
    if (denied or not pair.one_language) and slots.one_event(*_texts(pair)):
        eased += SAME_EVENT
    least = OF_OTHERS if pair.speakers != "same" else 0.0
    return max(least, levels[pair.one_language] - eased) + pair.farther


def _altered(pair: _Pair) -> RelationReason | None:
    """What turns one of the two round; an excerpt may have left it out."""
    if not _same_figures(pair):
        return RelationReason.VALUE
    if pair.is_excerpt:
        return None
    if _negated(pair):
        return RelationReason.WORDING_NEGATION
    if slots.opposed(pair.a.text, pair.b.text, pair.a.language, pair.b.language):
        return RelationReason.OUTCOME
    doubt = tenor(pair.a.text, pair.a.language).doubts(tenor(pair.b.text, pair.b.language))
    short = all(len(wording.words_of(item.text, item.language)) <= SHORT for item in (pair.a, pair.b))
    return RelationReason.WORDING_MODALITY if doubt and short else None


def _same_figures(pair: _Pair) -> bool:
    """Whether both give the same figures; one that only one side gives alters no excerpt and nothing that is reported.

    Nor does "two" between languages: "twice" and "both" are no figure everywhere.
    """
    mine, yours = _figures(pair.a), _figures(pair.b)
    more, fewer = mine - yours, yours - mine
    if more and fewer:
        return False
    of_two = not pair.one_language and max(more | fewer, default=0) <= A_PAIR
    return mine == yours or pair.is_excerpt or of_two or not pair.verbatim


def _negated(pair: _Pair) -> bool:
    """Whether one side negates and the other does not even refuse."""
    mine, yours = _told(pair.a), _told(pair.b)
    found = {tenor(mine, pair.a.language).negated, tenor(yours, pair.b.language).negated}
    return found == {Negated.NO, Negated.YES} or (pair.verbatim and not pair.one_language and _in_part(pair))


def _in_part(pair: _Pair) -> bool:
    """Whether one negates in a sentence, or in more clauses, where the other affirms: "We did *not* fail. …"."""
    mine, yours = (sentences_of(item.text, item.language) for item in (pair.a, pair.b))
    if len(mine) != len(yours):
        return False
    if len(mine) > 1:
        return _alike(mine, yours) and any(map(Part.turns, mine, yours))
    mine, yours = (clauses_of(item.text, item.language) for item in (pair.a, pair.b))
    plain = not any(part.tenor.fails for part in (*mine, *yours))
    # Languages put the same clauses in another order.
    negated = [sum(part.tenor.negated is Negated.YES for part in parts) for parts in (mine, yours)]
    return plain and len(mine) == len(yours) > 1 and _alike(mine, yours) and negated[0] != negated[1]


def _alike(mine: Sequence[Part], yours: Sequence[Part]) -> bool:
    return all(map(_alike_in_length, mine, yours))


def _alike_in_length(mine: Part, yours: Part) -> bool:
    shorter, longer = sorted((mine.letters, yours.letters))
    return shorter >= ONE_PART * longer


def _told(item: Item) -> str:
    """What is said; of reported speech without the reporter's remarks on somebody: "the doctor, *who has not been named*,"."""
    retold = item.quote is not None and not _verbatim(item.quote)
    return wording.without_asides(item.text, item.language) if retold else item.text


def _figures(item: Item) -> frozenset[float]:
    return _figures_of(item.text, item.language)


@lru_cache(maxsize=4096)
def _figures_of(text: str, language: str) -> frozenset[float]:
    # "A single one" is a figure in one language and none in another. Each quote is held against a hundred others.
    return frozenset(n.best for n in find_numbers(text, language) if n.best != 1)


def _is_body(quote: Quote) -> bool:
    return quote.speaker is not None and is_body(quote.speaker)


def _verbatim(quote: Quote) -> bool:
    return quote.kind is not QuoteKind.INDIRECT and not quote.verbatim_doubt


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""
