"""Where and when: the places and the time of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from averral.extraction.clauses import Clause
from averral.extraction.facts import facts, markers
from averral.extraction.inventory import Dated, Inventory
from averral.extraction.reading import Reading
from averral.extraction.roles import POSSESSIVE, goes_on_against
from averral.language import tables
from averral.language.concepts import concept, kind_of_topic
from averral.language.entities import EntityTable
from averral.model import ClaimKind, Place, Span, TimeInterval

#: Concepts of how somebody comes into an office.
_FILLING = ("election.", "office.")
#: Events at which people meet.
_MEETING = frozenset({"talks", "agreement", "exchange"})
#: A preposition with its spaces: "talks in Geneva".
_LONGEST_LINK = 6
#: Code points of the longest word for "since" with an article, or with "the day" before it.
_SINCE_REACH = 14
#: Where to look for "in": so many code points, and words, before a place.
_LOCATIVE_REACH, _LOCATIVE_WORDS = 50, 2
_WEEK = timedelta(days=7)

#: Days of the longest year.
_YEAR = 366


def find_places(inventory: Inventory, clause: Clause, topics: Sequence[Span]) -> tuple[Place, ...]:
    """Places of the clause, else of what is told with it; one in the name of talks ("the Oslo summit") comes first.

    A state that acts ("Turkey said") is no place; one that something happens in is.
    """
    meets = any(concept(each.concept).kind in _MEETING for each in clause.triggers) or any(
        kind_of_topic(each.topic) in _MEETING for each in clause.mentions
    )
    fills = any(each.concept.startswith(_FILLING) for each in clause.triggers)
    within = _located(inventory, clause.span, topics, meets=meets, fills=fills) or [
        place
        for place in _located(inventory, clause.segment, topics, meets=meets, fills=fills)
        if not _apart(inventory, clause, place.span)
    ]
    within = [place for place in within if not _attacks(inventory, clause, place)]
    places = list({place.key: place for place in reversed(within)}.values())[::-1]
    named = _naming(inventory, topics, places)
    others = [place for place in places if place not in named]
    return (*(replace(place, names_event=True) for place in named), *others)


def _naming(inventory: Inventory, topics: Sequence[Span], places: Sequence[Place]) -> list[Place]:
    """The places by which the event is called: "the Oslo talks", "peace talks in Oslo", but not "talks on Gaza"."""
    beside = [place for place in places if any(_calls(inventory, topic, place.span) for topic in topics)]
    held = [place for place in places if any(_holds(inventory, topic, place.span) for topic in topics)]
    return beside or sorted(held, key=lambda place: min(topic.distance(place.span) for topic in topics))[:1]


def _calls(inventory: Inventory, topic: Span, place: Span) -> bool:
    return _beside(topic, place) and not _is_about(inventory, topic, place)


def _holds(inventory: Inventory, topic: Span, place: Span) -> bool:
    """Whether "in" with the place stands a few words from the event."""
    near = 0 <= topic.distance(place) <= _LOCATIVE_REACH
    return near and _is_locative(inventory, place) and not _is_about(inventory, topic, place)


def _is_about(inventory: Inventory, topic: Span, place: Span) -> bool:
    start = min(topic.end, place.end)
    between = Span(start, max(start, topic.start, place.start))
    marks = markers(inventory.reading.language).find(inventory.reading.sentence_words(between))
    return any(mark.label == "about" for mark in marks)


def _located(
    inventory: Inventory, span: Span, topics: Sequence[Span], *, meets: bool, fills: bool
) -> list[Place]:
    # Where names follow their noun, one before it acts: قطعت نيكاراغوا علاقاتها.
    name_after = facts(inventory.reading.language).name_after
    entities = inventory.entities.within(span)
    states = [entity.span for entity in entities if entity.kind == "state"]
    # "The foreign minister of Portugal" tells whose minister it is, and not where; who becomes it becomes it there.
    offices = [] if fills else [entity.span for entity in entities if entity.kind == "office"]
    return [
        place
        for place in inventory.places.within(span)
        if not any(office.covers(place.span) for office in offices)
        if not any(state.overlap(place.span) for state in states)
        or _is_locative(inventory, place.span)
        # "The Ankara talks": a capital beside the noun names them, however often it stands for its government.
        or any(
            _beside(topic, place.span)
            and not (name_after and place.span.end <= topic.start)
            and not (meets and _is_side(inventory, topic, place.span))
            for topic in topics
        )
    ]


def _attacks(inventory: Inventory, clause: Clause, place: Place) -> bool:
    """Whether the state beside an attack carries it out, and what it hit is told behind: "удар России по порту"."""
    beside = [
        each.span
        for each in clause.mentions
        if kind_of_topic(each.topic) is ClaimKind.ATTACK and 0 <= each.span.distance(place.span) <= POSSESSIVE
    ]
    if not beside or not any(each.kind == "state" for each in inventory.entities.within(place.span)):
        return False
    marks = markers(inventory.reading.language).find(clause.tokens)
    return any(goes_on_against(clause.tokens, marks, attack, place.span) for attack in beside)


def _is_side(inventory: Inventory, topic: Span, place: Span) -> bool:
    """Whether the government meets there: "talks with Washington"."""
    between = inventory.reading.sentence_words(Span(topic.end, max(topic.end, place.start)))
    marks = markers(inventory.reading.language).find(between)
    return any(mark.label == "between" for mark in marks)


def _is_locative(inventory: Inventory, place: Span) -> bool:
    """Whether "in" stands before the place, or a case ending behind an apostrophe."""
    reading = inventory.reading
    tokens = reading.sentence_words(Span(max(0, place.start - _LOCATIVE_REACH), place.end))
    before = [token for token in tokens if token.end <= place.start][-_LOCATIVE_WORDS:]
    known = tables.section(reading.language, "entities", EntityTable)
    if known.locatives_after and _has_part_behind(reading, place, known.locatives_after):
        return True
    return any(token.key in known.locatives for token in before) or any(
        token.suffix.startswith(known.locative_suffixes or ("",))
        for token in tokens
        if token.start >= place.start and token.suffix
    )


def _has_part_behind(reading: Reading, place: Span, parts: tuple[str, ...]) -> bool:
    """Whether a word for a part or a side of the place follows: "Peru'nun güneyinde"."""
    behind = reading.sentence_words(Span(place.end, place.end + _LOCATIVE_REACH))
    following = [token for token in behind if token.start > place.end][:1]
    return any(token.key.startswith(parts) for token in following)


def _beside(topic: Span, place: Span) -> bool:
    """Whether nothing longer than a preposition stands between the two."""
    return 0 <= topic.distance(place) <= _LONGEST_LINK


def _next(time: TimeInterval, published: date | None, *, least: int) -> TimeInterval:
    """A weekday that was taken for the last one, `least` days back or more, a week later."""
    back = (published - time.start).days if published is not None else 0
    if time.basis != "relative" or time.precision != "day" or not least <= back < _WEEK.days:
        return time
    return replace(time, start=time.start + _WEEK, end=time.end + _WEEK)


def find_time(
    inventory: Inventory, clause: Clause, *, ahead: bool = False, lasts: bool = False
) -> TimeInterval | None:
    """The day or days of the event: of the clause, else of its sentence, else the day of publication.

    What is planned lies `ahead`: "will meet on Wednesday" is the next one; so does the day up to which something
    `lasts`: "closed until Wednesday".
    """
    former = _former(inventory, clause)
    dated = tuple(each for each in inventory.dates.within(clause.span) if each not in former) or tuple(
        each
        for each in inventory.dates.within(clause.segment)
        if each not in former and not _apart(inventory, clause, each.span)
    )
    # A day named elsewhere in the sentence is that of the event; a month or a year seldom is.
    told = tuple(
        each
        for each in inventory.dates.within(clause.sentence)
        if each.time.precision == "day" and not _apart(inventory, clause, each.span)
    )
    day = inventory.reading.published
    if told and not dated and clause.quote is not None:
        # The day on which it was said bounds what is told as the day of publication does.
        said = told[0].time
        return TimeInterval(said.start, said.end, precision="day", basis="published")
    # A season says least: "the worst since last autumn".
    dated = tuple(each for each in dated if not _is_vague(each.time)) or told or dated
    dated = _days_first(inventory, clause, dated)
    if dated:
        until = lasts and _is_marked(inventory, dated[0].span, "until")
        time = _next(dated[0].time, day, least=1 if until else 2) if ahead or until else dated[0].time
        return _until_now(time, day) if _is_since(inventory, dated[0].span) else time
    return None if day is None else TimeInterval(day, day, precision="day", basis="published")


def _days_first(inventory: Inventory, clause: Clause, dated: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """Days before a month or a year: the talks on "the tanker seized in April" ended on Tuesday. Figures are those of their month."""
    if any(concept(each.concept).kind == ClaimKind.OTHER for each in clause.triggers):
        return dated
    days = tuple(each for each in dated if each.time.precision == "day")
    if not days or _is_since(inventory, dated[0].span):
        return dated
    month = dated[0].time
    return days if month.precision != "day" and month.end < days[0].time.start else dated


def _is_vague(time: TimeInterval) -> bool:
    """Whether it is a stretch of more than a year that words count from publication: last summer."""
    return time.basis == "relative" and (time.end - time.start).days > _YEAR


def _former(inventory: Inventory, clause: Clause) -> tuple[Dated, ...]:
    """The month or year of a share that the clause gives only to compare: "up from 64 per cent in April"."""
    found = [each for each in inventory.dates.within(clause.span) if each.time.precision != "day"]
    if not found:
        return ()
    ends = [
        clause.tokens[mark.last].end
        for mark in markers(inventory.reading.language).find(clause.tokens)
        if mark.label == "former"
    ]
    first = min(
        (
            number.span.end
            for number in inventory.numbers.within(clause.span)
            if number.kind == "percent"
            and any(0 <= number.span_with_qualifier.start - end <= 1 for end in ends)
        ),
        default=clause.span.end,
    )
    return tuple(each for each in found if each.span.start >= first)


def _is_since(inventory: Inventory, told: Span) -> bool:
    return _is_marked(inventory, told, "since")


def _is_marked(inventory: Inventory, told: Span, label: str) -> bool:
    """Whether a word of the list, "since" or "until", stands right before the day, at its head ("до среды"), or behind it."""
    reading = inventory.reading
    before = reading.sentence_words(Span(max(0, told.start - _SINCE_REACH), told.start))
    head = reading.sentence_words(told)[:1]
    behind = reading.sentence_words(Span(told.end, told.end + _SINCE_REACH))
    return any(
        mark.label == label and mark.last >= len(before) - 1
        for mark in markers(reading.language).find([*before, *head])
    ) or any(mark.label == f"{label}_after" for mark in markers(reading.language).find(behind))


def _until_now(time: TimeInterval, published: date | None) -> TimeInterval:
    if published is None or published <= time.end:
        return time
    return replace(time, end=published, precision="range")


def _apart(inventory: Inventory, clause: Clause, told: Span) -> bool:
    """Whether a day or place belongs to an event of another day: "signed on Friday, a week after the first round ended"."""
    between = Span(min(told.end, clause.span.start), max(told.start, clause.tokens[-1].end))
    marks = markers(inventory.reading.language).find(inventory.reading.sentence_words(between))
    return any(mark.label == "apart" for mark in marks)
