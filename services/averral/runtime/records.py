"""Model types as JSON text for the databases, and back. Readable in the database, and no pickle."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
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
    return typing.cast(T, _typed(kind, json.loads(text)))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # datetime is a date too
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {
            name: _plain(part)
            for name, default in _defaults(type(value)).items()
            if (part := getattr(value, name)) != default
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _typed(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if value is None or kind is Any:
        return value
    if origin in (typing.Union, types.UnionType):
        return _typed(next(arm for arm in typing.get_args(kind) if arm is not type(None)), value)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(_typed(inner, part) for part in value)
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type[Any], kind))
        return typing.cast(type[Any], kind)(
            **{name: _typed(hints[name], part) for name, part in value.items() if name in hints}
        )
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, (Enum, float)) else value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _defaults(kind: type[Any]) -> dict[str, Any]:
    return {field.name: _default(field) for field in dataclasses.fields(kind)}


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
