from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import structlog

from averral.runtime import telemetry
from averral.runtime.settings import Settings

README = Path(__file__).parents[3] / "services/averral/runtime/README.md"


@pytest.fixture(autouse=True)
def logging_as_before() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_every_metric_stands_in_the_readme() -> None:
    documented = README.read_text(encoding="utf-8")
    for name in telemetry.metric_names():
        assert f"`{name}`" in documented, name


def test_names_of_metrics_start_alike_and_do_not_repeat() -> None:
    names = telemetry.metric_names()
    assert len(set(names)) == len(names)
    assert all(name.startswith("averral_") for name in names)


def test_json_lines_keep_arabic_readable(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.configure_logging(Settings(log_format="json"))
    structlog.get_logger("t").info("call", outlet="الجزيرة")
    structlog.get_logger("t").debug("not shown")

    line = capsys.readouterr().err.strip()

    assert "الجزيرة" in line
    assert json.loads(line)["event"] == "call"


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_traceback_shows_no_local_variables(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    telemetry.configure_logging(Settings(log_format=log_format))  # type: ignore[arg-type]
    body = "words of the " + "article"
    try:
        {}[len(body)]
    except KeyError:
        structlog.get_logger("t").exception("failed")

    written = capsys.readouterr().err

    assert "KeyError" in written
    assert "words of the article" not in written


def test_lines_of_libraries_take_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.configure_logging(Settings(log_format="json"))
    logging.getLogger("some.library").warning("careful")
    assert json.loads(capsys.readouterr().err)["event"] == "careful"
