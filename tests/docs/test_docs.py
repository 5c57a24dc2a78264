"""Documentation cannot drift: what a user can call, set or meet is described."""

from __future__ import annotations

import dataclasses
import importlib
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from google.protobuf.json_format import ParseDict
from google.protobuf.message_factory import GetMessageClass
from typer.main import get_command

from averral.cli.app import app
from averral.errors import Reason
from averral.gateway.app import create_app
from averral.gateway.context import Context
from averral.gateway.openapi import describe
from averral.gateway.problems import STATUSES
from averral.model import Limits
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


def test_every_field_parameter_and_route_says_what_it_means():
    found = described()
    fields = {
        f"{name}.{field}": said.get("description")
        for name, schema in found["components"]["schemas"].items()
        for field, said in schema.get("properties", {}).items()
    }
    parameters = {
        f"{path} {one['name']}": one.get("description") or one["schema"].get("description")
        for path, methods in found["paths"].items()
        for operation in methods.values()
        for one in operation.get("parameters", ())
    }
    routes = {
        f"{method} {path}": operation.get("description")
        for path, methods in found["paths"].items()
        for method, operation in methods.items()
    }
    for told in (fields, parameters, routes):
        assert [name for name, said in told.items() if not said] == []


def test_no_meaning_is_of_a_field_that_is_gone():
    schemas = described()["components"]["schemas"]
    known = {
        each
        for name, schema in schemas.items()
        for field in schema.get("properties", {})
        for each in (field, f"{name}.{field}")
    }
    path = ROOT / "services/averral/gateway/meanings.toml"
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) <= known


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


METHODS = [
    (path.stem, service, method)
    for path in sorted(ROOT.glob("protos/averral/v1/*_service.proto"))
    for service in re.findall(r"^service (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    for method in re.findall(r"^\s*rpc (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
]
#: Methods that refuse nothing but what every call may be refused for.
WITHOUT_ERRORS = {"GetLimits", "WatchFindings", "BatchVerify", "GetEvidence", "GetStats", "ExtractStream"}


@pytest.mark.parametrize(("file", "service", "method"), METHODS, ids=lambda value: value)
def test_every_method_has_an_example_that_is_a_message_of_it_and_its_errors(file, service, method):
    found = re.search(rf"^### {service}\.{method}\n(.*?)(?=^##)", PROTOS, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no section {service}.{method}"
    section = found[1]
    if method not in WITHOUT_ERRORS:
        assert "Errors: " in section
        named = re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", section.rpartition("Errors: ")[2].partition("```")[0])
        assert all(name in Reason.__members__ for name in named)
    examples = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    assert examples, "no example"
    [wanted] = [one for one in _services(file)[service].methods if one.name == method]
    for line in examples[0].splitlines():
        ParseDict(json.loads(line), GetMessageClass(wanted.input_type)())


def _services(file: str) -> dict:
    module = importlib.import_module(f"averral.v1.{file}_pb2")
    return dict(module.DESCRIPTOR.services_by_name)


@pytest.mark.parametrize("heading", ["## Calling", "## Errors", "## Limits", "## Versions"])
def test_the_api_page_says_how_to_begin_what_is_allowed_and_what_may_change(heading):
    assert f"\n{heading}\n" in PROTOS


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Limits)])
def test_every_limit_is_told(name):
    told = getattr(Limits(), name)
    assert f"{int(told):,}" in PROTOS or str(int(told)) in PROTOS


@pytest.mark.parametrize(
    "tag",
    sorted(
        {
            tag
            for methods in described()["paths"].values()
            for one in methods.values()
            for tag in one.get("tags", ())
        }
    ),
)
def test_every_group_of_routes_has_an_example_and_errors(tag):
    routes = {
        f"`{method.upper()} {path}`"
        for path, methods in described()["paths"].items()
        for method, one in methods.items()
        if tag in one.get("tags", ())
    }
    parts = [
        part for part in re.split(r"^## ", GATEWAY, flags=re.MULTILINE) if any(r in part for r in routes)
    ]
    assert any("```sh\ncurl" in part and "Errors:" in part for part in parts)
