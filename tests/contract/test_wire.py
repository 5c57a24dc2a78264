"""Every noun crosses the wire and comes back equal; what cannot cross is refused by name."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from google.longrunning.operations_pb2 import Operation
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import code_pb2
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, QuotaFailure, RetryInfo
from google.rpc.status_pb2 import Status
from google.type.date_pb2 import Date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averral import model, wire
from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.v1 import claim_pb2, document_pb2, finding_pb2, quote_pb2
from averral.wire.scalars import enum_numbers
from averral.wire.status import CODES

#: Crosses as a repeated field and a token, as fields of requests.
NO_MESSAGES = (model.Page, model.AnswerOptions)
NOUNS = sorted(
    (
        value
        for value in vars(model).values()
        if isinstance(value, type) and is_dataclass(value) and value not in NO_MESSAGES
    ),
    key=lambda noun: noun.__name__,
)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(0, 2**31 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=8),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a model type, derived from its annotations."""
    if hint in SCALARS:
        return SCALARS[hint]
    if isinstance(hint, UnionType):
        return st.none() | values(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    hints = get_type_hints(hint)
    built = st.builds(hint, **{each.name: values(hints[each.name]) for each in fields(hint)})
    if {"start", "end"} <= set(hints):
        return built.map(
            lambda pair: replace(pair, start=min(pair.start, pair.end), end=max(pair.start, pair.end))
        )
    return built


def converters(noun: type[Any]) -> tuple[Any, Any]:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", noun.__name__).lower()
    return getattr(wire, f"encode_{name}"), getattr(wire, f"decode_{name}")


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_value_comes_back_equal_after_crossing_as_bytes(noun: type[Any], data: st.DataObject) -> None:
    encode, decode = converters(noun)
    value = data.draw(values(noun))
    message = encode(value)
    assert decode(type(message).FromString(message.SerializeToString())) == value


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_an_empty_message_is_decoded_or_refused_but_never_crashes(noun: type[Any]) -> None:
    encode, decode = converters(noun)
    message = type(encode(example(noun)))()
    refused = refusal(decode, message)
    assert refused is None or (refused.reason is Reason.INVALID_ARGUMENT and refused.field)


def refusal(decode: Any, message: Any) -> Permanent | None:
    try:
        decode(message)
    except Permanent as error:
        return error
    return None


def example(hint: Any) -> Any:
    """The plainest value of a model type."""
    plain = {
        str: "",
        int: 0,
        float: 0.0,
        bool: False,
        bytes: b"",
        date: date(2016, 12, 4),
        datetime: datetime(2016, 12, 4, tzinfo=UTC),
    }
    if hint in plain:
        return plain[hint]
    if isinstance(hint, UnionType):
        return None
    if get_origin(hint) is tuple:
        return ()
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    hints = get_type_hints(hint)
    return hint(**{each.name: example(hints[each.name]) for each in fields(hint)})


def test_an_unknown_enum_number_is_refused_by_the_name_of_its_field() -> None:
    message = wire.encode_claim(example(model.Claim))
    message.kind = 99  # type: ignore[assignment]
    with pytest.raises(Permanent, match=r"Claim\.kind has the unknown value 99.*CASUALTIES") as caught:
        wire.decode_claim(message)
    assert caught.value.reason is Reason.INVALID_ARGUMENT
    assert caught.value.metadata == {"field": "Claim.kind", "value": "99"}


def test_an_unset_enum_is_refused_where_a_value_is_needed() -> None:
    with pytest.raises(Permanent, match=r"Zone\.kind is not set"):
        wire.decode_zone(document_pb2.Zone(span=document_pb2.Span(end=1)))


def test_an_unset_optional_enum_is_none() -> None:
    event = example(model.Event)
    assert event.previous is None
    assert not wire.encode_event(event).HasField("previous")
    assert wire.decode_event(wire.encode_event(event)).previous is None


def test_an_open_bound_is_not_the_bound_zero() -> None:
    quantity = replace(example(model.Quantity), low=0.0, high=None)
    message = wire.encode_quantity(quantity)
    assert message.HasField("low")
    assert not message.HasField("high")


def test_a_missing_part_is_refused_by_name() -> None:
    with pytest.raises(Permanent, match=r"Quote\.span is missing") as caught:
        wire.decode_quote(quote_pb2.Quote(id="q", kind=quote_pb2.QUOTE_KIND_DIRECT))
    assert caught.value.field == "Quote.span"


def test_a_missing_part_with_a_default_takes_the_default() -> None:
    assert wire.decode_document(document_pb2.Document(id="d", body="b")).source == model.Source()


def test_a_caller_need_not_say_when_a_review_was_written() -> None:
    review = wire.decode_review(finding_pb2.Review(finding_id="f", action=finding_pb2.REVIEW_ACTION_NOTE))
    assert review.at == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (-3, -1)])
def test_a_span_that_is_no_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(Permanent, match="no range") as caught:
        wire.decode_span(document_pb2.Span(start=start, end=end))
    assert caught.value.reason is Reason.INVALID_ARGUMENT


@pytest.mark.parametrize("day", [Date(year=2016, month=2, day=30), Date(year=2016, month=12), Date(day=4)])
def test_a_day_that_does_not_exist_is_refused(day: Date) -> None:
    with pytest.raises(Permanent) as caught:
        wire.decode_time_interval(claim_pb2.TimeInterval(start=day, end=Date(year=2016, month=12, day=4)))
    assert caught.value.reason is Reason.INVALID_DATE
    assert caught.value.field == "TimeInterval.start"


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    later, earlier = Date(year=2016, month=12, day=4), Date(year=2016, month=12, day=3)
    with pytest.raises(Permanent, match="ends before it starts"):
        wire.decode_time_interval(claim_pb2.TimeInterval(start=later, end=earlier))


def test_a_moment_of_another_zone_arrives_in_utc() -> None:
    moment = datetime(2016, 12, 4, 2, 30, tzinfo=timezone(timedelta(hours=3)))
    arrived = wire.decode_moment(wire.encode_moment(moment))
    assert arrived == moment
    assert arrived.tzinfo is UTC


def test_a_moment_before_1970_keeps_its_microseconds() -> None:
    moment = datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    message = wire.encode_moment(moment)
    assert (message.seconds, message.nanos) == (-1, 999_999_000)
    assert wire.decode_moment(message) == moment


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2016, 12, 4)  # noqa: DTZ001
    with pytest.raises(Permanent, match="no time zone"):
        wire.encode_document(replace(example(model.Document), published_at=naive))


def test_a_moment_beyond_the_calendar_is_refused() -> None:
    message = document_pb2.Document(body="b", published_at=Timestamp(seconds=2**55))
    with pytest.raises(Permanent) as caught:
        wire.decode_document(message)
    assert caught.value.reason is Reason.INVALID_DATE


def test_half_a_surrogate_pair_is_refused_with_its_position() -> None:
    with pytest.raises(Permanent) as caught:
        wire.encode_document(replace(example(model.Document), body="abc\ud83d"))
    assert caught.value.reason is Reason.TEXT_NOT_UNICODE
    assert caught.value.metadata["position"] == "3"


def test_an_integer_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Permanent) as caught:
        wire.encode_span(model.Span(0, 2**31))
    assert caught.value.reason is Reason.INVALID_ARGUMENT


@pytest.mark.parametrize("state", list(model.DocumentState))
def test_a_document_state_crosses_as_a_filter(state: model.DocumentState) -> None:
    assert wire.decode_document_state(wire.encode_document_state(state)) is state


def test_no_document_state_means_every_state() -> None:
    assert wire.encode_document_state(None) == 0
    assert wire.decode_document_state(0) is None
    with pytest.raises(Permanent, match="state has the unknown value 77"):
        wire.decode_document_state(77)


@pytest.mark.parametrize("state", list(model.FindingState))
def test_a_finding_state_crosses_as_a_filter(state: model.FindingState) -> None:
    assert wire.decode_finding_state(wire.encode_finding_state(state)) is state


def test_an_unset_finding_state_is_no_filter() -> None:
    with pytest.raises(Permanent, match="states is not set"):
        wire.decode_finding_state(0)


def test_an_enum_that_only_the_proto_knows_is_noticed_when_the_codec_is_built() -> None:
    class Fewer(StrEnum):
        ACCEPT = "accept"

    with pytest.raises(TypeError, match="has 4 values that Fewer lacks"):
        enum_numbers(Fewer, finding_pb2.ReviewAction.DESCRIPTOR)


ERRORS = [
    Permanent(Reason.EMPTY_TEXT, "question.body is empty: send a text", field="question.body"),
    Permanent(Reason.NOT_FOUND, "no document doc_1", metadata={"id": "doc_1", "kind": "document"}),
    Temporary(Reason.QUEUE_FULL, "ingest is full", retry_after=2.5, metadata={"queue": "ingest"}),
    Temporary(Reason.STORAGE_FAILED, "records are locked", retry_after=0.25),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.reason)
def test_an_error_comes_back_with_its_type_reason_field_and_delay(error: AverralError) -> None:
    status = Status.FromString(wire.encode_error(error).SerializeToString())
    decoded = wire.decode_error(status)
    assert type(decoded) is type(error)
    assert (decoded.reason, decoded.message, decoded.field) == (error.reason, error.message, error.field)
    assert decoded.metadata == error.metadata
    assert getattr(decoded, "retry_after", None) == getattr(error, "retry_after", None)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.reason)
def test_a_status_has_one_error_info_and_the_details_that_its_reason_calls_for(error: AverralError) -> None:
    status = wire.encode_error(error)
    kinds = [detail.TypeName() for detail in status.details]
    assert status.code == CODES[error.reason]
    assert kinds.count(ErrorInfo.DESCRIPTOR.full_name) == 1
    assert (BadRequest.DESCRIPTOR.full_name in kinds) == bool(error.field)
    assert (RetryInfo.DESCRIPTOR.full_name in kinds) == isinstance(error, Temporary)
    assert (QuotaFailure.DESCRIPTOR.full_name in kinds) == (error.reason is Reason.QUEUE_FULL)


def test_every_reason_has_a_code() -> None:
    assert set(CODES) == set(Reason)


def test_a_status_of_somebody_else_becomes_an_internal_error() -> None:
    status = Status(code=code_pb2.PERMISSION_DENIED, message="no")
    status.details.add().Pack(ErrorInfo(reason="NOT_FOUND", domain="googleapis.com"))
    assert wire.decode_error(status).reason is Reason.INTERNAL


def test_a_failed_item_of_a_stream_keeps_reason_and_message() -> None:
    failure = model.ItemFailure("doc_1", Reason.TEXT_TOO_LARGE.value, "too long: split it")
    assert wire.decode_failure("doc_1", wire.encode_failure(failure)) == failure


JOB = model.Job("job_1", ("doc_1", "doc_2"), (model.ItemFailure("doc_2", "EMPTY_TEXT", "nothing to read"),))


@pytest.mark.parametrize("job", [JOB, replace(JOB, done=1), replace(JOB, cancelled=True)])
def test_a_job_crosses_as_an_operation(job: model.Job) -> None:
    operation = Operation.FromString(wire.encode_operation(job).SerializeToString())
    assert operation.name == "operations/job_1"
    assert operation.done == job.finished
    assert wire.decode_operation(operation) == job


def test_a_finished_operation_answers_and_a_cancelled_one_says_so() -> None:
    assert wire.encode_operation(JOB).WhichOneof("result") is None
    assert wire.encode_operation(replace(JOB, done=1)).WhichOneof("result") == "response"
    assert wire.encode_operation(replace(JOB, cancelled=True)).error.code == code_pb2.CANCELLED


def test_an_operation_of_another_service_is_refused() -> None:
    with pytest.raises(Permanent, match=r"no averral\.v1\.Job"):
        wire.decode_operation(Operation(name="operations/1"))
