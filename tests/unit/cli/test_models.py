from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from averral.cli import app as command
from averral.cli import models as subject
from averral.embedding import models
from averral.embedding.encoder import Embedded
from averral.model import ModelInfo


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(command, "configure_logging", lambda settings: None)

    def call(*words):
        return CliRunner().invoke(command.app, ["models", *words])

    return call


def test_the_bundled_model_is_listed(run):
    (row,) = [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert row["fingerprint"] == models.load().info.fingerprint
    assert {"ar", "he", "uk"} <= set(row["languages"].split())


def test_the_bundled_model_passes_its_check(run):
    found = run("check")
    assert found.exit_code == 0
    assert models.load().info.fingerprint in found.stdout


class Long:
    """A model whose rows are too long."""

    info = ModelInfo("long", "0" * 16, 4, ("en",), 10)

    def encode(self, texts):
        return np.full((len(texts), 4), 2.0, dtype=np.float32)

    def read(self, texts):
        return Embedded(self.encode(texts), (False,) * len(texts))


def test_a_model_whose_rows_are_no_unit_rows_is_refused(monkeypatch):
    monkeypatch.setattr(subject.models, "load", lambda name="": Long())
    faults = [what for what, wrong in subject._faults(Long(), ["a", "b"]) if wrong]
    assert faults == ["rows do not have length 1"]


def test_a_bench_measures_speed_and_the_languages_that_the_file_has(run, tmp_path):
    path = tmp_path / "two.jsonl"
    rows = [
        {"text": {"en": "The minister resigned.", "ar": "استقال الوزير."}},
        {"text": {"en": "Rain fell all night.", "ar": "هطل المطر طوال الليل."}},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (row,) = [
        json.loads(line)
        for line in run("bench", "--parallel", str(path), "--format", "jsonl").stdout.splitlines()
    ]
    assert row["ar-en"] == 100
    assert row["sentences_per_second"] > 0
    assert "ru-en" not in row
