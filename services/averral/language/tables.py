"""Reads the per-language tables: `data/<lang>.toml`, and `data/_<name>.toml` for what holds in every language.

A section is one top-level table. Its schema is a frozen dataclass that stands beside the code that reads it, so a
misspelt key or a wrong type is found when the table is read, not when a word is silently missed.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from collections.abc import Hashable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from averral.errors import Permanent, Reason

T = TypeVar("T")

FOLDER = Path(__file__).parent / "data"

#: Section name → schema, filled by `register`; the integrity test reads every table against it.
_registry: dict[str, type[Any]] = {}
_shared_registry: dict[str, type[Any]] = {}


def register(name: str, schema: type[T]) -> type[T]:
    """Declares that section `name` of every language has this schema; returns the schema."""
    _registry[name] = schema
    return schema


def register_shared(name: str, schema: type[T]) -> type[T]:
    """Declares that `data/_<name>.toml` has this schema; returns the schema."""
    _shared_registry[name] = schema
    return schema


def registered() -> Mapping[str, type[Any]]:
    """Section name → schema of every module imported so far."""
    return types.MappingProxyType(_registry)


def registered_shared() -> Mapping[str, type[Any]]:
    """Neutral table name → schema of every module imported so far."""
    return types.MappingProxyType(_shared_registry)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a table, sorted."""
    found = {path.stem for path in FOLDER.iterdir() if path.suffix in (".toml", ".d") and path.name[0] != "_"}
    return tuple(sorted(found))


def section(language: str, name: str, schema: type[T]) -> T:
    """The table `name` of a language as `schema`; of `ar-SY` that of `ar`.

    A language without that table, or without any, gets the defaults of the schema: a text in an unknown language is
    processed with what holds everywhere, it is no error.

    Raises:
        Permanent: INTERNAL; a file does not parse, or has an unknown key or a value of the wrong type.
    """
    return typing.cast("T", _section(_known(language), name, typing.cast("Hashable", schema)))


# Bounded, as codes come from callers.
@lru_cache(maxsize=256)
def _known(language: str) -> str:
    """The primary code; the empty one for all languages that have no table."""
    primary = language.partition("-")[0].lower()
    return primary if primary in languages() else ""


def shared(name: str, schema: type[T]) -> T:
    """The language-neutral table `data/_<name>.toml` as `schema`; the defaults if there is no such file.

    Raises:
        Permanent: INTERNAL; as for `section`.
    """
    return typing.cast(T, _shared(name, typing.cast(Hashable, schema)))


@cache
def _shared(name: str, schema: Any) -> Any:
    path = FOLDER / f"_{name}.toml"
    return _build(schema, parse(path) if path.exists() else {}, path.name)


@cache
def _section(language: str, name: str, schema: Any) -> Any:
    source, table = _sections(language).get(name, (f"{language}.toml", {}))
    return _build(schema, table, f"{source}: [{name}]")


def files(language: str) -> tuple[Path, ...]:
    """The files that hold a language's sections: `<lang>.toml` and what lies in `<lang>.d/`."""
    whole = FOLDER / f"{language}.toml"
    return (*((whole,) if whole.exists() else ()), *sorted((FOLDER / f"{language}.d").glob("*.toml")))


def parse(path: Path) -> dict[str, Any]:
    """The tables of one file.

    Raises:
        Permanent: INTERNAL; the file is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(path.name, f"does not parse: {error}") from error


@cache
def _sections(language: str) -> dict[str, tuple[str, dict[str, Any]]]:
    merged: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in files(language) if language else ():
        source = str(path.relative_to(FOLDER))
        for name, table in parse(path).items():
            if name in merged:
                raise _broken(
                    source, f"section [{name}] stands in {merged[name][0]} too; keep it in one file"
                )
            merged[name] = (source, table)
    return merged


def _build(kind: Any, value: Any, where: str) -> Any:
    """`value` as TOML gives it, converted to the annotated type `kind`."""
    origin = typing.get_origin(kind)
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(typing.cast(type[Any], kind), value, where)
    if origin is tuple:
        item = typing.get_args(kind)[0]
        _expect(value, list, where)
        return tuple(_build(item, each, f"{where}[{index}]") for index, each in enumerate(value))
    if origin is dict:
        item = typing.get_args(kind)[1]
        _expect(value, dict, where)
        return {key: _build(item, each, f"{where}.{key}") for key, each in value.items()}
    if kind is float and type(value) is int:
        return float(value)
    # bool is an int to Python, but `true` is no number in a table.
    if type(value) is not kind:
        raise _broken(where, f"must be {_name(kind)}, not {type(value).__name__}")
    return value


def _build_dataclass(schema: type[Any], value: Any, where: str) -> Any:
    _expect(value, dict, where)
    hints = _hints(schema)
    unknown = sorted(value.keys() - hints.keys())
    if unknown:
        raise _broken(
            where, f"unknown key {', '.join(unknown)}; {schema.__name__} knows {', '.join(sorted(hints))}"
        )
    built = {key: _build(hints[key], each, f"{where}.{key}") for key, each in value.items()}
    try:
        return schema(**built)
    except TypeError as error:
        raise _broken(where, f"lacks a key: {error}") from error


def _hints(schema: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(schema)
    return {field.name: hints[field.name] for field in dataclasses.fields(schema)}


def _expect(value: Any, kind: type[Any], where: str) -> None:
    if not isinstance(value, kind):
        raise _broken(where, f"must be a {kind.__name__}, not {type(value).__name__}")


def _name(kind: Any) -> str:
    return getattr(kind, "__name__", str(kind))


def _broken(where: str, what: str) -> Permanent:
    return Permanent(Reason.INTERNAL, f"language table {where} {what}", metadata={"table": where})
