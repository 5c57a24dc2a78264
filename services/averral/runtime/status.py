"""Our errors as `google.rpc.Status` and back, so that an error is the same on both sides of a call.

`wire` knows what stands in a status; here is what a call adds: details small enough for a header, codes
that invite another try only where that may help, and errors that the transport itself raises.
"""

from __future__ import annotations

import grpc
from google.rpc import error_details_pb2, status_pb2
from grpc import StatusCode

from averral import wire
from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.wire.status import CODES, DOMAIN

DETAILS_KEY = "grpc-status-details-bin"
"""Trailing metadata that carries the whole status, by gRPC's convention."""

_LONGEST_MESSAGE, _LONGEST_VALUE = 600, 200
"""Code points. All details travel in one HTTP/2 header, for which gRPC grants 8 KiB by default; a code
point takes up to three bytes there, and the message is sent up to three times."""

_MOST_VALUES = 8

_BY_NUMBER = {code.value[0]: code for code in StatusCode}


def code_of(error: AverralError) -> StatusCode:
    """The gRPC code; UNAVAILABLE invites another try, so a permanent failure is INTERNAL instead."""
    code = _BY_NUMBER[CODES[error.reason]]
    lasting = isinstance(error, Permanent) and code is StatusCode.UNAVAILABLE
    return StatusCode.INTERNAL if lasting else code


def to_status(error: AverralError) -> status_pb2.Status:
    """The error as it goes over the wire; very long messages and values are cut, with an ellipsis."""
    status = wire.encode_error(_shortened(error))
    status.code = code_of(error).value[0]
    return status


def from_status(status: status_pb2.Status) -> AverralError:
    """The error that a status stands for, also when another program made the status."""
    info = error_details_pb2.ErrorInfo()
    ours = any(detail.Unpack(info) and info.domain == DOMAIN for detail in status.details)
    if ours:
        return wire.decode_error(status)
    return from_code(_BY_NUMBER.get(status.code, StatusCode.UNKNOWN), status.message)


def from_call(error: grpc.aio.AioRpcError) -> AverralError:
    """The error behind a failed call."""
    status = _status_of(error)
    return from_code(error.code(), error.details() or "") if status is None else from_status(status)


def is_ours(error: grpc.aio.AioRpcError) -> bool:
    """Whether a server sent the error, and not the transport or a proxy on the way."""
    return _status_of(error) is not None


def from_code(code: StatusCode, message: str) -> AverralError:
    """The error for a bare gRPC code, as the transport itself raises them."""
    if code in {StatusCode.UNAVAILABLE, StatusCode.CANCELLED, StatusCode.ABORTED}:
        return Temporary(Reason.NEIGHBOUR_UNAVAILABLE, message)
    if code is StatusCode.DEADLINE_EXCEEDED:
        return Temporary(Reason.NEIGHBOUR_TIMED_OUT, message)
    if code is StatusCode.RESOURCE_EXHAUSTED and "larger than max" not in message:
        return Temporary(Reason.QUEUE_FULL, message)
    if code in {StatusCode.INVALID_ARGUMENT, StatusCode.OUT_OF_RANGE, StatusCode.RESOURCE_EXHAUSTED}:
        return Permanent(Reason.INVALID_ARGUMENT, message)
    if code is StatusCode.NOT_FOUND:
        return Permanent(Reason.NOT_FOUND, message)
    return Permanent(Reason.INTERNAL, f"{code.name}: {message}", metadata={"code": code.name})


def _status_of(error: grpc.aio.AioRpcError) -> status_pb2.Status | None:
    for key, value in error.trailing_metadata() or ():
        if key == DETAILS_KEY and isinstance(value, bytes):
            return status_pb2.Status.FromString(value)
    return None


def _shortened(error: AverralError) -> AverralError:
    message, field = _cut(error.message, _LONGEST_MESSAGE), _cut(error.field, _LONGEST_VALUE)
    values = {"field": field, **error.metadata} if field else error.metadata
    metadata = {name: _cut(value, _LONGEST_VALUE) for name, value in list(values.items())[:_MOST_VALUES]}
    if isinstance(error, Temporary):
        return Temporary(error.reason, message, retry_after=error.retry_after, field=field, metadata=metadata)
    return Permanent(error.reason, message, field=field, metadata=metadata)


def _cut(text: str, limit: int) -> str:
    """Within the limit, and without what UTF-8 cannot say: a message may name the bad text's surrogate."""
    sayable = text.encode("utf-8", "replace").decode()
    return sayable if len(sayable) <= limit else sayable[: limit - 1] + "…"
