"""The nouns: what averral reads, finds and reports. Frozen dataclasses that import nothing of ours.

Offsets are Unicode code points into `Document.body` exactly as received, half-open `[start, end)`.
Dates are `datetime.date`; moments are timezone-aware UTC `datetime.datetime`.
"""

from averral.model.batch import Batch, BatchChange, BatchEntry, BatchItem
from averral.model.claim import (
    Attribution,
    Claim,
    ClaimKind,
    Modality,
    Participant,
    ParticipantRole,
    Place,
    Polarity,
    Qualifier,
    Quantity,
    TimeInterval,
)
from averral.model.corpus import CorpusStats, DocumentRecord, DocumentState, Filters, Hit, Page, SourceStats
from averral.model.document import DEFAULT_WORKSPACE, Document, Source, Span, Zone, ZoneKind
from averral.model.draft import DraftSummary, Flag, FlagKind
from averral.model.embedding import ModelInfo, PairLabel, PairScores, ScalePoint, TextPair, Vectors
from averral.model.extraction import Extraction
from averral.model.finding import (
    ALARMING,
    AnswerOptions,
    Coverage,
    Event,
    Evidence,
    Finding,
    FindingFilters,
    FindingState,
    Review,
    ReviewAction,
    SideCount,
    TimelinePoint,
)
from averral.model.notice import Notice, NoticeReason
from averral.model.origin import Origin, OriginLevel, OriginLink, Passage, WordChange, WordRun
from averral.model.quote import Quote, QuoteKind, Speaker, SpeakerFound
from averral.model.relation import Relation, RelationKind, RelationReason, TraceStep
from averral.model.work import ItemFailure, Job, Limits, Webhook, WebhookPost

__all__ = [
    "ALARMING",
    "DEFAULT_WORKSPACE",
    "AnswerOptions",
    "Attribution",
    "Batch",
    "BatchChange",
    "BatchEntry",
    "BatchItem",
    "Claim",
    "ClaimKind",
    "CorpusStats",
    "Coverage",
    "Document",
    "DocumentRecord",
    "DocumentState",
    "DraftSummary",
    "Event",
    "Evidence",
    "Extraction",
    "Filters",
    "Finding",
    "FindingFilters",
    "FindingState",
    "Flag",
    "FlagKind",
    "Hit",
    "ItemFailure",
    "Job",
    "Limits",
    "Modality",
    "ModelInfo",
    "Notice",
    "NoticeReason",
    "Origin",
    "OriginLevel",
    "OriginLink",
    "Page",
    "PairLabel",
    "PairScores",
    "Participant",
    "ParticipantRole",
    "Passage",
    "Place",
    "Polarity",
    "Qualifier",
    "Quantity",
    "Quote",
    "QuoteKind",
    "Relation",
    "RelationKind",
    "RelationReason",
    "Review",
    "ReviewAction",
    "ScalePoint",
    "SideCount",
    "Source",
    "SourceStats",
    "Span",
    "Speaker",
    "SpeakerFound",
    "TextPair",
    "TimeInterval",
    "TimelinePoint",
    "TraceStep",
    "Vectors",
    "Webhook",
    "WebhookPost",
    "WordChange",
    "WordRun",
    "Zone",
    "ZoneKind",
]
