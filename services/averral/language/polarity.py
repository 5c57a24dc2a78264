"""Whether a target is affirmed or negated, and how firmly it is said.

Cue and scope, after NegEx (Chapman et al. 2001) and its widening to several languages: a cue reaches over a window of
words inside its clause, before or after it; phrases that merely look like negation are taken out first. The cues, their
windows, and negative or future word forms are data in sections `negation` and `modality`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from averral.language import tables
from averral.language.cues import (
    ANY_FORM,
    Affix,
    Clauses,
    Conditional,
    Cue,
    Modalities,
    Negation,
    find_cues,
    find_pauses,
    matches,
)
from averral.language.normalise import Word, key, words
from averral.language.unrealised import is_aim, is_unrealised
from averral.model import Modality, Polarity, Span

#: Code points looked at on either side of the target, whatever the sentence's length.
_REACH = 300
#: Signs of possession, for languages that write one.
_OWNERS_MARKS = ("'", "’")
#: Words after a target within which "only" words turn a negation round.
_ONLY_WINDOW = 4
#: Words behind a verb that ends its clause: its helpers.
_VERB_END = 2
#: Code points before a clause in which the word stands that leads to it.
_LED = 24
#: Words between "no" and a word for tidings, or between what they tell of and a word for them; and beyond.
_NEAR_TIDINGS, _FAR_TIDINGS = 4, 9
#: Words before a cue in which the verb stands that helps it to a past perfect.
_HELPED = 5


def assess(
    text: str,
    sentence: Span,
    target: Span,
    language: str,
    cut: Callable[[Span], Sequence[Word]] | None = None,
    *,
    verb: bool = False,
) -> tuple[Polarity, Modality]:
    """Polarity and modality of the words at `target` inside `sentence`. `cut` gives the words of a span, where they are known.

    `verb` says that the target may be a verb: what somebody but tries, means or is told to do is PLANNED then.

    A reported denial is NEGATED and DENIED; what is feared, conditional or merely possible is POSSIBLE; what is
    announced or expected is PLANNED. ATTRIBUTED is never returned: who says so is for the caller to know.
    """
    code = language.partition("-")[0]
    negation, modality = (
        tables.section(code, "negation", Negation),
        tables.section(code, "modality", Modalities),
    )
    clauses = _clauses(text, sentence, target, code, cut or partial(words, text))
    if not clauses.target:
        return Polarity.AFFIRMED, Modality.ASSERTED
    denial = _denial(clauses, negation)
    if denial is not None:
        if _is_negated_itself(clauses, denial, negation):
            return Polarity.AFFIRMED, Modality.POSSIBLE
        return Polarity.NEGATED, Modality.DENIED
    polarity = Polarity.NEGATED if _is_negated(clauses, negation) else Polarity.AFFIRMED
    found = _modality(clauses, negation, modality)
    if not verb or found is not Modality.ASSERTED:
        return polarity, found
    if polarity is Polarity.NEGATED:
        aimed = any(
            _implies(clauses, cue, negation) and is_aim(clauses, cue, modality) for cue in clauses.cues
        )
    else:
        aimed = is_unrealised(clauses, modality)
    return polarity, Modality.PLANNED if aimed else found


def is_followed(cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a verb of failing or denying stands right behind, which the negation belongs to: did not fail to."""
    return any(
        other.roles & {"implied_before", "lacking", "denial_before"} and 0 <= other.first - cue.last <= 1
        for other in cues
    )


def denies(text: str, language: str) -> bool:
    """Whether a text calls something untrue, whatever it is: "rumours", "there is no truth in", "denied"."""
    found = words(text)
    everywhere = (find_cues(found, range(edge, edge), language.partition("-")[0]) for edge in (0, len(found)))
    return any(cue.roles & {"denial_before", "denial_after"} for cues in everywhere for cue in cues)


def denies_cause(text: str, sentence: Span, target: Span, language: str) -> bool:
    """Whether the words say of something known that this was not its cause: "the biopsy did not cause her *death*"."""
    code = language.partition("-")[0]
    clauses = _clauses(text, sentence, target, code, partial(words, text))
    return clauses.owned and any(
        "before" in cue.roles and cue.last <= clauses.target.start and _is_of_cause(clauses, cue)
        for cue in clauses.cues
    )


def negates_more(text: str, sentence: Span, target: Span, language: str) -> bool:
    """Whether what is negated behind the words is told of somebody whom they describe: "the *killed* woman is not"."""
    code = language.partition("-")[0]
    table = tables.section(code, "negation", Negation)
    clauses = _clauses(text, sentence, target, code, partial(words, text))
    ahead = replace(clauses, cues=tuple(cue for cue in clauses.cues if cue.first < clauses.target.start))
    return (clauses.owned or _describes_owned(clauses, table)) and not _is_negated(ahead, table)


def _describes_owned(clauses: Clauses, table: Negation) -> bool:
    """Whether the words stand right behind a noun that is told as known: "la femme *tuée*"."""
    noun = clauses.target.start - 1
    return table.described_before and noun > 0 and clauses.words[noun - 1].key in _keys(table.owners)


def _clauses(
    text: str, sentence: Span, target: Span, language: str, cut: Callable[[Span], Sequence[Word]]
) -> Clauses:
    window = Span(
        _word_edge(text, max(sentence.start, target.start - _REACH), sentence.start),
        min(sentence.end, target.end + _REACH),
    )
    found = tuple(cut(window))
    inside = [
        index for index, word in enumerate(found) if word.start < target.end and target.start < word.end
    ]
    positions = range(inside[0], inside[-1] + 1) if inside else range(0)
    owned = bool(inside) and _is_owned(text, found, inside[0], language)
    cues = find_cues(found, positions, language)
    capital = bool(inside) and inside[0] > 0 and text[found[inside[0]].start].isupper()
    led = _led_by(text, found, sentence) if inside[:1] == [0] else ""
    return Clauses(found, positions, find_pauses(text, found), cues, capital, led, owned)


def _led_by(text: str, found: Sequence[Word], sentence: Span) -> str:
    """The key of the last word before the sentence's part, if only a blank stands in between."""
    before = text[max(0, found[0].start - _LED) : found[0].start]
    word = before.split()[-1:] if found[0].start == sentence.start and before.endswith(" ") else []
    return key(word[0]) if word else ""


def _is_owned(text: str, found: Sequence[Word], index: int, language: str) -> bool:
    """Whether an owner, or the mark of one, stands right before the word, or begins what is looked at."""
    owners = tables.section(language, "negation", Negation).owners
    if not owners or found[index].key in owners:
        return bool(owners)
    before = found[index - 1] if index else None
    if before is None:
        return False
    marked = any(mark in text[before.start : found[index].start] for mark in _OWNERS_MARKS)
    return marked or before.key in owners


def _word_edge(text: str, start: int, first: int) -> int:
    """`start` moved back to the beginning of a word, so that none is read by its end."""
    edge = text.rfind(" ", max(first, start - _REACH), start)
    return edge + 1 if edge >= 0 and start > first else start


def _denial(clauses: Clauses, table: Negation) -> Cue | None:
    for cue in clauses.cues:
        if "denial_before" in cue.roles and _reaches_forward(clauses, cue, table.denial_window, {"clauses"}):
            return cue
        if "denial_after" in cue.roles and _reaches_back(clauses, cue, table.denial_window, {"clauses"}):
            return cue
    return None


def _is_negated(clauses: Clauses, table: Negation) -> bool:
    """Plain negation and implied failure cancel each other: "did not fail to reach"."""
    implied = any(_implies(clauses, cue, table) for cue in clauses.cues)
    forms = _forms(clauses, table, aside="traps")
    plain = any(matches(affix, word) for affix in table.affixes for word in forms)
    plain = plain or any(_negates(clauses, cue, table) for cue in clauses.cues)
    return implied or (plain and not _is_only(clauses))


def _implies(clauses: Clauses, cue: Cue, table: Negation) -> bool:
    stops = {"clauses"}
    ahead = {"clauses", "links"}
    reaches = (
        "implied_before" in cue.roles
        and _reaches_forward(clauses, cue, table.implied_window, ahead)
        and not _is_linked(clauses, cue, table)
    ) or ("implied_after" in cue.roles and _reaches_back(clauses, cue, table.implied_window, stops))
    lacks = "lacking" in cue.roles and _lacks(clauses, cue, table)
    return (reaches or lacks) and not _is_negated_itself(clauses, cue, table)


def _lacks(clauses: Clauses, cue: Cue, table: Negation) -> bool:
    """Whether "without" stands right before the target, small words aside; what else it says may well have happened."""
    through = _keys(table.lacking_through)
    between = clauses.words[cue.last : clauses.target.start]
    return (
        cue.last <= clauses.target.start
        and not any(clauses.pauses[cue.last : clauses.target.start + 1])
        and all(word.key in through for word in between)
    )


@cache
def _keys(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(key, listed))


def _negates(clauses: Clauses, cue: Cue, table: Negation) -> bool:
    stops = {"clauses", "complements", "links"}
    if _is_spent(clauses, cue):
        return False
    if "before" in cue.roles and _reaches_forward(clauses, cue, table.window, stops):
        return not (_is_linked(clauses, cue, table) or _is_of_cause(clauses, cue))
    return "after" in cue.roles and _reaches_back(clauses, cue, table.after_window, stops)


def _is_of_cause(clauses: Clauses, cue: Cue) -> bool:
    """Whether only a cause is negated, of what is known: "did not cause her death"."""
    return clauses.owned and any(
        "causes" in other.roles and cue.last <= other.first < clauses.target.start for other in clauses.cues
    )


def _is_linked(clauses: Clauses, cue: Cue, table: Negation) -> bool:
    """Whether a word between cue and target, or the target, carries an "and" in front."""
    between = clauses.words[cue.last : clauses.target.start + 1]
    return any(matches(affix, word.key) for affix in table.links_like for word in between[1:])


def _is_spent(clauses: Clauses, cue: Cue) -> bool:
    """Whether the negation belongs to a verb of failing or denying right behind it: did not fail to."""
    return is_followed(cue, clauses.cues)


def _is_negated_itself(clauses: Clauses, cue: Cue, table: Negation) -> bool:
    """Whether a negation stands right before (or in) the cue: did not deny, yalanlamadı."""
    near = any(
        "before" in other.roles
        and 0 <= cue.first - other.last <= 1
        and not any(clauses.pauses[other.last : cue.first + 1])
        for other in clauses.cues
    )
    return near or any(
        matches(affix, word.key) for affix in table.affixes for word in clauses.words[cue.first : cue.last]
    )


def _is_only(clauses: Clauses) -> bool:
    end = clauses.target.stop
    return any(
        "only" in cue.roles
        and 0 <= cue.first - end <= _ONLY_WINDOW
        and not any(clauses.pauses[end : cue.first + 1])
        for cue in clauses.cues
    )


def _forms(clauses: Clauses, table: Negation, aside: str = "") -> tuple[str, ...]:
    """The keys of the target's words and of the helping verbs right after it, as far as no cue `aside` begins."""
    end = clauses.target.stop
    last = end
    most = min(
        (cue.first for cue in clauses.cues if aside in cue.roles and cue.first >= end),
        default=len(clauses.words),
    )
    while last < min(end + table.helpers, most) and not clauses.pauses[last]:
        last += 1
    return tuple(word.key for word in clauses.words[clauses.target.start : last])


def _modality(clauses: Clauses, negation: Negation, table: Modalities) -> Modality:
    forms = _forms(clauses, negation)
    possible = any(matches(affix, form) for affix in table.possible_affixes for form in forms)
    if possible or any(_says(clauses, cue, table, "possible", table.possible_if) for cue in clauses.cues):
        return Modality.POSSIBLE
    if any(_is_unheard(clauses, cue, negation) for cue in clauses.cues):
        return Modality.POSSIBLE
    planned = any(matches(affix, form) for affix in table.planned_affixes for form in forms)
    if planned or any(_says(clauses, cue, table, "planned", table.planned_if) for cue in clauses.cues):
        return Modality.PLANNED
    return Modality.ASSERTED


def _is_unheard(clauses: Clauses, cue: Cue, table: Negation) -> bool:
    """Whether the cue is a word for tidings, of which there are none: "no immediate reports of", "информации о … нет"."""
    if not cue.roles & {"tidings", "tidings_far"}:
        return False
    start, end = clauses.target.start, clauses.target.stop
    if cue.first >= end:
        # "… dair bilgi yok": what is told of leads to the word for it.
        return cue.first - end <= _NEAR_TIDINGS and _negates_within(clauses, end, cue.last, table)
    if start - cue.last > _FAR_TIDINGS or any(clauses.pauses[cue.last : start + 1]):
        return False
    if any(cue.last <= other.first < start and "clauses" in other.roles for other in clauses.cues):
        # "No information on the talks, *which* were held": what a clause of its own tells is known.
        return False
    near = clauses.words[max(0, cue.first - _NEAR_TIDINGS) : cue.first]
    if any(word.key in _plain(table) for word in near) and not clauses.pauses[cue.first]:
        return True
    return "tidings_far" in cue.roles and _negates_within(clauses, end, end, table)


def _negates_within(clauses: Clauses, start: int, first: int, table: Negation) -> bool:
    """Whether one of a few words from `first` on negates, with no pause from `start` on."""
    last = first
    while last < min(len(clauses.words), first + _FAR_TIDINGS) and not any(clauses.pauses[start : last + 1]):
        last += 1
    forms = [word.key for word in clauses.words[first:last]]
    return any(
        form in _plain(table) or any(matches(affix, form) for affix in table.affixes) for form in forms
    )


@cache
def _plain(table: Negation) -> frozenset[str]:
    """The single words that negate, before or behind what they negate."""
    listed = (word.rstrip("*") for word in (*table.before, *table.after))
    return frozenset(
        form for word in map(key, listed) for form in (word, *(lead + word for lead in table.proclitics))
    )


def _says(
    clauses: Clauses, cue: Cue, table: Modalities, name: str, conditions: tuple[Conditional, ...]
) -> bool:
    """Whether the cue makes the target `planned` or `possible`."""
    if _is_before_number(clauses, cue):
        return False
    stops = {"clauses", "complements"}
    ahead = f"{name}_before" in cue.roles or (name == "possible" and "conditional" in cue.roles)
    if f"{name}_if" in cue.roles:
        ahead = ahead or any(_holds(clauses, cue, condition) for condition in conditions)
    if ahead and _reaches_forward(clauses, cue, table.window, stops):
        return True
    if f"{name}_far" in cue.roles and _reaches_end(clauses, cue):
        return True
    behind = f"{name}_after" in cue.roles or (name == "possible" and "conditional_after" in cue.roles)
    return behind and _reaches_back(clauses, cue, table.after_window, {"clauses"})


def _holds(clauses: Clauses, cue: Cue, condition: Conditional) -> bool:
    if clauses.words[cue.last - 1].key not in {
        each for phrase in condition.cues for each in _last_word(phrase)
    }:
        return False
    unless = {key(word) for word in condition.unless}
    if any(word.key in unless for word in clauses.words[max(0, cue.first - _HELPED) : cue.first]):
        return False
    following = cue.last
    while following < len(clauses.words) and clauses.words[following].key in condition.skip:
        following += 1
    if following >= len(clauses.words):
        return False
    target = clauses.words[clauses.target[-1]].key
    return _has_form(condition.next_word, clauses.words[following].key) and _has_form(
        condition.target, target
    )


def _last_word(phrase: str) -> tuple[str, ...]:
    return tuple(key(phrase).split()[-1:])


def _has_form(affix: Affix, word: str) -> bool:
    return affix is ANY_FORM or matches(affix, word)


def _is_before_number(clauses: Clauses, cue: Cue) -> bool:
    """A cue right before a number is a month: May 5."""
    return cue.last < len(clauses.words) and clauses.words[cue.last].key.isdecimal()


def _reaches_forward(clauses: Clauses, cue: Cue, window: int, stops: set[str]) -> bool:
    start = clauses.target.start
    # "The army, perhaps, repelled it": a word between commas speaks of what goes on behind them.
    inserted = cue.first > 0 and cue.last < start and clauses.pauses[cue.first] and clauses.pauses[cue.last]
    paused = any(clauses.pauses[cue.last + inserted : start + 1])
    if cue.last > start or start - cue.last > window or paused:
        return False
    # A conjunction right behind the cue belongs to it: expected that.
    return not any(cue.last < other.first < start and other.roles & stops for other in clauses.cues)


def _reaches_end(clauses: Clauses, cue: Cue) -> bool:
    """Whether the target is the verb that ends the clause of the cue, which no complement and no pause parts from it."""
    start, end = clauses.target.start, clauses.target.stop
    stops = [
        index
        for index in range(end, len(clauses.words) + 1)
        if index == len(clauses.words) or clauses.pauses[index]
    ]
    if cue.last > start or stops[0] - end > _VERB_END or any(clauses.pauses[cue.last : start + 1]):
        return False
    return not any(cue.last < other.first < start and "complements" in other.roles for other in clauses.cues)


def _reaches_back(clauses: Clauses, cue: Cue, window: int, stops: set[str]) -> bool:
    end = clauses.target.stop
    if cue.first < end or cue.first - end > window or any(clauses.pauses[end : cue.first + 1]):
        return False
    return not any(end <= other.first < cue.first and other.roles & stops for other in clauses.cues)
