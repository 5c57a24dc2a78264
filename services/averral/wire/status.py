"""Errors and jobs as Google's common messages: `google.rpc.Status` and `google.longrunning.Operation`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from google.longrunning.operations_pb2 import Operation
from google.protobuf.duration_pb2 import Duration
from google.rpc import code_pb2
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, QuotaFailure, RetryInfo
from google.rpc.status_pb2 import Status

from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.model import ItemFailure, Job
from averral.v1 import job_pb2, verification_service_pb2
from averral.wire.codec import codec

DOMAIN = "averral"
OPERATION_PREFIX = "operations/"

CODES: Mapping[Reason, int] = MappingProxyType(
    {
        Reason.EMPTY_TEXT: code_pb2.INVALID_ARGUMENT,
        Reason.TEXT_TOO_LARGE: code_pb2.INVALID_ARGUMENT,
        Reason.TEXT_NOT_UNICODE: code_pb2.INVALID_ARGUMENT,
        Reason.TOO_MANY_ITEMS: code_pb2.INVALID_ARGUMENT,
        Reason.INVALID_ARGUMENT: code_pb2.INVALID_ARGUMENT,
        Reason.INVALID_DATE: code_pb2.INVALID_ARGUMENT,
        Reason.INVALID_PAGE_TOKEN: code_pb2.INVALID_ARGUMENT,
        Reason.UNKNOWN_MODEL: code_pb2.NOT_FOUND,
        Reason.MODEL_MISMATCH: code_pb2.FAILED_PRECONDITION,
        Reason.NOT_FOUND: code_pb2.NOT_FOUND,
        Reason.REQUEST_ID_REUSED: code_pb2.ALREADY_EXISTS,
        Reason.QUEUE_FULL: code_pb2.RESOURCE_EXHAUSTED,
        Reason.DEADLINE_TOO_SHORT: code_pb2.DEADLINE_EXCEEDED,
        Reason.NEIGHBOUR_UNAVAILABLE: code_pb2.UNAVAILABLE,
        Reason.NEIGHBOUR_TIMED_OUT: code_pb2.DEADLINE_EXCEEDED,
        Reason.MISSING_EXTRA: code_pb2.FAILED_PRECONDITION,
        Reason.STORAGE_FAILED: code_pb2.UNAVAILABLE,
        Reason.UNAUTHENTICATED: code_pb2.UNAUTHENTICATED,
        Reason.PERMISSION_DENIED: code_pb2.PERMISSION_DENIED,
        Reason.RATE_LIMITED: code_pb2.RESOURCE_EXHAUSTED,
        Reason.WEBHOOK_FAILED: code_pb2.UNAVAILABLE,
        Reason.NOT_FINISHED: code_pb2.FAILED_PRECONDITION,
        Reason.INTERNAL: code_pb2.INTERNAL,
    }
)
"""Code of `google.rpc.Status` for every reason, as `error_reason.proto` documents it."""


def encode_error(error: AverralError) -> Status:
    """A status with exactly one ErrorInfo, and the details that its reason calls for."""
    status = Status(code=CODES[error.reason], message=error.message)
    status.details.add().Pack(ErrorInfo(reason=error.reason, domain=DOMAIN, metadata=error.metadata))
    if error.field:
        violation = BadRequest.FieldViolation(field=error.field, description=error.message)
        status.details.add().Pack(BadRequest(field_violations=[violation]))
    if error.reason in (Reason.QUEUE_FULL, Reason.RATE_LIMITED):
        subject = error.metadata.get("queue") or error.metadata.get("key", "")
        quota = QuotaFailure.Violation(subject=subject, description=error.message)
        status.details.add().Pack(QuotaFailure(violations=[quota]))
    if isinstance(error, Temporary):
        status.details.add().Pack(RetryInfo(retry_delay=_duration(error.retry_after)))
    return status


def decode_error(status: Status) -> AverralError:
    """The error that `encode_error` packed; INTERNAL where the status is of somebody else."""
    info, bad, retry = ErrorInfo(), BadRequest(), None
    for detail in status.details:
        if detail.Is(RetryInfo.DESCRIPTOR):
            retry = RetryInfo()
            detail.Unpack(retry)
        else:
            # Unpack leaves a message of another type alone.
            detail.Unpack(info)
            detail.Unpack(bad)
    reason = _reason(info)
    field = bad.field_violations[0].field if bad.field_violations else ""
    metadata = dict(info.metadata)
    if retry is None:
        return Permanent(reason, status.message, field=field, metadata=metadata)
    delay = retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9
    return Temporary(reason, status.message, retry_after=delay, field=field, metadata=metadata)


def encode_failure(failure: ItemFailure) -> Status:
    """The error of one item of a stream; the item's id stands beside it in the answer."""
    reason = Reason(failure.reason) if failure.reason in Reason.__members__ else Reason.INTERNAL
    return encode_error(Permanent(reason, failure.message))


def decode_failure(item_id: str, status: Status) -> ItemFailure:
    """The failed item of a stream."""
    return ItemFailure(item_id=item_id, reason=decode_error(status).reason.value, message=status.message)


def encode_operation(job: Job) -> Operation:
    """The long-running operation of a submission; a cancelled one is done with CANCELLED (AIP-151)."""
    operation = Operation(name=f"{OPERATION_PREFIX}{job.id}", done=job.finished)
    operation.metadata.Pack(codec(Job, job_pb2.Job).encode(job))
    if job.cancelled:
        operation.error.code = code_pb2.CANCELLED
        operation.error.message = "The submission was cancelled; documents that were read stay."
    elif job.finished:
        failed = {failure.item_id for failure in job.failures}
        related = [document_id for document_id in job.document_ids if document_id not in failed]
        response = verification_service_pb2.SubmitDocumentsResponse(document_ids=related)
        operation.response.Pack(response)
    return operation


def decode_operation(operation: Operation) -> Job:
    """The job behind an operation. Raises INVALID_ARGUMENT if it is no operation of ours."""
    message = job_pb2.Job()
    if not operation.metadata.Unpack(message):
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"operation {operation.name} carries no averral.v1.Job: ask the service that started it",
            field="operation.metadata",
            metadata={"field": "operation.metadata", "value": operation.metadata.type_url},
        )
    return codec(Job, job_pb2.Job).decode(message)


def _reason(info: ErrorInfo) -> Reason:
    if info.domain == DOMAIN and info.reason in Reason.__members__:
        return Reason(info.reason)
    return Reason.INTERNAL


def _duration(seconds: float) -> Duration:
    whole = int(seconds)
    return Duration(seconds=whole, nanos=round((seconds - whole) * 1e9))
