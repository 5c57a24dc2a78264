"""Values that are one thing in the model and a message or a number on the wire."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from google.protobuf.descriptor import EnumDescriptor
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.date_pb2 import Date

from averral.errors import Permanent, Reason

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

E = TypeVar("E", bound=StrEnum)


def encode_moment(moment: datetime, field: str = "moment") -> Timestamp:
    """A timezone-aware moment as a timestamp; a naive one is refused (INVALID_DATE)."""
    if moment.tzinfo is None:
        raise _bad_date(field, moment.isoformat(), "has no time zone: give it in UTC")
    since = moment - EPOCH
    return Timestamp(seconds=since.days * 86_400 + since.seconds, nanos=since.microseconds * 1_000)


def decode_moment(message: Timestamp, field: str = "moment") -> datetime:
    """A timestamp as a moment in UTC; what is finer than a microsecond is dropped."""
    try:
        return EPOCH + timedelta(seconds=message.seconds, microseconds=message.nanos // 1_000)
    except OverflowError:
        raise _bad_date(field, str(message.seconds), "lies outside the years 1 to 9999") from None


def encode_day(day: date, field: str = "day") -> Date:
    """A day of the proleptic Gregorian calendar."""
    del field
    return Date(year=day.year, month=day.month, day=day.day)


def decode_day(message: Date, field: str = "day") -> date:
    """A whole day; a year or month alone is refused (INVALID_DATE): the model has intervals for them."""
    try:
        return date(message.year, message.month, message.day)
    except ValueError:
        value = f"{message.year}-{message.month}-{message.day}"
        raise _bad_date(field, value, "is no day: give year, month and day") from None


def enum_numbers(members: type[E], descriptor: EnumDescriptor) -> dict[E, int]:
    """Number of every member; model and proto must name the same values."""
    prefix = _upper_snake(descriptor.name)
    numbers = {member: descriptor.values_by_name[f"{prefix}_{member.name}"].number for member in members}
    unknown = len(descriptor.values) - 1 - len(numbers)
    if unknown:
        raise TypeError(f"{descriptor.full_name} has {unknown} values that {members.__name__} lacks")
    return numbers


def unknown_enum(field: str, number: int, known: dict[int, E]) -> Permanent:
    """The error for a number that stands for no value, 0 included."""
    names = ", ".join(member.name for member in known.values())
    said = "is not set" if number == 0 else f"has the unknown value {number}"
    return Permanent(
        Reason.INVALID_ARGUMENT,
        f"{field} {said}: use one of {names}",
        field=field,
        metadata={"field": field, "value": str(number)},
    )


def _bad_date(field: str, value: str, what: str) -> Permanent:
    metadata = {"field": field, "value": value}
    return Permanent(Reason.INVALID_DATE, f"{field} {value} {what}", field=field, metadata=metadata)


def _upper_snake(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).lstrip("_").upper()
