"""Model types as JSON text for the databases, and back. Readable in the database, and no pickle."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def dump(record: Any) -> str:
    """A frozen dataclass as compact JSON; values that equal their defaults are left out."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """The dataclass back from `dump`; fields that a newer version added take their defaults."""
    return build(kind, json.loads(text))


def build(kind: type[T], plain: Any) -> T:
    """The dataclass from what JSON holds of it, for who leaves out parts that are not needed."""
    return typing.cast(T, _reader(typing.cast(Any, kind))(plain))


#: What JSON has too.
_BARE = frozenset({str, int, float, bool, types.NoneType})


def _plain(value: Any) -> Any:
    if type(value) in _BARE:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # datetime is a date too
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {
            name: _plain(part)
            for name, default in _defaults(typing.cast(Any, type(value))).items()
            if (part := getattr(value, name)) != default
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


Read = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Read:
    """How a value of the type is made from plain JSON; worked out once for each type."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(arm for arm in typing.get_args(kind) if arm is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        part = _reader(typing.get_args(kind)[0])
        return lambda value: tuple([part(each) for each in value])
    if dataclasses.is_dataclass(kind):
        return _record_reader(kind)
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return lambda value: members[value] if value in members else kind(value)
    return float if kind is float else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _record_reader(kind: Any) -> Read:
    readers = {name: _reader(hint) for name, hint in _hints(kind).items()}
    # What JSON holds as it is needs no call: records of candidates are read by the hundred for every question.
    made = {name: reader for name, reader in readers.items() if reader is not _as_it_is}
    known = readers.keys()

    def read(value: Any) -> Any:
        given = value if value.keys() <= known else {name: value[name] for name in value.keys() & known}
        if made.keys().isdisjoint(given):
            return kind(**given)
        given = {**given}
        for name, reader in made.items():
            if name in given:
                given[name] = reader(given[name])
        return kind(**given)

    return read


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    return {field.name: _default(field) for field in dataclasses.fields(kind)}


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
