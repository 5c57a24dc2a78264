"""The figure that a singular gives without a number: "a guard was killed", "uno de sus guardias murió", "погиб водитель"."""

from __future__ import annotations

from collections.abc import Sequence

from averral.extraction.clauses import Clause
from averral.extraction.facts import counted, facts, lone, markers
from averral.extraction.reading import Reading
from averral.extraction.roles import is_passive
from averral.language.concepts import concept
from averral.language.normalise import Word, key
from averral.language.phrases import Match
from averral.language.triggers import Trigger
from averral.model import Qualifier, Quantity, Span

#: Words between an article and its noun ("a nine-year-old local boy"), a noun and what befell it, and a verb and its object.
_NOUN_REACH, _SUBJECT_REACH, _OBJECT_REACH = 3, 8, 3
#: The same where no article tells that the noun begins something new.
_BARE_REACH = 2
_HARM = frozenset({"killed", "wounded", "missing"})
_POPULATION = "population:"


def lone_quantities(reading: Reading, clause: Clause) -> tuple[Quantity, ...]:
    """One person, where a clause without figures tells of one whom something befell; nothing where it names several."""
    fates = [each for each in clause.triggers if concept(each.concept).unit in _HARM]
    if not fates or len({concept(each.concept).unit for each in fates}) > 1:
        return ()
    found = _persons(clause, reading.language)
    if len(found) != 1:
        return ()
    noun, first = found[0]
    fate = next((each for each in fates if _befell(reading, clause, each, noun, first)), None)
    if fate is None or _is_joined(clause, noun, reading.language):
        return ()
    population = _population(clause.tokens[noun.first : noun.last + 1], reading.language)
    span = Span(clause.tokens[first].start, clause.tokens[noun.last].end)
    unit = concept(fate.concept).unit
    return (Quantity(1, 1, 1, unit, Qualifier.EXACT, span, population),)


def _persons(clause: Clause, language: str) -> list[tuple[Match, int]]:
    """The nouns of one person, each with the word that it begins with."""
    articles = frozenset(map(key, facts(language).lone_articles))
    found: list[tuple[Match, int]] = []
    for match in lone(language).find(clause.tokens):
        if match.label == "lone_of":
            found.append((match, match.first))
            continue
        if not articles:
            found.append((match, match.first))
            continue
        before = range(match.first - 1, max(-1, match.first - 1 - _NOUN_REACH), -1)
        first = next((index for index in before if clause.tokens[index].key in articles), None)
        if first is not None:
            found.append((match, first))
    return found


def _befell(reading: Reading, clause: Clause, fate: Trigger, noun: Match, first: int) -> bool:
    """Whether the word for what befell somebody has this person for its subject, or for the object of who did it."""
    tokens = clause.tokens
    at = next((index for index, token in enumerate(tokens) if token.start >= fate.span.start), 0)
    last = max((index for index, token in enumerate(tokens) if token.start < fate.span.end), default=at)
    bare = not facts(reading.language).lone_articles and noun.label != "lone_of"
    if first > last:
        return first - last <= (_BARE_REACH if bare else _OBJECT_REACH)
    if noun.last >= at or at - noun.last > (1 + _BARE_REACH if bare else 1 + _SUBJECT_REACH):
        return False
    following = tokens[noun.last + 1]
    spans = [*(each.span for each in clause.triggers), *(each.span for each in clause.mentions)]
    if noun.last + 1 < at and any(span.overlap(Span(following.start, following.end)) for span in spans):
        # "A rebel attack killed dozens": the noun only tells whose attack it was.
        return False
    return not _makes_suffer(clause, fate, reading.language)


def _makes_suffer(clause: Clause, fate: Trigger, language: str) -> bool:
    """Whether the word tells what its subject did to others: "a gunman killed the mayor"."""
    if is_passive(clause, fate, language):
        return False
    return any(
        mark.label.startswith("causatives") and clause.tokens[mark.first].start == fate.span.start
        for mark in markers(language).find(clause.tokens)
    )


def _is_joined(clause: Clause, noun: Match, language: str) -> bool:
    """Whether others come behind the noun: "a guard *and* his wife"."""
    if noun.last + 1 >= len(clause.tokens):
        return False
    behind = clause.tokens[noun.last + 1]
    known = facts(language)
    own = any(each.span.overlap(Span(behind.start, behind.end)) for each in clause.triggers)
    joined = bool(known.joined_coordinators) and behind.key.startswith(tuple(known.joined_coordinators))
    return behind.key in set(map(key, known.coordinators)) or (joined and not own)


def _population(tokens: Sequence[Word], language: str) -> str:
    named = [each.label for each in counted(language).find(tokens) if each.label.startswith(_POPULATION)]
    name = named[0].removeprefix(_POPULATION) if named else ""
    return "" if name == "people" else name
