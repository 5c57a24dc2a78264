"""Finds the event words of a text: acts ("failed") joined with topics ("talks") into concepts (`talks.failed`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from averral.language import tables
from averral.language.concept_words import ConceptWords, event_phrases, word_keys
from averral.language.concepts import TERRITORY, concept_table
from averral.language.normalise import Word, words
from averral.language.phrases import Match
from averral.language.place_words import place_words
from averral.language.places import find_places, locatives
from averral.language.purposes import subjects
from averral.language.triggers import Trigger, join, span_of
from averral.model import Span

#: Labels of the words for refusing.
_REFUSING = frozenset({"act:reject", "act:refuse_to"})
#: Labels of acts that name what did not come about: "without a deal" reaches none.
_WITHOUT = frozenset({"act:no_deal", "act:no_result"})
#: Label of the words for talks, and beginning of what becomes of them.
_TALKS, _TALKS_CONCEPT = "topic:talks", "talks."
_STOPS = re.compile(r"[.!?؟;؛\n。]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic that no act was joined with; it tells the kind of a clause, not what happened."""

    span: Span
    topic: str


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
    matches = _outside(_led(event_phrases(language).find(tokens), tokens, language), tokens, places)
    aside = subjects(matches, tokens, language)
    triggers, used, topics = _joined(
        [each for each in matches if each not in aside], tokens, language, places
    )
    if aside and not any(_is_of_talks(each, topics, tokens) for each in triggers):
        # Nothing becomes of the talks: what they are about is all that is told.
        triggers, used, topics = _joined(matches, tokens, language, places)
    elif aside:
        about = Span(
            min(tokens[each.first].start for each in aside), max(tokens[each.last].end for each in aside)
        )
        triggers = tuple(
            replace(each, about=about) if _is_of_talks(each, topics, tokens) else each for each in triggers
        )
    mentions = tuple(
        Mention(span_of(tokens, topic), topic.label.removeprefix("topic:"))
        for topic in topics
        if topic not in used and topic.label != f"topic:{TERRITORY}"
    )
    return triggers, mentions


def _joined(
    matches: Sequence[Match], tokens: Sequence[Word], language: str, places: Sequence[Span]
) -> tuple[tuple[Trigger, ...], set[Match], list[Match]]:
    acts = [match for match in matches if match.label.startswith("act:")]
    topics = [match for match in matches if match.label.startswith("topic:")]
    topics += _inner(acts, tokens, language) + _territories(tokens, places, language)
    return *join(acts, topics, tokens, language, _located(topics, tokens, language)), topics


def _is_of_talks(trigger: Trigger, topics: Sequence[Match], tokens: Sequence[Word]) -> bool:
    if trigger.concept.startswith(_TALKS_CONCEPT):
        return True
    return any(topic.label == _TALKS and span_of(tokens, topic) == trigger.topic for topic in topics)


def acts_on(tokens: Sequence[Word], language: str, topics: frozenset[str]) -> tuple[Trigger, ...]:
    """The acts among the words that one of `topics`, named before, may be the subject of: "it was postponed"."""
    table = concept_table()
    found: list[Trigger] = []
    for match in _led(event_phrases(language).find(tokens), tokens, language):
        act = match.label.removeprefix("act:")
        frames = table.frames.get(act, {}) if act in table.carried else {}
        found += [Trigger(span_of(tokens, match), frames[topic]) for topic in sorted(topics & frames.keys())]
    return tuple(found)


@lru_cache(maxsize=8192)
def tells(written: str, language: str) -> bool:
    """Whether the words are those of an event, by themselves."""
    return bool(event_phrases(language).find(words(written)))


@lru_cache(maxsize=8192)
def topics_in(text: str, language: str) -> frozenset[str]:
    """The topics that a text speaks of, joined with an act or not."""
    found = event_phrases(language).find(words(text))
    return frozenset(
        match.label.removeprefix("topic:") for match in found if match.label.startswith("topic:")
    )


def aims_in(text: str, language: str) -> frozenset[str]:
    """The concepts that somebody wants who wants to talk about what the text speaks of."""
    aims = concept_table().aims
    return frozenset(aims[topic] for topic in topics_in(text, language) if topic in aims)


def is_future(written: str, language: str) -> bool:
    """Whether a word of the act is a future by its form."""
    futures = tables.section(language, "concepts", ConceptWords).futures
    return bool(futures) and any(token.key in word_keys(futures) for token in words(written))


def tells_refusing(written: str, language: str) -> bool:
    """Whether a word of the act is one of refusing: "refuse to leave", where "will not leave" says the same."""
    phrases = event_phrases(language)
    labels = {label for token in words(written) for label in phrases.labels(token)}
    return not labels.isdisjoint(_REFUSING)


def _led(matches: Sequence[Match], tokens: Sequence[Word], language: str) -> list[Match]:
    """The matches; of words that are verb and noun alike those that what stands before them makes a verb."""
    leads = word_keys(tables.section(language, "concepts", ConceptWords).verbal_leads)
    kept: list[Match] = []
    for match in _without_idioms(matches):
        if not match.label.startswith("verb:"):
            kept.append(match)
        elif match.first and tokens[match.first - 1].key in leads:
            kept.append(replace(match, label="act:" + match.label.removeprefix("verb:")))
    return kept


def _outside(matches: Sequence[Match], tokens: Sequence[Word], places: Sequence[Span]) -> list[Match]:
    """The matches without single words inside a longer name of a place: nothing unites in the "*United* States"."""
    named = [place for place in places if tokens and tokens[0].start <= place.start <= tokens[-1].start]
    if not named:
        return list(matches)
    return [
        match for match in matches if match.first < match.last or not _is_inside(tokens[match.first], named)
    ]


def _is_inside(word: Word, places: Sequence[Span]) -> bool:
    return any(
        place.start <= word.start and word.end <= place.end and len(place) > word.end - word.start
        for place in places
    )


def _without_idioms(matches: Sequence[Match]) -> list[Match]:
    """The matches without words that are an idiom by themselves, as the *marshals* who begin like a march.

    The same holds for the far part of an idiom: "his *identity* has not yet been *released*".
    """
    idioms = [match for match in matches if match.label == "idiom"]
    here = {(match.first, match.last) for match in idioms if match.first == match.last}
    far = [match.apart for match in idioms if match.apart is not None]
    return [
        match
        for match in matches
        if (match.label == "idiom" or (match.first, match.last) not in here)
        and not any(match.first <= b and a <= match.last for a, b in far)
    ]


def _territories(tokens: Sequence[Word], places: Sequence[Span], language: str) -> list[Match]:
    clause = place_words(language).table.clause_clitic
    starts = [token.start for token in tokens]
    found: list[Match] = []
    for place in places:
        # A conjunction of one letter may be written onto the name: "שסברודונצק".
        joined = bisect_right(starts, place.start) - 1
        inside = bool(clause) and joined >= 0 and place.start - starts[joined] == len(clause)
        inside = inside and tokens[joined].key.startswith(clause)
        first = joined if inside else bisect_left(starts, place.start)
        last = bisect_left(starts, place.end) - 1
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
    phrases = event_phrases(language)
    return [
        Match(index, index, label)
        for act in acts
        if act.last > act.first
        and act.label not in _WITHOUT
        and ("." not in act.label or act.label.removeprefix("act:") in concept_table().named)
        for index in range(act.first, act.last + 1)
        for label in phrases.labels(tokens[index])
        if label.startswith("topic:")
    ]
