"""Documentation cannot drift: what a user can call, set or meet is described."""

from __future__ import annotations

import re
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
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNTIME = (ROOT / "services/averral/runtime/README.md").read_text(encoding="utf-8")
GATEWAY = (ROOT / "services/averral/gateway/README.md").read_text(encoding="utf-8")
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


def test_every_example_in_the_gateways_readme_is_a_request_that_it_takes():
    paths = described()["paths"]
    examples = re.findall(r"curl[^\n]*?localhost:8080(/[^\s'?]*)", GATEWAY)
    assert len(examples) > 9
    for address in examples:
        pattern = re.sub(
            r"/(job|fnd)_\w+", lambda m: "/{job_id}" if m[1] == "job" else "/{finding_id}", address
        )
        assert pattern in paths, address


@pytest.mark.parametrize("page", ["README.md", "services/averral/gateway/README.md", "protos/README.md"])
def test_links_lead_somewhere(page):
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
