"""What kinds of events there are (`talks.failed`), and how two of them stand to each other.

Both hold in every language and stand in `data/_concepts.toml`; the words for them are in `concept_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from averral.errors import Permanent, Reason
from averral.language import tables
from averral.model import ClaimKind

Stance = Literal["same", "agrees", "conflicts", "precedes", "follows", "independent"]

#: In the frame table: the act needs no topic.
ANY_TOPIC = "*"
#: The topic that place names stand for ("they captured Tikrit").
TERRITORY = "territory"


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of event or state; concepts of one slot answer the same question about the same matter."""

    kind: str
    """ClaimKind value."""
    slot: str
    """What it answers, e.g. `talks.outcome`; only within a slot, or by the table, do concepts relate."""
    id: str = ""
    opposite: str = ""
    """The concept that its negation equals, if there is one."""
    planned: str = ""
    """The intention that announcing it amounts to."""
    refused: str = ""
    """The intention that announcing not to do it amounts to."""
    speech: bool = False
    """A speech act: what is said belongs to it."""
    roles: str = "actor"
    """Who takes part: `actor` acts alone, `transitive` acts on a target, `undergoer` only suffers, `party`."""
    unit: str = ""
    """Unit of the people counted beside a word for it."""
    intended: bool = False
    """Its words tell of a plan by themselves: "plans an offensive"."""
    refusal: bool = False
    """Somebody refuses: a word of denying before it says the same."""
    negative: bool = False
    """Its words hold a negation ("no result"), which is not one of it, however often the language repeats it."""
    until: bool = False
    """A day ahead is the one to which it lasts or is put off: "adjourned until Tuesday"."""
    weight: int = 2
    """Which concept names a clause that holds several: 4 counts people, 3 an outcome, 2 an event, 1 a phase."""


@dataclass(frozen=True, slots=True)
class ConceptTable:
    """`data/_concepts.toml`."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    frames: dict[str, dict[str, str]] = field(default_factory=dict)
    """Act → topic → concept; topic `*` where the act needs none."""
    topics: dict[str, str] = field(default_factory=dict)
    """Topic → ClaimKind of a clause that mentions it without a known act."""
    agrees: tuple[tuple[str, ...], ...] = ()
    """Groups whose members say the same in other words or entail each other."""
    stronger: tuple[tuple[str, ...], ...] = ()
    """Groups whose first member says more than each of the others."""
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Groups whose members exclude each other."""
    precedes: tuple[tuple[str, ...], ...] = ()
    """Chains: each state normally comes before the next ones."""
    specified: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Topic → topics that replace it directly behind it: "an agreement on a ceasefire"."""
    near: tuple[str, ...] = ()
    """Acts that take only a topic close by; they have too many other senses."""
    intransitive: tuple[str, ...] = ()
    """Acts whose topic may be their subject, and so stand on either side."""
    carried: tuple[str, ...] = ()
    """Acts whose subject may be a pronoun that stands for an event."""
    doers: tuple[str, ...] = ()
    """Topics that do something to a place, and so say more than it: "the quake struck the town"."""
    governors: tuple[str, ...] = ()
    """Acts that negate an act they govern, as failing does."""
    named: tuple[str, ...] = ()
    """Concepts whose words are often but the noun of another act: "the measles outbreak was contained"."""
    light: tuple[str, ...] = ()
    """Acts that only say by whose help; they give way to another act for the same topic."""
    nearest: tuple[str, ...] = ()
    """Acts that take the topic next to them, also where another one does something to a place: "took control of the town after the flood"."""
    yields: tuple[str, ...] = ()
    """Concepts of words that say something else with the right topic: "took the outbreak under control"."""
    moved: tuple[str, ...] = ()
    """Acts whose place is what changes hands; one behind "in" only tells where: "prices in Spain fell"."""
    nominal: dict[str, str] = field(default_factory=dict)
    """Topic → what a denial of the bare noun denies: "denied any talks"."""
    aims: dict[str, str] = field(default_factory=dict)
    """Topic → what somebody wants who wants to talk about it: "ready for talks on a withdrawal"."""


tables.register_shared("concepts", ConceptTable)


def concept(concept_id: str) -> Concept:
    """The concept with this id.

    Raises:
        Permanent: NOT_FOUND; the table has no such concept.
    """
    found = concept_table().concepts.get(concept_id)
    if found is None:
        raise Permanent(
            Reason.NOT_FOUND,
            f"There is no concept {concept_id!r}; see language/data/_concepts.toml.",
            metadata={"concept": concept_id},
        )
    return found


def opposite(concept_id: str) -> str:
    """The concept that the negation of this one equals; empty where there is none."""
    found = concept_table().concepts.get(concept_id)
    return found.opposite if found else ""


def kind_of_topic(topic: str) -> ClaimKind:
    """The kind of claim that a bare mention of the topic makes."""
    return ClaimKind(concept_table().topics.get(topic, ClaimKind.OTHER))


def stance(a: str, b: str) -> Stance:
    """How two concepts stand to each other when said of the same matter at the same time.

    `precedes`: `a` normally comes before `b`, so a later `b` overtakes `a` instead of contradicting it.
    """
    if a == b:
        return "same"
    return _stances().get((a, b), "independent")


@cache
def kinds_beside(concept_id: str) -> frozenset[str]:
    """The other kinds of claim that the concept, or its opposite, may confirm or contradict."""
    known = concept_table().concepts
    mine = {concept_id, opposite(concept_id)}
    others = {
        b for (a, b), found in _stances().items() if a in mine and found != "independent" and b in known
    }
    return frozenset(known[other].kind for other in others) - {known[concept_id].kind}


def says_more(a: str, b: str) -> bool:
    """Whether `a` says more than `b`, which agrees with it: a capture is more than an advance."""
    return any(group[0] == a and b in group[1:] for group in concept_table().stronger)


def ends(a: str, b: str) -> bool:
    """Whether a chain of states that holds `b` ends with `a`: the release of somebody who was arrested."""
    return (a, b) in _endings()


def excludes(a: str, b: str) -> bool:
    """Whether who says `a` says that `b` is not so, at that time: what is postponed has not taken place."""
    return frozenset((a, b)) in _exclusions()


def nominal(topic: str) -> str:
    """The concept that the bare noun for a topic stands for; empty where there is none."""
    return concept_table().nominal.get(topic, "")


@cache
def plans() -> frozenset[str]:
    """The concepts that tell of a plan as such: what is offered, expected, promised."""
    return frozenset(each.planned for each in concept_table().concepts.values() if each.planned)


@cache
def _endings() -> frozenset[tuple[str, str]]:
    chains = concept_table().precedes
    return frozenset((chain[-1], before) for chain in chains for before in chain[:-1])


@cache
def _exclusions() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((group[0], other)) for group in concept_table().conflicts for other in group[1:]
    )


@cache
def concept_table() -> ConceptTable:
    """The table of all languages, each concept with its id."""
    table = tables.shared("concepts", ConceptTable)
    named = {key: replace(row, id=key) for key, row in table.concepts.items()}
    return replace(table, concepts=named)


@cache
def _stances() -> dict[tuple[str, str], Stance]:
    """The groups of the table as pairs. A later line wins: chains say more than conflicts, those more than accord."""
    table = concept_table()
    pairs: dict[tuple[str, str], Stance] = {}
    for group in table.agrees:
        pairs.update({(a, b): "agrees" for a in group for b in group if a != b})
    for group in table.conflicts:
        # The first member excludes each of the others; these need not exclude each other.
        for other in group[1:]:
            pairs[group[0], other] = pairs[other, group[0]] = "conflicts"
    for chain in table.precedes:
        for index, earlier in enumerate(chain):
            for later in chain[index + 1 :]:
                pairs[earlier, later] = "precedes"
                pairs[later, earlier] = "follows"
    return pairs
