"""Questions of a batch, as `BatchVerify` takes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from averral import wire
from averral.errors import AverralError
from averral.model import Document, Filters, Finding, ItemFailure
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


def _encode(workspace: str, question: Question) -> pb.BatchVerifyRequest:
    document, filters = wire.encode_document(question.document), wire.encode_filters(question.filters)
    if question.quote:
        quote = pb.VerifyQuoteRequest(
            workspace=workspace, question=document, speaker=question.speaker, filters=filters
        )
        return pb.BatchVerifyRequest(id=question.id, quote=quote)
    claim = pb.VerifyClaimRequest(workspace=workspace, question=document, filters=filters)
    return pb.BatchVerifyRequest(id=question.id, claim=claim)
