"""Questions of a batch, as `BatchVerify` takes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from averral import wire
from averral.errors import AverralError
from averral.model import AnswerOptions, Document, Filters, Finding, ItemFailure
from averral.v1 import verification_service_pb2 as pb


@dataclass(frozen=True, slots=True)
class Question:
    """One claim or quotation to look up; `id` is the caller's and comes back with the answer."""

    id: str
    document: Document
    quote: bool = False
    """True to look up the words as a quotation, False as a claim."""
    speaker: str = ""
    filters: Filters = field(default_factory=Filters)
    options: AnswerOptions = field(default_factory=AnswerOptions)
    claim_id: str = ""
    """A stored claim in place of the document's words."""


def requests(
    workspace: str, questions: Iterable[Question], pending: deque[ItemFailure | None]
) -> Iterator[pb.BatchVerifyRequest]:
    """Requests for the questions that can be sent.

    `pending` gets, in order, None for each of these and the failure of each that cannot.
    """
    for question in questions:
        try:
            request = _encode(workspace, question)
        except AverralError as error:
            pending.append(ItemFailure(question.id, error.reason.value, error.message))
        else:
            pending.append(None)
            yield request


def decode(answer: pb.BatchVerifyResponse) -> tuple[str, Finding | ItemFailure]:
    """The question's id and its finding, or why there is none."""
    if answer.WhichOneof("result") == "error":
        return answer.id, wire.decode_failure(answer.id, answer.error)
    return answer.id, wire.decode_finding(answer.finding)


def claim_request(
    workspace: str, question: Document, filters: Filters, options: AnswerOptions, claim_id: str
) -> pb.VerifyClaimRequest:
    """A claim as `VerifyClaim` takes it."""
    return pb.VerifyClaimRequest(
        workspace=workspace,
        question=wire.encode_document(question),
        filters=wire.encode_filters(filters),
        min_origins=options.min_origins,
        claim_id=claim_id,
        reader_language_code=options.reader,
        with_evidence=options.with_evidence,
    )


def quote_request(
    workspace: str, question: Document, speaker: str, filters: Filters, options: AnswerOptions
) -> pb.VerifyQuoteRequest:
    """A quotation as `VerifyQuote` takes it."""
    return pb.VerifyQuoteRequest(
        workspace=workspace,
        question=wire.encode_document(question),
        speaker=speaker,
        filters=wire.encode_filters(filters),
        reader_language_code=options.reader,
        with_evidence=options.with_evidence,
    )


def _encode(workspace: str, asked: Question) -> pb.BatchVerifyRequest:
    if asked.quote:
        quote = quote_request(workspace, asked.document, asked.speaker, asked.filters, asked.options)
        return pb.BatchVerifyRequest(id=asked.id, quote=quote)
    claim = claim_request(workspace, asked.document, asked.filters, asked.options, asked.claim_id)
    return pb.BatchVerifyRequest(id=asked.id, claim=claim)
