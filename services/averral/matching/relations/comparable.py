"""Whether two claims are about the same thing at all: place, time, participants and topic.

What differs in scope is a difference worth naming, never a conflict: fighting in one village in October and in
December, or talks in two cities, are two events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from averral.language import gazetteer
from averral.language.entities import acts_for
from averral.language.normalise import words
from averral.language.place_relations import compare_places, sounds_of
from averral.language.places import find_places
from averral.matching.items import Item, similarity
from averral.matching.relations import occasion, parties, time
from averral.matching.relations.speakers import compare_speakers, speaks_for
from averral.matching.remembering import remembered
from averral.model import Claim, ClaimKind, Place, RelationReason, TraceStep

#: Kinds that tell somebody's position: who speaks is who holds it.
SPOKEN = frozenset({ClaimKind.STATEMENT, ClaimKind.INTENTION})
#: Kinds whose events are called by a place: the Oslo talks, the Minsk agreement.
NAMED_AFTER_PLACES = frozenset({ClaimKind.TALKS, ClaimKind.AGREEMENT})
#: Outcomes for two places that tie the claims together.
TYING = frozenset({"same", "inside", "contains", "led"})
#: What each thing in common weighs; see `decide` for how much is needed.
TIE_PLACE, TIE_DAY, TIE_MET = 1.0, 1.0, 0.2
TIE_NEARBY = {"same": 0.8, "inside": 0.5, "contains": 0.5, "led": 0.5}
#: What it takes away when the places round the two claims are surely others.
APART = 0.5
#: Cosine from which the words alone tie two claims together.
CLOSE = 0.55
#: An unlisted place whose key (`~` and the consonants) is no longer may sound like any word.
SHORTEST_SOUND = 4
#: Words without which a claim that names nobody, no place and no figure says too little to be compared.
FEWEST_WORDS = 4
#: Outcome where a claim names no place, and its document reports first of all from where the other lies.
LED = "led"
#: Outcome where neither claim names a place, and the texts round them lie in two.
AROUND = "around"
#: Beginning of the key of a state.
_STATE = "state:"
#: Rank of what two places can be to each other; the best pair decides.
_PLACE_RANK = ("same", "inside", "contains", "overlaps", "unknown", "different")


@dataclass(frozen=True, slots=True)
class Scope:
    """What two claims share and what keeps them apart."""

    anchors: int
    """How many things tie them together: place, participants, a stated day."""
    differs: tuple[RelationReason, ...]
    """PLACE, TIME or ACTOR: why they cannot be about the same event."""
    steps: tuple[TraceStep, ...]
    ties: float = 0.0
    """The same weighed: a place of the text round a claim, or a state that is in every report, ties less."""
    place: str = ""
    """Outcome for the places, empty when one side names none."""
    known: bool = False
    """Somebody is named on both sides: a participant, or the speaker."""
    nearby: str = ""
    """Outcome for the places of the text round the claims where their own decide nothing."""
    swapped: bool = False
    """Who acts in one suffers in the other."""
    spoken: bool = False
    """Both tell what one named speaker says or wants."""


def compare(a: Item, b: Item, *, one_occasion: bool = False) -> Scope:
    """Compares the scope of two claims; `one_occasion` says that their documents name the same people and places."""
    claim, other = _claim(a), _claim(b)
    steps: list[TraceStep] = []
    differs: list[RelationReason] = []
    place = _places(a, b, steps, differs)
    nearby = _nearby(a, b, steps) if place in {"", "unknown"} else ""
    speaker = _one_speaker(a, b)
    parties_found = _parties(claim, other, steps, differs)
    if place == "same" and not differs and (_are_strangers(a, b) or _are_strangers(b, a)):
        differs.append(RelationReason.ACTOR)
    met = _times(a, b, steps, differs, one_occasion=one_occasion)
    day = time.same_day(a, b)
    anchors = (place in TYING) + bool(parties_found.shared) + day + speaker
    ties = (
        TIE_PLACE * (place in TYING)
        + TIE_NEARBY.get(nearby, 0.0)
        - APART * (nearby == "different")
        + parties_found.tie
        + TIE_DAY * day
        + TIE_MET * (met and not day)
        + speaker
    )
    known = speaker or bool(parties_found.shared)
    return Scope(
        anchors, tuple(differs), tuple(steps), ties, place, known, nearby, parties_found.swapped, speaker
    )


@remembered
def says_enough(claim: Claim) -> bool:
    """Whether a claim says by itself what it is about: "they threatened" could be said of anybody."""
    named = claim.participants or claim.places or claim.quantities or _called_after(claim)
    return bool(named) or _wordy(claim.text)


@lru_cache(maxsize=16_384)
def _wordy(text: str) -> bool:
    """Whether a claim has words enough; a draft's are asked for with each of their hundred candidates."""
    return len(words(text)) >= FEWEST_WORDS


def place_relation(a: Sequence[Place], b: Sequence[Place]) -> str:
    """The best outcome among the most specific places of either side; empty when one side names none."""
    if not (a and b):
        return ""
    mine, yours = specific(tuple(a)), specific(tuple(b))
    outcomes = {compare_places(x, y) for x in mine for y in yours}
    return next((outcome for outcome in _PLACE_RANK if outcome in outcomes), "")


@lru_cache(maxsize=8192)
def specific(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without the places that only say where another one lies. Those of a claim are asked for with each of its pairs."""
    return tuple(
        place
        for place in places
        if not any(compare_places(place, other) == "contains" for other in places if other is not place)
    )


def _claim(item: Item) -> Claim:
    assert item.claim is not None  # noqa: S101 - only claims are compared here
    return item.claim


def _places(one: Item, two: Item, steps: list[TraceStep], differs: list[RelationReason]) -> str:
    a, b = _claim(one), _claim(two)
    found = place_relation(_scenes(a), _scenes(b))
    if found in {"", "unknown"} and (_spells(a, b) or _spells(b, a)):
        found = "same"
    if not found and {a.kind, b.kind} <= time.MOMENTARY and place_relation(a.places, b.places) == "different":
        # A state that suffers what happens in it is no scene to agree on, but one to differ in.
        found = "different"
    if found == "unknown" and _other_lands(_scenes(a), _scenes(b)):
        found = "different"
    if found == "different" and bool(_called_after(a)) != bool(_called_after(b)):
        # One names the venue, the other what the talks are about.
        found = "unknown"
    if found == "different" and (lies_within(a, b) or lies_within(b, a) or _doubtful(one, two)):
        found = "unknown"
    if found:
        steps.append(TraceStep("place", _names(a.places), _names(b.places), found))
    if found == "different":
        differs.append(RelationReason.PLACE)
    return found


def share_place(a: Claim, b: Claim) -> bool:
    """Whether their places tie two claims together, whatever their documents say."""
    found = place_relation(_scenes(a), _scenes(b))
    return found in TYING or (found in {"", "unknown"} and (_spells(a, b) or _spells(b, a)))


def _other_lands(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether the places are known to lie in other countries."""
    mine, yours = ({place.country for place in each} for each in (a, b))
    return bool(mine and yours) and "" not in mine | yours and mine.isdisjoint(yours)


def lies_within(a: Claim, b: Claim) -> bool:
    """Whether one names but countries, and the text round it lies where the other does: a quake in Turkey, felt in Khoy."""
    scenes = _scenes(a) or a.places
    return all(map(_is_country, scenes)) and place_relation(a.context_places, _scenes(b)) in TYING


def in_one_town(a: Item, b: Item) -> bool:
    """Whether a place of both, or of the text round them, is narrower than a country and one: more than one war has in common."""
    mine, yours = _claim(a), _claim(b)
    towns = [
        [place for place in (*_scenes(claim), *claim.context_places) if not _is_country(place)]
        for claim in (mine, yours)
    ]
    return place_relation(towns[0], towns[1]) in TYING or share_place(mine, yours)


def in_two_towns(a: Item, b: Item) -> bool:
    """Whether both say where it was, each naming something narrower than a country, and nothing shows that it is one place.

    Where each report names the place of the other too, it may be one: on the road from one to the other.
    """
    mine, yours = ([place for place in _scenes(_claim(item)) if not _is_country(place)] for item in (a, b))
    if not (mine and yours) or place_relation(mine, yours) not in {"unknown", "different"}:
        return False
    told = any(occasion.names_place(b, place, a.language) for place in mine)
    return not (told and any(occasion.names_place(a, place, b.language) for place in yours))


def _narrow(scenes: Sequence[Place]) -> bool:
    return bool(scenes) and not all(map(_is_country, scenes))


def _is_country(place: Place) -> bool:
    listed = gazetteer.listed(place.key)
    return listed is not None and listed.kind == "country"


def _doubtful(a: Item, b: Item) -> bool:
    """Whether a place of one is, by all that its text or the other names, a namesake of the listed one."""
    return any(
        occasion.is_namesake(item, place)
        or (occasion.tells_of(other, place) and occasion.is_namesake(other, place))
        for item, other in ((a, b), (b, a))
        for place in _scenes(_claim(item)) or _claim(item).context_places
    )


def _told_there(a: Item, b: Item) -> bool:
    """Whether like words stand in a text that names the place somewhere: what it tells between may lie there."""
    if similarity(a, b) < CLOSE:
        return False
    places = ((other, place) for item, other in ((a, b), (b, a)) for place in _scenes(_claim(item)))
    return any(occasion.tells_of(other, place) for other, place in places)


def _spells(a: Claim, b: Claim) -> bool:
    """Whether the words of one hold a name that sounds like an unlisted place of the other."""
    names = {place.key for place in a.places if len(place.key) > SHORTEST_SOUND and place.key.startswith("~")}
    return bool(names) and not names.isdisjoint(sounds_of(b.text, b.language))


def _nearby(one: Item, two: Item, steps: list[TraceStep]) -> str:
    """The best outcome where a place of one claim, or of the text round it, meets one round the other."""
    a, b = _claim(one), _claim(two)
    mine, yours = _narrowed(a), _narrowed(b)
    round_a, round_b = _surroundings(a), _surroundings(b)
    outcomes = [place_relation(mine or round_a, round_b), place_relation(round_a, yours or round_b)]
    found = next((outcome for outcome in _PLACE_RANK if outcome in outcomes), "")
    dated = time.window(one, momentary=True) and time.window(two, momentary=True)
    if found not in TYING and dated and _led(one, two):
        found = LED
    if found == "different" and (not (mine or yours) or _doubtful(one, two) or _told_there(one, two)):
        # Two surroundings that differ say little: both claims may lie elsewhere.
        return AROUND if not (mine or yours) else ""
    if found in {"inside", "contains"} and "different" in outcomes and not (_narrow(mine) or _narrow(yours)):
        # Two towns of one country that the reports lie in, and the country itself named by one of them.
        return AROUND
    if found in {*TYING, "different"}:
        steps.append(TraceStep("place nearby", _names(a.context_places), _names(b.context_places), found))
    return found


def _led(one: Item, two: Item) -> bool:
    """Whether one names no place, and its document reports first of all from where the other lies; or both, from one place."""
    mine, yours = (
        [place for place in _scenes(_claim(item)) if not _is_country(place)] for item in (one, two)
    )
    if mine and yours:
        return False
    if mine or yours:
        silent, telling = (two, one) if mine else (one, two)
        return any(occasion.leads_with(silent, place, telling.language) for place in mine or yours)
    return occasion.lead_in_common(one, two)


def _narrowed(claim: Claim) -> list[Place]:
    """The scenes; of countries the towns in them that the text round the claim lies in: "in Ecuador's largest city"."""
    own = _scenes(claim)
    if not own or not all(map(_is_country, own)):
        return own
    inside = [
        each
        for each in claim.context_places
        if any(compare_places(scene, each) == "contains" for scene in own)
    ]
    return inside or own


@remembered
def _surroundings(claim: Claim) -> Sequence[Place]:
    """Where the text round a claim lies, else the claim itself; what the talks of a place are about is not where they are.

    A state that takes part says at least in which country it was; the country round a town of the claim says nothing.
    """
    own = _scenes(claim)
    around = [
        place
        for place in claim.context_places
        if not any(compare_places(place, scene) == "contains" for scene in own)
    ]
    return around or _called_after(claim) or claim.places or _lands(claim)


def _lands(claim: Claim) -> list[Place]:
    """The countries of the states that take part."""
    return [
        Place(part.name, gazetteer.country_key(code), part.span, country=code)
        for part in claim.participants
        if (code := part.key.removeprefix(_STATE)) != part.key
    ]


@remembered
def _scenes(claim: Claim) -> list[Place]:
    """The place in the name of talks or a treaty, else all but the states that take part.

    In "Russia and Turkey signed", Russia is no scene; in "the Oslo talks on Gaza", Oslo tells which talks.
    """
    called = _called_after(claim)
    if called:
        return called
    taking_part = [part.span for part in claim.participants if part.key.startswith(_STATE)]
    return [
        place
        for place in claim.places
        if not (_is_country(place) and any(span.overlap(place.span) for span in taking_part))
    ]


@remembered
def _called_after(claim: Claim) -> list[Place]:
    """The places by which the talks or the treaty are called; empty for what is not called by a place."""
    if claim.kind not in NAMED_AFTER_PLACES:
        return []
    beside = [place for place in claim.places if place.names_event]
    bodies = [part for part in claim.participants if part.key.startswith("name:")]
    named = beside or [place for body in bodies for place in _places_in(body.name, claim.language)]
    # Last the town of the only talks that its text tells of.
    return named or [place for place in claim.context_places[:1] if place.names_event]


@lru_cache(maxsize=4096)
def _places_in(name: str, language: str) -> tuple[Place, ...]:
    return find_places(name, language)


def _one_speaker(a: Item, b: Item) -> bool:
    """Whether both tell what one named speaker says or wants; a minister speaks for the state."""
    kinds = {time.kind_of(a), time.kind_of(b)}
    if not kinds <= SPOKEN or a.quote is None or b.quote is None:
        return False
    return compare_speakers(a.quote, b.quote) == "same" or speaks_for(a.quote, b.quote)


def _parties(a: Claim, b: Claim, steps: list[TraceStep], differs: list[RelationReason]) -> parties.Parties:
    found = parties.compare(a, b)
    if a.participants and b.participants:
        outcome = (
            "swapped"
            if found.swapped
            else "differs"
            if found.differs
            else "shared"
            if found.shared
            else "unknown"
        )
        names = [", ".join(part.name for part in claim.participants) for claim in (a, b)]
        steps.append(TraceStep("participants", names[0], names[1], outcome))
    if found.differs or found.swapped:
        differs.append(RelationReason.ACTOR)
    return found


def _are_strangers(a: Item, b: Item) -> bool:
    """Whether talks name the states that hold them, and the other report of talks in the town knows others only."""
    claim, other = _claim(a), _claim(b)
    if not {claim.kind, other.kind} <= NAMED_AFTER_PLACES or _states(other):
        return False
    hosts = {place.country for place in _scenes(claim)}
    mine, yours = _states(claim) - hosts, occasion.lands_of(b) - hosts
    return bool(mine and yours) and mine.isdisjoint(yours)


def _states(claim: Claim) -> set[str]:
    """The states that take part, and those for which somebody does."""
    keys = [acts_for(part.key) or part.key for part in claim.participants]
    return {key.removeprefix(_STATE) for key in keys if key.startswith(_STATE)}


def _times(
    a: Item, b: Item, steps: list[TraceStep], differs: list[RelationReason], *, one_occasion: bool
) -> bool:
    """Whether the two events can be of one time."""
    days = time.apart(a, b, one_occasion=one_occasion)
    if days is None:
        return False
    steps.append(TraceStep("time", str(a.day), str(b.day), f"{days} days apart" if days else "meets"))
    if days:
        differs.append(RelationReason.TIME)
    return not days


def _names(places: Sequence[Place]) -> str:
    return ", ".join(place.name for place in places)
