"""How many of whom, where and when: the quantities, places and time of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import dropwhile, takewhile

from averral.extraction.clauses import Clause
from averral.extraction.facts import count_stops, counted, facts, markers, partitives
from averral.extraction.figures import SEPARATES, figures
from averral.extraction.inventory import Dated, Inventory
from averral.extraction.reading import Reading
from averral.language import tables
from averral.language.concepts import concept, kind_of_topic
from averral.language.entities import EntityTable
from averral.language.normalise import Word
from averral.language.numbers import Number
from averral.language.stems import stem
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Place, Quantity, Span, TimeInterval

#: Kinds of numbers that stand for themselves.
_OWN_UNIT = {"percent": "percent", "money": "money"}
#: Being held is also the noun for those held; it stands next to its number.
_HELD, _NEXT = "arrest.held", 3
#: What takes part is not counted: "the two sides" are those who talk.
_SIDES = "sides"
#: So many meet, or are named with an article: "the two ministers" take part, and are not counted.
_BOTH = 2
_MEETING = frozenset({"talks", "agreement", "exchange"})
#: Kinds of events that so many people do.
_OF_CROWDS = frozenset({ClaimKind.TURNOUT, ClaimKind.DISPLACEMENT})
#: Concepts whose noun, counted, counts people: "37 arrests".
_TAKEN = frozenset({"arrest.arrested", _HELD})
#: How many words after a number may come before the noun that it counts.
_NOUN_WINDOW = 4
#: A preposition with its spaces: "talks in Geneva".
_LONGEST_LINK = 6
#: Code points of the longest word for "since" with an article, or with "the day" before it.
_SINCE_REACH = 14
#: Where to look for "in": so many code points, and words, before a place.
_LOCATIVE_REACH, _LOCATIVE_WORDS = 50, 2
_WEEK = timedelta(days=7)
#: What stands before its number, and how many words may lie between: "a magnitude of about 6.8".
_MAGNITUDE, _MEASURE_REACH = "magnitude", 3
#: The same before a decimal, which counts nobody: "the magnitude of the Palu earthquake was 6.3".
_DECIMAL_REACH = 8
#: How many words behind a verb may tell who is counted: "twelve were small children".
_PREDICATE_WORDS = 2
#: How many words "of them" has at most.
_PART_WINDOW = 3
#: Who is counted where nobody knows more than that they are a part.
_SOME = "part"
#: Words that may stand between two numbers of one event: "27 soldiers and at least twelve civilians were killed".
_COUNTED_TOGETHER = 6


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts."""

    people: bool = False
    population: str = ""
    thing: str = ""
    unit: str = ""
    """Set when the noun itself says what happened: "three wounded"."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands round a number in its clause."""

    window: Span
    """Where its noun may stand: up to the next number."""
    main: str
    """Unit of the number before, of which this one is a part; empty where it is none."""
    running: bool
    """Whether the clause tells a running total."""
    alone: bool
    """Whether it is the clause's only number."""
    following: Span | None
    """The next number."""


def find_quantities(inventory: Inventory, clause: Clause) -> tuple[Quantity, ...]:
    """The numbers of a clause with what they count. Durations and numbers inside dates are none.

    A number of things has unit `other` and the thing as population: a neutral name where the tables know it, else
    `~` and the stem of the noun, so that 17 shops never meet 17 schools.
    """
    marks = markers(inventory.reading.language).find(clause.tokens)
    numbers = figures(inventory, clause, marks)
    if not numbers:
        return ()
    running = any(mark.label == "cumulative" for mark in marks)
    parts = [clause.tokens[mark.last].end for mark in marks if mark.label == "including"]
    found: list[Quantity] = []
    for index, number in enumerate(numbers):
        before = clause.span.start if index == 0 else numbers[index - 1].span.end
        end = numbers[index + 1].span_with_qualifier.start if index + 1 < len(numbers) else clause.span.end
        part = index > 0 and (
            any(before <= edge <= number.span.start for edge in parts)
            or bool(_parts_behind(inventory, clause, number))
        )
        main = found[-1].unit if part and found else ""
        following = numbers[index + 1].span if index + 1 < len(numbers) else None
        window = Span(number.span.start, end)
        setting = _Setting(window, main, running, alone=len(numbers) == 1, following=following)
        quantity = _quantity(inventory, clause, number, setting)
        if main == quantity.unit and not quantity.population:
            # "180 prisoners, 95 of them from the north": who is counted is said once.
            quantity = replace(quantity, population=found[-1].population)
        elif not main and not quantity.population and _is_part_of_toll(inventory, clause, number):
            quantity = replace(quantity, population=_SOME)
        if not _takes_part(clause, quantity, number, inventory.reading):
            found.append(quantity)
    return tuple(found)


def _takes_part(clause: Clause, quantity: Quantity, number: Number, reading: Reading) -> bool:
    """Whether the number only tells who takes part: the two sides, "one" as an article, "the two ministers"."""
    if quantity.population == _SIDES:
        return True
    written = number.span.of(reading.text)
    if quantity.unit != "other" or number.low != number.high or any(map(str.isdigit, written)):
        return False
    met = any(concept(trigger.concept).kind in _MEETING for trigger in clause.triggers)
    return number.low == 1 or (number.low == _BOTH and (met or _is_definite(clause, number, reading)))


def _is_definite(clause: Clause, number: Number, reading: Reading) -> bool:
    """Whether an article stands before the number, on it, or on the noun behind it."""
    known = facts(reading.language)
    before = [token.key for token in clause.tokens if token.end <= number.span.start][-1:]
    inside = next((token.start for token in clause.tokens if token.end == number.span.end), number.span.start)
    joined = reading.text[inside : number.span.start]
    behind = next((token.key for token in clause.tokens if token.start >= number.span.end), "")
    prefix = known.definite_prefix
    return bool({*before, joined} & set(known.definites)) or bool(prefix and behind.startswith(prefix))


def _quantity(inventory: Inventory, clause: Clause, number: Number, setting: _Setting) -> Quantity:
    noun = _counted(
        clause, number, _noun_window(inventory, clause, number, setting.window), inventory.reading.language
    )
    unit = _unit(clause, number, noun, setting)
    return Quantity(
        low=number.low,
        high=number.high,
        best=number.best,
        unit=unit,
        qualifier=number.qualifier,
        span=number.span,
        population=noun.thing if unit == "other" else _population(noun, unit),
        cumulative=setting.running and not setting.main and unit not in {"other", *_OWN_UNIT.values()},
    )


def _noun_window(inventory: Inventory, clause: Clause, number: Number, window: Span) -> Span:
    """Where the counted noun may stand: behind a comma is none, and "of them" is no noun."""
    text = inventory.reading.text
    if SEPARATES.match(text, number.span.end, window.end):
        return Span(window.start, number.span.end)
    # "They were 25,000 on Thursday": a day counts nothing.
    days = inventory.dates.within(Span(number.span.end, window.end))
    window = Span(window.start, min([window.end, *(each.span.start for each in days)]))
    for part in _parts_behind(inventory, clause, number):
        start = _predicate_start(inventory, clause, part.end)
        return Span(start, max(start, window.end))
    return _behind_verb(inventory, clause, number, window)


def _predicate_start(inventory: Inventory, clause: Clause, start: int) -> int:
    """Where in "three of the dead in the town were children" the noun may begin: behind the verb, if there is one."""
    behind = [token for token in clause.tokens if token.start >= start]
    marks = markers(inventory.reading.language).find(behind)
    return next((behind[mark.last].end for mark in marks if mark.label == "passive"), start)


def _behind_verb(inventory: Inventory, clause: Clause, number: Number, window: Span) -> Span:
    """In "of the dead, twelve were children" the noun stands close behind the verb."""
    behind = [token for token in clause.tokens if token.start >= number.span.end][: 1 + _PREDICATE_WORDS]
    marks = markers(inventory.reading.language).find(behind)
    if any(mark.label == "passive" and mark.first == mark.last == 0 for mark in marks):
        return Span(behind[0].end, max(behind[0].end, min(behind[-1].end, window.end)))
    return window


def _parts_behind(inventory: Inventory, clause: Clause, number: Number) -> list[Span]:
    """Words such as "of them" right behind the number, which make it a part of the number before."""
    behind = [token for token in clause.tokens if token.start >= number.span.end][: _PART_WINDOW + 1]
    marks = markers(inventory.reading.language).find(behind)
    verbs = {mark.first for mark in marks if mark.label == "passive"}
    return [
        # "Four of the dead were women": the noun may stand behind the verb.
        Span(behind[0].start, behind[mark.last + (mark.last + 1 in verbs)].end)
        for mark in marks
        if mark.label == "including" and mark.first == 0
    ]


def _is_part_of_toll(inventory: Inventory, clause: Clause, number: Number) -> bool:
    """Whether "three of the dead were from Aleppo" counts among those whose fate is known; "three of them died" tells it."""
    parts = _parts_behind(inventory, clause, number)
    fates = [trigger.span for trigger in clause.triggers if concept(trigger.concept).unit]
    return any(part.overlap(fate) for part in parts for fate in fates)


def _population(noun: _Counted, unit: str) -> str:
    """Who is counted; that those taken prisoner are prisoners says nothing of who they are."""
    return "" if unit == "captured" and noun.population == "prisoners" else noun.population


def _unit(clause: Clause, number: Number, noun: _Counted, setting: _Setting) -> str:
    if number.kind in _OWN_UNIT:
        return _OWN_UNIT[number.kind]
    if noun.unit or (noun.thing and not noun.thing.startswith("~")):
        return noun.unit or "other"
    # What is counted as a part of the dead is one more word for people, known or not.
    if setting.main and (noun.people or not noun.thing or noun.thing.startswith("~")):
        return setting.main
    near = _nearest(clause, number.span, setting.window if noun.people else None)
    if near is not None and _belongs_to_another(clause, near.span, setting, number.span):
        near = None
    # An unknown noun, the only one counted beside a word for deaths, is most often one more word for people.
    if near is not None and (
        noun.people or not noun.thing or (setting.alone and concept(near.concept).kind == "casualties")
    ):
        return concept(near.concept).unit
    return _unit_of_people(noun)


def _belongs_to_another(clause: Clause, event: Span, setting: _Setting, number: Span) -> bool:
    """Whether the word for what happened stands far off, and is the next number's.

    In "a ferry with 200 people on board sank off the coast, killing 42", only the 42 were killed.
    """
    if setting.following is None or event.start < number.end:
        return False
    between = [token for token in clause.tokens if number.end <= token.start < setting.following.start]
    nearest = _nearest(clause, setting.following)
    return len(between) > _COUNTED_TOGETHER and nearest is not None and nearest.span == event


def _unit_of_people(noun: _Counted) -> str:
    if noun.population == "fighters":
        return "fighters"
    return "people" if noun.people else "other"


def _nearest(clause: Clause, span: Span, noun: Span | None = None) -> Trigger | None:
    """The nearest word that says what happened to those counted.

    Where the noun for them is looked for, a word there may be that very noun: "180 detainees" tells of no arrest.
    """
    telling = [
        trigger
        for trigger in clause.triggers
        if concept(trigger.concept).unit
        and not (noun and trigger.concept == _HELD and trigger.span.start - span.end <= _NEXT)
    ]
    return min(telling, key=lambda trigger: _distance(trigger.span, span), default=None)


def _distance(a: Span, b: Span) -> int:
    return max(b.start - a.end, a.start - b.end)


def _counted(clause: Clause, number: Number, window: Span, language: str) -> _Counted:
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
        return _Counted(thing=_MAGNITUDE)
    if matches:
        if kind == "thing":
            return _Counted(thing=name)
        return _Counted(people=True, population="" if name == "people" else name, unit=unit)
    if unit or not following:
        return _Counted(people=bool(unit), unit=unit)
    noun = _noun(following, language)
    told = {
        concept(trigger.concept)
        for trigger in clause.triggers
        if trigger.span.start <= noun.start < trigger.span.end
    }
    if any(each.kind in _OF_CROWDS for each in told):
        # "Tens of thousands marched": the word tells what so many did.
        return _Counted(people=True)
    if taken := next((each.unit for each in told if each.id in _TAKEN), ""):
        # "37 arrests" are of so many people.
        return _Counted(people=True, unit=taken)
    return _Counted(thing="~" + stem(noun.key, language))


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


def find_places(inventory: Inventory, clause: Clause, topics: Sequence[Span]) -> tuple[Place, ...]:
    """Places of the clause, else of what is told with it; one in the name of talks ("the Oslo summit") comes first.

    A state that acts ("Turkey said") is no place; one that something happens in is.
    """
    meets = any(concept(each.concept).kind in _MEETING for each in clause.triggers) or any(
        kind_of_topic(each.topic) in _MEETING for each in clause.mentions
    )
    within = _located(inventory, clause.span, topics, meets=meets) or [
        place
        for place in _located(inventory, clause.segment, topics, meets=meets)
        if not _apart(inventory, clause, place.span)
    ]
    places = list({place.key: place for place in reversed(within)}.values())[::-1]
    named = _naming(inventory, topics, places)
    others = [place for place in places if place not in named]
    return (*(replace(place, names_event=True) for place in named), *others)


def _naming(inventory: Inventory, topics: Sequence[Span], places: Sequence[Place]) -> list[Place]:
    """The places by which the event is called: "the Oslo talks", "peace talks in Oslo", but not "talks on Gaza"."""
    beside = [place for place in places if any(_calls(inventory, topic, place.span) for topic in topics)]
    held = [place for place in places if any(_holds(inventory, topic, place.span) for topic in topics)]
    return beside or sorted(held, key=lambda place: min(_distance(topic, place.span) for topic in topics))[:1]


def _calls(inventory: Inventory, topic: Span, place: Span) -> bool:
    return _beside(topic, place) and not _is_about(inventory, topic, place)


def _holds(inventory: Inventory, topic: Span, place: Span) -> bool:
    """Whether "in" with the place stands a few words from the event."""
    near = 0 <= _distance(topic, place) <= _LOCATIVE_REACH
    return near and _is_locative(inventory, place) and not _is_about(inventory, topic, place)


def _is_about(inventory: Inventory, topic: Span, place: Span) -> bool:
    start = min(topic.end, place.end)
    between = Span(start, max(start, topic.start, place.start))
    marks = markers(inventory.reading.language).find(inventory.reading.sentence_words(between))
    return any(mark.label == "about" for mark in marks)


def _located(inventory: Inventory, span: Span, topics: Sequence[Span], *, meets: bool) -> list[Place]:
    states = [entity.span for entity in inventory.entities.within(span) if entity.kind == "state"]
    return [
        place
        for place in inventory.places.within(span)
        if not any(state.overlap(place.span) for state in states)
        or _is_locative(inventory, place.span)
        # "The Ankara talks": a capital beside the noun names them, however often it stands for its government.
        or any(
            _beside(topic, place.span) and not (meets and _is_side(inventory, topic, place.span))
            for topic in topics
        )
    ]


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
    return 0 <= _distance(topic, place) <= _LONGEST_LINK


def _next(time: TimeInterval, published: date | None) -> TimeInterval:
    """A weekday that was taken for the last one, a week later."""
    back = (published - time.start).days if published is not None else 0
    if time.basis != "relative" or time.precision != "day" or not 1 < back < _WEEK.days:
        return time
    return replace(time, start=time.start + _WEEK, end=time.end + _WEEK)


def find_time(inventory: Inventory, clause: Clause, *, ahead: bool = False) -> TimeInterval | None:
    """The day or days of the event: of the clause, else of its sentence, else the day of publication.

    What is planned lies `ahead`: "will meet on Wednesday" is the next one.
    """
    former = _former(inventory, clause)
    dated = tuple(each for each in inventory.dates.within(clause.span) if each not in former) or tuple(
        each
        for each in inventory.dates.within(clause.segment)
        if each not in former and not _apart(inventory, clause, each.span)
    )
    # A day named elsewhere in the sentence is that of the event; a month or a year seldom is.
    dated = dated or tuple(
        each
        for each in inventory.dates.within(clause.sentence)
        if each.time.precision == "day" and not _apart(inventory, clause, each.span)
    )
    day = inventory.reading.published
    if dated:
        time = _next(dated[0].time, day) if ahead else dated[0].time
        return _until_now(time, day) if _is_since(inventory, dated[0].span) else time
    return None if day is None else TimeInterval(day, day, precision="day", basis="published")


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
    """Whether "since" stands before the day, or behind it."""
    reading = inventory.reading
    before = reading.sentence_words(Span(max(0, told.start - _SINCE_REACH), told.start))
    behind = reading.sentence_words(Span(told.end, told.end + _SINCE_REACH))
    return any(
        mark.label == "since" and mark.last == len(before) - 1
        for mark in markers(reading.language).find(before)
    ) or any(mark.label == "since_after" for mark in markers(reading.language).find(behind))


def _until_now(time: TimeInterval, published: date | None) -> TimeInterval:
    if published is None or published <= time.end:
        return time
    return replace(time, end=published, precision="range")


def _apart(inventory: Inventory, clause: Clause, told: Span) -> bool:
    """Whether a day or place belongs to an event of another day: "signed on Friday, a week after the first round ended"."""
    between = Span(min(told.end, clause.span.start), max(told.start, clause.tokens[-1].end))
    marks = markers(inventory.reading.language).find(inventory.reading.sentence_words(between))
    return any(mark.label == "apart" for mark in marks)
