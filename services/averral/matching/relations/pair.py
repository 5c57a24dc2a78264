"""Two claims side by side, and all that is known about how they belong together."""

from __future__ import annotations

from dataclasses import dataclass

from averral.language import events
from averral.matching.items import Item, similarity
from averral.matching.relations import (
    asked,
    comparable,
    counted,
    likeness,
    occasion,
    parties,
    slots,
    time,
    values,
)
from averral.matching.relations.comparable import CLOSE, Scope
from averral.matching.relations.likeness import Likeness
from averral.matching.relations.occasion import Occasion
from averral.matching.relations.slots import Said
from averral.matching.relations.values import Value
from averral.model import Claim

#: How much must tie two claims together before one decides about the other: things in common, weighed, plus their
#: likeness of sense. What happens at one moment happens often, and needs more than talks, sieges or positions, which
#: last; these need more where nobody knows whether the reports are of one time.
MOMENTARY, LASTING, UNDATED = 1.5, 1.3, 1.4
#: A cosine that weighs as much as one thing in common.
AS_A_TIE = 0.5
#: The same figure on both sides, and the same group counted under one heading.
TIE_FIGURE, TIE_COUNTED = 1.0, 0.5
#: What a name in common of the two documents ties, and all such names at most.
TIE_NAME, MOST_NAMES = 0.25, 1.0
#: What a person whom both claims name ties, and groups of which both tell whether they stand together.
TIE_PERSON, TIE_RANKS = 0.6, 1.0
#: What ties reports of one kind of event that name somebody or somewhere in common.
TIE_STORY = 0.3
#: Topics of those who may stand together or not.
_RANKS = frozenset({"forces", "people"})
#: What the weight of a matter in common ties, and all of them at most.
TIE_MATTER, MOST_MATTERS = 0.3, 0.6
#: Weight of matters from which claims say much in common, and the share of the shorter claim that they must make.
MUCH, COVERED = 1.9, 0.5
#: Cosine from which claims of a general concept (someone refuses, demands) speak of the same matter.
SAME_MATTER = 0.45
#: Beginning of the key of a state.
_STATE = "state:"
#: Names in common from which two documents may be about one occasion, and from which they are.
ONE_OCCASION, SURE_OCCASION = 1.0, 2.0
#: Weight of names in common, without states, forces and large towns, from which two documents are not merely of one war.
RARE = 0.5
#: Cosine below which two claims in one language speak of two things, whatever words they share.
UNLIKE = 0.2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims and what is known about them so far."""

    a: Item
    b: Item
    claim: Claim
    other: Claim
    mine: Said
    yours: Said
    scope: Scope
    numbers: values.Comparison
    cosine: float
    occasion: Occasion

    @property
    def likeness(self) -> Likeness:
        """What both speak of."""
        return likeness.compare(self.a, self.b)

    @property
    def anchors(self) -> int:
        """What ties the claims together, their words and their figure included."""
        return min(3, self.scope.anchors + (self.cosine >= CLOSE) + self.numbers.exact)

    @property
    def same_matter(self) -> bool:
        """Whether enough ties them together for a decisive relation."""
        if not self.telling:
            return False
        general = slots.is_general(self.claim.predicate) or slots.is_general(self.other.predicate)
        like = self.likeness
        much = like.shared >= MUCH and like.covered >= COVERED
        told = (
            much
            or self.numbers.exact
            or self.one_subject
            or self.one_place
            or self.same_sides
            or self.same_ranks
        )
        if general and self.cosine < SAME_MATTER and not told:
            return False
        # Like words about a place that lies elsewhere are about another event.
        if self.cosine >= CLOSE and self.scope.nearby != "different":
            return True
        matters = min(MOST_MATTERS, TIE_MATTER * like.shared)
        if not (self.pinned or much):
            return False
        return self.anchored and self.ties + matters + self.cosine / AS_A_TIE >= self.needed

    @property
    def meant(self) -> bool:
        """Whether a report that agrees with a question is likely about the event that is asked about, though little ties them."""
        if not self.occasion.asked or self.numbers.value is Value.CONFLICT or not self.telling:
            return False
        general = slots.is_general(self.claim.predicate) or slots.is_general(self.other.predicate)
        return not general and asked.is_meant(self)

    @property
    def pinned(self) -> bool:
        """Whether more than parties and names that every report of one war has in common ties what happens at one moment."""
        if not {self.claim.kind, self.other.kind} & time.MOMENTARY or self.occasion.asked:
            return True
        return bool(
            self.numbers.exact
            or self.met
            or self.same_ranks
            or comparable.in_one_town(self.a, self.b)
            or occasion.opens_alike(self.a, self.b)
            or (self.one_story and self.occasion.rare >= RARE)
        )

    @property
    def unlike(self) -> bool:
        """Whether two claims in one language, where the encoder sees most, hardly have anything in common in their sense."""
        return self.one_language and self.cosine < UNLIKE

    @property
    def one_language(self) -> bool:
        """Whether both claims are told in one language."""
        return self.claim.language == self.other.language

    @property
    def held_together(self) -> bool:
        """Whether more than their occasion ties both: a place or a party that both name, or sides that both are about."""
        named = self.scope.place in comparable.TYING or self.scope.known
        return named or self.same_ranks or self.same_sides

    @property
    def told_of_one(self) -> bool:
        """Whether a figure, a person, a town or sides tie both, so that even unlike words confirm each other."""
        return bool(
            self.numbers.exact
            or self.met
            or comparable.in_one_town(self.a, self.b)
            or self.scope.nearby == comparable.LED
            or self.same_ranks
            or self.same_sides
        )

    @property
    def one_subject(self) -> bool:
        """Whether one speaker takes a stand on one subject in both, in however other words."""
        return self.scope.spoken and bool(self.subjects)

    @property
    def one_place(self) -> bool:
        """Whether both name one place, and what it happened to there: the crossing of Al-Qaim was closed."""
        stated = {self.claim.kind, self.other.kind} & comparable.SPOKEN
        return self.scope.place == "same" and bool(self.subjects) and not stated

    @property
    def same_sides(self) -> bool:
        """Whether two sides stand to each other in both as one stands to the other's position: all that is said of them."""
        if not slots.takes_sides(self.claim.predicate) and not slots.takes_sides(self.other.predicate):
            return False
        return len(parties.compare(self.claim, self.other).keys) > 1

    @property
    def same_ranks(self) -> bool:
        """Whether both tell if armed groups or parties stand together, whatever each calls them."""
        told = slots.tells_unity(self.claim.predicate) and slots.tells_unity(self.other.predicate)
        return told and all(
            events.topics_in(claim.text, claim.language) & _RANKS for claim in (self.claim, self.other)
        )

    @property
    def subjects(self) -> frozenset[str]:
        """The topics of events that both speak of."""
        mine, yours = (events.topics_in(claim.text, claim.language) for claim in (self.claim, self.other))
        return mine & yours

    @property
    def telling(self) -> bool:
        """Whether both say by themselves what they are about."""
        return comparable.says_enough(self.claim) and comparable.says_enough(self.other)

    @property
    def anchored(self) -> bool:
        """Whether more than the day and the kind of event is common to them: many things happen on one day."""
        scope = self.scope
        # So many died in two towns, in a fire and in a flood, whose reports have no name in common.
        apart = self.occasion.apart and not self.one_story
        figure = self.numbers.exact and scope.nearby != "different" and not apart
        elsewhere = scope.nearby == "different"
        enough = ONE_OCCASION if self.one_story else SURE_OCCASION
        named = not elsewhere and (self.occasion.weight >= enough or self.met)
        like = self.likeness
        # A question that names nothing, as far as its script shows, is about whatever says the same.
        unnamed = (
            (self.occasion.silent or self.occasion.unshown)
            and like.shared >= MUCH
            and like.covered >= COVERED
        )
        return bool(
            {scope.place, scope.nearby} & comparable.TYING or scope.known or figure or named or unnamed
        )

    @property
    def met(self) -> bool:
        """Whether both claims name one person."""
        mine, yours = occasion.people(self.a), occasion.people(self.b)
        return any(occasion.hears(self.b, key) for key in mine) or any(
            occasion.hears(self.a, key) for key in yours
        )

    @property
    def ties(self) -> float:
        """What they have in common besides their words, weighed."""
        alike = self.numbers.value not in {Value.MISSING, Value.UNIT, Value.POPULATION}
        # Undated reports of one war name the same people and places, whatever they are about.
        dated = time.apart(self.a, self.b) is not None
        names = min(MOST_NAMES, TIE_NAME * self.occasion.weight) if dated or self.occasion.asked else 0.0
        figure = TIE_FIGURE * self.numbers.exact + TIE_COUNTED * alike
        story = TIE_STORY * (self.occasion.weight >= ONE_OCCASION and self.one_story)
        return self.scope.ties + figure + names + story + TIE_PERSON * self.met + TIE_RANKS * self.same_ranks

    @property
    def one_story(self) -> bool:
        """Whether both documents report of one kind of event; undated reports of one war all do."""
        return time.apart(self.a, self.b) is not None and occasion.one_story(self.a, self.b)

    @property
    def one_country(self) -> bool:
        """Whether the claims, or the texts round them, lie in one country."""
        return bool(_countries(self.claim) & _countries(self.other))

    @property
    def needed(self) -> float:
        """What ties and likeness of sense must come to."""
        if {self.claim.kind, self.other.kind} & time.MOMENTARY:
            return MOMENTARY
        return UNDATED if time.apart(self.a, self.b) is None else LASTING


def make_pair(a: Item, b: Item) -> Pair:
    """Brings two claims side by side."""
    assert a.claim is not None  # noqa: S101 - quotes are compared elsewhere
    assert b.claim is not None  # noqa: S101
    met = occasion.compare(a, b)
    return Pair(
        a,
        b,
        a.claim,
        b.claim,
        slots.said(a.claim),
        slots.said(b.claim),
        comparable.compare(a, b, one_occasion=met.weight >= SURE_OCCASION),
        values.compare(
            counted.counts(a.claim), counted.counts(b.claim), one_language=a.language == b.language
        ),
        similarity(a, b),
        met,
    )


def _countries(claim: Claim) -> frozenset[str]:
    places = (*claim.places, *claim.context_places)
    states = (part.key for part in claim.participants if part.key.startswith(_STATE))
    return frozenset(
        [*(place.country for place in places if place.country), *(key[len(_STATE) :] for key in states)]
    )
