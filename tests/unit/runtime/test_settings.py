from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from averral.errors import Permanent, Reason
from averral.model import Limits
from averral.runtime.settings import (
    EmbeddingSettings,
    ExtractionSettings,
    GatewaySettings,
    MatchingSettings,
    Settings,
    VerificationSettings,
    WorkerSettings,
    load,
)

ROLES = (
    ExtractionSettings,
    EmbeddingSettings,
    MatchingSettings,
    VerificationSettings,
    GatewaySettings,
    WorkerSettings,
)
PACKAGE = Path(__file__).parents[3] / "services/averral"
README = PACKAGE / "runtime/README.md"


@pytest.fixture(autouse=True)
def no_settings_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("AVERRAL_") and name != "AVERRAL_SHARED":
            monkeypatch.delenv(name)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_runs_without_any_setting(role: type[Settings]) -> None:
    assert load(role).limits == Limits()


def test_roles_listen_where_their_neighbours_look_for_them() -> None:
    settings = Settings()
    addresses = [
        settings.extraction_address,
        settings.embedding_address,
        settings.matching_address,
        settings.verification_address,
    ]
    assert [f"localhost:{load(role).port}" for role in ROLES[:4]] == addresses


def test_the_environment_sets_and_options_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVERRAL_PORT", "7000")
    monkeypatch.setenv("AVERRAL_DATA_DIR", "/srv/averral")
    monkeypatch.setenv("AVERRAL_SOMETHING_ELSE", "ignored")

    assert load(ExtractionSettings, host=None).port == 7000
    assert load(ExtractionSettings).data_dir == Path("/srv/averral")
    assert load(ExtractionSettings, port=7001).port == 7001


@pytest.mark.parametrize(
    ("name", "value"),
    [("AVERRAL_PORT", "http"), ("AVERRAL_LEASE_SECONDS", "-1"), ("AVERRAL_LOG_FORMAT", "xml")],
)
def test_an_unusable_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(Permanent, match=name) as refused:
        load(WorkerSettings)

    assert refused.value.reason is Reason.INVALID_ARGUMENT


@pytest.mark.parametrize("role", ROLES)
def test_every_setting_stands_in_the_readme_as_the_code_has_it(role: type[Settings]) -> None:
    documented = README.read_text(encoding="utf-8").splitlines()
    for name, field in role.model_fields.items():
        assert field.description, name
        if name == "port" and role is WorkerSettings:
            continue  # a worker serves nothing
        default = "empty" if field.default == "" else f"`{field.default}`"
        row = f"| `AVERRAL_{name.upper()}` | {default} | {' '.join(field.description.split())} |"
        assert row in documented


@pytest.mark.parametrize("role", ROLES)
def test_every_setting_is_read_somewhere(role: type[Settings]) -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    for name in role.model_fields:
        assert re.search(rf"\.{name}\b", sources), f"{name} changes nothing"
