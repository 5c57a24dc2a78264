"""How two items of different documents stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from averral.model.document import Span


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
