"""Model types to protobuf messages and back: `encode_claim(claim)`, `decode_claim(message)`, and so on.

Encoding raises TEXT_NOT_UNICODE, INVALID_DATE or INVALID_ARGUMENT (an integer out of range). Decoding
raises INVALID_ARGUMENT, naming the field, on an unknown or unset enum, a missing part or a reversed
span, and INVALID_DATE on a day that does not exist. A round trip gives back an equal value.
"""

from __future__ import annotations

from averral import model
from averral.v1 import (
    batch_pb2,
    claim_pb2,
    document_pb2,
    embedding_pb2,
    extraction_pb2,
    finding_pb2,
    job_pb2,
    limits_pb2,
    notice_pb2,
    quote_pb2,
    relation_pb2,
    search_pb2,
    webhook_pb2,
)
from averral.wire.codec import codec
from averral.wire.enums import (
    decode_document_state,
    decode_finding_state,
    encode_document_state,
    encode_finding_state,
)
from averral.wire.scalars import decode_day, decode_moment, encode_day, encode_moment
from averral.wire.status import (
    decode_error,
    decode_failure,
    decode_operation,
    encode_error,
    encode_failure,
    encode_operation,
)

_span = codec(model.Span, document_pb2.Span)
_zone = codec(model.Zone, document_pb2.Zone)
_source = codec(model.Source, document_pb2.Source)
_document = codec(model.Document, document_pb2.Document)
_document_record = codec(model.DocumentRecord, document_pb2.DocumentRecord)
_source_stats = codec(model.SourceStats, document_pb2.SourceStats)
_corpus_stats = codec(model.CorpusStats, document_pb2.CorpusStats)
_speaker = codec(model.Speaker, quote_pb2.Speaker)
_quote = codec(model.Quote, quote_pb2.Quote)
_quantity = codec(model.Quantity, claim_pb2.Quantity)
_place = codec(model.Place, claim_pb2.Place)
_participant = codec(model.Participant, claim_pb2.Participant)
_time_interval = codec(model.TimeInterval, claim_pb2.TimeInterval)
_attribution = codec(model.Attribution, claim_pb2.Attribution)
_claim = codec(model.Claim, claim_pb2.Claim)
_extraction = codec(model.Extraction, extraction_pb2.Extraction)
_trace_step = codec(model.TraceStep, relation_pb2.TraceStep)
_relation = codec(model.Relation, relation_pb2.Relation)
_origin_link = codec(model.OriginLink, relation_pb2.OriginLink)
_passage = codec(model.Passage, finding_pb2.Passage)
_origin = codec(model.Origin, finding_pb2.Origin)
_coverage = codec(model.Coverage, finding_pb2.Coverage)
_timeline_point = codec(model.TimelinePoint, finding_pb2.TimelinePoint)
_finding = codec(model.Finding, finding_pb2.Finding)
_review = codec(model.Review, finding_pb2.Review)
_side_count = codec(model.SideCount, finding_pb2.SideCount)
_word_run = codec(model.WordRun, finding_pb2.WordRun)
_notice = codec(model.Notice, notice_pb2.Notice)
_event = codec(model.Event, finding_pb2.Event)
_flag = codec(model.Flag, finding_pb2.Flag)
_draft_summary = codec(model.DraftSummary, finding_pb2.DraftSummary)
_evidence = codec(model.Evidence, finding_pb2.Evidence)
_text_pair = codec(model.TextPair, embedding_pb2.TextPair)
_pair_scores = codec(model.PairScores, embedding_pb2.PairScores)
_model_info = codec(model.ModelInfo, embedding_pb2.ModelInfo)
_scale_point = codec(model.ScalePoint, embedding_pb2.ScalePoint)
_vectors = codec(model.Vectors, embedding_pb2.Vectors)
_filters = codec(model.Filters, search_pb2.Filters)
_finding_filters = codec(model.FindingFilters, search_pb2.FindingFilters)
_hit = codec(model.Hit, search_pb2.Hit)
_webhook = codec(model.Webhook, webhook_pb2.Webhook)
_webhook_post = codec(model.WebhookPost, webhook_pb2.WebhookPost)
_limits = codec(model.Limits, limits_pb2.Limits)
_item_failure = codec(model.ItemFailure, job_pb2.ItemFailure)
_job = codec(model.Job, job_pb2.Job)
_batch = codec(model.Batch, batch_pb2.Batch)
_batch_item = codec(model.BatchItem, batch_pb2.BatchItem)
_batch_change = codec(model.BatchChange, batch_pb2.BatchChange)

encode_span, decode_span = _span.encode, _span.decode
encode_zone, decode_zone = _zone.encode, _zone.decode
encode_source, decode_source = _source.encode, _source.decode
encode_document, decode_document = _document.encode, _document.decode
encode_document_record, decode_document_record = _document_record.encode, _document_record.decode
encode_source_stats, decode_source_stats = _source_stats.encode, _source_stats.decode
encode_corpus_stats, decode_corpus_stats = _corpus_stats.encode, _corpus_stats.decode
encode_speaker, decode_speaker = _speaker.encode, _speaker.decode
encode_quote, decode_quote = _quote.encode, _quote.decode
encode_quantity, decode_quantity = _quantity.encode, _quantity.decode
encode_place, decode_place = _place.encode, _place.decode
encode_participant, decode_participant = _participant.encode, _participant.decode
encode_time_interval, decode_time_interval = _time_interval.encode, _time_interval.decode
encode_attribution, decode_attribution = _attribution.encode, _attribution.decode
encode_claim, decode_claim = _claim.encode, _claim.decode
encode_extraction, decode_extraction = _extraction.encode, _extraction.decode
encode_trace_step, decode_trace_step = _trace_step.encode, _trace_step.decode
encode_relation, decode_relation = _relation.encode, _relation.decode
encode_origin_link, decode_origin_link = _origin_link.encode, _origin_link.decode
encode_passage, decode_passage = _passage.encode, _passage.decode
encode_origin, decode_origin = _origin.encode, _origin.decode
encode_coverage, decode_coverage = _coverage.encode, _coverage.decode
encode_timeline_point, decode_timeline_point = _timeline_point.encode, _timeline_point.decode
encode_finding, decode_finding = _finding.encode, _finding.decode
encode_review, decode_review = _review.encode, _review.decode
encode_side_count, decode_side_count = _side_count.encode, _side_count.decode
encode_word_run, decode_word_run = _word_run.encode, _word_run.decode
encode_notice, decode_notice = _notice.encode, _notice.decode
encode_event, decode_event = _event.encode, _event.decode
encode_flag, decode_flag = _flag.encode, _flag.decode
encode_draft_summary, decode_draft_summary = _draft_summary.encode, _draft_summary.decode
encode_evidence, decode_evidence = _evidence.encode, _evidence.decode
encode_text_pair, decode_text_pair = _text_pair.encode, _text_pair.decode
encode_pair_scores, decode_pair_scores = _pair_scores.encode, _pair_scores.decode
encode_model_info, decode_model_info = _model_info.encode, _model_info.decode
encode_scale_point, decode_scale_point = _scale_point.encode, _scale_point.decode
encode_vectors, decode_vectors = _vectors.encode, _vectors.decode
encode_filters, decode_filters = _filters.encode, _filters.decode
encode_finding_filters, decode_finding_filters = _finding_filters.encode, _finding_filters.decode
encode_hit, decode_hit = _hit.encode, _hit.decode
encode_webhook, decode_webhook = _webhook.encode, _webhook.decode
encode_webhook_post, decode_webhook_post = _webhook_post.encode, _webhook_post.decode
encode_limits, decode_limits = _limits.encode, _limits.decode
encode_item_failure, decode_item_failure = _item_failure.encode, _item_failure.decode
encode_job, decode_job = _job.encode, _job.decode
encode_batch, decode_batch = _batch.encode, _batch.decode
encode_batch_item, decode_batch_item = _batch_item.encode, _batch_item.decode
encode_batch_change, decode_batch_change = _batch_change.encode, _batch_change.decode

__all__ = [
    "decode_attribution",
    "decode_batch",
    "decode_batch_change",
    "decode_batch_item",
    "decode_claim",
    "decode_corpus_stats",
    "decode_coverage",
    "decode_day",
    "decode_document",
    "decode_document_record",
    "decode_document_state",
    "decode_draft_summary",
    "decode_error",
    "decode_event",
    "decode_evidence",
    "decode_extraction",
    "decode_failure",
    "decode_filters",
    "decode_finding",
    "decode_finding_filters",
    "decode_finding_state",
    "decode_flag",
    "decode_hit",
    "decode_item_failure",
    "decode_job",
    "decode_limits",
    "decode_model_info",
    "decode_moment",
    "decode_notice",
    "decode_operation",
    "decode_origin",
    "decode_origin_link",
    "decode_pair_scores",
    "decode_participant",
    "decode_passage",
    "decode_place",
    "decode_quantity",
    "decode_quote",
    "decode_relation",
    "decode_review",
    "decode_scale_point",
    "decode_side_count",
    "decode_source",
    "decode_source_stats",
    "decode_span",
    "decode_speaker",
    "decode_text_pair",
    "decode_time_interval",
    "decode_timeline_point",
    "decode_trace_step",
    "decode_vectors",
    "decode_webhook",
    "decode_webhook_post",
    "decode_word_run",
    "decode_zone",
    "encode_attribution",
    "encode_batch",
    "encode_batch_change",
    "encode_batch_item",
    "encode_claim",
    "encode_corpus_stats",
    "encode_coverage",
    "encode_day",
    "encode_document",
    "encode_document_record",
    "encode_document_state",
    "encode_draft_summary",
    "encode_error",
    "encode_event",
    "encode_evidence",
    "encode_extraction",
    "encode_failure",
    "encode_filters",
    "encode_finding",
    "encode_finding_filters",
    "encode_finding_state",
    "encode_flag",
    "encode_hit",
    "encode_item_failure",
    "encode_job",
    "encode_limits",
    "encode_model_info",
    "encode_moment",
    "encode_notice",
    "encode_operation",
    "encode_origin",
    "encode_origin_link",
    "encode_pair_scores",
    "encode_participant",
    "encode_passage",
    "encode_place",
    "encode_quantity",
    "encode_quote",
    "encode_relation",
    "encode_review",
    "encode_scale_point",
    "encode_side_count",
    "encode_source",
    "encode_source_stats",
    "encode_span",
    "encode_speaker",
    "encode_text_pair",
    "encode_time_interval",
    "encode_timeline_point",
    "encode_trace_step",
    "encode_vectors",
    "encode_webhook",
    "encode_webhook_post",
    "encode_word_run",
    "encode_zone",
]
