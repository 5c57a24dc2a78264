"""Who takes part in an event: entities, speakers and named bodies of a clause; `roles` says in which role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from averral.extraction.armies import bare_armies, names_army
from averral.extraction.clauses import Clause, is_clause
from averral.extraction.facts import facts, markers, name_stops, naming, naming_keys, selves, unsettled
from averral.extraction.inventory import Inventory
from averral.extraction.roles import Named, find_roles, position, stands_in
from averral.extraction.sides import bare_sides
from averral.language.concepts import concept
from averral.language.names import name_key
from averral.language.normalise import Word, words
from averral.language.phrases import Match
from averral.language.triggers import Trigger
from averral.model import (
    ClaimKind,
    Participant,
    ParticipantRole,
    Place,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerFound,
)

#: Entities that report rather than take part.
_REPORTERS = frozenset({"agency", "outlet"})
#: The same of words for standing behind somebody: "backed by the Turkish".
_BACKED_WINDOW = 2
_HYPHENS = ("-", "\u2010", "\u2011", "–")
#: A proper name has at most so many words beside its naming noun.
_NAME_WORDS = 3
#: Longest run of conjunction, preposition and article before a noun.
_LONGEST_CLITIC = 4
#: Words of a name before its last.
_FORENAMES = 3
#: Slot of how one side stands to another, and beginning of the keys of offices.
_STANCE, _OFFICE = "position.stance", "office:"
#: Keys of persons.
_PERSONAL = ("~", "person:", "name:")
#: Those who do what they say they did, and how many words behind its beginning their pronoun may stand.
_ACTING = ("state:", "side:", "force:", "org:")
_SELF_WORDS = 3
#: More participants than this make a list, not an event.
_MOST = 12


def find_participants(
    inventory: Inventory, clause: Clause, trigger: Trigger | None, speakers: dict[str, Quote]
) -> tuple[Participant, ...]:
    """Participants of a clause by position. Without an event word they are `party`."""
    named: list[Named] = []
    teller = _teller(clause)
    for one in sorted(
        _candidates(inventory, clause, trigger, speakers), key=lambda each: (each.span.start, -each.span.end)
    ):
        if teller is not None and teller.start < one.span.end and one.span.start < teller.end:
            continue
        beside = bool(named) and one.span.start - named[-1].span.end <= 1
        if (named and one.span.start < named[-1].span.end) or (beside and one.adjective):
            continue
        if named and ((beside and named[-1].adjective) or _bears(inventory.reading.text, named[-1], one)):
            named.pop()
        named.append(one)
    roles = find_roles(inventory, clause, trigger, named[:_MOST])
    return tuple(
        Participant(one.name, one.key, role, one.span)
        for one, role in zip(named, roles, strict=False)
        if not one.silent
    )


def _teller(clause: Clause) -> Span | None:
    """Who tells it in the middle of what is told, and takes no part in it: "At least 14, *the ministry* said, were killed"."""
    speaker = clause.quote.speaker if clause.quote else None
    mention = speaker.mention if speaker else None
    inside = mention is not None and clause.span.start <= mention.start and mention.end <= clause.span.end
    return mention if inside else None


def _bears(text: str, office: Named, name: Named) -> bool:
    """Whether a name behind an office tells who holds it: "*President* Recep Tayyip Erdogan" is one man."""
    between = text[office.span.end : name.span.start].split()
    return (
        office.key.startswith("office:")
        and name.key.startswith(_PERSONAL)
        and len(between) <= _FORENAMES
        and all(word[0].isupper() for word in between)
    )


def without_venues(
    participants: Sequence[Participant],
    places: Sequence[Place],
    clause: Clause,
    trigger: Trigger | None,
    language: str,
) -> tuple[Participant, ...]:
    """Those who take part; a state that only tells where does not: "killed 12 in northern Syria", "in Syria's Idlib"."""
    undergone = trigger is not None and concept(trigger.concept).roles == "undergoer"

    def tells_where(one: Participant) -> bool:
        if one.role is ParticipantRole.ACTOR and undergone:
            return False
        if not one.key.startswith("state:") or not any(place.span.overlap(one.span) for place in places):
            return False
        return undergone or stands_in(clause, one.span, language)

    return tuple(one for one in participants if not tells_where(one))


def with_denier(
    participants: tuple[Participant, ...], inventory: Inventory, clause: Clause, trigger: Trigger | None
) -> tuple[Participant, ...]:
    """Those who take part, and who denies an act that no other is named for: "*the army* denied bombing the hospital"."""
    quote = clause.quote
    if quote is None or quote.speaker is None or quote.speaker.mention is None or trigger is None:
        return participants
    attack = concept(trigger.concept).kind == ClaimKind.ATTACK and quote.speaker.key.startswith(_ACTING)
    if not (quote.denied and attack) or is_clause(inventory, quote):
        return participants
    if any(one.role is ParticipantRole.ACTOR for one in participants):
        return participants
    speaker = quote.speaker
    return (
        Participant(speaker.name, speaker.key, ParticipantRole.ACTOR, quote.speaker.mention),
        *participants,
    )


def _candidates(
    inventory: Inventory, clause: Clause, trigger: Trigger | None, speakers: dict[str, Quote]
) -> Iterator[Named]:
    text = inventory.reading.text
    marks = markers(inventory.reading.language).find(clause.tokens)
    behind: Span | None = None
    for entity in inventory.entities.within(clause.span):
        if _stands_behind(text, clause, marks, entity.span, trigger) or _joins(
            clause, marks, behind, entity.span
        ):
            behind = entity.span
        elif entity.kind not in _REPORTERS:
            yield Named(entity.span, entity.name or entity.span.of(text), entity.key, entity.adjective)
    for span, key in bare_sides(inventory, clause):
        yield Named(span, span.of(text), key)
    yield from _speakers(inventory, clause, trigger, speakers)
    for span in _named_bodies(inventory, clause):
        if not names_army(inventory, span) and not _stands_behind(text, clause, marks, span, trigger):
            yield Named(span, span.of(text), _sound(inventory, span.of(text)))
    for span, key in bare_armies(inventory, clause):
        yield Named(span, span.of(text), key)
    yield from _speaking(inventory, clause, trigger)


def _speakers(
    inventory: Inventory, clause: Clause, trigger: Trigger | None, speakers: dict[str, Quote]
) -> Iterator[Named]:
    """Those whom the clause names by the last word of a name that speaks somewhere in the document."""
    text = inventory.reading.text
    for token in clause.tokens:
        quote = speakers.get(token.key)
        # "In the centre of the town" does not name the Aleppo Media Centre.
        proper = (
            quote is not None and quote.speaker is not None and quote.speaker.name.split()[-1][0].isupper()
        )
        joined = text[token.end : token.end + 1] in _HYPHENS and text[token.end + 1 : token.end + 2].isalpha()
        if joined:
            # "In government-held districts" nobody acts.
            continue
        if quote is not None and quote.speaker is not None and (not proper or text[token.start].isupper()):
            yield Named(
                token.span,
                quote.speaker.name,
                _office_held(quote.speaker, trigger)
                or quote.speaker.key
                or _sound(inventory, quote.speaker.name),
            )


def _office_held(speaker: Speaker, trigger: Trigger | None) -> str:
    """The office of somebody whose position a side adopts or rejects, which is that of a state; empty elsewhere."""
    stands = trigger is not None and concept(trigger.concept).slot == _STANCE
    return speaker.affiliation if stands and speaker.affiliation.startswith(_OFFICE) else ""


def _speaking(inventory: Inventory, clause: Clause, trigger: Trigger | None) -> Iterator[Named]:
    """The speaker, where what is said begins with them: "rebels said *they* had captured", "said *its planes* hit"."""
    quote = clause.quote
    if quote is None or quote.speaker is None or trigger is None:
        return
    if concept(trigger.concept).roles == "undergoer":
        return
    speaker = quote.speaker
    told = "other_self" if quote.kind is QuoteKind.INDIRECT else "own_self"
    for match in selves(inventory.reading.language).find(clause.tokens[:_SELF_WORDS]):
        span = Span(clause.tokens[match.first].start, clause.tokens[match.last].end)
        if (
            match.label in {told, "own_self"}
            and span.end <= trigger.span.start
            and not _is_parted(inventory, clause, span, trigger)
        ):
            silent = not speaker.key.startswith(_ACTING)
            yield Named(span, speaker.name, speaker.key, silent=silent)
            return


def _is_parted(inventory: Inventory, clause: Clause, name: Span, trigger: Trigger) -> bool:
    """Whether the event is what nobody knows: "*it* could not confirm whether gas had been used"."""
    words = unsettled(inventory.reading.language)
    return any(token.key in words for token in clause.tokens if name.end <= token.start < trigger.span.start)


def _stands_behind(
    text: str, clause: Clause, marks: Sequence[Match], name: Span, trigger: Trigger | None
) -> bool:
    """Whether somebody only stands behind those who act: "rebels backed by Turkey", "areas held by rebels"."""
    first, last = position(clause.tokens, name)
    for mark in marks:
        if trigger is not None and clause.tokens[mark.first].span.overlap(trigger.span):
            continue
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


def _joins(clause: Clause, marks: Sequence[Match], behind: Span | None, name: Span) -> bool:
    """Whether a name goes on a list of those that stand behind somebody: "backed by Russia and Turkey"."""
    if behind is None:
        return False
    last, first = position(clause.tokens, behind)[1], position(clause.tokens, name)[0]
    return 0 < first - last <= _BACKED_WINDOW + 1 and any(
        mark.label == "coordinators" and last < mark.first < first for mark in marks
    )


def _sound(inventory: Inventory, name: str) -> str:
    return "name:" + name_key(name, inventory.reading.language)


def speakers_by_word(quotes: Sequence[Quote]) -> dict[str, Quote]:
    """Key of the last word of each speaker's name → a quote of that speaker."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        speaker = quote.speaker
        known = speaker is not None and not speaker.anonymous and speaker.found is not SpeakerFound.PRONOUN
        if known and speaker is not None and (name := words(speaker.name)):
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
        # Behind an article stands no name but an adjective: "the army", "the nuclear talks".
        follower = tokens[last + 1 : last + 2]
        if _is_definite(inventory, tokens[first]) and not _is_entity(inventory, follower):
            follower = tokens[:0]
        return [word for word in follower if _is_name(inventory, clause, tokens[last], word)]
    stops = name_stops(inventory.reading.language)
    before: list[Word] = []
    for index in range(first - 1, max(-1, first - 1 - _NAME_WORDS), -1):
        if not _proper(text, tokens[index], stops) or not _close(text, tokens[index], tokens[index + 1]):
            break
        before.append(tokens[index])
    behind: list[Word] = []
    for index in range(last + 1, min(len(tokens), last + 1 + _NAME_WORDS)):
        if not _proper(text, tokens[index], stops) or not _close(text, tokens[index - 1], tokens[index]):
            break
        behind.append(tokens[index])
    found = behind or before if after else before or behind
    # "Peace talks", "Ceasefire agreement" at the beginning of a sentence: what they are about is no name.
    return found if any(not _tells(clause, word) for word in found) else []


def _is_entity(inventory: Inventory, follower: Sequence[Word]) -> bool:
    return any(inventory.entities.within(word.span) for word in follower)


def _is_definite(inventory: Inventory, noun: Word) -> bool:
    language = inventory.reading.language
    article = _clitic(noun, noun.start, language)
    return bool(article) and noun.key[:article].endswith(tuple(facts(language).definites))


def _proper(text: str, word: Word, stops: frozenset[str]) -> bool:
    return text[word.start].isupper() and word.key not in stops


def _close(text: str, before: Word, after: Word) -> bool:
    return after.start - before.end <= 1 or text[before.end : after.start].strip(" \"'“”«»").strip() == ""


def _is_name(inventory: Inventory, clause: Clause, before: Word, word: Word) -> bool:
    """Whether a word without capitals may be a proper name: no small word, no number, no word of an event."""
    if not _close(inventory.reading.text, before, word) or word.key[0].isdigit():
        return False
    language = inventory.reading.language
    joined = facts(language).joined_coordinators
    if word.key in name_stops(language) or any(
        word.key.removeprefix(each) in naming_keys(language) for each in joined if word.key.startswith(each)
    ):
        return False
    return not _tells(clause, word)


def _tells(clause: Clause, word: Word) -> bool:
    """Whether the word is one of those that tell the event."""
    triggers, mentions = clause.triggers, clause.mentions
    topics = [trigger.topic for trigger in triggers if trigger.topic is not None]
    told = [*(each.span for each in triggers), *(each.span for each in mentions), *topics]
    return any(span.start <= word.start < span.end for span in told)
