"""What is claimed: events with participants, quantities, places and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from averral.model.document import Span, ZoneKind


class ClaimKind(StrEnum):
    CASUALTIES = "casualties"
    TALKS = "talks"
    AGREEMENT = "agreement"
    CONTROL = "control"
    ATTACK = "attack"
    DISPLACEMENT = "displacement"
    SIEGE = "siege"
    AID = "aid"
    EXCHANGE = "exchange"
    ARREST = "arrest"
    TURNOUT = "turnout"
    INTENTION = "intention"
    STATEMENT = "statement"
    OTHER = "other"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    PLANNED = "planned"
    POSSIBLE = "possible"


class Qualifier(StrEnum):
    """How a number is hedged. `vague` is "dozens", "hundreds": a lower bound by table."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. None bounds are open."""

    low: float | None
    high: float | None
    best: float
    unit: str
    """Concept: killed, wounded, captured, missing, displaced, besieged, fighters, people, percent, money, other."""
    qualifier: Qualifier
    span: Span
    """The numeral, without its qualifier."""
    population: str = ""
    """Concept: civilians, children, women, soldiers, fighters, police, journalists; empty for all."""
    cumulative: bool = False
    """A running total ("the toll has risen to"), not the count of one event."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention resolved as far as the table goes."""

    name: str
    """As written, clitics removed."""
    key: str
    """Gazetteer id (`gn:170063`) or a script-neutral sound key (`~hlb`)."""
    span: Span
    direction: str = ""
    """Concept: north, south, east, west, centre, rural, old; joined by `-`; empty for the whole."""
    country: str = ""
    """ISO 3166 alpha-2 code when known."""
    names_event: bool = False
    """In a claim: the event is called by it, as the Oslo talks are."""


class ParticipantRole(StrEnum):
    ACTOR = "actor"
    TARGET = "target"
    PARTY = "party"
    """Side of talks, an agreement or an exchange, where nobody acts on the other."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A person, force, state or body that takes part in the claimed event."""

    name: str
    key: str
    """Concept (`state:RU`, `force:syrian-army`, `org:un-security-council`) or sound key of a name."""
    role: ParticipantRole
    span: Span


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """Closed interval of days. `basis` says where it comes from: text, relative, published."""

    start: date
    end: date
    precision: str = "day"
    """day, week, month, year or range."""
    basis: str = "text"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain that says who claims: outlet ← agency ← speaker."""

    name: str
    key: str
    level: str
    """outlet, agency or speaker."""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that reports may corroborate or contradict."""

    id: str
    document_id: str
    span: Span
    text: str
    language: str
    kind: ClaimKind
    predicate: str
    """Concept id such as `talks.failed`, `control.captured`; empty where no frame applies."""
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    participants: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    context_places: tuple[Place, ...] = ()
    """Other places of the text round the claim, nearest first: where it may have happened."""
    quantities: tuple[Quantity, ...] = ()
    event_time: TimeInterval | None = None
    as_of: datetime | None = None
    """When the report knew it: publication, unless the text says otherwise."""
    attribution: tuple[Attribution, ...] = ()
    """From the outlet to the one who says so."""
    check_worthiness: float = 0.0
    """0..1; below 0.5 is opinion, slogan, forecast or background."""
    quote_id: str = ""
    """The quote that carries the claim, if one does."""
    zone: ZoneKind = ZoneKind.BODY
