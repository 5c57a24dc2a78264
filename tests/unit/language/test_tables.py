from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import averral.language
from averral.errors import Permanent, Reason
from averral.language import tables


@dataclass(frozen=True, slots=True)
class Part:
    word: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    words: tuple[str, ...] = ()
    limit: int = 3
    strict: bool = False
    names: dict[str, str] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    part: Part = Part("none")
    parts: tuple[Part, ...] = ()
    by_name: dict[str, Part] = field(default_factory=dict)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (tables.languages, tables._known, tables._section, tables._shared, tables._sections):
        cached.cache_clear()


def test_a_section_is_built_with_all_kinds_of_fields(folder: Path) -> None:
    (folder / "xx.toml").write_text(
        '[sample]\nwords = ["a"]\nlimit = 4\nstrict = true\nnames = { a = "b" }\ngroups = { g = ["x", "y"] }\n'
        'part = { word = "w", weight = 2 }\nparts = [{ word = "p" }]\nby_name = { n = { word = "q" } }\n'
    )
    built = tables.section("xx", "sample", Sample)
    assert built == Sample(
        words=("a",),
        limit=4,
        strict=True,
        names={"a": "b"},
        groups={"g": ("x", "y")},
        part=Part("w", 2.0),
        parts=(Part("p"),),
        by_name={"n": Part("q")},
    )


def test_fragments_of_a_language_are_merged(folder: Path) -> None:
    (folder / "xx.d").mkdir()
    (folder / "xx.toml").write_text("[other]\nlimit = 1\n")
    (folder / "xx.d" / "sample.toml").write_text("[sample]\nlimit = 9\n")
    assert tables.languages() == ("xx",)
    assert tables.section("xx", "sample", Sample).limit == 9
    assert tables.section("xx", "other", Sample).limit == 1


def test_a_region_uses_the_table_of_its_language(folder: Path) -> None:
    (folder / "xx.toml").write_text("[sample]\nlimit = 9\n")
    assert tables.section("xx-SY", "sample", Sample).limit == 9


@pytest.mark.parametrize("language", ["yy", "", "../xx", "und"])
def test_an_unknown_language_gets_the_defaults(folder: Path, language: str) -> None:
    (folder / "xx.toml").write_text("[sample]\nlimit = 9\n")
    assert tables.section(language, "sample", Sample) == Sample()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[sample]\nwrods = []\n", "wrods"),
        ('[sample]\nlimit = "4"\n', "must be int"),
        ("[sample]\nlimit = true\n", "must be int"),
        ("[sample]\nstrict = 1\n", "must be bool"),
        ('[sample]\nwords = "a"\n', "must be a list"),
        ("[sample]\nwords = [1]\n", "words[0]"),
        ("[sample]\nparts = [{}]\n", "lacks a key"),
        ("sample = 3\n", "must be a dict"),
        ("[sample\n", "does not parse"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(folder: Path, content: str, told: str) -> None:
    (folder / "xx.toml").write_text(content)
    with pytest.raises(Permanent) as raised:
        tables.section("xx", "sample", Sample)
    assert raised.value.reason is Reason.INTERNAL
    assert told in raised.value.message
    assert "xx.toml" in raised.value.message


def test_a_section_in_two_files_is_refused(folder: Path) -> None:
    (folder / "xx.d").mkdir()
    for name in ("a", "b"):
        (folder / "xx.d" / f"{name}.toml").write_text("[sample]\nlimit = 1\n")
    with pytest.raises(Permanent, match="stands in"):
        tables.section("xx", "sample", Sample)


def _import_all() -> None:
    for module in pkgutil.iter_modules(averral.language.__path__, "averral.language."):
        importlib.import_module(module.name)


def test_every_table_of_every_language_fits_its_schema() -> None:
    _import_all()
    for language in tables.languages():
        for path in tables.files(language):
            for name in tables.parse(path):
                schema = tables.registered().get(name)
                if schema is None:
                    # Tables that other packages read are checked by their own tests.
                    continue
                tables.section(language, name, schema)


def test_every_neutral_table_parses() -> None:
    _import_all()
    for path in tables.FOLDER.glob("_*.toml"):
        assert tables.parse(path), path.name
        schema = tables.registered_shared().get(path.stem.removeprefix("_"))
        if schema is not None:
            tables.shared(path.stem.removeprefix("_"), schema)


def _lists(value: Any, where: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _lists(each, f"{where}.{name}")
    elif isinstance(value, list):
        yield where, value
        for index, each in enumerate(value):
            yield from _lists(each, f"{where}[{index}]")


def _mine() -> list[Path]:
    return sorted(
        [*tables.FOLDER.glob("*.d/base.toml"), *tables.FOLDER.glob("_*.toml"), *tables.FOLDER.glob("??.toml")]
    )


@pytest.mark.parametrize("path", _mine(), ids=lambda path: str(path.relative_to(tables.FOLDER)))
def test_no_list_repeats_an_entry_or_holds_an_empty_one(path: Path) -> None:
    for where, entries in _lists(tables.parse(path), path.name):
        words = [entry for entry in entries if isinstance(entry, str)]
        assert all(word.strip() for word in words), f"{where} holds an empty entry"
        assert len(words) == len(set(words)), (
            f"{where} repeats {sorted({w for w in words if words.count(w) > 1})}"
        )
