"""Which role those named in a clause have in its event.

Roles follow from small words beside the name (by, against, between), from the voice of the verb and from the order of
words that the language uses; all of these are facts of `[claims]` in the language's table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from averral.extraction.clauses import Clause
from averral.extraction.cues import lexicon
from averral.extraction.facts import counted as counted_nouns
from averral.extraction.facts import facts, markers
from averral.extraction.inventory import Inventory
from averral.language.concepts import concept, kind_of_topic
from averral.language.normalise import Word, key
from averral.language.phrases import Match
from averral.language.places import locatives
from averral.language.triggers import Trigger
from averral.model import ClaimKind, ParticipantRole, Span

#: How many words before a verb its passive auxiliary may stand.
_PASSIVE_WINDOW = 3
#: How many words may stand between a small word and the name it marks: "by the Russian".
_MARK_WINDOW = 3
#: How many words before a state's name "in" may stand.
_IN_WINDOW = 2
_ROLE_OF = {
    "launched": ParticipantRole.ACTOR,
    "launched_after": ParticipantRole.ACTOR,
    "by": ParticipantRole.ACTOR,
    "by_after": ParticipantRole.ACTOR,
    "against": ParticipantRole.TARGET,
    "against_after": ParticipantRole.TARGET,
    "object": ParticipantRole.TARGET,
    "between": ParticipantRole.PARTY,
    "between_after": ParticipantRole.PARTY,
}
#: What may stand between two that are listed, beside "and".
_LISTING = " ,،\u00a0"
#: How many words behind a verb those may stand who suffer by it and are not counted: "killed many civilians".
_SUFFERER_WINDOW = 3
#: Letters between a state and its attack: "Israel's strike".
POSSESSIVE = 3
#: Those whose attack it is when they stand beside the word for it.
_ARMED = ("side:", "force:")


@dataclass(frozen=True, slots=True)
class Named:
    """Someone or something with a name, role still open."""

    span: Span
    name: str
    key: str
    adjective: bool = False
    """The word for a nationality, which belongs to the name beside it: "the Syrian opposition"."""
    silent: bool = False
    """A person who speaks for others: "we" acts, and nobody knows who that is."""


def position(tokens: Sequence[Word], span: Span) -> tuple[int, int]:
    """Indices of the first and the last word of a name."""
    first = next((index for index, token in enumerate(tokens) if token.start >= span.start), len(tokens))
    last = next((index for index, token in enumerate(tokens) if token.end >= span.end), len(tokens))
    return first, last


def find_roles(
    inventory: Inventory, clause: Clause, trigger: Trigger | None, named: Sequence[Named]
) -> list[ParticipantRole]:
    """The role of each of those named, in their order. Without an event word, and in talks, all are parties."""
    if trigger is None or concept(trigger.concept).roles == "party":
        return [ParticipantRole.PARTY] * len(named)
    language = inventory.reading.language
    marks = _ruling(clause, trigger, markers(language).find(clause.tokens))
    marked = [_marked_role(clause.tokens, marks, one.span) for one in named]
    first, other = ParticipantRole.ACTOR, ParticipantRole.TARGET
    kind = concept(trigger.concept).roles
    if kind == "undergoer":
        marked = [role or _attacker(clause, one, marks) for one, role in zip(named, marked, strict=True)]
        doer = _doer(inventory, clause, trigger, marks, named, marked)
        roles = [role or (first if index == doer else other) for index, role in enumerate(marked)]
        return _coordinated(inventory, named, marked, roles)
    if kind == "transitive" and _passive(clause, trigger, marks, language):
        first, other = other, first
    subject = _behind_verb(inventory, named, marked, trigger)
    subject = _subject(named, marked, trigger) if subject is None else subject
    roles = [role or (first if index == subject else _rest(kind, other)) for index, role in enumerate(marked)]
    return _coordinated(inventory, named, marked, roles)


def _coordinated(
    inventory: Inventory,
    named: Sequence[Named],
    marked: Sequence[ParticipantRole | None],
    roles: list[ParticipantRole],
) -> list[ParticipantRole]:
    """The roles, where those that "and" joins have the same one: "Syrian or Russian aircraft struck"."""
    known = facts(inventory.reading.language)
    joins = {*map(key, known.coordinators), *known.joined_coordinators, ""}
    for index in range(1, len(named)):
        gap = inventory.reading.text[named[index - 1].span.end : named[index].span.start]
        if marked[index] is None and gap.strip() and key(gap.strip(_LISTING)) in joins:
            roles[index] = roles[index - 1]
    return roles


def _ruling(clause: Clause, trigger: Trigger, marks: Sequence[Match]) -> list[Match]:
    """The small words that rule here: "the bombing of Aleppo" has an object, "the jets of the regime" a possessor.

    "Held by" only tells of an area, unless it is what the clause tells: there its last word marks the one who acts.
    """
    ends = {trigger.span.end, trigger.topic.end if trigger.topic is not None else trigger.span.end}
    told = [
        replace(mark, first=mark.last, label="by")
        if mark.label == "backed" and clause.tokens[mark.first].span.overlap(trigger.span)
        else mark
        for mark in marks
    ]
    ruling = [
        mark
        for mark in told
        if mark.label != "object" or (mark.first > 0 and clause.tokens[mark.first - 1].end in ends)
    ]
    return _aimed(ruling, attack=concept(trigger.concept).kind == ClaimKind.ATTACK)


def _aimed(marks: Sequence[Match], *, attack: bool) -> list[Match]:
    """Who is fired from acts; who leaves, flees or is freed from somewhere does not do so there."""
    if not attack:
        return [mark for mark in marks if not mark.label.startswith("launched")]
    firing = {mark.first for mark in marks if mark.label == "launched"}
    return [mark for mark in marks if mark.label == "launched" or mark.first not in firing]


def _attacker(clause: Clause, one: Named, marks: Sequence[Match]) -> ParticipantRole | None:
    """Who stands right beside a word for an attack carries it out: "Russian air strikes", "غارات التحالف".

    A state's name may only tell where ("the Syria bombing"), unless the words go on with whom it hit: "Russia's strike on".
    """
    attacks = [each.span for each in clause.mentions if kind_of_topic(each.topic) is ClaimKind.ATTACK]
    attacks += [each.span for each in clause.triggers if concept(each.concept).kind == ClaimKind.ATTACK]
    beside = [span for span in attacks if 0 <= span.distance(one.span) <= POSSESSIVE]
    if one.adjective or one.key.startswith(_ARMED):
        near = any(0 <= max(span.start - one.span.end, one.span.start - span.end) <= 1 for span in beside)
        return ParticipantRole.ACTOR if near else None
    launched = one.key.startswith("state:") and any(
        goes_on_against(clause.tokens, marks, span, one.span) for span in beside
    )
    return ParticipantRole.ACTOR if launched else None


def goes_on_against(tokens: Sequence[Word], marks: Sequence[Match], attack: Span, state: Span) -> bool:
    """Whether the words behind an attack and the state beside it tell whom it hit: "удар России по", "Israel's strike on"."""
    end = max(attack.end, state.end)
    behind = next((index for index, token in enumerate(tokens) if token.start >= end), None)
    return behind is not None and any(
        mark.label == "against" and mark.first <= behind <= mark.last for mark in marks
    )


def _doer(
    inventory: Inventory,
    clause: Clause,
    trigger: Trigger,
    marks: Sequence[Match],
    named: Sequence[Named],
    marked: Sequence[ParticipantRole | None],
) -> int | None:
    """Index of the one who makes others suffer, if the verb says so: "the army killed 12 rebels"."""
    if _passive(clause, trigger, marks, inventory.reading.language):
        return None
    starts = [clause.tokens[mark.first].start for mark in marks if mark.label.startswith("causatives")]
    counted = "causatives" not in {
        mark.label for mark in marks if clause.tokens[mark.first].start == trigger.span.start
    }
    if trigger.span.start not in starts:
        return None
    numbers = [number.span.start for number in inventory.numbers.within(clause.span)]
    behind = min((start for start in numbers if start >= trigger.span.end), default=None)
    if counted and behind is None and not _suffer_behind(inventory, clause, trigger):
        return None
    # Where the verb comes first, its subject stands between it and those counted.
    edge = trigger.span.start if behind is None else behind
    return next(
        (
            index
            for index, one in enumerate(named)
            if marked[index] is None
            and one.span.end <= edge
            and not _tells_where(clause, trigger, one)
            and not (
                one.key.startswith("state:")
                and not one.adjective
                and stands_in(clause, one.span, inventory.reading.language)
            )
        ),
        None,
    )


def _suffer_behind(inventory: Inventory, clause: Clause, trigger: Trigger) -> bool:
    """Whether people that nobody counts stand right behind the verb: "have been killing civilians"."""
    behind = [token for token in clause.tokens if token.start >= trigger.span.end][:_SUFFERER_WINDOW]
    found = counted_nouns(inventory.reading.language).find(behind)
    return any(match.label.startswith("population:") for match in found)


def stands_in(clause: Clause, name: Span, language: str) -> bool:
    """Whether "in" stands before a name: "flooding in northern Nigeria has killed 151"."""
    first = position(clause.tokens, name)[0]
    known = locatives(language)
    return any(token.key in known for token in clause.tokens[max(0, first - _IN_WINDOW) : first])


def _tells_where(clause: Clause, trigger: Trigger, one: Named) -> bool:
    """Whether a state's name only tells where the event was: "the Syria bombing killed 30"."""
    events = [*(each.span for each in clause.mentions), *(each.span for each in clause.triggers)]
    return (
        one.key.startswith("state:")
        and not one.adjective
        and any(0 <= span.start - one.span.end <= 1 for span in events if span.start < trigger.span.start)
    )


def _rest(kind: str, other: ParticipantRole) -> ParticipantRole:
    """Those who are neither marked nor subject: of a lone act or suffering they only belong to it."""
    return other if kind == "transitive" else ParticipantRole.TARGET


def _subject(
    named: Sequence[Named], marked: Sequence[ParticipantRole | None], trigger: Trigger
) -> int | None:
    """Index of the subject: the first before the verb, or where the verb comes first the one behind it."""
    free = [index for index, role in enumerate(marked) if role is None]
    # "Government warplanes bombed": the word for the attack may be a part of the name.
    before = [index for index in free if named[index].span.start < trigger.span.start]
    after = [index for index in free if named[index].span.start >= trigger.span.start]
    return next(iter([*before[:1], *after[:1]]), None)


def _behind_verb(
    inventory: Inventory,
    named: Sequence[Named],
    marked: Sequence[ParticipantRole | None],
    trigger: Trigger,
) -> int | None:
    """Where the verb comes first: index of the name between it, or its noun, and the object: "تبني فرنسا للموقف".

    Whoever stands before it belongs to another verb.
    """
    if not lexicon(inventory.reading.language).speech.verb_first or trigger.topic is None:
        return None
    return next(
        (
            index
            for index, one in enumerate(named)
            if marked[index] is None
            and 0 <= one.span.start - trigger.span.end <= 1
            and one.span.end <= trigger.topic.start
        ),
        None,
    )


def _marked_role(tokens: Sequence[Word], marks: Sequence[Match], span: Span) -> ParticipantRole | None:
    """The role that the nearest small word before the name, or after it, gives."""
    first, last = position(tokens, span)
    best: tuple[int, ParticipantRole] | None = None
    for mark in marks:
        role = _ROLE_OF.get(mark.label)
        if role is None:
            continue
        distance = mark.first - last if mark.label.endswith("_after") else first - mark.last
        if 0 < distance <= _MARK_WINDOW and (best is None or distance < best[0]):
            best = (distance, role)
    return best[1] if best else None


def is_passive(clause: Clause, trigger: Trigger, language: str) -> bool:
    """Whether the event word of a clause is a verb that somebody undergoes."""
    return _passive(clause, trigger, markers(language).find(clause.tokens), language)


def _passive(clause: Clause, trigger: Trigger, marks: Sequence[Match], language: str) -> bool:
    index = next((i for i, token in enumerate(clause.tokens) if token.start >= trigger.span.start), 0)
    known = facts(language)
    form = clause.tokens[index].key
    if _active(clause, trigger, language):
        return False
    if any(mark.label == "passive" and 0 <= index - mark.last <= _PASSIVE_WINDOW for mark in marks):
        return True
    return bool(known.passive_endings) and form.endswith(known.passive_endings)


def _active(clause: Clause, trigger: Trigger, language: str) -> bool:
    """Whether the act's own words show that it is done, whatever stands before them: "have been killing"."""
    known = facts(language)
    held = [token.key for token in clause.tokens if trigger.span.covers(token.span)]
    ends = bool(known.active_endings and held) and held[0].endswith(known.active_endings)
    return ends or any(word in known.active_words for word in held)
