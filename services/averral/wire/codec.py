"""Derives both directions of a conversion from a dataclass and a message whose fields match.

Fields match by name, except that `language` is called `language_code` on the wire (AIP-143). A field
that only one side has is an error when the codec is built, which is when `averral.wire` is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from averral.errors import Permanent, Reason
from averral.model import Review, Span, TimeInterval
from averral.wire import scalars

T = TypeVar("T")
M = TypeVar("M", bound=Message)

Convert = Callable[[Any], Any]

PLAIN = (str, int, float, bool, bytes)


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """How one field crosses. A converter of None passes the value as it is."""

    name: str
    wire_name: str
    to_wire: Convert | None
    from_wire: Convert | None
    repeated: bool
    presence: bool
    absent: Callable[[], Any]
    """What an unset field of a message type means; raises where it must be set."""


class Codec(Generic[T, M]):
    """`encode` and `decode` between one dataclass and one message."""

    def __init__(self, model: type[T], message: type[M]) -> None:
        self.model = model
        self.message = message
        self._check: Callable[[T, str], None] = CHECKS.get(model, _accept)
        self._plans = _plan_fields(model, message)

    def encode(self, value: T) -> M:
        """The message for `value`. Raises TEXT_NOT_UNICODE, INVALID_DATE, INVALID_ARGUMENT."""
        contents: dict[str, Any] = {}
        for plan in self._plans:
            held = getattr(value, plan.name)
            # What is empty is what an unset field means, unless a field can tell the two apart.
            if held is None or not (held or plan.presence):
                continue
            if plan.to_wire is not None:
                held = [plan.to_wire(one) for one in held] if plan.repeated else plan.to_wire(held)
            contents[plan.wire_name] = held
        try:
            return self.message(**contents)
        except UnicodeEncodeError as error:
            raise _not_unicode(self.model.__name__, error) from None
        except ValueError as error:
            raise Permanent(Reason.INVALID_ARGUMENT, f"{self.model.__name__}: {error}") from None

    def decode(self, message: M) -> T:
        """The value of `message`. Raises INVALID_ARGUMENT or INVALID_DATE, naming the field."""
        contents: dict[str, Any] = {}
        for plan in self._plans:
            if plan.presence and not message.HasField(plan.wire_name):
                contents[plan.name] = plan.absent()
                continue
            held = getattr(message, plan.wire_name)
            if plan.repeated:
                held = tuple(held) if plan.from_wire is None else tuple(map(plan.from_wire, held))
            elif plan.from_wire is not None:
                held = plan.from_wire(held)
            contents[plan.name] = held
        value = self.model(**contents)
        self._check(value, self.model.__name__)
        return value


_codecs: dict[tuple[type[Any], type[Message]], Codec[Any, Any]] = {}


def codec(model: type[T], message: type[M]) -> Codec[T, M]:
    """The codec of the pair, built once."""
    pair = (model, message)
    if pair not in _codecs:
        _codecs[pair] = Codec(model, message)
    return _codecs[pair]


def _plan_fields(model: type[Any], message: type[Message]) -> tuple[FieldPlan, ...]:
    hints = get_type_hints(model)
    on_wire: dict[str, Any] = dict(message.DESCRIPTOR.fields_by_name)
    plans = tuple(
        _plan_field(model.__name__, each, hints[each.name], on_wire.pop(wire_name(each.name)))
        for each in fields(model)
    )
    if on_wire:
        raise TypeError(f"{model.__name__} lacks {sorted(on_wire)} of {message.DESCRIPTOR.full_name}")
    return plans


def wire_name(name: str) -> str:
    """Name of a model field on the wire."""
    if name == "languages":
        return "language_codes"
    return f"{name}_code" if name == "language" or name.endswith("_language") else name


def _plan_field(owner: str, each: Field[Any], hint: Any, descriptor: Any) -> FieldPlan:
    label = f"{owner}.{each.name}"
    inner, optional, repeated = _unwrap(hint)
    to_wire, from_wire = _converters(inner, descriptor, label)
    return FieldPlan(
        name=each.name,
        wire_name=descriptor.name,
        to_wire=to_wire,
        from_wire=from_wire,
        repeated=repeated,
        presence=descriptor.has_presence,
        absent=(lambda: None) if optional else _absent(each, label),
    )


def _unwrap(hint: Any) -> tuple[Any, bool, bool]:
    """The type inside `X | None` or `tuple[X, ...]`, and which of the two it was."""
    if get_origin(hint) in (Union, UnionType):
        inner, nothing = get_args(hint)
        if nothing is not NoneType:
            raise TypeError(f"{hint} has no counterpart on the wire")
        return inner, True, False
    if get_origin(hint) is tuple:
        return get_args(hint)[0], False, True
    return hint, False, False


def _converters(inner: Any, descriptor: Any, label: str) -> tuple[Convert | None, Convert | None]:
    if inner in PLAIN:
        return None, None
    if inner is datetime:
        return (
            lambda moment: scalars.encode_moment(moment, label),
            lambda message: scalars.decode_moment(message, label),
        )
    if inner is date:
        return scalars.encode_day, lambda message: scalars.decode_day(message, label)
    if issubclass(inner, StrEnum):
        return _enum_converters(inner, descriptor, label)
    nested = codec(inner, GetMessageClass(descriptor.message_type))
    return nested.encode, nested.decode


def _enum_converters(members: type[StrEnum], descriptor: Any, label: str) -> tuple[Convert, Convert]:
    numbers = scalars.enum_numbers(members, descriptor.enum_type)
    known = {number: member for member, number in numbers.items()}

    def decode(number: int) -> StrEnum:
        member = known.get(number)
        if member is None:
            raise scalars.unknown_enum(label, number, known)
        return member

    return numbers.__getitem__, decode


def _absent(each: Field[Any], label: str) -> Callable[[], Any]:
    """The field's default; a field without one must be on the wire."""
    if label in STAMPED:
        return lambda: scalars.EPOCH
    if each.default is not MISSING:
        return lambda: each.default

    def refuse() -> Any:
        message = f"{label} is missing: set it"
        metadata = {"field": label}
        raise Permanent(Reason.INVALID_ARGUMENT, message, field=label, metadata=metadata)

    return refuse


STAMPED = {f"{Review.__name__}.at"}
"""Moments that the service sets, so that a caller may leave them out; 1970 stands for "not yet"."""


def _check_span(span: Span, label: str) -> None:
    if not 0 <= span.start <= span.end:
        value = f"[{span.start}, {span.end})"
        message = f"{label} {value} is no range: offsets start at 0 and the end is not before the start"
        metadata = {"field": label, "value": value}
        raise Permanent(Reason.INVALID_ARGUMENT, message, field=label, metadata=metadata)


def _check_interval(interval: TimeInterval, label: str) -> None:
    if interval.end < interval.start:
        value = f"{interval.start}/{interval.end}"
        message = f"{label} {value} ends before it starts"
        metadata = {"field": label, "value": value}
        raise Permanent(Reason.INVALID_DATE, message, field=label, metadata=metadata)


def _accept(value: Any, label: str) -> None:
    """Every value of most types is fine."""


CHECKS: dict[type[Any], Callable[[Any, str], None]] = {Span: _check_span, TimeInterval: _check_interval}


def _not_unicode(owner: str, error: UnicodeEncodeError) -> Permanent:
    return Permanent(
        Reason.TEXT_NOT_UNICODE,
        f"{owner} holds a text that is no valid Unicode at position {error.start}: replace lone surrogates",
        field=owner,
        metadata={"field": owner, "position": str(error.start)},
    )
