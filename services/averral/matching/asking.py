"""What only questions need: the time that they ask about, and answers that say as much as they do."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta

from averral.language import concepts
from averral.language.dates import find_dates
from averral.language.matters import find_matters, is_person
from averral.language.mentions import find_mentions
from averral.matching.comparing import Compared, compare
from averral.matching.items import Item
from averral.matching.relations import occasion, time
from averral.matching.relations.comparable import place_relation
from averral.matching.relations.slots import COUNTED, FATES
from averral.model import Claim, ClaimKind, RelationKind, RelationReason

_DECISIVE = frozenset({RelationKind.CORROBORATES, RelationKind.CONFLICTS, RelationKind.UPDATES})
#: Relations that put a report on one side of a question.
_SIDES = frozenset({RelationKind.CORROBORATES, RelationKind.CONFLICTS})
#: Step of a trace that says what the claims speak of, where that decided.
MATTERS_RULE = "matters"
#: What is planned may lie so far ahead.
YEAR = timedelta(days=330)
#: Relations of quotations that say something about the one asked about.
_QUOTED = frozenset(
    {
        RelationKind.SAME_QUOTE,
        RelationKind.ALTERED_QUOTE,
        RelationKind.MISATTRIBUTED_QUOTE,
        RelationKind.CONFLICTS,
    }
)
#: What two reports must have in common for like words of two people to be of one event.
IN_COMMON = 1.0
#: Share of what is asked about below which another figure of the same report counts a part.
PART = 0.25
#: How many times the highest count that is reported somebody asks about who asks about no newer one.
OVERSTATED = 2.0
#: What passages must have in common with a question for others without anything of it to be look-alikes.
NAMED = 0.5


def as_questions(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of a text, as questions if it is short and dated: of what gives no day only the day of asking is known."""
    return tuple(
        replace(item, asked=True)
        if len(item.document.body) <= occasion.SENTENCE and item.published and time.stated(item) is None
        else item
        for item in items
    )


def beside(question: Item, report: Item) -> Item:
    """The question as it is to be read beside a report: a day whose year nobody gives is one of the report's time."""
    claim, moment = question.claim, report.as_of
    if claim is None or question.day is not None or moment is None:
        return question
    if not find_mentions(claim.text, claim.language):
        return question
    readings = [find_dates(claim.text, claim.language, moment.date() + late) for late in (timedelta(), YEAR)]
    named = [each for days in readings for each in days[:1] if each.basis == "text"]
    if not named:
        return question
    near = min(named, key=lambda each: abs(each.start - (report.day or moment.date())))
    return replace(question, claim=replace(claim, event_time=near))


def dated(asked: Sequence[Item], compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The comparisons, with conflicts that are only a matter of time told as updates.

    Who asks whether twelve were killed, after the first reports said so, asks about a toll that later reports overtook.
    """
    found = list(compared)
    places = _places(compared)
    for item in asked:
        if item.claim is None or (item.as_of is not None and not item.asked):
            continue
        own = places.get(item.id, [])
        moments = [
            far.as_of
            for index in own
            if found[index].verdict.kind is RelationKind.CORROBORATES
            and (far := _far(found[index], item)).as_of is not None
        ]
        if moments:
            known = replace(item.claim, as_of=max(filter(None, moments)))
            for index in own:
                found[index] = _again(found[index], item, known)
    return tuple(found)


def _places(compared: Sequence[Compared]) -> dict[str, list[int]]:
    """Where the comparisons of each item stand, by its id."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(compared):
        for item_id in (one.a.id, one.b.id):
            found.setdefault(item_id, []).append(place)
    return found


def answering(asked: Sequence[Item], compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The comparisons, without the agreement of what says less than the question: an advance confirms no capture."""
    questions = {item.id for item in asked if item.claim is not None}
    modest = tuple(_modest(_once(one, questions), questions) for one in compared)
    told = _without_parts(_of_occasion(_of_one_time(asked, modest), questions), questions)
    return _overstated(told, questions)


def _overstated(compared: Sequence[Compared], questions: AbstractSet[str]) -> tuple[Compared, ...]:
    """The comparisons, with the highest count told as a conflict where it does not reach what is asked about.

    Who asks knows nothing later than the reports do: "40 died", where all of them tell of 16 at most, is no newer count.
    """
    decided: set[str] = set()
    highest: dict[str, float] = {}
    for one in compared:
        for asked, report in _ends(one, questions):
            if _counts_less(one, report):
                highest[asked.id] = max(highest.get(asked.id, 0.0), _most(report))
            elif one.verdict.kind in _SIDES or _updates_figure(one):
                decided.add(asked.id)
    return tuple(
        replace(
            one, verdict=replace(one.verdict, kind=RelationKind.CONFLICTS, reasons=(RelationReason.VALUE,))
        )
        if any(
            asked.id not in decided
            and _counts_less(one, report)
            and _most(report) >= max(highest[asked.id], 1.0)
            and _most(asked) >= OVERSTATED * highest[asked.id]
            for asked, report in _ends(one, questions)
        )
        else one
        for one in compared
    )


def _counts_less(one: Compared, report: Item) -> bool:
    """Whether the relation says that the report's figure was overtaken by the one asked about."""
    return _updates_figure(one) and (one.a.id == report.id) is not one.verdict.later_first


def _updates_figure(one: Compared) -> bool:
    return one.verdict.kind is RelationKind.UPDATES and RelationReason.VALUE in one.verdict.reasons


def of_one_report(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The comparisons of a quotation, without like words of others in reports of another event than the one asked about.

    A question has no headline and names little; what bears it out best has both. What the speaker asked about says counts
    wherever it stands.
    """
    best: dict[str, Compared] = {}
    for one in sorted(compared, key=lambda each: (_by_speaker(each), each.verdict.confidence)):
        if one.a.claim is None and one.verdict.kind in _QUOTED:
            best |= {one.a.id: one, one.b.id: one}
    return tuple(
        replace(one, verdict=replace(one.verdict, kind=RelationKind.RELATED))
        if one.a.claim is None
        and one.verdict.kind in _QUOTED
        and not _by_speaker(one)
        and any(_ends_apart(one, other) for other in (best.get(one.a.id), best.get(one.b.id)) if other)
        else one
        for one in compared
    )


def _by_speaker(one: Compared) -> bool:
    return any(step.rule == "speaker" and step.outcome == "same" for step in one.verdict.trace)


def _ends_apart(one: Compared, other: Compared) -> bool:
    """Whether two comparisons of one question lead to reports of two countries, or that name nothing in common."""
    shared = {one.a.id, one.b.id} & {other.a.id, other.b.id}
    ends = [side for each in (one, other) for side in (each.a, each.b) if side.id not in shared]
    if one is other or len(ends) != len((one, other)) or ends[0].document.id == ends[1].document.id:
        return False
    return occasion.under_other_lands(*ends) or occasion.compare(*ends).weight < IN_COMMON


def _of_one_time(asked: Sequence[Item], compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The comparisons, without conflicts over events of another time than those that bear the question out.

    Who asks about "the earlier quake" or "the 2020 quake" gives no day; what fits it tells which one is meant.
    """
    places = _places(compared)
    other: set[int] = set()
    for item in asked:
        if item.claim is None or (item.day is not None and not item.asked):
            continue
        own = [place for place in places.get(item.id, []) if compared[place].verdict.kind in _DECISIVE]
        meant = [
            _far(compared[place], item)
            for place in own
            if compared[place].verdict.kind is RelationKind.CORROBORATES
        ]
        if meant:
            other |= {
                place for place in own if all(time.apart(_far(compared[place], item), each) for each in meant)
            }
    return tuple(
        replace(one, verdict=replace(one.verdict, kind=RelationKind.RELATED)) if place in other else one
        for place, one in enumerate(compared)
    )


def _of_occasion(compared: Sequence[Compared], questions: AbstractSet[str]) -> tuple[Compared, ...]:
    """The comparisons, without what decides about another occasion although reports of the one asked about are there.

    What names none of the people and places of the question is a look-alike as soon as others name them.
    """
    weights = {
        id(one): occasion.compare(one.a, one.b).weight
        for one in compared
        if one.verdict.kind in _DECISIVE and one.a.claim
    }
    most: dict[str, float] = {}
    for one in compared:
        asked = one.a.id if one.a.id in questions else one.b.id
        most[asked] = max(most.get(asked, 0.0), weights.get(id(one), 0.0))
    return tuple(
        replace(one, verdict=replace(one.verdict, kind=RelationKind.RELATED))
        if weights.get(id(one)) == 0.0
        and max(most.get(one.a.id, 0.0), most.get(one.b.id, 0.0)) >= NAMED
        and not _one_place(one)
        else one
        for one in compared
    )


def _without_parts(compared: Sequence[Compared], questions: AbstractSet[str]) -> tuple[Compared, ...]:
    """The comparisons, without conflicts over a much smaller figure of a report that gives as many as asked, or more, too.

    "26 died", then "three bodies were counted twice": what is but a fraction of its toll is a part of it.
    """
    enough = {
        (asked.id, report.document.id)
        for one in compared
        for asked, report in _ends(one, questions)
        if one.verdict.kind is RelationKind.CORROBORATES
        or (one.verdict.kind is RelationKind.UPDATES and RelationReason.VALUE in one.verdict.reasons)
        if _most(report) >= _most(asked) > 0
    }
    return tuple(
        replace(one, verdict=replace(one.verdict, kind=RelationKind.RELATED))
        if one.verdict.kind is RelationKind.CONFLICTS
        and RelationReason.VALUE in one.verdict.reasons
        and any(
            (asked.id, report.document.id) in enough and _most(report) < PART * _most(asked)
            for asked, report in _ends(one, questions)
        )
        else one
        for one in compared
    )


def _ends(one: Compared, questions: AbstractSet[str]) -> tuple[tuple[Item, Item], ...]:
    """Question and report, if one of both is the question."""
    if one.a.id in questions:
        return ((one.a, one.b),)
    return ((one.b, one.a),) if one.b.id in questions else ()


def _most(item: Item) -> float:
    """The largest number of people that the claim gives."""
    counted = () if item.claim is None else item.claim.quantities
    return max((each.best for each in counted if each.unit in FATES), default=0.0)


def _one_place(one: Compared) -> bool:
    """Whether both say that it happened at one place: the army may count other dead there than the hospital."""
    if one.a.claim is None or one.b.claim is None:
        return False
    return place_relation(one.a.claim.places, one.b.claim.places) == "same"


def _once(one: Compared, questions: AbstractSet[str]) -> Compared:
    """What began on the day that the question names did begin, whatever became of it later; a toll is counted on."""
    if one.verdict.kind is not RelationKind.UPDATES or RelationReason.VALUE in one.verdict.reasons:
        return one
    question, report = (one.a, one.b) if one.a.id in questions else (one.b, one.a)
    asked = question.claim.event_time if question.claim is not None else None
    if question.id not in questions or asked is None or asked.basis == "published":
        return one
    told = time.window(report, momentary=True)
    if told is None or told.start <= asked.end:
        return one
    return replace(one, verdict=replace(one.verdict, kind=RelationKind.RELATED))


def _modest(one: Compared, questions: AbstractSet[str]) -> Compared:
    if one.verdict.kind is not RelationKind.CORROBORATES or one.a.claim is None or one.b.claim is None:
        return one
    by_matters = any(step.rule == MATTERS_RULE for step in one.verdict.trace)
    for question, report in ((one.a, one.b), (one.b, one.a)):
        if question.id not in questions or question.claim is None or report.claim is None:
            continue
        other_figure = question.claim.kind in COUNTED and any(
            step.rule == "unit" and step.outcome == "differs" for step in one.verdict.trace
        )
        if (
            other_figure
            or _says_less(report.claim, question.claim)
            or (by_matters and _leaves_out(question, report))
        ):
            return replace(one, verdict=replace(one.verdict, kind=RelationKind.RELATED))
    return one


def _says_less(report: Claim, question: Claim) -> bool:
    """Whether the report leaves open what the question asks: how many, or whether the town was taken."""
    uncounted = bool(question.quantities) and not report.quantities
    # That there was an attack does not tell whom it hurt.
    unhurt = question.kind is ClaimKind.CASUALTIES and report.kind is ClaimKind.ATTACK
    return uncounted or unhurt or concepts.says_more(question.predicate, report.predicate)


def _leaves_out(question: Item, report: Item) -> bool:
    """Whether a report that no frame covers leaves out who is asked about: survivors were found, but was the girl?"""
    asked, told = (
        {one.label for one in find_matters(item.text, item.language) if is_person(one.label)}
        for item in (question, report)
    )
    return bool(asked) and asked.isdisjoint(told)


def _again(one: Compared, item: Item, known: Claim) -> Compared:
    if one.verdict.kind is not RelationKind.CONFLICTS:
        return one
    near = one.a if one.a.id == item.id else one.b
    again = compare(replace(item, claim=known, nearest=near.nearest), _far(one, item))
    return again if again.verdict.kind is RelationKind.UPDATES else one


def _far(one: Compared, item: Item) -> Item:
    return one.b if one.a.id == item.id else one.a
