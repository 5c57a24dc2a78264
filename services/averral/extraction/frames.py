"""Who takes part in an event: entities, speakers and named bodies of a clause, each with a role.

Roles follow from small words beside the name (by, against, between), from the voice of the verb and from the order of
words that the language uses; all of these are facts of `[claims]` in the language's table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averral.extraction.clauses import Clause
from averral.extraction.facts import facts, markers, name_stops, naming, naming_keys
from averral.extraction.inventory import Inventory
from averral.language.concepts import Trigger, concept
from averral.language.names import name_key
from averral.language.normalise import Word, words
from averral.language.phrases import Match
from averral.model import Participant, ParticipantRole, Quote, Span

#: Entities that report rather than take part.
_REPORTERS = frozenset({"agency", "outlet"})
#: How many words may stand between a small word and the name it marks: "by the Russian".
_MARK_WINDOW = 3
#: The same of words for standing behind somebody: "backed by the Turkish".
_BACKED_WINDOW = 2
_HYPHENS = ("-", "\u2010", "\u2011", "–")
#: How many words before a verb its passive auxiliary may stand.
_PASSIVE_WINDOW = 3
#: A proper name has at most so many words beside its naming noun.
_NAME_WORDS = 3
_ROLE_OF = {
    "by": ParticipantRole.ACTOR,
    "by_after": ParticipantRole.ACTOR,
    "against": ParticipantRole.TARGET,
    "against_after": ParticipantRole.TARGET,
    "between": ParticipantRole.PARTY,
    "between_after": ParticipantRole.PARTY,
}
#: Longest run of conjunction, preposition and article before a noun.
_LONGEST_CLITIC = 4
#: More participants than this make a list, not an event.
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Named:
    """Someone or something with a name, role still open."""

    span: Span
    name: str
    key: str
    adjective: bool = False
    """The word for a nationality, which belongs to the name beside it: "the Syrian opposition"."""


def find_participants(
    inventory: Inventory, clause: Clause, trigger: Trigger | None, speakers: dict[str, Quote]
) -> tuple[Participant, ...]:
    """Participants of a clause by position. Without an event word they are `party`."""
    named: list[_Named] = []
    for one in sorted(
        _candidates(inventory, clause, speakers), key=lambda each: (each.span.start, -each.span.end)
    ):
        beside = bool(named) and one.span.start - named[-1].span.end <= 1
        if (named and one.span.start < named[-1].span.end) or (beside and one.adjective):
            continue
        if beside and named[-1].adjective:
            named.pop()
        named.append(one)
    roles = _roles(inventory, clause, trigger, named[:_MOST])
    return tuple(
        Participant(one.name, one.key, role, one.span) for one, role in zip(named, roles, strict=False)
    )


def _candidates(inventory: Inventory, clause: Clause, speakers: dict[str, Quote]) -> Iterator[_Named]:
    text = inventory.reading.text
    marks = markers(inventory.reading.language).find(clause.tokens)
    for entity in inventory.entities.within(clause.span):
        if entity.kind not in _REPORTERS and not _stands_behind(text, clause, marks, entity.span):
            yield _Named(entity.span, entity.name or entity.span.of(text), entity.key, entity.adjective)
    for token in clause.tokens:
        quote = speakers.get(token.key)
        if quote is not None and quote.speaker is not None:
            yield _Named(
                token.span, quote.speaker.name, quote.speaker.key or _sound(inventory, quote.speaker.name)
            )
    for span in _named_bodies(inventory, clause):
        yield _Named(span, span.of(text), _sound(inventory, span.of(text)))


def _stands_behind(text: str, clause: Clause, marks: Sequence[Match], name: Span) -> bool:
    """Whether somebody only stands behind those who act: "rebels backed by Turkey", "Turkish-backed rebels"."""
    first, last = _position(clause.tokens, name)
    for mark in marks:
        if mark.label == "backed" and 0 < first - mark.last <= _BACKED_WINDOW:
            return True
        if mark.first == last + 1 and (
            mark.label == "backed_after"
            or (
                mark.label == "backed_joined" and text[name.end : clause.tokens[mark.first].start] in _HYPHENS
            )
        ):
            return True
    return False


def _position(tokens: Sequence[Word], span: Span) -> tuple[int, int]:
    """Indices of the first and the last word of a name."""
    first = next((index for index, token in enumerate(tokens) if token.start >= span.start), len(tokens))
    last = next((index for index, token in enumerate(tokens) if token.end >= span.end), len(tokens))
    return first, last


def _sound(inventory: Inventory, name: str) -> str:
    return "name:" + name_key(name, inventory.reading.language)


def speakers_by_word(quotes: Sequence[Quote]) -> dict[str, Quote]:
    """Key of the last word of each speaker's name → a quote of that speaker."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        speaker = quote.speaker
        if speaker is not None and not speaker.anonymous and (name := words(speaker.name)):
            found.setdefault(name[-1].key, quote)
    return found


def _named_bodies(inventory: Inventory, clause: Clause) -> Iterator[Span]:
    """Conferences, brigades, movements: a naming noun with the proper name beside it."""
    language = inventory.reading.language
    known = facts(language)
    for match in naming(language).find(clause.tokens):
        name = _name_words(inventory, clause, match, after=known.name_after)
        if name:
            ends = (clause.tokens[match.first], clause.tokens[match.last], *name)
            start = min(word.start for word in ends)
            yield Span(
                start + _clitic(clause.tokens[match.first], start, language), max(word.end for word in ends)
            )


def _clitic(word: Word, start: int, language: str) -> int:
    """Length of the conjunction or preposition that is written with the naming noun."""
    if word.start != start:
        return 0
    bare = naming_keys(language)
    return next((size for size in range(_LONGEST_CLITIC + 1) if word.key[size:] in bare), 0)


def _name_words(inventory: Inventory, clause: Clause, match: Match, *, after: bool) -> list[Word]:
    """The words of the name: capitalised ones on either side, or the next word where there are no capitals."""
    known = facts(inventory.reading.language)
    text, tokens, first, last = inventory.reading.text, clause.tokens, match.first, match.last
    if not known.capitals:
        follower = tokens[last + 1 : last + 2]
        return [word for word in follower if _is_name(inventory, clause, tokens[last], word)]
    before: list[Word] = []
    for index in range(first - 1, max(-1, first - 1 - _NAME_WORDS), -1):
        if not _proper(text, tokens[index], name_stops(inventory.reading.language)) or not _close(
            text, tokens[index], tokens[index + 1]
        ):
            break
        before.append(tokens[index])
    behind: list[Word] = []
    for index in range(last + 1, min(len(tokens), last + 1 + _NAME_WORDS)):
        if not _proper(text, tokens[index], name_stops(inventory.reading.language)) or not _close(
            text, tokens[index - 1], tokens[index]
        ):
            break
        behind.append(tokens[index])
    return behind or before if after else before or behind


def _proper(text: str, word: Word, stops: frozenset[str]) -> bool:
    return text[word.start].isupper() and word.key not in stops


def _close(text: str, before: Word, after: Word) -> bool:
    return after.start - before.end <= 1 or text[before.end : after.start].strip(" \"'“”«»").strip() == ""


def _is_name(inventory: Inventory, clause: Clause, before: Word, word: Word) -> bool:
    """Whether a word without capitals may be a proper name: no small word, no number, no word of an event."""
    if not _close(inventory.reading.text, before, word) or word.key[0].isdigit():
        return False
    if word.key in name_stops(inventory.reading.language):
        return False
    told = [*(each.span for each in clause.triggers), *(each.span for each in clause.mentions)]
    return not any(span.start <= word.start < span.end for span in told)


def _roles(
    inventory: Inventory, clause: Clause, trigger: Trigger | None, named: Sequence[_Named]
) -> list[ParticipantRole]:
    if trigger is None or concept(trigger.concept).roles == "party":
        return [ParticipantRole.PARTY] * len(named)
    language = inventory.reading.language
    marks = markers(language).find(clause.tokens)
    marked = [_marked_role(clause.tokens, marks, one.span) for one in named]
    first, other = ParticipantRole.ACTOR, ParticipantRole.TARGET
    kind = concept(trigger.concept).roles
    if kind == "undergoer" or (kind == "transitive" and _passive(clause, trigger, marks, language)):
        first, other = other, first
    subject = _subject(named, marked, trigger)
    return [role or (first if index == subject else _rest(kind, other)) for index, role in enumerate(marked)]


def _rest(kind: str, other: ParticipantRole) -> ParticipantRole:
    """Those who are neither marked nor subject: of a lone act or suffering they only belong to it."""
    return other if kind == "transitive" else ParticipantRole.TARGET


def _subject(
    named: Sequence[_Named], marked: Sequence[ParticipantRole | None], trigger: Trigger
) -> int | None:
    """Index of the subject: the first before the verb, or where the verb comes first the one behind it."""
    free = [index for index, role in enumerate(marked) if role is None]
    before = [index for index in free if named[index].span.end <= trigger.span.start]
    after = [index for index in free if named[index].span.start >= trigger.span.end]
    return next(iter([*before[:1], *after[:1]]), None)


def _marked_role(tokens: Sequence[Word], marks: Sequence[Match], span: Span) -> ParticipantRole | None:
    """The role that the nearest small word before the name, or after it, gives."""
    first, last = _position(tokens, span)
    best: tuple[int, ParticipantRole] | None = None
    for mark in marks:
        role = _ROLE_OF.get(mark.label)
        if role is None:
            continue
        distance = mark.first - last if mark.label.endswith("_after") else first - mark.last
        if 0 < distance <= _MARK_WINDOW and (best is None or distance < best[0]):
            best = (distance, role)
    return best[1] if best else None


def _passive(clause: Clause, trigger: Trigger, marks: Sequence[Match], language: str) -> bool:
    index = next((i for i, token in enumerate(clause.tokens) if token.start >= trigger.span.start), 0)
    if any(mark.label == "passive" and 0 <= index - mark.last <= _PASSIVE_WINDOW for mark in marks):
        return True
    endings = facts(language).passive_endings
    return bool(endings) and clause.tokens[index].key.endswith(endings)
