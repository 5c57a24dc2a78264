from __future__ import annotations

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2
from hypothesis import given
from hypothesis import strategies as st

from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.runtime.status import code_of, from_code, from_status, to_status

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
errors = st.one_of(
    st.builds(Permanent, st.sampled_from(Reason), texts, field=texts),
    st.builds(Temporary, st.sampled_from(Reason), texts, retry_after=st.integers(0, 3600), field=texts),
)


def details(status: status_pb2.Status) -> list[str]:
    return [detail.TypeName().rpartition(".")[2] for detail in status.details]


@given(errors)
def test_an_error_survives_the_wire(error: AverralError) -> None:
    back = from_status(status_pb2.Status.FromString(to_status(error).SerializeToString()))

    assert type(back) is type(error)
    assert (back.reason, back.message, back.field) == (error.reason, error.message, error.field)
    if isinstance(error, Temporary) and isinstance(back, Temporary):
        assert back.retry_after == error.retry_after


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_code_and_one_error_info(reason: Reason) -> None:
    status = to_status(Temporary(reason, "message", metadata={"k": "v"}))
    info = error_details_pb2.ErrorInfo()

    assert status.code == code_of(Temporary(reason, "message")).value[0] != 0
    assert details(status).count("ErrorInfo") == 1
    assert status.details[0].Unpack(info)
    assert (info.reason, info.domain, dict(info.metadata)) == (reason.value, "averral", {"k": "v"})


def test_details_say_which_field_when_to_retry_and_which_quota() -> None:
    assert details(to_status(Permanent(Reason.EMPTY_TEXT, "m", field="document.body"))) == [
        "ErrorInfo",
        "BadRequest",
    ]
    assert set(details(to_status(Temporary(Reason.QUEUE_FULL, "m", retry_after=3)))) == {
        "ErrorInfo",
        "RetryInfo",
        "QuotaFailure",
    }


def test_a_lasting_failure_does_not_invite_another_try() -> None:
    assert code_of(Temporary(Reason.STORAGE_FAILED, "m")) is grpc.StatusCode.UNAVAILABLE
    assert code_of(Permanent(Reason.STORAGE_FAILED, "m")) is grpc.StatusCode.INTERNAL


def test_details_fit_into_a_header_whatever_the_message() -> None:
    long = "ق" * 100_000
    metadata = {f"k{number}": long for number in range(50)}
    status = to_status(Permanent(Reason.INVALID_ARGUMENT, long, field=long, metadata=metadata))

    assert status.ByteSize() < 8_000
    assert status.message.endswith("…")


def test_a_message_that_names_a_lone_surrogate_can_be_sent() -> None:
    assert to_status(Permanent(Reason.TEXT_NOT_UNICODE, "bad \ud800", metadata={"v": "\ud800"})).message


def test_a_reason_of_a_newer_server_is_a_lasting_failure() -> None:
    status = status_pb2.Status(code=3, message="new")
    status.details.add().Pack(error_details_pb2.ErrorInfo(reason="FROM_THE_FUTURE", domain="averral"))

    error = from_status(status)

    assert isinstance(error, Permanent)
    assert error.reason is Reason.INTERNAL


@pytest.mark.parametrize(
    ("code", "kind", "reason"),
    [
        (grpc.StatusCode.UNAVAILABLE, Temporary, Reason.NEIGHBOUR_UNAVAILABLE),
        (grpc.StatusCode.DEADLINE_EXCEEDED, Temporary, Reason.NEIGHBOUR_TIMED_OUT),
        (grpc.StatusCode.UNIMPLEMENTED, Permanent, Reason.INTERNAL),
        (grpc.StatusCode.UNKNOWN, Permanent, Reason.INTERNAL),
    ],
)
def test_the_transports_own_errors_become_ours(
    code: grpc.StatusCode, kind: type[AverralError], reason: Reason
) -> None:
    error = from_status(status_pb2.Status(code=code.value[0], message="m"))
    assert (type(error), error.reason) == (kind, reason)


def test_a_message_too_large_is_not_tried_again() -> None:
    error = from_code(grpc.StatusCode.RESOURCE_EXHAUSTED, "Received message larger than max (9 vs. 4)")
    assert isinstance(error, Permanent)
