from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from averral.cli import app as command
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.keys.store import FILE


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("AVERRAL_DATA_DIR", str(tmp_path))
    # The runner's standard error is closed when it is done: nobody may go on writing lines to it.
    monkeypatch.setattr(command, "configure_logging", lambda settings: None)

    def call(*words):
        return CliRunner().invoke(command.app, ["keys", *words])

    return call


def test_a_key_is_made_listed_rotated_and_revoked(run, tmp_path):
    made = run("create", "desk-2", "--scope", "read", "--scope", "review", "--expires", "90d", "--rate", "30")
    assert made.exit_code == 0
    secret = made.stdout.split()[-1]
    store = KeyStore(tmp_path / FILE)
    key = store.find(secret)
    assert (key.name, key.workspace, key.scopes) == ("desk-2", "default", (Scope.READ, Scope.REVIEW))

    [row] = [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert (row["id"], row["rate_per_minute"]) == (key.id, 30)
    assert secret not in run("list").stdout

    rotated = run("rotate", key.id, "--grace", "1h")
    new = store.find(rotated.stdout.split()[-1])
    assert run("revoke", new.id).exit_code == 0
    assert store.get(new.id).revoked_at is not None
    store.close()


@pytest.mark.parametrize("words", [("create", "x", "--expires", "soon"), ("create", "x", "--scope", "god")])
def test_what_is_not_understood_is_wrong_usage(run, words):
    assert run(*words).exit_code == 2
