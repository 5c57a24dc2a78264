"""The nouns: what averral reads, finds and reports. Frozen dataclasses that import nothing of ours.

Offsets are Unicode code points into `Document.body` exactly as received, half-open `[start, end)`.
Dates are `datetime.date`; moments are timezone-aware UTC `datetime.datetime`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

DEFAULT_WORKSPACE = "default"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's body."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers in `text`."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Number of code points that both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class ZoneKind(StrEnum):
    """Part of an article's page. Boilerplate is never read for quotes or claims."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone; zones of a document are sorted and do not overlap."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Who published. Unknown outlets are allowed: all fields may be empty."""

    outlet: str = ""
    """Name or id of the outlet as the caller gives it."""
    group: str = ""
    """Owner group; outlets of one group are one origin."""
    domain: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as received; the id is derived from workspace, source and normalised text."""

    id: str
    body: str
    workspace: str = DEFAULT_WORKSPACE
    external_id: str = ""
    """The caller's own id, shown in all output formats."""
    source: Source = Source()
    url: str = ""
    title: str = ""
    """Headline when the caller gives it apart from the body; no span points into it."""
    language: str = ""
    """BCP-47 code as given by the caller, or empty to have it detected."""
    published_at: datetime | None = None


class QuoteKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerFound(StrEnum):
    """How the speaker of a quote was found."""

    EXPLICIT = "explicit"
    ROLE = "role"
    PRONOUN = "pronoun"
    CONTINUED = "continued"
    """No mention: the previous quote's speaker goes on ("he added", an elided subject)."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is reported to have spoken."""

    name: str
    """Canonical name within the document: the longest mention without role words."""
    key: str = ""
    """Comparison key across scripts and documents; equal keys mean the same person or body."""
    mention: Span | None = None
    """The mention that belongs to this quote; None where its sentence has none."""
    role: str = ""
    affiliation: str = ""
    anonymous: bool = False
    found: SpeakerFound = SpeakerFound.EXPLICIT


@dataclass(frozen=True, slots=True)
class Quote:
    """A reported statement. `span` is the content, cue and complementizer outside."""

    id: str
    document_id: str
    span: Span
    text: str
    """The characters of `span`."""
    language: str
    kind: QuoteKind
    parts: tuple[Span, ...] = ()
    """The verbatim pieces inside quotation marks, marks excluded."""
    cue: Span | None = None
    speaker: Speaker | None = None
    told_to: str = ""
    """Outlet or agency that received the statement."""
    denied: bool = False
    """The speaker is reported to deny the content."""
    verbatim_doubt: bool = False
    """Marks that hold a paraphrase, e.g. third person about the speaker."""
    parent_id: str = ""
    """The quote that this one is nested in."""


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


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that extraction finds in one document."""

    document_id: str
    language: str
    language_confidence: float
    zones: tuple[Zone, ...] = ()
    sentences: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    credits: tuple[str, ...] = ()
    """Keys of agencies and outlets that the article credits."""
    published: date | None = None
    """Date of publication that the text itself states, when the caller gives none."""
    truncated: bool = False
    """True when a limit cut the text or the lists short."""
    versions: str = ""
    """Rule and data versions, `rules=… data=…`."""


class RelationKind(StrEnum):
    CORROBORATES = "corroborates"
    CONFLICTS = "conflicts"
    UPDATES = "updates"
    """The later item overtakes the earlier one; `a` is the later."""
    SCOPE_DIFFERS = "scope_differs"
    SAME_QUOTE = "same_quote"
    ALTERED_QUOTE = "altered_quote"
    MISATTRIBUTED_QUOTE = "misattributed_quote"
    RELATED = "related"
    UNRELATED = "unrelated"


class RelationReason(StrEnum):
    """Closed list; each is documented with an example in `relation.proto`."""

    VALUE = "value"
    OUTCOME = "outcome"
    POLARITY = "polarity"
    MODALITY = "modality"
    ACTOR = "actor"
    CONTROL = "control"
    PLACE = "place"
    TIME = "time"
    POPULATION = "population"
    UNIT = "unit"
    AS_OF = "as_of"
    WORDING_NEGATION = "wording_negation"
    WORDING_MODALITY = "wording_modality"
    WORDING_CUT = "wording_cut"
    WORDING_CHANGED = "wording_changed"
    SPEAKER = "speaker"
    DENIAL = "denial"
    ENTAILMENT = "entailment"


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One decision of the comparison: the rule that fired and what it saw on either side."""

    rule: str
    a: str = ""
    b: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How two quotes or two claims of different documents stand to each other."""

    id: str
    kind: RelationKind
    a_id: str
    b_id: str
    a_document_id: str
    b_document_id: str
    a_span: Span
    b_span: Span
    reasons: tuple[RelationReason, ...] = ()
    confidence: float = 0.0
    """0..1, the share of such decisions that held on the development data."""
    trace: tuple[TraceStep, ...] = ()
    versions: str = ""


class OriginLevel(StrEnum):
    """Why two articles count as one witness for an item, strongest evidence first."""

    SAME_DOCUMENT = "same_document"
    COPY = "copy"
    CREDIT = "credit"
    WITNESS = "witness"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class OriginLink:
    """Evidence that two items go back to one witness."""

    a_id: str
    b_id: str
    level: OriginLevel
    evidence: str
    """What shows it: `containment=0.83`, `credit=reuters`, `speaker=…`, `group=…`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence as shown to a person: the words, where they stand, and who printed them when."""

    item_id: str
    document_id: str
    external_id: str
    span: Span
    text: str
    language: str
    outlet: str = ""
    group: str = ""
    url: str = ""
    published_at: datetime | None = None
    speaker: str = ""
    prefix: str = ""
    suffix: str = ""
    relation_id: str = ""
    utf16: Span | None = None
    """The span in UTF-16 units, for editors; None where it was made by an older version."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent witness line with all passages that go back to it."""

    id: str
    label: str
    """Name to show: the speaker, agency or outlet at the end of the line."""
    passages: tuple[Passage, ...]
    links: tuple[OriginLink, ...] = ()


class FindingState(StrEnum):
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"
    NO_EVIDENCE = "no_evidence"
    NOT_CHECKABLE = "not_checkable"
    VERBATIM = "verbatim"
    EXCERPT = "excerpt"
    TRANSLATED = "translated"
    PARAPHRASED = "paraphrased"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    DENIED = "denied"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: nothing found is not the same as not searched."""

    documents: int = 0
    sources: int = 0
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """One reported figure or state by as-of time and origin."""

    as_of: datetime | None
    origin_id: str
    value: str
    item_id: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What independent reports say about one claim or quote. Never a verdict of truth."""

    id: str
    item_id: str
    """The claim or quote it is about; empty for a question."""
    workspace: str
    text: str
    language: str
    state: FindingState
    supporting: tuple[Origin, ...] = ()
    opposing: tuple[Origin, ...] = ()
    related: tuple[Passage, ...] = ()
    timeline: tuple[TimelinePoint, ...] = ()
    reasons: tuple[RelationReason, ...] = ()
    why: str = ""
    """One sentence in the reader's language."""
    coverage: Coverage = Coverage()
    topic: str = ""
    """Findings with one topic are about the same thing; lists show the strongest of each."""
    kind: str = ""
    """ClaimKind of the item, or `quote`."""
    versions: str = ""
    updated_at: datetime | None = None


class PairLabel(StrEnum):
    CORROBORATES = "corroborates"
    CONFLICTS = "conflicts"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two texts, in any two languages, to be scored."""

    a: str
    b: str
    a_language: str = ""
    b_language: str = ""


@dataclass(frozen=True, slots=True)
class PairScores:
    """Probabilities that sum to 1."""

    corroborates: float
    conflicts: float
    unrelated: float


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The embedding model in use; its fingerprint is stored with the index."""

    name: str
    fingerprint: str
    dimension: int
    languages: tuple[str, ...] = field(default=())
    max_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors: `data` is row-major little-endian float32 of shape (n, dimension)."""

    data: bytes
    dimension: int
    fingerprint: str
    """Of the model that made them."""
    truncated: tuple[bool, ...] = ()
    """Per row: whether the text was longer than the model reads."""


class DocumentState(StrEnum):
    """How far a stored document has come through the queues."""

    PENDING = "pending"
    INDEXED = "indexed"
    RELATED = "related"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A stored document and how far it has come."""

    document: Document
    state: DocumentState
    reason: str = ""
    """Error reason when the state is failed."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts a search; empty fields restrict nothing. Times are of publication, inclusive."""

    published_from: datetime | None = None
    published_to: datetime | None = None
    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """ClaimKind values, or `quote`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item near a vector; `score` is the cosine, -1..1."""

    item_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the corpus holds for and against one claim or quote: the input of a finding."""

    item_id: str
    text: str
    language: str
    kind: str
    """ClaimKind of the item, or `quote`."""
    check_worthiness: float
    relations: tuple[Relation, ...]
    """All touch `item_id`."""
    passages: tuple[Passage, ...]
    """One per related item; also the item itself when it is stored."""
    links: tuple[OriginLink, ...] = ()
    """Shared-witness evidence between any two of the passages' items."""
    claims: tuple[Claim, ...] = ()
    """The claims among the passages' items, for values and as-of times."""
    coverage: Coverage = Coverage()


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; an empty token ends it."""

    items: tuple[Item, ...]
    next_page_token: str = ""


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """Counts of one workspace."""

    documents: int
    pending: int
    failed: int
    quotes: int
    claims: int
    relations: int
    sources: int
    fingerprint: str
    """Of the model that the index was made with; empty when nothing is indexed."""


class ReviewAction(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    NOTE = "note"
    MERGE = "merge"
    """The finding is about the same thing as others."""
    SPLIT = "split"
    """Some of its passages are about something else."""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision, shown with the finding, never overwriting it."""

    id: str
    finding_id: str
    action: ReviewAction
    author: str
    note: str
    at: datetime
    related_ids: tuple[str, ...] = ()
    """For a merge the other findings, for a split the items of the passages."""


@dataclass(frozen=True, slots=True)
class Event:
    """A finding was made or changed. Ids grow; a watcher resumes after the last one it saw."""

    id: int
    finding_id: str
    state: FindingState
    previous: FindingState | None
    at: datetime


class FlagKind(StrEnum):
    """Why a passage of a draft is flagged."""

    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"
    SINGLE_ORIGIN = "single_origin"
    NO_EVIDENCE = "no_evidence"
    UNSOURCED_NUMBER = "unsourced_number"
    ALTERED_QUOTE = "altered_quote"
    MISATTRIBUTED_QUOTE = "misattributed_quote"
    DENIED_QUOTE = "denied_quote"
    UNATTRIBUTED_QUOTE = "unattributed_quote"


@dataclass(frozen=True, slots=True)
class Flag:
    """What a draft's author should look at: a span of the draft and the finding about it."""

    span: Span
    text: str
    finding: Finding
    severity: str
    """info, warning or alert."""
    kind: FlagKind
    id: str = ""
    """Of kind and words: the same after edits elsewhere, so that a dismissal can be kept."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """How a check of a draft ended; without it the draft has not been checked to its end."""

    digest: str
    """Stands for the draft and the state of the corpus that it was compared with."""
    unchanged: bool = False
    items: int = 0
    """Claims and quotes compared."""
    reused: int = 0
    """Those of them whose answer an earlier check gave."""
    language: str = ""
    truncated: bool = False
    versions: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A saved watch: events that pass its filters are posted to its address. Empty filters let all pass."""

    id: str
    url: str
    states: tuple[FindingState, ...] = ()
    kinds: tuple[str, ...] = ()
    """ClaimKind values, or `quote`."""
    finding_ids: tuple[str, ...] = ()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebhookPost:
    """One message to post."""

    url: str
    secret: str
    body: bytes


@dataclass(frozen=True, slots=True)
class ItemFailure:
    """One item of a batch that could not be processed; the others were."""

    item_id: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Job:
    """Progress of a submission. Done when every document is related or failed."""

    id: str
    document_ids: tuple[str, ...]
    failures: tuple[ItemFailure, ...] = ()
    done: int = 0
    cancelled: bool = False
    workspace: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.cancelled or self.done + len(self.failures) >= len(self.document_ids)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may hold; larger requests are refused, never cut in silence."""

    document_code_points: int = 1_000_000
    documents_per_call: int = 500
    texts_per_call: int = 2_048
    pairs_per_call: int = 1_024
    claims_per_document: int = 2_000
    quotes_per_document: int = 2_000
    page_size: int = 500
    passages_per_side: int = 100
