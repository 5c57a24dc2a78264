"""The plug-in's translations are whole and compiled, its papers agree with it, and it carries its own licence."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

HOME = Path(__file__).parents[2] / "deploy/wordpress"
PLUGIN = HOME / "averral"
TOOL = runpy.run_path(str(HOME / "translate.py"))
SCRIPTS = sorted(PLUGIN.rglob("*.js"))
SOURCES = [*SCRIPTS, *sorted(PLUGIN.rglob("*.php"))]
CATALOGUES = sorted((PLUGIN / "languages").glob("*.po"))


def test_the_translations_are_compiled_as_they_are_written():
    stale = [path.name for path, content in TOOL["files"]().items() if path.read_bytes() != content]
    assert stale == [], "run deploy/wordpress/translate.py"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_text_is_translated_with_the_places_that_it_fills(path):
    catalogue = TOOL["read"](path)
    for message in TOOL["texts"]():
        if not message.id:
            continue
        said = catalogue[message.id].string
        assert said, message.id
        places = re.compile(r"%(?:\d\$)?[ds]")
        assert sorted(places.findall(said)) == sorted(places.findall(message.id)), said


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_compiled_form_is_one_that_older_wordpress_reads(path):
    data = path.with_suffix(".mo").read_bytes()
    fields = [int.from_bytes(data[at : at + 4], "little") for at in range(0, 28, 4)]
    _, revision, count, originals, translations, _, end = fields
    assert (revision, translations - originals, end - translations) == (0, count * 8, count * 8)
    with path.with_suffix(".mo").open("rb") as file:
        assert read_mo(file)["Dismiss"].string == TOOL["read"](path)["Dismiss"].string


def test_no_text_escapes_the_translators():
    """What is called with the domain is what the tool finds: no quotes or breaks that it would not see."""
    calls = sum(path.read_text(encoding="utf-8").count("'averral' )") for path in SCRIPTS)
    found = sum(len(TOOL["_CALL"].findall(path.read_text(encoding="utf-8"))) for path in SCRIPTS)
    assert calls == found > len(string.digits)


def test_its_papers_say_one_version_and_one_licence():
    head = (PLUGIN / "averral.php").read_text(encoding="utf-8")
    paper = (PLUGIN / "readme.txt").read_text(encoding="utf-8")
    version = re.search(r"^ \* Version:\s+(\S+)$", head, re.MULTILINE)
    assert version
    assert f"const VERSION     = '{version[1]}';" in head
    assert f"Stable tag: {version[1]}\n" in paper
    for name, pattern in (("at least", r"Requires at least:\s+(\S+)"), ("PHP", r"Requires PHP:\s+(\S+)")):
        assert re.findall(pattern, head) == re.findall(pattern, paper), name
    assert "License: GPL-2.0-or-later" in paper
    assert "GNU GENERAL PUBLIC LICENSE" in (PLUGIN / "LICENSE").read_text(encoding="utf-8")
    unsaid = [path.name for path in SCRIPTS if "License: GPL-2.0-or-later" not in path.read_text("utf-8")]
    assert unsaid == []


def test_its_guide_names_what_exists():
    guide = (HOME / "README.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", guide):
        assert (HOME / target).exists(), target
    for name in re.findall(r"define\( '(\w+)'", guide):
        assert f"'{name}'" in sources
    assert re.search(r"apply_filters\( 'averral_draft'", sources)
    for said in re.findall(r"^\| (Not checked: [^|]+) \|", guide, re.MULTILINE):
        assert f"'{said}'" in sources, said
    assert re.findall(r"REST_MS = (\d+)", sources) == ["1500"], "the guide says a second and a half"


def test_every_php_file_refuses_to_run_by_itself():
    for path in PLUGIN.rglob("*.php"):
        assert re.search(
            r"defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;", path.read_text("utf-8")
        ), path
