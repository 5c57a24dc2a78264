"""A language is added by its tables alone: the guide's beginning of Italian, and Ukrainian taken away and put back."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from averral.extraction.engine import extract
from averral.language import tables
from averral.model import Document

DATA = tables.FOLDER
GUIDE = (DATA / "README.md").read_text(encoding="utf-8")
SOURCES = Path(extract.__code__.co_filename).parents[1]

ITALIAN = (
    "La ministra Carla Bianchi ha detto che i colloqui di Trieste sono falliti.\n\n"
    "“Non abbiamo altro da offrire”, ha dichiarato Bianchi.\n\nTre soldati sono stati uccisi a Trieste."
)
UKRAINIAN = "Міністр Олег Савчук заявив, що переговори в Одесі провалилися."

SCRIPT = """
import json, sys
from pathlib import Path
from averral.language import tables
tables.FOLDER = Path(sys.argv[1])
from averral.extraction.engine import extract
from averral.model import Document
found = extract(Document(id="d", body=sys.argv[2]))
print(json.dumps({
    "language": found.language,
    "quotes": [[quote.speaker.name if quote.speaker else "", quote.kind.value] for quote in found.quotes],
    "predicates": [claim.predicate for claim in found.claims],
    "figures": [[quantity.best, quantity.unit] for claim in found.claims for quantity in claim.quantities],
}))
"""


def read_with(folder: Path, text: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), text],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_guides_beginning_reads_a_language_that_was_not_there(folder):
    assert not read_with(folder, ITALIAN)["quotes"]
    [beginning] = re.findall(r"```toml\n(# it\.toml.*?)```", GUIDE, re.DOTALL)
    (folder / "it.toml").write_text(beginning, encoding="utf-8")
    found = read_with(folder, ITALIAN)
    assert found["language"] == "it"
    assert {speaker.split()[-1] for speaker, _ in found["quotes"]} == {"Bianchi"}
    assert {kind for _, kind in found["quotes"]} == {"indirect", "direct"}
    assert {"talks.failed", "casualties.killed"} <= set(found["predicates"])
    assert [3.0, "killed"] in found["figures"]


def test_ukrainian_is_nothing_but_its_tables(folder):
    shutil.rmtree(folder / "uk.d")
    without = read_with(folder, UKRAINIAN)
    assert not without["quotes"]
    assert "talks.failed" not in without["predicates"]
    found = extract(Document(id="d", body=UKRAINIAN))
    assert found.quotes
    assert "talks.failed" in {claim.predicate for claim in found.claims}


def test_no_code_names_a_language_that_it_reads():
    # English spells the names that no other table has; the gazetteer's builder, run once, knows scripts.
    codes = set(tables.languages()) - {"en"}
    for package in ("language", "extraction", "matching"):
        for path in (SOURCES / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & codes
            assert path.name == "build_places.py" or not named, f"{path} names {named}"


def test_every_section_is_in_the_guide():
    sections = {section for name in tables.languages() for section in tables.registered() if name}
    for section in sections:
        assert f"`{section}`" in GUIDE, section
