"""What a number counts: the noun beside it, the word that says what happened to so many, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from averral.extraction.clauses import Clause
from averral.extraction.facts import count_stops, counted, facts, partitives
from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.concepts import concept
from averral.language.normalise import Word
from averral.language.numbers import Number
from averral.language.stems import stem
from averral.model import ClaimKind, Span

#: Kinds of events that so many people do.
_OF_CROWDS = frozenset({ClaimKind.TURNOUT, ClaimKind.DISPLACEMENT})
#: Concepts whose noun, counted, counts people: "37 arrests".
_TAKEN = frozenset({"arrest.arrested", "arrest.held"})
#: How many words after a number may come before the noun that it counts.
_NOUN_WINDOW = 4
#: What stands before its number, and how many words may lie between: "a magnitude of about 6.8".
_MAGNITUDE, _MEASURE_REACH = "magnitude", 3
#: The same before a decimal, which counts nobody: "the magnitude of the Palu earthquake was 6.3".
_DECIMAL_REACH = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts."""

    people: bool = False
    population: str = ""
    thing: str = ""
    unit: str = ""
    """Set when the noun itself says what happened: "three wounded"."""


def find_counted(clause: Clause, number: Number, window: Span, language: str) -> Counted:
    """The noun after a number, or the number word itself where it holds the noun, as a dual does."""
    tokens = [token for token in clause.tokens if window.start <= token.start < window.end]
    inside = sum(1 for token in tokens if token.start < number.span.end)
    behind = list(dropwhile(lambda token: token.key in partitives(language), tokens[inside:]))
    following = _until(behind, count_stops(language))
    near = [*tokens[max(inside - 1, 0) : inside], *following[:_NOUN_WINDOW]]
    matches = counted(language).find(near)
    unit = _unit_at(clause, near, matches[0].first if matches else 2)
    kind, _, name = matches[0].label.partition(":") if matches else ("", "", "")
    if (kind != "population" or number.best % 1) and _is_measured(clause, number, language):
        return Counted(thing=_MAGNITUDE)
    if matches:
        if kind == "thing":
            return Counted(thing=name)
        return Counted(people=True, population="" if name == "people" else name, unit=unit)
    if unit or not following or _is_last_verb(clause, following[0], language):
        return Counted(people=bool(unit), unit=unit)
    noun = _noun(following, language)
    return _by_event(clause, noun) or Counted(thing="~" + stem(noun.key, language))


def _by_event(clause: Clause, noun: Word) -> Counted | None:
    """The people whom a word of an event counts: "tens of thousands *marched*", "37 *arrests*"."""
    told = [
        concept(trigger.concept)
        for trigger in clause.triggers
        if trigger.span.start <= noun.start < trigger.span.end
    ]
    if any(each.kind in _OF_CROWDS for each in told):
        return Counted(people=True)
    taken = next((each.unit for each in told if each.id in _TAKEN), "")
    return Counted(people=True, unit=taken) if taken else None


def _is_last_verb(clause: Clause, word: Word, language: str) -> bool:
    """Whether the word ends a clause of a language whose verb stands last: "1,2 milyona ulaştı"."""
    return (
        word is clause.tokens[-1]
        and not _by_event(clause, word)
        and tables.section(language, "concepts", ConceptWords).object == "before"
    )


def _noun(following: Sequence[Word], language: str) -> Word:
    """The first word that is no adjective by its ending: "16 Russian firms"."""
    endings = facts(language).adjective_endings
    nouns = (word for word in following[:_NOUN_WINDOW] if not (endings and word.key.endswith(endings)))
    return next(nouns, following[0])


def _is_measured(clause: Clause, number: Number, language: str) -> bool:
    """Whether the number is the strength of an earthquake, which is named before it: "magnitude 6.8"."""
    reach = _MEASURE_REACH if number.best % 1 == 0 else _DECIMAL_REACH
    before = [token for token in clause.tokens if token.start < number.span.start][-reach - 1 :]
    return any(
        match.label == f"thing:{_MAGNITUDE}"
        # "A 6.8 magnitude earthquake killed 120": the word belongs to the number before it.
        and not (match.first > 0 and before[match.first - 1].key[0].isdigit())
        for match in counted(language).find(before)
    )


def _until(tokens: Sequence[Word], stops: frozenset[str]) -> list[Word]:
    return list(takewhile(lambda token: token.key not in stops, tokens))


def _unit_at(clause: Clause, tokens: Sequence[Word], last: int) -> str:
    """The unit of an event word that stands among the first tokens: "three wounded", "10 قتلى"."""
    for token in tokens[: last + 1]:
        for trigger in clause.triggers:
            if trigger.span.start == token.start and concept(trigger.concept).kind == "casualties":
                return concept(trigger.concept).unit
    return ""
