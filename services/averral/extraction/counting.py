"""How many of whom: the quantities of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from averral.extraction.clauses import Clause
from averral.extraction.counted_nouns import Counted, find_counted
from averral.extraction.elsewhere import counts_for_another
from averral.extraction.facts import counted, facts, markers
from averral.extraction.figures import SEPARATES, attended, figures, passed
from averral.extraction.inventory import Inventory
from averral.extraction.leading import is_undone, primary
from averral.extraction.lone import lone_quantities
from averral.extraction.reading import Reading
from averral.language.concepts import concept
from averral.language.numbers import Number
from averral.language.triggers import Trigger
from averral.model import ClaimKind, Quantity, Span

#: Kinds of numbers that stand for themselves.
_OWN_UNIT = {"percent": "percent", "money": "money"}
#: Being held is also the noun for those held; it stands next to its number.
_HELD, _NEXT = "arrest.held", 3
_PEOPLE, _CAUGHT = "people", "captured"
#: What takes part is not counted: "the two sides" are those who talk.
_SIDES = "sides"
#: So many meet, or are named with an article: "the two ministers" take part, and are not counted.
_BOTH = 2
_MEETING = frozenset({"talks", "agreement", "exchange"})
#: Those who meet, by what they are.
_PARTIES = frozenset({"states", "ministers", "groups"})
#: Units of those who came to harm, and of things.
_HARM, _OTHER = frozenset({"killed", "wounded", "missing"}), "other"
#: How many words behind a verb may tell who is counted: "twelve were small children".
_PREDICATE_WORDS = 2
#: How many words "of them" has at most.
_PART_WINDOW = 3
#: Index of the last word of a clause that may begin with "including", a conjunction before it.
_OPENING = 1
#: Who is counted where nobody knows more than that they are a part.
_SOME = "part"
#: Beginning of the labels of words for those who are counted.
_POPULATION = "population:"
#: Letters between a number and what befell so many: "three of them were briefly detained".
_PREDICATE_REACH = 40
#: What befalls people alone, whoever they are: "3,000 campers were evacuated".
_BEFALLING = frozenset({ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT})
#: What is done to people alone, and letters between its verb and how many they are: "secuestraron a dos".
_SEIZED, _OBJECT_REACH = frozenset({"arrest.arrested", "arrest.kidnapped"}), 3
#: Words that may stand between two numbers of one event: "27 soldiers and at least twelve civilians were killed".
_COUNTED_TOGETHER = 6


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
    numbers = _own(inventory, clause, figures(inventory, clause, marks))
    if not numbers:
        return lone_quantities(inventory.reading, clause)
    running = any(mark.label == "cumulative" for mark in marks)
    parts = [clause.tokens[mark.last].end for mark in marks if mark.label == "including"]
    opens_with_part = any(mark.label == "including" and mark.first <= _OPENING for mark in marks)
    found: list[Quantity] = []
    for index, number in enumerate(numbers):
        before = clause.span.start if index == 0 else numbers[index - 1].span.end
        end = numbers[index + 1].span_with_qualifier.start if index + 1 < len(numbers) else clause.span.end
        named = any(before <= edge <= number.span.start for edge in parts)
        part = index > 0 and (named or bool(_parts_behind(inventory, clause, number)))
        main = found[-1].unit if part and found else ""
        following = numbers[index + 1].span if index + 1 < len(numbers) else None
        window = Span(number.span.start, end)
        setting = _Setting(window, main, running, alone=len(numbers) == 1, following=following)
        quantity = _quantity(inventory, clause, number, setting)
        quantity = passed(quantity, number, Span(before, end), marks, clause)
        if quantity.unit == _CAUGHT and attended(inventory, clause, number, marks):
            quantity = replace(quantity, unit=_PEOPLE)
        if main == quantity.unit and not quantity.population:
            # "180 prisoners, 95 of them from the north": who is counted is said once.
            quantity = replace(quantity, population=found[-1].population)
        elif not (main or quantity.population) and (
            (named and opens_with_part) or _is_part_of_toll(inventory, clause, number)
        ):
            # "… were hurt, five of them badly": the number before stands in another clause.
            quantity = replace(quantity, population=_SOME)
        if not _takes_part(clause, quantity, number, inventory.reading):
            found.append(quantity)
    return tuple(_told(found, clause))


def _told(quantities: Sequence[Quantity], clause: Clause) -> list[Quantity]:
    """The quantities without things counted beside the people: "45 were injured as two trams collided"."""
    unit = concept(primary(clause.triggers).concept).unit if clause.triggers else ""
    if unit not in _HARM or not any(each.unit == unit for each in quantities):
        return list(quantities)
    return [each for each in quantities if each.unit != _OTHER]


def _own(inventory: Inventory, clause: Clause, numbers: list[Number]) -> list[Number]:
    """The numbers without those that count things of another event; the only number of a clause is its own."""
    language = inventory.reading.language
    return [
        number
        for number in numbers
        if not counts_for_another(
            clause,
            number,
            find_counted(clause, number, Span(number.span.start, clause.span.end), language),
            language,
            alone=len(numbers) == 1,
        )
    ]


def _takes_part(clause: Clause, quantity: Quantity, number: Number, reading: Reading) -> bool:
    """Whether the number only tells who takes part: the two sides, "one" as an article, "the two ministers"."""
    if quantity.population == _SIDES:
        return True
    written = number.span.of(reading.text)
    befallen = quantity.unit not in {_OTHER, _PEOPLE}
    if befallen or number.low != number.high or any(map(str.isdigit, written)):
        return False
    met = any(concept(trigger.concept).kind in _MEETING for trigger in clause.triggers)
    if number.low == 1:
        return quantity.unit != _PEOPLE
    definite = _is_definite(clause, number, reading)
    signed = any(concept(trigger.concept).kind == ClaimKind.AGREEMENT for trigger in clause.triggers)
    if (signed or (met and definite)) and quantity.population in _PARTIES:
        # "Ministers of the four countries signed": who they are is known, and not how many matter.
        return True
    return number.low == _BOTH and (met or definite)


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
    noun = find_counted(
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
    language = inventory.reading.language
    verb = next((mark for mark in markers(language).find(behind) if mark.label == "passive"), None)
    named = counted(language).find(behind[: verb.first]) if verb is not None else ()
    if verb is None or any(each.label.startswith(_POPULATION) for each in named):
        # "Two of them children, were killed": who they are stands before the verb.
        return start
    return behind[verb.last].end


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


def _population(noun: Counted, unit: str) -> str:
    """Who is counted; that those taken prisoner are prisoners says nothing of who they are."""
    return "" if unit == "captured" and noun.population == "prisoners" else noun.population


def _unit(clause: Clause, number: Number, noun: Counted, setting: _Setting) -> str:
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
    # An unknown noun, the only one counted beside a word for deaths or arrests, is most often one more word for people,
    # or no noun: "three were briefly detained".
    if near is not None and (noun.people or not noun.thing or (setting.alone and _befalls(near, number))):
        return concept(near.concept).unit
    return _unit_of_people(noun)


def _befalls(event: Trigger, number: Number) -> bool:
    """Whether it befalls people; of the words for an arrest only one behind its number: "exchange of detainees by two".

    Who is seized stands right behind the verb as well: "abducted two surveyors".
    """
    kind = concept(event.concept).kind
    seized = event.concept in _SEIZED and 0 <= number.span.start - event.span.end <= _OBJECT_REACH
    return (
        kind in _BEFALLING
        or seized
        or (kind == ClaimKind.ARREST and 0 <= event.span.start - number.span.end <= _PREDICATE_REACH)
    )


def _belongs_to_another(clause: Clause, event: Span, setting: _Setting, number: Span) -> bool:
    """Whether the word for what happened stands far off, and is the next number's.

    In "a ferry with 200 people on board sank off the coast, killing 42", only the 42 were killed.
    """
    if setting.following is None or event.start < number.end:
        return False
    if event.distance(number) <= event.distance(setting.following):
        # "45 people were injured as two trams collided": it stands beside this one.
        return False
    between = [token for token in clause.tokens if number.end <= token.start < setting.following.start]
    nearest = _nearest(clause, setting.following)
    return len(between) > _COUNTED_TOGETHER and nearest is not None and nearest.span == event


def _unit_of_people(noun: Counted) -> str:
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
        and not is_undone(trigger, clause.triggers)
        and not (noun and trigger.concept == _HELD and trigger.span.start - span.end <= _NEXT)
    ]
    return min(telling, key=lambda trigger: trigger.span.distance(span), default=None)
