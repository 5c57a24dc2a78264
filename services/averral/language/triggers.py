"""Joins acts ("failed") and topics ("talks") of a sentence into triggers, one for each event that it tells.

Which act on which topic makes which concept stands in `data/_concepts.toml`; an act takes the topic that is cheapest to
reach, with the side counted on which the language puts an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.concepts import ANY_TOPIC, TERRITORY, concept, concept_table
from averral.language.normalise import Word
from averral.language.phrases import Match
from averral.model import Span

#: How many words may stand between an act and its topic.
REACH = 24
#: How many words from a word of failing the verb may stand that it governs.
GOVERNED = 16
#: How many words further a topic may stand that says what kind of agreement it is.
SPECIFIED = 3
#: The same where a participle stands before it, with all that is said of who offered it.
DESCRIBED = 6
#: How far the topic of an act with many senses may be.
CLOSE = 5
#: The same before a verb that stands last.
BEFORE_VERB = 9
#: How far from it its subject may stand.
FAR_BEFORE_VERB = 40
#: The same where the topic may be the subject.
SUBJECT = 16
#: How many words further away a topic on the subject's side of a verb counts.
WRONG_SIDE = 6

#: Signs between a noun and the participle behind it: a comma and a blank.
_APPOSED = 2
#: "Fighting at the border resumed": a way is more often where something happens than what is opened again.
_WAY, _FIGHTING = "topic:gateway", "topic:fighting"


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
    about: Span | None = None
    """What the talks are about that something becomes of."""


def join(
    acts: Sequence[Match],
    topics: Sequence[Match],
    tokens: Sequence[Word],
    language: str,
    located: set[Match],
) -> tuple[tuple[Trigger, ...], set[Match]]:
    """The triggers of a sentence, and the topics that they use; `located` are places behind "in"."""
    triggers: list[Trigger] = []
    used: set[Match] = set()
    framed = _with_shared(acts, list(_framed(acts, topics, tokens, language, located)))
    told = {(acts[index].first, acts[index].last) for index, topic, _ in framed if not _is_place(topic)}
    fought = {(acts[index].first, acts[index].last) for index, topic, _ in framed if _is(topic, _FIGHTING)}
    # "Fell … into a ravine" is one phrase, and no fall of the town beside it.
    told |= {(act.first, act.last) for act in acts if act.apart and "." in act.label}
    for index, topic, found in framed:
        act = acts[index]
        if _is(topic, _WAY) and (act.first, act.last) in fought:
            continue
        if _is_place(topic) and topic is not None and (act.first, act.last) in told:
            # "Took place in Doha": the word that tells of talks does nothing to the town.
            continue
        if topic is not None:
            used.add(topic)
        place = span_of(tokens, topic) if topic is not None else None
        governor = _governor(acts, index, tokens, language)
        # "Failed to reach a deal": the act, negated, says it; the failing alone would be said of the wrong thing.
        if governor is not None and triggers[-1:] and _tells(triggers[-1], span_of(tokens, governor), place):
            triggers.pop()
        apart = Span(tokens[act.apart[0]].start, tokens[act.apart[1]].end) if act.apart else None
        triggers.append(Trigger(span_of(tokens, act), found, place, governor is not None, apart))
    told_alone = ((act, act.label.removeprefix("act:")) for act in acts)
    fixed = {(span_of(tokens, act), name) for act, name in told_alone if name not in concept_table().yields}
    light = {span_of(tokens, act) for act in acts if act.label.removeprefix("act:") in concept_table().light}
    kept = [each for each in triggers if each.span not in light or not _told_beside(each, triggers)]
    return tuple(each for each in kept if not _spoken_for(each, kept, fixed)), used


def _with_shared(
    acts: Sequence[Match], framed: list[tuple[int, Match | None, str]]
) -> list[tuple[int, Match | None, str]]:
    """With verbs too far from their noun, where a clause between tells something else that becomes of it.

    "The crossing, which reopened in May after a year of repairs, was *closed* again": what is said of it stands nearer.
    """
    known = {(acts[index].first, acts[index].last) for index, _, _ in framed}
    found = [
        shared
        for index, act in enumerate(acts)
        if (act.first, act.last) not in known and (shared := _shared(acts, index, framed)) is not None
    ]
    return sorted([*framed, *found], key=lambda each: each[0]) if found else framed


def _shared(
    acts: Sequence[Match], index: int, framed: Sequence[tuple[int, Match | None, str]]
) -> tuple[int, Match, str] | None:
    frames = concept_table().frames.get(acts[index].label.removeprefix("act:"), {})
    for told, topic, before in framed:
        if topic is None or not 0 < abs(acts[index].first - acts[told].last) <= REACH:
            continue
        name = frames.get(topic.label.removeprefix("topic:"), "")
        if name and topic.last < acts[index].first and concept(before).opposite == name:
            return index, topic, name
    return None


def _told_beside(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether another word tells what came of the same thing: "mediated a swap" says less than "swapped"."""
    topic = trigger.topic
    return topic is not None and any(
        other.span != trigger.span and (other.topic == topic or other.span.overlap(topic))
        for other in triggers
    )


def _framed(
    acts: Sequence[Match],
    topics: Sequence[Match],
    tokens: Sequence[Word],
    language: str,
    located: set[Match],
) -> Iterator[tuple[int, Match | None, str]]:
    """The acts that make a concept, by index, each with its topic and that concept."""
    for index, act in enumerate(acts):
        fitting = [topic for topic in topics if not _only_where(act, topic, topics, located)]
        frames = concept_table().frames.get(act.label.removeprefix("act:"), {})
        several = len({topic.label for topic in fitting if topic.label.removeprefix("topic:") in frames}) > 1
        costs = [
            (
                _cost(acts, index, topic, tokens, language) + WRONG_SIDE * (several and topic.label == _WAY),
                topic,
            )
            for topic in fitting
        ]
        topic, found = _frame(act, costs, language)
        if found:
            yield index, topic, found


def _only_where(act: Match, topic: Match, topics: Sequence[Match], located: set[Match]) -> bool:
    """Whether a place only tells where the act happens, and not what it is done to.

    It stands behind "in", or between what does something there and the act: "the *outbreak* in the town was contained".
    """
    name = act.label.removeprefix("act:")
    if name in concept_table().moved:
        return topic in located
    if name not in concept_table().nearest or not _is_place(topic) or topic.first > act.first:
        return False
    return topic in located or any(_does(each) and each.first < topic.first for each in topics)


def _is_place(topic: Match | None) -> bool:
    return topic is None or topic.label == f"topic:{TERRITORY}"


def _is(topic: Match | None, label: str) -> bool:
    return topic is not None and topic.label == label


def _spoken_for(trigger: Trigger, triggers: Sequence[Trigger], fixed: set[tuple[Span, str]]) -> bool:
    """Whether the word says more with another: "ont repris" resumes talks, else it captures a town.

    The same holds for a noun that is another's topic: a siege that is lifted besieges nobody. What is `fixed`, a
    concept by its word alone, stays beside another.
    """
    if any(_is_far_part(trigger, other) for other in triggers):
        # The far part of a verb that is torn apart is no event of its own.
        return True
    if any(_is_nearer(other, trigger) or _is_agreed(trigger, other) for other in triggers):
        return True
    if trigger.apart is not None and any(
        other.apart is None and other.span.covers(trigger.span) and other.span.covers(trigger.apart)
        for other in triggers
    ):
        return True
    if trigger.topic == trigger.span and any(
        other.topic is not None
        and other is not trigger
        and other.span != trigger.span
        and 0 <= trigger.span.start - other.topic.end <= _APPOSED
        for other in triggers
    ):
        # "Rejected the truce, *proposed* by the envoys": a participle behind the noun only describes it.
        return True
    if any(_comes_of_noun(other, trigger) for other in triggers):
        return True
    # "An offer" makes one by itself, but not where something is done with it: "adopted the offer".
    alone = trigger.topic is None or trigger.topic == trigger.span
    return alone and any(
        other.topic is not None
        and other is not trigger
        and (
            (other.topic.covers(trigger.span) and other.span != trigger.span)
            or _names_topic(trigger, other)
            or (trigger.span == other.span and (trigger.span, trigger.concept) not in fixed)
        )
        for other in triggers
    )


def _is_agreed(trigger: Trigger, other: Trigger) -> bool:
    """Whether the word tells what another plans or agrees on, not that it was done: "agreed on *swapping* prisoners"."""
    topic = other.topic
    if topic is None or concept(trigger.concept).planned != other.concept:
        return False
    if trigger.span.overlap(topic) or (trigger.apart is not None and trigger.apart.overlap(topic)):
        return not trigger.span.overlap(other.span)
    within = sorted((other.span.start, trigger.span.start, topic.start))
    return trigger.topic == topic and trigger.span.start == within[1]


def _comes_of_noun(other: Trigger, trigger: Trigger) -> bool:
    """Whether the word is the noun that another tells something of: "the *exchange* of prisoners was postponed"."""
    noun = other.topic is not None and trigger.topic is not None and other.topic.covers(trigger.span)
    mine, others = concept_table().concepts[trigger.concept], concept_table().concepts[other.concept]
    return (
        noun
        and other.concept != trigger.concept
        and mine.slot == others.slot
        and not other.span.overlap(trigger.span)
    )


def _names_topic(trigger: Trigger, other: Trigger) -> bool:
    """Whether the word only names what something else is done with: "the *measles outbreak* was contained"."""
    return (
        trigger.concept in concept_table().named
        and trigger.concept != other.concept
        and other.topic is not None
        and trigger.span.covers(other.topic)
        and not trigger.span.overlap(other.span)
    )


def _is_far_part(trigger: Trigger, other: Trigger) -> bool:
    """Whether a word is but the second part of another: the "years in prison" of "prosecutors sought ten years in prison"."""
    return (
        other.apart is not None
        and trigger.apart is None
        and other.concept != trigger.concept
        and trigger.span.covers(other.apart)
    )


def _is_nearer(other: Trigger, trigger: Trigger) -> bool:
    """Whether of two that share their far part the other begins closer to it, and so says more."""
    if trigger.apart is None or other.apart is None or not other.apart.overlap(trigger.apart):
        return False
    return trigger.span.end <= other.span.start <= trigger.apart.start


def _tells(trigger: Trigger, act: Span, topic: Span | None) -> bool:
    return trigger.span == act and trigger.topic == topic


def _object_behind(act: Match, tokens: Sequence[Word], language: str) -> bool:
    """Whether the object of the verb is to be looked for behind it."""
    known = tables.section(language, "concepts", ConceptWords)
    follower = tokens[act.last + 1].key if act.last + 1 < len(tokens) else ""
    return (known.object == "after") is not (follower in known.agents)


def _frame(act: Match, costs: Sequence[tuple[int, Match]], language: str) -> tuple[Match | None, str]:
    """The cheapest topic that the act makes a concept with, and that concept."""
    name = act.label.removeprefix("act:")
    if "." in name:
        return None, name
    frames = concept_table().frames.get(name, {})
    fitting = [(cost, topic) for cost, topic in costs if topic.label.removeprefix("topic:") in frames]
    doing = [] if name in concept_table().nearest else [each for each in fitting if _does(each[1])]
    cost, near = min(doing or fitting, key=lambda each: each[0], default=(0, None))
    if near is not None and cost <= _farthest(name, language):
        near = _specified(_described(near, fitting), [topic for _, topic in fitting])
        return near, frames[near.label.removeprefix("topic:")]
    return None, frames.get(ANY_TOPIC, "")


def _described(topic: Match, fitting: Sequence[tuple[int, Match]]) -> Match:
    """The noun that a participle beside it describes, where both are topics: "rejected the *proposed* 60-day *truce*"."""
    wanted = concept_table().specified.get(topic.label.removeprefix("topic:"), ())
    behind = [
        other
        for _, other in fitting
        if other.label.removeprefix("topic:") in wanted
        and (0 < other.first - topic.last <= DESCRIBED or 0 < topic.first - other.last <= SPECIFIED)
    ]
    return min(behind, key=lambda other: other.first, default=topic) if topic.first == topic.last else topic


def _does(topic: Match) -> bool:
    """Whether the topic does something to a place."""
    return topic.label.removeprefix("topic:") in concept_table().doers


def _farthest(act: str, language: str) -> int:
    """How far the topic of an act may be; a subject stands further off than an object, before all that is said of it.

    Where the verb stands last, so does an object: adverbials come between the two.
    """
    last = tables.section(language, "concepts", ConceptWords).object == "before"
    if act not in concept_table().near:
        return FAR_BEFORE_VERB if last and act in concept_table().intransitive else REACH
    if act in concept_table().intransitive:
        return SUBJECT
    return BEFORE_VERB if last else CLOSE


def _specified(topic: Match, topics: Sequence[Match]) -> Match:
    wanted = concept_table().specified.get(topic.label.removeprefix("topic:"), ())
    for other in topics:
        if other.label.removeprefix("topic:") in wanted and 0 < other.first - topic.last <= SPECIFIED:
            return other
    return topic


def _cost(acts: Sequence[Match], index: int, topic: Match, tokens: Sequence[Word], language: str) -> int:
    """Words between act and topic; the subject's side, and acts in between, count as further away."""
    act = acts[index]
    behind = topic.first > act.last
    steps = topic.first - act.last if behind else act.first - topic.last
    if act.label.removeprefix("act:") not in concept_table().intransitive:
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
        if distance > 0 and before.label.removeprefix("act:") in concept_table().governors:
            return before
    return None


def span_of(tokens: Sequence[Word], match: Match) -> Span:
    """The code points from the first word of a match to its last."""
    return Span(tokens[match.first].start, tokens[match.last].end)
