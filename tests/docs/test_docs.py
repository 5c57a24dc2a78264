"""Documentation cannot drift: what a user can call, set or meet is described."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from averral.cli.app import app
from averral.errors import Reason
from averral.gateway.app import create_app
from averral.gateway.context import Context
from averral.gateway.openapi import describe
from averral.gateway.problems import STATUSES
from averral.runtime import settings, telemetry
from averral.runtime.settings import GatewaySettings

ROOT = Path(__file__).parents[2]
README_PAGE = ROOT / "README.md"
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNTIME = (ROOT / "services/averral/runtime/README.md").read_text(encoding="utf-8")
GATEWAY = (ROOT / "services/averral/gateway/README.md").read_text(encoding="utf-8")
GUIDES = sorted((ROOT / "services/guides").glob("*.md"))
TROUBLE = (ROOT / "services/guides/troubleshooting.md").read_text(encoding="utf-8")
PROTOS = (ROOT / "protos/README.md").read_text(encoding="utf-8")

COMMANDS = sorted(get_command(app).commands)
ROLES = (
    settings.ExtractionSettings,
    settings.EmbeddingSettings,
    settings.MatchingSettings,
    settings.VerificationSettings,
    settings.GatewaySettings,
    settings.WorkerSettings,
)
SETTINGS = sorted({f"AVERRAL_{name.upper()}" for role in ROLES for name in role.model_fields})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"averral {command}" in README


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "dead"])
def test_every_command_has_help_with_an_example(command):
    assert f"Example: averral {command}" in get_command(app).commands[command].help


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_documented(name):
    assert name in RUNTIME


@pytest.mark.parametrize("name", telemetry.metric_names())
def test_every_metric_is_documented(name):
    assert name in RUNTIME


@pytest.mark.parametrize("reason", list(Reason))
def test_every_error_reason_is_documented(reason):
    assert reason.value in PROTOS


@pytest.mark.parametrize("reason", list(Reason))
def test_every_error_reason_has_advice(reason):
    [row] = [line for line in TROUBLE.splitlines() if line.startswith(f"| `{reason.value}` |")]
    assert all(cell.strip() for cell in row.split("|")[1:-1])


def commands(page: Path) -> list[str]:
    """The commands of ours in a page's shell examples."""
    blocks = re.findall(r"^```(?:sh)?\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [
        line.removeprefix("$ ")
        for b in blocks
        for line in b.splitlines()
        if re.match(r"(\$ )?averral ", line)
    ]


@pytest.mark.parametrize("page", [README_PAGE, ROOT / "seeds/README.md", *GUIDES], ids=lambda p: p.name)
def test_every_command_in_a_page_is_one_that_is_understood(page):
    for line in commands(page):
        words = shlex.split(line.partition(" > ")[0].partition(" < ")[0], comments=True)[1:]
        command = get_command(app)
        while hasattr(command, "commands"):
            command, *words = command.commands[words[0]], *words[1:]
        command.make_context("averral", words)


@pytest.mark.parametrize("path", sorted(ROOT.glob("protos/averral/v1/*_service.proto")), ids=lambda p: p.stem)
def test_every_method_is_documented(path):
    for method in re.findall(r"^\s*rpc (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        assert method in PROTOS


def described() -> dict:
    return describe(create_app(Context(GatewaySettings(), None, None)))


@pytest.mark.parametrize(
    "route",
    [f"{method.upper()} {path}" for path, methods in described()["paths"].items() for method in methods],
)
def test_every_route_is_documented(route):
    assert f"`{route}`" in GATEWAY


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_http_status(reason):
    [row] = [line for line in GATEWAY.splitlines() if line.startswith(f"| {STATUSES[reason]} |")]
    assert reason.value in row


KINDS_OF_ID = {"job": "job", "fnd": "finding", "bat": "batch"}


def test_every_example_in_the_gateways_readme_is_a_request_that_it_takes():
    paths = described()["paths"]
    examples = re.findall(r"curl[^\n]*?localhost:8080(/[^\s'?]*)", GATEWAY)
    assert len(examples) > 9
    for address in examples:
        pattern = re.sub(r"/(job|fnd|bat)_\w+", lambda m: f"/{{{KINDS_OF_ID[m[1]]}_id}}", address)
        assert pattern in paths, address


@pytest.mark.parametrize(
    "path",
    [
        *(
            page
            for top in ("services", "protos", "deploy", "seeds", "tests")
            for page in sorted((ROOT / top).rglob("*.md"))
        ),
        README_PAGE,
    ],
    ids=str,
)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
