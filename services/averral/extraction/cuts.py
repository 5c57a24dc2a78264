"""Where a sentence may be cut into clauses: the signs between words, and how strongly each separates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from averral.extraction.facts import facts, markers
from averral.extraction.inventory import Inventory
from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.concepts import concept
from averral.language.events import tells
from averral.language.normalise import Word
from averral.language.phrases import Match
from averral.language.stems import is_known
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Span

_COMMA = re.compile(r"[,،:—–]")
_HARD = re.compile(r"[;؛]")
#: How many words may stand between "including" and the comma that closes what it opens.
_LONGEST_PART = 8
#: How many words a number may have before "of them".
_PART_NUMBER = 3
#: How many words back "by" or "between" may stand before the last of the names that it takes: "by Qatar, Egypt and Oman".
_LISTED = 8
#: What may stand between a conjunction and the name behind it: an article.
_ARTICLE = 1
#: Kinds of events that a describing verb tells beside the main one.
_DESCRIBED = frozenset({ClaimKind.ARREST, ClaimKind.CONTROL})
#: Weight of concepts that only tell that something takes place.
_PHASE = 1
#: Letters before the word for a fate that may hold the number of those that met it.
_SAID_OF = 80
#: What parts a name from its ending.
_APOSTROPHES = ("'", "’")


class Force(IntEnum):
    """How strongly a sign separates; the strongest cut between two event words is taken."""

    COMMA = 1
    COORDINATOR = 2
    COMMA_AND_WORD = 3
    BREAK = 4
    NUMBER = 5
    """Before a number where verbs stand last: "nine died, 31 of burns were treated"."""
    SEMICOLON = 6


def find_cuts(inventory: Inventory, tokens: Sequence[Word]) -> list[tuple[int, Force]]:
    """Every place where a clause may begin, with the force of the sign before it."""
    text, language = inventory.reading.text, inventory.reading.language
    breaks, coordinators, parts = _marked(tokens, language)
    listed = _listed(inventory, tokens)
    numbers = inventory.numbers.within(Span(tokens[0].start, tokens[-1].end))
    figures = [number.span for number in numbers]
    counts = {span.start for span in figures}
    last = tables.section(language, "concepts", ConceptWords).object == "before"
    found: list[tuple[int, Force]] = []
    for index in range(1, len(tokens)):
        gap = text[tokens[index - 1].end : tokens[index].start]
        coordinates = index in coordinators or _joined(tokens, index, language, counts)
        force = _force(gap, coordinates=coordinates, breaks=index in breaks)
        relative = force is Force.COMMA and _opens_relative(tokens[index], language)
        if force is None or (
            force is Force.COMMA and not relative and _bounds_part(parts, breaks, tokens, index, text)
        ):
            continue
        if last and _opens_count(inventory, tokens, index, force) and not _opens_part(parts, index):
            force = Force.NUMBER
        if force > Force.COORDINATOR or index not in listed:
            found.append((tokens[index].start, force))
    return [cut for cut in found if not any(span.start < cut[0] < span.end for span in figures)]


def _listed(inventory: Inventory, tokens: Sequence[Word]) -> set[int]:
    """Indices of words inside a list of names behind "by" or "between", where no clause begins.

    "A truce brokered by Russia and Turkey came into force" is one clause.
    """
    marks = [
        mark
        for mark in markers(inventory.reading.language).find(tokens)
        if mark.label in {"by", "between", "backed"}
    ]
    if not marks:
        return set()
    whole = Span(tokens[0].start, tokens[-1].end)
    spans = [each.span for found in (inventory.entities, inventory.places) for each in found.within(whole)]
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    found: set[int] = set()
    for index in range(1, len(tokens)):
        reach = range(max(0, index - _LISTED), index)
        ahead = tokens[index : index + 2 + _ARTICLE]
        if tokens[index - 1].end in ends and any(mark.last in reach for mark in marks):
            found |= {index} if any(token.start in starts for token in ahead) else set()
    return found


def _opens_relative(word: Word, language: str) -> bool:
    """Whether a word behind a comma opens a relative clause: a word of its own, or a letter on the next."""
    known = facts(language)
    prefix = known.relative_prefix
    if prefix and word.key.startswith(prefix) and not is_known(word.key, language):
        return is_known(word.key.removeprefix(prefix), language)
    return word.key in known.relatives


def _bounds_part(
    parts: Sequence[Match], breaks: set[int], tokens: Sequence[Word], index: int, text: str
) -> bool:
    """Whether the comma before the word opens or closes an inserted part of a number.

    "17 civilians, including five children, died" is one clause.
    """
    for part in parts:
        if index == part.first:
            return True
        if 0 < index - part.last <= _LONGEST_PART:
            inside = text[tokens[part.last].end : tokens[index - 1].end]
            if not breaks.isdisjoint(range(part.last + 1, index)):
                # A clause ends here: "twelve men, among them one who was freed at once, were seized".
                return False
            return _COMMA.search(inside) is None
    return False


def _opens_count(inventory: Inventory, tokens: Sequence[Word], index: int, force: Force) -> bool:
    """Whether a number begins here behind a comma, or behind an "and" that joins it to a verb."""
    joined = force is Force.COORDINATOR
    if force not in (Force.COMMA, Force.COORDINATOR) or index + joined >= len(tokens):
        return False
    told = facts(inventory.reading.language).participles
    ends = not joined or bool(told and tokens[index - 1].key.endswith(told))
    start = tokens[index + joined].start
    return ends and any(
        number.span.start == start and number.kind == "count"
        for number in inventory.numbers.within(Span(start, tokens[-1].end))
    )


def _opens_part(parts: Sequence[Match], index: int) -> bool:
    """Whether the number at the word is a part of the one before: "two *of them* children"."""
    return any(0 < part.first - index <= _PART_NUMBER for part in parts)


def _marked(tokens: Sequence[Word], language: str) -> tuple[set[int], set[int], list[Match]]:
    """Indices of words that begin a clause, that join, and that open a part of a number."""
    breaks, coordinators, parts = set[int](), set[int](), list[Match]()
    for match in markers(language).find(tokens):
        if match.label == "including":
            parts.append(match)
        elif match.label == "breaks":
            breaks.add(match.first)
        elif match.label == "breaks_after":
            breaks.add(match.last + 1)
        elif match.label == "coordinators":
            coordinators.add(match.first)
    return breaks, coordinators, parts


def _force(gap: str, *, coordinates: bool, breaks: bool) -> Force | None:
    if _HARD.search(gap):
        return Force.SEMICOLON
    if breaks:
        return Force.BREAK
    comma = _COMMA.search(gap)
    # Behind an apostrophe stands an ending: "Marsilya'da".
    if coordinates and gap not in _APOSTROPHES:
        return Force.COMMA_AND_WORD if comma else Force.COORDINATOR
    return Force.COMMA if comma else None


def _joined(tokens: Sequence[Word], index: int, language: str, counts: set[int]) -> bool:
    """Whether the word carries a coordinator in front, as far as its next letters or a number (`counts`) tell."""
    known = facts(language)
    word = tokens[index].key
    for coordinator in known.joined_coordinators:
        if word.startswith(coordinator):
            rest = word[len(coordinator) :]
            counted = tokens[index].start + len(coordinator) in counts
            if not rest or rest[0].isdigit() or counted or _begins_clause(rest, known.joined_next):
                return True
    return False


def _begins_clause(word: str, entries: Sequence[str]) -> bool:
    return any(word.startswith(entry[:-1]) if entry.endswith("*") else word == entry for entry in entries)


def relative_cut(inventory: Inventory, tokens: Sequence[Word], before: Trigger, after: Trigger) -> int | None:
    """Where to cut behind a verb that only describes who the next one tells of: "the engineer kidnapped in May was released".

    It ends as participles do, or carries "who" in front; what is done to a place or to somebody by it is an event of its own.
    """
    known = facts(inventory.reading.language)
    written = before.span.of(inventory.reading.text)
    if not _becomes_other(before, after) and (
        before.topic is not None or concept(before.concept).kind not in _DESCRIBED
    ):
        return None
    if before.span.overlap(after.span):
        return None
    if known.participles and written.endswith(known.participles):
        return next((token.start for token in tokens if token.start >= before.span.end), None)
    prefix, language = known.relative_prefix, inventory.reading.language
    prefixed = prefix and written.startswith(prefix) and not is_known(written, language)
    return after.span.start if prefixed and is_known(written.removeprefix(prefix), language) else None


def _becomes_other(before: Trigger, after: Trigger) -> bool:
    """Whether two verbs tell what became of one thing at two times: "the talks put off in May have begun"."""
    first, second = concept(before.concept), concept(after.concept)
    shared = before.topic is not None and before.topic == after.topic
    between = shared and before.topic is not None and before.span.end <= before.topic.start < after.span.start
    return between and first.id != second.id and first.slot == second.slot and first.weight > _PHASE


def count_cut(inventory: Inventory, before: Trigger, after: Trigger) -> int | None:
    """Where to cut between two fates of people that are counted apart: "nine were hurt, of whom two died"."""
    units = {concept(each.concept).unit for each in (before, after)}
    if len(units) == 1 or not all(units) or before.span.overlap(after.span):
        return None
    text = inventory.reading.text
    between = Span(before.span.end, max(before.span.end, after.span.start))
    comma = max((text.rfind(mark, between.start, between.end) for mark in ",،"), default=-1)
    if comma < 0 or not inventory.numbers.within(Span(comma, after.span.end)):
        return None
    return comma if _counted_before(inventory, before, comma) else None


def _counted_before(inventory: Inventory, before: Trigger, comma: int) -> bool:
    words = inventory.reading.sentence_words(Span(max(0, before.span.start - _SAID_OF), comma))
    return bool(words) and bool(inventory.numbers.within(Span(words[0].start, comma)))


def joined_cut(inventory: Inventory, before: Trigger, after: Trigger) -> int | None:
    """Where to cut before an event word that a conjunction is written onto, where the other verb has its own object.

    "Killed nine and wounded twenty" has two clauses, "killed and wounded" one.
    """
    reading = inventory.reading
    end = max(each.end for each in (after.span, after.apart) if each is not None)
    written = reading.text[after.span.start : end]
    words = reading.sentence_words(Span(before.span.end, max(before.span.end, after.span.end)))
    if not words or after.span.start <= words[0].start:
        return None
    return next(
        (
            after.span.start
            for mark in facts(reading.language).joined_coordinators
            if written.startswith(mark) and tells(written.removeprefix(mark), reading.language)
        ),
        None,
    )
