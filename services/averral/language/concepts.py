"""What kinds of events words speak of: acts ("failed") joined with topics ("talks") into concepts (`talks.failed`).

Acts and topics are word lists per language; which act on which topic makes which concept, and how concepts stand to
each other, holds in every language and stands in `data/_concepts.toml`. A language is added by its word lists alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal

from averral.errors import Permanent, Reason
from averral.language import tables
from averral.language.normalise import Word, words
from averral.language.phrases import APART, Match, Phrases
from averral.language.places import find_places, locatives
from averral.model import ClaimKind, Span

Stance = Literal["same", "agrees", "conflicts", "precedes", "follows", "independent"]

#: How many words may stand between an act and its topic.
REACH = 24
#: How many words from a word of failing the verb may stand that it governs.
GOVERNED = 16
#: How many words further a topic may stand that says what kind of agreement it is.
SPECIFIED = 3
#: How far the topic of an act with many senses may be.
CLOSE = 5
#: The same where the topic may be the subject.
SUBJECT = 16
#: How many words further away a topic on the subject's side of a verb counts.
WRONG_SIDE = 6
#: In the frame table: the act needs no topic.
ANY_TOPIC = "*"
#: Labels of the words for refusing.
_REFUSING = frozenset({"act:reject", "act:refuse_to"})
#: The topic that place names stand for ("they captured Tikrit").
TERRITORY = "territory"

_STOPS = re.compile(r"[.!?؟;؛\n。]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of event or state; concepts of one slot answer the same question about the same matter."""

    kind: str
    """ClaimKind value."""
    slot: str
    """What it answers, e.g. `talks.outcome`; only within a slot, or by the table, do concepts relate."""
    id: str = ""
    opposite: str = ""
    """The concept that its negation equals, if there is one."""
    planned: str = ""
    """The intention that announcing it amounts to."""
    refused: str = ""
    """The intention that announcing not to do it amounts to."""
    speech: bool = False
    """A speech act: what is said belongs to it."""
    roles: str = "actor"
    """Who takes part: `actor` acts alone, `transitive` acts on a target, `undergoer` only suffers, `party`."""
    unit: str = ""
    """Unit of the people counted beside a word for it."""
    intended: bool = False
    """Its words tell of a plan by themselves: "plans an offensive"."""
    refusal: bool = False
    """Somebody refuses: a word of denying before it says the same."""
    negative: bool = False
    """Its words hold a negation ("no result"), which is not one of it, however often the language repeats it."""
    weight: int = 2
    """Which concept names a clause that holds several: 4 counts people, 3 an outcome, 2 an event, 1 a phase."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event."""

    span: Span
    """The act, the word to look at for polarity and modality."""
    concept: str
    topic: Span | None = None
    """The noun that the act was joined with."""
    failed: bool = False
    """A word of failing governs the act: "failed to capture"."""
    apart: Span | None = None
    """The second part of an act that is torn apart: the "ab" of "lehnt … ab"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic that no act was joined with; it tells the kind of a clause, not what happened."""

    span: Span
    topic: str


@dataclass(frozen=True, slots=True)
class ConceptTable:
    """`data/_concepts.toml`."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    frames: dict[str, dict[str, str]] = field(default_factory=dict)
    """Act → topic → concept; topic `*` where the act needs none."""
    topics: dict[str, str] = field(default_factory=dict)
    """Topic → ClaimKind of a clause that mentions it without a known act."""
    agrees: tuple[tuple[str, ...], ...] = ()
    """Groups whose members say the same in other words or entail each other."""
    stronger: tuple[tuple[str, ...], ...] = ()
    """Groups whose first member says more than each of the others."""
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Groups whose members exclude each other."""
    precedes: tuple[tuple[str, ...], ...] = ()
    """Chains: each state normally comes before the next ones."""
    specified: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Topic → topics that replace it directly behind it: "an agreement on a ceasefire"."""
    near: tuple[str, ...] = ()
    """Acts that take only a topic close by; they have too many other senses."""
    intransitive: tuple[str, ...] = ()
    """Acts whose topic may be their subject, and so stand on either side."""
    doers: tuple[str, ...] = ()
    """Topics that do something to a place, and so say more than it: "the quake struck the town"."""
    governors: tuple[str, ...] = ()
    """Acts that negate an act they govern, as failing does."""
    moved: tuple[str, ...] = ()
    """Acts whose place is what changes hands; one behind "in" only tells where: "prices in Spain fell"."""
    nominal: dict[str, str] = field(default_factory=dict)
    """Topic → what a denial of the bare noun denies: "denied any talks"."""
    aims: dict[str, str] = field(default_factory=dict)
    """Topic → what somebody wants who wants to talk about it: "ready for talks on a withdrawal"."""


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """Section `[concepts]` of a language; see `phrases` for the signs in entries."""

    acts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Act or concept id → entries."""
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    proclitics: tuple[str, ...] = ()
    """What is written together with the following word: conjunctions, prepositions, articles."""
    noun_endings: tuple[str, ...] = ()
    """What is written behind a noun of a topic: an ending of case, "his", "their"."""
    verb_prefixes: tuple[str, ...] = ()
    """What `~` stands for."""
    object: str = "after"
    """Where the object of a verb stands: before or after it."""
    govern_links: tuple[str, ...] = ()
    """Particles between a word of failing and the act that failed: to, in."""
    futures: tuple[str, ...] = ()
    """Verb forms that tell the future without a word for it: Russian "подпишут"."""
    verbal: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Act → words that are its verb only behind one of `verbal_leads`, and a noun elsewhere: "did not *strike* the market"."""
    verbal_leads: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    """Words directly behind a verb that turn the sides round: "captured by"."""


@dataclass(frozen=True, slots=True)
class Idioms:
    """Section `[idioms]` of a language: words that sound like an event and are none, "cardiac arrest"."""

    phrases: tuple[str, ...] = ()


tables.register("concepts", ConceptWords)
tables.register("idioms", Idioms)
tables.register_shared("concepts", ConceptTable)


def find_concepts(text: str, language: str) -> tuple[Trigger, ...]:
    """Event words of a text, sorted; acts and topics are joined within a sentence only."""
    tokens = words(text)
    places = tuple(place.span for place in find_places(text, language))
    starts = [token.start for token in tokens]
    found: list[Trigger] = []
    begin = 0
    for stop in [*(match.start() for match in _STOPS.finditer(text)), len(text)]:
        sentence = tokens[bisect_left(starts, begin) : bisect_left(starts, stop)]
        found.extend(find_in(sentence, language, places)[0])
        begin = stop
    return tuple(found)


def find_in(
    tokens: Sequence[Word], language: str, places: Sequence[Span] = ()
) -> tuple[tuple[Trigger, ...], tuple[Mention, ...]]:
    """Triggers and unjoined topics among the words of one sentence; `places` count as territory."""
    matches = _led(_phrases(language).find(tokens), tokens, language)
    acts = [match for match in matches if match.label.startswith("act:")]
    topics = [match for match in matches if match.label.startswith("topic:")]
    topics += _inner(acts, tokens, language) + _territories(tokens, places)
    triggers, used = _join(acts, topics, tokens, language, _located(topics, tokens, language))
    mentions = tuple(
        Mention(_span(tokens, topic), topic.label.removeprefix("topic:"))
        for topic in topics
        if topic not in used and topic.label != f"topic:{TERRITORY}"
    )
    return triggers, mentions


@lru_cache(maxsize=8192)
def topics_in(text: str, language: str) -> frozenset[str]:
    """The topics that a text speaks of, joined with an act or not."""
    found = _phrases(language).find(words(text))
    return frozenset(
        match.label.removeprefix("topic:") for match in found if match.label.startswith("topic:")
    )


def aims_in(text: str, language: str) -> frozenset[str]:
    """The concepts that somebody wants who wants to talk about what the text speaks of."""
    aims = _table().aims
    return frozenset(aims[topic] for topic in topics_in(text, language) if topic in aims)


def _led(matches: Sequence[Match], tokens: Sequence[Word], language: str) -> list[Match]:
    """The matches; of words that are verb and noun alike those that what stands before them makes a verb."""
    leads = _keys(tables.section(language, "concepts", ConceptWords).verbal_leads)
    kept: list[Match] = []
    for match in matches:
        if not match.label.startswith("verb:"):
            kept.append(match)
        elif match.first and tokens[match.first - 1].key in leads:
            kept.append(replace(match, label="act:" + match.label.removeprefix("verb:")))
    return kept


def concept(concept_id: str) -> Concept:
    """The concept with this id.

    Raises:
        Permanent: NOT_FOUND; the table has no such concept.
    """
    found = _table().concepts.get(concept_id)
    if found is None:
        raise Permanent(
            Reason.NOT_FOUND,
            f"There is no concept {concept_id!r}; see language/data/_concepts.toml.",
            metadata={"concept": concept_id},
        )
    return found


def is_future(written: str, language: str) -> bool:
    """Whether a word of the act is a future by its form."""
    futures = tables.section(language, "concepts", ConceptWords).futures
    return bool(futures) and any(token.key in _keys(futures) for token in words(written))


def tells_refusing(written: str, language: str) -> bool:
    """Whether a word of the act is one of refusing: "refuse to leave", where "will not leave" says the same."""
    phrases = _phrases(language)
    labels = {label for token in words(written) for label in phrases.labels(token)}
    return not labels.isdisjoint(_REFUSING)


@cache
def _keys(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(token.key for form in forms for token in words(form))


def opposite(concept_id: str) -> str:
    """The concept that the negation of this one equals; empty where there is none."""
    found = _table().concepts.get(concept_id)
    return found.opposite if found else ""


def kind_of_topic(topic: str) -> ClaimKind:
    """The kind of claim that a bare mention of the topic makes."""
    return ClaimKind(_table().topics.get(topic, ClaimKind.OTHER))


def stance(a: str, b: str) -> Stance:
    """How two concepts stand to each other when said of the same matter at the same time.

    `precedes`: `a` normally comes before `b`, so a later `b` overtakes `a` instead of contradicting it.
    """
    if a == b:
        return "same"
    return _stances().get((a, b), "independent")


@cache
def kinds_beside(concept_id: str) -> frozenset[str]:
    """The other kinds of claim that the concept, or its opposite, may confirm or contradict."""
    known = _table().concepts
    mine = {concept_id, opposite(concept_id)}
    others = {
        b for (a, b), found in _stances().items() if a in mine and found != "independent" and b in known
    }
    return frozenset(known[other].kind for other in others) - {known[concept_id].kind}


def says_more(a: str, b: str) -> bool:
    """Whether `a` says more than `b`, which agrees with it: a capture is more than an advance."""
    return any(group[0] == a and b in group[1:] for group in _table().stronger)


def excludes(a: str, b: str) -> bool:
    """Whether who says `a` says that `b` is not so, at that time: what is postponed has not taken place."""
    return frozenset((a, b)) in _exclusions()


@cache
def _exclusions() -> frozenset[frozenset[str]]:
    return frozenset(frozenset((group[0], other)) for group in _table().conflicts for other in group[1:])


def nominal(topic: str) -> str:
    """The concept that the bare noun for a topic stands for; empty where there is none."""
    return _table().nominal.get(topic, "")


@cache
def _table() -> ConceptTable:
    table = tables.shared("concepts", ConceptTable)
    named = {key: replace(row, id=key) for key, row in table.concepts.items()}
    return replace(table, concepts=named)


@cache
def _stances() -> dict[tuple[str, str], Stance]:
    """The groups of the table as pairs. A later line wins: chains say more than conflicts, those more than accord."""
    table = _table()
    pairs: dict[tuple[str, str], Stance] = {}
    for group in table.agrees:
        pairs.update({(a, b): "agrees" for a in group for b in group if a != b})
    for group in table.conflicts:
        # The first member excludes each of the others; these need not exclude each other.
        for other in group[1:]:
            pairs[group[0], other] = pairs[other, group[0]] = "conflicts"
    for chain in table.precedes:
        for index, earlier in enumerate(chain):
            for later in chain[index + 1 :]:
                pairs[earlier, later] = "precedes"
                pairs[later, earlier] = "follows"
    return pairs


@cache
def _phrases(language: str) -> Phrases:
    lists = tables.section(language, "concepts", ConceptWords)
    labelled = {f"act:{name}": entries for name, entries in lists.acts.items()}
    labelled |= {f"verb:{name}": entries for name, entries in lists.verbal.items()}
    labelled |= {f"topic:{name}": _ending(entries, lists) for name, entries in lists.topics.items()}
    # An idiom is longer than the act in it, so it is found in its place, and then left alone.
    labelled["idiom"] = tables.section(language, "idioms", Idioms).phrases
    return Phrases(labelled, lists.proclitics, lists.verb_prefixes)


def _ending(entries: Sequence[str], lists: ConceptWords) -> tuple[str, ...]:
    """The entries, and their nouns with what the language writes behind them."""
    bare = [entry for entry in entries if entry[-1:] not in {"*", APART}]
    return (*entries, *(entry + ending for entry in bare for ending in lists.noun_endings))


def _territories(tokens: Sequence[Word], places: Sequence[Span]) -> list[Match]:
    starts = [token.start for token in tokens]
    found: list[Match] = []
    for place in places:
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end) - 1
        if tokens and 0 <= first <= last and place.start <= tokens[-1].start:
            found.append(Match(first, last, f"topic:{TERRITORY}"))
    return found


def _located(topics: Sequence[Match], tokens: Sequence[Word], language: str) -> set[Match]:
    """The places that stand behind "in"."""
    behind = locatives(language)
    return {
        topic
        for topic in topics
        if topic.label == f"topic:{TERRITORY}" and topic.first > 0 and tokens[topic.first - 1].key in behind
    }


def _inner(acts: Sequence[Match], tokens: Sequence[Word], language: str) -> list[Match]:
    """The topics inside acts of several words: the fire of "a fire broke out", where that is one entry."""
    phrases = _phrases(language)
    return [
        Match(index, index, label)
        for act in acts
        if act.last > act.first and "." not in act.label
        for index in range(act.first, act.last + 1)
        for label in phrases.labels(tokens[index])
        if label.startswith("topic:")
    ]


def _join(
    acts: Sequence[Match],
    topics: Sequence[Match],
    tokens: Sequence[Word],
    language: str,
    located: set[Match],
) -> tuple[tuple[Trigger, ...], set[Match]]:
    triggers: list[Trigger] = []
    used: set[Match] = set()
    framed = list(_framed(acts, topics, tokens, language, located))
    told = {(acts[index].first, acts[index].last) for index, topic, _ in framed if not _is_place(topic)}
    for index, topic, found in framed:
        act = acts[index]
        if _is_place(topic) and topic is not None and (act.first, act.last) in told:
            # "Took place in Doha": the word that tells of talks does nothing to the town.
            continue
        if topic is not None:
            used.add(topic)
        place = _span(tokens, topic) if topic is not None else None
        governor = _governor(acts, index, tokens, language)
        # "Failed to reach a deal": the act, negated, says it; the failing alone would be said of the wrong thing.
        if governor is not None and triggers[-1:] and _is(triggers[-1], _span(tokens, governor), place):
            triggers.pop()
        apart = Span(tokens[act.apart[0]].start, tokens[act.apart[1]].end) if act.apart else None
        triggers.append(Trigger(_span(tokens, act), found, place, governor is not None, apart))
    fixed = {(_span(tokens, act), act.label.removeprefix("act:")) for act in acts}
    return tuple(each for each in triggers if not _spoken_for(each, triggers, fixed)), used


def _framed(
    acts: Sequence[Match],
    topics: Sequence[Match],
    tokens: Sequence[Word],
    language: str,
    located: set[Match],
) -> Iterator[tuple[int, Match | None, str]]:
    """The acts that make a concept, by index, each with its topic and that concept."""
    for index, act in enumerate(acts):
        moved = act.label.removeprefix("act:") in _table().moved
        fitting = [topic for topic in topics if not (moved and topic in located)]
        costs = [(_cost(acts, index, topic, tokens, language), topic) for topic in fitting]
        topic, found = _frame(act, costs)
        if found:
            yield index, topic, found


def _is_place(topic: Match | None) -> bool:
    return topic is None or topic.label == f"topic:{TERRITORY}"


def _spoken_for(trigger: Trigger, triggers: Sequence[Trigger], fixed: set[tuple[Span, str]]) -> bool:
    """Whether the word says more with another: "ont repris" resumes talks, else it captures a town.

    The same holds for a noun that is another's topic: a siege that is lifted besieges nobody. What is `fixed`, a
    concept by its word alone, stays beside another.
    """
    if any(other.apart == trigger.span and other.concept != trigger.concept for other in triggers):
        # The far part of a verb that is torn apart is no event of its own.
        return True
    if trigger.apart is not None and any(
        other.apart is None and other.span.covers(trigger.span) and other.span.covers(trigger.apart)
        for other in triggers
    ):
        return True
    return trigger.topic is None and any(
        other.topic is not None
        and (
            trigger.span == other.topic
            or (trigger.span == other.span and (trigger.span, trigger.concept) not in fixed)
        )
        for other in triggers
    )


def _is(trigger: Trigger, act: Span, topic: Span | None) -> bool:
    return trigger.span == act and trigger.topic == topic


def _object_behind(act: Match, tokens: Sequence[Word], language: str) -> bool:
    """Whether the object of the verb is to be looked for behind it."""
    known = tables.section(language, "concepts", ConceptWords)
    follower = tokens[act.last + 1].key if act.last + 1 < len(tokens) else ""
    return (known.object == "after") is not (follower in known.agents)


def _frame(act: Match, costs: Sequence[tuple[int, Match]]) -> tuple[Match | None, str]:
    """The cheapest topic that the act makes a concept with, and that concept."""
    name = act.label.removeprefix("act:")
    if "." in name:
        return None, name
    frames = _table().frames.get(name, {})
    fitting = [(cost, topic) for cost, topic in costs if topic.label.removeprefix("topic:") in frames]
    doing = [each for each in fitting if each[1].label.removeprefix("topic:") in _table().doers]
    cost, near = min(doing or fitting, key=lambda each: each[0], default=(0, None))
    if near is not None and cost <= _farthest(name):
        near = _specified(near, [topic for _, topic in fitting])
        return near, frames[near.label.removeprefix("topic:")]
    return None, frames.get(ANY_TOPIC, "")


def _farthest(act: str) -> int:
    """How far the topic of an act may be; a subject stands further off than an object, before all that is said of it."""
    if act not in _table().near:
        return REACH
    return SUBJECT if act in _table().intransitive else CLOSE


def _specified(topic: Match, topics: Sequence[Match]) -> Match:
    wanted = _table().specified.get(topic.label.removeprefix("topic:"), ())
    for other in topics:
        if other.label.removeprefix("topic:") in wanted and 0 < other.first - topic.last <= SPECIFIED:
            return other
    return topic


def _cost(acts: Sequence[Match], index: int, topic: Match, tokens: Sequence[Word], language: str) -> int:
    """Words between act and topic; the subject's side, and acts in between, count as further away."""
    act = acts[index]
    behind = topic.first > act.last
    steps = topic.first - act.last if behind else act.first - topic.last
    if act.label.removeprefix("act:") not in _table().intransitive:
        steps += WRONG_SIDE * (behind is not _object_behind(act, tokens, language))
    other = _neighbour(acts, index, 1 if behind else -1, language)
    if other is not None:
        crossed = act.last < other.first <= other.last < topic.first if behind else topic.last < other.first
        steps += WRONG_SIDE * crossed
    return steps


def _neighbour(acts: Sequence[Match], index: int, step: int, language: str) -> Match | None:
    """The next act in a direction; another reading of the same words is none, on the side of the object."""
    act, at = acts[index], index + step
    object_side = (step > 0) is (tables.section(language, "concepts", ConceptWords).object == "after")
    while object_side and 0 <= at < len(acts) and acts[at].first == act.first:
        at += step
    return acts[at] if 0 <= at < len(acts) else None


def _governor(acts: Sequence[Match], index: int, tokens: Sequence[Word], language: str) -> Match | None:
    """The word of failing that governs the act: directly before it, or further off when a particle links them.

    "Failed to capture"; "the conference failed, after two days, in reaching a deal".
    """
    act = acts[index]
    links = tables.section(language, "concepts", ConceptWords).govern_links
    linked = act.first > 0 and tokens[act.first - 1].key in links
    for before in reversed(acts[max(0, index - 3) : index]):
        distance = act.first - before.last
        if distance > (GOVERNED if linked else 1):
            return None
        if distance > 0 and before.label.removeprefix("act:") in _table().governors:
            return before
    return None


def _span(tokens: Sequence[Word], match: Match) -> Span:
    return Span(tokens[match.first].start, tokens[match.last].end)
