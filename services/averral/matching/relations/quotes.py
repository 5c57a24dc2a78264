"""One relation for a pair of quotes: the same statement, an altered one, or one put in another mouth."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from averral.language import events, gazetteer
from averral.language.places import find_places
from averral.matching.items import Item
from averral.matching.relations import slots, time, wording
from averral.matching.relations.quote_pair import QuotePair, make_quote_pair
from averral.matching.relations.renderings import figures, negated, same_figures, turned_by
from averral.matching.relations.speakers import speaks_for
from averral.matching.relations.tenor import tenor
from averral.matching.relations.verdict import Verdict
from averral.matching.relations.wording import Alignment
from averral.model import PairScores, RelationKind, RelationReason, TraceStep

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
#: Cosine, and what the classifier's agreement and conflict must come to, from which somebody denies what he is said to have said.
DENIES_THAT, DENIAL_SURE = 0.25, 0.75
#: Cosine from which one speaker's statements with opposite outcomes are of one matter.
CONTRARY = 0.15
#: The same where both speak of one kind of event.
SAME_EVENT = 0.15
#: Cosine from which marked words of two people, in two languages, are one statement.
TRANSLATED_OTHER_MOUTH = 0.5
#: Cosine from which a negation or a "may" on one side only is an alteration and no other statement.
ALTERED, ALTERED_UNNAMED = 0.45, 0.55

UNRELATED = Verdict(RelationKind.UNRELATED)


def decide_quotes(a: Item, b: Item) -> Verdict:
    """How two quotes of different documents stand to each other."""
    pair = make_quote_pair(a, b)
    if pair.words is not None and _says_the_same(pair.words, pair.speakers):
        return _same_words(pair, pair.words)
    if pair.speakers == "different":
        return _other_mouth(pair)
    return _same_sense(pair)


def settle_quotes(a: Item, b: Item, verdict: Verdict, scores: PairScores) -> Verdict:
    """The verdict on two quotes that the vectors left open, with the pair classifier's word on their sense."""
    pair = make_quote_pair(a, b)
    step = TraceStep(
        "classifier", outcome=f"corroborates={scores.corroborates:.2f} conflicts={scores.conflicts:.2f}"
    )
    likeness = pair.cosine + scores.corroborates + scores.conflicts / 2
    bodies = pair.of_body
    sure = SURE_OF_BODIES if bodies and pair.speakers == "same" else SURE[pair.speakers]
    agreed = pair.speakers == "same" and scores.corroborates >= AGREED
    if pair.one_denies and pair.speakers != "different" and pair.cosine >= DENIES_THAT:
        agreed = agreed or scores.corroborates + scores.conflicts >= DENIAL_SURE
    if not agreed and likeness < sure + pair.farther:
        return replace(verdict, trace=(*verdict.trace, step), undecided=False)
    found = _misattributed(pair) if pair.speakers == "different" else _one_statement(pair, likeness)
    return replace(found, confidence=min(0.8, 0.6 * likeness), trace=(*found.trace, step))


def _says_the_same(found: Alignment, speakers: str) -> bool:
    if found.spread > MOST_SPREAD:
        return False
    exact = found.share == 1.0 and speakers == "same"
    return found.share >= SAME_STATEMENT and found.matched >= (FEWEST_EXACT if exact else FEWEST_WORDS)


def _same_words(pair: QuotePair, found: Alignment) -> Verdict:
    trace = pair.steps
    trace += tuple(TraceStep("changed", x, y) for x, y in found.changed[:5])
    if pair.one_denies and not (found.negation and negated(pair)):
        return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.75, trace)
    if pair.one_denies or pair.one_tells_of_it:
        # Who never said that it is safe may well have said that it is not.
        return Verdict(RelationKind.RELATED, (), 0.5, trace)
    if pair.speakers == "different":
        told = _is_no_chance(pair, found) and not pair.in_doubt
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


def _reasons(pair: QuotePair, found: Alignment) -> tuple[RelationReason, ...]:
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


def _is_no_chance(pair: QuotePair, found: Alignment) -> bool:
    if found.share == 1.0 and pair.verbatim and found.matched >= FEWEST_EXACT_OTHER_MOUTH:
        return True
    return found.share >= OTHER_MOUTH and found.matched >= FEWEST_WORDS_OTHER_MOUTH


def _other_mouth(pair: QuotePair) -> Verdict:
    """Marked words of two people that are one sentence in two languages."""
    long = all(len(wording.words_of(item.text, item.language)) >= FEWEST_WORDS for item in (pair.a, pair.b))
    told = pair.verbatim and long and not pair.of_body
    if pair.one_language or not told or not pair.one_occasion or pair.one_denies or pair.one_tells_of_it:
        return UNRELATED
    if pair.cosine >= TRANSLATED_OTHER_MOUTH + pair.farther:
        return _misattributed(pair)
    return Verdict(RelationKind.UNRELATED, trace=pair.steps, undecided=pair.cosine >= ASKED["different"])


def _misattributed(pair: QuotePair) -> Verdict:
    if not same_figures(pair) or negated(pair) or pair.in_doubt:
        return UNRELATED
    return Verdict(RelationKind.MISATTRIBUTED_QUOTE, (RelationReason.SPEAKER,), 0.9 * pair.cosine, pair.steps)


def _same_sense(pair: QuotePair) -> Verdict:
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
    askable = pair.one_occasion and (pair.of_one_name or pair.verbatim)
    undecided = askable and pair.cosine >= ASKED[pair.speakers]
    return Verdict(kind, (), pair.cosine if related else 0.0, pair.steps, undecided=undecided)


def _one_offer(pair: QuotePair) -> bool:
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


def _contradicts(pair: QuotePair) -> bool:
    """Whether one voice says of one subject what excludes what it says of it elsewhere: on the table, off it."""
    if pair.speakers != "same" and not speaks_for(pair.mine, pair.yours):
        return False
    subjects, others = (events.topics_in(item.text, item.language) for item in (pair.a, pair.b))
    return not subjects.isdisjoint(others) and slots.excluding(*_texts(pair))


def _texts(pair: QuotePair) -> tuple[str, str, str, str]:
    return pair.a.text, pair.b.text, pair.a.language, pair.b.language


def _one_statement(pair: QuotePair, likeness: float = 0.0) -> Verdict:
    """Two reports of one statement: what differs in them. `likeness` is what cosine and classifier come to."""
    if pair.one_denies and not pair.one_tells_of_it and negated(pair):
        # Who never said that it is safe may well have said that it is not.
        return Verdict(RelationKind.RELATED, (), 0.5, pair.steps)
    if pair.one_denies:
        return Verdict(RelationKind.CONFLICTS, (RelationReason.DENIAL,), 0.6, pair.steps)
    if pair.one_tells_of_it:
        return Verdict(RelationKind.RELATED, (), 0.5, pair.steps)
    if pair.speakers != "same" and slots.other_event(*_texts(pair)):
        return Verdict(RelationKind.RELATED, (RelationReason.OUTCOME,), pair.cosine, pair.steps)
    altered = turned_by(pair)
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


def _threshold(pair: QuotePair) -> float:
    """The cosine from which two quotes say the same."""
    found = pair.words
    bodies = pair.of_body
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
    given = figures(pair.a)
    eased = SAME_FIGURE if given and given == figures(pair.b) and not pair.is_excerpt else 0.0
    if (denied or not pair.one_language) and slots.one_event(*_texts(pair)):
        eased += SAME_EVENT
    least = OF_OTHERS if pair.speakers != "same" else 0.0
    return max(least, levels[pair.one_language] - eased) + pair.farther
